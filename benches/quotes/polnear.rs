//! Quotations found and attributed in real articles: `quotes polnear FILE`.
//!
//! Each line is `{"text": …, "quotes": [{"start", "end", "text", "speaker", "speaker_spans"}]}`, offsets in characters.
//! The set labels double marks alone: what stands between single ones, or behind a transcript's label, is not counted.
//!
//! A span is right when it overlaps a gold one by half of their union, exact when both ends are the gold's, white space
//! and marks at the ends apart. A speaker is right when the words that name him overlap the gold's ("speaker_spans"), or
//! when his name ends in the gold's last word; the same pronoun twice in a sentence names one speaker. What is learned from every second article is to hold in the others, so
//! both halves are counted apart.

use std::ops::{AddAssign, Range};
use std::time::Instant;

use copydesk::story::Story;
use copydesk::story::quote::{Kind, Quote};
use serde_json::Value;

pub fn measure(file: &str, verbose: bool) {
    let items = crate::lines(file);
    let mut halves = [Count::default(), Count::default()];
    for (number, item) in items.iter().enumerate() {
        halves[number % 2] += article(number, item, verbose);
    }
    println!("even articles  {}", halves[0].summary());
    println!("odd articles   {}", halves[1].summary());
    let [mut all, odd] = halves;
    all += odd;
    println!("all            {}", all.summary());

    let texts: Vec<&str> = items.iter().filter_map(|item| item["text"].as_str()).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let fastest = (0..5)
        .map(|_| {
            let clock = Instant::now();
            for text in &texts {
                std::hint::black_box(Story::of(text));
            }
            clock.elapsed()
        })
        .min()
        .unwrap_or_default();
    println!(
        "{:.1} MB/s, figures and all",
        bytes as f64 / fastest.as_secs_f64() / 1e6
    );
}

#[derive(Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
    exact: usize,
    /// Gold spans that open and close with a mark: the others begin or end within a quotation.
    marked: usize,
    /// Gold spans with a speaker, those of them that were found, and found with the right one or with none.
    spoken: usize,
    heard: usize,
    named: usize,
    unnamed: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        self.exact += other.exact;
        self.marked += other.marked;
        self.spoken += other.spoken;
        self.heard += other.heard;
        self.named += other.named;
        self.unnamed += other.unnamed;
    }
}

impl Count {
    fn summary(&self) -> String {
        let share = |part: usize, of: usize| part as f64 / of as f64;
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        format!(
            "spans: P {p:.3}  R {r:.3}  F1 {:.3}  exact recall {:.3}, of those between marks {:.3}  ({} gold, {} found); \
             speaker right: {:.3} of {} found ({} unknown), {:.3} of all {}",
            2.0 * p * r / (p + r),
            share(self.exact, self.gold),
            share(self.exact, self.marked),
            self.gold,
            self.found,
            share(self.named, self.heard),
            self.heard,
            self.unnamed,
            share(self.named, self.spoken),
            self.spoken,
        )
    }
}

/// A span of characters that is counted, and the quotation it is a segment of.
struct Found<'a> {
    span: Range<usize>,
    quote: &'a Quote,
}

fn article(number: usize, item: &Value, verbose: bool) -> Count {
    let text = item["text"].as_str().unwrap_or_default();
    let chars: Vec<char> = text.chars().collect();
    let story = Story::of(text);
    let found: Vec<Found> = story
        .quotes
        .iter()
        .filter(|quote| quote.kind == Kind::Speech)
        .flat_map(|quote| {
            let marked = |s: &Range<usize>| text[s.clone()].starts_with(['“', '"', '”', '„']);
            segments(text, &quote.marks).filter(marked).map(move |s| Found {
                span: characters(text, &s),
                quote,
            })
        })
        .collect();
    let gold: &[Value] = item["quotes"].as_array().map_or(&[], Vec::as_slice);
    let mut count = Count {
        gold: gold.len(),
        found: found.len(),
        ..Count::default()
    };
    let tell = |what: &str, span: &Range<usize>| {
        if verbose {
            println!("{number} {what}: {}", context(&chars, span));
        }
    };
    let mut used = vec![false; found.len()];
    for quote in gold {
        let number = |key: &str| quote[key].as_u64().unwrap_or(0) as usize;
        let span = number("start")..number("end");
        let speakers: Vec<&str> = strings(&quote["speaker"]).collect();
        let is_mark = |at: usize| "“”„\"".contains(chars[at]);
        count.marked += usize::from(is_mark(span.start) && is_mark(span.end - 1));
        count.spoken += usize::from(!speakers.is_empty());
        let hit = (0..found.len()).find(|&i| !used[i] && overlap(&found[i].span, &span));
        let Some(hit) = hit else {
            tell("missed", &span);
            continue;
        };
        used[hit] = true;
        let mine = &found[hit];
        count.right += 1;
        if bare(&chars, &mine.span) == bare(&chars, &span) {
            count.exact += 1;
        } else {
            tell("gold's ends", &span);
            tell("mine", &mine.span);
        }
        if speakers.is_empty() {
            continue;
        }
        count.heard += 1;
        let name = mine.quote.speaker.as_ref().map_or("", |s| &*s.name);
        let mention = mine.quote.mention.as_ref().map(|m| characters(text, m));
        let same = mention.is_some_and(|m| {
            pairs(&quote["speaker_spans"])
                .any(|gold| m.start < gold.end && gold.start < m.end || is_pronoun_again(&chars, &gold, &m))
        }) || speakers.iter().any(|gold| bears(name, gold));
        count.named += usize::from(same);
        count.unnamed += usize::from(name.is_empty());
        if !same {
            tell(&format!("speaker, gold {speakers:?}, mine {name:?}"), &span);
        }
    }
    for (mine, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
        tell("extra", &mine.span);
    }
    count
}

/// The gold counts each paragraph of a running quotation.
fn segments<'a>(text: &'a str, marks: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = marks.start;
    text[marks.clone()].split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        (!line.trim().is_empty()).then(|| start..start + line.trim_end().len())
    })
}

fn characters(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = text[..bytes.start].chars().count();
    start..start + text[bytes.clone()].chars().count()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both * 2 >= a.end.max(b.end) - a.start.min(b.start)
}

/// The span without the marks and the white space at its ends.
fn bare(chars: &[char], span: &Range<usize>) -> Range<usize> {
    let edge = |c: &char| c.is_whitespace() || "“”„\"‘’'".contains(*c);
    let inner = &chars[span.clone()];
    let start = span.start + inner.iter().take_while(|c| edge(c)).count();
    start..span.end - inner.iter().rev().take_while(|c| edge(c)).count()
}

/// The span in brackets with the words around it.
fn context(chars: &[char], span: &Range<usize>) -> String {
    let words = |from: usize, to: usize| chars[from..to].iter().collect::<String>().replace('\n', "⏎");
    let (from, to) = (span.start.saturating_sub(200), chars.len().min(span.end + 120));
    format!(
        "{}⟦{}⟧{}",
        words(from, span.start),
        words(span.start, span.end),
        words(span.end, to)
    )
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|s| !s.is_empty())
}

fn pairs(list: &Value) -> impl Iterator<Item = Range<usize>> {
    let number = |v: &Value| v.as_u64().map(|n| n as usize);
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(move |pair| Some(number(&pair[0])?..number(&pair[1])?))
}

/// "She said she recalls it being “confused”": either "she" of one sentence names one speaker.
fn is_pronoun_again(chars: &[char], gold: &Range<usize>, mine: &Range<usize>) -> bool {
    let word = |span: &Range<usize>| chars[span.clone()].iter().collect::<String>().to_lowercase();
    let between = gold.end.min(mine.end)..gold.start.max(mine.start);
    matches!(word(gold).as_str(), "he" | "she" | "it" | "they")
        && word(gold) == word(mine)
        && !chars[between].iter().any(|c| ".?!\n".contains(*c))
}

/// Whether a gold speaker ends in the last word of `name`.
fn bears(name: &str, gold: &str) -> bool {
    let last = |s: &str| {
        s.split([',', '('])
            .next()
            .and_then(|s| s.split_whitespace().last().map(str::to_lowercase))
    };
    last(name).is_some() && last(name) == last(gold)
}

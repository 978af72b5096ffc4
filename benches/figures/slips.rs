//! Slips put into published articles: `figures slips FILE [SLICE]`; see `common/articles.rs`.
//!
//! A figure qualifies when a check bears it out and a sentence of another article that has it shares a third of its
//! words of matter, four at least. In each draft a hash chooses one such figure for each kind of slip; the draft with
//! that slip is checked, and the slip is caught when the check makes a problem of it. What shares two thirds of its words
//! is counted apart: it is rather copied than told again.

use std::collections::BTreeMap;
use std::ops::Range;

use copydesk::check::{ClaimKind, Finding, Verdict};
use copydesk::story::Story;
use copydesk::story::figure::Kind;
use copydesk::story::function_word::FUNCTION_WORDS;
use copydesk::story::word::{hash, words};
use serde_json::Value as Json;

use crate::articles_of_the_week::{self as articles, Week, field};

const DRAFTS: usize = 500;
/// How much a sentence must share with one of a report: words, and parts of the shorter.
const SHARED: usize = 4;
const RETOLD: f32 = 1.0 / 3.0;
const COPIED: f32 = 2.0 / 3.0;

const KINDS: [(&str, Slip); 7] = [
    ("digits exchanged", exchanged),
    ("one digit", one_digit),
    ("million for billion", scale),
    ("another value", another),
    ("another number in words", in_words),
    ("another day or year", another_date),
    ("another weekday", weekday),
];

/// What a slip makes of a figure's text, by a hash; `None` where it can make nothing of it.
type Slip = fn(&str, Kind, u64) -> Option<String>;

#[derive(Default)]
struct Row {
    all: usize,
    caught: usize,
}

/// A figure that a report bears out.
struct Borne<'a> {
    finding: &'a Finding,
    kind: Kind,
    passage: &'a str,
    share: f32,
}

pub fn measure(file: &str, slice: usize, verbose: bool) {
    let mut rows: BTreeMap<(usize, bool), Row> = BTreeMap::new();
    articles::each(&crate::lines(file), DRAFTS, slice, |draft, week| {
        let text = field(draft, "text");
        let story = Story::of(text);
        let findings = week.findings(draft, text);
        let borne = borne_out(&story, text, &findings);
        for (at, (name, slip)) in KINDS.iter().enumerate() {
            let order = |b: &Borne| hash(&format!("{}{name}{}", field(draft, "ID"), b.finding.span.start));
            let slipped = borne.iter().map(|b| (order(b), b));
            let slipped =
                slipped.filter_map(|(order, b)| Some((order, b, slip(&b.finding.text, b.kind, order)?)));
            let Some((_, b, wrong)) = slipped.min_by_key(|(order, ..)| *order) else {
                continue;
            };
            let row = rows.entry((at, b.share >= COPIED)).or_default();
            let found = check(draft, week, text, &b.finding.span, &wrong);
            let caught = found.as_ref().is_some_and(|f| f.verdict.is_problem());
            row.all += 1;
            row.caught += usize::from(caught);
            if verbose {
                show(draft, text, b, name, &wrong, found.as_ref(), caught);
            }
        }
    });
    for ((at, copied), row) in rows {
        let how = if copied { "copied" } else { "told again" };
        let share = row.caught as f64 / row.all as f64;
        println!(
            "{}, {how}: caught {share:.3} ({} of {})",
            KINDS[at].0, row.caught, row.all
        );
    }
}

fn borne_out<'a>(story: &Story, text: &str, findings: &'a [Finding]) -> Vec<Borne<'a>> {
    let attested = findings
        .iter()
        .filter(|f| f.kind == ClaimKind::Figure && f.verdict == Verdict::Attested);
    let borne = attested.filter_map(|finding| {
        let (at, figure) = story
            .figures()
            .find(|(at, figure)| story.paragraphs[*at].at(&figure.span) == finding.span)?;
        let placed = &story.paragraphs[at];
        let sentence = placed.at(&placed.paragraph.sentence_around(&figure.span));
        let ours = matter(&text[sentence]);
        let sources = finding.attested.iter().flat_map(|a| &a.sources);
        let beside = sources.map(|source| (share(&ours, &matter(&source.passage)), &*source.passage));
        let (share, passage) = beside.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (share >= RETOLD).then_some(Borne {
            finding,
            kind: figure.kind,
            passage,
            share,
        })
    });
    borne.collect()
}

/// The words of a text that are neither numbers nor function words.
fn matter(text: &str) -> Vec<u64> {
    let of_matter = words(text).into_iter().filter(|word| {
        let said = text[word.span()].to_lowercase();
        !said.starts_with(|c: char| c.is_ascii_digit()) && !FUNCTION_WORDS.contains(&&*said)
    });
    let mut stems: Vec<u64> = of_matter.map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn share(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    if shared < SHARED {
        return 0.0;
    }
    shared as f32 / a.len().min(b.len()) as f32
}

/// What a check finds of a figure when `wrong` stands in its place.
fn check(draft: &Json, week: &Week, text: &str, span: &Range<usize>, wrong: &str) -> Option<Finding> {
    let slipped = format!("{}{wrong}{}", &text[..span.start], &text[span.end..]);
    let mut findings = week.findings(draft, &slipped).into_iter();
    findings.find(|f| {
        f.kind == ClaimKind::Figure && f.span.start < span.start + wrong.len() && f.span.end > span.start
    })
}

fn show(draft: &Json, text: &str, b: &Borne, name: &str, wrong: &str, found: Option<&Finding>, caught: bool) {
    let Range { start, end } = b.finding.span;
    let from = text[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let to = text[end..].find(['.', '\n']).map_or(text.len(), |at| end + at);
    println!(
        "{} {} {} {name}: {} for {} ({:.2}): {}\n    {}[{}]{}\n    {}\n    {}",
        if caught { "caught" } else { "missed" },
        field(draft, "ID"),
        if b.share >= COPIED { "copied" } else { "told again" },
        wrong,
        b.finding.text,
        b.share,
        found.map_or("no figure", |f| f.verdict.name()),
        text[from..start].trim_start(),
        wrong,
        &text[end..to],
        b.passage,
        found.map_or("", |f| &f.message),
    );
}

fn digits(text: &str) -> Vec<usize> {
    text.bytes()
        .enumerate()
        .filter_map(|(at, b)| b.is_ascii_digit().then_some(at))
        .collect()
}

fn with(text: &str, changes: &[(usize, u8)]) -> String {
    let change = |(at, c): (usize, char)| {
        changes
            .iter()
            .find(|(of, _)| *of == at)
            .map_or(c, |(_, to)| char::from(*to))
    };
    text.char_indices().map(change).collect()
}

fn exchanged(text: &str, kind: Kind, hash: u64) -> Option<String> {
    let digits = digits(text);
    let byte = |at: usize| text.as_bytes()[at];
    let mut pairs = digits
        .windows(2)
        .filter(|p| byte(p[0]) != byte(p[1]) && byte(p[1]) != b'0');
    let many = pairs.clone().count();
    let pair = pairs.nth(hash as usize % many.max(1))?;
    (kind != Kind::Date).then(|| with(text, &[(pair[0], byte(pair[1])), (pair[1], byte(pair[0]))]))
}

/// Another digit in a place of a number of two or more.
fn one_digit(text: &str, kind: Kind, hash: u64) -> Option<String> {
    let digits = digits(text);
    if kind == Kind::Date || digits.len() < 2 {
        return None;
    }
    let at = digits[hash as usize % digits.len()];
    Some(with(text, &[(at, other_digit(text, at, hash >> 8))]))
}

/// Another digit than the one at `at`, and no nought.
fn other_digit(text: &str, at: usize, hash: u64) -> u8 {
    let own = text.as_bytes()[at];
    let others: Vec<u8> = (b'1'..=b'9').filter(|digit| *digit != own).collect();
    others[hash as usize % others.len()]
}

fn scale(text: &str, _: Kind, _: u64) -> Option<String> {
    [("million", "billion"), ("billion", "million"), ("bn", "m")]
        .iter()
        .find(|(from, _)| text.contains(from))
        .map(|(from, to)| text.replacen(from, to, 1))
}

/// A value a quarter or less away whose digits are others.
fn another(text: &str, kind: Kind, hash: u64) -> Option<String> {
    let digits = digits(text);
    if kind == Kind::Date || digits.is_empty() {
        return None;
    }
    let first = text.as_bytes()[digits[0]];
    let near = match (first, hash & 1) {
        (b'0', _) => return None,
        (b'1'..=b'2', _) | (b'3'..=b'8', 0) => first + 1,
        _ => first - 1,
    };
    let rest = digits[1..].iter().zip(1..);
    let rest = rest.map(|(&at, n)| (at, other_digit(text, at, hash >> (8 * n % 56))));
    let changes: Vec<(usize, u8)> = [(digits[0], near)].into_iter().chain(rest).collect();
    Some(with(text, &changes))
}

fn in_words(text: &str, _: Kind, hash: u64) -> Option<String> {
    let numbers = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let lower = text.to_lowercase();
    let at = numbers
        .iter()
        .position(|number| lower.split([' ', '-']).next() == Some(*number))?;
    let other = numbers[(at + 1 + hash as usize % 3) % numbers.len()];
    Some(format!("{other}{}", &text[numbers[at].len()..]))
}

fn another_date(text: &str, kind: Kind, hash: u64) -> Option<String> {
    let digits = digits(text);
    let &at = digits.last()?;
    // The last digit of the day, or of the year where there is no day.
    let at = match digits.len() {
        5.. => digits[digits.len() - 5],
        _ => at,
    };
    (kind == Kind::Date).then(|| with(text, &[(at, other_digit(text, at, hash))]))
}

fn weekday(text: &str, kind: Kind, hash: u64) -> Option<String> {
    let days = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ];
    let at = days.iter().position(|day| *day == text)?;
    (kind == Kind::Date).then(|| days[(at + 1 + hash as usize % 6) % 7].to_owned())
}

//! Characters on pages to paragraphs: lines first, then what goes on from one line, column or page to the next. What
//! stands at the same edge of several pages is a running head or a page number and goes.

use std::collections::{HashMap, HashSet};

/// What one glyph says and where; points from the page's upper left corner.
pub struct Placed {
    pub text: String,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
    pub upright: bool,
}

pub struct Text {
    /// What stands above the text in larger letters.
    pub headline: Option<String>,
    /// Each with the page, from 1, on which it begins.
    pub paragraphs: Vec<(String, u32)>,
}

struct Line {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    page: u32,
}

/// A gap between two letters that is wider, in their size, parts two words.
const SPACE: f64 = 0.16;
/// How many lines at the top and at the foot of a page may be running ones.
const EDGE: usize = 3;

/// Fewer lines do not tell how far apart a text's lines are.
const FEW: usize = 6;

pub fn text(pages: Vec<Vec<Placed>>) -> Text {
    let mut lines = without_running(
        pages
            .into_iter()
            .zip(1..)
            .map(|(page, number)| self::lines(page, number))
            .collect(),
    );
    let body = usual(lines.iter().map(|line| (line.size, line.text.len())));
    let headline = headline(&mut lines, body);
    let paragraphs = paragraphs(&lines);
    Text { headline, paragraphs }
}

/// A page's lines in the order in which they were written, which is that of columns, too.
fn lines(page: Vec<Placed>, number: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in page.into_iter().filter(|glyph| glyph.upright && glyph.size > 0.0) {
        match lines.last_mut() {
            Some(line) if goes_on(line, &glyph) => {
                let gap = glyph.x - line.end;
                if gap > SPACE * line.size && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.end = line.end.max(glyph.end);
                // A raised or a first large letter is not the line's size.
                if !glyph.text.trim().is_empty() && line.text.chars().count() < 3 {
                    line.size = glyph.size;
                }
            }
            _ if glyph.text.trim().is_empty() => (),
            _ => lines.push(Line {
                text: glyph.text,
                x: glyph.x,
                end: glyph.end,
                y: glyph.y,
                size: glyph.size,
                page: number,
            }),
        }
    }
    for line in &mut lines {
        line.text = plain(&line.text);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

fn goes_on(line: &Line, glyph: &Placed) -> bool {
    let height = line.size.max(glyph.size);
    // Columns stand further apart than words, however these are set.
    (line.y - glyph.y).abs() < 0.5 * height
        && glyph.x > line.end - height
        && glyph.x < line.end + 3.0 * height
}

/// Ligatures as letters, spaces and hyphens single.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            // Some print the soft hyphen and the hyphen that it stands for one upon the other.
            '\u{ad}' | '\u{2010}' if plain.ends_with('-') => (),
            '\u{2010}' => plain.push('-'),
            c if c.is_whitespace() || c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of all pages but for running heads, footers and page numbers.
fn without_running(pages: Vec<Vec<Line>>) -> Vec<Line> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        let edges: HashSet<String> = edges(page).into_iter().map(|at| form(&page[at].text)).collect();
        for form in edges {
            *seen.entry(form).or_default() += 1;
        }
    }
    let several = if pages.len() > 4 { 3 } else { 2 };
    let mut kept = Vec::new();
    for page in pages {
        let running: HashSet<usize> = edges(&page)
            .into_iter()
            .filter(|&at| {
                let form = form(&page[at].text);
                // A number alone is a page's, be there one page or many.
                let number = form.replace("of", "").replace("page", "");
                seen.get(&form).is_some_and(|&pages| pages >= several)
                    || !number.contains(char::is_alphabetic)
            })
            .collect();
        kept.extend(
            page.into_iter()
                .enumerate()
                .filter(|(at, _)| !running.contains(at))
                .map(|(_, line)| line),
        );
    }
    kept
}

/// The lines that stand highest and lowest on a page.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|&a, &b| page[a].y.total_cmp(&page[b].y));
    if order.len() <= 2 * EDGE {
        return order;
    }
    order.drain(EDGE..order.len() - EDGE);
    order
}

/// A line with its numbers made alike: "Page 3 of 9" is on every page.
fn form(line: &str) -> String {
    let mut form = String::new();
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() {
            '#'
        } else {
            c.to_ascii_lowercase()
        };
        if c != '#' || !form.ends_with('#') {
            form.push(c);
        }
    }
    form
}

/// The value that most of the text has, to a tenth.
fn usual(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights: HashMap<i64, usize> = HashMap::new();
    for (value, weight) in values {
        *weights.entry((value * 10.0).round() as i64).or_default() += weight;
    }
    let most = weights
        .into_iter()
        .max_by_key(|&(value, weight)| (weight, std::cmp::Reverse(value)));
    most.map_or(0.0, |(value, _)| value as f64 / 10.0)
}

/// Takes the headline out of the first page's lines: the largest letters of it, where they are larger than the text's.
fn headline(lines: &mut Vec<Line>, body: f64) -> Option<String> {
    let first = lines.first()?.page;
    let of_page = lines.iter().take_while(|line| line.page == first);
    let worded = of_page
        .clone()
        .filter(|line| line.text.split_whitespace().count() > 1);
    let largest = worded.map(|line| line.size).fold(0.0, f64::max);
    let is_large = |line: &Line| (line.size - largest).abs() < 0.05 * largest && line.page == first;
    let start = lines.iter().position(is_large)?;
    let length = lines[start..].iter().take_while(|line| is_large(line)).count();
    let words: Vec<&str> = lines[start..start + length]
        .iter()
        .map(|line| &*line.text)
        .collect();
    let headline = words.join(" ");
    if largest < 1.15 * body || headline.len() > 300 || lines.len() == length {
        return None;
    }
    lines.drain(start..start + length);
    Some(headline)
}

fn paragraphs(lines: &[Line]) -> Vec<(String, u32)> {
    let pitches = lines.windows(2).map(|pair| (pair[1].y - pair[0].y, 1));
    // In a few lines no distance is the usual one.
    let pitch = if lines.len() < FEW {
        0.0
    } else {
        usual(pitches.filter(|(pitch, _)| *pitch > 0.0))
    };
    let right = usual(lines.iter().map(|line| (line.end, line.text.len())));
    let words: HashSet<&str> = lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .collect();
    let mut paragraphs: Vec<(String, u32)> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        match paragraphs.last_mut() {
            Some((text, _)) if before.is_some_and(|before| joins(before, line, pitch, right)) => {
                join(text, &line.text, &words)
            }
            _ => paragraphs.push((line.text.clone(), line.page)),
        }
        before = Some(line);
    }
    paragraphs
}

/// Whether a line goes on with the paragraph of the one before it.
fn joins(before: &Line, line: &Line, pitch: f64, right: f64) -> bool {
    let down = line.y - before.y;
    let ended = before
        .text
        .trim_end_matches(['”', '"', '’', '\'', ')'])
        .ends_with(['.', '!', '?', ':']);
    let short = before.end < before.x + 0.8 * (right - before.x);
    if (before.size - line.size).abs() > 0.15 * before.size || is_listed(&line.text) {
        return false;
    }
    if before.page != line.page || down < -0.5 * line.size {
        // The next column or page: what has not ended goes on.
        return !ended && (line.page != before.page || !short);
    }
    let indented = line.x > before.x + 0.8 * line.size && line.x < before.x + 4.0 * line.size;
    down < 1.3 * pitch.max(1.1 * line.size) && !(ended && (indented || short))
}

/// "• …", "3. …", "(b) …"
fn is_listed(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')']).trim_start_matches('(');
    let numbered =
        first.len() < 5 && number.len() < first.len() && number.bytes().all(|b| b.is_ascii_digit());
    matches!(first, "•" | "▪" | "◦" | "‣" | "–" | "-" | "*" | "") || numbered && !number.is_empty()
}

/// Adds a line; a word that was broken is whole again. A hyphen stays where the text has the word with it elsewhere.
fn join(text: &mut String, line: &str, words: &HashSet<&str>) {
    let starts_small = line.starts_with(char::is_lowercase);
    let broken = text
        .strip_suffix(['-', '\u{ad}'])
        .filter(|stem| stem.ends_with(char::is_alphabetic));
    match broken {
        Some(stem) if starts_small => {
            let head = stem.rsplit(' ').next().unwrap_or_default();
            let tail = line
                .split(' ')
                .next()
                .unwrap_or_default()
                .trim_end_matches(['.', ',', ';', ':', '”', ')']);
            if !words.contains(&*format!("{head}-{tail}")) {
                text.truncate(stem.len());
            }
        }
        Some(_) => (),
        None => text.push(' '),
    }
    text.push_str(line);
}

//! A million reports out of some thousand real ones: sentences recombined, names and figures replaced, so that no two
//! say the same and rare words stay rare. The same seed gives the same reports.
//!
//! A report is a text file under a header, a thousand of them a folder: `0417/0417023.txt`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use copydesk::story::Story;
use serde_json::Value;

/// Of ten sentences so many are the first article's own, so that a report keeps to its matter.
const OWN: u64 = 6;
/// Invented names to draw from; a few are drawn often, most seldom, as in news.
const NAMES: u64 = 300_000;

/// An article in pieces: sentences, and where a paragraph begins.
pub struct Article {
    outlet: String,
    title: String,
    sentences: Vec<(bool, Vec<Piece>)>,
}

/// A stretch of a sentence: as it is, or to be replaced.
enum Piece {
    Words(String),
    Name(u64),
    Digits(usize),
}

/// Takes articles to pieces: one of each line `{"source", "title", "text"}`.
pub fn articles(path: &Path) -> Vec<Article> {
    let lines = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let values = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let field = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let articles = values.map(|value| Article {
        outlet: field(&value, "source"),
        title: field(&value, "title"),
        sentences: sentences(&field(&value, "text")),
    });
    articles.filter(|article| !article.sentences.is_empty()).collect()
}

fn sentences(text: &str) -> Vec<(bool, Vec<Piece>)> {
    let story = Story::of(text);
    let mut sentences = Vec::new();
    for placed in &story.paragraphs {
        let paragraph = &placed.paragraph;
        for (n, sentence) in paragraph.sentences.iter().enumerate() {
            sentences.push((n == 0, pieces(&paragraph.text[sentence.clone()])));
        }
    }
    sentences
}

/// A word with a capital within a sentence is taken for a name.
fn pieces(sentence: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece::Words(String::new())];
    for (n, word) in sentence.split_inclusive(' ').enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let after = &word[bare.len()..];
        if n > 0 && bare.len() > 3 && bare.starts_with(char::is_uppercase) {
            pieces.push(Piece::Name(hash(
                bare.bytes().map(u64::from).fold(7, |sum, b| hash(sum ^ b)),
            )));
        } else if bare.len() > 1 && bare.bytes().all(|b| b.is_ascii_digit()) {
            pieces.push(Piece::Digits(bare.len()));
        } else {
            push(&mut pieces, bare);
        }
        push(&mut pieces, after);
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Words(words)) => words.push_str(text),
        _ => pieces.push(Piece::Words(text.to_owned())),
    }
}

/// Writes reports number `from` to `from + count` into the folder.
pub fn write(articles: &[Article], folder: &Path, from: u64, count: u64, seed: u64) {
    for number in from..from + count {
        let shelf = folder.join(format!("{:04}", number / 1000));
        if number % 1000 == 0 || number == from {
            fs::create_dir_all(&shelf).unwrap_or_else(|e| panic!("{}: {e}", shelf.display()));
        }
        let path = shelf.join(format!("{number:07}.txt"));
        fs::write(&path, report(articles, number, seed))
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}

pub fn report(articles: &[Article], number: u64, seed: u64) -> String {
    let mut dice = Dice(hash(seed ^ hash(number)));
    let pick = |dice: &mut Dice| &articles[dice.below(articles.len() as u64) as usize];
    let (first, second) = (pick(&mut dice), pick(&mut dice));
    let names = dice.next();
    let (year, month, day) = (2012 + dice.below(9), 1 + dice.below(12), 1 + dice.below(28));
    let mut text = format!(
        "Outlet: {}\nDate: {year}-{month:02}-{day:02}\nHeadline: ",
        first.outlet
    );
    tell(&mut text, &pieces(&first.title), names, &mut dice);
    text.push('\n');
    for (n, (begins, own)) in first.sentences.iter().enumerate() {
        let other = second.sentences.get(n).filter(|_| dice.below(10) >= OWN);
        text.push_str(if *begins { "\n\n" } else { " " });
        tell(&mut text, other.map_or(own, |(_, other)| other), names, &mut dice);
    }
    text.push('\n');
    text
}

fn tell(text: &mut String, pieces: &[Piece], names: u64, dice: &mut Dice) {
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            // One name of the article is one invented name throughout a report.
            Piece::Name(name) => name_of(text, hash(names ^ name)),
            Piece::Digits(length) => {
                let least = 10_u64.pow(*length as u32 - 1);
                let _ = write!(text, "{}", least + dice.below(9 * least));
            }
        }
    }
}

fn name_of(text: &mut String, draw: u64) {
    const FIRST: [&str; 16] = [
        "Bar", "Cor", "Dal", "El", "Fen", "Gor", "Hal", "Ing", "Jor", "Kel", "Lor", "Mar", "Nor", "Or",
        "Pel", "Tor",
    ];
    const MIDDLE: [&str; 16] = [
        "a", "an", "be", "di", "en", "er", "go", "i", "il", "la", "mo", "na", "o", "ri", "ta", "u",
    ];
    const LAST: [&str; 16] = [
        "beck", "by", "dale", "den", "field", "ford", "ham", "ley", "low", "mere", "mond", "nik", "ren",
        "son", "stead", "wick",
    ];
    // Squared twice: the first thousand names make up a quarter of all.
    let share = (draw >> 11) as f64 / (1_u64 << 53) as f64;
    let mut name = (share.powi(4) * NAMES as f64) as u64;
    let mut next = |parts: &[&'static str; 16]| {
        let part = parts[(name % 16) as usize];
        name /= 16;
        part
    };
    let (first, middle, last) = (next(&FIRST), next(&MIDDLE), next(&LAST));
    let (more, most) = (next(&MIDDLE), next(&MIDDLE));
    let _ = write!(text, "{first}{middle}{more}{most}{last}");
}

/// SplitMix64, by Steele, Lea and Flood (2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

fn hash(number: u64) -> u64 {
    Dice(number).next()
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

//! Datelines: the place that a field or a story's first words name, and the day.

use jiff::Timestamp;

use super::{Line, date, envelope, tags};

/// The place in a dateline: "PORT MAROU, Marou, May 2 (Coast Wire) -" was written in "PORT MAROU, Marou".
pub fn place(dateline: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in dateline.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = DASHES.iter().fold(bare, |bare, dash| bare.replace(dash, " - "));
    let piece = bare
        .split('/')
        .next()
        .unwrap_or_default()
        .rsplit(" - ")
        .map(|piece| piece.trim_matches([' ', '-', '–', '—', '_', ',', ':']))
        .find(|piece| !piece.is_empty())
        .unwrap_or_default();
    let parts = piece.split(',').map(str::trim);
    // "Dec. 9 Kyodo": a part with a number in it is the day.
    let parts: Vec<&str> = parts
        .filter(|part| !part.is_empty() && !part.contains(|c: char| c.is_ascii_digit()))
        .collect();
    tags::words(&parts.join(", "))
}

const DASHES: [&str; 8] = [" -- ", " – ", " — ", " _ ", ".- ", ".-- ", "/. ", "/ --"];

/// The longest dateline, in characters.
const DATELINE: usize = 90;

/// The place in the dateline that a story's first words are: "Port Marou (cw) - The ferry ...".
pub fn place_of(body: &[Line]) -> String {
    head(body).map(|dateline| place(&dateline)).unwrap_or_default()
}

/// The day in such a dateline, where it has a year: "MAROU, May 2, 2031 /CW/ -".
pub fn day_of(body: &[Line]) -> Option<Timestamp> {
    let dateline = head(body)?;
    let words: Vec<&str> = dateline
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|words| {
        let [month, day, year] = words else { return None };
        let month = envelope::month_named(month).filter(|_| year.len() == 4)?;
        date::read(&format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?))
    })
}

/// A story's words before the first dash, where they name a place and an agency or a day.
fn head(body: &[Line]) -> Option<String> {
    let first = body.iter().find(|line| line.text.contains(char::is_alphabetic))?;
    let head: String = first.text.trim().chars().take(DATELINE).collect();
    let head = DASHES.iter().fold(head, |head, dash| head.replace(dash, " - "));
    let (head, _) = head.split_once(" - ")?;
    let (place, dated) = (
        place(head),
        head.contains(|c: char| c == '(' || c.is_ascii_digit()),
    );
    let named = place.starts_with(char::is_uppercase) && place.split_whitespace().count() <= 6;
    (dated && named).then(|| head.to_owned())
}

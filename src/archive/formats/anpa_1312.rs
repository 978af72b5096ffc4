//! ANPA 1312, the wires of American agencies: <https://iptc.org/standards/anpa-1312/>. A header of two lines (service,
//! number and selector; priority, category, key word, day and words), then the slug, the headline, notes to editors and
//! the byline, each marked off with "^" and "<" or "=", then paragraphs set apart by their indention.

use super::envelope::{self, Message};
use super::{Item, Items, wire};

/// Whether a text is such a message: its header has the unit separator before the selector.
pub fn is_message(text: &str) -> bool {
    envelope::is_message(text)
        && text
            .split('\x02')
            .next()
            .is_some_and(|header| header.contains('\x1f'))
}

pub fn read(text: &str) -> Items {
    let messages = envelope::messages(text);
    wire::numbered(messages.into_iter().map(|message| Ok(item(message))).collect())
}

fn item(message: Message) -> Item {
    let mut item = Item {
        outlet: agency(message.header, message.trailer),
        date: envelope::moment(message.trailer),
        ..Item::default()
    };
    let mut lines = envelope::trimmed(message.lines);
    // The paragraphs begin where the first indented line sets one apart; one without any begins behind the slug.
    let head = lines
        .iter()
        .position(|line| line.text.is_empty())
        .unwrap_or(lines.len().min(1));
    let body = lines.split_off(head);
    let mut slug = None;
    for line in lines {
        let centred = line.text.ends_with('=');
        let text = line
            .text
            .trim_start_matches('^')
            .trim_end_matches(['<', '=', '+', ' ']);
        let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
        let is_notice = item.take_notice(text);
        if is_slug(text) {
            slug.get_or_insert((text.to_owned(), line.number));
        } else if is_notice {
            continue;
        } else if wire::byline(text).len() < text.len() {
            item.byline = wire::byline(text);
        } else if !centred && !is_note(text) && item.headline.is_empty() {
            (item.headline, item.headline_line) = (typeset(text), line.number);
        }
    }
    if let Some((slug, number)) = slug {
        name(&mut item, message.header, &slug);
        if item.headline.is_empty() {
            (item.headline, item.headline_line) = (slug, number);
        }
    }
    let mut body = envelope::trimmed(body);
    for line in &mut body {
        line.text = typeset(
            line.text
                .trim_start_matches('^')
                .trim_end_matches(['<', '='])
                .trim(),
        );
    }
    item.take_body(envelope::trimmed(body));
    item
}

/// Names an item by its agency, its day and its slug up to the first comma, which every version of a story repeats ("in
/// exactly the same form", AP Stylebook, "keyword slug line"). What is added to a story is no version of it, and many
/// alerts of a day have one slug.
fn name(item: &mut Item, header: &str, slug: &str) {
    let day = header.split_whitespace().rev().find(|word| is_day(word));
    let (keywords, versions) = slug.split_once(',').unwrap_or((slug, ""));
    let is_whole = versions.split(',').map(str::trim).all(|version| {
        version.is_empty()
            || ["Ld", "Writethru", "KILL", "WITHHOLD"]
                .iter()
                .any(|known| version.contains(known))
    });
    if let (Some(day), Some(date), true) = (day, item.date, is_whole && !keywords.ends_with("Alert")) {
        item.guid = format!("{} {} {day} {keywords}", item.outlet, date.strftime("%Y"));
        let number = versions.trim_start().split(|c: char| !c.is_ascii_digit()).next();
        item.version = wire::version(number.unwrap_or_default());
    }
}

/// "05-02"
fn is_day(word: &str) -> bool {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once('-')
        .is_some_and(|(month, day)| digits(month) && digits(day))
}

/// "BC-PM--Ferry Fares, 2nd Ld-Writethru,416": a service, a place, key words, versions, the number of words.
fn is_slug(text: &str) -> bool {
    let service = text.split_once('-').map_or("", |(service, _)| service);
    (1..=3).contains(&service.len())
        && service.bytes().all(|byte| byte.is_ascii_uppercase())
        && !text.contains(". ")
}

fn is_note(text: &str) -> bool {
    let text = text.to_lowercase();
    ["eds", "editors", "with ", "for ", "ap photo", "photo"]
        .iter()
        .any(|note| text.starts_with(note))
        && (text.contains(':') || text.contains("photo"))
}

/// The agency's name in its header ("a0105CW") or at the head of the time ("CW-WF-11-13-31").
fn agency(header: &str, trailer: &str) -> String {
    let service = header.split('\x1f').next().unwrap_or_default();
    let service = service
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let below = trailer.split('-').next().unwrap_or_default();
    [service, below]
        .map(str::trim)
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// What seven bits cannot write: quotation marks and dashes.
fn typeset(text: &str) -> String {
    text.replace("``", "“").replace("''", "”").replace(" _ ", " — ")
}

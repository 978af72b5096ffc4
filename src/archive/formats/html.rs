//! Web pages: the article that a page gives as JSON-LD, else the one that its layout shows.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Article, Config, Readability, TextMode};
use jiff::Timestamp;
use serde_json::Value;

use super::places::Places;
use super::{Item, bounds, date, json};

/// More elements than this are no article.
const ELEMENTS: usize = 100_000;

/// Whether a text is a web page: its first tag says so.
pub fn is_page(text: &str) -> bool {
    let mut text = text.trim_start();
    while let Some(rest) = text.strip_prefix("<!--").or(text.strip_prefix("<?")) {
        let end = if text.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, rest)) = rest.split_once(end) else {
            return false;
        };
        text = rest.trim_start();
    }
    let head: String = text.chars().take(16).collect::<String>().to_ascii_lowercase();
    let tags = [
        "<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<h1", "<p>", "<p ",
    ];
    tags.iter().any(|tag| head.starts_with(tag))
}

pub fn read(text: &str) -> Result<Item, String> {
    let given = json_ld(text).unwrap_or_default();
    let mut item = if has_paragraphs(&given) {
        given
    } else {
        let shown = shown(text)?;
        let length = |item: &Item| item.body.iter().map(|line| line.text.len()).sum::<usize>();
        // An article given in one piece hides where quotations end: the page's paragraphs are worth more.
        let mut given = given;
        if length(&shown) * 5 >= length(&given) * 4 {
            given.body.clear();
        }
        given.or(shown)
    };
    if item.body.is_empty() {
        return Err("shows no article; save the article's own page, or its text".into());
    }
    drop_repeated(&mut item);
    item.date = item.date.or_else(|| marked_date(text));
    Ok(placed(item, text))
}

fn has_paragraphs(item: &Item) -> bool {
    item.body.iter().filter(|line| !line.text.is_empty()).count() > 1
}

/// What the page's layout shows as its article.
fn shown(text: &str) -> Result<Item, String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    // A page that the parser cannot take must not stop the reading of all others.
    bounds::hold(text)?;
    let parsed = catch_unwind(AssertUnwindSafe(|| -> Result<Article, String> {
        let none = |error| format!("shows no article ({error}); save its text");
        let mut page = Readability::new(text, None, Some(config)).map_err(none)?;
        bounds::check(&page)?;
        page.parse().map_err(none)
    }));
    let article = parsed.map_err(|_| "cannot be read as a web page; save its text")??;
    let mut item = Item::default();
    let outlet = article.site_name.unwrap_or_default();
    // "Pier to reopen | Harbour Gazette"
    let title = match article.title.strip_suffix(&outlet) {
        Some(title) if !outlet.is_empty() => title.trim_end_matches([' ', '|', '-', '–', '—', '·']),
        _ => &article.title,
    };
    item.set("headline", title);
    item.set("outlet", &outlet);
    item.set("date", &article.published_time.unwrap_or_default());
    item.set("byline", &article.byline.unwrap_or_default());
    item.set("url", &article.url.unwrap_or_default());
    item.set_body(&article.text_content, 1);
    Ok(item)
}

/// The article that the page's JSON-LD holds in full.
fn json_ld(text: &str) -> Option<Item> {
    let mut rest = text;
    while let Some((_, from)) = rest.split_once("application/ld+json") {
        let (_, from) = from.split_once('>')?;
        let (script, after) = from.split_once("</script")?;
        if let Some(item) = serde_json::from_str(script.trim())
            .ok()
            .and_then(|value| article(&value, 0))
        {
            return Some(item);
        }
        rest = after;
    }
    None
}

fn article(value: &Value, depth: usize) -> Option<Item> {
    match value {
        _ if depth > 4 => None,
        Value::Array(values) => values.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(fields) if fields.contains_key("articleBody") => json::item(fields, 1).ok(),
        Value::Object(fields) => article(fields.get("@graph").or(fields.get("mainEntity"))?, depth + 1),
        _ => None,
    }
}

/// The first date that the page marks as its own.
fn marked_date(text: &str) -> Option<Timestamp> {
    [
        "published_time", "datePublished", "name=\"date\"", "pubdate", "<time",
    ]
    .iter()
    .find_map(|mark| {
        let (_, after) = text.split_once(mark)?;
        let (tag, _) = after.split_once('>')?;
        tag.split(['"', '\'']).find_map(date::read)
    })
}

/// Shorter paragraphs may well be said twice.
const CAPTION: usize = 60;

/// A caption stands below each size of its picture; it was written once.
fn drop_repeated(item: &mut Item) {
    let mut seen = HashSet::new();
    let mut after_dropped = false;
    item.body.retain(|line| {
        let repeated = line.text.len() > CAPTION && !seen.insert(line.text.clone());
        let dropped = repeated || (after_dropped && line.text.is_empty());
        after_dropped = dropped;
        !dropped
    });
}

/// Each line with the line of the page where its first words stand.
fn placed(mut item: Item, page: &str) -> Item {
    let mut places = Places::new(page, 1);
    for line in &mut item.body {
        line.number = places.line(&line.text);
    }
    let title = page.find(item.headline.as_str()).unwrap_or(0);
    item.headline_line = 1 + page[..title].matches('\n').count() as u32;
    item
}

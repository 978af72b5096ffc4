//! The JSON of AP's media API: <https://api.ap.org/media/v/docs/>. One item, or a feed of them; the text itself is
//! mostly a file of its own beside it, and what the item says in brief is read.

use serde_json::{Map, Value};

use super::{Item, Line, Status, date, dateline, paragraphs, status, tags, wire};

/// The items of an answer of the API, `None` for what is none.
pub fn items(answer: &Map<String, Value>) -> Option<Vec<&Map<String, Value>>> {
    let data = answer.get("data")?;
    let list = data.get("items").and_then(Value::as_array);
    let items: Vec<_> = match list {
        Some(list) => list
            .iter()
            .filter_map(|entry| entry.get("item").unwrap_or(entry).as_object())
            .collect(),
        None => vec![data.get("item")?.as_object()?],
    };
    items.iter().all(|item| is_item(item)).then_some(items)
}

/// Whether an object is an item of the API.
pub fn is_item(fields: &Map<String, Value>) -> bool {
    let identified = fields
        .get("altids")
        .is_some_and(|ids| ids.get("itemid").is_some());
    identified && fields.contains_key("versioncreated") && fields.contains_key("pubstatus")
}

/// The report that an item holds, all of it at the line `number`.
pub fn item(fields: &Map<String, Value>, number: u32) -> Result<Item, String> {
    let text = |name: &str| {
        fields
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
    };
    let first = |list: &str, name: &str| {
        let entry = fields.get(list).and_then(|list| list.get(0));
        entry
            .and_then(|entry| entry.get(name))
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let within = |object: &str, name: &str| {
        let value = fields.get(object).and_then(|object| object.get(name));
        value.and_then(Value::as_str).unwrap_or_default()
    };
    let filled = |names: &[&str]| {
        names
            .iter()
            .map(|name| text(name))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let bylines = [
        first("bylines", "by"),
        text("byline"),
        within("photographer", "name"),
    ];
    let places = [text("located"), within("datelinelocation", "city")];
    let mut item = Item {
        headline: tags::words(&filled(&["headline", "title"])),
        headline_line: number,
        byline: wire::byline(bylines.into_iter().find(|by| !by.is_empty()).unwrap_or_default()),
        dateline: dateline::place(
            places
                .into_iter()
                .find(|place| !place.is_empty())
                .unwrap_or_default(),
        ),
        outlet: filled(&["provider"]),
        guid: within("altids", "itemid").to_owned(),
        version: fields
            .get("version")
            .map(|version| wire::version(&version.to_string()))
            .unwrap_or_default(),
        // The moment when the text was current.
        date: date::read(text("versioncreated")).or_else(|| date::read(text("firstcreated"))),
        status: status::named(text("pubstatus")),
        ..Item::default()
    };
    let links = fields
        .get("links")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let canonical = links
        .iter()
        .find(|link| link.get("rel").and_then(Value::as_str) == Some("canonical"));
    item.url = canonical
        .and_then(|link| link.get("href")?.as_str())
        .unwrap_or_default()
        .to_owned();
    item.credit = wire::credit(
        &item.outlet,
        [
            text("description_creditline"),
            text("creditline"),
            first("infosource", "name"),
        ],
    );
    if status::is_kill(text("ednote")) || status::is_kill(&item.headline) {
        item.status = Status::Withdrawn;
    }
    if item.status == Status::Usable {
        item.status = status::until(text("embargoed"));
    }
    let bodies = [
        "body_nitf", "body_html", "body_text", "body", "description_summary", "description_caption",
        "headline_extended",
    ];
    let mut bodies = bodies.iter().map(|name| lines(text(name), number));
    item.take_body(bodies.find(|lines| !lines.is_empty()).unwrap_or_default());
    if item.body.is_empty() && item.status != Status::Withdrawn {
        return Err("is an AP item whose text is a file of its own; save that (NITF) beside it".into());
    }
    Ok(item)
}

fn lines(text: &str, number: u32) -> Vec<Line> {
    let mut lines = paragraphs::of_text(text, number);
    lines.iter_mut().for_each(|line| line.number = number);
    lines
}

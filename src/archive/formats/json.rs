//! JSON: one report a line, or one file; fields named as newsrooms name them.

use serde_json::{Map, Value};

use super::{Item, Items, few_unread, tags};

/// Whether the first line is a JSON object on its own.
pub fn is_lines(bytes: &[u8]) -> bool {
    let line = bytes
        .trim_ascii_start()
        .split(|&b| b == b'\n')
        .next()
        .unwrap_or_default();
    line.starts_with(b"{") && line.trim_ascii_end().ends_with(b"}")
}

pub fn lines(text: &str, first: u32) -> Items {
    let numbered = text.lines().zip(first..);
    let filled = numbered.filter(|(line, _)| !line.trim().is_empty());
    filled
        .map(|(line, number)| {
            let fields = serde_json::from_str(line)
                .map_err(|error| format!("is no JSON object ({error}); mend or delete the line"));
            (Some(number), fields.and_then(|fields| item(&fields, number)))
        })
        .filter_map(few_unread())
        .collect()
}

/// A file that is one object, or a list of them; `None` for what only looks like it.
pub fn whole(text: &str) -> Option<Items> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    match serde_json::from_str(text).ok()? {
        Value::Object(fields) => Some(vec![(None, item(&fields, 1))]),
        Value::Array(values) => {
            let items = values.iter().zip(1..).map(|(value, place)| {
                let fields = value
                    .as_object()
                    .ok_or_else(|| "is no JSON object; mend or delete it".into());
                (Some(place), fields.and_then(|fields| item(fields, 1)))
            });
            Some(items.filter_map(few_unread()).collect())
        }
        _ => None,
    }
}

/// The report that an object holds, all of it at the line `number`.
pub fn item(fields: &Map<String, Value>, number: u32) -> Result<Item, String> {
    let mut item = Item {
        headline_line: number,
        ..Item::default()
    };
    let mut body = None;
    for (name, value) in fields {
        match name.to_ascii_lowercase().as_str() {
            "text" | "body" | "content" | "body_text" | "article" | "articlebody" | "maintext" => {
                body = body.or(value.as_str());
            }
            name => {
                item.set(name, &written(value));
            }
        }
    }
    let body = tags::plain(body.unwrap_or_default());
    let body = body.trim();
    if body.is_empty() {
        return Err("has no text (a field \"text\", \"body\" or \"content\")".into());
    }
    // Many exports repeat the headline as the first line of the text.
    let body = body
        .strip_prefix(item.headline.as_str())
        .filter(|rest| rest.starts_with('\n'))
        .unwrap_or(body);
    item.set_body(body, number);
    for line in &mut item.body {
        line.number = number;
    }
    Ok(item)
}

/// A string, a number, a list of either, or the name in an object.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(written).filter(|v| !v.is_empty()).collect();
            values.join(", ")
        }
        Value::Object(fields) => fields.get("name").map(written).unwrap_or_default(),
        _ => String::new(),
    }
}

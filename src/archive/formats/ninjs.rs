//! ninjs 1 to 3, IPTC's News in JSON: <https://iptc.org/std/ninjs/userguide/>. What 1 has as `body_html` and
//! `headline_short`, 2 and 3 have as lists with roles; 3 writes its names with capitals within.

use serde_json::{Map, Value};

use super::{Item, Line, Status, date, dateline, paragraphs, status, tags, wire};

/// What no other newsroom's JSON has, in small letters.
const OWN: [&str; 22] = [
    "versioncreated", "firstcreated", "contentcreated", "pubstatus", "headlines", "bodies", "descriptions",
    "representationtype", "altids", "infosource", "infosources", "copyrightholder", "copyrightnotice",
    "ednote", "usageterms", "trustindicator", "trustindicators", "digitalsourcetype", "rightsinfo",
    "advices", "eventdetails", "plannedcoverage",
];

/// Whether an object is a ninjs item: it says so, or it has an identifier and a field that nothing else has.
pub fn is_item(fields: &Map<String, Value>) -> bool {
    let standard = field(fields, "$standard").or_else(|| field(fields, "standard"));
    let named = standard.is_some_and(|standard| standard.to_string().contains("ninjs"));
    let identified = ["uri", "guid"].iter().any(|id| field(fields, id).is_some());
    let own = |name: &String| {
        let name = name.to_ascii_lowercase();
        OWN.contains(&&*name)
            || ["body_", "headline_", "description_"]
                .iter()
                .any(|own| name.starts_with(own))
    };
    let kinds = [
        "text", "audio", "video", "picture", "graphic", "composite", "component", "planning", "event",
    ];
    let typed = field(fields, "type")
        .and_then(Value::as_str)
        .is_some_and(|kind| kinds.contains(&kind));
    named || (identified && (typed || fields.keys().any(own)))
}

/// The report that an item holds, all of it at the line `number`.
pub fn item(fields: &Map<String, Value>, number: u32) -> Result<Item, String> {
    if let Some(rule) = broken_rule(fields) {
        return Err(format!(
            "breaks a rule of ninjs: {rule}; ask its sender to mend it"
        ));
    }
    let text = |name: &str| field(fields, name).map(written).unwrap_or_default();
    let first = |names: &[&str]| {
        names
            .iter()
            .map(|name| text(name))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let mut item = Item {
        headline: tags::words(&tags::plain(&headline(fields))),
        headline_line: number,
        byline: wire::byline(&first(&["byline", "by", "bylines"])),
        dateline: dateline::place(&first(&["dateline", "located"])),
        url: first(&["url", "webUrl"]),
        guid: first(&["guid", "uri"]),
        version: wire::version(&text("version")),
        ..Item::default()
    };
    let (source, holder) = (first(&["infosource", "infosources"]), text("copyrightholder"));
    item.outlet = first(&[
        "provider", "source", "copyrightholder", "infosource", "infosources",
    ]);
    item.credit = wire::credit(&item.outlet, [&*text("creditline"), &source, &holder]);
    // The moment when the text was current; an archive sends an old text as a new version.
    let moments = [
        "contentmodified", "versioncreated", "contentcreated", "firstcreated",
    ];
    item.date = moments.iter().find_map(|name| date::read(&text(name)));
    item.status = status::named(&text("pubstatus"));
    if status::is_kill(&text("ednote")) || status::is_kill(&item.headline) {
        item.status = Status::Withdrawn;
    }
    if item.status == Status::Usable {
        item.status = status::until(&first(&["embargoed", "embargo"]));
    }
    item.take_body(body(fields, number));
    if item.body.is_empty() && item.status != Status::Withdrawn {
        return Err("is a ninjs item without text (a body, or a description); delete it".into());
    }
    Ok(item)
}

fn headline(fields: &Map<String, Value>) -> String {
    let headlines = field(fields, "headlines").map(roles).unwrap_or_default();
    let main = headlines
        .iter()
        .find(|(role, _)| role.is_empty() || role.contains("main"));
    let listed = main.or(headlines.first()).map(|(_, text)| text.clone());
    let single = ["headline", "headline_main"]
        .iter()
        .find_map(|name| field(fields, name).map(written));
    let title = || field(fields, "title").map(written);
    single.or(listed).or_else(title).unwrap_or_default()
}

/// The text that is marked up, else the plain one, else what describes a picture or a text that is elsewhere.
fn body(fields: &Map<String, Value>, number: u32) -> Vec<Line> {
    let mut texts: Vec<String> = [
        "body_html", "body_xhtml", "body_nitf", "body_text", "body", "body_main",
    ]
    .iter()
    .filter_map(|name| field(fields, name).map(written))
    .collect();
    let listed = |name: &str| field(fields, name).map(roles).unwrap_or_default();
    let mut bodies = listed("bodies");
    // Paragraphs are worth more than plain text without them.
    bodies.sort_by_key(|(_, text)| !tags::has_tags(text));
    texts.extend(bodies.into_iter().map(|(_, text)| text));
    let other = |prefix: &str| {
        let named = fields
            .iter()
            .filter(|(name, _)| name.to_ascii_lowercase().starts_with(prefix));
        named.map(|(_, value)| written(value)).collect::<Vec<_>>()
    };
    texts.extend(other("body_"));
    let mut descriptions = other("description_");
    descriptions.extend(listed("descriptions").into_iter().map(|(_, text)| text));
    // Credits and the names of places are described, too.
    texts.extend(descriptions.into_iter().max_by_key(String::len));
    let mut bodies = texts.iter().map(|text| {
        let mut lines = paragraphs::of_text(text, number);
        lines.iter_mut().for_each(|line| line.number = number);
        lines
    });
    let has_words = |lines: &Vec<Line>| lines.iter().any(|line| line.text.contains(char::is_alphanumeric));
    bodies.find(has_words).unwrap_or_default()
}

/// The roles and texts of a list: `[{"role": "main", "value": "..."}]`.
fn roles(list: &Value) -> Vec<(String, String)> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |entry: &Value, name: &str| {
        entry
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    list.iter()
        .map(|entry| (text(entry, "role").to_ascii_lowercase(), text(entry, "value")))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

/// A field by its name in small letters, which version 3 writes with capitals within.
fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let known = || {
        fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    fields.get(name).or_else(known).filter(|value| !value.is_null())
}

/// A string, a number, or the names in a list.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values
            .iter()
            .map(written)
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        Value::Object(fields) => ["name", "value", "by"]
            .iter()
            .find_map(|name| fields.get(*name).map(written))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Object,
    List,
}

/// What the schemas of all versions say of a field that is ill-formed in no other.
const KINDS: [(&str, &[Kind]); 34] = [
    ("uri", &[Kind::Text]),
    ("type", &[Kind::Text]),
    ("version", &[Kind::Text]),
    ("versioncreated", &[Kind::Text]),
    ("firstcreated", &[Kind::Text]),
    ("contentcreated", &[Kind::Text]),
    ("embargoed", &[Kind::Text]),
    ("expires", &[Kind::Text]),
    ("pubstatus", &[Kind::Text]),
    ("headline", &[Kind::Text]),
    ("title", &[Kind::Text]),
    ("slugline", &[Kind::Text]),
    ("byline", &[Kind::Text]),
    ("located", &[Kind::Text]),
    ("ednote", &[Kind::Text]),
    ("language", &[Kind::Text]),
    ("copyrightholder", &[Kind::Text]),
    ("copyrightnotice", &[Kind::Text]),
    ("usageterms", &[Kind::Text]),
    ("$standard", &[Kind::Object]),
    ("standard", &[Kind::Object]),
    ("altids", &[Kind::Object, Kind::List]),
    ("infosource", &[Kind::List]),
    ("infosources", &[Kind::List]),
    ("headlines", &[Kind::List]),
    ("bodies", &[Kind::List]),
    ("descriptions", &[Kind::List]),
    ("genre", &[Kind::List]),
    ("genres", &[Kind::List]),
    ("subject", &[Kind::List]),
    ("subjects", &[Kind::List]),
    ("associations", &[Kind::Object, Kind::List]),
    ("rightsinfo", &[Kind::Object]),
    ("digitalsourcetype", &[Kind::Object]),
];

/// The first rule of the schema that an item breaks and that says something of its text.
fn broken_rule(fields: &Map<String, Value>) -> Option<String> {
    for (name, kinds) in KINDS {
        let Some(value) = field(fields, name) else {
            continue;
        };
        let kind = match value {
            Value::String(_) => Some(Kind::Text),
            Value::Object(_) => Some(Kind::Object),
            Value::Array(_) => Some(Kind::List),
            _ => None,
        };
        if !kind.is_some_and(|kind| kinds.contains(&kind)) {
            let what = kinds.iter().map(|kind| match kind {
                Kind::Text => "a text",
                Kind::Object => "an object",
                Kind::List => "a list",
            });
            return Some(format!(
                "“{name}” is to be {}",
                what.collect::<Vec<_>>().join(" or ")
            ));
        }
    }
    let extension = |name: &&String| {
        let mut extended = ["body_", "headline_", "description_"].iter();
        let rest = extended.find_map(|prefix| name.strip_prefix(prefix));
        rest.is_some_and(|rest| {
            rest.is_empty() || !rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
    };
    if let Some(name) = fields.keys().find(extension) {
        return Some(format!("“{name}” is to go on in Latin letters, digits and “_”"));
    }
    if let Some(status) = field(fields, "pubstatus").and_then(Value::as_str)
        && !["usable", "withheld", "canceled", "cancelled"].contains(&status)
    {
        return Some(format!(
            "“pubstatus” is to be usable, withheld or canceled, not “{status}”"
        ));
    }
    structure(fields)
}

/// Rules of what objects hold.
fn structure(fields: &Map<String, Value>) -> Option<String> {
    let has = |value: &Value, name: &str| value.get(name).is_some();
    if field(fields, "rightsinfo")
        .is_some_and(|rights| has(rights, "linkedrights") && has(rights, "encodedrights"))
    {
        return Some("“rightsinfo” is to have linked rights or encoded ones, not both".into());
    }
    let list = |name: &str| {
        field(fields, name)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    if list("places")
        .iter()
        .filter_map(|place| place.get("geojson"))
        .any(|shape| !has(shape, "type"))
    {
        return Some("“geojson” of a place is to have a type".into());
    }
    if list("associations")
        .iter()
        .any(|item| !has(item, "name") || !has(item, "uri"))
    {
        return Some("each of “associations” is to have a name and a uri".into());
    }
    let advices = list("advices").iter().chain(list("advice"));
    if advices
        .filter_map(|advice| advice.get("lifetime"))
        .any(|lifetime| !has(lifetime, "code"))
    {
        return Some("“lifetime” of an advice is to have a code".into());
    }
    let dates = field(fields, "eventdetails").and_then(|event| event.get("dates"));
    if dates.is_some_and(|dates| has(dates, "startDate") && has(dates, "expectedStartDate")) {
        return Some("“dates” of an event are to have a start or an expected one, not both".into());
    }
    None
}

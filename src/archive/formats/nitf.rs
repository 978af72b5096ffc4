//! NITF, IPTC's News Industry Text Format: <https://iptc.org/std/NITF/3.6/documentation/nitf.html>.

use super::xml::{Document, Element};
use super::{Item, Items, Status, date, dateline, paragraphs, status, wire};

pub fn read(text: &str) -> Items {
    match Document::read(text) {
        Ok(document) => wire::numbered(
            document
                .all()
                .outermost(&["nitf"])
                .into_iter()
                .map(|nitf| Ok(item(nitf)))
                .collect(),
        ),
        Err(why) => vec![(None, Err(why))],
    }
}

/// The item of a `nitf`, which may stand within an item of another format.
pub fn item(nitf: Element) -> Item {
    let text = |name: &str| nitf.find(name).map(|element| element.text()).unwrap_or_default();
    let attribute = |name: &str, attribute: &str| {
        let values = nitf.named(name).map(|element| element.attribute(attribute));
        values
            .into_iter()
            .find(|value| !value.is_empty())
            .unwrap_or_default()
    };
    let mut item = Item {
        byline: wire::byline(&text("byline")),
        dateline: dateline::place(&dateline(nitf)),
        ..Item::default()
    };
    let heads = ["hl1", "hedline", "headline", "title"];
    for head in heads {
        item.take_headline(nitf.named(head).find(|head| !head.text().is_empty()));
    }
    let (owner, holder) = (
        attribute("doc.rights", "owner"),
        attribute("doc.copyright", "holder"),
    );
    let distributor = text("distributor");
    let outlets = [
        &*distributor,
        owner,
        holder,
        attribute("doc-id", "regsrc"),
        attribute("from-src", "src-name"),
    ];
    item.outlet = outlets
        .into_iter()
        .find(|outlet| !outlet.is_empty())
        .unwrap_or_default()
        .to_owned();
    item.credit = wire::credit(&item.outlet, [holder]);
    // The moment when the text was current is that of its issue; its release may be later.
    let issued = date::read(attribute("date.issue", "norm"));
    let released = date::read(attribute("date.release", "norm"));
    let moments = [
        attribute("pubdata", "date.publication"),
        attribute("story.date", "norm"),
    ];
    item.date = issued
        .or(released)
        .or_else(|| moments.into_iter().find_map(date::read));
    item.status = status(nitf, &item.headline);
    if item.status == Status::Usable
        && let (Some(issued), Some(released)) = (issued, released)
        && released > issued
    {
        item.status = Status::Embargoed(released);
    }
    let (id, key) = (attribute("doc-id", "id-string"), attribute("du-key", "key"));
    // A key that names the document, too, goes through all its versions; another may be the slug of many stories.
    item.guid = if !key.is_empty() && id.starts_with(key) {
        key
    } else {
        id
    }
    .to_owned();
    item.version = wire::version(attribute("du-key", "version"));
    let content = nitf
        .find("body.content")
        .or_else(|| nitf.find("body"))
        .unwrap_or(nitf);
    item.take_body(paragraphs::lines(content));
    item
}

fn dateline(nitf: Element) -> String {
    let Some(dateline) = nitf.find("dateline") else {
        return String::new();
    };
    let place = ["city", "location"].iter().find_map(|name| dateline.find(name));
    place.unwrap_or(dateline).text()
}

fn status(nitf: Element, headline: &str) -> Status {
    let docdata = nitf
        .named("docdata")
        .map(|docdata| docdata.attribute("management-status"));
    let scopes = nitf.named("doc-scope").map(|scope| scope.attribute("scope"));
    let notes = nitf.named("ed-msg").map(|message| message.attribute("info"));
    let withdrawn = docdata
        .chain(scopes)
        .any(|word| status::named(word) == Status::Withdrawn)
        || notes.chain([headline]).any(status::is_kill);
    if withdrawn {
        Status::Withdrawn
    } else {
        Status::Usable
    }
}

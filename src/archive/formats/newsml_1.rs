//! NewsML 1: <https://iptc.org/std/NewsML/1.2/documentation/>. A file holds several items; an item holds components,
//! which hold others.

use super::xml::{Document, Element};
use super::{Item, Items, Line, Status, date, dateline, nitf, paragraphs, status, tags, wire};

pub fn read(text: &str) -> Items {
    match Document::read(text) {
        Ok(document) => wire::numbered(
            document
                .all()
                .outermost(&["NewsItem"])
                .into_iter()
                .map(|news| Ok(item(news)))
                .collect(),
        ),
        Err(why) => vec![(None, Err(why))],
    }
}

fn item(news: Element) -> Item {
    let text = |name: &str| news.find(name).map(|element| element.text()).unwrap_or_default();
    let party = |name: &str| {
        let parties = news.named(name).filter_map(|element| element.find("Party"));
        parties
            .map(|party| party.attribute("FormalName"))
            .next()
            .unwrap_or_default()
    };
    let mut item = Item {
        byline: wire::byline(&text("ByLine")),
        dateline: dateline::place(&text("DateLine")),
        ..Item::default()
    };
    item.take_headline(news.find("HeadLine"));
    let (provider, service) = (party("Provider"), text("ProviderId"));
    item.outlet = if provider.is_empty() {
        service.clone()
    } else {
        provider.to_owned()
    };
    item.credit = wire::credit(&item.outlet, [&*text("CreditLine"), party("Source")]);
    item.date = ["ThisRevisionCreated", "FirstCreated", "DateId"]
        .iter()
        .find_map(|name| date::read(&text(name)));
    let identity = [service, text("DateId"), text("NewsItemId")];
    if !identity[2].is_empty() {
        item.guid = identity.join(":");
    }
    item.version = wire::version(&text("RevisionId"));
    if let Some(management) = news.find("NewsManagement") {
        item.status = status(management);
    }
    let (body, within) = body(news);
    if let Some(nitf) = within {
        item = item.or(nitf);
    }
    item.take_body(body);
    if item.dateline.is_empty() {
        item.dateline = city(news);
    }
    item
}

/// The status that holds for the item itself; one within an instruction is that of another revision.
fn status(management: Element) -> Status {
    let formal = |name: &str| {
        management
            .child(name)
            .map_or("", |element| element.attribute("FormalName"))
    };
    if [formal("Status"), formal("Instruction")]
        .iter()
        .any(|word| status::named(word) == Status::Withdrawn)
    {
        return Status::Withdrawn;
    }
    if !formal("Status").eq_ignore_ascii_case("embargoed") {
        return Status::Usable;
    }
    let change = management
        .child("StatusWillChange")
        .and_then(|change| change.find("DateAndTime"));
    status::until(&change.map_or("without an end".into(), Element::text))
}

/// What is no part of a story's text.
const UNREAD: [&str; 5] = ["title", "headline", "slug", "stylesheet", "contact"];
/// What is read where there is no other text.
const ASIDE: [&str; 5] = ["caption", "photo", "logo", "graphic", "sound"];

/// The text of all components in their order, each under its own headline, and what the first NITF says of itself.
fn body(news: Element) -> (Vec<Line>, Option<Item>) {
    let mut first = None;
    let mut text = |asides: bool| {
        let mut body: Vec<Line> = Vec::new();
        let mut headlines = Vec::new();
        for component in news.named("NewsComponent") {
            let role = component
                .child("Role")
                .map_or("", |role| role.attribute("FormalName"));
            let is = |roles: &[&str]| roles.iter().any(|known| role.eq_ignore_ascii_case(known));
            let headline = component
                .child("NewsLines")
                .and_then(|lines| lines.child("HeadLine"));
            headlines.extend(headline);
            if is(&UNREAD) || (is(&ASIDE) && !asides) {
                continue;
            }
            let Some(lines) = words(component, &mut first) else {
                continue;
            };
            if let [_, .., last] = headlines[..] {
                paragraph(
                    &mut body,
                    vec![Line {
                        text: last.text(),
                        number: last.line(),
                    }],
                );
            }
            paragraph(&mut body, lines);
        }
        body
    };
    let mut body = text(false);
    if body.is_empty() {
        body = text(true);
    }
    (body, first)
}

/// Of the renditions of one component the first that has words.
fn words(component: Element, first: &mut Option<Item>) -> Option<Vec<Line>> {
    let contents = component.children().filter(|child| child.is("ContentItem"));
    let texts = contents.filter(|content| {
        let kind = content
            .child("MimeType")
            .map_or("", |kind| kind.attribute("FormalName"));
        kind.is_empty() || (kind.contains("text") && !kind.contains("css"))
    });
    let data = texts.filter_map(|content| content.child("DataContent"));
    data.map(|data| content(data, first))
        .find(|lines| !lines.is_empty())
}

fn content(data: Element, first: &mut Option<Item>) -> Vec<Line> {
    match data.find("nitf") {
        Some(nitf) => {
            let mut item = nitf::item(nitf);
            let body = std::mem::take(&mut item.body);
            first.get_or_insert(item);
            body
        }
        None => paragraphs::lines(data),
    }
}

fn paragraph(body: &mut Vec<Line>, added: Vec<Line>) {
    if let (Some(first), false) = (added.first(), body.is_empty()) {
        body.push(Line {
            text: String::new(),
            number: first.number,
        });
    }
    body.extend(added);
}

fn city(news: Element) -> String {
    let origin = news
        .named("Location")
        .find(|place| place.attribute("HowPresent").eq_ignore_ascii_case("origin"));
    let cities = origin
        .into_iter()
        .flat_map(|origin| origin.named("Property").collect::<Vec<_>>());
    let mut cities = cities.filter(|place| place.attribute("FormalName").eq_ignore_ascii_case("city"));
    tags::words(cities.next().map_or("", |city| city.attribute("Value")))
}

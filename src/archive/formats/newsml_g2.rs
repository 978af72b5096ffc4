//! NewsML-G2: <https://iptc.org/std/NewsML-G2/guidelines/>. An item alone, or a message with several.

use super::xml::{Document, Element};
use super::{Item, Items, Line, Status, date, dateline, nitf, paragraphs, status, wire};

/// What a message may hold, and an item be.
const ITEMS: [&str; 6] = [
    "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem",
];

pub fn is_root(name: &str) -> bool {
    name.eq_ignore_ascii_case("newsMessage") || ITEMS.iter().any(|item| name.eq_ignore_ascii_case(item))
}

pub fn read(text: &str) -> Items {
    let document = match Document::read(text) {
        Ok(document) => document,
        Err(why) => return vec![(None, Err(why))],
    };
    let all: Vec<Element> = document.all().outermost(&ITEMS);
    let news: Vec<Element> = all.iter().copied().filter(|item| item.is("newsItem")).collect();
    // What a package links to comes beside it; alone, the package is named as what could not be read.
    let read = if news.is_empty() { &all } else { &news };
    if read.is_empty() {
        return vec![(
            None,
            Err("is a NewsML-G2 message without any item; delete it".into()),
        )];
    }
    wire::numbered(read.iter().map(|&item| self::item(item)).collect())
}

fn item(news: Element) -> Result<Item, String> {
    if news.is("packageItem") {
        return Err("is a package that only links to other items; put those beside it".into());
    }
    if !news.is("newsItem") {
        return Err(format!(
            "is a NewsML-G2 {} and tells of no news; delete it",
            news.name()
        ));
    }
    let (meta, content) = (news.find("itemMeta"), news.find("contentMeta"));
    let text = |of: Option<Element>, name: &str| {
        of.and_then(|of| of.child(name))
            .map(Element::text)
            .unwrap_or_default()
    };
    let mut item = Item {
        guid: news.attribute("guid").to_owned(),
        version: wire::version(news.attribute("version")),
        byline: wire::byline(&text(content, "by")),
        dateline: dateline::place(&text(content, "dateline")),
        outlet: named(meta.and_then(|meta| meta.child("provider"))),
        ..Item::default()
    };
    item.take_headline(headline(content));
    item.take_headline(meta.and_then(|meta| meta.child("title")));
    if item.dateline.is_empty() {
        item.dateline = located(content);
    }
    let source = named(content.and_then(|content| content.child("infoSource")));
    let holder = named(news.find("copyrightHolder"));
    item.credit = wire::credit(&item.outlet, [&*text(content, "creditline"), &source, &holder]);
    // The moment when the text was current: a version may change what is said of a text alone, and an archive sends an
    // old text as a new item.
    let moments = [
        text(content, "contentModified"),
        text(meta, "versionCreated"),
        text(content, "contentCreated"),
        text(meta, "firstCreated"),
    ];
    item.date = moments.iter().find_map(|moment| date::read(moment));
    item.status = status::named(
        &meta
            .map(|meta| qcode(meta.child("pubStatus")))
            .unwrap_or_default(),
    );
    if status::is_kill(&text(meta, "edNote")) || status::is_kill(&item.headline) {
        item.status = Status::Withdrawn;
    }
    if item.status == Status::Usable {
        item.status = status::until(&text(meta, "embargoed"));
    }
    let set = news.find("contentSet");
    if let Some(nitf) = set.and_then(|set| set.find("nitf")) {
        let mut nitf = nitf::item(nitf);
        let body = std::mem::take(&mut nitf.body);
        item = item.or(nitf);
        item.take_body(body);
    } else {
        item.take_body(set.map(body).unwrap_or_default());
    }
    if item.body.is_empty() {
        item.take_body(described(content));
    }
    Ok(item)
}

/// A set holds renditions of one text: the first that has words. What is encoded is no text.
fn body(set: Element) -> Vec<Line> {
    let renditions = set.children().filter(|child| {
        child.is_one_of(&["inlineXML", "inlineData"]) && child.attribute("encoding").is_empty()
    });
    let mut bodies =
        renditions.map(|rendition| paragraphs::lines(rendition.find("body").unwrap_or(rendition)));
    bodies.find(|body| !body.is_empty()).unwrap_or_default()
}

/// What is said of a picture or of a text that is elsewhere, where that is all there is.
fn described(content: Option<Element>) -> Vec<Line> {
    let descriptions = content
        .into_iter()
        .flat_map(|content| content.children().collect::<Vec<_>>());
    let descriptions = descriptions.filter(|child| child.is("description"));
    descriptions
        .map(paragraphs::lines)
        .find(|lines| !lines.is_empty())
        .unwrap_or_default()
}

fn headline(content: Option<Element>) -> Option<Element> {
    let headlines = content?.children().filter(|child| child.is("headline"));
    let mut headlines =
        headlines.filter(|headline| !headline.attribute("role").to_ascii_lowercase().contains("sub"));
    headlines.find(|headline| !headline.text().is_empty())
}

fn located(content: Option<Element>) -> String {
    let located = content.and_then(|content| content.child("located"));
    named(located)
}

/// The name of who or what an element stands for.
fn named(element: Option<Element>) -> String {
    let Some(element) = element else {
        return String::new();
    };
    let name = element.child("name").map(Element::text).unwrap_or_default();
    let uri = element
        .attribute("uri")
        .trim_start_matches("http://")
        .trim_start_matches("https://");
    let names = [
        &*name,
        element.attribute("literal"),
        element.attribute("qcode").rsplit(':').next().unwrap_or_default(),
        uri.trim_start_matches("www."),
    ];
    names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn qcode(element: Option<Element>) -> String {
    element.map_or(String::new(), |element| {
        let codes = [element.attribute("qcode"), element.attribute("uri")];
        codes
            .into_iter()
            .find(|code| !code.is_empty())
            .unwrap_or_default()
            .to_owned()
    })
}

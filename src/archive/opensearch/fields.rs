//! A newsroom's own index as it stands: which of its fields has what.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::archive::Report;
use crate::archive::folder::File;
use crate::archive::formats::{self, Status};

/// Names of fields, `a.b` for one within another. What an index does not have stays unset.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Plain text or HTML.
    pub body: String,
    pub headline: String,
    pub date: String,
    outlet: Option<String>,
    byline: Option<String>,
    credit: Option<String>,
    dateline: Option<String>,
    url: Option<String>,
    guid: Option<String>,
    version: Option<String>,
    /// What says that an item was killed or withheld.
    status: Option<String>,
    /// A date before which an item is no evidence.
    pub embargo: Option<String>,
    /// One that takes the body's words by threes, where the index has such a field ("body.shingles").
    pub runs: Option<String>,
}

impl Fields {
    /// What a report is made of, each with the name that copydesk's own formats have for it.
    fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let sure = [
            ("text", &self.body),
            ("headline", &self.headline),
            ("date", &self.date),
        ];
        let others = [
            ("outlet", &self.outlet),
            ("byline", &self.byline),
            ("credit", &self.credit),
            ("dateline", &self.dateline),
            ("url", &self.url),
            ("guid", &self.guid),
            ("version", &self.version),
            ("status", &self.status),
        ];
        let others = others
            .into_iter()
            .filter_map(|(own, name)| Some((own, name.as_deref()?)));
        sure.into_iter().map(|(own, name)| (own, &**name)).chain(others)
    }

    /// The fields that are asked for.
    pub fn sources(&self) -> Vec<&str> {
        self.named()
            .map(|(_, name)| name)
            .chain(self.embargo.as_deref())
            .collect()
    }

    /// The report that a document is; `place` names the document in its cluster. `None` where it has no words or was
    /// withdrawn.
    pub fn report(&self, place: &str, document: &Value) -> Option<Report> {
        let fields = self
            .named()
            .map(|(own, name)| (own.to_owned(), find(document, name).clone()));
        let mut item = formats::of_fields(&fields.collect()).ok()?;
        let embargo = self
            .embargo
            .as_deref()
            .and_then(|name| find(document, name).as_str());
        match embargo.and_then(formats::date::read) {
            _ if item.status == Status::Withdrawn => return None,
            Some(until) => item.status = Status::Embargoed(until),
            None => {}
        }
        for (number, line) in (1..).zip(&mut item.body) {
            line.number = number;
        }
        let file = File {
            path: PathBuf::from(place),
            name: place.rsplit('/').next().unwrap_or(place).to_owned(),
            folder: 0,
            bytes: 0,
            modified: 0,
        };
        Some(Report::new(&file, None, item))
    }
}

/// The value of a field, within others where its name has dots and no field has the whole name.
fn find<'a>(document: &'a Value, name: &str) -> &'a Value {
    if let Some(value) = document.get(name) {
        return value;
    }
    match name.split_once('.') {
        Some((first, rest)) => document
            .get(first)
            .map_or(&Value::Null, |inner| find(inner, rest)),
        None => &Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_newsrooms_own_document_is_a_report() {
        let fields: Fields = toml::from_str(
            "body = \"body_html\"\nheadline = \"headline\"\ndate = \"versioncreated\"\noutlet = \"source.name\"\nstatus = \"pubstatus\"",
        )
        .expect("fields");
        let mut document = json!({
            "headline": "Piers <b>rebuilt</b>",
            "body_html": "<p>“We will rebuild every pier,” the mayor said.</p><p>Work begins in June.</p>",
            "versioncreated": "2031-05-02T09:30:00+0000",
            "source": {"name": "Coast Wire"},
        });
        let report = fields.report("wire/17", &document).expect("a report");
        assert_eq!((&*report.outlet, &*report.name), ("Coast Wire", "17"));
        assert!(
            report.date.is_some()
                && report
                    .text
                    .contains("\n“We will rebuild every pier,” the mayor said.\n")
        );
        let line = |words| report.line(report.text.find(words).expect("the words"));
        assert!(line("We will") < line("Work"));
        document["pubstatus"] = json!("canceled");
        assert!(fields.report("wire/17", &document).is_none());
    }
}

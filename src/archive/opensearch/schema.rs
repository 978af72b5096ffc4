//! An index that copydesk makes: how its words are taken, and what a document has.
//!
//! ```text
//! field      how                    what
//! text       stems, no frequencies  headline, an empty line, body: what quotations are looked up in
//! said       two and three on end   what it has between marks, not kept; an altered quotation still has most of its runs
//! headline   stems                  the headline alone
//! date       date                   when it was published, in UTC
//! embargo    date                   no evidence before
//! item       keyword                barred::key of its guid, in hexadecimal, where it has one
//! version    integer                of one item
//! withdrawn  keyword                instead of all these, in a document of its own: the item that its sender withdrew,
//!                                   in all versions up to `version` (0: in all)
//! name, path, outlet, byline, credit, dateline, url, guid, lines: kept, not looked up
//! ```
//!
//! The name of a document is a hash of what it says, so that loading it again changes nothing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::archive::Report;
use crate::archive::barred::{self, Withdrawal};
use crate::story::marks;

/// How an index is divided when it is made. Its copies are made when it is filled: a copy of a part costs less than to
/// take all its words again.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    pub shards: u32,
    /// Copies of each beside itself.
    pub replicas: u32,
}

/// Among what an index tells of itself: how many copies it is to have once it is filled. Until then it has none.
pub const COPIES: &str = "copies";

pub fn index(parts: Parts) -> Value {
    let words = |filters: &[&str]| json!({"type": "custom", "tokenizer": "standard", "char_filter": ["marks"], "filter": filters});
    let kept = json!({"type": "keyword", "index": false, "doc_values": false});
    json!({
        "settings": {
            "number_of_shards": parts.shards,
            "number_of_replicas": 0,
            "analysis": {
                "char_filter": {"marks": {"type": "mapping", "mappings": ["’=>'", "‘=>'"]}},
                "filter": {
                    "stems": {"type": "stemmer", "language": "english"},
                    "threes": {"type": "shingle", "min_shingle_size": 3, "max_shingle_size": 3, "output_unigrams": false},
                    "runs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 3, "output_unigrams": false},
                },
                "analyzer": {
                    "words": words(&["lowercase", "asciifolding", "stems"]),
                    "runs": words(&["lowercase", "asciifolding", "runs"]),
                    "threes": words(&["lowercase", "asciifolding", "threes"]),
                },
            },
        },
        "mappings": {
            "dynamic": false,
            "_meta": {COPIES: parts.replicas},
            "_source": {"excludes": ["said"]},
            "properties": {
                "text": {"type": "text", "analyzer": "words", "norms": false, "index_options": "docs"},
                "headline": {"type": "text", "analyzer": "words", "norms": false, "index_options": "docs"},
                "said": {"type": "text", "analyzer": "runs", "norms": false, "index_options": "docs"},
                "date": {"type": "date"},
                "embargo": {"type": "date"},
                "item": {"type": "keyword"},
                "withdrawn": {"type": "keyword"},
                "version": {"type": "integer"},
                "name": kept, "path": kept, "outlet": kept, "byline": kept, "credit": kept, "dateline": kept,
                "url": kept, "guid": kept,
                "lines": {"type": "integer", "index": false, "doc_values": false},
            },
        },
    })
}

#[derive(Serialize, Deserialize)]
pub struct Document<'a> {
    name: Cow<'a, str>,
    path: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    outlet: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<jiff::Timestamp>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    headline: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    byline: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    credit: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    dateline: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    url: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    guid: Cow<'a, str>,
    #[serde(default, skip_deserializing, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default)]
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    embargo: Option<jiff::Timestamp>,
    text: Cow<'a, str>,
    #[serde(default, skip_deserializing)]
    said: Vec<&'a str>,
    lines: Cow<'a, [u32]>,
}

impl<'a> Document<'a> {
    pub fn of(report: &'a Report) -> Document<'a> {
        Document {
            name: (&*report.name).into(),
            path: report.path.to_string_lossy(),
            outlet: (&*report.outlet).into(),
            date: report.date,
            headline: (&*report.headline).into(),
            byline: (&*report.byline).into(),
            credit: (&*report.credit).into(),
            dateline: (&*report.dateline).into(),
            url: (&*report.url).into(),
            guid: (&*report.guid).into(),
            item: (!report.guid.is_empty()).then(|| item(barred::key(&report.guid))),
            version: report.version,
            embargo: report.embargo,
            text: (&*report.text).into(),
            said: said(&report.text),
            lines: (&*report.lines).into(),
        }
    }

    pub fn report(self) -> Report {
        let mut report = Report {
            id: 0,
            name: self.name.into_owned(),
            path: self.path.into_owned().into(),
            outlet: self.outlet.into_owned(),
            date: self.date,
            headline: self.headline.into_owned(),
            byline: self.byline.into_owned(),
            credit: self.credit.into_owned(),
            dateline: self.dateline.into_owned(),
            url: self.url.into_owned(),
            guid: self.guid.into_owned(),
            version: self.version,
            embargo: self.embargo,
            text: self.text.into_owned(),
            lines: self.lines.into_owned(),
        };
        report.sign();
        report
    }

    /// What it says, wherever the file lies that says it.
    pub fn key(&self) -> String {
        let mut hash = Sha256::new();
        for part in [
            &self.outlet, &self.headline, &self.byline, &self.credit, &self.dateline, &self.url, &self.guid,
            &self.text,
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.update(format!("{:?} {} {:?}", self.date, self.version, self.embargo));
        hash.finalize()[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// What a text has between marks, line by line.
fn said(text: &str) -> Vec<&str> {
    let quoted = |line| {
        marks::marks(line)
            .into_iter()
            .filter_map(move |marks| line.get(marks.inner))
    };
    text.lines().flat_map(quoted).collect()
}

/// A withdrawal's document, and its name.
pub fn withdrawal(withdrawal: &Withdrawal) -> (String, Value) {
    let item = item(withdrawal.guid);
    let name = format!("withdrawn-{item}-{}", withdrawal.version);
    (name, json!({"withdrawn": item, "version": withdrawal.version}))
}

/// What a withdrawal bars.
pub fn barred(item: &str, version: u64) -> Value {
    let named = json!({"term": {"item": item}});
    match version {
        0 => named,
        version => json!({"bool": {"filter": [named, {"range": {"version": {"lte": version}}}]}}),
    }
}

fn item(guid: u64) -> String {
    format!("{guid:016x}")
}

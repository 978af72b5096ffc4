//! What the index holds: a tantivy index of two kinds of documents.
//!
//! A **report** has its words, each as the hash of its stem, with what it quotes, by runs of words (story::saying), and is
//! kept whole; a **file** says what was read and when,
//! so that only what changed is read again. All numbers are u64.
//!
//! ```text
//! field     of        how                what
//! id        reports   indexed, column    Report::id
//! terms     reports   indexed            one value for each stem of its words, and each run of what it quotes
//! guid      reports   indexed            barred::key of Report::guid, where it has one
//! embargo   reports   indexed            seconds since 1970 before which it may not be cited
//! owner     both      indexed            the key of the file, by which all that it gave is removed
//! file      files     indexed, column    the same key: a hash of its folder's number and its name
//! stamp     files     column             a hash of its size and time of change, 0 where they may not be trusted
//! content   files     column             checksum of what it held, 0 when it was too large to be held at once
//! tells     files     indexed            SKIPPED, WITHDRAWN: what its body lists
//! day       reports   column             days since 1970 of Report::date, where it has one
//! under     files     indexed            the key of each folder that it lies in, within its folder of reports
//! body      both      stored             a checksum (u64), then, as bytes.rs writes them,
//!             of a report   id u64, name, path, outlet, date, headline, byline, credit, dateline, url, guid, text str,
//!                           version u32, embargo str, lines list of u32; dates as RFC 3339, or empty
//!             of a file     skipped list of (path str, why str), withdrawn list of (guid u64, version u32)
//! ```
//!
//! The payload of each commit is [`version`]: an index that says otherwise is built anew.

use tantivy::TantivyDocument;
use tantivy::schema::{Field, NumericOptions, STORED, Schema};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, Term};

use super::bytes::{In, Out};
use crate::archive::barred::{self, Withdrawal};
use crate::archive::folder::File;
use crate::archive::formats::READING;
use crate::archive::intake::{Reading, checksum};
use crate::archive::{Report, Skipped};
use crate::story::{ANALYSIS, word};

/// Raised when anything here changes.
const FORMAT: u32 = 4;

const INDEX: &str = "index.";

pub const ID: Field = Field::from_field_id(0);
pub const TERMS: Field = Field::from_field_id(1);
pub const GUID: Field = Field::from_field_id(2);
pub const EMBARGO: Field = Field::from_field_id(3);
pub const OWNER: Field = Field::from_field_id(4);
pub const FILE: Field = Field::from_field_id(5);
const STAMP: Field = Field::from_field_id(6);
const CONTENT: Field = Field::from_field_id(7);
pub const TELLS: Field = Field::from_field_id(8);
const DAY: Field = Field::from_field_id(9);
pub const UNDER: Field = Field::from_field_id(10);
pub const BODY: Field = Field::from_field_id(11);

/// What a file tells beside its reports.
pub const SKIPPED: u64 = 1;
pub const WITHDRAWN: u64 = 2;

/// How much text is compressed at once: reading a report decompresses so much.
const BLOCK: usize = 48 * 1024;
const LEVEL: i32 = 3;

/// What is in an index depends on these, the weightiest first.
const VERSION: [u32; 3] = [FORMAT, READING, ANALYSIS];

pub fn version() -> String {
    format!("copydesk {FORMAT} {READING} {ANALYSIS}")
}

/// The name of an index's folder: "index.4.4.8".
pub fn folder() -> String {
    format!("{INDEX}{FORMAT}.{READING}.{ANALYSIS}")
}

/// Whether a folder of this name is an index of a newer version.
pub fn is_newer(folder: &str) -> bool {
    let version = folder.strip_prefix(INDEX).unwrap_or_default();
    let version: Result<Vec<u32>, _> = version.split('.').map(str::parse).collect();
    version.is_ok_and(|version| *version > VERSION[..])
}

/// The fields in the order of their numbers.
pub fn schema() -> Schema {
    let (indexed, column) = (
        NumericOptions::default().set_indexed(),
        NumericOptions::default().set_fast(),
    );
    let mut schema = Schema::builder();
    schema.add_u64_field("id", indexed.clone().set_fast());
    for name in ["terms", "guid", "embargo", "owner"] {
        schema.add_u64_field(name, indexed.clone());
    }
    schema.add_u64_field("file", indexed.clone().set_fast());
    for name in ["stamp", "content"] {
        schema.add_u64_field(name, column.clone());
    }
    schema.add_u64_field("tells", indexed.clone());
    schema.add_u64_field("day", column);
    schema.add_u64_field("under", indexed);
    schema.add_bytes_field("body", STORED);
    schema.build()
}

pub fn settings() -> IndexSettings {
    let compression_level = Some(LEVEL);
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level }),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

pub fn term(field: Field, value: u64) -> Term {
    Term::from_field_u64(field, value)
}

pub fn report(reading: &Reading, owner: u64) -> TantivyDocument {
    let report = &reading.report;
    let mut document = TantivyDocument::new();
    document.add_u64(ID, report.id);
    for &term in &reading.terms {
        document.add_u64(TERMS, term);
    }
    if !report.guid.is_empty() {
        document.add_u64(GUID, barred::key(&report.guid));
    }
    if let Some(until) = report.embargo {
        document.add_u64(EMBARGO, until.as_second().max(0) as u64);
    }
    document.add_u64(OWNER, owner);
    if let Some(day) = report.day() {
        document.add_u64(DAY, day.into());
    }
    document.add_bytes(BODY, &sealed(|out| write_report(out, report)));
    document
}

/// A file as it was read.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Entry {
    pub key: u64,
    pub stamp: u64,
    pub content: u64,
    pub skipped: Vec<Skipped>,
    pub withdrawn: Vec<Withdrawal>,
}

pub fn file(entry: &Entry, of: &File) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    for (end, _) in of.name.match_indices('/') {
        document.add_u64(UNDER, key(of.folder, &of.name[..end]));
    }
    document.add_u64(OWNER, entry.key);
    document.add_u64(FILE, entry.key);
    document.add_u64(STAMP, entry.stamp);
    document.add_u64(CONTENT, entry.content);
    let (skipped, withdrawn) = (!entry.skipped.is_empty(), !entry.withdrawn.is_empty());
    if skipped {
        document.add_u64(TELLS, SKIPPED);
    }
    if withdrawn {
        document.add_u64(TELLS, WITHDRAWN);
    }
    if skipped || withdrawn {
        document.add_bytes(BODY, &sealed(|out| write_told(out, entry)));
    }
    document
}

/// What a file is known by, and a folder.
pub fn key(folder: u32, name: &str) -> u64 {
    word::hash(&format!("{folder}/{name}"))
}

pub fn stamp(file: &File) -> u64 {
    checksum(&[file.bytes.to_le_bytes(), file.modified.to_le_bytes()].concat()).max(1)
}

/// Bytes after their checksum.
fn sealed(write: impl FnOnce(&mut Out)) -> Vec<u8> {
    let mut out = Out(vec![0; 8]);
    write(&mut out);
    let sum = checksum(&out.0[8..]);
    out.0[..8].copy_from_slice(&sum.to_le_bytes());
    out.0
}

/// What was sealed; `None` when it is not as it was.
fn unsealed(bytes: &[u8]) -> Option<In<'_>> {
    let (sum, fields) = bytes.split_first_chunk()?;
    (u64::from_le_bytes(*sum) == checksum(fields)).then_some(In(fields))
}

fn write_report(out: &mut Out, report: &Report) {
    let date = |date: Option<jiff::Timestamp>| date.map(|date| date.to_string()).unwrap_or_default();
    out.u64(report.id);
    out.str(&report.name);
    out.str(&report.path.to_string_lossy());
    out.str(&report.outlet);
    out.str(&date(report.date));
    out.str(&report.headline);
    out.str(&report.byline);
    out.str(&report.credit);
    out.str(&report.dateline);
    out.str(&report.url);
    out.str(&report.guid);
    out.str(&report.text);
    out.u32(report.version);
    out.str(&date(report.embargo));
    out.list(report.lines.iter(), |out, &line| out.u32(line));
}

pub fn read_report(bytes: &[u8]) -> Option<Report> {
    let mut fields = unsealed(bytes)?;
    Some(Report {
        id: fields.u64()?,
        name: fields.str()?,
        path: fields.str()?.into(),
        outlet: fields.str()?,
        date: fields.str()?.parse().ok(),
        headline: fields.str()?,
        byline: fields.str()?,
        credit: fields.str()?,
        dateline: fields.str()?,
        url: fields.str()?,
        guid: fields.str()?,
        text: fields.str()?,
        version: fields.u32()?,
        embargo: fields.str()?.parse().ok(),
        lines: fields.list(In::u32)?,
    })
}

fn write_told(out: &mut Out, entry: &Entry) {
    out.list(entry.skipped.iter(), |out, skipped| {
        out.str(&skipped.path.to_string_lossy());
        out.str(&skipped.why);
    });
    out.list(entry.withdrawn.iter(), |out, withdrawal| {
        out.u64(withdrawal.guid);
        out.u32(withdrawal.version);
    });
}

pub fn read_told(bytes: &[u8]) -> Option<(Vec<Skipped>, Vec<Withdrawal>)> {
    let mut fields = unsealed(bytes)?;
    let skipped = fields.list(|f| {
        Some(Skipped {
            path: f.str()?.into(),
            why: f.str()?,
        })
    })?;
    let withdrawn = fields.list(|f| {
        Some(Withdrawal {
            guid: f.u64()?,
            version: f.u32()?,
        })
    })?;
    Some((skipped, withdrawn))
}

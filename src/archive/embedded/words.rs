//! Which reports have a word: a tantivy index of stems, no text in it.
//!
//! A document is a report: `id` (u64, a fast field, indexed so that it can be deleted) and `stems` (u64, indexed, one
//! value for each stem it has). The payload of the last commit is the number of the catalogue that goes with it, so
//! that one atomic replacement, tantivy's of its meta.json, changes both.

use std::collections::HashSet;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema};
use tantivy::{
    DocId, DocSet, Index, IndexWriter, ReloadPolicy, SegmentReader, TERMINATED, TantivyDocument, Term,
};

use super::catalogue::Place;
use super::{Damage, create_folder};
use crate::archive::Error;
use crate::archive::intake::Reading;

/// What tantivy may hold in memory before it writes a segment.
const MEMORY: usize = 64 << 20;

pub const FOLDER: &str = "words";

fn path(index: &Path) -> PathBuf {
    index.join(FOLDER)
}

/// The fields in the order in which the schema adds them.
fn schema() -> Schema {
    let mut schema = Schema::builder();
    schema.add_u64_field("id", NumericOptions::default().set_indexed().set_fast());
    schema.add_u64_field("stems", NumericOptions::default().set_indexed());
    schema.build()
}

const ID: Field = Field::from_field_id(0);
const STEMS: Field = Field::from_field_id(1);

/// The index as it was committed last.
pub struct Words {
    segments: Vec<Segment>,
}

struct Segment {
    /// The number of its first report.
    start: u32,
    reader: SegmentReader,
    stems: Arc<InvertedIndexReader>,
    ids: Column<u64>,
}

impl Words {
    /// Opens the index with the number of its catalogue; `None` where nothing was ever committed.
    pub fn open(index: &Path) -> Result<Option<(Words, u32)>, Damage> {
        let path = path(index);
        if !path.join("meta.json").exists() {
            return Ok(None);
        }
        read(&path).map_err(|error| Damage::new(&path, &error.to_string()))
    }

    pub fn frequency(&self, stem: u64) -> tantivy::Result<usize> {
        let term = Term::from_field_u64(STEMS, stem);
        let mut frequency = 0;
        for segment in &self.segments {
            if segment.reader.has_deletes() {
                segment.each(&term, &mut |_| frequency += 1)?;
            } else {
                frequency += segment.stems.doc_freq(&term)? as usize;
            }
        }
        Ok(frequency)
    }

    /// Reports are numbered from segment to segment.
    pub fn end(&self) -> u32 {
        self.segments
            .last()
            .map_or(0, |last| last.start + last.reader.max_doc())
    }

    pub fn id(&self, number: u32) -> Option<u64> {
        let segment = self
            .segments
            .iter()
            .rev()
            .find(|segment| segment.start <= number)?;
        segment.ids.first(number - segment.start)
    }

    pub fn holders(&self, stem: u64, each: &mut dyn FnMut(u32)) -> tantivy::Result<()> {
        let term = Term::from_field_u64(STEMS, stem);
        for segment in &self.segments {
            segment.each(&term, &mut |doc| each(segment.start + doc))?;
        }
        Ok(())
    }
}

impl Segment {
    /// Every report of the segment that has the term and was not deleted.
    fn each(&self, term: &Term, each: &mut dyn FnMut(DocId)) -> tantivy::Result<()> {
        if let Some(mut postings) = self.stems.read_postings(term, IndexRecordOption::Basic)? {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !self.reader.is_deleted(doc) {
                    each(doc);
                }
                doc = postings.advance();
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> tantivy::Result<Option<(Words, u32)>> {
    let index = Index::open_in_dir(path)?;
    let metas = index.load_metas()?;
    let Some(catalogue) = metas.payload.as_ref().and_then(|payload| payload.parse().ok()) else {
        return Ok(None);
    };
    if index.schema() != schema() {
        return Ok(None);
    }
    for file in metas.list_segment_files() {
        ends_whole(&path.join(file))?;
    }
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let searcher = reader.searcher();
    let mut segments: Vec<Segment> = Vec::new();
    let mut start = 0;
    for reader in searcher.segment_readers() {
        segments.push(Segment {
            start,
            stems: reader.inverted_index(STEMS)?,
            ids: reader.fast_fields().u64("id")?,
            reader: reader.clone(),
        });
        start += reader.max_doc();
    }
    Ok(Some((Words { segments }, catalogue)))
}

/// tantivy ends every file with its footer's length and a magic number (u32 each), and panics where it does not look
/// for them. Files that a segment may have and has not are no error.
fn ends_whole(path: &Path) -> tantivy::Result<()> {
    const MAGIC: [u8; 4] = 1337_u32.to_le_bytes();
    let Ok(mut file) = fs::File::open(path) else {
        return Ok(());
    };
    let mut end = [0; 4];
    let whole = file.seek(SeekFrom::End(-8)).is_ok_and(|_| {
        file.seek(SeekFrom::Current(4)).is_ok() && file.read_exact(&mut end).is_ok() && end == MAGIC
    });
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    whole
        .then_some(())
        .ok_or_else(|| tantivy::TantivyError::SystemError(format!("{name} is truncated")))
}

/// Makes the index one that was never committed: what is damaged is built anew when it is opened next.
pub fn disown(index: &Path) {
    // Where even this fails, the next opening fails as this one did, and says so.
    let _ = fs::remove_file(path(index).join("meta.json"));
}

/// The index being changed. Readers see nothing of it before [`Writer::commit`].
pub struct Writer {
    path: PathBuf,
    writer: IndexWriter,
}

impl Writer {
    pub fn open(index: &Path) -> Result<Writer, Error> {
        let path = path(index);
        create_folder(&path)?;
        let open = || {
            let directory = tantivy::directory::MmapDirectory::open(&path)?;
            let index = Index::open_or_create(directory, schema())?;
            remove_uncommitted(&path, &index.load_metas()?.list_segment_files())?;
            index.writer_with_num_threads(1, MEMORY)
        };
        let writer = open().map_err(indexing(&path))?;
        Ok(Writer { path, writer })
    }

    pub fn delete(&self, reports: &[Place]) {
        for report in reports {
            self.writer.delete_term(Term::from_field_u64(ID, report.id));
        }
    }

    pub fn add(&self, reading: &Reading) -> Result<(), Error> {
        let mut document = TantivyDocument::new();
        document.add_u64(ID, reading.report.id);
        for &stem in &reading.stems {
            document.add_u64(STEMS, stem);
        }
        self.writer.add_document(document).map_err(indexing(&self.path))?;
        Ok(())
    }

    /// Makes all changes visible at once, together with the catalogue of this number.
    pub fn commit(mut self, catalogue: u32) -> Result<(), Error> {
        let mut commit = || {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(&catalogue.to_string());
            commit.commit()
        };
        commit().map_err(indexing(&self.path))?;
        self.writer.wait_merging_threads().map_err(indexing(&self.path))
    }
}

/// What a killed update left: its names would be taken when the next one makes the same files.
fn remove_uncommitted(path: &Path, committed: &HashSet<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(path)? {
        let name = PathBuf::from(entry?.file_name());
        let tantivys_own = name.to_string_lossy().starts_with('.') || name.ends_with("meta.json");
        if !tantivys_own && !committed.contains(&name) {
            fs::remove_file(path.join(name))?;
        }
    }
    Ok(())
}

fn indexing(path: &Path) -> impl FnOnce(tantivy::TantivyError) -> Error {
    Error::writing(path)
}

//! The index as it was committed last: which reports have a word, the reports themselves, the files they came from.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use tantivy::columnar::Column;
use tantivy::directory::MmapDirectory;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Index, ReloadPolicy, SegmentReader, TERMINATED, TantivyDocument};

use super::Damage;
use super::documents::{
    self, BODY, EMBARGO, Entry, FILE, GUID, ID, SKIPPED, TELLS, TERMS, UNDER, WITHDRAWN, read_report,
    read_told, term,
};
use super::maps::Maps;
use crate::archive::barred::{Barred, Withdrawal};
use crate::archive::{Report, Skipped};

/// Blocks of bodies that each segment keeps decompressed.
const BLOCKS: usize = 4;
/// In a segment of more documents, the few that were removed since are counted among those that have a word.
const COUNTED: u32 = 10_000;

pub struct Reader {
    segments: Vec<Segment>,
    pub maps: Maps,
    reports: usize,
    barred: Barred,
    /// Tells one commit from the next.
    pub commit: u64,
}

struct Segment {
    /// The number of its first document.
    start: u32,
    reader: SegmentReader,
    terms: Arc<InvertedIndexReader>,
    /// `None` in a segment without reports.
    ids: Option<Column<u64>>,
    /// The keys of files; `None` in a segment without any.
    files: Option<Column<u64>>,
    /// `None` where no report has a date.
    days: Option<Column<u64>>,
    bodies: StoreReader,
}

impl Reader {
    /// Opens what is in the folder `path`; `None` where nothing was ever committed, or by another version.
    pub fn open(path: &Path) -> Result<Option<Reader>, Damage> {
        let damage = |error: tantivy::TantivyError| Damage::new(path, &error.to_string());
        if !path.join("meta.json").exists() {
            return Ok(None);
        }
        let Some(mut reader) = open(path).map_err(damage)? else {
            return Ok(None);
        };
        reader.barred = reader.find_barred().map_err(damage)?;
        Ok(Some(reader))
    }

    /// How many reports there are.
    pub fn size(&self) -> usize {
        self.reports
    }

    pub fn frequency(&self, value: u64) -> tantivy::Result<usize> {
        let term = term(TERMS, value);
        let mut frequency = 0;
        for segment in &self.segments {
            if segment.reader.has_deletes() && segment.reader.max_doc() <= COUNTED {
                segment.each(&segment.terms, &term, &mut |_| frequency += 1)?;
            } else {
                frequency += segment.terms.doc_freq(&term)? as usize;
            }
        }
        Ok(frequency)
    }

    /// More than the highest number: documents are numbered from segment to segment.
    pub fn end(&self) -> u32 {
        self.segments
            .last()
            .map_or(0, |last| last.start + last.reader.max_doc())
    }

    /// Whether a report may not be cited.
    pub fn bars(&self, number: u32) -> bool {
        self.barred.bars(number)
    }

    pub fn id(&self, number: u32) -> Option<u64> {
        let segment = self.segment(number)?;
        segment.ids.as_ref()?.first(number - segment.start)
    }

    /// See [`Report::day`].
    pub fn day(&self, number: u32) -> Option<u32> {
        let segment = self.segment(number)?;
        let day = segment.days.as_ref()?.first(number - segment.start)?;
        day.try_into().ok()
    }

    fn segment(&self, number: u32) -> Option<&Segment> {
        let mut segments = self.segments.iter().rev();
        segments.find(|segment| segment.start <= number)
    }

    pub fn holders(&self, value: u64, each: &mut dyn FnMut(u32)) -> tantivy::Result<()> {
        let term = term(TERMS, value);
        for segment in &self.segments {
            segment.each(&segment.terms, &term, &mut |doc| each(segment.start + doc))?;
        }
        Ok(())
    }

    /// The report of this id; `None` where there is none, or it may not be cited.
    pub fn report(&self, id: u64) -> tantivy::Result<Option<Report>> {
        match self.first(ID, id)? {
            Some((segment, doc)) if !self.barred.bars(segment.start + doc) => {
                read_report(&segment.body(doc)?).map(Some).ok_or_else(changed)
            }
            _ => Ok(None),
        }
    }

    /// What is known of the file of this key.
    pub fn file(&self, key: u64) -> tantivy::Result<Option<Entry>> {
        let Some((segment, doc)) = self.first(FILE, key)? else {
            return Ok(None);
        };
        let number = |name| -> tantivy::Result<u64> {
            let column = segment.reader.fast_fields().u64(name)?;
            Ok(column.first(doc).unwrap_or_default())
        };
        let body = segment.body(doc)?;
        let (skipped, withdrawn) = match &body[..] {
            [] => Default::default(),
            body => read_told(body).ok_or_else(changed)?,
        };
        Ok(Some(Entry {
            key,
            stamp: number("stamp")?,
            content: number("content")?,
            skipped,
            withdrawn,
        }))
    }

    /// The keys of the files in the folder of this key and in those below it.
    pub fn under(&self, folder: u64) -> tantivy::Result<Vec<u64>> {
        let mut keys = Vec::new();
        for (segment, doc) in self.all(UNDER, folder)? {
            keys.extend(segment.files.as_ref().and_then(|files| files.first(doc)));
        }
        Ok(keys)
    }

    #[cfg(test)]
    pub fn ids(&self) -> Vec<u64> {
        let mut ids: Vec<u64> = (0..self.end()).filter_map(|number| self.id(number)).collect();
        ids.sort_unstable();
        ids
    }

    /// The keys of all files with their stamps, in order.
    pub fn stamps(&self) -> tantivy::Result<Vec<(u64, u64)>> {
        let mut stamps = Vec::new();
        for segment in &self.segments {
            let known = segment.reader.fast_fields().column_opt("stamp")?;
            let (Some(files), Some(known)) = (&segment.files, known) else {
                continue;
            };
            for doc in segment.reader.doc_ids_alive() {
                stamps.extend(files.first(doc).zip(known.first(doc)));
            }
        }
        stamps.sort_unstable();
        Ok(stamps)
    }

    /// What could not be read of all files.
    pub fn skipped(&self) -> tantivy::Result<Vec<Skipped>> {
        Ok(self.told(SKIPPED)?.into_iter().flat_map(|told| told.0).collect())
    }

    fn told(&self, what: u64) -> tantivy::Result<Vec<(Vec<Skipped>, Vec<Withdrawal>)>> {
        let mut told = Vec::new();
        for (segment, doc) in self.all(TELLS, what)? {
            told.push(read_told(&segment.body(doc)?).ok_or_else(changed)?);
        }
        Ok(told)
    }

    fn find_barred(&self) -> tantivy::Result<Barred> {
        let mut barred = Barred::default();
        for withdrawal in self.told(WITHDRAWN)?.into_iter().flat_map(|told| told.1) {
            for (segment, doc) in self.all(GUID, withdrawal.guid)? {
                let report = read_report(&segment.body(doc)?).ok_or_else(changed)?;
                if withdrawal.means(&report) {
                    barred.withdraw(segment.start + doc);
                }
            }
        }
        for segment in &self.segments {
            let embargoes = segment.reader.inverted_index(EMBARGO)?;
            let mut moments = embargoes.terms().stream()?;
            while moments.advance() {
                let moment = moments.key().try_into().map_or(0, u64::from_be_bytes);
                let until = Timestamp::from_second(moment as i64).unwrap_or(Timestamp::MAX);
                segment.each(&embargoes, &term(EMBARGO, moment), &mut |doc| {
                    barred.embargo(segment.start + doc, until);
                })?;
            }
        }
        Ok(barred)
    }

    fn all(&self, field: Field, value: u64) -> tantivy::Result<Vec<(&Segment, DocId)>> {
        let term = term(field, value);
        let mut all = Vec::new();
        for segment in &self.segments {
            let index = segment.reader.inverted_index(field)?;
            segment.each(&index, &term, &mut |doc| all.push((segment, doc)))?;
        }
        Ok(all)
    }

    fn first(&self, field: Field, value: u64) -> tantivy::Result<Option<(&Segment, DocId)>> {
        Ok(self.all(field, value)?.first().copied())
    }
}

impl Segment {
    /// Every document of the segment that has the term and was not removed.
    fn each(
        &self,
        index: &InvertedIndexReader,
        term: &tantivy::Term,
        each: &mut dyn FnMut(DocId),
    ) -> tantivy::Result<()> {
        if let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? {
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

    fn body(&self, doc: DocId) -> tantivy::Result<Vec<u8>> {
        let document: TantivyDocument = self.bodies.get(doc)?;
        let body = document
            .get_first(BODY)
            .and_then(|body| body.as_bytes().map(<[u8]>::to_vec));
        Ok(body.unwrap_or_default())
    }

    fn reports(&self) -> usize {
        let Some(ids) = &self.ids else { return 0 };
        match self.reader.has_deletes() {
            true => self
                .reader
                .doc_ids_alive()
                .filter(|&doc| ids.first(doc).is_some())
                .count(),
            false => ids.values.num_vals() as usize,
        }
    }
}

fn changed() -> tantivy::TantivyError {
    tantivy::TantivyError::SystemError("a document is not as it was written".into())
}

fn open(path: &Path) -> tantivy::Result<Option<Reader>> {
    let directory = MmapDirectory::open(path)?;
    let index = Index::open(directory.clone())?;
    let metas = index.load_metas()?;
    if metas.payload != Some(documents::version()) || index.schema() != documents::schema() {
        return Ok(None);
    }
    for file in metas.list_segment_files() {
        ends_whole(&path.join(file))?;
    }
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let mut segments: Vec<Segment> = Vec::new();
    let mut start = 0;
    for reader in reader.searcher().segment_readers() {
        segments.push(Segment {
            start,
            terms: reader.inverted_index(TERMS)?,
            ids: reader.fast_fields().column_opt("id")?,
            files: reader.fast_fields().column_opt("file")?,
            days: reader.fast_fields().column_opt("day")?,
            bodies: reader.get_store_reader(BLOCKS)?,
            reader: reader.clone(),
        });
        start += reader.max_doc();
    }
    Ok(Some(Reader {
        maps: Maps::of(&directory, metas.list_segment_files()),
        reports: segments.iter().map(Segment::reports).sum(),
        segments,
        barred: Barred::default(),
        commit: metas.opstamp,
    }))
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

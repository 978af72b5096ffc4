//! The reports themselves, compressed.
//!
//! A file of bodies is written once and never changed; each update of the index adds one:
//!
//! ```text
//! magic   "copydesk bodies\n"
//! block*  a Zstandard frame with its checksum; decompressed, reports one after another:
//!   id       u64
//!   name, path, outlet, date, headline, byline, credit, url, text   str each; the date as RFC 3339, or empty
//!   lines    list of u32
//! ```
//!
//! The catalogue says where blocks and reports begin.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::bytes::{In, Out};
use super::catalogue::{Bodies, Place};
use super::{Damage, create};
use crate::archive::{Error, Report};

const MAGIC: &[u8] = b"copydesk bodies\n";
/// How much text is compressed at once: reading a report decompresses so much.
const BLOCK: usize = 48 * 1024;
const LEVEL: i32 = 3;

pub fn path(index: &Path, number: u32) -> PathBuf {
    index.join(format!("bodies-{number}"))
}

/// A file of bodies open for reading.
pub struct Reader {
    path: PathBuf,
    file: Mutex<File>,
}

impl Reader {
    pub fn open(index: &Path, bodies: Bodies) -> Result<Reader, Damage> {
        let path = path(index, bodies.number);
        let damage = |why: &str| Damage::new(&path, why);
        let mut file = File::open(&path).map_err(|error| damage(&error.to_string()))?;
        let mut magic = [0; MAGIC.len()];
        let length = file.metadata().map_err(|error| damage(&error.to_string()))?.len();
        if length != bodies.length {
            return Err(damage("is truncated or longer than it was"));
        }
        if file.read_exact(&mut magic).is_err() || magic != MAGIC {
            return Err(damage("is no file of copydesk's"));
        }
        Ok(Reader {
            file: Mutex::new(file),
            path,
        })
    }

    pub fn read(&self, place: &Place) -> Result<Report, Damage> {
        let damaged = |why: &str| Damage::new(&self.path, why);
        let mut block = vec![0; place.length as usize];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.block))
                .and_then(|_| file.read_exact(&mut block))
                .map_err(|error| damaged(&error.to_string()))?;
        }
        let reports = zstd::bulk::decompress(&block, place.size as usize)
            .map_err(|error| damaged(&error.to_string()))?;
        let fields = reports.get(place.at as usize..).unwrap_or_default();
        let report = read(&mut In(fields)).filter(|report| report.id == place.id);
        report.ok_or_else(|| damaged("does not have the report that the catalogue lists"))
    }
}

/// A file of bodies being written. Nothing lists it until the catalogue does.
pub struct Writer {
    path: PathBuf,
    number: u32,
    file: BufWriter<File>,
    compressor: zstd::bulk::Compressor<'static>,
    length: u64,
    block: Out,
    /// The ids of the reports in the block, and where they begin.
    waiting: Vec<(u64, u32)>,
    places: Vec<Place>,
}

impl Writer {
    pub fn create(index: &Path, number: u32) -> Result<Writer, Error> {
        let path = path(index, number);
        let open = || -> io::Result<_> {
            let mut file = BufWriter::new(create(&path)?);
            file.write_all(MAGIC)?;
            let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
            compressor.include_checksum(true)?;
            Ok((file, compressor))
        };
        let (file, compressor) = open().map_err(Error::writing(&path))?;
        Ok(Writer {
            path,
            number,
            file,
            compressor,
            length: MAGIC.len() as u64,
            block: Out::default(),
            waiting: Vec::new(),
            places: Vec::new(),
        })
    }

    pub fn add(&mut self, report: &Report) -> Result<(), Error> {
        self.waiting.push((report.id, self.block.0.len() as u32));
        write(&mut self.block, report);
        if self.block.0.len() >= BLOCK {
            self.end_block().map_err(Error::writing(&self.path))?;
        }
        Ok(())
    }

    fn end_block(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let frame = self.compressor.compress(&self.block.0)?;
        self.file.write_all(&frame)?;
        let (block, length, size) = (self.length, frame.len() as u32, self.block.0.len() as u32);
        self.places.extend(self.waiting.drain(..).map(|(id, at)| Place {
            id,
            bodies: self.number,
            block,
            length,
            size,
            at,
        }));
        self.length += u64::from(length);
        self.block.0.clear();
        Ok(())
    }

    /// The file, safely on disk, and where each report is, in the order they were added.
    pub fn finish(mut self) -> Result<(Bodies, Vec<Place>), Error> {
        self.end_block()
            .and_then(|()| self.file.flush())
            .and_then(|()| self.file.get_ref().sync_all())
            .map_err(Error::writing(&self.path))?;
        let bodies = Bodies {
            number: self.number,
            length: self.length,
        };
        Ok((bodies, self.places))
    }
}

fn write(out: &mut Out, report: &Report) {
    out.u64(report.id);
    out.str(&report.name);
    out.str(&report.path.to_string_lossy());
    out.str(&report.outlet);
    out.str(&report.date.map(|date| date.to_string()).unwrap_or_default());
    out.str(&report.headline);
    out.str(&report.byline);
    out.str(&report.credit);
    out.str(&report.url);
    out.str(&report.text);
    out.list(report.lines.iter(), |out, &line| out.u32(line));
}

fn read(fields: &mut In) -> Option<Report> {
    Some(Report {
        id: fields.u64()?,
        name: fields.str()?,
        path: fields.str()?.into(),
        outlet: fields.str()?,
        date: fields.str()?.parse().ok(),
        headline: fields.str()?,
        byline: fields.str()?,
        credit: fields.str()?,
        url: fields.str()?,
        text: fields.str()?,
        lines: fields.list(In::u32)?,
    })
}

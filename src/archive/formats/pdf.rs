//! PDFs: their characters as the interpreter of a renderer places them, put together again by [`page`]. The line of a
//! paragraph is the number of the page where it begins: a PDF has no lines of its own.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use kurbo::{Affine, BezPath, Point, Rect};

use super::page::{self, Placed};
use super::{Item, charset, plain, streams};

/// More pages than this are a book.
const PAGES: usize = 1_000;
/// As many characters and strokes as the pages of a file may have.
const MARKS: usize = 4 << 20;
/// No file of text takes longer.
const TIME: Duration = Duration::from_secs(10);
/// Objects in objects are read by functions in functions.
const STACK: usize = 64 << 20;

pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|head| head == b"%PDF-")
}

/// Reads a file on a thread of its own, which is left to itself when it does not come to an end.
pub fn read(bytes: &[u8]) -> Result<Item, String> {
    streams::guard(bytes)?;
    let bytes = Arc::new(bytes.to_vec());
    let until = Instant::now() + TIME;
    let (to_reader, item) = mpsc::channel();
    let spawned = thread::Builder::new().stack_size(STACK).spawn(move || {
        // An error is that nobody waits any more.
        let _ = to_reader.send(catch_unwind(AssertUnwindSafe(|| document(bytes, until))));
    });
    let Ok(reader) = spawned else {
        return Err("cannot be read while so much else is; try again".into());
    };
    let read = item.recv_timeout(TIME + Duration::from_secs(1));
    if read.is_ok() {
        // What has answered is at its end: nothing of it is left behind. It caught its panics.
        let _ = reader.join();
    }
    match read {
        Ok(Ok(item)) => item,
        Ok(Err(panic)) => Err(match panic.downcast::<&'static str>() {
            Ok(why) if [SLOW, FULL].contains(&*why) => (*why).into(),
            _ => "cannot be read as a PDF; save its text".into(),
        }),
        Err(RecvTimeoutError::Timeout) => Err(SLOW.into()),
        Err(RecvTimeoutError::Disconnected) => Err("cannot be read as a PDF; save its text".into()),
    }
}

const SLOW: &str = "takes too long to read; save its text";
const FULL: &str = "has more on its pages than anybody writes; save its text";

fn document(bytes: Arc<Vec<u8>>, until: Instant) -> Result<Item, String> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "needs a password; save its text",
        _ => "is a broken PDF; save it again, or its text",
    })?;
    if pdf.pages().len() > PAGES {
        return Err("has more than 1,000 pages; divide it".into());
    }
    let mut item = described(&pdf);
    let mut reader = Reader {
        placed: Vec::new(),
        until,
        left: MARKS,
    };
    let mut pages = Vec::new();
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let settings = InterpreterSettings {
            render_annotations: false,
            ..Default::default()
        };
        let to_page = page.initial_transform(true).to_kurbo();
        let (width, height) = page.render_dimensions();
        let frame = Rect::new(0.0, 0.0, width.into(), height.into());
        let mut context = Context::new(to_page, frame, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut reader);
        pages.push(std::mem::take(&mut reader.placed));
    }
    compose(&mut item, page::text(pages));
    if item.body.is_empty() {
        return Err("is a PDF of pictures without text; save its text".into());
    }
    Ok(item)
}

/// What the file says of itself.
fn described(pdf: &Pdf) -> Item {
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Vec<u8>>| {
        let text = bytes.as_deref().and_then(|bytes| charset::decode(bytes).ok());
        text.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let mut item = Item {
        headline_line: 1,
        byline: text(&metadata.author),
        headline: text(&metadata.title),
        ..Item::default()
    };
    // A program's name for a file is no title.
    let is_file = |title: &str| {
        title.starts_with("Microsoft ") || title.rsplit_once('.').is_some_and(|(_, end)| end.len() < 5)
    };
    if is_file(&item.headline) || item.headline.eq_ignore_ascii_case("untitled") {
        item.headline.clear();
    }
    // What a program writes for want of a name.
    if item.byline.eq_ignore_ascii_case("(anonymous)") {
        item.byline.clear();
    }
    item.date = metadata.creation_date.as_ref().and_then(|date| {
        let (year, month, day) = (
            date.year.try_into().ok()?,
            date.month.try_into().ok()?,
            date.day.try_into().ok()?,
        );
        let (hour, minute, second) = (
            date.hour.try_into().ok()?,
            date.minute.try_into().ok()?,
            date.second.try_into().ok()?,
        );
        let time = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
        let offset = i32::from(date.utc_offset_hour) * 3600 + i32::from(date.utc_offset_minute) * 60;
        TimeZone::fixed(Offset::from_seconds(offset).ok()?)
            .to_timestamp(time)
            .ok()
    });
    item
}

/// The headline is what stands largest on the first page, else the title that the file gives itself.
fn compose(item: &mut Item, text: page::Text) {
    let mut paragraphs = text.paragraphs;
    match text.headline {
        Some(headline) => item.headline = headline,
        None => {
            if let [(first, number), _, ..] = &paragraphs[..]
                && (*first == item.headline || (item.headline.is_empty() && plain::is_headline(first)))
            {
                (item.headline, item.headline_line) = (first.clone(), *number);
                paragraphs.remove(0);
            }
        }
    }
    for (paragraph, page) in paragraphs {
        item.push_paragraph(&paragraph, page);
    }
}

/// Takes down where each character of a page stands, and draws nothing.
struct Reader {
    placed: Vec<Placed>,
    until: Instant,
    /// How many more marks are taken.
    left: usize,
}

impl Reader {
    /// Ends the reading of a file that goes on for ever; nothing else ends the interpreter.
    fn tick(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            resume_unwind(Box::new(FULL));
        }
        if self.left.is_multiple_of(256) && Instant::now() > self.until {
            resume_unwind(Box::new(SLOW));
        }
    }
}

impl Device<'_> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.tick();
        let to_page = transform * glyph_transform;
        // A glyph is drawn in thousandths of its font's size.
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
            Glyph::Type3(_) => 500.0,
        };
        let (start, end, top) = (
            to_page * Point::ORIGIN,
            to_page * Point::new(advance.into(), 0.0),
            to_page * Point::new(0.0, 1000.0),
        );
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        self.placed.push(Placed {
            text,
            x: start.x,
            end: end.x,
            y: start.y,
            size: (top - start).hypot(),
            // What runs up or down a page's edge is no part of its text.
            upright: (end.y - start.y).abs() <= (end.x - start.x).abs() && end.x >= start.x,
        });
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.tick();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.tick();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

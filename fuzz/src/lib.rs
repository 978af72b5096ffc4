//! What must hold of whatever is read: no panic of this program, and every span is one of its text.

use std::io::{Cursor, Write};
use std::ops::Range;
use std::panic::{PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Once};

use copydesk::archive::folder::File;
use copydesk::archive::formats::Status;
use copydesk::archive::{Report, formats};
use copydesk::check::{Memo, check};
use copydesk::dossier::{Clipping, Dossier};
use copydesk::story::Story;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A parser that panics has its file refused by name: the archive catches it, and the fuzzer must let it. libFuzzer's
/// own hook ends the process before anything is caught.
fn let_parsers_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let abort = take_hook();
        set_hook(Box::new(move |panic| {
            if !is_of_dependency(panic) {
                abort(panic);
            }
        }));
    });
}

/// Cargo keeps what it fetches in `registry/src`.
fn is_of_dependency(panic: &PanicHookInfo) -> bool {
    panic
        .location()
        .is_some_and(|place| place.file().contains("registry/src"))
}

/// Reads bytes as a file of this name; what comes of it is a report whose every byte has a line.
pub fn file(name: &str, bytes: &[u8]) {
    let_parsers_panic();
    let Ok(items) = catch_unwind(|| formats::read(name, bytes, 1)) else {
        return;
    };
    for (place, item) in items {
        match item {
            // A killing needs no words to take its story back.
            Ok(item) if item.status == Status::Withdrawn => {}
            Ok(item) => report(name, place, item),
            Err(why) => assert!(!why.is_empty()),
        }
    }
}

/// Reads a Word document with this body.
pub fn docx(body: &[u8]) {
    let mut document = ZipWriter::new(Cursor::new(Vec::new()));
    document
        .start_file("word/document.xml", SimpleFileOptions::default())
        .expect("a part");
    document.write_all(body).expect("a body");
    file("docx", document.finish().expect("a document").get_ref());
}

/// Reads a folder that holds a file of these bytes beside a report, which is read whatever the file does.
pub fn folder(bytes: &[u8]) {
    let_parsers_panic();
    static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("pier.txt"), "The pier reopens.").expect("a file");
        folder
    });
    std::fs::write(FOLDER.path().join("file"), bytes).expect("a file");
    let opened = copydesk::archive::open(&[FOLDER.path().into()], None, &|_| ()).expect("an archive");
    assert!(
        !opened
            .archive
            .search("pier reopens", 1)
            .expect("an answer")
            .is_empty()
    );
    for skipped in opened.skipped {
        assert!(!skipped.why.contains("takes longer"), "{}", skipped.why);
    }
}

fn report(name: &str, place: Option<u32>, item: formats::Item) {
    let file = File {
        path: PathBuf::from(name),
        name: name.into(),
        folder: 0,
        bytes: 0,
        modified: 0,
    };
    let report = Report::new(&file, place, item);
    assert!(report.text.contains(char::is_alphanumeric));
    assert_eq!(report.text.matches('\n').count(), report.lines.len());
    let _ = report.line(report.text.len());
}

/// Reads a text; every span of its story is one of the text.
pub fn story(text: &str) -> Story {
    let story = Story::of(text);
    let is_span = |span: &Range<usize>| assert!(text.get(span.clone()).is_some(), "{span:?}");
    let mut from = 0;
    for placed in &story.paragraphs {
        let paragraph = &placed.paragraph;
        assert!(placed.start >= from, "paragraphs out of order");
        from = placed.start + paragraph.text.len();
        is_span(&(placed.start..from));
        let marks = paragraph.marks.iter().flat_map(|m| [&m.outer, &m.inner]);
        let figures = paragraph.figures.iter().map(|f| &f.span);
        let mentions = paragraph.mentions.iter().map(|m| &m.span);
        let sentences = paragraph.sentences.iter();
        for span in sentences.chain(marks).chain(figures).chain(mentions) {
            is_span(&placed.at(span));
        }
    }
    for quote in &story.quotes {
        assert!(quote.marks.start <= quote.span.start && quote.span.end <= quote.marks.end);
        [&quote.span, &quote.marks, &quote.sentence]
            .into_iter()
            .chain(&quote.mention)
            .for_each(is_span);
    }
    story
}

/// Checks a draft against reports; every finding and every fix is a span of the draft.
pub fn findings(draft: &str, reports: &[&str]) {
    let story = story(draft);
    let clippings = reports.iter().zip(1..).map(|(text, id)| {
        Arc::new(Clipping::read(Report {
            id,
            name: format!("{id}.txt"),
            text: (*text).into(),
            lines: (1..=text.lines().count() as u32).collect(),
            ..Report::default()
        }))
    });
    let dossier = Dossier::new(clippings.collect(), reports.len());
    for finding in check(&story, &dossier, &mut Memo::default()) {
        for span in finding.fixes.iter().map(|fix| &fix.span).chain([&finding.span]) {
            assert!(draft.get(span.clone()).is_some(), "{span:?}");
        }
    }
}

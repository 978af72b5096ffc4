//! Every format that a folder of reports may hold.

use crate::{Folder, found};

#[test]
fn text_under_a_header() {
    let folder = Folder::new(&[(
        "gazette.txt",
        "Outlet: Harbour Gazette\nDate: 2031-05-02T09:30:00Z\nHeadline: Pier to reopen\nBy: Ada Holm\n\nThe pier reopens.\n\n“At last,” she said.\n",
    )]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(report.outlet, "Harbour Gazette");
    assert_eq!(report.headline, "Pier to reopen");
    assert_eq!(report.byline, "Ada Holm");
    assert_eq!(report.date, "2031-05-02T09:30:00Z".parse().ok());
    assert_eq!(
        report.text,
        "Pier to reopen\n\nThe pier reopens.\n\n“At last,” she said.\n"
    );
    let line = |words: &str| report.line(report.text.find(words).expect("the words"));
    assert_eq!((line("Pier to"), line("The pier"), line("At last")), (3, 6, 8));
}

#[test]
fn text_without_a_header() {
    let folder = Folder::new(&[(
        "note.txt",
        "Mayor: ‘No pier’\n\nThe pier stays shut: so says\nthe mayor.\n",
    )]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(report.headline, "Mayor: ‘No pier’");
    assert_eq!(
        report.text,
        "Mayor: ‘No pier’\n\nThe pier stays shut: so says\nthe mayor.\n"
    );
    assert_eq!(report.line(report.text.find("the mayor.").expect("the words")), 4);
}

#[test]
fn json_lines_with_a_broken_one() {
    let folder = Folder::new(&[(
        "wire.jsonl",
        concat!(
            r#"{"title": "Pier opens", "text": "Pier opens\n\nThe pier opened.", "source": "Wire", "date": "2031-05-02"}"#,
            "\n{broken\n\n",
            r#"{"headline": "Ferry sinks", "content": "The ferry sank.", "publisher": {"name": "Post"}, "authors": ["A. Holm", "B. Lie"]}"#,
            "\n"
        ),
    )]);
    let opened = folder.open();
    assert!(
        opened.skipped[0].path.ends_with("wire.jsonl#2"),
        "{:?}",
        opened.skipped
    );
    let pier = found(&opened.archive, "pier");
    assert_eq!((&*pier.name, &*pier.outlet), ("wire.jsonl#1", "Wire"));
    assert_eq!(pier.text, "Pier opens\n\nThe pier opened.\n");
    let ferry = found(&opened.archive, "ferry");
    assert_eq!(
        (&*ferry.name, &*ferry.outlet, &*ferry.byline),
        ("wire.jsonl#4", "Post", "A. Holm, B. Lie")
    );
    assert_eq!(ferry.line(0), 4);
}

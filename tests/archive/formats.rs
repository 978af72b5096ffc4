//! Every format that a folder of reports may hold.

use crate::{Folder, found};

#[test]
fn a_saved_page_has_its_day_at_the_head_and_no_sentence_for_a_headline() {
    let folder = Folder::new(&[(
        "saved.txt",
        " date 2031-05-02 The pier is to reopen, the harbour board said of “a long wait”.\n\nIt rained.\n",
    )]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(report.headline, "");
    assert_eq!(report.date, "2031-05-02T00:00:00Z".parse().ok());
}

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

#[test]
fn markdown_with_front_matter() {
    let folder = Folder::new(&[(
        "posts/pier.md",
        "---\ntitle: \"Pier to reopen\"\ndate: 2031-05-02\nauthors:\n  - Ada Holm\n  - Bo Lie\npublisher: 'Harbour Gazette'\ntags: [pier]\n---\n\n# Pier to reopen\n\nThe **east pier** [reopens](https://example.org/a_(b)) on *Monday*, 5 * 3 days late.\n\n> “At _last_,” she said.\n\n![Divers](d.jpg)\n",
    )]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(
        (&*report.headline, &*report.outlet),
        ("Pier to reopen", "Harbour Gazette")
    );
    assert_eq!(report.byline, "Ada Holm, Bo Lie");
    assert_eq!(report.date, "2031-05-02T00:00:00Z".parse().ok());
    assert_eq!(
        report.text,
        "Pier to reopen\n\nThe east pier reopens on Monday, 5 * 3 days late.\n\n“At last,” she said.\n"
    );
    let line = |words: &str| report.line(report.text.find(words).expect("the words"));
    assert_eq!((line("Pier to"), line("The east"), line("At last")), (2, 13, 15));
}

#[test]
fn markdown_without_front_matter() {
    let folder = Folder::new(&[(
        "pier.md",
        "# Pier *stays* shut\n\nThe `pier`\\\nis <b>shut</b>.\n",
    )]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(report.headline, "Pier stays shut");
    assert_eq!(report.text, "Pier stays shut\n\nThe pier\nis shut.\n");
}

const PAGE: &str = r#"<!-- saved --><!doctype html>
<html><head><title>Pier to reopen | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2031-05-02T08:00:00Z">
SCRIPT
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Pier to reopen</h1>
<p>The east pier, which closed two winters ago when a barge struck its timber piles, reopens to anglers on Monday.</p>
<p>&ldquo;We have waited long enough,&rdquo; the harbour board&#8217;s chairwoman said, &ldquo;and so have the fish.&rdquo;</p>
<p>The works took two years, twice as long as the board had said, and divers replaced every one of the piles.</p>
</article><footer>All rights reserved by nobody at all</footer></body></html>
"#;

#[test]
fn a_web_page_s_own_layout() {
    let folder = Folder::new(&[("saved page", &PAGE.replace("SCRIPT\n", ""))]);
    let report = found(&folder.open().archive, "pier");
    assert_eq!(
        (&*report.headline, &*report.outlet),
        ("Pier to reopen", "Harbour Gazette")
    );
    assert_eq!(report.date, "2031-05-02T08:00:00Z".parse().ok());
    assert!(
        report
            .text
            .contains("\n\n“We have waited long enough,” the harbour board’s"),
        "{}",
        report.text
    );
    assert!(
        !report.text.contains("rights") && !report.text.contains("Sport"),
        "{}",
        report.text
    );
    assert_eq!(report.line(report.text.find("We have").expect("the words")), 9);
}

#[test]
fn a_web_page_s_json_ld() {
    let script = concat!(
        r#"<script type="application/ld+json">{"@graph": [{"@type": "Person"}, {"@type": "NewsArticle", "#,
        r#""headline": "Pier opens again", "author": [{"name": "Ada Holm"}], "publisher": {"name": "The Gazette"}, "#,
        r#""datePublished": "2031-05-03", "articleBody": "The pier is open.\n\nSo are the stalls on it."}]}</script>"#,
    );
    let folder = Folder::new(&[("page.html", &PAGE.replace("SCRIPT", script))]);
    let report = found(&folder.open().archive, "stalls");
    assert_eq!((&*report.outlet, &*report.byline), ("The Gazette", "Ada Holm"));
    assert_eq!(
        report.text,
        "Pier opens again\n\nThe pier is open.\n\nSo are the stalls on it.\n"
    );
}

#[test]
fn json_in_one_piece() {
    let folder = Folder::new(&[
        (
            "one.json",
            "{\n  \"title\": \"Pier\",\n  \"body\": \"The pier opens.\"\n}\n",
        ),
        (
            "two.json",
            "[\n{\"title\": \"Ferry\", \"body\": \"The ferry sails.\"},\n7]\n",
        ),
        ("none.txt", "[Updated] The tram stops.\n"),
    ]);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 3);
    assert_eq!(found(&opened.archive, "ferry").name, "two.json#1");
    assert!(opened.skipped[0].path.ends_with("two.json#2"));
}

#[test]
fn charsets() {
    let folder = Folder::new(&[]);
    folder.write(
        "latin.txt",
        b"Headline: Caf\xe9 on the pier\n\n\x93The caf\xe9 is open,\x94 said Ren\xe9e H\xf6lm.\n",
    );
    let utf16: Vec<u8> = "\u{feff}Headline: Tramway\n\nThe tramway’s “open”.\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("utf16.txt", &utf16);
    folder.write(
        "bom.txt",
        "\u{feff}Headline: Cannery\r\n\r\nThe cannery shut.\r\n".as_bytes(),
    );
    let archive = folder.open().archive;
    assert_eq!(
        found(&archive, "café").text,
        "Café on the pier\n\n“The café is open,” said Renée Hölm.\n"
    );
    assert_eq!(
        found(&archive, "tramway").text,
        "Tramway\n\nThe tramway’s “open”.\n"
    );
    assert_eq!(found(&archive, "cannery").text, "Cannery\n\nThe cannery shut.\n");
}

#[test]
fn dates_as_newsrooms_write_them() {
    let days = [
        "2 May 2031",
        "May 2, 2031",
        "Fri, 02 May 2031 00:00:00 +0000",
        "2031-05-02",
        "2031-05-02 00:00:00",
        "Friday, May 2, 2031",
        "1935446400",
    ];
    for (n, day) in days.iter().enumerate() {
        let folder = Folder::new(&[(
            "a.txt",
            &format!("Date: {day}\nHeadline: Pier {n}\n\nThe pier opens.\n"),
        )]);
        let date = found(&folder.open().archive, "pier").date;
        assert_eq!(date, "2031-05-02T00:00:00Z".parse().ok(), "{day}");
    }
}

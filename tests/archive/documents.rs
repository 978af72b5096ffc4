//! Feeds, tables, mails, subtitles, Word documents and PDFs, from the bytes of a file to its reports.

use std::io::{Cursor, Write};

use copydesk::archive::formats::{self, Item, Items};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Items {
    formats::read(name, bytes.as_ref(), 1)
}

/// The one report of a file.
fn only(name: &str, bytes: impl AsRef<[u8]>) -> Item {
    let mut items = read(name, bytes);
    assert_eq!(items.len(), 1, "{name}: {items:?}");
    items.remove(0).1.unwrap_or_else(|why| panic!("{name} {why}"))
}

fn refusal(name: &str, bytes: impl AsRef<[u8]>) -> String {
    read(name, bytes).remove(0).1.expect_err(name)
}

/// The body's lines with their numbers, "14 The pier reopens."; an empty line as "".
fn body(item: &Item) -> Vec<String> {
    let written = |line: &formats::Line| match line.text.as_str() {
        "" => String::new(),
        text => format!("{} {text}", line.number),
    };
    item.body.iter().map(written).collect()
}

fn date(item: &Item) -> String {
    item.date.map(|date| date.to_string()).unwrap_or_default()
}

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Harbour Gazette</title>
<link>https://gazette.example/</link>
<item>
<title>Pier &amp;amp; ferry to reopen</title>
<link>https://gazette.example/pier</link>
<guid isPermaLink="false">gazette-17</guid>
<pubDate>Fri, 02 May 2031 09:30:00 +0200</pubDate>
<dc:creator>Ada Holm</dc:creator>
<description>A teaser of the pier.</description>
<content:encoded><![CDATA[<p>The east
pier reopens.</p>
<p>&ldquo;At last,&rdquo; she&nbsp;said.</p>
<script>count("item")</script>]]></content:encoded>
</item>
<item>
<title>Tram stops</title>
<description>The tram stopped &lt;b&gt;for good&lt;/b&gt;.</description>
</item>
<item><title>Nothing yet</title></item>
</channel>
</rss>
"#;

#[test]
fn an_rss_feed_has_several_reports_the_whole_text_before_the_teaser() {
    let items = read("feed", RSS);
    let (place, pier) = &items[0];
    let pier = pier.as_ref().expect("the pier");
    assert_eq!(*place, Some(1));
    assert_eq!(
        (&*pier.headline, pier.headline_line),
        ("Pier & ferry to reopen", 8)
    );
    assert_eq!((&*pier.outlet, &*pier.byline), ("Harbour Gazette", "Ada Holm"));
    assert_eq!(
        (&*pier.url, &*pier.guid),
        ("https://gazette.example/pier", "gazette-17")
    );
    assert_eq!(date(pier), "2031-05-02T07:30:00Z");
    assert_eq!(
        body(pier),
        ["14 The east pier reopens.", "", "16 “At last,” she said."]
    );

    let tram = items[1].1.as_ref().expect("the tram");
    assert_eq!(body(tram), ["21 The tram stopped for good."]);
    assert_eq!((&*tram.guid, tram.date), ("", None));
    assert_eq!(items[2], (Some(3), Err("has a header but no text".into())));
}

#[test]
fn an_atom_feed_gives_its_authors_to_items_that_have_none() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Post</title><author><name>Bo Lie</name></author>
<entry><id>tag:post,1</id><title>Ferry sails</title><updated>2031-05-02T10:00:00Z</updated>
<link rel="enclosure" href="https://post.example/a.mp3"/><link href="https://post.example/1"/>
<summary>The ferry sails.</summary></entry></feed>"#;
    let ferry = only("atom.xml", feed);
    assert_eq!(
        (&*ferry.byline, &*ferry.guid, &*ferry.url),
        ("Bo Lie", "tag:post,1", "https://post.example/1")
    );
    assert_eq!(body(&ferry), ["4 The ferry sails."]);
}

#[test]
fn a_json_feed() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Coast Post",
"items": [
 {"id": "7", "title": "Ferry sails", "date_published": "2031-05-02T10:00:00Z", "content_html": "<p>The ferry sails.</p><p>It is late.</p>"}
]}"#;
    let ferry = only("feed.json", feed);
    assert_eq!(
        (&*ferry.outlet, &*ferry.headline, &*ferry.guid),
        ("Coast Post", "Ferry sails", "7")
    );
    assert_eq!(body(&ferry), ["3 The ferry sails.", "", "3 It is late."]);
}

#[test]
fn a_feed_in_an_old_charset_and_one_of_no_known_version() {
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss version=\"2.0\"><channel><title>Caf\xe9</title><item><title>a</title><description>Ren\xe9e spoke.</description></item></channel></rss>";
    let item = only("latin.rss", latin);
    assert_eq!((&*item.outlet, &*body(&item)[0]), ("Café", "1 Renée spoke."));
    let why = refusal("other.rss", "<rss version=\"9.9\"><channel/></rss>");
    assert!(
        why.contains("no feed that can be read") && why.contains("save"),
        "{why}"
    );
    let why = refusal(
        "empty.rss",
        "<rss version=\"2.0\"><channel><title>a</title></channel></rss>",
    );
    assert_eq!(why, "is a feed without items; delete it, or save it again");
}

#[test]
fn a_table_has_a_report_a_row_and_cells_of_several_lines() {
    let table = "Title,Published At,Source,Text\nPier opens,2031-05-02,Wire,\"The pier, shut for long, opened.\n\n“At last,” she said.\"\nTram stops,,Post,The tram stopped.\nNo text,,Post,\n";
    let items = read("table", table);
    let pier = items[0].1.as_ref().expect("the pier");
    assert_eq!(
        (items[0].0, &*pier.headline, &*pier.outlet),
        (Some(2), "Pier opens", "Wire")
    );
    assert_eq!(date(pier), "2031-05-02T00:00:00Z");
    assert_eq!(
        body(pier),
        ["2 The pier, shut for long, opened.", "", "4 “At last,” she said."]
    );
    let tram = items[1].1.as_ref().expect("the tram");
    assert_eq!(
        (items[1].0, body(tram)),
        (Some(5), vec!["5 The tram stopped.".to_owned()])
    );
    assert!(items[2].1.as_ref().expect_err("no text").contains("has no text"));
}

#[test]
fn a_table_may_have_tabs_or_semicolons() {
    for mark in ["\t", ";"] {
        let table = format!("headline{mark}body\nPier opens{mark}The pier opened.\n");
        assert_eq!(only("table", table).headline, "Pier opens");
    }
}

#[test]
fn prose_with_commas_is_no_table() {
    let text = "Pier, ferry and tram\n\nThe text, they said, was lost.\n";
    assert_eq!(only("note.txt", text).headline, "Pier, ferry and tram");
}

const MAIL: &str = "Received: by mx.example\r
From: Port Marou Harbour Board <press@board.example>\r
To: desk@gazette.example\r
Subject: Fwd: =?utf-8?Q?East_pier_to_reopen_=E2=80=93_at_last?=\r
Date: Fri, 2 May 2031 09:30:00 +0200\r
Message-ID: <17@board.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=b\r
\r
--b\r
Content-Type: text/html\r
\r
<p>The HTML of it.</p>\r
--b\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: quoted-printable\r
\r
The caf=E9 on the east pier reopens, the board=\r
 said.\r
\r
> It stays shut on Mondays.\r
-- \r
Press office, Quay 1\r
--b--\r
";

#[test]
fn a_mail_is_read_from_its_text_part_under_its_subject() {
    let mail = only("release", MAIL);
    assert_eq!(
        (&*mail.headline, mail.headline_line),
        ("East pier to reopen – at last", 4)
    );
    assert_eq!((&*mail.outlet, &*mail.byline), ("Port Marou Harbour Board", ""));
    assert_eq!(
        (&*date(&mail), &*mail.guid),
        ("2031-05-02T07:30:00Z", "17@board.example")
    );
    assert_eq!(
        body(&mail),
        [
            "18 The café on the east pier reopens, the board said.",
            "",
            "21 It stays shut on Mondays."
        ]
    );
}

#[test]
fn who_has_a_name_in_the_address_wrote_the_mail() {
    let mail =
        "From: Ada Holm <ada.holm@gazette.example>\nTo: b@c.example\nSubject: Pier\n\nThe pier opens.\n";
    let mail = only("mail", mail);
    assert_eq!((&*mail.byline, &*mail.outlet), ("Ada Holm", "gazette.example"));
}

#[test]
fn a_mail_of_html_alone_in_base64() {
    let mail = "From: a@b.example\nSubject: Pier\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+VGhlIHBpZXIgb3BlbnMuPC9wPjxwPkF0IGxhc3QuPC9wPg==\n";
    assert_eq!(body(&only("mail", mail)), ["7 The pier opens.", "", "7 At last."]);
}

#[test]
fn what_a_mail_carries_as_text_or_as_another_mail_follows() {
    let mail = "From: a@b.example\nTo: d@e.example\nSubject: See below\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nFor you.\n--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Pier opens\n\nThe pier opened.\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n";
    assert_eq!(
        body(&only("mail", mail)),
        ["9 For you.", "", "13 Pier opens", "", "16 The pier opened."]
    );
}

#[test]
fn an_mbox_has_a_report_a_mail() {
    let mbox = format!(
        "From a@b.example Fri May  2 09:30:00 2031\n{}\n\nFrom c@d.example Fri May  2 10:30:00 2031\nFrom: c@d.example\nTo: x@y.example\nSubject: Tram\n\nThe tram stopped.\n",
        MAIL.replace('\r', "")
    );
    let items = read("mbox", mbox);
    assert_eq!(items.len(), 2);
    let tram = items[1].1.as_ref().expect("the tram");
    assert_eq!(
        (items[1].0, &*tram.headline, tram.headline_line),
        (Some(2), "Tram", 31)
    );
    assert_eq!(body(tram), ["33 The tram stopped."]);
}

#[test]
fn a_mail_without_text_is_refused() {
    let mail = "From: a@b.example\nSubject: Pier\nMIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n";
    assert!(refusal("mail", mail).contains("without text"));
}

#[test]
fn a_mail_that_is_cut_within_the_mail_it_carries_is_read_as_far_as_it_goes() {
    let cut = "From: a@b.example\nTo: c@d.example\nSubject: Pier\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe pier opened.\n--b\nContent-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n\n--b--\n";
    let mbox = format!(
        "From a@b.example Fri May  2 09:30:00 2031\n{cut}\nFrom c@d.example Fri May  2 10:30:00 2031\nFrom: c@d.example\nTo: x@y.example\nSubject: Tram\n\nThe tram stopped.\n"
    );
    let items = read("mbox", mbox);
    let bodies = items.iter().map(|(_, item)| body(item.as_ref().expect("a mail")));
    assert_eq!(
        bodies.collect::<Vec<_>>(),
        [["10 The pier opened."], ["24 The tram stopped."]]
    );
}

#[test]
fn plain_text_under_a_header_is_no_mail() {
    let text = "Date: 2031-05-02\nFrom: Port Marou\nHeadline: Pier\n\nThe pier opens.\n";
    assert_eq!(only("note.txt", text).headline, "Pier");
}

#[test]
fn a_transcript_keeps_its_speakers_and_every_line_of_it_its_place() {
    let subtitles = "WEBVTT - The pier\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\n1\n00:01.000 --> 00:03.000 align:start\n<v.loud Astrid Lind>We will <i>rebuild</i>\nevery pier &amp; quay.\n\n2\n00:03.000 --> 00:05.000\n[applause]\n<v Piet Holm>When?</v>\n\n3\n00:05.500 --> 00:07.000\n<v Astrid Lind>By May.\n";
    let item = only("pier.vtt", subtitles);
    assert_eq!(item.headline, "The pier");
    assert_eq!(
        body(&item),
        [
            "10 ASTRID LIND: We will rebuild",
            "11 every pier & quay.",
            "",
            "16 PIET HOLM: When?",
            "",
            "20 ASTRID LIND: By May.",
            ""
        ]
    );
}

#[test]
fn labels_and_chevrons_in_captions_name_who_speaks() {
    let subtitles = "1\n00:00:01,000 --> 00:00:03,000\nGOVERNOR LIND: No pier will\nclose. (LAUGHTER)\n\n2\n00:00:03,000 --> 00:00:05,000\n>> Piet Holm: And the ferry?\n\n3\n00:00:05,000 --> 00:00:06,000\n>> It sails. [inaudible] at noon\n♪ music ♪\n\n4\n00:00:06,000 --> 00:00:07,000\nas ever.\n";
    assert_eq!(
        body(&only("pier.srt", subtitles)),
        [
            "3 GOVERNOR LIND: No pier will",
            "4 close.",
            "",
            "8 PIET HOLM: And the ferry?",
            "",
            "12 VOICE: It sails. [inaudible] at noon",
            "17 as ever.",
            ""
        ]
    );
}

#[test]
fn captions_that_roll_are_told_once() {
    let cue = |n: u32, text: &str| format!("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n");
    let subtitles = [
        cue(1, "we will rebuild"),
        cue(2, "we will rebuild\nevery pier"),
        cue(3, "every pier\nin the harbour"),
        cue(4, "in the harbour\nby the spring"),
    ];
    assert_eq!(
        body(&only("roll.srt", subtitles.concat())),
        [
            "3 VOICE: we will rebuild",
            "8 every pier",
            "13 in the harbour",
            "18 by the spring",
            ""
        ]
    );
    let honest = [
        cue(1, "No."),
        cue(2, "No."),
        cue(3, "Why do you ask?"),
        cue(4, "Never."),
    ];
    assert_eq!(body(&only("honest.srt", honest.concat())).len(), 5);
}

#[test]
fn a_long_silence_ends_a_paragraph() {
    let subtitles =
        "1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n\n2\n00:00:09,000 --> 00:00:10,000\nIt stopped.\n";
    assert_eq!(
        body(&only("pause.srt", subtitles)),
        ["3 VOICE: It rained.", "", "7 VOICE: It stopped.", ""]
    );
}

#[test]
fn timed_text() {
    let ttml = "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>\n<p begin=\"1s\">We will<br/>rebuild.</p>\n<p/>\n<p begin=\"2s\">By <span>May</span>.</p></div></body></tt>\n";
    assert_eq!(
        body(&only("pier.ttml", ttml)),
        ["3 VOICE: We will rebuild.", "5 By May.", ""]
    );
    assert!(refusal("none.vtt", "WEBVTT\n").contains("without words"));
}

/// A Word document with this body and these properties.
fn docx(body: &str, properties: &str) -> Vec<u8> {
    docx_with_notes(body, properties, "")
}

fn docx_with_notes(body: &str, properties: &str, notes: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"Titel1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
                .to_owned(),
        ),
        (
            "docProps/core.xml",
            format!("<cp:coreProperties>{properties}</cp:coreProperties>"),
        ),
        (
            "word/footnotes.xml",
            format!("<w:footnotes>{notes}</w:footnotes>"),
        ),
    ];
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_word_document_has_paragraphs_tables_and_properties() {
    let text = [
        "<w:p><w:pPr><w:pStyle w:val=\"Titel1\"/></w:pPr><w:r><w:t>Pier to </w:t></w:r><w:r><w:t>reopen</w:t></w:r></w:p>",
        "<w:p/>",
        &paragraph("Lind &amp; Holm said:<w:t>&#8220;Yes.&#8221;</w:t>"),
        "<w:p><w:del><w:r><w:delText>Never.</w:delText></w:r></w:del><w:r><w:t>One</w:t><w:br/><w:t>two.</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc>", &paragraph("Piles"), "</w:tc><w:tc>", &paragraph("212"), "</w:tc></w:tr></w:tbl>",
    ]
    .concat();
    let properties = "<dc:title>Template</dc:title><dc:creator>Ada Holm</dc:creator><dcterms:created>2030-01-01T00:00:00Z</dcterms:created><dcterms:modified>2031-05-02T09:30:00Z</dcterms:modified>";
    let item = only("pier", docx(&text, properties));
    assert_eq!(
        (&*item.headline, item.headline_line, &*item.byline),
        ("Pier to reopen", 1, "Ada Holm")
    );
    assert_eq!(date(&item), "2031-05-02T09:30:00Z");
    assert_eq!(
        body(&item),
        ["3 Lind & Holm said:“Yes.”", "", "4 One two.", "", "5 Piles | 212"]
    );
}

#[test]
fn a_word_document_s_notes_follow_its_text() {
    let text = format!("{}{}", paragraph("The pier opens."), paragraph("It is wet."));
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"1\">{}</w:footnote>",
        paragraph("So says the board.")
    );
    let item = only("pier", docx_with_notes(&text, "", &notes));
    assert_eq!(
        body(&item),
        [
            "1 The pier opens.", "", "2 It is wet.", "", "4 So says the board."
        ]
    );
}

#[test]
fn what_a_text_box_has_is_told_once() {
    let box_ = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let text = format!(
        "{}<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        paragraph("The pier opens."),
        box_("Boxed."),
        box_("Boxed.")
    );
    assert_eq!(
        body(&only("box", docx(&text, ""))),
        ["1 The pier opens.", "", "2 Boxed."]
    );
}

#[test]
fn word_documents_that_cannot_be_read_are_refused() {
    assert!(refusal("empty", docx("<w:p/>", "")).contains("without text"));
    assert!(refusal("cut", docx("<w:p><w:r", "")).contains("broken Word document"));
    let bomb = paragraph(&" ".repeat(65 << 20));
    assert!(refusal("bomb", docx(&bomb, "")).contains("64 MB"));
}

/// A PDF whose pages have these lines: where they stand (points from the lower left corner), their size and their words.
fn pdf(pages: &[&[(f32, f32, u32, &str)]]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 10 + 2 * n)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[{}]/Count {}>> endobj\n3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n4 0 obj <</Title(\\376\\377\\000P\\000i\\000e\\000r)/Author(Ada Holm)/CreationDate(D:20310502093000+02'00')>> endobj\n",
        kids.join(" "),
        kids.len()
    )
    .into_bytes();
    for (n, lines) in pages.iter().enumerate() {
        let mut content = Vec::new();
        for (x, y, size, words) in *lines {
            content.extend(format!("BT /F {size} Tf {x} {y} Td (").bytes());
            let (words, _, _) = encoding_rs::WINDOWS_1252.encode(words);
            content.extend_from_slice(&words);
            content.extend(b") Tj ET\n");
        }
        file.extend(page(10 + 2 * n, content.len(), ""));
        file.extend(content);
        file.extend(b"\nendstream endobj\n");
    }
    file.extend(b"trailer <</Root 1 0 R/Info 4 0 R>>\n");
    file
}

/// A page up to where its content, of this length, begins.
fn page(number: usize, length: usize, filter: &str) -> Vec<u8> {
    format!(
        "{number} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>> endobj\n{} 0 obj <<{filter}/Length {length}>> stream\n",
        number + 1,
        number + 1
    )
    .into_bytes()
}

#[test]
fn a_pdf_s_lines_are_joined_to_paragraphs_over_hyphens_columns_and_pages() {
    let foot = |n| if n == 1 { "Page 1 of 2" } else { "Page 2 of 2" };
    let file = pdf(&[
        &[
            (50.0, 780.0, 9, "PRESS RELEASE"),
            (50.0, 740.0, 20, "East pier to"),
            (50.0, 718.0, 20, "reopen in May"),
            (
                50.0,
                680.0,
                11,
                "The harbour board said that the east pier, shut for two winters, would re-",
            ),
            (
                50.0,
                666.0,
                11,
                "open in May. “We have waited long enough,” said Astrid Lind of the board,",
            ),
            (50.0, 652.0, 11, "“and so have the fish.”"),
            (
                50.0,
                624.0,
                11,
                "Divers replaced 212 of the 240 piles of timber, the board’s engineer said, and",
            ),
            (280.0, 30.0, 9, foot(1)),
        ],
        &[
            (50.0, 780.0, 9, "PRESS RELEASE"),
            (50.0, 740.0, 11, "set every one of them by hand."),
            (280.0, 30.0, 9, foot(2)),
        ],
    ]);
    let item = only("release", file);
    assert_eq!(
        (&*item.headline, item.headline_line, &*item.byline),
        ("East pier to reopen in May", 1, "Ada Holm")
    );
    assert_eq!(date(&item), "2031-05-02T07:30:00Z");
    assert_eq!(
        body(&item),
        [
            "1 The harbour board said that the east pier, shut for two winters, would reopen in May. “We have waited long enough,” said Astrid Lind of the board, “and so have the fish.”",
            "",
            "1 Divers replaced 212 of the 240 piles of timber, the board’s engineer said, and set every one of them by hand."
        ]
    );
}

#[test]
fn a_pdf_of_one_page_loses_its_number_and_takes_its_title_from_the_file() {
    let item = only(
        "note.pdf",
        pdf(&[&[
            (50.0, 700.0, 11, "The pier opens at noon today."),
            (50.0, 660.0, 11, "It is wet."),
            (280.0, 30.0, 9, "- 1 -"),
        ]]),
    );
    assert_eq!(item.headline, "Pier");
    assert_eq!(
        body(&item),
        ["1 The pier opens at noon today.", "", "1 It is wet."]
    );
}

#[test]
fn pdfs_that_cannot_be_read_are_refused() {
    assert!(refusal("blank", pdf(&[&[]])).contains("without text"));
    assert!(refusal("cut", "%PDF-1.4\n1 0 obj <<").contains("broken PDF"));
    let whole = pdf(&[&[(50.0, 700.0, 11, "The pier opens.")]]);
    for end in 0..whole.len() {
        read("cut", &whole[..end]);
    }
}

#[test]
fn a_pdf_asks_for_no_more_memory_stack_or_time_than_a_document_does() {
    let with = |filter: &str, content: &[u8]| {
        let mut file = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[10 0 R]/Count 1>> endobj\n3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n".to_vec();
        file.extend(page(10, content.len(), filter));
        file.extend(content);
        file.extend(b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n");
        file
    };
    let packed = |bytes: &[u8]| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).expect("packed");
        packer.finish().expect("packed")
    };
    let bomb = packed(&vec![b' '; 130 << 20]);
    assert!(refusal("bomb", with("/Filter/FlateDecode", &bomb)).contains("unpacks to more"));
    let twice = packed(&bomb);
    assert!(refusal("twice", with("/Filter[/FlateDecode/FlateDecode]", &twice)).contains("unpacks to more"));
    let deep = b"[".repeat(1 << 20);
    assert!(refusal("deep", with("", &deep)).contains("nested"));
    assert!(refusal("packed deep", with("/Filter/FlateDecode", &packed(&deep))).contains("nested"));
}

#[test]
fn mangled_characters_are_put_right_in_every_format() {
    let item = only(
        "note.txt",
        "Headline: CafÃ© opens\n\nâ€œAt last,â€\u{9d} said RenÃ©e HÃ¶lm.\n",
    );
    assert_eq!(item.headline, "Café opens");
    assert_eq!(body(&item), ["3 “At last,” said Renée Hölm."]);
}

//! Files that hold other files, and crawls.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Folder, found, skipped};

const PIER: &str =
    "Outlet: Harbour Gazette\nDate: 2031-05-02\nHeadline: Pier to reopen\n\nThe pier reopens.\n";
const FERRY: &str = "Headline: Ferry sinks\n\nThe ferry sank.\n";

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("room")
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    zipped_with(members, SimpleFileOptions::default())
}

fn zipped_with(members: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, options).expect("a member");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn a_gzipped_and_a_zstd_d_file_are_read_whatever_their_names() {
    let folder = Folder::new(&[]);
    folder.write("pier.txt.gz", &gzipped(PIER.as_bytes()));
    folder.write("ferry", &zstd(FERRY.as_bytes()));
    let archive = folder.open().archive;
    assert_eq!(found(&archive, "pier").name, "pier.txt.gz");
    assert_eq!(found(&archive, "pier").outlet, "Harbour Gazette");
    assert_eq!(found(&archive, "ferry").headline, "Ferry sinks");
}

#[test]
fn what_a_name_says_of_a_packed_file_is_said_before_its_ending() {
    let folder = Folder::new(&[]);
    folder.write(
        "pier.md.GZ",
        &gzipped(b"# Pier *stays* shut\n\nThe pier is shut.\n"),
    );
    assert_eq!(found(&folder.open().archive, "pier").headline, "Pier stays shut");
}

#[test]
fn a_zip_s_members_are_read_as_if_they_were_files() {
    let folder = Folder::new(&[]);
    let lines = b"{\"title\": \"Tram\", \"text\": \"The tram stops.\"}\n{\"title\": \"Cannery\", \"text\": \"It shut.\"}\n";
    folder.write(
        "2031/may.zip",
        &zipped(&[
            ("a/pier.txt", PIER.as_bytes()),
            ("wire.jsonl", lines),
            ("a/style.css", b"p { color: red }"),
            ("__MACOSX/a/._pier.txt", b"\0\x05\x16\x07\0\x02"),
            ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        ]),
    );
    let opened = folder.open();
    let pier = found(&opened.archive, "pier");
    assert_eq!(pier.name, "2031/may.zip/a/pier.txt");
    assert_eq!(pier.path, folder.path().join("2031/may.zip"));
    assert_eq!(
        found(&opened.archive, "cannery").name,
        "2031/may.zip/wire.jsonl#2"
    );
    assert_eq!(
        skipped(&opened),
        ["may.zip/photo.jpg holds no plain text; save it as text, Markdown or HTML"]
    );
}

#[test]
fn long_json_lines_are_read_in_pieces_from_any_packed_file() {
    let filler = "The harbour board met again. ".repeat(40);
    let lines: Vec<String> = (1..=8_000)
        .map(|n| format!("{{\"title\": \"Ward {n}\", \"text\": \"Ward{n} pays. {filler}\"}}"))
        .collect();
    let lines = lines.join("\n");
    for (name, bytes) in [
        ("wire.jsonl.gz", gzipped(lines.as_bytes())),
        ("wire.jsonl.zst", zstd(lines.as_bytes())),
        ("wire.zip", zipped(&[("w.jsonl", lines.as_bytes())])),
    ] {
        let folder = Folder::new(&[]);
        folder.write(name, &bytes);
        let opened = folder.open();
        assert_eq!(opened.archive.size(), 8_000, "{name}");
        assert!(opened.skipped.is_empty(), "{:?}", opened.skipped);
        assert!(found(&opened.archive, "ward7777").name.ends_with("#7777"));
    }
}

#[test]
fn a_packed_file_counts_by_what_it_holds_when_an_archive_is_indexed() {
    let line = format!("{{\"text\": \"{}\"}}\n", "The pier reopens. ".repeat(1_000));
    let lines = line.repeat(120);
    let indexed = |name: &str, bytes: &[u8]| {
        let folder = Folder::new(&[]);
        folder.write(name, bytes);
        folder.open();
        folder.path().join(".cache").exists()
    };
    let mut stored = GzEncoder::new(Vec::new(), Compression::none());
    stored.write_all(lines.as_bytes()).expect("gzipped");
    assert!(!indexed("lines.jsonl", lines.as_bytes()), "of 2 MB");
    assert!(indexed("lines.jsonl.gz", &stored.finish().expect("gzipped")));
}

#[test]
fn a_truncated_gzip_is_named_and_what_came_before_is_kept() {
    let lines: String = (0..60_000)
        .map(|n| {
            format!(
                "{{\"title\": \"Ward {n}\", \"text\": \"Ward{n} pays {} crowns.\"}}\n",
                n * 7919 % 10_007
            )
        })
        .collect();
    let packed = gzipped(format!("{lines}{lines}").as_bytes());
    let folder = Folder::new(&[]);
    folder.write("wire.jsonl.gz", &packed[..packed.len() - 1_000]);
    folder.write("pier.txt.gz", &gzipped(PIER.as_bytes())[..60]);
    let opened = folder.open();
    assert!(opened.archive.size() > 60_000);
    let skipped = skipped(&opened);
    assert!(skipped[0].starts_with("pier.txt.gz is damaged ("), "{skipped:?}");
    assert!(
        skipped[1].starts_with("wire.jsonl.gz is damaged ("),
        "{skipped:?}"
    );
}

#[test]
fn nested_archives_are_refused_by_name() {
    let inner = zipped(&[("pier.txt", PIER.as_bytes())]);
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    folder.write(
        "a.zip",
        &zipped(&[("inner.zip", &inner), ("pier.txt.gz", &gzipped(PIER.as_bytes()))]),
    );
    folder.write("b.gz", &gzipped(&gzipped(PIER.as_bytes())));
    folder.write("c.zst", &zstd(&inner));
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    let nested = "is packed within a packed file; unpack the outer one";
    assert_eq!(
        skipped(&opened),
        ["a.zip/inner.zip", "a.zip/pier.txt.gz", "b.gz", "c.zst"].map(|name| format!("{name} {nested}"))
    );
}

#[test]
fn names_of_members_lead_nowhere() {
    let folder = Folder::new(&[]);
    let names = [
        "../../../etc/passwd",
        "/etc/shadow",
        "C:\\Windows\\pier.txt",
        "a/./..//b\u{1b}[31m\u{202e}.txt",
    ];
    let wards = ["ward1", "ward2", "ward3", "ward4"];
    let texts = wards.map(|ward| format!("The pier of {ward} reopens.\n"));
    let members = names.into_iter().zip(texts.iter().map(String::as_bytes));
    folder.write("x.zip", &zipped(&members.collect::<Vec<_>>()));
    let archive = folder.open().archive;
    let mut shown = wards.map(|ward| found(&archive, ward).name);
    shown.sort();
    assert_eq!(
        shown,
        [
            "x.zip/C:/Windows/pier.txt",
            "x.zip/a/b[31m.txt",
            "x.zip/etc/passwd",
            "x.zip/etc/shadow"
        ]
    );
    assert_eq!(found(&archive, "pier").path, folder.path().join("x.zip"));
}

#[test]
fn of_two_members_of_one_name_the_first_is_read() {
    let folder = Folder::new(&[]);
    // No program writes such names twice; another name of the same length is overwritten.
    let mut bytes = zipped(&[("pier.txt", PIER.as_bytes()), ("mole.txt", FERRY.as_bytes())]);
    while let Some(at) = bytes.windows(8).position(|name| name == b"mole.txt") {
        bytes[at..at + 8].copy_from_slice(b"pier.txt");
    }
    folder.write("x.zip", &bytes);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    assert_eq!(found(&opened.archive, "pier").headline, "Pier to reopen");
    assert_eq!(
        skipped(&opened),
        ["x.zip/pier.txt has the name of another member, which was read; rename it"]
    );
}

#[test]
fn encrypted_members_are_named() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let mut bytes = zipped(&[("pier.txt", PIER.as_bytes())]);
    // The flag of encryption, in the member's own header and in the directory.
    bytes[6] |= 1;
    let at = bytes
        .windows(4)
        .position(|s| s == b"PK\x01\x02")
        .expect("a directory");
    bytes[at + 8] |= 1;
    folder.write("x.zip", &bytes);
    assert_eq!(
        skipped(&folder.open()),
        ["x.zip/pier.txt is encrypted; unpack it with its password"]
    );
}

#[test]
fn a_member_that_is_not_what_its_archive_says_is_named() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let sound = zipped_with(&[("pier.txt", PIER.as_bytes())], stored);
    let directory = sound
        .windows(4)
        .position(|s| s == b"PK\x01\x02")
        .expect("a directory");
    let mut changed = sound.clone();
    changed[60] ^= 1;
    folder.write("changed.zip", &changed);
    for (name, size) in [
        ("longer.zip", 60_000_u32),
        ("huge.zip", u32::MAX - 1),
        ("shorter.zip", 3),
    ] {
        let mut bytes = sound.clone();
        for at in [18, 22, directory + 20, directory + 24] {
            bytes[at..at + 4].copy_from_slice(&size.to_le_bytes());
        }
        folder.write(name, &bytes);
    }
    folder.write("cut.zip", &sound[..sound.len() - 30]);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    for (skipped, name) in skipped(&opened).iter().zip([
        "changed.zip/pier.txt", "cut.zip", "huge.zip", "longer.zip", "shorter.zip/pier.txt",
    ]) {
        assert!(
            skipped.starts_with(&format!("{name} is damaged ("))
                || skipped.starts_with(&format!("{name}/pier.txt is damaged (")),
            "{skipped} for {name}"
        );
    }
    assert_eq!(opened.skipped.len(), 5);
}

#[test]
fn archives_with_sizes_of_64_bits_are_read() {
    let folder = Folder::new(&[]);
    let options = SimpleFileOptions::default().large_file(true);
    folder.write("x.zip", &zipped_with(&[("pier.txt", PIER.as_bytes())], options));
    assert_eq!(found(&folder.open().archive, "pier").name, "x.zip/pier.txt");
}

#[test]
fn an_archive_of_no_files_is_named() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    folder.write("x.zip", &zipped(&[]));
    assert_eq!(skipped(&folder.open()), ["x.zip is an archive of no files"]);
}

#[test]
fn a_bomb_is_named_and_costs_little() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let zeros = vec![b'0'; 70 << 20];
    folder.write("a.zip", &zipped(&[("zeros.txt", &zeros)]));
    folder.write("b.gz", &gzipped(&zeros));
    folder.write("c.zst", &zstd(&zeros));
    // Lines without end: no member is too large, all of them are too much.
    let line = format!("{{\"a\": \"{}\"}}\n", "0".repeat(64 << 10));
    folder.write("d.gz", &gzipped(line.repeat(2_000).as_bytes()));
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    let named: Vec<String> = skipped(&opened)
        .into_iter()
        .filter(|why| !why.contains("has no text"))
        .collect();
    assert_eq!(
        named[..3],
        ["a.zip/zeros.txt", "b.gz", "c.zst"].map(|name| format!("{name} is larger than 64 MB; divide it"))
    );
    assert!(
        named[3].starts_with("d.gz unpacks to far more than it is"),
        "{named:?}"
    );
}

#[test]
fn members_that_share_their_bytes_are_refused() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let mut bytes = zipped(&[("pier.txt", PIER.as_bytes()), ("mole.txt", PIER.as_bytes())]);
    // The second member's entry in the directory points at the first member.
    let at = bytes
        .windows(4)
        .rposition(|s| s == b"PK\x01\x02")
        .expect("a directory");
    bytes[at + 42..at + 46].fill(0);
    folder.write("x.zip", &bytes);
    assert_eq!(
        skipped(&folder.open()),
        ["x.zip has members that share their bytes, as no program packs them; delete it"]
    );
}

#[test]
fn an_office_document_is_no_archive_of_files() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let sheet = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook/>"),
    ]);
    folder.write("sheet.xlsx", &sheet);
    folder.write("sheet.zip", &zipped(&[("sheet.xlsx", &sheet)]));
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    // One name a document, not one for each part of it.
    assert_eq!(opened.skipped.len(), 2, "{:?}", opened.skipped);
}

const PAGE: &str = "<!doctype html><html><head><title>Pier to reopen</title></head><body><article><h1>Pier to reopen</h1>\
    <p>The east pier, which closed two winters ago when a barge struck its timber piles, reopens to anglers.</p>\
    <p>The works took two years, twice as long as the board had said, and divers replaced every one of the piles.</p>\
    </article></body></html>";

fn record(version: &str, kind: &str, content: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example/{kind}\r\n\
         WARC-Date: 2031-05-02T08:00:00Z\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n");
    record(
        "1.1",
        "response",
        "application/http;msgtype=response",
        &[head.as_bytes(), body].concat(),
    )
}

#[test]
fn a_crawl_s_pages_are_read_with_the_dates_and_addresses_of_their_records() {
    let about = record(
        "1.0",
        "warcinfo",
        "application/warc-fields",
        b"software: crawler\r\n",
    );
    let asked = record(
        "1.0",
        "request",
        "application/http;msgtype=request",
        b"GET / HTTP/1.1\r\n\r\n",
    );
    let moved = record(
        "1.0",
        "response",
        "application/http",
        b"HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n\r\n<html>",
    );
    let picture = record("1.0", "resource", "image/png", b"\x89PNG\0\0");
    let kept = record(
        "1.0",
        "resource",
        "text/html",
        PAGE.replace("pier", "mole").replace("Pier", "Mole").as_bytes(),
    );
    let crawl = [about, asked, moved, picture, response("", PAGE.as_bytes()), kept].concat();
    let folder = Folder::new(&[]);
    folder.write("crawl.warc", &crawl);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 2);
    assert!(opened.skipped.is_empty(), "{:?}", opened.skipped);
    let pier = found(&opened.archive, "pier");
    assert_eq!(
        (&*pier.name, &*pier.url),
        ("crawl.warc#5", "https://gazette.example/response")
    );
    assert_eq!(pier.date, "2031-05-02T08:00:00Z".parse().ok());
    assert_eq!(found(&opened.archive, "mole").name, "crawl.warc#6");
}

#[test]
fn a_response_is_read_in_chunks_and_unpacked() {
    let chunked = |body: &[u8]| {
        let (a, b) = body.split_at(100);
        let chunk = |part: &[u8]| [format!("{:x};note\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
        [chunk(a), chunk(b), b"0\r\n\r\n".to_vec()].concat()
    };
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(PAGE.as_bytes()).expect("room");
    let bodies = [
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE.as_bytes())),
        ("Content-Encoding: gzip\r\n", gzipped(PAGE.as_bytes())),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            chunked(&gzipped(PAGE.as_bytes())),
        ),
        ("Content-Encoding: deflate\r\n", zlib.finish().expect("room")),
        // As crawlers that undo both leave it.
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            PAGE.as_bytes().to_vec(),
        ),
    ];
    for (headers, body) in bodies {
        let folder = Folder::new(&[]);
        folder.write("crawl.warc", &response(headers, &body));
        let pier = found(&folder.open().archive, "pier");
        assert_eq!(pier.headline, "Pier to reopen", "{headers}");
        assert!(pier.text.contains("The works took two years"), "{headers}");
    }
}

#[test]
fn a_crawl_gzipped_record_by_record_is_read_however_long() {
    let filler = "The harbour board met again. ".repeat(400);
    let crawl: Vec<u8> = (1..=800)
        .flat_map(|n| {
            gzipped(&response(
                "",
                PAGE.replace("The works", &format!("Ward{n} met. {filler}The works"))
                    .as_bytes(),
            ))
        })
        .collect();
    let folder = Folder::new(&[]);
    folder.write("crawl.warc.gz", &crawl);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 800);
    assert_eq!(found(&opened.archive, "ward777").name, "crawl.warc.gz#777");
}

#[test]
fn a_damaged_crawl_is_named_and_what_came_before_is_kept() {
    let page = response("", PAGE.as_bytes());
    for (end, why) in [
        (&page[..page.len() / 2], "ends within a record"),
        (b"<html>no record", "has no record where one should begin"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            "has a record that does not say its length",
        ),
        (
            b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n",
            "ends within a record",
        ),
        (
            b"WARC/1.0\r\nContent-Length: -1\r\n\r\n",
            "has a record that does not say its length",
        ),
    ] {
        let folder = Folder::new(&[]);
        folder.write("crawl.warc", &[&page, end].concat());
        let opened = folder.open();
        assert_eq!(opened.archive.size(), 1);
        let skipped = skipped(&opened);
        assert!(
            skipped[0].starts_with(&format!("crawl.warc#2 {why}")),
            "{skipped:?}"
        );
    }
}

#[test]
fn a_response_that_is_a_bomb_is_named() {
    let folder = Folder::new(&[("ferry.txt", FERRY)]);
    let bomb = response("Content-Encoding: gzip\r\n", &gzipped(&vec![b' '; 40 << 20]));
    folder.write("crawl.warc", &bomb);
    assert_eq!(
        skipped(&folder.open()),
        ["crawl.warc#1 unpacks to more than 16 MB; save its text"]
    );
}

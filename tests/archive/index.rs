//! Archives too large for memory: the index stands in for the scan, and nobody can tell.

use std::fs;

use copydesk::archive;

use crate::{Folder, found};

fn write(folder: &Folder, n: usize) {
    let text = format!("Headline: Ward {n}\n\nThe warden of ward{n} paid {n} crowns for the cannery.\n");
    folder.write(&format!("{}/{n}.txt", n % 10), text.as_bytes());
}

#[test]
fn a_thousand_files_are_indexed() {
    let folder = Folder::new(&[("empty.txt", "")]);
    (0..1_000).for_each(|n| write(&folder, n));
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1_000);
    assert_eq!(opened.skipped.len(), 1);
    assert!(folder.path().join(".cache").is_dir());
    let report = found(&opened.archive, "ward777");
    assert_eq!(report.name, "7/777.txt");
    assert_eq!(report.path, folder.path().join("7/777.txt"));
    assert_eq!(report.line(report.text.find("crowns").expect("the word")), 3);

    fs::remove_file(folder.path().join("7/777.txt")).expect("a file");
    fs::remove_file(folder.path().join("7/767.txt")).expect("a file");
    write(&folder, 2_000);
    let again = folder.open();
    assert_eq!(again.archive.size(), 999);
    assert_eq!(again.skipped, opened.skipped);
    assert!(again.archive.search("ward777", 5).expect("an answer").is_empty());
    assert_eq!(found(&again.archive, "ward2000").name, "0/2000.txt");
    // What was opened before answers as it did.
    assert_eq!(found(&opened.archive, "ward777").id, report.id);
}

#[test]
fn long_json_lines_are_read_in_pieces() {
    let filler = "The harbour board met again. ".repeat(40);
    let lines: Vec<String> = (1..=8_000)
        .map(|n| match n {
            5_000 => "{\"title\": broken}".to_owned(),
            6_000 => String::new(),
            n => format!("{{\"title\": \"Ward {n}\", \"text\": \"Ward{n} pays. {filler}\"}}"),
        })
        .collect();
    let folder = Folder::new(&[("wire.jsonl", &lines.join("\n"))]);
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 7_998);
    assert!(
        opened.skipped[0].path.ends_with("wire.jsonl#5000"),
        "{:?}",
        opened.skipped
    );
    for n in [1, 4_999, 7_777, 8_000] {
        let report = found(&opened.archive, &format!("ward{n}"));
        assert_eq!((report.name, report.lines[0]), (format!("wire.jsonl#{n}"), n));
    }
}

#[test]
fn a_cache_that_cannot_be_written_says_so() {
    let folder = Folder::new(&[("a file", "")]);
    (0..1_000).for_each(|n| write(&folder, n));
    let cache = folder.path().join("a file");
    let error = archive::open(&[folder.path().to_path_buf()], Some(&cache), &|_| ())
        .err()
        .expect("an error");
    assert!(
        error.to_string().contains("free some space or check permissions"),
        "{error}"
    );
}

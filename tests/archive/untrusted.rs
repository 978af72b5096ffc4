//! Files made to break whoever reads them: each is read or named, none stops the rest or takes more than its share.

use std::fmt::Write;

use crate::{Folder, found, skipped};

const PIER: &str = "Headline: Pier to reopen\n\nThe pier reopens.\n";

/// What is said of a file beside a report that must be read whatever the file does.
fn named(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = Folder::new(&[("pier.txt", PIER)]);
    folder.write(name, bytes);
    let opened = folder.open();
    assert_eq!(found(&opened.archive, "pier reopens").headline, "Pier to reopen");
    let skipped = skipped(&opened);
    for why in &skipped {
        assert!(
            !why.contains("takes longer") && !why.contains("by a fault"),
            "{why}"
        );
    }
    skipped
}

#[test]
fn tags_as_deep_as_no_page_has_them() {
    let deep = format!("<html><body>{}The ferry sank.", "<div>".repeat(100_000));
    assert_eq!(
        named("deep.html", deep.as_bytes()),
        ["deep.html has tags more than 500 deep; save its text"]
    );
    // Closed where only a comment closes them.
    let hidden = format!(
        "<html><body>{}The ferry sank.",
        "<div><!--></div>-->".repeat(2_000)
    );
    assert_eq!(
        named("hidden.html", hidden.as_bytes()),
        ["hidden.html has tags more than 500 deep; save its text"]
    );
}

#[test]
fn a_tag_of_80_000_attributes() {
    let mut page = "<html><body><p".to_owned();
    (0..80_000).for_each(|n| write!(page, " a{n}=\"{n}\"").expect("room"));
    page += ">The ferry sank.";
    assert_eq!(
        named("wide.html", page.as_bytes()),
        ["wide.html has a tag of more than 1,000 attributes; save its text"]
    );
}

#[test]
fn a_page_of_tags_alone() {
    let tags = format!("<html><body>{}", "<br>".repeat(300_000));
    assert_eq!(
        named("tags.html", tags.as_bytes()),
        ["tags.html has more than 200,000 tags; save its text"]
    );
}

#[test]
fn a_page_that_says_nothing_where_its_json_says_it_does() {
    // Each line of the body would be looked for in the whole page.
    let body: String = (0..100_000)
        .map(|n| format!("Nobody has this line {n}\\n\\n"))
        .collect();
    let page = format!(
        "<html><script type=\"application/ld+json\">{{\"articleBody\": \"{body}\"}}</script>{}",
        "<p>The ferry sank.</p>".repeat(1_000)
    );
    named("lines.html", page.as_bytes());
}

#[test]
fn json_as_deep_as_no_report_has_it() {
    for open in ["[", "{\"a\":", "[{\"text\":"] {
        let deep = open.repeat(1_000_000);
        named("deep.json", deep.as_bytes());
        named("deep.jsonl", deep.as_bytes());
        named("deep", deep.as_bytes());
    }
}

#[test]
fn a_text_without_words_is_no_report() {
    assert_eq!(
        named(
            "marks.jsonl",
            b"{\"title\": \"Pier\", \"text\": \"]\"}\n{\"text\": \"?!\"}\n"
        ),
        [
            "marks.jsonl#1 has a header but no text",
            "marks.jsonl#2 has a header but no text"
        ]
    );
}

#[test]
fn json_that_holds_no_reports_is_named_in_few_words() {
    let skipped = named("empty.jsonl", "{}\n".repeat(300_000).as_bytes());
    assert_eq!(skipped.len(), 1_001);
    assert_eq!(
        named(
            "numbers.json",
            format!("[\n{}0]", "0,".repeat(300_000)).as_bytes()
        )
        .len(),
        1_001
    );
    assert!(
        skipped
            .iter()
            .any(|why| why.contains("has more items that cannot be read"))
    );
}

#[test]
fn a_json_object_longer_than_any_report() {
    let why = "is one JSON object of more than 16 MB; divide it into a list or into lines";
    let line = format!(r#"{{"text": "The pier.", "tags": [{}0]}}"#, "0,".repeat(9 << 20));
    let object = line.replacen(' ', "\n", 1);
    assert_eq!(
        named("object.json", object.as_bytes()),
        [format!("object.json {why}")]
    );
    assert_eq!(
        named("line.jsonl", line.as_bytes()),
        [format!("line.jsonl#1 {why}")]
    );
}

#[test]
fn entities_of_entities_are_never_expanded() {
    let mut bomb = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a0 \"The ferry sank. \">".to_owned();
    (1..20).for_each(|n| {
        write!(bomb, "<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)).expect("room")
    });
    bomb += "]><nitf><body><body.content><p>&a19;</p></body.content></body></nitf>";
    let folder = Folder::new(&[("pier.txt", PIER), ("bomb.xml", &bomb)]);
    let opened = folder.open();
    let ids = opened.archive.search("ferry", 9).expect("a search");
    assert!(ids.is_empty(), "{ids:?}");
    let report = found(&opened.archive, "a19");
    assert_eq!(report.text.trim(), "&a19;");
    let page = bomb.replace("<?xml version=\"1.0\"?><!DOCTYPE nitf", "<!DOCTYPE html");
    named("bomb.html", page.as_bytes());
}

#[test]
fn one_line_of_many_megabytes() {
    for unit in [
        "1,234 ", "“", "'", "two-", "2 May 2031 ", "a", "<", "<br", "&", "&#", "[", "![", "<!--", "\u{feff}",
        "É", "- ", "> ", "| ",
    ] {
        named("line.txt", unit.repeat((1 << 17) / unit.len()).as_bytes());
        named("line.md", unit.repeat((1 << 17) / unit.len()).as_bytes());
        named(
            "line.html",
            format!("<html>{}", unit.repeat((1 << 17) / unit.len())).as_bytes(),
        );
        let text = unit.repeat((1 << 14) / unit.len());
        named(
            "line.json",
            format!("{{\"text\": \"<br></p>{text}\"}}").as_bytes(),
        );
    }
}

#[test]
fn links_within_links() {
    let deep = format!(
        "# Ferry\n\n{}The ferry sank.{}",
        "[".repeat(100_000),
        "](a)".repeat(100_000)
    );
    assert!(named("deep.md", deep.as_bytes()).is_empty());
}

#[test]
fn bytes_that_are_no_text() {
    for bytes in [
        &[0_u8; 100_000][..],
        b"Headline: x\n\nThe pi\0er.",
        b"\xff\xfe\0\xd8\0\xd8",
        b"\xef\xbb\xbf",
        b"\xfe\xff",
    ] {
        named("bytes.txt", bytes);
    }
}

#[test]
fn a_report_longer_than_any() {
    let long = "The ferry sank.\n\n".repeat(1 << 19);
    assert_eq!(
        named("long.txt", long.as_bytes()),
        ["long.txt is longer than any report, of more than 4 MB; divide it"]
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::PIER;
    use crate::{Folder, skipped};

    #[test]
    fn pipes_sockets_and_devices_are_never_opened() {
        let folder = Folder::new(&[("pier.txt", PIER)]);
        let pipe = folder.path().join("pipe.txt");
        let made = std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo");
        assert!(made.success());
        let _socket = UnixListener::bind(folder.path().join("socket.txt")).expect("a socket");
        symlink("/dev/zero", folder.path().join("zero.txt")).expect("a link");
        let opened = folder.open();
        assert_eq!((opened.archive.size(), opened.skipped.len()), (1, 0));
    }

    #[test]
    fn a_pipe_named_as_a_folder_is_no_folder() {
        let folder = Folder::new(&[]);
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo");
        assert!(made.success());
        let opened = copydesk::archive::open(&[pipe], Some(&folder.path().join(".cache")), &|_| ());
        assert!(opened.is_err());
    }

    #[test]
    fn a_folder_that_is_a_link_is_read_and_links_within_it_are_not() {
        let (real, outside) = (
            Folder::new(&[("pier.txt", PIER)]),
            Folder::new(&[("secret.txt", PIER)]),
        );
        symlink(outside.path().join("secret.txt"), real.path().join("file.txt")).expect("a link");
        symlink(outside.path(), real.path().join("folder")).expect("a link");
        symlink(real.path(), real.path().join("round")).expect("a link");
        symlink(real.path().join("nowhere"), real.path().join("broken.txt")).expect("a link");
        let desk = Folder::new(&[]);
        let link = desk.path().join("reports");
        symlink(real.path(), &link).expect("a link");
        let opened = copydesk::archive::open(&[link], Some(&desk.path().join(".cache")), &|_| ());
        let opened = opened.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(opened.archive.size(), 1);
        assert_eq!(crate::found(&opened.archive, "pier").name, "pier.txt");
    }

    #[test]
    fn a_link_that_is_told_of_as_a_change_is_not_followed() {
        let outside = Folder::new(&[("secret.txt", "The secret is out.\n")]);
        let folder = Folder::new(&[]);
        (0..1_000).for_each(|n| folder.write(&format!("{n}.txt"), PIER.as_bytes()));
        folder.open();
        let paths = ["file.txt", "folder/secret.txt"].map(|name| folder.path().join(name));
        symlink(outside.path().join("secret.txt"), &paths[0]).expect("a link");
        symlink(outside.path(), folder.path().join("folder")).expect("a link");
        let (folders, cache) = ([folder.path().to_path_buf()], folder.path().join(".cache"));
        let opened = copydesk::archive::touched(&folders, Some(&cache), &paths, &|_| ());
        let archive = opened.unwrap_or_else(|error| panic!("{error}")).archive;
        assert!(archive.search("secret", 5).expect("an answer").is_empty());
    }

    #[test]
    fn a_file_that_may_not_be_read_is_named() {
        let folder = Folder::new(&[("pier.txt", PIER), ("locked.txt", PIER)]);
        let locked = folder.path().join("locked.txt");
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("a file");
        // To root nothing is locked.
        if std::fs::read(&locked).is_err() {
            assert_eq!(
                skipped(&folder.open()),
                ["locked.txt may not be read; change its permissions"]
            );
        }
    }
}

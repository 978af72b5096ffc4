//! What a folder holds, and what it may hold instead.

use crate::Folder;

const PIER: &str =
    "Outlet: Harbour Gazette\nDate: 2031-05-02\nHeadline: Pier to reopen\n\nThe pier reopens.\n";

#[test]
fn folders_without_reports_say_so() {
    let folder = Folder::new(&[]);
    let error = folder.try_open().err().expect("an error").to_string();
    assert!(error.contains("has no reports; put text"), "{error}");
    assert!(error.contains(&folder.path().display().to_string()), "{error}");

    let missing = copydesk::archive::open(&[folder.path().join("missing")], None, &|_| ());
    let error = missing.err().expect("an error").to_string();
    assert!(
        error.ends_with("missing: is not there; check its name"),
        "{error}"
    );

    let none = copydesk::archive::open(&[], None, &|_| ())
        .err()
        .expect("an error");
    assert!(none.to_string().contains("copydesk.toml"), "{none}");
}

#[test]
fn a_folder_full_of_binaries_says_so() {
    let folder = Folder::new(&[]);
    for n in 0..20 {
        folder.write(&format!("{n:02}.jpg"), &[0xff, 0xd8, 0, n, 7, 0]);
    }
    let error = folder.try_open().err().expect("an error").to_string();
    assert!(error.contains("00.jpg holds no plain text"), "{error}");
    assert!(error.ends_with("and 19 more like it"), "{error}");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = Folder::new(&[("a/pier.txt", PIER), ("empty.txt", " \n"), (".hidden.txt", PIER)]);
    folder.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    let opened = folder.open();
    assert_eq!(opened.archive.size(), 1);
    let skipped: Vec<_> = opened
        .skipped
        .iter()
        .map(|s| (s.path.file_name().and_then(|n| n.to_str()), &*s.why))
        .collect();
    assert_eq!(skipped[0], (Some("empty.txt"), "is empty"));
    assert_eq!(skipped[1].0, Some("picture.png"));
    assert_eq!(crate::found(&opened.archive, "pier").name, "a/pier.txt");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let outside = Folder::new(&[("secret.txt", PIER)]);
    let folder = Folder::new(&[("pier.txt", PIER)]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("out")).expect("a link");
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), folder.path().join("in.txt"))
        .expect("a link");
    assert_eq!(folder.open().archive.size(), 1);
}

//! Who may import whom, and who may touch the disk: the map in `src/lib.rs` holds.

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up: each imports those before it. `server` and `cli` do not know each other.
const ROOMS: [&str; 10] = [
    "text", "lexicon", "story", "archive", "dossier", "check", "config", "desk", "server", "cli",
];

/// Where files, folders and sockets may be touched.
const DISK: [&str; 6] = [
    "archive/", "cli/", "server/config.rs", "server/socket.rs", "server/stdio.rs", "config.rs",
];

/// A source file: its path under src, its code without comments and without its tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                sources.push((name(&root, &path), code(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    assert!(sources.len() > 20, "the sources have moved");
    sources
}

fn name(root: &PathBuf, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap()
        .to_str()
        .unwrap()
        .replace('\\', "/")
}

fn code(text: &str) -> String {
    let tested = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = tested.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The room of a file; `None` for `main.rs` and `lib.rs`.
fn room(name: &str) -> Option<&str> {
    let room = name.split('/').next()?.trim_end_matches(".rs");
    ROOMS.contains(&room).then_some(room)
}

/// The rooms that code names as `crate::room`, also in braces: `use crate::{text, story::Story}`.
fn imports(code: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let (mut depth, mut item) = (0, String::new());
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => rooms.push(word(std::mem::take(&mut item).trim())),
                        c if depth == 0 => item.push(c),
                        _ => {}
                    }
                }
                rooms.push(word(item.trim()));
            }
            None => rooms.push(word(rest)),
        }
    }
    rooms
}

#[test]
fn imports_go_along_the_arrow() {
    let height = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut against = Vec::new();
    for (name, code) in sources() {
        let Some(own) = room(&name) else { continue };
        for other in imports(&code) {
            let up = height(&other) > height(own);
            let across = own == "cli" && other == "server";
            if height(&other).is_some() && other != own && (up || across) {
                against.push(format!("src/{name} imports {other}"));
            }
        }
    }
    assert!(against.is_empty(), "against the arrow:\n{}", against.join("\n"));
}

#[test]
fn only_the_server_knows_the_protocol() {
    for (name, code) in sources() {
        let knows = code.contains("tower_lsp") || code.contains("gen_lsp_types");
        assert!(
            !knows || name.starts_with("server/"),
            "src/{name} names types of LSP"
        );
    }
}

#[test]
fn only_the_archive_and_the_edges_touch_disk_and_network() {
    for (name, code) in sources() {
        let touches = ["std::fs", "std::net", "tokio::fs", "tokio::net"]
            .iter()
            .any(|word| code.contains(word));
        let may = name == "main.rs" || DISK.iter().any(|place| name.starts_with(place));
        assert!(!touches || may, "src/{name} touches disk or network");
    }
}

#[test]
fn what_reads_and_checks_has_no_clock() {
    for (name, code) in sources() {
        if matches!(room(&name), Some("lexicon" | "story" | "check")) {
            for word in [
                "Instant::", "SystemTime", "Timestamp::now", "Zoned::now", "std::env",
            ] {
                assert!(!code.contains(word), "src/{name} has {word}");
            }
        }
    }
}

#[test]
fn imports_are_read_in_every_form() {
    assert_eq!(imports("use crate::text::Draft;"), ["text"]);
    assert_eq!(
        imports("use crate::{text, story::{Story, word}, check};"),
        ["text", "story", "check"]
    );
    assert_eq!(imports("fn f(s: &crate::story::Story) {}"), ["story"]);
}

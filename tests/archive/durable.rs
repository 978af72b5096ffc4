//! The index outlives what happens to machines: done to the program itself, not to a stand-in for it.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::Folder;

/// So many reports are indexed on disk.
const REPORTS: usize = 1_200;

struct Newsroom(Folder);

impl Newsroom {
    fn new() -> Newsroom {
        let newsroom = Newsroom(Folder::new(&[]));
        (0..REPORTS).for_each(|n| newsroom.write(n, "first"));
        newsroom
    }

    fn write(&self, n: usize, edition: &str) {
        let text = format!(
            "Headline: Ward {n}\n\nThe warden of ward{n} paid {n} crowns for the cannery.\n\n“The {edition} gate of ward{n} \
             is shut,” she said.\n"
        );
        self.0
            .write(&format!("reports/{}/{n}.txt", n % 10), text.as_bytes());
    }

    fn reports(&self) -> PathBuf {
        self.0.path().join("reports")
    }

    fn copydesk(&self, args: &[&str]) -> Command {
        self.run_in(Command::new(env!("CARGO_BIN_EXE_copydesk")), args)
    }

    fn run_in(&self, mut command: Command, args: &[&str]) -> Command {
        command
            .args(args)
            .current_dir(self.reports())
            .env("XDG_CACHE_HOME", self.0.path().join("cache"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn index(&self) -> Child {
        self.copydesk(&["index", "."]).spawn().expect("the program")
    }

    /// What is found of the edition that a ward's report has, after whatever happened.
    fn assert_has(&self, n: usize, edition: &str) {
        let output = self.copydesk(&["search", "--corpus", ".", &format!("{edition} gate of ward{n}")]);
        let output = output_of(output);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            text.contains(&format!("The {edition} gate of ward{n} ")),
            "{text}"
        );
    }

    fn assert_whole(&self) {
        let output = output_of(self.copydesk(&["index", "."]));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.starts_with("1200 reports"), "{text}");
    }
}

fn output_of(mut command: Command) -> Output {
    command.output().expect("the program")
}

/// Killed after every few milliseconds of a first build, and of an update: what was committed stays, the next one goes
/// on.
#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let newsroom = Newsroom::new();
    for delay in (0..24).map(|step| Duration::from_millis(step * 17)) {
        let mut child = newsroom.index();
        thread::sleep(delay);
        child.kill().expect("a kill");
        child.wait().expect("its end");
    }
    newsroom.assert_has(777, "first");
    for (round, delay) in (0..16).map(|step| (step, Duration::from_millis(step * 13))) {
        let edition = format!("edition{round}");
        (0..300).for_each(|n| newsroom.write(n, &edition));
        let mut child = newsroom.index();
        thread::sleep(delay);
        child.kill().expect("a kill");
        child.wait().expect("its end");
        newsroom.assert_has(7, &edition);
        newsroom.assert_has(777, "first");
    }
    newsroom.assert_whole();
}

/// The disk is full at this many kilobytes a file: it is said, and what was indexed before is not lost.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let newsroom = Newsroom::new();
    newsroom.assert_has(777, "first");
    (0..600).for_each(|n| newsroom.write(n, "second"));
    for kilobytes in [0, 1, 4, 16, 40] {
        let mut shell = Command::new("bash");
        shell.args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "bash"]);
        shell.args([&kilobytes.to_string(), env!("CARGO_BIN_EXE_copydesk")]);
        let output = output_of(newsroom.run_in(shell, &["index", "."]));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{kilobytes} kB: {error}");
        assert!(error.contains("free some space"), "{kilobytes} kB: {error}");
    }
    newsroom.assert_has(7, "second");
    newsroom.assert_has(777, "first");
    newsroom.assert_whole();
}

#[test]
fn many_at_once_make_one_index() {
    let newsroom = Newsroom::new();
    for round in 0..3 {
        let edition = format!("edition{round}");
        (0..100).for_each(|n| newsroom.write(n, &edition));
        let all: Vec<Child> = (0..4).map(|_| newsroom.index()).collect();
        for child in all {
            let output = child.wait_with_output().expect("its end");
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        newsroom.assert_has(7, &edition);
    }
    newsroom.assert_whole();
}

/// Whatever is read while files are written, the next opening reads what they hold in the end.
#[test]
fn files_that_change_while_they_are_read_are_read_again() {
    let newsroom = Newsroom::new();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut edition = 0;
            while !stop.load(Ordering::Relaxed) {
                edition += 1;
                (0..40).for_each(|n| newsroom.write(n, &format!("edition{}", edition % 10)));
            }
            (0..40).for_each(|n| newsroom.write(n, "edition9"));
        });
        for _ in 0..6 {
            let output = newsroom.index().wait_with_output().expect("its end");
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        stop.store(true, Ordering::Relaxed);
    });
    (0..40).for_each(|n| newsroom.assert_has(n, "edition9"));
    newsroom.assert_whole();
}

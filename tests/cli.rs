//! The command line on good and on bad input: what it prints, what it exits with.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a draft, two reports and nothing else; indexes go to a cache folder of its own.
struct Desk {
    folder: TempDir,
}

const REPORT: &str = "Outlet: Harbour Gazette\nDate: 2031-05-02\nHeadline: Mayor speaks of piers\n\n\
     “We will rebuild every pier before the winter,” Ada Lorne, the mayor of Quayford, told the council on Friday.\n\n\
     The repairs cost 12 million crowns and took 40 workers.\n";

impl Desk {
    fn new(draft: &str) -> Desk {
        let desk = Desk {
            folder: TempDir::new().unwrap(),
        };
        desk.write("draft.txt", draft);
        desk.write("reports/gazette.txt", REPORT);
        desk
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    fn check(&self) -> Ran {
        self.run(&["check", "draft.txt", "--corpus", "reports"])
    }
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        Ran {
            status: output.status.code().expect("ends by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Could not run, and said so in one line that has all of `words`.
    #[track_caller]
    fn refused(&self, words: &[&str]) {
        assert_eq!(self.status, 2, "{}{}", self.out, self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
    }

    #[track_caller]
    fn json(&self) -> Vec<Value> {
        assert!(self.status < 2, "{}", self.err);
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn a_page_is_checked_by_its_copy() {
    let desk = Desk::new("");
    desk.write(
        "page.html",
        "<h1>Piers</h1><p class=\"first lead\">It is late.</p>\n\
         <p>&ldquo;We will repair every\n pier before the winter,&rdquo; said <b>Ada Lorne</b>, the mayor of Quayford.</p>\n",
    );
    let ran = desk.run(&["check", "page.html", "--corpus", "reports"]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("page.html:2:"), "{}", ran.out);
    assert!(ran.out.contains("page.html: 1 problem in 1 claim"), "{}", ran.out);
    assert!(ran.out.contains(" | &ldquo;We will"), "{}", ran.out);
}

#[test]
fn what_a_page_spells_out_is_no_change_of_a_word() {
    let desk = Desk::new("");
    desk.write(
        "reports/late.txt",
        "Outlet: Coast Wire\n\n“It’s late, and we don’t know why,” said Ada Lorne, the mayor of Quayford.\n",
    );
    desk.write(
        "page.html",
        "<p>&quot;It&#39;s late, and we don&rsquo;t know why,&quot; said Ada Lorne, the mayor of Quayford.</p>\n\
         <p>&#8220;It&apos;s late, and we do not know why,&#8221; said Ada Lorne, the mayor of Quayford.</p>\n",
    );
    let ran = desk.run(&["check", "page.html", "--corpus", "reports"]);
    assert!(ran.out.starts_with("page.html:2:"), "{}", ran.out);
    assert!(ran.out.contains("1 problem in 2 claims"), "{}", ran.out);
    assert!(ran.out.contains("“do not” for “don’t”"), "{}", ran.out);
}

#[test]
fn nothing_wrong_is_0() {
    let ran = Desk::new("The mayor spoke.\n").check();
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "draft.txt: 0 problems in 0 claims (0 attested, 0 unattested); 1 report looked through, 1 origin\n"
    );
}

#[test]
fn problems_are_1_and_shown_with_their_sources() {
    let ran = Desk::new("“We will repair every pier before the winter,” Ada Lorne said.\n").check();
    assert_eq!(ran.status, 1, "{}", ran.err);
    let shown = [
        "draft.txt:1:2: error: ",
        "[quote/altered]\n",
        "1 | “We will repair every pier before the winter,” Ada Lorne said.\n",
        "  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n",
        "  “We will rebuild every pier before the winter” (1 origin)\n",
        "    Harbour Gazette, 2031-05-02, gazette.txt:5\n",
        "draft.txt: 1 problem in 1 claim (0 attested, 0 unattested); 1 report looked through, 1 origin\n",
    ];
    for words in shown {
        assert!(ran.out.contains(words), "{words:?} is not in\n{}", ran.out);
    }
    assert!(
        !ran.out.contains('\u{1b}'),
        "colours where nobody sees them: {:?}",
        ran.out
    );
}

#[test]
fn json_has_every_claim_as_documented() {
    let desk = Desk::new(
        "😀 “We will repair every pier before the winter,” Ada Lorne said.\n\n“Nobody asked,” she said of the zoo.\n",
    );
    let ran = desk.run(&["check", "draft.txt", "--corpus", "reports", "--format", "json"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let report = ran.json().remove(0);
    assert_eq!(report["version"], 1);
    let claims = report["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 2, "{report:#}");
    let claim = &claims[0];
    // The face is four bytes, two units of UTF-16; the mark three bytes, one unit.
    assert_eq!(claim["span"], json!([8, 51]));
    let range = json!({"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 47}});
    assert_eq!(claim["range"], range);
    assert_eq!(claim["text"], "We will repair every pier before the winter");
    assert_eq!(claim["speaker"], "Ada Lorne");
    let names = ["kind", "verdict", "code", "severity"].map(|field| claim[field].as_str().unwrap());
    assert_eq!(names, ["quote", "altered", "quote/altered", "error"]);
    assert_eq!(
        claim["attested"][0]["wording"],
        "We will rebuild every pier before the winter"
    );
    assert_eq!(claim["attested"][0]["origins"], 1);
    let source = &claim["attested"][0]["sources"][0];
    assert_eq!(
        (&source["report"], &source["outlet"]),
        (&json!("gazette.txt"), &json!("Harbour Gazette"))
    );
    assert_eq!(
        (&source["date"], &source["line"]),
        (&json!("2031-05-02"), &json!(5))
    );
    assert_eq!(source["headline"], "Mayor speaks of piers");
    assert!(
        source["passage"]
            .as_str()
            .unwrap()
            .contains("We will rebuild every pier before the winter")
    );
    let fix = &claim["fixes"][0];
    assert_eq!(
        (&fix["span"], &fix["text"]),
        (
            &json!([8, 51]),
            &json!("We will rebuild every pier before the winter")
        )
    );
    assert!(
        claim["confidence"]
            .as_f64()
            .is_some_and(|sure| (0.0..=1.0).contains(&sure))
    );
    assert_eq!(claims[1]["verdict"], "unattested");
}

#[test]
fn json_has_the_place_of_the_draft_that_says_otherwise() {
    let desk = Desk::new("Blast on pier kills 14\n\nThe blast on the pier killed 41 people on Friday.\n");
    let ran = desk.run(&["check", "draft.txt", "--corpus", "reports", "--format", "json"]);
    let report = ran.json().remove(0);
    let claim = &report["claims"][0];
    assert_eq!(
        (&claim["text"], &claim["verdict"]),
        (&json!("14"), &json!("inconsistent"))
    );
    let range = json!({"start": {"line": 2, "character": 29}, "end": {"line": 2, "character": 31}});
    let other = json!({"span": [53, 55], "range": range, "text": "41"});
    assert_eq!(claim["elsewhere"], other);
    assert_eq!(report["claims"][1]["elsewhere"], Value::Null);
}

#[test]
fn a_severity_can_be_set_for_a_code() {
    let desk = Desk::new("“We will repair every pier before the winter,” Ada Lorne said.\n");
    desk.write(
        "copydesk.toml",
        "corpus = [\"reports\"]\n[severities]\n\"quote/altered\" = \"off\"\n",
    );
    let ran = desk.run(&["check", "draft.txt"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let json = desk.run(&["check", "draft.txt", "--format", "json"]).json();
    assert_eq!(json[0]["claims"][0]["severity"], "off");
}

/// What `make demo` shows.
#[test]
fn the_examples_have_what_they_were_written_for() {
    let desk = Desk::new("");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let draft = examples.join("draft.txt");
    let report = desk
        .run(&["check", draft.to_str().unwrap(), "--format", "json"])
        .json()
        .remove(0);
    let claims = report["claims"].as_array().unwrap();
    let verdict = |text: &str| {
        let claim = claims.iter().find(|claim| claim["text"] == text);
        claim.map_or("no claim", |claim| claim["verdict"].as_str().unwrap())
    };
    let wrong = [
        ("17", "conflict"),
        ("640 feet", "inconsistent"),
        ("70km/h", "shifted"),
        (
            "We are not going to reopen until every bearing has been replaced",
            "altered",
        ),
        ("hardest night", "altered"),
        ("should have been stopped an hour before it failed", "unquoted"),
        ("We do believe the operator ignored the warning", "altered"),
        ("Nobody’s life is worth a ticket", "misattributed"),
        ("19 February", "conflict"),
    ];
    for (text, expected) in wrong {
        assert_eq!(verdict(text), expected, "{text}");
    }
    // A figure that a later report replaced may be warned of too; nothing else is.
    let alarms = claims
        .iter()
        .filter(|claim| claim["severity"] != "off" && claim["severity"] != "hint");
    let others: Vec<_> = alarms
        .filter(|claim| claim["text"] != "64")
        .map(|claim| &claim["text"])
        .collect();
    assert_eq!(others.len(), wrong.len(), "{others:?}");
}

#[test]
fn a_mistaken_command_is_2() {
    let desk = Desk::new("");
    for args in [
        &["chekc"][..],
        &["check"],
        &["check", "draft.txt", "--format", "xml"],
        &[],
        &["search"],
    ] {
        assert_eq!(desk.run(args).status, 2, "{args:?}");
    }
}

#[test]
fn a_draft_comes_from_standard_input_too() {
    let desk = Desk::new("");
    let mut child = desk
        .command(&["check", "-", "--corpus", "reports", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("The mayor spoke.\n".as_bytes())
        .unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.json(), [json!({"version": 1, "draft": "-", "claims": []})]);
}

#[test]
fn each_draft_is_a_line_of_json() {
    let desk = Desk::new("One.\n");
    desk.write("second.txt", "Two.\n");
    let ran = desk.run(&[
        "check", "draft.txt", "second.txt", "--corpus", "reports", "--format", "json",
    ]);
    let drafts: Vec<Value> = ran.json().iter().map(|draft| draft["draft"].clone()).collect();
    assert_eq!(drafts, ["draft.txt", "second.txt"]);
}

#[test]
fn a_draft_that_is_missing_does_not_stop_the_next() {
    let desk = Desk::new("One.\n");
    let ran = desk.run(&["check", "gone.txt", "draft.txt", "--corpus", "reports"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("draft.txt: 0 problems"), "{}", ran.out);
    assert!(ran.err.contains("gone.txt"), "{}", ran.err);
}

#[test]
fn a_draft_in_another_encoding_is_named_with_a_way_out() {
    let desk = Desk::new("");
    desk.write(
        "draft.txt",
        b"Caf\xe9 closed.\nThe mayor said \x93we will rebuild the caf\xe9\x94.\n",
    );
    desk.check()
        .refused(&["draft.txt:1", "not UTF-8", "windows-1252", "iconv"]);
    let utf16: Vec<u8> = "\u{feff}The mayor spoke."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    desk.write("draft.txt", utf16);
    desk.check()
        .refused(&["draft.txt:1", "not UTF-8", "UTF-16LE", "iconv"]);
}

#[test]
fn an_empty_draft_has_nothing_wrong() {
    for draft in ["", "\n", "\u{feff}", "   \n\t\n"] {
        let ran = Desk::new(draft).check();
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.out.contains("0 claims"), "{}", ran.out);
    }
}

const PROSE: &str =
    "The wind came round at dusk and the crews went down to look at their moorings, as they do. ";

#[test]
fn a_long_draft_is_checked() {
    let paragraph = format!(
        "“We will mend every pier,” Ada Lorne said. {}\n\n",
        PROSE.repeat(4)
    );
    let desk = Desk::new(&paragraph.repeat((10 << 20) / paragraph.len()));
    let ran = desk.run(&["check", "draft.txt", "--corpus", "reports", "--format", "json"]);
    assert!(ran.status < 2, "{}", ran.err);
}

#[test]
fn a_long_line_is_checked_and_shown_in_part() {
    let without_end = PROSE.replace(". ", ", ").repeat(4);
    for prose in [PROSE.repeat(4), without_end] {
        let claims = format!("“We will mend every pier,” Ada Lorne said, for 12 million crowns. {prose}");
        let ran = Desk::new(&claims.repeat((1 << 20) / claims.len())).check();
        assert!(ran.status < 2, "{}", ran.err);
        assert!(
            ran.out.lines().all(|line| line.chars().count() < 400),
            "a line too long to read"
        );
    }
}

#[test]
fn without_reports_it_says_how_to_name_them() {
    let desk = Desk::new("The mayor spoke.\n");
    desk.run(&["check", "draft.txt"])
        .refused(&["--corpus", "copydesk.toml"]);
    desk.run(&["search", "pier"])
        .refused(&["--corpus", "copydesk.toml"]);
    desk.run(&["index"]).refused(&["--corpus", "copydesk.toml"]);
}

#[test]
fn a_corpus_that_cannot_be_used_is_named() {
    let desk = Desk::new("The mayor spoke.\n");
    desk.run(&["check", "draft.txt", "--corpus", "raports"])
        .refused(&["raports"]);
    std::fs::create_dir(desk.folder.path().join("empty")).unwrap();
    desk.run(&["check", "draft.txt", "--corpus", "empty"])
        .refused(&["empty"]);
    desk.write("binary/photo.txt", [0, 159, 146, 150, 0, 255, 1, 2].repeat(64));
    desk.write("binary/photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0");
    desk.run(&["check", "draft.txt", "--corpus", "binary"])
        .refused(&["binary"]);
}

#[cfg(unix)]
#[test]
fn a_corpus_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new("The mayor spoke.\n");
    let locked = desk.folder.path().join("reports");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    // To root nothing is locked.
    if std::fs::read_dir(&locked).is_err() {
        desk.check().refused(&["reports"]);
    }
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_report_that_cannot_be_read_is_skipped_by_name() {
    let desk = Desk::new("The mayor spoke.\n");
    desk.write("reports/photo.txt", [0, 159, 146, 150, 0, 255, 1, 2].repeat(64));
    let ran = desk.run(&["index", "reports"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("photo.txt"), "{}", ran.out);
    assert!(ran.out.ends_with("1 report, 1 file skipped\n"), "{}", ran.out);
    let ran = desk.check();
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.err,
        "copydesk: 1 file skipped in reports; `copydesk index` says why\n"
    );
}

#[test]
fn skipped_files_by_the_thousand_are_told_by_their_reasons() {
    let desk = Desk::new("The mayor spoke.\n");
    for number in 0..1_200 {
        desk.write(&format!("reports/{number:04}.jpg"), "\u{ff}\0\u{1}");
    }
    desk.write("reports/empty.txt", "");
    desk.write(
        "reports/wire.jsonl",
        "{\"text\": \"The pier opens.\"}\n{broken\n{\"text\": }\n",
    );
    let ran = desk.run(&["index", "reports"]);
    assert_eq!(
        ran.out,
        "skipped 1200 files: each holds no plain text; save it as text, Markdown or HTML\n  \
           reports/0000.jpg\n  reports/0001.jpg\n  reports/0002.jpg\n  reports/0003.jpg\n  reports/0004.jpg\n  \
           and 1195 more; --all lists them\n\
         skipped 2 files: each is no JSON object; mend or delete the line\n  \
           reports/wire.jsonl#2\n  reports/wire.jsonl#3\n\
         skipped reports/empty.txt: is empty\n\
         2 reports, 1203 files skipped\n"
    );
    let all = desk.run(&["index", "--all", "reports"]);
    assert_eq!(all.out.lines().count(), 1_204);
    assert!(
        all.out.contains("skipped reports/1199.jpg: holds no plain text"),
        "{}",
        all.out
    );
}

#[test]
fn a_damaged_index_is_built_again() {
    let desk = Desk::new("“We will repair every pier before the winter,” Ada Lorne said.\n");
    // Fewer files than this are read each time, without an index.
    for number in 0..1_000 {
        desk.write(
            &format!("reports/{number}.txt"),
            format!("Pier {number} was painted on Monday.\n"),
        );
    }
    let sound = desk.check();
    assert_eq!(sound.status, 1, "{}", sound.err);
    let cache = desk.folder.path().join("cache");
    let index = || {
        let mut files = Vec::new();
        collect(&cache, &mut files);
        files
    };
    assert!(!index().is_empty(), "no index in the cache folder");
    for number in 0..index().len() {
        for half in [true, false] {
            // Building again may have renamed its files.
            let Some(file) = index().into_iter().nth(number) else {
                continue;
            };
            let bytes = std::fs::read(&file).unwrap();
            let damaged = if half {
                &bytes[..bytes.len() / 2]
            } else {
                b"not an index\n"
            };
            std::fs::write(&file, damaged).unwrap();
            let ran = desk.check();
            assert_eq!(ran.status, 1, "{}: {}", file.display(), ran.err);
            assert_eq!(ran.out, sound.out, "{}", file.display());
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files)
        } else {
            files.push(path)
        }
    }
}

#[test]
fn the_nearest_copydesk_toml_names_the_reports() {
    let desk = Desk::new("");
    desk.write("copydesk.toml", "corpus = [\"reports\"]\n");
    desk.write("today/city/draft.txt", "The mayor spoke.\n");
    let ran = desk.run(&["check", "today/city/draft.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("1 report looked through"), "{}", ran.out);
}

#[test]
fn a_copydesk_toml_with_a_mistake_is_named_with_its_line() {
    let desk = Desk::new("The mayor spoke.\n");
    desk.write("copydesk.toml", "corpus = [\"reports\"\n[severities]\n");
    desk.check().refused(&["copydesk.toml:2"]);
    desk.write(
        "copydesk.toml",
        "corpus = [\"reports\"]\n\n[severities]\n\"quote/altred\" = \"off\"\n",
    );
    desk.check()
        .refused(&["copydesk.toml:4", "quote/altred", "quote/altered"]);
    desk.write("copydesk.toml", "corpora = [\"reports\"]\n");
    desk.check().refused(&["copydesk.toml:1", "corpora", "corpus"]);
    desk.write("copydesk.toml", b"corpus = [\"r\xe9sum\xe9s\"]\n");
    desk.check().refused(&["copydesk.toml", "UTF-8"]);
}

#[test]
fn search_shows_reports_with_their_lines() {
    let desk = Desk::new("");
    let ran = desk.run(&["search", "rebuild", "pier", "--corpus", "reports"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let place = Path::new("reports").join("gazette.txt");
    assert!(ran.out.contains("Mayor speaks of piers"), "{}", ran.out);
    assert!(
        ran.out
            .contains(&format!("Harbour Gazette, 2031-05-02, {}:5", place.display())),
        "{}",
        ran.out
    );
    let none = desk.run(&["search", "zeppelin", "--corpus", "reports"]);
    assert_eq!(
        (none.status, none.out.as_str()),
        (0, "none of 1 report has these words\n")
    );
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let desk = Desk::new("");
    desk.write(
        "reports/gazette.txt",
        REPORT.replace("piers", "\u{1b}[2J\u{202e}piers\u{9b}1m"),
    );
    let ran = desk.run(&["search", "rebuild", "pier", "--corpus", "reports"]);
    assert!(ran.out.contains("Mayor speaks of [2Jpiers1m"), "{:?}", ran.out);
}

#[test]
fn a_draft_among_the_reports_bears_no_witness_to_itself() {
    let desk = Desk::new("");
    desk.write(
        "reports/draft.txt",
        "“We will repair every pier before the winter,” Ada Lorne, the mayor of Quayford, said.\n",
    );
    let ran = desk.run(&[
        "check", "reports/draft.txt", "--corpus", "reports", "--format", "json",
    ]);
    let claims = ran.json()[0]["claims"].clone();
    assert_eq!(claims[0]["verdict"], "altered", "{claims}");
    assert_eq!(
        claims[0]["attested"][0]["sources"][0]["report"], "gazette.txt",
        "{claims}"
    );
}

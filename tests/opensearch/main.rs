//! The shared archive on a real cluster: tests/opensearch/run starts these, for they need its JVMs.
//!
//! One test, for a cluster takes long to start; its steps are told as they hold.

#[path = "../protocol/client.rs"]
#[allow(dead_code, reason = "the protocol's tests need more of it")]
mod client;
mod cluster;
mod failing;
mod gate;
mod loading;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use client::{pier, story};
use cluster::{Cluster, workspace, write};
use gate::{Gate, Manner};
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copydesk(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let cache = tempfile::tempdir().expect("a cache");
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).env("XDG_CACHE_HOME", cache.path());
    command.env("XDG_CONFIG_HOME", cache.path());
    command.envs(environment.iter().copied());
    command.output().expect("copydesk")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn load(cluster: &Cluster, index: &str, folder: &Path) -> String {
    let folder = folder.to_str().expect("a path");
    let output = copydesk(&["index", "--to", &cluster.url(0), "--index", index, folder], &[]);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// The findings of a draft as JSON, from folders of reports or from an index.
fn findings(draft: &Path, arguments: &[&str]) -> Value {
    let mut all = vec!["check", "--format", "json", draft.to_str().expect("a path")];
    all.extend(arguments);
    let output = copydesk(&all, &[]);
    assert!(output.status.code() < Some(2), "{}", said(&output));
    let mut checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    checked["draft"].take();
    checked
}

fn from_cluster(cluster: &Cluster, index: &str, text: &str) -> Value {
    let folder = workspace(&[cluster.url(1)], index, "");
    let draft = folder.path().join("draft.txt");
    write(&draft, text);
    findings(&draft, &[])
}

fn from_folder(reports: &Path, text: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("draft.txt");
    write(&draft, text);
    findings(&draft, &["--corpus", reports.to_str().expect("a path")])
}

/// Report and draft of each case of a specification that has both.
fn cases(specification: &str) -> Vec<(tempfile::TempDir, String)> {
    let text =
        std::fs::read_to_string(root().join("tests/spec").join(specification)).expect("the specification");
    let mut cases = Vec::new();
    for section in text.split("\n#") {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut draft, mut reports) = (None, 0);
        for block in section.split("\n```").collect::<Vec<_>>() {
            let Some((info, body)) = block.split_once('\n') else {
                continue;
            };
            match info.split_whitespace().collect::<Vec<_>>()[..] {
                ["report", name, ..] => {
                    reports += 1;
                    write(&folder.path().join(format!("{name}.txt")), body);
                }
                ["draft", ..] => {
                    let lines = body.lines().filter(|line| !line.contains("^^"));
                    draft = draft.or(Some(lines.collect::<Vec<_>>().join("\n")));
                }
                _ => {}
            }
        }
        if let Some(draft) = draft.filter(|_| reports > 0) {
            cases.push((folder, draft));
        }
    }
    cases
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs the cluster of tests/opensearch/run"]
async fn a_cluster_behind_the_desk() {
    let mut cluster = Cluster::start();
    println!("ok    three nodes are green");
    loading::loading_again_changes_nothing(&cluster);
    the_same_findings(&cluster);
    a_large_index_is_asked(&cluster);
    an_index_as_it_stands(&cluster);
    folders_beside_it(&cluster).await;
    loading::what_was_withdrawn_is_no_evidence(&cluster);
    credentials(&cluster);
    loading::back_pressure(&cluster);
    loading::a_node_dies_meanwhile(&mut cluster);
    failing::a_slow_cluster_holds_no_key_up(&cluster).await;
    failing::a_part_is_missing(&mut cluster).await;
    failing::a_node_is_killed(&mut cluster).await;
    failing::the_cluster_is_gone(&mut cluster).await;
}

fn the_same_findings(cluster: &Cluster) {
    load(cluster, "examples", &root().join("examples/reports"));
    let example = std::fs::read_to_string(root().join("examples/draft.txt")).expect("the example");
    let mut compared = 0;
    for (index, reports, text) in [
        ("pier", pier().join("reports"), story()),
        ("examples", root().join("examples/reports"), example),
    ] {
        assert_eq!(
            from_cluster(cluster, index, &text),
            from_folder(&reports, &text),
            "{index}"
        );
        compared += 1;
    }
    for specification in ["quote/altered.md", "figure/conflict.md"] {
        for (at, (reports, text)) in cases(specification).iter().enumerate().take(8) {
            let index = format!("case-{}-{at}", specification.replace(['/', '.'], "-"));
            load(cluster, &index, reports.path());
            assert_eq!(
                from_cluster(cluster, &index, text),
                from_folder(reports.path(), text),
                "{index}: {text}"
            );
            compared += 1;
        }
    }
    println!("ok    {compared} drafts have the same findings from the cluster and from files");
}

/// More reports than a small index has, two of them the pier's.
fn wards() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["harbour-gazette.txt", "coast-wire.txt"] {
        std::fs::copy(pier().join("reports").join(file), folder.path().join(file)).expect("a report");
    }
    let places = ["Corrie", "Glaven", "Skarhorn", "Meridian", "Astley", "Penhallow"];
    for number in 0..500 {
        let (one, other) = (places[number % 6], places[number / 6 % 6]);
        let text = format!(
            "Headline: Ward {number} of {one}\nDate: 2031-02-{:02}\n\nThe council of {one} met on Monday. “Ward {number} has \
             {} lamps to mend,” said Bruno {other}, a clerk.\n",
            number % 28 + 1,
            number * 7 + 3,
        );
        write(&folder.path().join(format!("ward-{number:03}.txt")), &text);
    }
    folder
}

/// Small indexes are fetched whole: this one is searched.
fn a_large_index_is_asked(cluster: &Cluster) {
    let folder = wards();
    let loaded = load(cluster, "wards", folder.path());
    assert!(loaded.contains("502 reports new"), "{loaded}");
    for text in [
        story(),
        "“Ward 77 has 542 lights to mend,” said Bruno Corrie, a clerk of Penhallow.\n".to_owned(),
    ] {
        let (here, there) = (
            from_folder(folder.path(), &text),
            from_cluster(cluster, "wards", &text),
        );
        // Which of two reports comes first is the engine's choice, and which others are like them.
        let verdicts = |checked: &Value| -> Vec<[Value; 2]> {
            let claims = checked["claims"].as_array().expect("claims").iter();
            let quotes = claims.filter(|claim| claim["kind"] == "quote");
            quotes
                .map(|claim| [claim["verdict"].clone(), claim["fixes"][0]["text"].clone()])
                .collect()
        };
        assert_eq!(verdicts(&here), verdicts(&there), "{text}");
    }
    println!("ok    an index of 502 reports is asked for those that bear on a draft");
}

/// A newsroom's own mapping, by its own names.
fn an_index_as_it_stands(cluster: &Cluster) {
    let url = format!("{}/newsroom/_doc/1?refresh=true", cluster.url(0));
    let item = json!({
        "headline": "Mayor vows to rebuild",
        "body_html": "<p>HARBOUR — “We will rebuild every pier before the first ferry sails in May,” Mayor Orla Penhallow \
                      said on Friday.</p><p>The harbour board agreed.</p>",
        "versioncreated": "2031-05-02T10:00:00Z",
        "source": {"name": "Coast Wire"},
    });
    let answer = ureq::put(&url)
        .header("content-type", "application/json")
        .send(item.to_string());
    assert!(answer.is_ok(), "{answer:?}");
    let fields = "[archive.opensearch.fields]\nheadline = \"headline\"\nbody = \"body_html\"\ndate = \"versioncreated\"\n\
                  outlet = \"source.name\"\n";
    let folder = workspace(&[cluster.url(2)], "newsroom", "");
    let file = folder.path().join("copydesk.toml");
    let written = std::fs::read_to_string(&file).expect("the configuration") + fields;
    write(&file, &written);
    let draft = folder.path().join("draft.txt");
    write(
        &draft,
        "“We will repair every pier before the first ferry sails in May,” said Mayor Orla Penhallow.\n",
    );
    let checked = findings(&draft, &[]);
    let claim = &checked["claims"][0];
    assert_eq!(claim["verdict"], "altered", "{checked}");
    assert_eq!(
        claim["attested"][0]["sources"][0]["outlet"], "Coast Wire",
        "{checked}"
    );
    let refused = copydesk(
        &[
            "index",
            "--to",
            &cluster.url(0),
            "--index",
            "newsroom",
            pier().join("reports").to_str().expect("a path"),
        ],
        &[],
    );
    assert!(said(&refused).contains("did not make"), "{}", said(&refused));
    println!("ok    a newsroom's own index is read as it stands, and never written");
}

async fn folders_beside_it(cluster: &Cluster) {
    let folder = workspace(&[cluster.url(0)], "pier", "corpus = [\"notes\"]");
    std::fs::create_dir(folder.path().join("notes")).expect("a folder");
    write(
        &folder.path().join("notes/own.txt"),
        "Outlet: Notebook\nDate: 2031-05-03\n\n“The seals will be counted at every ebb,” Tove Marsh, a warden, told me.\n",
    );
    let draft = folder.path().join("story.txt");
    let text = story() + "\n“The seals will be counted at every tide,” said Tove Marsh, a warden.\n";
    write(&draft, &text);
    let checked = findings(&draft, &[]);
    let altered = |claim: &&Value| claim["verdict"] == "altered";
    let claims = checked["claims"].as_array().expect("claims");
    let outlets: Vec<&Value> = claims
        .iter()
        .filter(altered)
        .map(|claim| &claim["attested"][0]["sources"][0]["outlet"])
        .collect();
    assert_eq!(outlets.len(), 2, "{checked}");
    assert!(outlets.contains(&&json!("Notebook")), "{outlets:?}");
    println!("ok    a reporter's notes and the cluster are one archive");
}

fn credentials(cluster: &Cluster) {
    let gate = Gate::before(cluster.port(0));
    gate.is(Manner::Wants("Basic ZGVzazpzZWNyZXQ=".into()));
    let folder = workspace(std::slice::from_ref(&gate.url), "pier", "");
    let draft = folder.path().join("draft.txt");
    write(&draft, &story());
    let check = ["check", draft.to_str().expect("a path")];
    let without = copydesk(&check, &[]);
    assert_eq!(without.status.code(), Some(2));
    assert!(said(&without).contains("credentials"), "{}", said(&without));
    let key = |password| {
        [
            ("COPYDESK_CLUSTER", &*gate.url),
            ("COPYDESK_USER", "desk"),
            ("COPYDESK_PASSWORD", password),
        ]
    };
    assert_eq!(copydesk(&check, &key("wrong")).status.code(), Some(2));
    let with = copydesk(&check, &key("secret"));
    assert_eq!(with.status.code(), Some(1), "{}", said(&with));
    let elsewhere = workspace(&["https://archive.example:9200".into()], "pier", "");
    let draft = elsewhere.path().join("draft.txt");
    write(&draft, &story());
    let stranger = copydesk(&["check", draft.to_str().expect("a path")], &key("secret"));
    assert!(
        said(&stranger).contains("clusters that you trust"),
        "{}",
        said(&stranger)
    );
    println!("ok    credentials are asked for, and go nowhere else");
}

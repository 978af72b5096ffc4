//! Reports on their way into a cluster.

use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use super::cluster::{Cluster, get, write};
use super::gate::{Gate, Manner};
use super::{copydesk, from_cluster, load, pier, said};

pub fn loading_again_changes_nothing(cluster: &Cluster) {
    let reports = pier().join("reports");
    assert!(
        load(cluster, "pier", &reports).contains("2 reports new"),
        "loading"
    );
    let again = load(cluster, "pier", &reports);
    assert!(
        again.contains("0 reports new") && again.contains("2 there before"),
        "{again}"
    );
    println!("ok    loading again changes nothing");
}

pub fn what_was_withdrawn_is_no_evidence(cluster: &Cluster) {
    let folder = tempfile::tempdir().expect("a folder");
    let item = |version: u32, status: &str| {
        json!({"guid": "wire:17", "version": version, "status": status, "headline": "Bridge", "date": "2031-05-02",
            "outlet": "Nordwire", "text": "“Every bearing was inspected in the spring,” said Sven Holt, an engineer."})
    };
    write(
        &folder.path().join("one.jsonl"),
        &format!("{}\n{}\n", item(1, "usable"), item(2, "usable")),
    );
    assert!(
        load(cluster, "bridge", folder.path()).contains("2 reports new"),
        "loading"
    );
    let text = "“Every bearing was replaced in the spring,” said Sven Holt, an engineer.\n";
    assert_eq!(
        from_cluster(cluster, "bridge", text)["claims"][0]["verdict"],
        "altered"
    );
    write(
        &folder.path().join("two.jsonl"),
        &format!("{}\n", item(2, "killed")),
    );
    load(cluster, "bridge", folder.path());
    let checked = from_cluster(cluster, "bridge", text);
    assert_eq!(checked["claims"][0]["verdict"], "unattested", "{checked}");
    println!("ok    what its sender kills is taken out, and stays out");
}

pub fn back_pressure(cluster: &Cluster) {
    let gate = Gate::before(cluster.port(0));
    gate.is(Manner::Busy(3));
    let reports = pier().join("reports");
    let folder = reports.to_str().expect("a path");
    let output = copydesk(&["index", "--to", &gate.url, "--index", "busy", folder], &[]);
    assert!(said(&output).contains("2 reports new"), "{}", said(&output));
    println!("ok    a cluster with too much to do is given time");
}

/// So many reports are some ten batches.
const REPORTS: usize = 12_000;
/// How long the node stays away.
const AWAY: Duration = Duration::from_secs(5);

/// While an index is filled for the first time it has no copies: what its nodes have is on their disks when they say so.
pub fn a_node_dies_meanwhile(cluster: &mut Cluster) {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |number: usize| {
        let text = format!(
            "The clerk of ward {number} counted {} lamps in Corrie. ",
            number * 7
        )
        .repeat(60);
        json!({"headline": format!("Ward {number}"), "date": "2031-05-02", "outlet": "Nordwire", "text": text}).to_string()
    };
    let lines: Vec<String> = (0..REPORTS).map(line).collect();
    write(&folder.path().join("wards.jsonl"), &lines.join("\n"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let urls = [0, 1].map(|node| cluster.url(node));
    let loading = command
        .args(["index", "--to", &urls[0], "--index", "dying"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("copydesk");
    let counted = |of: &str| {
        let stats = get(&format!("{}/dying/_stats/indexing,docs", urls[1]));
        stats.and_then(|stats| stats.pointer(of)?.as_u64()).unwrap_or(0)
    };
    while counted("/_all/primaries/indexing/index_total") < 2_000 {
        std::thread::sleep(Duration::from_millis(20));
    }
    cluster.kill(2);
    std::thread::sleep(AWAY);
    cluster.run(2);
    let output = loading.wait_with_output().expect("copydesk");
    assert!(output.status.success(), "{}", said(&output));
    cluster.wait("green");
    assert_eq!(
        counted("/_all/primaries/docs/count"),
        REPORTS as u64,
        "{}",
        said(&output)
    );
    let again = copydesk(
        &[
            "index",
            "--to",
            &urls[0],
            "--index",
            "dying",
            folder.path().to_str().expect("a path"),
        ],
        &[],
    );
    assert!(said(&again).contains("0 reports new"), "{}", said(&again));
    let copies = get(&format!("{}/dying/_settings", urls[0])).expect("settings");
    assert_eq!(copies["dying"]["settings"]["index"]["number_of_replicas"], "1");
    println!("ok    a node that dies while reports are loaded loses none of them");
}

//! A cluster that fails under the desk: slow, in part, a node, all of it. No key waits for it, and nothing that it does not
//! answer is called unattested.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{self, Client, capabilities, story};
use super::cluster::{self, Cluster, get, workspace};
use super::gate::{Gate, Manner};
use super::{copydesk, said, wards};

fn altered(published: &Value) -> usize {
    let diagnostics = published["diagnostics"].as_array().expect("diagnostics");
    diagnostics
        .iter()
        .filter(|d| d["code"] == "quote/altered")
        .count()
}

/// Types a space in front of the draft and waits for its diagnostics.
async fn key(client: &mut Client, draft: &Path, version: &mut i64) -> Value {
    *version += 1;
    let start = json!({"line": 0, "character": 0});
    let change = json!([{"range": {"start": start, "end": start}, "text": " "}]);
    client.change(draft, *version, change).await;
    client.published(draft, *version).await
}

async fn trouble(client: &mut Client, draft: &Path) -> Value {
    let arguments = json!({"command": "copydesk.status", "arguments": [client::uri(draft)]});
    client.request("workspace/executeCommand", arguments).await["trouble"].clone()
}

/// Waits until the archive of a draft is in trouble, or no longer.
async fn wait(client: &mut Client, draft: &Path, troubled: bool) -> Value {
    for _ in 0..600 {
        let trouble = trouble(client, draft).await;
        if trouble.is_null() != troubled {
            return trouble;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!(
        "the archive is not {} in time",
        if troubled { "in trouble" } else { "well" }
    );
}

/// Opens the pier's story on the cluster and waits for its finding.
async fn opened(folder: &Path) -> (Client, PathBuf) {
    let draft = folder.join("story.txt");
    let mut client = Client::of(&[folder], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    while altered(&client.published(&draft, 1).await) == 0 {}
    (client, draft)
}

pub async fn a_slow_cluster_holds_no_key_up(cluster: &Cluster) {
    let gate = Gate::before(cluster.port(0));
    let folder = workspace(std::slice::from_ref(&gate.url), "pier", "");
    let (mut client, draft) = opened(folder.path()).await;
    let pause = Duration::from_secs(10);
    gate.is(Manner::Slow(pause));
    let mut version = 1;
    let clock = std::time::Instant::now();
    for _ in 0..20 {
        assert_eq!(altered(&key(&mut client, &draft, &mut version).await), 1);
        // Longer than a draft has to rest before its archive is asked.
        tokio::time::sleep(Duration::from_millis(350)).await;
        if clock.elapsed() > pause {
            break;
        }
    }
    assert!(
        version > 15,
        "keys waited for the cluster: {version} in {:?}",
        clock.elapsed()
    );
    println!("ok    a slow cluster holds no key up");
}

/// Without copies each node has parts that nobody else has.
pub async fn a_part_is_missing(cluster: &mut Cluster) {
    let wards = wards();
    let folder = wards.path().to_str().expect("a path");
    let url = cluster.url(0);
    let thin = [
        "index", "--to", &url, "--index", "thin", "--replicas", "0", folder,
    ];
    assert!(said(&copydesk(&thin, &[])).contains("502 reports new"), "loading");
    let workspace = workspace(&[cluster.url(0), cluster.url(1)], "thin", "");
    let draft = workspace.path().join("story.txt");
    let text =
        story() + "\n“Nobody has asked the seals what they make of it,” said Bruno Astley, a walker.\n";
    let mut client = Client::of(&[workspace.path()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let has = |published: &Value, code: &str| published.to_string().contains(code);
    let mut version = 1;
    loop {
        let published = client.published(&draft, version).await;
        if has(&published, "quote/unattested") && altered(&published) == 1 {
            break;
        }
    }
    cluster.kill(2);
    key(&mut client, &draft, &mut version).await;
    let why = wait(&mut client, &draft, true).await;
    assert!(why.to_string().contains("do not answer"), "{why}");
    let published = key(&mut client, &draft, &mut version).await;
    assert!(
        !has(&published, "quote/unattested") && altered(&published) == 1,
        "{published}"
    );
    cluster.run(2);
    cluster.wait("green");
    wait(&mut client, &draft, false).await;
    let published = key(&mut client, &draft, &mut version).await;
    assert!(
        has(&published, "quote/unattested") && altered(&published) == 1,
        "{published}"
    );
    println!("ok    what part of an archive does not answer is not called unattested");
}

pub async fn a_node_is_killed(cluster: &mut Cluster) {
    let folder = workspace(&[cluster.url(2), cluster.url(1), cluster.url(0)], "wards", "");
    let (mut client, draft) = opened(folder.path()).await;
    let mut version = 1;
    for turn in 0..40 {
        if turn == 10 {
            cluster.kill(2);
        }
        assert_eq!(
            altered(&key(&mut client, &draft, &mut version).await),
            1,
            "key {turn}"
        );
        tokio::time::sleep(Duration::from_millis(if turn % 5 == 4 { 400 } else { 20 })).await;
    }
    wait(&mut client, &draft, false).await;
    assert_eq!(altered(&key(&mut client, &draft, &mut version).await), 1);
    cluster.run(2);
    cluster.wait("green");
    let count = get(&format!("{}/wards/_count", cluster.url(2))).expect("a count");
    assert_eq!(count["count"], 502);
    println!("ok    a node that is killed loses nothing and is not noticed");
}

/// Without two of three nodes no part of the index can be sure of itself.
pub async fn the_cluster_is_gone(cluster: &mut Cluster) {
    let urls: Vec<String> = (0..cluster::NODES).map(|node| cluster.url(node)).collect();
    let folder = workspace(&urls, "wards", "");
    let (mut client, draft) = opened(folder.path()).await;
    (0..cluster::NODES).for_each(|node| cluster.kill(node));
    let mut version = 1;
    key(&mut client, &draft, &mut version).await;
    let why = wait(&mut client, &draft, true).await;
    assert!(
        why.as_str().is_some_and(|why| why.contains("shared archive")),
        "{why}"
    );
    let told = client.expect_method("window/showMessage").await["message"].clone();
    assert!(
        told.as_str().is_some_and(|told| told.contains("shared archive")),
        "{told}"
    );
    for _ in 0..5 {
        assert_eq!(
            altered(&key(&mut client, &draft, &mut version).await),
            1,
            "what was gathered before is gone"
        );
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    assert!(!client.has_kept("window/showMessage"), "told more than once");
    (0..cluster::NODES).for_each(|node| cluster.run(node));
    cluster.wait("green");
    wait(&mut client, &draft, false).await;
    assert_eq!(altered(&key(&mut client, &draft, &mut version).await), 1);
    println!("ok    without its cluster the desk goes on, says so once and mends by itself");
}

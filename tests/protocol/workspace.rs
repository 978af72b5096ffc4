//! Workspace folders, each with its own reports and configuration; the client's settings above them.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, own_pier, pier, story, uri};

fn severity(published: &Value, code: &str) -> Option<i64> {
    let diagnostics = published["diagnostics"].as_array().unwrap();
    diagnostics.iter().find(|d| d["code"] == code)?["severity"].as_i64()
}

/// Waits until a code has a severity, or none.
async fn until(client: &mut Client, draft: &Path, code: &str, wanted: Option<i64>) {
    while severity(&client.published(draft, 1).await, code) != wanted {}
}

#[tokio::test]
async fn every_folder_has_its_own_reports() {
    let (own, other) = (own_pier(), own_pier());
    for name in ["coast-wire.txt", "harbour-gazette.txt"] {
        let path = other.path().join("reports").join(name);
        let report = std::fs::read_to_string(&path)
            .unwrap()
            .replace("rebuild", "repair");
        std::fs::write(&path, report).unwrap();
    }
    let mut client = Client::of(&[own.path(), other.path()], capabilities(), Value::Null).await;
    for (folder, altered) in [(&own, true), (&other, false)] {
        let draft = folder.path().join("story.txt");
        client.open(&draft, &story()).await;
        let published = client.published(&draft, 1).await;
        assert_eq!(
            severity(&published, "quote/altered").is_some(),
            altered,
            "{published}"
        );
    }
}

#[tokio::test]
async fn a_folder_that_is_added_brings_its_reports() {
    let (own, elsewhere) = (own_pier(), tempfile::tempdir().unwrap());
    let draft = elsewhere.path().join("story.txt");
    let mut client = Client::of(&[], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    assert_eq!(
        severity(&client.published(&draft, 1).await, "quote/altered"),
        None
    );
    let folder = json!({"uri": uri(own.path()), "name": "pier"});
    let event = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    client
        .notify(
            "workspace/didChangeWorkspaceFolders",
            event(json!([folder]), json!([])),
        )
        .await;
    until(&mut client, &draft, "quote/altered", Some(1)).await;
    client
        .notify(
            "workspace/didChangeWorkspaceFolders",
            event(json!([]), json!([folder])),
        )
        .await;
    until(&mut client, &draft, "quote/altered", None).await;
}

#[tokio::test]
async fn a_draft_outside_all_folders_has_the_nearest_configuration() {
    let (own, other) = (own_pier(), own_pier());
    std::fs::write(other.path().join("copydesk.toml"), "").unwrap();
    std::fs::create_dir(own.path().join("drafts")).unwrap();
    let draft = own.path().join("drafts/story.txt");
    for folders in [&[][..], &[other.path()]] {
        let mut client = Client::of(folders, capabilities(), Value::Null).await;
        client.open(&draft, &story()).await;
        until(&mut client, &draft, "quote/altered", Some(1)).await;
    }
}

#[tokio::test]
async fn the_clients_settings_stand_above_the_file() {
    let own = own_pier();
    std::fs::rename(own.path().join("reports"), own.path().join("morgue")).unwrap();
    let draft = own.path().join("story.txt");
    let options = json!({"corpus": ["morgue"], "severities": {"quote/altered": "hint"}});
    let mut client = Client::of(&[own.path()], capabilities(), options).await;
    client.open(&draft, &story()).await;
    assert_eq!(
        severity(&client.published(&draft, 1).await, "quote/altered"),
        Some(4)
    );
}

#[tokio::test]
async fn what_no_report_has_is_a_hint_at_most() {
    let draft = pier().join("story.txt");
    let text = "“Nobody has asked the seals what they make of it,” said Bruno Astley, a walker.";
    let options = json!({"severities": {"quote/unattested": "error"}});
    let mut client = Client::of(&[&pier()], capabilities(), options).await;
    client.open(&draft, text).await;
    assert_eq!(
        severity(&client.published(&draft, 1).await, "quote/unattested"),
        Some(4)
    );
    // Where there are no reports at all, it says nothing.
    let elsewhere = tempfile::tempdir().unwrap();
    let draft = elsewhere.path().join("story.txt");
    let mut client = Client::of(&[], capabilities(), Value::Null).await;
    client.open(&draft, text).await;
    assert_eq!(client.published(&draft, 1).await["diagnostics"], json!([]));
}

#[tokio::test]
async fn a_change_of_settings_checks_open_drafts_again() {
    let draft = pier().join("story.txt");
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    assert_eq!(
        severity(&client.published(&draft, 1).await, "quote/altered"),
        Some(1)
    );
    for (level, shown) in [("information", Some(3)), ("off", None), ("error", Some(1))] {
        client.configuration = json!({"severities": {"quote/altered": level}});
        client
            .notify("workspace/didChangeConfiguration", json!({"settings": null}))
            .await;
        until(&mut client, &draft, "quote/altered", shown).await;
    }
}

#[tokio::test]
async fn settings_may_come_with_the_change() {
    let draft = pier().join("story.txt");
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(false);
    let mut client = Client::of(&[&pier()], capabilities, Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    let settings = json!({"copydesk": {"severities": {"quote/altered": "information"}}});
    client
        .notify("workspace/didChangeConfiguration", json!({"settings": settings}))
        .await;
    until(&mut client, &draft, "quote/altered", Some(3)).await;
}

#[tokio::test]
async fn settings_that_make_no_sense_are_named() {
    let options = json!({"severities": {"quote/altered": "deafening"}});
    let mut client = Client::of(&[&pier()], capabilities(), options).await;
    let message = client.expect_method("window/showMessage").await;
    assert!(
        message["message"].as_str().unwrap().contains("deafening"),
        "{message}"
    );
}

#[tokio::test]
async fn the_client_watches_the_configuration() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    let registered = |message: &Value| {
        message["method"] == "client/registerCapability"
            && message["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
    };
    let watchers = client.expect(registered).await["params"]["registrations"][0]["registerOptions"].clone();
    let watchers = watchers["watchers"].to_string();
    assert!(watchers.contains("pier/copydesk.toml"), "{watchers}");
}

/// Whatever the client can do: the server sees by itself that a report is written, changed, moved away.
#[tokio::test]
async fn the_server_watches_the_reports() {
    let own = own_pier();
    let draft = own.path().join("story.txt");
    let reports = own.path().join("reports");
    let (wire, gazette) = (
        reports.join("coast-wire.txt"),
        reports.join("harbour-gazette.txt"),
    );
    let kept = std::fs::read_to_string(&wire).unwrap();
    let other = "Outlet: Other\n\nNothing that bears on it.\n";
    std::fs::remove_file(&gazette).unwrap();
    std::fs::write(&wire, other).unwrap();
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    assert_eq!(
        severity(&client.published(&draft, 1).await, "quote/altered"),
        None
    );
    std::fs::write(&wire, &kept).unwrap();
    until(&mut client, &draft, "quote/altered", Some(1)).await;
    std::fs::write(&wire, other).unwrap();
    until(&mut client, &draft, "quote/altered", None).await;
    let folder = reports.join("2031/05");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("wire.txt"), &kept).unwrap();
    until(&mut client, &draft, "quote/altered", Some(1)).await;
    std::fs::rename(&folder, own.path().join("elsewhere")).unwrap();
    until(&mut client, &draft, "quote/altered", None).await;
}

#[tokio::test]
async fn severities_in_the_file_are_taken_up_when_it_changes() {
    let own = own_pier();
    let (draft, file) = (own.path().join("story.txt"), own.path().join("copydesk.toml"));
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    std::fs::write(
        &file,
        "corpus = [\"reports\"]\n[severities]\n\"quote/altered\" = \"hint\"\n",
    )
    .unwrap();
    client
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri(&file), "type": 2}]}),
        )
        .await;
    until(&mut client, &draft, "quote/altered", Some(4)).await;
}

#[tokio::test]
async fn what_is_not_read_is_told_once() {
    let own = own_pier();
    let reports = own.path().join("reports");
    for name in ["a.jpg", "b.jpg", "c.jpg"] {
        std::fs::write(reports.join(name), [0xff, 0xd8, 0, 1]).unwrap();
    }
    std::fs::write(reports.join("empty.txt"), "").unwrap();
    let draft = own.path().join("story.txt");
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    let told = client.expect_method("window/showMessage").await;
    assert_eq!(
        told["message"],
        "4 files of reports were not read. a.jpg and 2 more: holds no plain text; save it as text, Markdown or HTML. \
         empty.txt: is empty. `copydesk index` lists them."
    );
    client.open(&draft, &story()).await;
    until(&mut client, &draft, "quote/altered", Some(1)).await;

    // An update that passes over the same again says nothing.
    let report = reports.join("coast-wire.txt");
    let text = std::fs::read_to_string(&report).unwrap();
    std::fs::write(&report, text.replace("rebuild", "repair")).unwrap();
    let changed = json!({"changes": [{"uri": uri(&report), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changed).await;
    until(&mut client, &draft, "quote/altered", None).await;
    client.settle().await;
    assert!(!client.has_kept("window/showMessage"));
}

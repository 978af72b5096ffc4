//! What a client can have done besides: status, report, reindex.

use serde_json::{Value, json};

use crate::client::{Client, capabilities, own_pier, story, uri};

async fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    let params = json!({"command": command, "arguments": arguments});
    client.request("workspace/executeCommand", params).await
}

#[tokio::test]
async fn status_tells_of_the_archive_and_of_the_draft() {
    let own = own_pier();
    let draft = own.path().join("story.txt");
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    let status = run(&mut client, "copydesk.status", json!([uri(&draft)])).await;
    let reports = own.path().join("reports");
    assert_eq!(
        (&status["reports"], &status["folders"], &status["problems"]),
        (&json!(2), &json!([reports]), &json!(2)),
        "{status}"
    );
    let status = run(&mut client, "copydesk.status", json!([])).await;
    assert_eq!(
        (&status["reports"], &status["problems"]),
        (&json!(2), &Value::Null),
        "{status}"
    );
}

#[tokio::test]
async fn a_report_can_be_passed_on_as_text() {
    let own = own_pier();
    let draft = own.path().join("story.txt");
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    let answer = run(&mut client, "copydesk.report", json!([uri(&draft)])).await;
    let report = answer.as_str().unwrap();
    assert!(
        report.starts_with("story.txt:3:41: error: The reports have “We will rebuild"),
        "{report}"
    );
    assert!(
        report.contains("\n  Coast Wire, 2031-05-03, coast-wire.txt:7: Mayor"),
        "{report}"
    );
    assert!(report.ends_with("story.txt: 2 problems\n"), "{report}");
}

#[tokio::test]
async fn reindex_reads_the_folders_again() {
    let own = own_pier();
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    let reports =
        async |client: &mut Client| run(client, "copydesk.status", json!([])).await["reports"].clone();
    while reports(&mut client).await != 2 {}
    let report = "Outlet: Quay Post\nDate: 2031-05-04\nHeadline: A third\n\nThe wall stands.\n";
    std::fs::write(own.path().join("reports/third.txt"), report).unwrap();
    assert_eq!(run(&mut client, "copydesk.reindex", json!([])).await, Value::Null);
    while reports(&mut client).await != 3 {}
}

#[tokio::test]
async fn what_cannot_be_done_is_an_error() {
    let own = own_pier();
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    for (command, arguments) in [
        ("copydesk.print", json!([])),
        ("copydesk.report", json!([])),
        ("copydesk.report", json!([uri(&own.path().join("other.txt"))])),
    ] {
        let params = json!({"command": command, "arguments": arguments});
        let id = client.ask("workspace/executeCommand", params).await;
        let answer = client.expect(|message| message["id"] == id).await;
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
    }
}

//! How a session begins and ends.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::client::{Client, capabilities, pier};

#[tokio::test]
async fn utf_8_is_taken_where_it_is_offered() {
    for (offered, taken) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let mut client = Client::silent();
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let answer = client.initialize(&[&pier()], capabilities, Value::Null).await;
        assert_eq!(answer["capabilities"]["positionEncoding"], taken);
        assert_eq!(answer["serverInfo"]["name"], "copydesk");
        assert_eq!(client.leave().await, ExitCode::SUCCESS);
    }
}

#[tokio::test]
async fn changes_are_asked_for_as_ranges() {
    let mut client = Client::silent();
    let answer = client.initialize(&[&pier()], capabilities(), Value::Null).await;
    assert_eq!(
        answer["capabilities"]["textDocumentSync"],
        json!({"openClose": true, "change": 2})
    );
    assert_eq!(answer["capabilities"].get("diagnosticProvider"), None);
}

#[tokio::test]
async fn only_a_client_that_can_be_refreshed_pulls() {
    for (refresh, pulls) in [(true, true), (false, false)] {
        let mut capabilities = capabilities();
        capabilities["textDocument"]["diagnostic"] = json!({});
        capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": refresh});
        let mut client = Client::silent();
        let answer = client.initialize(&[&pier()], capabilities, Value::Null).await;
        assert_eq!(answer["capabilities"].get("diagnosticProvider").is_some(), pulls);
    }
}

#[tokio::test]
async fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.server.await.unwrap(), ExitCode::FAILURE);
}

#[tokio::test]
async fn a_client_in_a_hurry_does_not_wait_for_the_answer() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.ask("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.server.await.unwrap(), ExitCode::SUCCESS);
}

#[tokio::test]
async fn a_client_that_dies_ends_the_server() {
    let client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    assert_eq!(client.hang_up().await, ExitCode::FAILURE);
    assert_eq!(Client::silent().hang_up().await, ExitCode::FAILURE);
}

#[cfg(unix)]
#[tokio::test]
async fn the_end_of_the_clients_process_ends_the_server() {
    let mut editor = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::silent();
    client
        .request(
            "initialize",
            json!({"processId": editor.id(), "capabilities": {}, "rootUri": null}),
        )
        .await;
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.server.await.unwrap(), ExitCode::FAILURE);
}

#[tokio::test]
async fn requests_before_initialize_are_refused() {
    let mut client = Client::silent();
    let id = client.ask("textDocument/hover", json!({})).await;
    let answer = client.expect(|message| message["id"] == id).await;
    assert_eq!(answer["error"]["code"], -32002);
}

#[tokio::test]
async fn reading_reports_shows_a_bar() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    let token = client.expect_method("window/workDoneProgress/create").await["token"].clone();
    for kind in ["begin", "end"] {
        let step =
            |message: &Value| message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind;
        assert_eq!(client.expect(step).await["params"]["token"], token);
    }
}

//! What must not stop the server.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::client::{Client, at, capabilities, own_pier, pier, place, story, uri};

#[tokio::test]
async fn malformed_messages_are_answered_and_the_session_goes_on() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    for (bytes, named) in [
        (&b"Content-Length: 9\r\n\r\n{\"broken\""[..], "EOF"),
        (b"Content-Length: 2\r\n\r\n[]", "invalid"),
        (b"Content-Length: 17\r\n\r\n{\"jsonrpc\":\"1.0\"}", "2.0"),
        (b"Content-Length: 4\r\n\r\n\"\xff\xfe\"", "invalid unicode"),
        (b"Content-Length: minus\r\n\r\n", "minus"),
        (
            b"no header at all\r\n\r\nContent-Length: 4\r\n\r\nnull",
            "invalid type",
        ),
    ] {
        client.send_raw(bytes).await;
        let answer = client.expect(|message| message.get("error").is_some()).await;
        assert_eq!(
            (&answer["id"], &answer["error"]["code"]),
            (&Value::Null, &json!(-32700)),
            "{answer}"
        );
        assert!(
            answer["error"]["message"].as_str().unwrap().contains(named),
            "{answer}"
        );
    }
    assert_eq!(client.leave().await, ExitCode::SUCCESS);
}

#[tokio::test]
async fn half_an_emoji_loses_no_edit() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let at = client.position(&text, place(&text, "🙂 Mayor").start);
    // As JavaScript writes it: a high surrogate alone, before words that an edit then changes.
    let half = json!({
        "jsonrpc": "2.0",
        "method": "textDocument/didChange",
        "params": {
            "textDocument": {"uri": uri(&draft), "version": 2},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": "HALF"}],
        },
    });
    let body = half.to_string().replace("HALF", r"\ud83d");
    client
        .send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
        .await;
    let text = text.replace("🙂 Mayor", "\u{fffd}🙂 Mayor");
    let range = client.range(&text, &place(&text, "repair"));
    client
        .change(&draft, 3, json!([{"range": range, "text": "rebuild"}]))
        .await;
    let published = client.published(&draft, 3).await;
    let diagnostics = published["diagnostics"].as_array().unwrap();
    assert!(
        diagnostics.iter().all(|d| d["code"] != "quote/altered"),
        "{published}"
    );
}

#[tokio::test]
async fn half_a_message_ends_with_the_client() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client
        .send_raw(b"Content-Length: 1000\r\n\r\n{\"jsonrpc\":")
        .await;
    assert_eq!(client.hang_up().await, ExitCode::FAILURE);
}

#[tokio::test]
async fn requests_with_wrong_parameters_are_refused() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    for (method, code) in [("textDocument/hover", -32602), ("textDocument/perform", -32601)] {
        let id = client.ask(method, json!({"textDocument": 7})).await;
        let answer = client.expect(|message| message["id"] == id).await;
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    client.settle().await;
}

#[tokio::test]
async fn an_unopened_document_gets_empty_answers() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    let unopened = pier().join("unopened.txt");
    let origin = json!({"line": 0, "character": 0});
    let mut asked = at(&unopened, origin.clone());
    asked["context"] = json!({"includeDeclaration": true, "diagnostics": []});
    asked["range"] = json!({"start": origin, "end": origin});
    for method in ["hover", "definition", "references", "codeAction"] {
        let answer = client
            .request(&format!("textDocument/{method}"), asked.clone())
            .await;
        assert_eq!(answer, Value::Null, "{method}");
    }
    let report = client.request("textDocument/diagnostic", asked).await;
    assert_eq!(report["items"], json!([]));
    client
        .change(&unopened, 2, json!([{"text": "never opened"}]))
        .await;
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri(&unopened)}}),
        )
        .await;
    client.settle().await;
}

#[tokio::test]
async fn ten_megabytes_are_checked_and_edited() {
    let draft = pier().join("story.txt");
    let filler = "The tide came in, and the tide went out again, as tides will do here.\n\n".repeat(150_000);
    assert!(filler.len() > 10_000_000);
    let text = format!("{filler}{}", story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let published = client.published(&draft, 1).await;
    assert_eq!(
        published["diagnostics"].as_array().unwrap().len(),
        fresh(&mut client).await,
        "{published}"
    );
    let range = client.range(&text, &place(&text, "repair"));
    client
        .change(&draft, 2, json!([{"range": range, "text": "rebuild"}]))
        .await;
    let edited = client.published(&draft, 2).await;
    let before = published["diagnostics"].as_array().unwrap().len();
    assert_eq!(
        edited["diagnostics"].as_array().unwrap().len(),
        before - 1,
        "{edited}"
    );
}

#[tokio::test]
async fn a_line_of_one_megabyte_is_checked_and_edited() {
    let draft = pier().join("story.txt");
    let quote =
        "🙂 Mayor Orla Penhallow said: “We will repair every pier before the first ferry sails in June.”";
    let text = format!("{}{quote}", "The tide came in, and it went out. ".repeat(30_000));
    assert!(text.len() > 1_000_000);
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let published = client.published(&draft, 1).await;
    assert_eq!(
        published["diagnostics"][0]["code"], "quote/altered",
        "{published}"
    );
    let range = client.range(&text, &place(&text, "repair"));
    client
        .change(&draft, 2, json!([{"range": range, "text": "rebuild"}]))
        .await;
    assert_eq!(client.published(&draft, 2).await["diagnostics"], json!([]));
}

#[tokio::test]
async fn a_client_that_answers_nothing_is_served() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::silent();
    client.mute = true;
    client.initialize(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    client.published(&draft, 1).await;
    for version in 2..100 {
        let settings = json!({"settings": {"severities": {"quote/altered": "hint"}}});
        client.notify("workspace/didChangeConfiguration", settings).await;
        client.change(&draft, version, json!([{"text": text}])).await;
        client.settle().await;
    }
    client.published(&draft, 99).await;
    assert_eq!(client.leave().await, ExitCode::SUCCESS);
}

#[tokio::test]
async fn an_empty_draft_has_nothing_to_say() {
    let draft = pier().join("story.txt");
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, "").await;
    assert_eq!(client.published(&draft, 1).await["diagnostics"], json!([]));
}

#[tokio::test]
async fn a_broken_copydesk_toml_is_named_once_and_defaults_go_on() {
    let own = own_pier();
    std::fs::write(own.path().join("copydesk.toml"), "corpus = [\"reports\"\n").unwrap();
    let draft = own.path().join("story.txt");
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    let message = client.expect_method("window/showMessage").await;
    let shown = message["message"].as_str().unwrap();
    assert!(shown.contains("copydesk.toml"), "{shown}");
    client.settle().await;
    assert!(!client.has_kept("window/showMessage"));
    // Mended, it holds.
    std::fs::copy(pier().join("copydesk.toml"), own.path().join("copydesk.toml")).unwrap();
    let changed = uri(&own.path().join("copydesk.toml"));
    client
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": changed, "type": 2}]}),
        )
        .await;
    while client.published(&draft, 1).await["diagnostics"] == json!([]) {}
}

#[tokio::test]
async fn a_folder_of_reports_that_is_missing_is_named() {
    let draft = pier().join("story.txt");
    let mut client = Client::of(&[&pier()], capabilities(), json!({"corpus": ["mislaid"]})).await;
    client.open(&draft, &story()).await;
    let message = client.expect_method("window/showMessage").await;
    assert!(
        message["message"].as_str().unwrap().contains("mislaid"),
        "{message}"
    );
    client.published(&draft, 1).await;
}

/// How many findings the fixture has by itself.
async fn fresh(client: &mut Client) -> usize {
    let other = pier().join("fresh.txt");
    client.open(&other, &story()).await;
    client.published(&other, 1).await["diagnostics"]
        .as_array()
        .unwrap()
        .len()
}

//! Drafts as they are typed, and the diagnostics that follow.

use serde_json::{Value, json};

use crate::client::{Client, at, capabilities, own_pier, pier, place, story, uri};

const ALTERED: &str = "We will repair every pier before the first ferry sails in June";

fn codes(published: &Value) -> Vec<&str> {
    published["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["code"].as_str().unwrap())
        .collect()
}

fn finding<'a>(published: &'a Value, code: &str) -> &'a Value {
    let diagnostics = published["diagnostics"].as_array().unwrap();
    diagnostics
        .iter()
        .find(|d| d["code"] == code)
        .unwrap_or_else(|| panic!("no {code} in {published}"))
}

#[tokio::test]
async fn a_diagnostic_says_where_what_and_who_has_it() {
    let (draft, text) = (pier().join("story.txt"), story());
    for encoding in ["utf-8", "utf-16"] {
        let mut capabilities = capabilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::of(&[&pier()], capabilities, Value::Null).await;
        client.open(&draft, &text).await;
        let published = client.published(&draft, 1).await;
        let altered = finding(&published, "quote/altered");
        // An emoji, curly marks and CRLF stand before it.
        assert_eq!(altered["range"], client.range(&text, &place(&text, ALTERED)));
        assert_eq!(altered["source"], "copydesk");
        assert!(
            altered["message"]
                .as_str()
                .unwrap()
                .contains("We will rebuild every pier")
        );
        assert!(
            altered["codeDescription"]["href"]
                .as_str()
                .unwrap()
                .ends_with("tests/spec/quote/altered.md")
        );
        assert_eq!(altered["data"]["verdict"], "altered");
        let sources = altered["relatedInformation"].as_array().unwrap();
        let wire = uri(&pier().join("reports/coast-wire.txt"));
        let source = sources.iter().find(|s| s["location"]["uri"] == wire).unwrap();
        let report = std::fs::read_to_string(pier().join("reports/coast-wire.txt")).unwrap();
        let line = report.lines().position(|line| line.contains("rebuild")).unwrap();
        assert_eq!(
            source["location"]["range"]["start"],
            json!({"line": line, "character": 0})
        );
        assert!(
            source["message"]
                .as_str()
                .unwrap()
                .starts_with("Coast Wire, 2031-05-03")
        );
    }
}

#[tokio::test]
async fn the_place_of_the_draft_that_says_otherwise_is_related() {
    let (draft, text) = (
        pier().join("story.txt"),
        "The boat carried 12 people — seven men and four women — to Ostrey.\n",
    );
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, text).await;
    let published = client.published(&draft, 1).await;
    let related = &finding(&published, "figure/inconsistent")["relatedInformation"][0];
    let parts = client.range(text, &place(text, "seven men and four"));
    assert_eq!(related["location"], json!({"uri": uri(&draft), "range": parts}));
    assert_eq!(related["message"], "the draft has “seven men and four”");
}

#[tokio::test]
async fn the_attested_wording_typed_in_takes_the_diagnostic_away() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    assert!(codes(&client.published(&draft, 1).await).contains(&"quote/altered"));
    let range = client.range(&text, &place(&text, "repair"));
    client
        .change(&draft, 2, json!([{"range": range, "text": "rebuild"}]))
        .await;
    let published = client.published(&draft, 2).await;
    assert!(!codes(&published).contains(&"quote/altered"), "{published}");
}

#[tokio::test]
async fn edits_apply_in_the_order_they_came() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    // Key by key, none waited for: “repair” is taken away, “rebuild” typed.
    let (mut version, mut text) = (1, text);
    let mut at = place(&text, "repair").end;
    for key in "\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}rebuild".chars() {
        version += 1;
        let (span, typed) = match key {
            '\u{8}' => (at - 1..at, String::new()),
            key => (at..at, key.to_string()),
        };
        let range = client.range(&text, &span);
        client
            .change(&draft, version, json!([{"range": range, "text": typed}]))
            .await;
        text.replace_range(span.clone(), &typed);
        at = span.start + typed.len();
    }
    let published = client.published(&draft, version).await;
    assert_eq!(published["version"], version);
    assert!(!codes(&published).contains(&"quote/altered"), "{published}");
    assert!(
        codes(&published).iter().all(|code| !code.ends_with("unattested")),
        "{published}"
    );
}

#[tokio::test]
async fn changes_of_one_message_build_on_one_another() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, "").await;
    let empty = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let range = client.range(&text, &place(&text, "repair"));
    let changes = json!([
        {"text": "all of this goes"},
        {"text": ""},
        {"range": empty, "text": text},
        {"range": range, "text": "rebuild"},
    ]);
    client.change(&draft, 2, changes).await;
    let published = client.published(&draft, 2).await;
    assert!(!codes(&published).contains(&"quote/altered"), "{published}");
}

#[tokio::test]
async fn versions_only_grow_and_the_last_one_is_published() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    for version in 2..200 {
        client
            .change(&draft, version, json!([{"range": start, "text": "x"}]))
            .await;
    }
    let mut last = 0;
    while last < 199 {
        let version = client.published(&draft, 1).await["version"].as_i64().unwrap();
        assert!(version >= last, "{version} after {last}");
        last = version;
    }
}

#[tokio::test]
async fn a_draft_that_was_typed_has_the_findings_of_one_that_was_opened() {
    let (draft, copy, text) = (pier().join("story.txt"), pier().join("copy.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&copy, &text).await;
    let opened = client.published(&copy, 1).await["diagnostics"].clone();
    client.open(&draft, "").await;
    let (mut version, mut typed) = (1, 0);
    for word in text.split_inclusive(' ') {
        version += 1;
        let end = client.position(&text, typed);
        let change = json!([{"range": {"start": end, "end": end}, "text": word}]);
        client.change(&draft, version, change).await;
        typed += word.len();
    }
    // The reports that bear on the whole are gathered when the typing has stopped.
    while client.published(&draft, version).await["diagnostics"] != opened {}
}

#[tokio::test]
async fn edits_out_of_range_are_clamped() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    let far = json!({"line": u32::MAX, "character": u32::MAX});
    let near = client.position(&text, place(&text, "“We will repair").start);
    // Reversed, and beyond the end: what stands behind `near` goes.
    client
        .change(
            &draft,
            2,
            json!([{"range": {"start": far, "end": near}, "text": "nothing."}]),
        )
        .await;
    let published = client.published(&draft, 2).await;
    assert_eq!(published["diagnostics"], json!([]));
    client
        .change(
            &draft,
            3,
            json!([{"range": {"start": far, "end": far}, "text": format!("\r\n\r\n{text}")}]),
        )
        .await;
    assert!(codes(&client.published(&draft, 3).await).contains(&"quote/altered"));
}

#[tokio::test]
async fn a_closed_draft_has_no_diagnostics() {
    let draft = pier().join("story.txt");
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    client.published(&draft, 1).await;
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri(&draft)}}),
        )
        .await;
    assert_eq!(client.published(&draft, 1).await["diagnostics"], json!([]));
    // Opened again it starts anew.
    client.open(&draft, &story()).await;
    assert!(codes(&client.published(&draft, 1).await).contains(&"quote/altered"));
}

#[tokio::test]
async fn a_client_that_pulls_is_refreshed_and_never_pushed_to() {
    let draft = pier().join("story.txt");
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::of(&[&pier()], capabilities, Value::Null).await;
    client.open(&draft, &story()).await;
    client.expect_method("workspace/diagnostic/refresh").await;
    let asked = json!({"textDocument": {"uri": uri(&draft)}});
    let report = client.request("textDocument/diagnostic", asked.clone()).await;
    assert_eq!(report["kind"], "full");
    assert!(
        report["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d["code"] == "quote/altered"),
        "{report}"
    );
    client
        .change(&draft, 2, json!([{"text": "Nothing is said."}]))
        .await;
    let report = client.request("textDocument/diagnostic", asked).await;
    assert_eq!(report, json!({"kind": "full", "items": []}));
    assert!(!client.has_kept("textDocument/publishDiagnostics"));
}

#[tokio::test]
async fn reports_that_come_later_are_found() {
    let own = own_pier();
    let draft = own.path().join("story.txt");
    let gone = own.path().join("reports/coast-wire.txt");
    let kept = std::fs::read_to_string(&gone).unwrap();
    std::fs::remove_file(&gone).unwrap();
    std::fs::remove_file(own.path().join("reports/harbour-gazette.txt")).unwrap();
    std::fs::write(
        own.path().join("reports/other.txt"),
        "Outlet: Other\n\nNothing that bears on it.\n",
    )
    .unwrap();
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &story()).await;
    assert!(!codes(&client.published(&draft, 1).await).contains(&"quote/altered"));
    std::fs::write(&gone, kept).unwrap();
    client
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri(&gone), "type": 1}]}),
        )
        .await;
    while !codes(&client.published(&draft, 1).await).contains(&"quote/altered") {}
}

/// Emacs 28 leaves its reading where an answer stands that it waited for: what comes behind it in the same bytes waits
/// there for the next message.
#[tokio::test]
async fn marks_are_told_before_an_answer_is_made_of_them() {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    client.published(&draft, 1).await;
    for version in 2..50 {
        client.change(&draft, version, json!([{"text": text}])).await;
        let params = at(&draft, json!({"line": 0, "character": 0}));
        let hover = client.ask("textDocument/hover", params).await;
        let is_answer = |message: &Value| message["id"] == hover && message.get("method").is_none();
        let first = client
            .expect(|message| is_answer(message) || message["params"]["version"] == version)
            .await;
        assert_eq!(first["method"], "textDocument/publishDiagnostics");
        client.expect(is_answer).await;
    }
}

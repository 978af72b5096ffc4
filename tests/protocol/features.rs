//! Hover, quick fixes, the way to the sources.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::client::{Client, at, capabilities, own_pier, pier, place, story, uri};

/// A session with the fixture's draft checked.
async fn session(capabilities: Value) -> (Client, PathBuf, String) {
    let (draft, text) = (pier().join("story.txt"), story());
    let mut client = Client::of(&[&pier()], capabilities, Value::Null).await;
    client.open(&draft, &text).await;
    client.published(&draft, 1).await;
    (client, draft, text)
}

async fn hover(client: &mut Client, draft: &Path, text: &str, words: &str) -> Value {
    let position = client.position(text, place(text, words).start);
    client.request("textDocument/hover", at(draft, position)).await
}

async fn actions(client: &mut Client, draft: &Path, text: &str, words: &str, only: Value) -> Vec<Value> {
    let range = client.range(text, &place(text, words));
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({"textDocument": {"uri": uri(draft)}, "range": range, "context": context});
    let answer = client.request("textDocument/codeAction", params).await;
    answer.as_array().unwrap().clone()
}

#[tokio::test]
async fn a_hover_cites_the_sources_and_shows_the_difference() {
    let (mut client, draft, text) = session(capabilities()).await;
    let hover = hover(&mut client, &draft, &text, "repair").await;
    assert_eq!(hover["contents"]["kind"], "markdown");
    let shown = hover["contents"]["value"].as_str().unwrap();
    for part in [
        "**Altered**",
        "We will ~~repair~~ **rebuild** every pier",
        "2 origins",
        "Coast Wire, 2031-05-03",
        "Harbour Gazette, 2031-05-02",
        "Skelmouth counts the cost of the tide",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    let wire = uri(&pier().join("reports/coast-wire.txt"));
    assert!(shown.contains(&format!("](<{wire}#L")), "{shown}");
    // Editors show the diagnostic's message above the hover.
    assert!(!shown.contains("The reports have"), "{shown}");
    let marked = place(
        &text,
        "We will repair every pier before the first ferry sails in June",
    );
    assert_eq!(hover["range"], client.range(&text, &marked));
}

#[tokio::test]
async fn a_client_without_markdown_gets_plain_text() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"] = json!({"contentFormat": ["plaintext"]});
    let (mut client, draft, text) = session(capabilities).await;
    let hover = hover(&mut client, &draft, &text, "repair").await;
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("We will −repair +rebuild every pier"), "{shown}");
    assert!(!shown.contains("**") && !shown.contains("]("), "{shown}");
}

#[tokio::test]
async fn an_attested_quotation_has_its_source_too() {
    let (mut client, draft, text) = session(capabilities()).await;
    let hover = hover(&mut client, &draft, &text, "The wall is sound").await;
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(
        shown.contains("**Attested**") && shown.contains("Coast Wire"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_hover_shows_the_sentence_of_the_draft_that_says_otherwise() {
    let mut client = Client::of(&[&pier()], capabilities(), Value::Null).await;
    let draft = pier().join("own.txt");
    let text = "Blast on quay kills 14\n\nIt was night. The blast on the quay killed 41 people there.\n";
    client.open(&draft, text).await;
    client.published(&draft, 1).await;
    let hover = hover(&mut client, &draft, text, "14").await;
    assert_eq!(
        hover["contents"]["value"],
        "**Inconsistent**\n\n> The blast on the quay killed **41** people there.\n\nthis draft, line 3"
    );
}

#[tokio::test]
async fn where_no_claim_is_there_is_no_hover() {
    let (mut client, draft, text) = session(capabilities()).await;
    assert_eq!(
        hover(&mut client, &draft, &text, "has promised").await,
        Value::Null
    );
}

#[tokio::test]
async fn what_a_report_says_becomes_no_markup() {
    let own = own_pier();
    let hostile = "Outlet: <img src=x onerror=y>\nDate: 2031-05-02\nHeadline: [click](command:evil) ![](http://e.example/p.png)\n\n\
        Mayor Orla Penhallow said: “We will rebuild every pier \u{202e}<b>before</b> the first ferry sails in June.”\n";
    for name in ["harbour-gazette.txt", "coast-wire.txt"] {
        std::fs::write(own.path().join("reports").join(name), hostile).unwrap();
    }
    let (draft, text) = (own.path().join("story.txt"), story());
    let mut client = Client::of(&[own.path()], capabilities(), Value::Null).await;
    client.open(&draft, &text).await;
    client.published(&draft, 1).await;
    let hover = hover(&mut client, &draft, &text, "repair").await;
    let shown = hover["contents"]["value"].as_str().unwrap();
    let live = unescaped(shown);
    for part in ["](command", "![", "http://e.example", "<img", "<b>", "\u{202e}"] {
        assert!(!live.contains(part), "{part:?} is live in {shown}");
    }
}

/// What is left of Markdown when every escaped character is taken out.
fn unescaped(markdown: &str) -> String {
    let mut chars = markdown.chars();
    std::iter::from_fn(|| {
        loop {
            match chars.next()? {
                '\\' => chars.next(),
                live => return Some(live),
            };
        }
    })
    .collect()
}

#[tokio::test]
async fn a_quick_fix_puts_the_attested_wording_in() {
    let (mut client, draft, text) = session(capabilities()).await;
    let actions = actions(&mut client, &draft, &text, "repair", Value::Null).await;
    let fix = &actions[0];
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["code"], "quote/altered");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri(&draft), "version": 1}));
    client.change(&draft, 2, changes(&change["edits"])).await;
    let published = client.published(&draft, 2).await;
    let left: Vec<&Value> = published["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| &d["code"])
        .collect();
    assert!(!left.contains(&&json!("quote/altered")), "{published}");
}

/// An edit as the client would make it.
fn changes(edits: &Value) -> Value {
    let change = |edit: &Value| json!({"range": edit["range"], "text": edit["newText"]});
    edits.as_array().unwrap().iter().map(change).collect()
}

#[tokio::test]
async fn a_client_without_document_changes_gets_plain_ones() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let (mut client, draft, text) = session(capabilities).await;
    let actions = actions(&mut client, &draft, &text, "repair", Value::Null).await;
    let edit = &actions[0]["edit"];
    assert_eq!(edit.get("documentChanges"), None);
    assert!(
        edit["changes"][uri(&draft)][0]["newText"]
            .as_str()
            .unwrap()
            .contains("rebuild")
    );
}

#[tokio::test]
async fn only_what_is_asked_for_is_offered() {
    let (mut client, draft, text) = session(capabilities()).await;
    for (only, offered) in [
        (json!(["quickfix"]), true),
        (json!([""]), true),
        (json!(["refactor"]), false),
        (json!(["quickfix.special"]), false),
    ] {
        let actions = actions(&mut client, &draft, &text, "repair", only.clone()).await;
        assert_eq!(!actions.is_empty(), offered, "{only}");
    }
}

#[tokio::test]
async fn fixing_all_mends_figures_and_never_touches_a_quotation() {
    let (mut client, draft, text) = session(capabilities()).await;
    let asked = async |client: &mut Client, only: Value| actions(client, &draft, &text, "repair", only).await;
    for only in ["source.fixAll.copydesk", "source.fixAll", "source"] {
        let actions = asked(&mut client, json!([only])).await;
        let edits = actions[0]["edit"]["documentChanges"][0]["edits"]
            .as_array()
            .unwrap();
        assert_eq!(
            (actions.len(), &actions[0]["kind"]),
            (1, &json!("source.fixAll.copydesk"))
        );
        assert_eq!(edits.len(), 1, "{actions:?}");
        assert_eq!(edits[0]["range"], client.range(&text, &place(&text, "2,400")));
        assert_eq!(edits[0]["newText"], "4,200");
    }
    for only in [Value::Null, json!([""]), json!(["quickfix"])] {
        let actions = asked(&mut client, only).await;
        assert!(
            actions.iter().all(|action| action["kind"] == "quickfix"),
            "{actions:?}"
        );
    }
}

#[tokio::test]
async fn a_claim_leads_to_its_passages() {
    let (mut client, draft, text) = session(capabilities()).await;
    let position = client.position(&text, place(&text, "repair").start);
    let found = client
        .request("textDocument/definition", at(&draft, position.clone()))
        .await;
    let mut asked = at(&draft, position);
    asked["context"] = json!({"includeDeclaration": true});
    let references = client.request("textDocument/references", asked).await;
    for locations in [found, references] {
        for name in ["coast-wire.txt", "harbour-gazette.txt"] {
            let path = pier().join("reports").join(name);
            let location = locations
                .as_array()
                .unwrap()
                .iter()
                .find(|l| l["uri"] == uri(&path))
                .unwrap();
            let line = location["range"]["start"]["line"].as_u64().unwrap();
            let report = std::fs::read_to_string(&path).unwrap();
            assert!(
                report
                    .lines()
                    .nth(line as usize)
                    .unwrap()
                    .contains("We will rebuild"),
                "{location}"
            );
        }
    }
}

#[tokio::test]
async fn a_link_marks_the_whole_claim() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let (mut client, draft, text) = session(capabilities).await;
    let position = client.position(&text, place(&text, "repair").start);
    let found = client
        .request("textDocument/definition", at(&draft, position))
        .await;
    let marked = place(
        &text,
        "We will repair every pier before the first ferry sails in June",
    );
    assert_eq!(found[0]["originSelectionRange"], client.range(&text, &marked));
}

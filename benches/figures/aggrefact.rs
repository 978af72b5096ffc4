//! Sentences of machine-made summaries, with the spans in error marked by hand: `{"doc", "summary", "span",
//! "error_type"}`.
//!
//! A sentence with a figure is wrong when a marked span that has a number stands in it, and right when its summary is
//! correct or no marked span touches it; other sentences are left out, for their figures may be those of a wrong event.
//! It is flagged when the document bears out some figure of it not, and passed when it bears out all.

use copydesk::check::Verdict;
use copydesk::story::Story;
use serde_json::Value as Json;

use super::{beside, lines};

pub fn measure(file: &str, verbose: bool) {
    let (mut wrong, mut flagged, mut right, mut passed) = (0usize, 0usize, 0usize, 0usize);
    for item in lines(file) {
        let field = |name: &str| item[name].as_str().unwrap_or_default();
        let (document, summary) = (field("doc"), untokenised(field("summary")));
        let error = untokenised(field("span"));
        let spans = quoted(&error);
        let findings = beside::findings(&summary, document, None);
        let story = Story::of(&summary);
        for placed in &story.paragraphs {
            for sentence in &placed.paragraph.sentences {
                let sentence = placed.at(sentence);
                let text = &summary[sentence.clone()];
                let claims: Vec<_> = findings
                    .iter()
                    .filter(|f| sentence.contains(&f.span.start) && f.verdict != Verdict::Ignore)
                    .collect();
                let within = |span: &str| text.to_lowercase().contains(&span.to_lowercase());
                let figured = |span: &str| {
                    claims
                        .iter()
                        .any(|f| span.contains(&f.text) || f.text.contains(span))
                };
                let is_correct = !spans.iter().any(|span| within(span));
                let is_wrong = spans.iter().any(|span| within(span) && figured(span));
                if claims.is_empty() || !is_wrong && !is_correct {
                    continue;
                }
                let all = claims.iter().all(|f| beside::is_borne_out(f));
                if is_wrong {
                    wrong += 1;
                    flagged += usize::from(!all);
                } else {
                    right += 1;
                    passed += usize::from(all);
                }
                if verbose && all == is_wrong {
                    show(&item, text, &spans, is_wrong);
                    claims
                        .iter()
                        .for_each(|f| println!("      {:?} {}: {}", f.text, f.verdict.name(), f.message));
                }
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "wrong flagged {:.3} ({flagged} of {wrong}), right passed {:.3} ({passed} of {right})",
        share(flagged, wrong),
        share(passed, right)
    );
}

fn show(item: &Json, sentence: &str, spans: &[&str], is_wrong: bool) {
    let what = if is_wrong { "missed" } else { "false" };
    println!("{what} {} {sentence}\n      marked {spans:?}", item["id"]);
}

/// The strings of a list as Python prints it: `['three', "nine o'clock"]`, lists within it too.
fn quoted(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(['\'', '"']) {
        let mark = &rest[at..=at];
        let inner = &rest[at + 1..];
        let closes = |end: &usize| inner[end + 1..].starts_with([',', ']']);
        let ends = inner.match_indices(mark).map(|(end, _)| end);
        let Some(end) = ends.into_iter().find(closes) else {
            break;
        };
        found.push(inner[..end].trim());
        rest = &inner[end + 1..];
    }
    found
}

/// "four - year - old" and "£ 500 m" as they were before they were cut into tokens.
fn untokenised(text: &str) -> String {
    text.replace(" - ", "-")
        .replace("£ ", "£")
        .replace("$ ", "$")
        .replace("€ ", "€")
        .replace(" %", "%")
}

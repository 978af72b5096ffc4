//! Figures found inside what is no figure, on the Sequence suites of Recognizers-Text: telephone numbers, addresses of
//! machines, URLs, mail, hashtags, GUIDs. A line is `{"suite", "input", "expected": [{"byte_start", "byte_end"}]}`.
//!
//! A figure counts when it lies wholly or partly inside an expected span and is no [`Kind::Identifier`]. Quoted text
//! (one suite) is no sequence.

use std::collections::BTreeMap;

use copydesk::story::figure::Kind;

use super::{figures, lines};

pub fn measure(file: &str, verbose: bool) {
    let (mut suites, mut spans): (BTreeMap<String, usize>, usize) = Default::default();
    for item in lines(file) {
        let (suite, text) = (
            item["suite"].to_string(),
            item["input"].as_str().unwrap_or_default(),
        );
        if suite.contains("QuotedText") {
            continue;
        }
        let mine = figures(text);
        for wanted in item["expected"].as_array().into_iter().flatten() {
            let place = |key| wanted[key].as_u64().unwrap_or_default() as usize;
            let (start, end) = (place("byte_start"), place("byte_end"));
            spans += 1;
            for (span, figure) in &mine {
                if figure.kind != Kind::Identifier && span.start < end && span.end > start {
                    *suites.entry(suite.clone()).or_default() += 1;
                    if verbose {
                        println!(
                            "{} {:?} {:?} in {text:?}",
                            item["id"],
                            &text[span.clone()],
                            figure.kind
                        );
                    }
                }
            }
        }
    }
    println!(
        "{} figures inside {spans} sequences {suites:?}",
        suites.values().sum::<usize>()
    );
}

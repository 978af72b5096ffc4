//! Whether a headline follows from a sentence, as far as its figures tell: `{"id", "premise", "hypothesis", "label"}`.
//!
//! A headline is taken to follow when the sentence bears out every figure of it. The text is tokenised ("$ 20",
//! "'s" apart); it is put together again first.

use copydesk::check::Verdict;

use super::{beside, lines};

pub fn measure(file: &str, verbose: bool) {
    let (mut right, mut all) = (0, 0);
    for item in lines(file) {
        let text = |field: &str| untokenised(item[field].as_str().unwrap_or_default());
        let (premise, headline) = (text("premise"), text("hypothesis"));
        let findings = beside::findings(&headline, &premise, None);
        let claims = findings.iter().filter(|f| f.verdict != Verdict::Ignore);
        let follows = claims.clone().all(beside::is_borne_out);
        let is_right = follows == (item["label"] == "entailment");
        all += 1;
        right += usize::from(is_right);
        if verbose && !is_right {
            println!("{} {}\n    {premise}\n    {headline}", item["id"], item["label"]);
            claims.for_each(|f| println!("      {:?} {}: {}", f.text, f.verdict.name(), f.message));
        }
    }
    println!("accuracy {:.3} ({right} of {all})", right as f64 / f64::from(all));
}

fn untokenised(text: &str) -> String {
    let text = text.replace("'' ", "“").replace("$ ", "$").replace(" %", "%");
    [" ,", " .", " 's", " n't", " ;", " '", " )"]
        .iter()
        .fold(text, |text, mark| text.replace(mark, mark.trim_start()))
        .replace("( ", "(")
}

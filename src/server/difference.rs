//! Where two wordings part, word by word.

/// A run of words in both wordings or in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    Both(String),
    Draft(String),
    Report(String),
}

/// More words than this in each are not compared: nobody reads such a difference.
const LIMIT: usize = 400;

/// The runs of `draft` and `report` in the order of reading, the draft's before the report's. Marks and capitals make
/// no difference.
pub fn runs(draft: &str, report: &str) -> Vec<Run> {
    let (a, b) = (words(draft), words(report));
    if a.len() > LIMIT || b.len() > LIMIT {
        return vec![Run::Draft(draft.into()), Run::Report(report.into())];
    }
    let longest = longest(&a, &b);
    let (mut i, mut j) = (0, 0);
    let mut runs = Vec::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].1 == b[j].1 {
            add(&mut runs, Run::Both(b[j].0.into()));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            add(&mut runs, Run::Draft(a[i].0.into()));
            i += 1;
        } else {
            add(&mut runs, Run::Report(b[j].0.into()));
            j += 1;
        }
    }
    runs
}

/// Words as they stand and as they compare.
fn words(text: &str) -> Vec<(&str, String)> {
    let fold = |word: &str| {
        word.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    text.split_whitespace().map(|word| (word, fold(word))).collect()
}

/// The length of the longest common subsequence of `a[i..]` and `b[j..]`.
fn longest(a: &[(&str, String)], b: &[(&str, String)]) -> Vec<Vec<u32>> {
    let mut longest = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = match a[i].1 == b[j].1 {
                true => longest[i + 1][j + 1] + 1,
                false => longest[i + 1][j].max(longest[i][j + 1]),
            };
        }
    }
    longest
}

/// Adds a word to the last run of its kind; what only one side has stays together between words of both.
fn add(runs: &mut Vec<Run>, word: Run) {
    use Run::{Both, Draft, Report};
    match (&mut runs[..], word) {
        ([.., Both(run)], Both(word))
        | ([.., Draft(run)], Draft(word))
        | ([.., Report(run)], Report(word))
        | ([.., Draft(run), Report(_)], Draft(word)) => {
            run.push(' ');
            run.push_str(&word);
        }
        (_, word) => runs.push(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(draft: &str, report: &str) -> String {
        let show = |run: &Run| match run {
            Run::Both(words) => words.clone(),
            Run::Draft(words) => format!("[{words}]"),
            Run::Report(words) => format!("{{{words}}}"),
        };
        runs(draft, report).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_either_side_stand_together() {
        assert_eq!(
            show("repair every pier", "rebuild every pier"),
            "[repair] {rebuild} every pier"
        );
        assert_eq!(
            show("our oldest friend", "our most loyal ally"),
            "our [oldest friend] {most loyal ally}"
        );
        assert_eq!(show("We will go", "we will not go."), "we will {not} go.");
        assert_eq!(show("", "all new"), "{all new}");
        assert_eq!(show("Same, words", "same words"), "same words");
    }
}

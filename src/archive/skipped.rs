//! What was passed over, told together where the reason is one.

use super::Skipped;

/// Files that were passed over for one reason.
pub struct Reason<'a> {
    /// Without the particulars of each, in brackets, where there are several.
    pub why: String,
    pub files: Vec<&'a Skipped>,
}

/// The reasons for what was passed over, those of most files first.
pub fn by_reason(skipped: &[Skipped]) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut known = rustc_hash::FxHashMap::default();
    for file in skipped {
        let why = plain(&file.why);
        let at = *known.entry(why.clone()).or_insert(reasons.len());
        if at == reasons.len() {
            let files = Vec::new();
            reasons.push(Reason { why, files });
        }
        reasons[at].files.push(file);
    }
    for reason in &mut reasons {
        if let [only] = reason.files[..] {
            reason.why.clone_from(&only.why);
        }
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.files.len()));
    reasons
}

/// "is no JSON object (expected value at line 1 column 2); mend or delete the line" without what is in brackets.
fn plain(why: &str) -> String {
    match (why.find(" ("), why.rfind(')')) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &why[..start], &why[end + 1..]),
        _ => why.to_owned(),
    }
}

//! quote/ignore: a title, a nickname, scare quotes, a word mentioned as a word.

use super::claim::Claim;
use super::judgement::Judgement;
use crate::check::Verdict;
use crate::story::quote::Kind;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    // Words that reports put between marks, too, are quoted; a title is one wherever it stands.
    let quoted = claim.text.starts_with(char::is_lowercase) && claim.spoken.iter().any(|s| s.hit.is_exact());
    let mention = claim.quote.kind == Kind::Mention && !quoted;
    mention.then(|| {
        Judgement::quiet(
            Verdict::Ignore,
            "A name or a mention, not speech".into(),
            Vec::new(),
        )
    })
}

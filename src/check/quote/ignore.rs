//! quote/ignore: a title, a nickname, scare quotes, a word mentioned as a word.

use super::claim::Claim;
use super::judgement::Judgement;
use crate::check::Verdict;
use crate::story::quote::Kind;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let mention = claim.quote.kind == Kind::Mention;
    mention.then(|| {
        Judgement::quiet(
            Verdict::Ignore,
            "A name or a mention, not speech".into(),
            Vec::new(),
        )
    })
}

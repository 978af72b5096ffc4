//! The figure as reports give it, in the draft's own style of writing.

use super::numeral::Numeral;
use super::spot::Spot;
use crate::check::{Attested, Fix, Verdict, cite};
use crate::story::paragraph::Paragraph;

/// At most this many wordings are offered.
const OFFERED: usize = 3;

pub fn fixes(paragraph: &Paragraph, spot: &Spot, verdict: Verdict, attested: &[Attested]) -> Vec<Fix> {
    if !verdict.is_problem() {
        return Vec::new();
    }
    let span = if verdict == Verdict::Shifted {
        &spot.whole
    } else {
        &spot.span
    };
    let Some(draft) = paragraph.text.get(span.clone()) else {
        return Vec::new();
    };
    let mut fixes: Vec<Fix> = Vec::new();
    for wording in attested {
        let text = match verdict {
            Verdict::Shifted => wording.wording.clone(),
            _ => restyled(draft, &wording.wording),
        };
        if text != draft && fixes.iter().all(|fix| fix.text != text) && fixes.len() < OFFERED {
            fixes.push(Fix {
                title: format!("Replace with “{text}” ({})", cite::credit(wording)),
                span: span.clone(),
                text,
                preferred: false,
            });
        }
    }
    if let [only] = fixes.as_mut_slice() {
        only.preferred = verdict != Verdict::Contested;
    }
    fixes
}

/// The report's number within the draft's wording, where only the number differs; else the report's wording.
fn restyled(draft: &str, wording: &str) -> String {
    let (Some(ours), Some(theirs)) = (Numeral::of(draft), Numeral::of(wording)) else {
        return wording.to_owned();
    };
    let unit = |text: &str, numeral: &Numeral| {
        let before = text.get(..numeral.start).unwrap_or_default();
        let after = text.get(numeral.end..).unwrap_or_default();
        let letters = before
            .chars()
            .chain(after.chars())
            .filter(|c| !c.is_whitespace() && *c != '-');
        letters.collect::<String>().to_lowercase()
    };
    let (our_unit, their_unit) = (unit(draft, &ours), unit(wording, &theirs));
    if our_unit != their_unit && !their_unit.is_empty() {
        return wording.to_owned();
    }
    let before = draft.get(..ours.start).unwrap_or_default();
    let after = draft.get(ours.end..).unwrap_or_default();
    format!("{before}{}{after}", theirs.in_the_style_of(&ours, draft))
}

#[cfg(test)]
mod tests {
    use super::restyled;

    #[test]
    fn a_fix_keeps_the_style_of_the_draft() {
        assert_eq!(restyled("two", "17"), "seventeen");
        assert_eq!(restyled("52-year-old", "25"), "25-year-old");
        assert_eq!(restyled("$4m", "$7m"), "$7m");
        assert_eq!(restyled("$4m", "£4m"), "£4m");
        assert_eq!(restyled("3 km", "two miles"), "two miles");
    }
}

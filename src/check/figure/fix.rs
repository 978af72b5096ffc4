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
        // What the draft has in the one unit is no fix for the other.
        if verdict == Verdict::Inconsistent && !is_written_alike(draft, &wording.wording) {
            continue;
        }
        let text = match verdict {
            Verdict::Shifted => in_case_of(draft, &wording.wording),
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
    // A time's parts are no number's digits.
    if draft.contains(':') || wording.contains(':') {
        return wording.to_owned();
    }
    let (Some(ours), Some(theirs)) = (Numeral::of(draft), Numeral::of(wording)) else {
        return wording.to_owned();
    };
    let (our_unit, their_unit) = (unit(draft, &ours), unit(wording, &theirs));
    if !their_unit.is_empty() && !is_same_unit(&our_unit, &their_unit) {
        return wording.to_owned();
    }
    let before = draft.get(..ours.start).unwrap_or_default();
    let after = draft.get(ours.end..).unwrap_or_default();
    format!("{before}{}{after}", theirs.in_the_style_of(&ours, draft))
}

fn is_written_alike(draft: &str, wording: &str) -> bool {
    let units = Numeral::of(draft).zip(Numeral::of(wording));
    units.is_some_and(|(ours, theirs)| is_same_unit(&unit(draft, &ours), &unit(wording, &theirs)))
}

/// What stands around the number, without spaces, hyphens and points.
fn unit(text: &str, numeral: &Numeral) -> String {
    let before = text.get(..numeral.start).unwrap_or_default();
    let after = text.get(numeral.end..).unwrap_or_default();
    let letters = before.chars().chain(after.chars());
    let letters = letters.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.'));
    letters.collect::<String>().to_lowercase().replace('%', "percent")
}

const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
];

/// "year" and "years", "Nov." and "November".
fn is_same_unit(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short);
    let month = || MONTHS.contains(&long) && short.len() >= 3;
    rest.is_some_and(|rest| matches!(rest, "" | "s" | "es") || month())
}

/// The report's bound, a capital only where the draft has one.
fn in_case_of(draft: &str, wording: &str) -> String {
    let mut chars = wording.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() && !draft.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => wording.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_keeps_the_style_of_the_draft() {
        for (draft, wording, fixed) in [
            ("two", "17", "seventeen"),
            ("52-year-old", "25", "25-year-old"),
            ("$4m", "$7m", "$7m"),
            ("$4m", "£4m", "£4m"),
            ("3 km", "two miles", "two miles"),
            ("34 years", "43-year", "43 years"),
            ("3.1 per cent", "2.6%", "2.6 per cent"),
            ("Nov. 13", "31 November", "Nov. 31"),
            ("Four", "9", "Nine"),
            ("1978", "1987", "1987"),
            ("0.5 per cent", "0.5 percentage points", "0.5 percentage points"),
            ("Sunday", "Monday", "Monday"),
            ("4:23.56", "4:25.36", "4:25.36"),
        ] {
            assert_eq!(restyled(draft, wording), fixed);
        }
        assert_eq!(in_case_of("at least 40", "Up to 40"), "up to 40");
        assert_eq!(in_case_of("At least 40", "Up to 40"), "Up to 40");
    }
}

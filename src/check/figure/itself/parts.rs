//! "Ten people — five men and six women — came": a whole and its parts, listed right behind it.

use super::place::{around, between, count, has_any, is_any, is_one_sentence, words};
use super::{Discord, Draft};
use crate::story::figure::Figure;
use crate::story::paragraph::Paragraph;

/// Parts that are all of the people there are, or none of what came before: "ten people, five men and five women".
const SORTS: &[&str] = &[
    "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "child", "children", "adult", "adults",
    "male", "males", "female", "females", "civilian", "civilians", "soldier", "soldiers", "adolescents",
    "teenagers", "teenager",
];
/// Those whom sorts divide.
const ALL: &[&str] = &[
    "people", "persons", "victims", "dead", "deaths", "passengers", "survivors", "hostages", "members",
    "migrants", "suspects", "killed", "casualties", "bodies", "defendants", "others", "jurors", "patients",
];
/// Words with which a list does not divide a whole, or not only once.
const OTHERWISE: &[&str] = &[
    "each", "per", "every", "apiece", "including", "whom", "them", "plus", "another", "aged", "ages",
    "years", "times", "among", "which", "more", "mostly", "also", "both", "least", "nearly", "about", "than",
    "or", "up",
];
/// Words between the whole and its list, in each of its parts, behind its last.
const LEAD: usize = 6;
const PART: usize = 6;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, whole) in paragraph.figures.iter().enumerate() {
            let Some((stated, parts)) = count(whole).zip(listed(paragraph, at)) else {
                continue;
            };
            let sum: i64 = parts.iter().filter_map(count).sum();
            if let ([_, .., _], true) = (parts, sum != stated) {
                found.push(Discord::of_parts(
                    placed,
                    whole,
                    parts,
                    "the parts listed behind it",
                    sum,
                ));
            }
        }
    }
}

/// The parts that a whole is said to have, all of them counts.
fn listed(paragraph: &Paragraph, at: usize) -> Option<&[Figure]> {
    let whole = paragraph.figures.get(at)?;
    let rest = paragraph.figures.get(at + 1..)?;
    let lead = between(paragraph, whole, rest.first()?);
    let opening = opening(lead)?;
    // "nine of the 15, five from here and four from there", "the 435-member body"
    if is_divided(paragraph, at) || lead.starts_with('-') {
        return None;
    }
    let mut to = 1;
    loop {
        let last = rest.get(to - 1)?;
        count(last)?;
        if to > 1 && joint(paragraph, &rest[to - 2], last)? {
            break;
        }
        to += 1;
    }
    let parts = rest.get(..to)?;
    // "among the top three: nine for one, nine for another and six for the third"
    if count(whole) == i64::try_from(to).ok() || parts.iter().any(|part| is_told_of(paragraph, part)) {
        return None;
    }
    let (_, after) = around(paragraph, parts.last()?);
    let closed = closes(after, opening);
    let divided = opening != ',' || {
        let (noun, sorts) = (
            noun(paragraph, whole),
            parts.iter().map(|part| noun(paragraph, part)),
        );
        is_any(noun, ALL) && sorts.into_iter().all(|noun| is_any(noun, SORTS))
    };
    (closed && divided).then_some(parts)
}

/// "33 are ruled by one party (15 are cities)": what is told of a part need not divide the whole.
fn is_told_of(paragraph: &Paragraph, part: &Figure) -> bool {
    let (_, after) = around(paragraph, part);
    words(after)
        .next()
        .is_some_and(|word| is_any(word, &["is", "are"]))
}

/// Whether a part of it stands before it, or it is between others.
fn is_divided(paragraph: &Paragraph, at: usize) -> bool {
    let Some(whole) = paragraph.figures.get(at) else {
        return false;
    };
    let (before, _) = around(paragraph, whole);
    let mut near = words(before).rev().take(5);
    let part = at.checked_sub(1).and_then(|at| paragraph.figures.get(at));
    let of = part.is_some_and(|part| {
        is_one_sentence(paragraph, part, whole) && has_any(between(paragraph, part, whole), &["of"])
    });
    of || near.any(|word| is_any(word, &["between"]))
}

/// What opens the list: a dash, a colon, a bracket, or a comma.
fn opening(lead: &str) -> Option<char> {
    let lead = lead.trim_end();
    let lead = lead.strip_suffix("the").map_or(lead, str::trim_end);
    let opening = lead
        .chars()
        .next_back()
        .filter(|c| matches!(c, '—' | '–' | ':' | '(' | ','))?;
    let before = lead.get(..lead.len() - opening.len_utf8())?;
    let plain = !before.contains(['—', '–', ':', ';', '(', ',', '.', '"', '“']);
    (plain && words(before).count() <= LEAD && !has_any(before, OTHERWISE)).then_some(opening)
}

/// Whether a part is the last: "seven men, two women" goes on, "seven men and two women" ends. `None` where the two
/// are no parts of one list.
fn joint(paragraph: &Paragraph, first: &Figure, second: &Figure) -> Option<bool> {
    let text = between(paragraph, first, second);
    let broken = text.contains(['—', '–', ':', '(', ')', '.', '"', '“']) || has_any(text, OTHERWISE);
    if broken || words(text).count() > PART {
        return None;
    }
    let text = text.trim_end();
    match () {
        () if text.ends_with(" and") && text.matches(',').count() <= 1 => Some(true),
        () if text.ends_with([',', ';']) && text.matches(',').count() <= 1 => Some(false),
        () => None,
    }
}

/// Whether the list ends behind its last part.
fn closes(after: &str, opening: char) -> bool {
    let closing: &[char] = match opening {
        '(' => &[')'],
        ',' => &[',', '.', ';'],
        dash_or_colon => &[dash_or_colon, '.', ';'],
    };
    let end = after.find(closing);
    let last = end.and_then(|end| after.get(..end)).unwrap_or(after);
    (end.is_some() || !matches!(opening, '('))
        && words(last).count() <= PART
        && !has_any(last, OTHERWISE)
        && !last.contains([',', '(', ':', '—'])
        && !last.chars().any(|c| c.is_ascii_digit())
}

fn noun<'a>(paragraph: &'a Paragraph, figure: &Figure) -> &'a str {
    let noun = paragraph.text.get(figure.noun.clone()).unwrap_or_default();
    words(noun).next_back().unwrap_or_default()
}

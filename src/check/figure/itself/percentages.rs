//! Shares of one whole that go past a hundred: "52 per cent for, 56 per cent against".

use super::place::{around, between, has_any, is_any, is_one_sentence, share, words};
use super::{Discord, Draft};
use crate::story::figure::Figure;
use crate::story::paragraph::Paragraph;

/// Who cannot be more than all of them.
const PEOPLE: &[&str] = &[
    "respondents", "voters", "americans", "adults", "households", "pupils", "students", "women", "men",
    "workers", "patients", "members", "participants", "residents", "parents", "teachers", "drivers",
    "passengers",
];
/// Of whom a poll asks if it asks of nobody else.
const EVERYONE: &[&str] = &[
    "respondents", "voters", "americans", "american", "adults", "those", "registered", "likely", "the",
    "people", "britons", "all",
];
/// Answers that nobody gives together.
const ANSWERS: [(&[&str], &[&str]); 4] = [
    (
        &["approve", "approved", "approves", "approving"],
        &["disapprove", "disapproved", "disapproves", "disapproving"],
    ),
    (
        &[
            "support", "supported", "favour", "favor", "favoured", "favored", "back", "backed",
        ],
        &["oppose", "opposed", "against", "opposing"],
    ),
    (
        &["agree", "agreed", "agreeing"],
        &["disagree", "disagreed", "disagreeing"],
    ),
    (&["for", "yes"], &["against", "no"]),
];
/// Two who share the votes between them.
const CONTESTS: &[&str] = &[
    "won", "beat", "defeated", "leads", "led", "leading", "wins", "ahead",
];
/// Words of a question with more than one answer.
const SEVERAL: &[&str] = &["choose", "several", "multiple", "more", "answers"];
/// The whole in hundredths of a per cent, with what rounding may add to two shares.
const WHOLE: i64 = 10_000;
const ROUNDED: i64 = 200;
/// Words between a share and its answer, and between two shares.
const NEAR: usize = 3;
const APART: usize = 22;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for figure in &paragraph.figures {
            if share(figure).is_some_and(|(stated, _)| stated > WHOLE) && is_of_people(paragraph, figure) {
                found.push(Discord {
                    span: placed.at(&figure.span),
                    elsewhere: None,
                    note: "more than all of them".to_owned(),
                    fixes: Vec::new(),
                    absolute: false,
                });
            }
        }
        for pair in paragraph.figures.windows(2) {
            let [first, second] = pair else { continue };
            let Some(((a, step), (b, other))) = share(first).zip(share(second)) else {
                continue;
            };
            let past = a + b > WHOLE + step.max(other).min(ROUNDED) && a <= WHOLE && b <= WHOLE;
            if past && is_one_sentence(paragraph, first, second) && is_shared(paragraph, first, second) {
                found.push(Discord {
                    span: placed.at(&second.span),
                    elsewhere: Some(placed.at(&first.span)),
                    note: format!("with “{}” more than 100 per cent", text(paragraph, first)),
                    fixes: Vec::new(),
                    absolute: false,
                });
            }
        }
    }
}

fn text<'a>(paragraph: &'a Paragraph, figure: &Figure) -> &'a str {
    paragraph.text.get(figure.span.clone()).unwrap_or_default()
}

fn is_of_people(paragraph: &Paragraph, figure: &Figure) -> bool {
    let (_, after) = around(paragraph, figure);
    let mut words = words(after);
    let of = words.next() == Some("of");
    let who = words.next().map(|word| match word {
        "the" | "all" => words.next().unwrap_or_default(),
        word => word,
    });
    of && who.is_some_and(|who| is_any(who, PEOPLE))
        && words.next().is_some_and(|verb| {
            is_any(
                verb,
                &[
                    "said", "say", "want", "think", "believe", "support", "oppose", "voted", "backed", "had",
                    "have", "were", "are",
                ],
            )
        })
}

/// Whether two shares divide one whole.
fn is_shared(paragraph: &Paragraph, first: &Figure, second: &Figure) -> bool {
    let (before, _) = around(paragraph, first);
    let (_, after) = around(paragraph, second);
    let gap = between(paragraph, first, second);
    if words(gap).chain(words(after)).any(|word| is_any(word, SEVERAL)) {
        return false;
    }
    let against = matches!(gap.trim(), "to" | "-" | "–") || gap.trim() == "against";
    let contest = words(before).any(|word| is_any(word, CONTESTS)) && !before.trim_end().ends_with("from");
    if against {
        return contest;
    }
    // Two groups may answer as they like: "60 per cent of men …, 70 per cent of women …".
    let group = |text: &'_ str| {
        let mut near = words(text);
        let of = near
            .next()
            .is_some_and(|word| is_any(word, &["of", "among", "in"]));
        of.then(|| near.next().unwrap_or_default().to_owned())
    };
    let grouped = match (group(gap), group(after)) {
        (first, Some(second)) => first != Some(second),
        (Some(first), None) => !is_any(&first, EVERYONE),
        (None, None) => gap.ends_with('('),
    };
    // "74 per cent support the one, 60 per cent oppose the other"
    let mut behind = words(after);
    let object = behind.by_ref().skip_while(|word| !is_answer(word)).nth(1);
    let same = object.is_none_or(|word| is_any(word, &["it", "them", "him", "her", "that", "this"]))
        || object == Some("of")
            && behind
                .next()
                .is_some_and(|next| is_any(next, &["the", "his", "her", "how"]));
    let near = |answers: &[&str]| words(after).take(NEAR).any(|word| is_any(word, answers));
    !grouped
        && same
        && words(gap).count() <= APART
        && ANSWERS.iter().any(|(yes, no)| {
            let (for_it, against) = (has_any(gap, yes), has_any(gap, no));
            for_it && !against && near(no) || against && !for_it && near(yes)
        })
}

fn is_answer(word: &str) -> bool {
    ANSWERS
        .iter()
        .any(|(yes, no)| is_any(word, yes) || is_any(word, no))
}

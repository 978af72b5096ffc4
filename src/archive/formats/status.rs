//! What agencies say of an item's standing: their words for it, embargoes, and the notices that take a story back.

use jiff::Timestamp;

use super::{Status, date};

/// What an agency's word for a status says, with or without its scheme: "stat:canceled", "Withheld", "usable".
pub fn named(word: &str) -> Status {
    let word = word
        .rsplit([':', '/', '#'])
        .next()
        .unwrap_or(word)
        .trim()
        .to_ascii_lowercase();
    let stem = ["cancel", "kill", "withh", "withdr", "delet", "retract", "recall"];
    if stem.iter().any(|stem| word.starts_with(stem)) {
        Status::Withdrawn
    } else {
        Status::Usable
    }
}

/// What is said of an embargo: nothing, or its end. One whose end cannot be read lasts.
pub fn until(end: &str) -> Status {
    match end.trim() {
        "" => Status::Usable,
        end => Status::Embargoed(date::read(end).unwrap_or(Timestamp::MAX)),
    }
}

/// Whether a line above a story takes the story back: "MANDATORY KILL", "Eds: Kill the item on ...", "BC-Ferry, KILL".
/// What only tells of a killing is no notice.
pub fn is_kill(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let is_order = |word: &str| matches!(word, "KILL" | "WITHHOLD");
    match words[..] {
        [order] => is_order(order),
        [eds, ..]
            if is(eds, &["eds", "editors"])
                && line
                    .split_once(eds)
                    .is_some_and(|(_, rest)| rest.starts_with(':')) =>
        {
            let orders = words[1..].iter().take(2);
            orders.into_iter().any(|word| is(word, &["kill", "withhold"]))
        }
        [sort, order, ..] if is(sort, &["mandatory", "bulletin", "advisory", "story"]) => is_order(order),
        [.., last] => is_order(last) && line.starts_with("BC-"),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_kill;

    #[test]
    fn a_notice_is_told_from_a_story_of_a_killing() {
        let notices = [
            "KILL",
            "MANDATORY KILL",
            "BULLETIN KILL: the ferry never sailed",
            "EDS: KILL the item on the ferry",
            "Eds: Mandatory kill, the ferry never sailed",
            "BC-PM--Ferry Sinks, KILL",
        ];
        for notice in notices {
            assert!(is_kill(notice), "{notice}");
        }
        let stories = [
            "Kill",
            "Editors killed in raid",
            "Mandatory kill switch proposed",
            "STORM KILLS FIVE",
            "Eds: Updates. With photos of the kill.",
            "Where to KILL",
            "é: KILL it",
        ];
        for story in stories {
            assert!(!is_kill(story), "{story}");
        }
    }
}

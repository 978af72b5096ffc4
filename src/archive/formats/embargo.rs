//! Embargoes that stand in words above a story: "EMBARGOED UNTIL 0600 GMT MAY 3", "Eds: Embargoed until 6:30 a.m. EDT
//! Friday, May 3."

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Status;
use super::envelope;

/// What a line says of an embargo on a story that was `sent` then. One whose end cannot be read lasts.
pub fn of_line(line: &str, sent: Option<Timestamp>) -> Status {
    let lower = line.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let rest = match words[..] {
        ["eds" | "editors", ref rest @ ..] => rest,
        ref all => all,
    };
    let end = match rest {
        [
            "embargoed",
            "until" | "till" | "for",
            "release" | "publication",
            "until" | "at",
            end @ ..,
        ]
        | ["hold", "for", "release", "until" | "at", end @ ..]
        | ["embargoed", "until" | "till" | "for", end @ ..] => end,
        _ => return Status::Usable,
    };
    Status::Embargoed(moment(end, sent).unwrap_or(Timestamp::MAX))
}

fn moment(words: &[&str], sent: Option<Timestamp>) -> Option<Timestamp> {
    let (day, month, year) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| day_of(words, at, word))?;
    let sent_on = sent.map(|sent| TimeZone::UTC.to_datetime(sent).date());
    let year = year.or(sent_on.map(Date::year))?;
    let (time, zone) = time(words)?;
    let end = envelope::at_time(Date::new(year, month, day).ok()?, time, zone)?;
    // "January 2" of a story sent in December is in the next year.
    match sent {
        Some(sent) if sent.duration_since(end) > SignedDuration::from_hours(24 * 180) => {
            envelope::at_time(Date::new(year + 1, month, day).ok()?, time, zone)
        }
        _ => Some(end),
    }
}

/// "May 3", "May 3, 2031", "3 May": day, month and year.
fn day_of(words: &[&str], at: usize, word: &str) -> Option<(i8, i8, Option<i16>)> {
    let month = i8::try_from(envelope::month_named(word)?).ok()?;
    let number = |at: usize| words.get(at)?.parse::<i16>().ok();
    let day = |at: usize| number(at).filter(|day| (1..=31).contains(day) && words[at].len() <= 2);
    let (day, after) = match day(at + 1) {
        Some(day) => (day, at + 2),
        None => (day(at.checked_sub(1)?)?, at + 1),
    };
    let year = number(after).filter(|year| (2000..2100).contains(year));
    Some((i8::try_from(day).ok()?, month, year))
}

/// "0600 GMT", "6:30 a.m. EDT", "6 am"; the beginning of the day where none is given.
fn time<'a>(words: &[&'a str]) -> Option<(Time, &'a str)> {
    let zone = |at: usize| words.get(at).copied().unwrap_or_default();
    for (at, word) in words.iter().enumerate() {
        let rest = &words[at + 1..];
        let number = word.parse::<i8>().ok();
        let (minute, half, zone) = match rest {
            [
                "gmt" | "utc" | "bst" | "cet" | "cest" | "est" | "edt" | "hours",
                ..,
            ] if word.len() == 4 => {
                return Some((envelope::clock(word)?, rest[0]));
            }
            [half @ ("am" | "pm"), ..] => (0, *half, zone(at + 2)),
            [half @ ("a" | "p"), "m", ..] => (0, *half, zone(at + 3)),
            [minute, half @ ("am" | "pm"), ..] => (minute.parse().ok()?, *half, zone(at + 3)),
            [minute, half @ ("a" | "p"), "m", ..] => (minute.parse().ok()?, *half, zone(at + 4)),
            _ => continue,
        };
        let hour =
            number.filter(|hour| (1..=12).contains(hour))? % 12 + if half.starts_with('p') { 12 } else { 0 };
        return Some((Time::new(hour, minute, 0, 0).ok()?, zone));
    }
    Some((Time::midnight(), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embargo_ends_when_its_line_says_so() {
        let sent = "2031-05-02T12:00:00Z".parse().ok();
        for (line, end) in [
            ("EMBARGOED UNTIL 0600 GMT MAY 3", "2031-05-03T06:00:00Z"),
            ("(Embargoed until 3 May 2031, 0600 GMT)", "2031-05-03T06:00:00Z"),
            (
                "Eds: Embargoed until 6:30 a.m. EDT Saturday, May 3.",
                "2031-05-03T10:30:00Z",
            ),
            ("EMBARGOED FOR RELEASE UNTIL MAY 3", "2031-05-03T00:00:00Z"),
        ] {
            assert_eq!(
                of_line(line, sent),
                Status::Embargoed(end.parse().expect("a moment")),
                "{line}"
            );
        }
        let december = "2031-12-30T12:00:00Z".parse().ok();
        let end = "2032-01-02T05:01:00Z".parse().expect("a moment");
        assert_eq!(
            of_line("Editors: Hold for release until 12:01 am EST, Jan. 2", december),
            Status::Embargoed(end)
        );
        assert_eq!(
            of_line("Embargoed until the vote ends", sent),
            Status::Embargoed(Timestamp::MAX)
        );
    }

    #[test]
    fn a_story_of_an_embargo_is_free() {
        for line in [
            "Embargo on grain lifted",
            "Board embargoed report until May",
            "Eds: Embargo has ended.",
            "é",
        ] {
            assert_eq!(of_line(line, None), Status::Usable, "{line}");
        }
    }
}

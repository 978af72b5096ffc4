//! Whether two sentences plainly speak of the same thing. Where reports were not put together for a story, many of them
//! speak of like things that day, and likeness alone does not tell them apart.

use super::case::Case;
use super::compare::Relation;
use super::hit::Hit;
use super::slip::Slip;
use super::spot::Spot;
use super::when;
use crate::story::figure::{Bound, Kind};

/// How much must speak for it: for a slip that is hardly an accident, and for one that may be one.
const SURE: f32 = 1.5;
const UNSURE: f32 = 4.5;
/// The same for a day: a story has many.
const UNSURE_DAY: f32 = 6.0;
/// A slip so strong is hardly an accident.
const STRONG: f32 = 0.7;
/// What the words must weigh that two sentences share on the age of one person.
const KIN_OF_AGE: f32 = 1.0;
/// What is left where no name is shared, where one leaves open what it counts, or bounds it otherwise.
const STRANGE: f32 = 0.5;
/// What is left where each has names that the other lacks.
const OTHERS: f32 = 0.6;
/// Another value in a place nearly so like is of a thing of the same sort, or of the same thing at another time.
const RIVAL: f32 = 0.8;

pub fn is_plain(case: &Case, hit: &Hit) -> bool {
    let (ours, theirs) = (case.spot, &hit.held.spot);
    let strength = match hit.relation {
        // Years of one decade are near by nature.
        Relation::Slip(Slip::Digit) if ours.stated.kind == Kind::Date => 0.4,
        Relation::Slip(slip) => slip.strength(case.digits()),
        _ => 0.0,
    };
    // Of a hundred reports one has another value for something like it.
    if strength == 0.0 && ours.stated.kind != Kind::Age {
        return false;
    }
    let sure = strength >= STRONG;
    let unsure = match ours.stated.kind {
        Kind::Date => UNSURE_DAY,
        _ => UNSURE,
    };
    hit.current
        && ours.negated == theirs.negated
        && ours.rest == theirs.rest
        && counts_alike(ours, theirs, hit.relation)
        && (sure || ours.shares_name(theirs) && is_of_one_time(ours, theirs) && is_single(case, hit))
        && (is_of_one_person(ours, theirs)
            || spoken_for(case, hit, sure) >= unsure - (unsure - SURE) * strength)
}

/// How much speaks for it in this report, and for a sure slip in all that have the same value there.
fn spoken_for(case: &Case, hit: &Hit, sure: bool) -> f32 {
    let value = hit.held.spot.stated.value;
    let also = |other: &&Hit| {
        sure && !std::ptr::eq(other.held, hit.held) && other.current && other.held.spot.stated.value == value
    };
    let all = case.witnesses.iter().filter(also).chain([hit]);
    all.map(|hit| alike(case.spot, &hit.held.spot)).sum()
}

/// How much speaks for it that two figures are of one thing: how like their sentences are, and how much they share.
fn alike(ours: &Spot, theirs: &Spot) -> f32 {
    let own = |spot: &Spot, other: &Spot| spot.names.iter().any(|name| !other.names.contains(name));
    let counted = ours.stated.kind != Kind::Count || ours.head.is_some() && ours.head == theirs.head;
    let strange = [
        ours.shares_name(theirs),
        counted,
        ours.stated.bound == theirs.stated.bound,
    ];
    let strange = strange.into_iter().filter(|same| !same).count();
    let others = if own(ours, theirs) && own(theirs, ours) {
        OTHERS
    } else {
        1.0
    };
    ours.likeness(theirs) * ours.kin(theirs) * STRANGE.powi(strange as i32) * others
}

fn counts_alike(ours: &Spot, theirs: &Spot, relation: Relation) -> bool {
    let differ = |a: Option<u64>, b: Option<u64>| a.zip(b).is_some_and(|(a, b)| a != b);
    let kinds = ours.stated.kind == theirs.stated.kind || relation == Relation::Slip(Slip::Points);
    kinds && !differ(ours.head, theirs.head) && !differ(ours.fate, theirs.fate)
}

/// An age is that of one person, known by more than the family's name.
fn is_of_one_person(ours: &Spot, theirs: &Spot) -> bool {
    let shared = ours.names.iter().filter(|name| theirs.names.contains(name));
    ours.stated.kind == Kind::Age
        && ours.is_age_of_owner(theirs)
        && shared.count() > 1
        && ours.kin(theirs) >= KIN_OF_AGE
}

/// Whether nothing says that they are of two times: a poll is taken again, a count goes on, a day is another.
fn is_of_one_time(ours: &Spot, theirs: &Spot) -> bool {
    let floor = |spot: &Spot| {
        matches!(
            spot.stated.bound,
            Bound::AtLeast | Bound::MoreThan | Bound::JustOver
        )
    };
    let higher = ours.stated.amount() > theirs.stated.amount();
    let grown = floor(ours) && floor(theirs) && higher;
    let dated = ours.stated.kind != Kind::Date && !ours.days.is_empty() && !theirs.days.is_empty();
    let mut pairs = ours
        .days
        .iter()
        .flat_map(|ours| theirs.days.iter().map(move |theirs| (ours, theirs)));
    let apart = dated
        && pairs.all(|(ours, theirs)| {
            let relation = when::dates(ours, theirs);
            matches!(
                relation,
                Some(Relation::Slip(_) | Relation::Other | Relation::Far)
            )
        });
    !grown && !apart && !ours.polled && !theirs.polled
}

/// Whether no other value stands in a place nearly so like.
fn is_single(case: &Case, hit: &Hit) -> bool {
    let like = case.spot.likeness(&hit.held.spot) * RIVAL;
    let other = |rival: &&Hit| rival.held.spot.stated.value != hit.held.spot.stated.value;
    let mut rivals = case.hits.iter().filter(other);
    !rivals.any(|rival| case.spot.likeness(&rival.held.spot) >= like)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::archive::Report;
    use crate::check::figure::{self, Memo};
    use crate::dossier::{Clipping, Dossier};
    use crate::story::Story;

    /// Whether a draft's first figure of a number is silent where a report stands among sixty of other matters.
    fn is_silent(draft: &str, report: &str) -> bool {
        let others =
            (0..60).map(|n| format!("The council of Ward{n} in Upper{n} met about the drains of Street{n}."));
        let clipping = |text: String| {
            Arc::new(Clipping::read(Report {
                name: text.clone(),
                date: "2031-05-02T00:00:00Z".parse().ok(),
                text,
                lines: vec![1],
                ..Report::default()
            }))
        };
        let clippings: Vec<_> = others.chain([report.to_owned()]).map(clipping).collect();
        let size = clippings.len();
        let dossier = Dossier::new(clippings, size);
        let findings = figure::check(&Story::of(draft), &dossier, &mut Memo::default());
        let number = findings.iter().find(|finding| !finding.text.ends_with("day"));
        number.is_some_and(|finding| !finding.verdict.is_problem())
    }

    #[test]
    fn a_slip_that_is_hardly_an_accident_needs_little() {
        let report =
            "The dredging of Glaven harbour cost $4.7 million and moved 2,570 barges, Astrid Lind said.";
        for (draft, silent) in [
            ("Glaven spent $4.7 billion on dredging its harbour.", false),
            ("The dredging of the harbour at Glaven moved 2,750 barges.", false),
            ("The dredging of the harbour at Glaven moved 2,570 barges.", true),
            ("The harbour of Ostrey cost $4.7 billion.", true),
        ] {
            assert_eq!(is_silent(draft, report), silent, "{draft}");
        }
    }

    #[test]
    fn what_is_of_another_time_or_count_is_no_conflict() {
        let cases = [
            (
                "Corrie tramway carried 1,240 passengers between Glaven and Ostrey, Astrid Lind said.",
                "Corrie tramway carried 1,280 passengers between Glaven and Ostrey, Astrid Lind said.",
                false,
            ),
            (
                "A poll of Corrie voters found 41 percent for Astrid Lind and the tramway of Glaven harbour.",
                "A poll of Corrie voters found 47 percent for Astrid Lind and the tramway of Glaven harbour.",
                true,
            ),
            (
                "On Monday the Corrie tramway carried 1,240 passengers between Glaven and Ostrey, Astrid Lind said.",
                "On Tuesday the Corrie tramway carried 1,933 passengers between Glaven and Ostrey, Astrid Lind said.",
                true,
            ),
            (
                "The Corrie tramway has carried at least 1,240 passengers between Glaven and Ostrey, Astrid Lind said.",
                "The Corrie tramway has carried at least 1,933 passengers between Glaven and Ostrey, Astrid Lind said.",
                true,
            ),
            (
                "The Corrie tramway accident between Glaven and Ostrey killed Astrid Lind and three other passengers.",
                "The Corrie tramway accident between Glaven and Ostrey killed Astrid Lind and four passengers.",
                true,
            ),
        ];
        for (report, draft, silent) in cases {
            assert_eq!(is_silent(draft, report), silent, "{draft}");
        }
    }
}

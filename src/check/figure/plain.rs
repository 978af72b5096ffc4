//! Whether two sentences plainly speak of the same thing. Where reports were not put together for a story, many of them
//! speak of like things that day, and likeness alone does not tell them apart.

use super::case::Case;
use super::compare::Relation;
use super::evidence::Hit;
use super::slip::Slip;
use super::spot::Spot;
use crate::story::figure::Kind;

/// What the words must weigh that two sentences share: for a slip that is hardly an accident, for the age of one person,
/// and for any other value.
const KIN_OF_SLIP: f32 = 3.0;
const KIN_OF_AGE: f32 = 1.0;
const KIN: f32 = 6.0;
/// How like they must be, and how like for a slip.
const LIKE: f32 = 0.5;
const LIKE_OF_SLIP: f32 = 0.4;
/// Another value in a place nearly so like is of a thing of the same sort, or of the same thing at another time.
const RIVAL: f32 = 0.8;

pub fn is_plain(case: &Case, hit: &Hit) -> bool {
    let (ours, theirs) = (case.spot, &hit.held.spot);
    let (kin, like) = match hit.relation {
        Relation::Slip(Slip::Swapped | Slip::Scale | Slip::Points) => (KIN_OF_SLIP, LIKE_OF_SLIP),
        _ if ours.stated.kind == Kind::Age => (KIN_OF_AGE, LIKE),
        _ => (KIN, LIKE),
    };
    // A story has many days.
    ours.stated.kind != Kind::Date
        && hit.current
        && ours.stated.bound == theirs.stated.bound
        && ours.negated == theirs.negated
        && counts_alike(ours, theirs, hit.relation)
        && names_alike(ours, theirs)
        && ours.likeness(theirs) >= like
        && ours.kin(theirs) >= kin
        && is_single(case, hit)
}

fn counts_alike(ours: &Spot, theirs: &Spot, relation: Relation) -> bool {
    let differ = |a: Option<u64>, b: Option<u64>| a.zip(b).is_some_and(|(a, b)| a != b);
    let counted = ours.stated.kind != Kind::Count || ours.head.is_some() && ours.head == theirs.head;
    let kinds = ours.stated.kind == theirs.stated.kind || relation == Relation::Slip(Slip::Points);
    kinds && counted && !differ(ours.head, theirs.head) && !differ(ours.fate, theirs.fate)
}

/// An age is that of one person, known by more than the family's name.
fn names_alike(ours: &Spot, theirs: &Spot) -> bool {
    let shared = ours.names.iter().filter(|name| theirs.names.contains(name));
    match ours.stated.kind {
        Kind::Age => ours.is_age_of_owner(theirs) && shared.count() > 1,
        _ => shared.count() > 0,
    }
}

/// Whether no other value stands in a place nearly so like.
fn is_single(case: &Case, hit: &Hit) -> bool {
    let like = case.spot.likeness(&hit.held.spot) * RIVAL;
    let other = |rival: &&Hit| rival.held.spot.stated.value != hit.held.spot.stated.value;
    let mut rivals = case.hits.iter().filter(other);
    !rivals.any(|rival| case.spot.likeness(&rival.held.spot) >= like)
}

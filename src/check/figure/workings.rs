//! How a figure that no report gives follows from two that a report has side by side, or from one alone. A hint for who
//! checks it, never a warning: the two may be of other things.

use jiff::civil::Date;

use super::compare::{Plain, Relation, Stated};
use super::evidence::{Evidence, Setting};
use super::hit::{Held, Hit};
use super::spot::Spot;
use crate::story::figure::Kind;

/// How like the draft's place those of two figures must be together, and that of a single one.
const LIKE: f32 = 0.25;
const LIKE_ALONE: f32 = 0.03;
/// The same for a number up to ten, which many pairs give.
const LIKE_SMALL: f32 = 0.5;
const SMALL: f64 = 10.0;
/// A mean year in seconds.
const YEAR: f64 = 365.25 * 86_400.0;

/// The figures that a draft's follows from.
pub struct Workings<'a> {
    pub hits: Vec<Hit<'a>>,
    pub how: &'static str,
}

impl Workings<'_> {
    /// Whether a report's figure gives way to what the draft has worked out with it. A difference is one only where the
    /// draft says so: "21 more than", "rose by 21".
    pub fn explain(&self, spot: &Spot, held: &Held) -> bool {
        let told = self.how != DIFFERENCE || spot.difference || spot.stated.change.is_some();
        told && self.hits.iter().any(|hit| std::ptr::eq(hit.held, held))
    }
}

const DIFFERENCE: &str = "their difference";

type Operation = (&'static str, fn(f64, f64) -> f64);

const TOTALS: [Operation; 2] = [("their sum", |a, b| a + b), (DIFFERENCE, |a, b| (a - b).abs())];

const PERCENTAGES: [Operation; 3] = [
    ("the change from one to the other", |a, b| {
        100.0 * (b - a).abs() / a
    }),
    ("the change from one to the other", |a, b| {
        100.0 * (a - b).abs() / b
    }),
    ("one as a share of the other", |a, b| 100.0 * a.min(b) / a.max(b)),
];

pub fn workings<'a>(spot: &Spot, evidence: &'a Evidence, setting: &Setting) -> Option<Workings<'a>> {
    let ours = &spot.stated;
    let mut best: Option<(f32, &'static str, [Option<&'a Held>; 2])> = None;
    let mut weigh = |how: &'static str, needed: f32, held: [Option<&'a Held>; 2]| {
        let like = held.iter().flatten().map(|held| spot.likeness(&held.spot)).sum();
        let small = ours.amount().is_some_and(|value| value <= SMALL);
        let needed = if small { needed.max(LIKE_SMALL) } else { needed };
        if like >= needed && best.is_none_or(|(most, ..)| like > most) {
            best = Some((like, how, held));
        }
    };
    for (first, beside) in evidence.side_by_side() {
        if let Some(how) = of_one(ours, &first.spot.stated, setting.day) {
            weigh(how, LIKE_ALONE, [Some(first), None]);
        }
        for second in beside {
            if let Some(how) = of_two(ours, &first.spot.stated, &second.spot.stated) {
                weigh(how, LIKE, [Some(first), Some(second)]);
            }
        }
    }
    let (_, how, held) = best?;
    let hit = |held: &'a Held| evidence.hit(held, Relation::Other, spot.likeness(&held.spot), setting);
    let hits: Vec<Hit> = held.into_iter().flatten().map(hit).collect();
    hits.iter()
        .all(|hit| hit.current)
        .then_some(Workings { hits, how })
}

/// "32 years after" 1986; the 70% that 30% leave.
fn of_one(ours: &Stated, theirs: &Stated, day: Option<Date>) -> Option<&'static str> {
    match theirs.value {
        Plain::Date(date) => {
            let since = f64::from(day?.year() - date.when.year?);
            let years = match ours.kind {
                Kind::Age => ours.amount()?,
                Kind::Duration => ours.amount()? / YEAR,
                _ => return None,
            };
            (years >= 2.0 && (since - years).abs() < 0.5).then_some("the years since")
        }
        _ if (ours.kind, theirs.kind) == (Kind::Percentage, Kind::Percentage) => {
            is(ours, 100.0 - theirs.amount()?).then_some("the rest of 100")
        }
        _ => None,
    }
}

fn of_two(ours: &Stated, a: &Stated, b: &Stated) -> Option<&'static str> {
    let operations = match (ours.kind, a.kind) {
        (Kind::Count | Kind::Money(_) | Kind::Measure(_) | Kind::Duration, kind) if kind == ours.kind => {
            &TOTALS[..]
        }
        (Kind::Percentage, Kind::Count | Kind::Money(_) | Kind::Measure(_)) => &PERCENTAGES[..],
        _ => return None,
    };
    let (x, y) = a
        .amount()
        .zip(b.amount())
        .filter(|(x, y)| *x > 0.0 && *y > 0.0 && a.kind == b.kind)?;
    // What is less than the last digit stated adds nothing.
    let total = a.kind == ours.kind;
    if total && x.min(y) <= ours.reach() {
        return None;
    }
    let mut makes = operations.iter().filter(|(_, of)| is(ours, of(x, y)));
    makes.next().map(|(how, _)| *how)
}

/// Whether a result is the draft's value, to its last digit.
fn is(ours: &Stated, result: f64) -> bool {
    let is = |value: f64| value > 0.0 && (result - value).abs() <= ours.reach() * 1.000_001;
    ours.amount().is_some_and(is)
}

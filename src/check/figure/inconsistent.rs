//! The draft gives two values for one thing: two units that disagree, parts that do not make the whole, one thing
//! figured twice.

use super::amount;
use super::case::{Case, Judgement, Scene};
use super::compare::{self, Plain, Relation};
use super::hit::Hit;
use super::numeral::{self, Numeral};
use super::slip::{self, Slip};
use super::spot::Spot;
use crate::check::{Severity, Verdict};
use crate::story::figure::{Bound, Dimension, Kind};
use crate::story::word;

/// How alike two places of the draft must be to be one.
const ONE_THING: f32 = 0.25;
/// How near a sum must be to the whole, as a share, where no slip makes one of the other.
const NEAR: f64 = 0.03;
/// How strong a slip must be where it is the only sign.
const TELLING: f32 = 0.6;
/// At most this many parts are added up.
const PARTS: usize = 4;

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    let other = units(case, scene)
        .or_else(|| sum(case, scene))
        .or_else(|| twice(case, scene))?;
    Some(Judgement {
        verdict: Verdict::Inconsistent,
        severity: Severity::Warning,
        confidence: 0.8,
        hits: other.hits,
        note: other.note,
    })
}

struct Other<'a> {
    hits: Vec<Hit<'a>>,
    note: String,
}

/// "14 km (30 miles)": one of the two is another length, the one that no report bears out.
fn units<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Other<'a>> {
    let pair = |first: usize| Some((scene.cases.get(first)?, scene.cases.get(first + 1)?));
    let disagreeing = |(a, b): &(&Case<'a>, &Case<'a>)| disagree(a, b, scene);
    let before = case.at.checked_sub(1).and_then(pair).filter(disagreeing);
    let behind = pair(case.at).filter(disagreeing);
    let known = |case: &Case| case.supporters().any(|hit| hit.relation == Relation::Same);
    let other = match (before, behind) {
        (Some((other, _)), _) if known(other) || !known(case) => other,
        (_, Some((_, other))) if known(other) && !known(case) => other,
        _ => return None,
    };
    let same = other.supporters().filter(|hit| hit.relation == Relation::Same);
    Some(Other {
        hits: same.copied().collect(),
        note: format!("the draft has “{}” for the same", text(scene, other.spot)),
    })
}

/// Whether a figure and the one said to be its worth in another unit are of two values.
fn disagree(a: &Case, b: &Case, scene: &Scene) -> bool {
    let (first, second) = (&a.spot.stated, &b.spot.stated);
    let between = scene
        .paragraph
        .text
        .get(a.spot.span.end..b.spot.span.start)
        .unwrap_or_default();
    // "32in to 35in (81cm to 89cm)"
    let behind = scene.paragraph.text.get(b.spot.span.end..).unwrap_or_default();
    let ranges = behind.starts_with(" to ") || behind.starts_with(['-', '–']);
    let bracket = between.trim_start().starts_with(['(', '[']) && between.split_whitespace().count() <= 2;
    let or = matches!(
        between.trim(),
        ", or" | "or" | ", or about" | ", or roughly" | ", or some" | ", or nearly"
    );
    if !(bracket || or)
        || ranges
        || first.class() != second.class()
        || !matches!(first.kind, Kind::Measure(dimension) if dimension != Dimension::Temperature)
    {
        return false;
    }
    let (Some((ours, step)), Some((theirs, their_step))) = (precision(a.spot), precision(b.spot)) else {
        return false;
    };
    let reach = (step.max(their_step) * 0.75).max(theirs * 0.03);
    amount::converts(first, second, ours, theirs) && (ours - theirs).abs() > reach
}

/// "Together they are 90": the parts just before make another sum.
fn sum<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Other<'a>> {
    if case.supporters().next().is_some() {
        return None;
    }
    let (whole, step) = amount(case.spot)?;
    let cue = cue(case, scene)?;
    let own = scene.cases[..case.at].iter().map(|case| case.spot).rev();
    let own = own.filter(|spot| case.spot.sentence - spot.sentence <= 1);
    let earlier = scene
        .before
        .iter()
        .copied()
        .rev()
        .filter(|_| case.spot.sentence == 0);
    let like: Vec<&Spot> = own
        .chain(earlier)
        .filter(|spot| spot.stated.kind == case.spot.stated.kind)
        .take(PARTS)
        .collect();
    // "fewer than 26,000, or 5,000 fewer than in May"
    let bounded = |spot: &&Spot| matches!(spot.stated.bound, Bound::MoreThan | Bound::LessThan);
    if matches!(cue, Cue::Difference) && like.first().is_some_and(bounded) {
        return None;
    }
    let parts: Vec<f64> = like
        .into_iter()
        .filter_map(|spot| amount(spot).map(|(value, _)| value))
        .collect();
    let results: Vec<f64> = (2..=parts.len())
        .map(|count| match cue {
            Cue::Sum => parts[..count].iter().sum(),
            Cue::Difference => (parts[0] - parts[count - 1]).abs(),
            Cue::Rest => 2.0 * parts[count - 1] - parts[..count].iter().sum::<f64>(),
        })
        .collect();
    let apart = parts.windows(2).map(|pair| (pair[0] - pair[1]).abs());
    if results
        .iter()
        .copied()
        .chain(apart)
        .any(|result| (result - whole).abs() <= step / 2.0)
    {
        return None;
    }
    // Otherwise far from every sum, the whole is likely of other things.
    let slips = |result: f64| {
        let own = case.spot.stated.numeral;
        let scaled = own.map(|own| Numeral {
            digits: (result / (whole / own.value()) * 10f64.powi(own.decimals as i32)).round() as u64,
            ..own
        });
        let slip = slip::between(whole, own, result, scaled);
        // Two figures may differ by chance as two others do.
        let telling = slip.is_some_and(|slip| slip.strength(case.digits()) >= TELLING);
        let near = slip.is_some() || (result / whole - 1.0).abs() < NEAR;
        result > 0.0
            && if matches!(cue, Cue::Difference) {
                telling
            } else {
                near
            }
    };
    let near = results.iter().find(|&&result| slips(result))?;
    Some(Other {
        hits: Vec::new(),
        note: format!("the figures before it make {}", plain(*near)),
    })
}

enum Cue {
    Sum,
    Rest,
    /// "90, or 20 more than"
    Difference,
}

fn cue(case: &Case, scene: &Scene) -> Option<Cue> {
    let span = scene.paragraph.sentences.get(case.spot.sentence)?;
    let words = scene.paragraph.words_in(span);
    let near = |limit: usize| {
        let own = words.partition_point(|w| (w.start as usize) < case.spot.span.start);
        words
            .iter()
            .enumerate()
            .filter(move |(at, _)| at.abs_diff(own) <= limit)
            .map(|(_, word)| word)
    };
    let is = |known: &[&str], key: u64| known.iter().any(|known| word::hash(known) == key);
    let sum = ["together", "altogether"];
    let rest = ["leaves", "leaving"];
    let behind = scene.paragraph.text.get(case.spot.span.end..).unwrap_or_default();
    let before = scene
        .paragraph
        .text
        .get(..case.spot.whole.start)
        .unwrap_or_default();
    let starts = |phrases: &[&str]| phrases.iter().any(|phrase| behind.starts_with(phrase));
    if before.ends_with(", or ") && starts(&[" more than", " less than", " fewer than"]) {
        return Some(Cue::Difference);
    }
    let in_all = starts(&[" in all", " all told"]);
    if in_all || near(8).any(|word| is(&sum, word.key)) {
        return Some(Cue::Sum);
    }
    near(3).any(|word| is(&rest, word.key)).then_some(Cue::Rest)
}

/// The same thing figured twice, neither value in any report.
fn twice<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Other<'a>> {
    let known = |case: &Case| {
        case.swapped.is_some()
            || case.supporters().chain(case.shifters()).next().is_some()
            || case.deniers().any(|hit| case.excess(hit) > 0.0)
    };
    if known(case) || amount(case.spot).is_none() || case.spot.stated.kind == Kind::Ordinal {
        return None;
    }
    let other = scene.cases.iter().find(|other| {
        other.at != case.at
            && other.spot.sentence != case.spot.sentence
            && other.spot.stated.kind == case.spot.stated.kind
            && other.spot.sentence.abs_diff(case.spot.sentence) <= 3
            && !known(other)
            && {
                let later = if other.at > case.at { other } else { case };
                let alike = case.spot.likeness(other.spot);
                alike >= ONE_THING && slipped(case, other) && is_definite(later, scene)
            }
    })?;
    Some(Other {
        hits: Vec::new(),
        note: format!("the draft also has “{}”", text(scene, other.spot)),
    })
}

/// "the $9m loss", "its 4% rise", "the forecast of a 4% rise": said to be known already.
fn is_definite(case: &Case, scene: &Scene) -> bool {
    let Some(before) = scene.paragraph.text.get(..case.spot.whole.start) else {
        return false;
    };
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or_default().to_lowercase();
    let article = matches!(
        last.as_str(),
        "the" | "that" | "this" | "its" | "their" | "his" | "her"
    ) || last.ends_with("'s")
        || last.ends_with("’s");
    article || (matches!(last.as_str(), "a" | "an") && words.next().is_some_and(|word| word == "of"))
}

/// Whether two digits exchanged, or million for billion, make one value of the other. Any two others are as well those
/// of two things: a story has the shares of men and of women in the same words.
fn slipped(a: &Case, b: &Case) -> bool {
    // Of two shares of two digits one is often the other read backwards.
    let chance = a.spot.stated.kind == Kind::Percentage && a.digits() < 3;
    let counted = a.spot.stated.kind != Kind::Count || a.spot.head.is_some() && a.spot.head == b.spot.head;
    match compare::compare(&a.spot.stated, &b.spot.stated) {
        Some(Relation::Slip(Slip::Swapped)) => counted && !chance,
        Some(Relation::Slip(Slip::Scale)) => counted,
        _ => false,
    }
}

fn amount(spot: &Spot) -> Option<(f64, f64)> {
    match spot.stated.value {
        Plain::Amount { low, high, step } if low == high => Some((low, step)),
        _ => None,
    }
}

/// An amount with what it may be rounded by: "100 miles" is not rounded to hundreds.
fn precision(spot: &Spot) -> Option<(f64, f64)> {
    let (value, step) = amount(spot)?;
    let small = spot.stated.numeral.is_none_or(|numeral| numeral.value() < 10.0);
    Some((value, if small { step } else { step.min(value / 10.0) }))
}

fn text<'a>(scene: &'a Scene, spot: &Spot) -> &'a str {
    scene.paragraph.text.get(spot.span.clone()).unwrap_or_default()
}

fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value < 1e15 {
        return numeral::grouped(value as u64);
    }
    let rounded = format!("{value:.3}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

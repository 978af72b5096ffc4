//! Numbers, and numbers with a unit, on the suites of Recognizers-Text:
//! `{"suite", "input", "expected": [{"type", "byte_start", "byte_end", "resolution": {"value"}}]}`.
//!
//! A suite asks for one sort of figure, and only figures of that sort are given to it: Number for numbers without a
//! unit but money's, parts of a whole and numbers of a range; Percent for percentages; Ordinal, Currency, Dimension (measures but
//! temperatures, angles), Age, Temperature. A value is compared in the unit it is stated in.
//!
//! A span is right when it overlaps the expected one by more than half of the longer, or ends where it ends: a range
//! ("five to 7 feet") is one figure here, of which they expect the last number alone; either end is its value.
//!
//! Out of scope, and not counted: units without a number ("in fahrenheit"); "first", and "next", "last" and other ordinals
//! without a number; a number inside what is read here as a longer name, date, time of day, score or share (a telephone number is
//! no four numbers, "one in three" no two), and that longer figure. NumberRange suites expect intervals; a figure is the interval that its bound makes of its value, and "more than
//! 10 and less than 20" or "from 10 to 20", two figures here, are one.

use std::collections::BTreeMap;
use std::ops::Range;

use copydesk::story::figure::{Bound, Dimension, Figure, Kind, Unit};
use serde_json::Value as Json;

use super::{Score, figures, float, lines, near, overlap};

/// Suites by the sort of figure that they ask for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sort {
    Number,
    Range,
    Percent,
    Ordinal,
    Currency,
    Dimension,
    Age,
    Temperature,
}

impl Sort {
    fn of(suite: &str) -> Option<Sort> {
        Some(match suite {
            _ if suite.starts_with("NumberRange") => Sort::Range,
            _ if suite.starts_with("Number") => Sort::Number,
            _ if suite.starts_with("Percent") => Sort::Percent,
            _ if suite.starts_with("Ordinal") => Sort::Ordinal,
            "CurrencyModel" => Sort::Currency,
            "DimensionModel" => Sort::Dimension,
            "AgeModel" => Sort::Age,
            "TemperatureModel" => Sort::Temperature,
            _ => return None,
        })
    }

    fn asks_for(self, figure: &Figure, percents: bool) -> bool {
        let angle = figure.unit == Some(Unit::Degrees);
        match self {
            Sort::Number => {
                matches!(figure.kind, Kind::Count | Kind::Money(_))
                    || figure.kind == Kind::Percentage && figure.unit.is_none() && !percents
            }
            Sort::Range => figure
                .stated()
                .is_some_and(|(low, high)| figure.bound != Bound::Exact || low < high),
            Sort::Percent => figure.kind == Kind::Percentage,
            Sort::Ordinal => figure.kind == Kind::Ordinal,
            Sort::Currency => matches!(figure.kind, Kind::Money(_)),
            Sort::Dimension => {
                matches!(figure.kind, Kind::Measure(dimension) if dimension != Dimension::Temperature)
                    || angle
            }
            Sort::Age => figure.kind == Kind::Age,
            Sort::Temperature => figure.kind == Kind::Measure(Dimension::Temperature),
        }
    }
}

pub fn measure(files: &[&str], verbose: bool) {
    let mut suites: BTreeMap<String, (Score, Score)> = BTreeMap::new();
    for item in files.iter().flat_map(|file| lines(file)) {
        let suite = item["suite"].as_str().unwrap_or_default();
        let Some(sort) = Sort::of(suite) else { continue };
        let (spans, values) = suites.entry(suite.to_owned()).or_default();
        case(&item, sort, spans, values, verbose);
    }
    let mut sorts: BTreeMap<String, (Score, Score)> = BTreeMap::new();
    for (suite, (spans, values)) in &suites {
        println!("{suite:34} span {spans}\n{:34} value {values}", "");
        let sum = sorts.entry(format!("{:?}", Sort::of(suite))).or_default();
        for (sum, part) in [(&mut sum.0, spans), (&mut sum.1, values)] {
            sum.right += part.right;
            sum.given += part.given;
            sum.wanted += part.wanted;
        }
    }
    for (sort, (spans, values)) in sorts {
        println!("all {sort:30} span {spans}\n{:34} value {values}", "");
    }
}

fn case(item: &Json, sort: Sort, spans: &mut Score, values: &mut Score, verbose: bool) {
    let text = item["input"].as_str().unwrap_or_default();
    let percents = item["suite"]
        .as_str()
        .is_some_and(|suite| suite.ends_with("PercentMode"));
    let all = figures(text);
    let golds = item["expected"].as_array().map_or(&[][..], Vec::as_slice);
    let mine: Vec<&(Range<usize>, Figure)> = all
        .iter()
        .filter(|(whole, figure)| {
            sort.asks_for(figure, percents) && !golds.iter().any(|gold| holds(whole, figure, &place(gold)))
        })
        .collect();
    let mut used = vec![false; mine.len()];
    let (mut together, mut apart) = (0, 0);
    for wanted in golds {
        let span = place(wanted);
        if is_out_of_scope(wanted, &span, &all) {
            continue;
        }
        spans.wanted += 1;
        let value = wanted["resolution"]["value"].as_str();
        let parts = if sort == Sort::Range {
            interval(&all, &span, value.unwrap_or_default())
        } else {
            Vec::new()
        };
        if !parts.is_empty() {
            let bounded = (0..mine.len())
                .filter(|&at| parts.contains(&mine[at].0))
                .map(|at| used[at] = true)
                .count();
            spans.right += 1;
            values.right += 1;
            // Its figures count as one.
            together += 1;
            apart += bounded;
            continue;
        }
        let hit = (0..mine.len()).find(|&at| {
            let (whole, figure) = (&mine[at].0, &mine[at].1);
            let shift = whole.start - figure.span.start.min(whole.start);
            let bounded = figure.whole.start + shift..figure.whole.end + shift;
            let whole = if sort == Sort::Range { &bounded } else { whole };
            !used[at] && (overlap(whole, &span) || whole.end == span.end)
        });
        let right = hit.is_some_and(|at| states(&mine[at].1, sort, wanted["resolution"]["value"].as_str()));
        if let Some(at) = hit {
            used[at] = true;
            spans.right += 1;
            values.right += usize::from(right);
        }
        if verbose && !right {
            let what = if hit.is_some() { "value" } else { "missed" };
            let seen: Vec<_> = all
                .iter()
                .map(|(span, f)| (&text[span.clone()], f.kind))
                .collect();
            println!(
                "{what} {} {} = {} in {text:?}\n    {seen:?}",
                item["id"], wanted["text"], wanted["resolution"]["value"]
            );
        }
    }
    spans.given += mine.len() + together - apart;
    if verbose {
        for (span, figure) in (0..mine.len()).filter(|&at| !used[at]).map(|at| mine[at]) {
            println!(
                "extra {} {:?} {:?} in {text:?}",
                item["id"],
                &text[span.clone()],
                figure.kind
            );
        }
    }
    (values.given, values.wanted) = (spans.given, spans.wanted);
}

fn is_out_of_scope(wanted: &Json, span: &Range<usize>, all: &[(Range<usize>, Figure)]) -> bool {
    let bare = matches!(wanted["resolution"]["value"].as_str(), None | Some("null"));
    let relative = wanted["type"] == "ordinal.relative" || wanted["text"] == "first";
    bare || relative || all.iter().any(|(whole, figure)| holds(whole, figure, span))
}

/// Whether a number is but a part of what is read here as one longer figure that is no number.
fn holds(whole: &Range<usize>, figure: &Figure, span: &Range<usize>) -> bool {
    let named = matches!(
        figure.kind,
        Kind::Identifier | Kind::Date | Kind::Time | Kind::Score
    );
    let share = figure.kind == Kind::Percentage && figure.unit.is_none();
    (named || share) && whole.start <= span.start && span.end <= whole.end && whole.len() > span.len()
}

fn place(gold: &Json) -> Range<usize> {
    let at = |key: &str| gold[key].as_u64().unwrap_or_default() as usize;
    at("byte_start")..at("byte_end")
}

/// The figures of a text that together are an interval: "more than 10 and less than 20", "from 10 to 20", "equal to 20".
fn interval(all: &[(Range<usize>, Figure)], span: &Range<usize>, value: &str) -> Vec<Range<usize>> {
    let Some((from, to)) = value.trim_matches(['(', ')', '[', ']']).split_once(',') else {
        return Vec::new();
    };
    let inside: Vec<&(Range<usize>, Figure)> = all
        .iter()
        .filter(|(at, _)| span.start <= at.start && at.end <= span.end)
        .collect();
    let is = |figure: &Figure, end: &str| {
        let (low, high) = figure.stated()?;
        (low == high && end.parse::<f64>().is_ok_and(|end| near(float(low), end))).then_some(())
    };
    let lower = |bound| matches!(bound, Bound::MoreThan | Bound::AtLeast | Bound::Exact);
    let upper = |bound| matches!(bound, Bound::LessThan | Bound::UpTo | Bound::Exact);
    let found = match inside[..] {
        [(_, one)] => from == to && is(one, from).is_some() && one.bound == Bound::Exact,
        [(_, a), (_, b)] => [(a, b), (b, a)]
            .iter()
            .any(|(a, b)| is(a, from).and(is(b, to)).is_some() && lower(a.bound) && upper(b.bound)),
        _ => false,
    };
    if found {
        inside.iter().map(|(at, _)| at.clone()).collect()
    } else {
        Vec::new()
    }
}

/// "26.4", "20%", "(20,35]"
fn states(figure: &Figure, sort: Sort, value: Option<&str>) -> bool {
    let (Some(value), Some((low, high))) = (value, figure.stated()) else {
        return false;
    };
    let (low, high) = (float(low), float(high));
    if sort == Sort::Range {
        return is_interval(figure, low, high, value);
    }
    let percent = if sort == Sort::Percent && figure.unit.is_none() {
        100.0
    } else {
        1.0
    };
    let Ok(wanted) = value.trim_end_matches('%').parse::<f64>() else {
        return false;
    };
    // Their decimals have fifteen digits.
    let close = |mine: f64| near(mine * percent, wanted);
    close(low) || close(high)
}

/// Which ends belong to an interval is a matter of the suite's mode, not of the words.
fn is_interval(figure: &Figure, low: f64, high: f64, value: &str) -> bool {
    let (Some((from, to)), bound) = (
        value.trim_matches(['(', ')', '[', ']']).split_once(','),
        figure.bound,
    ) else {
        return false;
    };
    let is = |end: &str, value: f64| end.parse::<f64>().is_ok_and(|end| near(value, end));
    match bound {
        Bound::MoreThan | Bound::AtLeast | Bound::JustOver => is(from, low) && to.is_empty(),
        Bound::LessThan | Bound::UpTo | Bound::Nearly => from.is_empty() && is(to, high),
        Bound::Exact | Bound::About => is(from, low) && is(to, high),
    }
}

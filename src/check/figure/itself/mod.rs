//! The draft against itself: what no report is needed for to see that it cannot be.
//!
//! Each file finds one kind of `Discord`. They read the story as a whole: a headline belongs to what stands below it.

mod ages;
mod arithmetic;
mod borne;
mod headline;
mod lives;
mod parts;
mod percentages;
mod place;
mod remainder;
mod rival;
mod scores;
mod sums;
mod told;
mod twice;
mod votes;
mod weekdays;
mod whole;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::cite::grouped;
use crate::check::figure::evidence::Setting;
use crate::check::{Finding, Fix, Severity, Verdict};
use crate::story::figure::Figure;
use crate::story::{Placed, Story};

/// A figure that another place of the draft, or the calendar, contradicts. Spans count bytes of the draft.
struct Discord {
    span: Range<usize>,
    /// The other place; none where the figure contradicts itself.
    elsewhere: Option<Range<usize>>,
    note: String,
    fixes: Vec<Fix>,
    /// Whether it is wrong whatever reports say.
    absolute: bool,
}

impl Discord {
    /// A whole that is not what its parts make: `sum`. `which` says which parts: "the parts behind it".
    fn of_parts(placed: &Placed, whole: &Figure, parts: &[Figure], which: &str, sum: i64) -> Discord {
        let from = parts.first().map_or(whole.span.start, |part| part.span.start);
        let to = parts.last().map_or(whole.span.end, |part| part.span.end);
        Discord {
            span: placed.at(&whole.span),
            elsewhere: Some(placed.at(&(from..to))),
            note: format!("{which} make {}", grouped(sum.unsigned_abs() as usize)),
            fixes: Vec::new(),
            absolute: false,
        }
    }
}

/// What a check sees: the draft, and the day that it is written on, by its own word or by that of the reports put
/// together for it.
struct Draft<'a> {
    story: &'a Story,
    day: Option<Date>,
}

type Check = fn(&Draft, &mut Vec<Discord>);

const CHECKS: [Check; 13] = [
    weekdays::check,
    parts::check,
    sums::check,
    whole::check,
    remainder::check,
    percentages::check,
    arithmetic::check,
    ages::check,
    lives::check,
    scores::check,
    votes::check,
    twice::check,
    headline::check,
];

/// Turns the findings of figures that the draft itself contradicts. What reports bear out stays: the other place of the
/// two is wrong then, and has its own finding.
pub fn mark(story: &Story, setting: &Setting, findings: &mut [Finding]) {
    let draft = Draft {
        story,
        day: story.date.or(setting.day.filter(|_| setting.folder)),
    };
    let mut discords = Vec::new();
    for check in CHECKS {
        check(&draft, &mut discords);
    }
    for discord in discords {
        let known = |found: &Finding| {
            let other = discord.elsewhere.as_ref();
            let inside =
                other.is_some_and(|other| other.start <= found.span.start && found.span.end <= other.end);
            inside && found.verdict.is_problem()
        };
        let told = discord.absolute && !findings.iter().any(known);
        let at = findings.partition_point(|finding| finding.span.start < discord.span.start);
        let own = findings.get_mut(at).filter(|found| found.span == discord.span);
        let open = |found: &&mut Finding| match found.verdict {
            Verdict::Unattested => true,
            Verdict::Attested => told,
            _ => false,
        };
        if let Some(finding) = own.filter(open) {
            finding.verdict = Verdict::Inconsistent;
            finding.severity = Severity::Warning;
            finding.confidence = 0.9;
            finding.message = discord.note;
            finding.attested = Arc::default();
            finding.fixes = discord.fixes;
            finding.elsewhere = discord.elsewhere;
        }
    }
}

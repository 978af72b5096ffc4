//! How a finding names the places in reports that speak to it.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::Offset;

use super::{Attested, Source};
use crate::archive::origin::Origins;
use crate::dossier::{Clipping, Dossier};

/// At most this many places are shown for one wording; its origins count them all.
const SHOWN: usize = 5;

/// A wording with where a report has it: the clipping's index in the dossier, a span of the report's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub clipping: usize,
    pub span: Range<usize>,
    pub wording: String,
}

/// Places put together by wording, in the order in which wordings first come. Copies of one story count as one origin,
/// and so do copies of one passage and what several have from one outlet.
pub fn attested(dossier: &Dossier, places: &[Place]) -> Vec<Attested> {
    let mut groups: Vec<(Attested, Origins)> = Vec::new();
    for place in places {
        let Some(clipping) = dossier.clippings.get(place.clipping) else {
            continue;
        };
        let at = groups
            .iter()
            .position(|(group, _)| group.wording == place.wording);
        let at = at.unwrap_or_else(|| {
            let group = Attested {
                wording: place.wording.clone(),
                origins: 0,
                sources: Vec::new(),
            };
            groups.push((group, Origins::default()));
            groups.len() - 1
        });
        let (group, origins) = &mut groups[at];
        if let Some(witness) = dossier.witness(place.clipping, place.span.start) {
            origins.meet(witness);
            group.origins = origins.count();
        }
        let known = |s: &Source| s.report == clipping.report.name && s.path == clipping.report.path;
        if group.sources.len() < SHOWN && !group.sources.iter().any(known) {
            group.sources.push(source(clipping, &place.span));
        }
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

/// The sentence of a report around `span`, a span of the report's text.
pub fn source(clipping: &Clipping, span: &Range<usize>) -> Source {
    let report = &clipping.report;
    let around = sentence(clipping, span);
    let passage = report.text.get(around.clone()).unwrap_or_default();
    let inside = |at: usize| at.clamp(around.start, around.end) - around.start;
    Source {
        report: report.name.clone(),
        path: report.path.clone(),
        outlet: report.outlet.clone(),
        date: day(clipping).map(|date| date.to_string()).unwrap_or_default(),
        headline: report.headline.clone(),
        url: report.url.clone(),
        line: report.line(span.start),
        passage: passage.to_owned(),
        highlight: inside(span.start)..inside(span.end),
    }
}

fn sentence(clipping: &Clipping, span: &Range<usize>) -> Range<usize> {
    let paragraphs = &clipping.story.paragraphs;
    let at = paragraphs.partition_point(|placed| placed.start <= span.start);
    let Some(placed) = at.checked_sub(1).and_then(|at| paragraphs.get(at)) else {
        return span.clone();
    };
    let end = placed.start + placed.paragraph.text.len();
    let within = span.start.min(end) - placed.start..span.end.min(end) - placed.start;
    let sentence = placed.at(&placed.paragraph.sentence_around(&within));
    sentence.start..sentence.end.max(span.end)
}

/// The day of a report, in UTC.
pub fn day(clipping: &Clipping) -> Option<Date> {
    let date = clipping.report.date?;
    Some(Offset::UTC.to_datetime(date).date())
}

/// Who has a wording: "Pacific Wire, 6 March", "Pacific Wire, 6 March, and 2 more".
pub fn credit(attested: &Attested) -> String {
    let Some(source) = attested.sources.first() else {
        return String::new();
    };
    let name = if source.outlet.is_empty() {
        &source.report
    } else {
        &source.outlet
    };
    let mut credit = name.clone();
    if let Ok(date) = source.date.parse::<Date>() {
        credit.push_str(&date.strftime(", %-d %B").to_string());
    }
    match attested.origins {
        0 | 1 => {}
        n => credit.push_str(&format!(", and {} more", n - 1)),
    }
    credit
}

/// 19613 as a newspaper writes it: "19,613".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::archive::Report;

    fn clipping(name: &str, text: &str) -> Arc<Clipping> {
        Arc::new(Clipping::read(Report {
            name: name.into(),
            outlet: name.to_uppercase(),
            date: "2031-05-02T09:00:00Z".parse().ok(),
            text: text.into(),
            lines: vec![5, 6, 7],
            ..Report::default()
        }))
    }

    #[test]
    fn a_source_is_the_sentence_around_the_words() {
        let text = "Pier opens\n\nIt rained. The pier cost 4m crowns. Few came.";
        let at = text.find("4m").unwrap();
        let source = source(&clipping("gazette", text), &(at..at + 2));
        assert_eq!(source.passage, "The pier cost 4m crowns.");
        assert_eq!(&source.passage[source.highlight], "4m");
        assert_eq!((source.date.as_str(), source.line), ("2031-05-02", 7));
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [0, 999, 1_000, 19_613, 1_234_567].map(grouped),
            ["0", "999", "1,000", "19,613", "1,234,567"]
        );
    }

    #[test]
    fn copies_are_one_origin() {
        let text = "The pier cost 4m crowns.";
        let mut dossier = Dossier::new(
            vec![
                clipping("gazette", text),
                clipping("copy", text),
                clipping("wire", text),
            ],
            3,
        );
        dossier.origins = vec![0, 0, 2];
        let places: Vec<Place> = (0..3)
            .map(|clipping| Place {
                clipping,
                span: 14..16,
                wording: "4m".into(),
            })
            .collect();
        let attested = attested(&dossier, &places);
        assert_eq!((attested.len(), attested[0].origins), (1, 2));
        assert_eq!(credit(&attested[0]), "GAZETTE, 2 May, and 1 more");
    }
}

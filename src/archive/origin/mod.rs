//! Which reports copy one another, five outlets with one agency story being one origin, and which are versions of one.

mod attribution;
mod index;
mod print;
mod witness;

use jiff::SignedDuration;

use index::{Index, Shared};
pub use print::Print;
pub use witness::{Origins, Witness};

/// How much of the shorter report's own words a copy has. Independent reports of one event share a tenth, with some of an
/// agency's paragraphs in both a quarter; a rewrite that keeps a copy's sentences has a half.
const COPIED: f32 = 0.3;
/// How much of them beside the one paragraph that it has most of: what two reports share in one place alone may be a
/// box, a list or somebody's statement.
const BESIDE: f32 = 0.14;
/// Or so much wherever it stands.
const HALF: f32 = 0.5;
/// An outlet's next story of an event, which comes after so many hours, tells again what led up to it: it is the same
/// report only where it has so much of the last one.
const NEXT: i64 = 12;
const REPEATED: f32 = 0.45;
/// A report of fewer paragraphs has no other places.
const PLACES: usize = 3;
/// Fewer runs in common are a coincidence.
const FEWEST: u32 = 8;
/// How much of the shorter one's runs two versions of a report share.
const SAME_REPORT: f32 = 0.5;
/// A copy appears within days; what an outlet repeats a month later is background.
const DAYS: i64 = 3;

impl Print {
    /// Whether two prints of one text are versions of one report, not an agency's story in two papers.
    fn is_version(&self, other: &Print) -> bool {
        let dated = self.date.is_some() && other.date.is_some();
        dated && (self.outlet.same(&other.outlet) || self.url == other.url && !self.url.is_empty())
    }

    /// How much two copies share at least.
    fn least(&self, other: &Print) -> f32 {
        match self.outlet.same(&other.outlet) && !are_within(NEXT, self, other) {
            true => REPEATED,
            false => COPIED,
        }
    }
}

/// How the reports of a dossier hang together; all lists go by a report's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinship {
    /// The number of its origin, which is the place of the first report of it.
    pub origins: Vec<usize>,
    /// The place of its newest version: its own for most.
    pub newest: Vec<usize>,
    /// For each of its passages the number of the passage's origin: copies of one share it.
    pub passages: Vec<Box<[u32]>>,
}

impl Kinship {
    pub fn of(prints: &[&Print]) -> Kinship {
        let index = Index::of(prints);
        let mut origins: Vec<usize> = (0..prints.len()).collect();
        let mut newest = origins.clone();
        for Shared { a, b, runs, beside } in index.shared(prints) {
            let (one, other) = (prints[a], prints[b]);
            let shorter = one.runs.len().min(other.runs.len()) as f32;
            let (share, beside) = (runs as f32 / shorter, beside as f32 / shorter);
            let copied = share >= HALF || share >= one.least(other) && beside >= BESIDE;
            if runs < FEWEST || !copied || !are_within(24 * DAYS, one, other) {
                continue;
            }
            join(&mut origins, a, b);
            if share >= SAME_REPORT && one.is_version(other) && one.date != other.date {
                let (older, newer) = if one.date < other.date { (a, b) } else { (b, a) };
                if prints[newest[older]].date < prints[newer].date {
                    newest[older] = newer;
                }
            }
        }
        for (older, newer) in numbered_versions(prints) {
            join(&mut origins, older, newer);
            newest[older] = newer;
        }
        for place in 0..newest.len() {
            // Dates, and of one date versions, only grow along the way, so it ends.
            while newest[newest[place]] != newest[place] {
                newest[place] = newest[newest[place]];
            }
        }
        Kinship {
            origins,
            newest,
            passages: index.passages(prints),
        }
    }
}

/// Makes two reports, and all that are of their origins, one origin.
fn join(origins: &mut [usize], a: usize, b: usize) {
    let (from, to) = (origins[a].max(origins[b]), origins[a].min(origins[b]));
    origins
        .iter_mut()
        .filter(|origin| **origin == from)
        .for_each(|origin| *origin = to);
}

/// Of reports that their sender names as versions of one, whatever they share: each older one with the newest.
fn numbered_versions(prints: &[&Print]) -> Vec<(usize, usize)> {
    let named = |place: usize| {
        Some((
            prints[place].guid?, prints[place].date, prints[place].version, place,
        ))
    };
    let mut named: Vec<_> = (0..prints.len()).filter_map(named).collect();
    named.sort_unstable();
    let mut pairs = Vec::new();
    for versions in named.chunk_by(|a, b| a.0 == b.0) {
        let newest = versions[versions.len() - 1].3;
        let older = versions.iter().map(|version| version.3);
        pairs.extend(
            older
                .filter(|&older| older != newest)
                .map(|older| (older, newest)),
        );
    }
    pairs
}

/// Whether two reports came within so many hours of one another; of those without a date nobody knows.
fn are_within(hours: i64, a: &Print, b: &Print) -> bool {
    match (a.date, b.date) {
        (Some(a), Some(b)) => a.duration_since(b).abs() <= SignedDuration::from_hours(hours),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Report;
    use crate::story::Story;

    const WIRE: &str = "The harbour board will close the east pier for two years while divers replace every one of its \
        timber piles, its chairwoman told a packed meeting in the town hall on Monday night after a survey.";
    const REWRITE: &str = "Bad news for anglers. The harbour board will close the east pier for two years while divers \
        replace every one of its timber piles. Boats may still land at the west pier, as they did last summer.";
    const OTHER: &str = "Anglers face a long wait. Divers are to put new piles under the east pier, which shuts for two \
        years, the board that runs the harbour decided on Monday, and boats must land elsewhere until then.";

    fn print(outlet: &str, date: &str, byline: &str, text: &str) -> Print {
        let report = Report {
            outlet: outlet.into(),
            date: date.parse().ok(),
            byline: byline.into(),
            text: text.into(),
            ..Report::default()
        };
        Print::of(&report, &Story::of(text))
    }

    fn origins_of(prints: &[Print]) -> Vec<usize> {
        Kinship::of(&prints.iter().collect::<Vec<_>>()).origins
    }

    #[test]
    fn a_rewrite_is_a_copy_and_another_reporter_s_story_is_not() {
        let prints = [
            print("Coast Wire", "2031-05-02T08:00:00Z", "", WIRE),
            print("Harbour Gazette", "2031-05-02T11:00:00Z", "", OTHER),
            print("Pier Daily", "2031-05-03T08:00:00Z", "", REWRITE),
        ];
        assert_eq!(origins_of(&prints), [0, 1, 0]);
    }

    #[test]
    fn sixty_copies_are_one_origin() {
        let mut prints: Vec<Print> = (0..60).map(|_| print("Coast Wire", "", "", WIRE)).collect();
        prints.push(print("Harbour Gazette", "", "", OTHER));
        let origins = origins_of(&prints);
        assert!(origins[..60].iter().all(|&origin| origin == 0));
        assert_eq!(origins[60], 60);
    }

    #[test]
    fn the_same_words_a_month_later_are_another_report() {
        let prints = [
            print("Coast Wire", "2031-05-02T08:00:00Z", "", WIRE),
            print("Coast Wire", "2031-06-02T08:00:00Z", "", WIRE),
        ];
        assert_eq!(origins_of(&prints), [0, 1]);
    }

    #[test]
    fn an_outlet_s_later_print_of_a_report_is_its_newest_version() {
        let prints = [
            print("Coast Wire", "2031-05-02T08:00:00Z", "", WIRE),
            print(
                "Coast Wire",
                "2031-05-02T11:00:00Z",
                "",
                &format!("Corrected. {WIRE}"),
            ),
            print("Pier Daily", "2031-05-02T12:00:00Z", "", WIRE),
            print(
                "Coast Wire",
                "2031-05-02T13:00:00Z",
                "",
                &format!("{WIRE} Boats may land."),
            ),
            print("Coast Wire", "2031-05-02T14:00:00Z", "", OTHER),
        ];
        let kinship = Kinship::of(&prints.iter().collect::<Vec<_>>());
        assert_eq!(kinship.newest, [3, 3, 2, 3, 4]);
    }

    #[test]
    fn what_its_sender_numbers_is_one_report_whatever_it_says() {
        let version = |version, date, text| {
            let report = Report {
                guid: "urn:coast-wire:17".into(),
                version,
                date: str::parse(date).ok(),
                text: String::from(text),
                ..Report::default()
            };
            Print::of(&report, &Story::of(text))
        };
        let prints = [
            version(2, "2031-05-02T08:00:00Z", OTHER),
            version(1, "2031-05-02T08:00:00Z", WIRE),
            print("Pier Daily", "2031-05-02T09:00:00Z", "", OTHER),
            version(3, "2031-05-09T08:00:00Z", REWRITE),
        ];
        let kinship = Kinship::of(&prints.iter().collect::<Vec<_>>());
        assert_eq!(kinship.newest, [3, 3, 2, 3]);
        assert_eq!(kinship.origins[..2], [0, 0]);
    }

    #[test]
    fn a_shared_quotation_makes_no_copy() {
        let quoted = format!("The chairwoman of the board spoke on Monday of the works. “{WIRE}” she said.");
        let other = format!("“{WIRE}” That was the word from the town hall when the anglers asked about it.");
        assert_eq!(
            origins_of(&[print("A", "", "", &quoted), print("B", "", "", &other)]),
            [0, 1]
        );
    }

    #[test]
    fn an_outlet_s_next_story_tells_again_what_led_up_to_it() {
        let built =
            "The pier was built by the fishermen themselves, of oak from ships that storms had broken.";
        let rotten = "Divers who went down in March found every third pile rotten through and shut the pier.";
        let first = format!("{WIRE}\n\n{built}\n\n{rotten}\n\nBoats may still land at the west pier.");
        let second =
            format!("{OTHER}\n\n{built}\n\n{rotten}\n\nA band played in the rain until nobody was left.");
        let wire = || print("Coast Wire", "2031-05-02T08:00:00Z", "", &first);
        let of = |outlet, date| origins_of(&[wire(), print(outlet, date, "", &second)]);
        assert_eq!(of("Coast Wire", "2031-05-02T14:00:00Z"), [0, 0]);
        assert_eq!(of("Coast Wire", "2031-05-03T08:00:00Z"), [0, 1]);
        assert_eq!(of("Pier Daily", "2031-05-03T08:00:00Z"), [0, 0]);
    }

    #[test]
    fn what_two_reports_share_in_one_place_alone_makes_no_copy() {
        let boxed = "How it came to this: the pier was built by the fishermen themselves, of oak from lost \
            ships.";
        let first = format!(
            "{WIRE}\n\nThe works cost more than a ferry.\n\n{boxed}\n\nAnglers will meet again in June."
        );
        let second = format!("{OTHER}\n\nA band played in the rain.\n\n{boxed}\n\nNobody said who pays.");
        let prints = [
            print("Coast Wire", "2031-05-02T08:00:00Z", "", &first),
            print("Coast Wire", "2031-05-02T11:00:00Z", "", &second),
        ];
        let kinship = Kinship::of(&prints.iter().collect::<Vec<_>>());
        assert_eq!(kinship.origins, [0, 1]);
        let passage = |n: usize, text: &str| {
            let at = text.find("How it came").expect("the box");
            kinship.passages[n][prints[n].passage(at)]
        };
        assert_eq!(passage(0, &first), passage(1, &second));
        assert_ne!(kinship.passages[0][0], kinship.passages[1][0]);
    }
}

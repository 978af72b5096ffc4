//! Which reports copy one another, five outlets with one agency story being one origin, and which are versions of one.

use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use super::Report;
use crate::story::Story;
use crate::story::word::{self, Word};

/// Words in a run. Two reporters who write of one event share few runs of five words.
const RUN: usize = 5;
/// How much of the shorter report's runs a copy has. Independent reports of one event share a tenth at most, a
/// rewrite that keeps a copy's sentences a half.
const COPIED: f32 = 0.3;
/// The same for a report that credits the other's outlet.
const CREDITED: f32 = 0.15;
/// Fewer runs in common are a coincidence.
const FEWEST: u32 = 8;
/// How much of the shorter one's runs two versions of a report share: an outlet's next story of the same event repeats
/// a paragraph or two.
const SAME_REPORT: f32 = 0.5;
/// When more reports than this have a run, each is compared with the first alone: copies all share with that one.
const MANY: usize = 40;
/// A copy appears within days; what an outlet repeats a month later is background.
const DAYS: i64 = 3;

/// What tells a copy of a report from another report of the same event.
#[derive(Debug)]
pub struct Print {
    /// Hashes of the runs of its own words, in order, each once. What it quotes others may quote too.
    runs: Box<[u32]>,
    date: Option<Timestamp>,
    outlet: Box<str>,
    url: Box<str>,
    /// Where agencies are credited: the byline, the dateline, the last line.
    credits: Box<str>,
}

impl Print {
    pub fn of(report: &Report, story: &Story) -> Print {
        let mut lines = report.text.lines().filter(|line| !line.trim().is_empty());
        let opening = lines
            .nth(usize::from(!report.headline.is_empty()))
            .unwrap_or_default();
        let dateline: String = opening.chars().take(100).collect();
        let closing = lines
            .next_back()
            .filter(|line| line.len() < 200)
            .unwrap_or_default();
        Print {
            runs: runs(story),
            date: report.date,
            outlet: words(&report.outlet),
            url: report.url.as_str().into(),
            credits: words(&format!("{} . {dateline} . {closing}", report.byline)),
        }
    }

    /// Whether two prints of one text are versions of one report, not an agency's story in two papers.
    fn is_version(&self, other: &Print) -> bool {
        let dated = self.date.is_some() && other.date.is_some();
        dated
            && (self.outlet == other.outlet && self.outlet.len() > 1
                || self.url == other.url && !self.url.is_empty())
    }

    fn credits(&self, other: &Print) -> bool {
        other.outlet.len() > 2 && self.credits.contains(&*other.outlet)
    }
}

/// How the reports of a dossier hang together; both lists go by a report's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinship {
    /// The number of its origin, which is the place of the first report of it.
    pub origins: Vec<usize>,
    /// The place of its newest version: its own for most.
    pub newest: Vec<usize>,
}

impl Kinship {
    pub fn of(prints: &[&Print]) -> Kinship {
        let mut origins: Vec<usize> = (0..prints.len()).collect();
        let mut newest = origins.clone();
        for ((a, b), shared) in shared(prints) {
            let shorter = prints[a].runs.len().min(prints[b].runs.len());
            let share = shared as f32 / shorter as f32;
            let credited = prints[a].credits(prints[b]) || prints[b].credits(prints[a]);
            let least = if credited { CREDITED } else { COPIED };
            if shared < FEWEST || share < least || !same_days(prints[a], prints[b]) {
                continue;
            }
            let (from, to) = (origins[a].max(origins[b]), origins[a].min(origins[b]));
            origins
                .iter_mut()
                .filter(|origin| **origin == from)
                .for_each(|origin| *origin = to);
            if share >= SAME_REPORT && prints[a].is_version(prints[b]) && prints[a].date != prints[b].date {
                let (older, newer) = if prints[a].date < prints[b].date {
                    (a, b)
                } else {
                    (b, a)
                };
                if prints[newest[older]].date < prints[newer].date {
                    newest[older] = newer;
                }
            }
        }
        for place in 0..newest.len() {
            // Dates only grow along the way, so it ends.
            while newest[newest[place]] != newest[place] {
                newest[place] = newest[newest[place]];
            }
        }
        Kinship { origins, newest }
    }
}

fn same_days(a: &Print, b: &Print) -> bool {
    match (a.date, b.date) {
        (Some(a), Some(b)) => a.duration_since(b).abs() <= SignedDuration::from_hours(24 * DAYS),
        _ => true,
    }
}

/// How many runs each two reports share, in order.
fn shared(prints: &[&Print]) -> Vec<((usize, usize), u32)> {
    let places = prints.iter().enumerate();
    let mut runs: Vec<(u32, usize)> = places
        .flat_map(|(at, print)| print.runs.iter().map(move |&run| (run, at)))
        .collect();
    runs.sort_unstable();
    let mut shared: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for holders in runs.chunk_by(|a, b| a.0 == b.0) {
        let firsts = if holders.len() > MANY { 1 } else { holders.len() };
        for (i, &(_, a)) in holders.iter().enumerate().take(firsts) {
            for &(_, b) in &holders[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut shared: Vec<_> = shared.into_iter().collect();
    shared.sort_unstable();
    shared
}

/// The runs of a story's own words; of all its words where it hardly has its own (a transcript).
fn runs(story: &Story) -> Box<[u32]> {
    let mut quotes = story.quotes.iter().map(|quote| &quote.marks).peekable();
    let (mut own, mut all) = (Vec::new(), Vec::new());
    let (mut own_words, mut all_words) = (0, 0);
    for placed in &story.paragraphs {
        let words = &placed.paragraph.words;
        all_words += words.len();
        push_runs(words, &mut all);
        for unquoted in words.split(|word| {
            let at = placed.start + word.start as usize;
            while quotes.next_if(|marks| marks.end <= at).is_some() {}
            quotes.peek().is_some_and(|marks| marks.contains(&at))
        }) {
            own_words += unquoted.len();
            push_runs(unquoted, &mut own);
        }
    }
    let mut runs = if own_words * 4 < all_words { all } else { own };
    runs.sort_unstable();
    runs.dedup();
    runs.into()
}

fn push_runs(words: &[Word], runs: &mut Vec<u32>) {
    runs.extend(words.windows(RUN).map(|run| {
        let mixed = run.iter().fold(0_u64, |hash, word| {
            hash.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.key
        });
        (mixed ^ (mixed >> 32)) as u32
    }));
}

/// The folded words of a line between single spaces, one at either end.
fn words(line: &str) -> Box<str> {
    let words = word::words(line)
        .into_iter()
        .map(|word| word::fold(&line[word.span()]));
    words
        .fold(String::from(" "), |line, word| line + &word + " ")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_shared_quotation_makes_no_copy() {
        let quoted = format!("The chairwoman of the board spoke on Monday of the works. “{WIRE}” she said.");
        let other = format!("“{WIRE}” That was the word from the town hall when the anglers asked about it.");
        assert_eq!(
            origins_of(&[print("A", "", "", &quoted), print("B", "", "", &other)]),
            [0, 1]
        );
    }

    #[test]
    fn a_credit_makes_a_copy_of_less() {
        let some = format!("{OTHER} {OTHER} {}", &WIRE[..100]).replacen("Anglers", "Boatmen", 1);
        let whole = format!(
            "{WIRE} A long list of things that nobody else has follows here, one after another, so that it is no short report."
        );
        let wire = || print("Coast Wire", "", "", &whole);
        assert_eq!(
            origins_of(&[wire(), print("Pier Daily", "", "Staff", &some)]),
            [0, 1]
        );
        assert_eq!(
            origins_of(&[wire(), print("Pier Daily", "", "Staff and Coast Wire", &some)]),
            [0, 0]
        );
    }
}

//! Incremental equals full: after any edits the findings are those of a fresh check of the same text.

use std::borrow::Cow;
use std::sync::Arc;

use copydesk::archive::Report;
use copydesk::check::{Finding, Memo, check};
use copydesk::dossier::{Clipping, Dossier};
use copydesk::story::Story;
use copydesk::text::{self, Change, Draft, Encoding, Position};
use proptest::prelude::*;

/// What a draft is typed from: quotations the reports have, altered ones, figures, marks, breaks of every kind.
const PIECES: [&str; 28] = [
    "“We will rebuild every pier before June,”",
    "“We will repair every pier before June,”",
    "“The wall is sound, and it will hold,”",
    " said Orla Penhallow",
    " said Tomas Reyle",
    " he added",
    " The mayor said ",
    " 4,200 passengers were stranded",
    " 2,400 passengers were stranded",
    " nearly 4,200",
    " up to 18 million crowns",
    " $18m",
    " on 2 May",
    " 12 per cent",
    "12",
    ",000",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    ". ",
    " not",
    " 🙂 ",
    "\n\n",
    "\r\n",
    "\r",
    "Date: 2031-05-03\n",
];

fn prose(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..most).prop_map(|pieces| pieces.concat())
}

fn place() -> impl Strategy<Value = Position> {
    (0..8u32, 0..120u32).prop_map(|(line, column)| Position { line, column })
}

fn edit() -> impl Strategy<Value = Change> {
    (prop::option::weighted(0.95, (place(), place())), prose(4)).prop_map(|(range, text)| Change {
        range: range.map(|(start, end)| start..end),
        text,
    })
}

fn dossier() -> Dossier {
    let bodies = [
        "“We will rebuild every pier before June,” Mayor Orla Penhallow said on Friday.\n\nThe storm stranded 4,200 \
         passengers, the ferry company said. Repairs will cost up to 18 million crowns.",
        "“The wall is sound, and it will hold,” harbour engineer Tomas Reyle said.\n\nA spring tide hit on 1 May. \
         About 12 per cent of the ferries were late.",
    ];
    let clipping = |(id, body): (u64, &&str)| {
        let lines = (1..=body.lines().count() as u32).collect();
        let report = Report {
            id,
            name: format!("{id}.txt"),
            text: (*body).into(),
            lines,
            ..Report::default()
        };
        Arc::new(Clipping::read(report))
    };
    Dossier::new((1..).zip(&bodies).map(clipping).collect(), bodies.len())
}

fn fresh(text: &str, dossier: &Dossier) -> Vec<Finding> {
    let story = Story::read(text::lines(text).map(Cow::Borrowed), None);
    check(&story, dossier, &mut Memo::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn findings_never_depend_on_what_was_typed_before(text in prose(24), edits in prop::collection::vec(edit(), 1..12)) {
        let dossier = dossier();
        let mut draft = Draft::new(&text, 0);
        let mut story = Story::read(draft.lines(), None);
        let mut memo = Memo::default();
        check(&story, &dossier, &mut memo);
        for (version, edit) in (1..).zip(edits) {
            draft.apply([edit], version, Encoding::Utf16);
            story = Story::read(draft.lines(), Some(&story));
            let findings = check(&story, &dossier, &mut memo);
            let text = draft.text();
            prop_assert_eq!(&findings, &fresh(&text, &dossier), "{:?}", text);
            for finding in &findings {
                let fixes = finding.fixes.iter().map(|fix| &fix.span);
                for span in fixes.chain([&finding.span]) {
                    prop_assert!(text.get(span.clone()).is_some(), "{:?} is no span of {:?}", span, text);
                }
            }
        }
    }
}

/// Without this the property could hold of nothing at all.
#[test]
fn the_pieces_have_claims_of_all_sorts() {
    let text = [
        PIECES[1], PIECES[3], ". ", "\n\n", PIECES[2], PIECES[4], ".", "\n\n", PIECES[8], ".",
    ]
    .concat();
    let codes: Vec<&str> = fresh(&text, &dossier()).iter().map(Finding::code).collect();
    assert_eq!(codes, ["quote/altered", "quote/attested", "figure/conflict"]);
}

//! Whatever a text is made of, it is read and checked, and every span is one of it.

use std::ops::Range;
use std::sync::Arc;

use copydesk::archive::Report;
use copydesk::check::{Memo, check};
use copydesk::dossier::{Clipping, Dossier};
use copydesk::story::Story;
use proptest::prelude::*;

/// Marks of every make, labels, headers, figures, odd Unicode: what copy breaks a reader with.
const HAZARDS: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "„",
    "‟",
    "«",
    "»",
    "‹",
    "›",
    "‚",
    "‛",
    "``",
    "''",
    "'''",
    "`",
    "…",
    "...",
    "—",
    "–",
    "―",
    "-",
    "\u{2011}",
    "(",
    ")",
    "[",
    "]",
    "{",
    ":",
    ";",
    ",",
    ".",
    "?",
    "!",
    "/",
    "%",
    "‰",
    "°",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{2009}",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{0}",
    "e\u{301}",
    "\u{301}\u{327}",
    "İ",
    "ß",
    "ǅ",
    "ﬁ",
    "Ⅷ",
    "½",
    "²",
    "٣",
    "１２",
    "한국",
    "日本語",
    "שלום",
    "مرحبا",
    "🙂",
    "👩‍👩‍👧",
    "🇳🇿",
    "\u{10FFFF}",
    "$",
    "£",
    "€",
    "₿",
    "A$",
    "18",
    "4,200",
    "1.234,5",
    "0",
    "1/0",
    "9-1",
    "99999999999999999999999",
    "2031-02-30",
    "31 February",
    "24:61",
    "9.40pm",
    "six feet two",
    "half a million",
    "per cent",
    " by ",
    " said ",
    "said",
    " she ",
    " he added",
    " His wife ",
    " Her son ",
    "Orla Penhallow",
    "Tomas Reyle",
    "Penhallow’s",
    "the chief executive’s ",
    "GOVERNOR LIND: ",
    "QUESTION: ",
    "Q: ",
    "THE COURT:",
    "Remarks by ",
    "transcript",
    " statement ",
    "in full",
    "By: Britta Sand\n",
    "Date: 2031-13-99\n",
    "---\n",
    "+++\n",
    "We will rebuild every pier before June",
    "The wall is sound",
    "not",
    " and ",
    "Mr. ",
    "Lt. Gen. ",
    " who ",
];

fn text() -> impl Strategy<Value = String> {
    let long = (0..HAZARDS.len(), 50..400usize).prop_map(|(i, times)| HAZARDS[i].repeat(times));
    let piece = prop_oneof![
        60 => prop::sample::select(HAZARDS).prop_map(str::to_owned),
        1 => long,
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn dossier() -> Dossier {
    let body = "“We will rebuild every pier before June,” Mayor Orla Penhallow said on Friday. “The wall is sound,” \
                engineer Tomas Reyle said.\n\nThe storm stranded 4,200 passengers. Repairs cost $18 million.";
    let report = Report {
        id: 1,
        name: "1.txt".into(),
        text: body.into(),
        lines: (1..=3).collect(),
        ..Report::default()
    };
    Dossier::new(vec![Arc::new(Clipping::read(report))], 1)
}

fn holds(text: &str, dossier: &Dossier) -> Result<(), TestCaseError> {
    let story = Story::of(text);
    let is_span = |span: &Range<usize>| text.get(span.clone()).is_some();
    let mut from = 0;
    for placed in &story.paragraphs {
        let paragraph = &placed.paragraph;
        prop_assert!(placed.start >= from, "paragraphs out of order");
        from = placed.start + paragraph.text.len();
        prop_assert!(is_span(&(placed.start..from)));
        let marks = paragraph.marks.iter().flat_map(|m| [&m.outer, &m.inner]);
        let figures = paragraph.figures.iter().map(|f| &f.span);
        let mentions = paragraph.mentions.iter().map(|m| &m.span);
        for span in paragraph
            .sentences
            .iter()
            .chain(marks)
            .chain(figures)
            .chain(mentions)
        {
            prop_assert!(is_span(&placed.at(span)), "{:?}", placed.at(span));
        }
    }
    let mut from = 0;
    for quote in &story.quotes {
        prop_assert!(quote.marks.start >= from, "quotations out of order");
        from = quote.marks.start;
        prop_assert!(quote.marks.start <= quote.span.start && quote.span.end <= quote.marks.end);
        for span in [&quote.span, &quote.marks, &quote.sentence]
            .into_iter()
            .chain(&quote.mention)
        {
            prop_assert!(is_span(span), "{:?}", span);
        }
    }
    for finding in check(&story, dossier, &mut Memo::default()) {
        for span in finding.fixes.iter().map(|fix| &fix.span).chain([&finding.span]) {
            prop_assert!(is_span(span), "{:?}", span);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_and_checked(text in text()) {
        holds(&text, &dossier())?;
    }

    #[test]
    fn any_report_is_read(text in text(), byline in text()) {
        Story::signed(&text, &byline);
    }
}

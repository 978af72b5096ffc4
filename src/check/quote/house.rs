//! What houses make of each sort of change, as their stylebooks and codes state it.

use super::edit::Sort;
use crate::check::Severity::{self, Error, Information, Silent, Warning};

/// A newsroom's rules for the words between marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct House {
    pub name: &'static str,
    /// Where it differs from [`Sort::severity`].
    rules: &'static [(Sort, Severity)],
}

/// By name. The Associated Press, the Times and the Post alter nothing, not even grammar; the Times drops false starts;
/// Reuters marks what it deletes and may mend grammar; the Guardian takes ums out and mends grammar; the BBC's public
/// guide has no rule for words.
pub const HOUSES: [House; 6] = [
    House {
        name: "ap",
        rules: &[
            (Sort::Marked, Information),
            (Sort::Filler, Warning),
            (Sort::Contraction, Error),
            (Sort::Order, Error),
            (Sort::Grammar, Error),
            (Sort::Function, Error),
            (Sort::Hidden, Error),
        ],
    },
    House {
        name: "bbc",
        rules: &[],
    },
    House {
        name: "guardian",
        rules: &[
            (Sort::Filler, Silent),
            (Sort::Contraction, Information),
            (Sort::Grammar, Information),
        ],
    },
    House {
        name: "nyt",
        rules: &[
            (Sort::Filler, Silent),
            (Sort::Contraction, Error),
            (Sort::Order, Error),
            (Sort::Grammar, Error),
            (Sort::Function, Error),
            (Sort::Hidden, Error),
        ],
    },
    House {
        name: "reuters",
        rules: &[
            (Sort::Filler, Warning),
            (Sort::Contraction, Information),
            (Sort::Order, Error),
            (Sort::Grammar, Information),
            (Sort::Hidden, Error),
        ],
    },
    House {
        name: "washington-post",
        rules: &[
            (Sort::Marked, Information),
            (Sort::Filler, Error),
            (Sort::Contraction, Error),
            (Sort::Order, Error),
            (Sort::Grammar, Error),
            (Sort::Function, Error),
            (Sort::Hidden, Error),
        ],
    },
];

impl House {
    pub fn named(name: &str) -> Option<House> {
        HOUSES.into_iter().find(|house| house.name == name)
    }

    /// What it makes of a change; `None` where it has no rule.
    pub fn rule(&self, sort: Sort) -> Option<Severity> {
        let rule = self.rules.iter().find(|(of, _)| *of == sort);
        rule.map(|&(_, severity)| severity)
    }
}

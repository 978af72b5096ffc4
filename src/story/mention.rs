//! Mentions: the phrases of a paragraph's own words that mean somebody, and whether they do what is told or bear it.

use std::ops::Range;

use super::name::{self, Bearer};
use super::part::{self, Part};
use super::phrase::{Head, Phrase, Phrases};

/// "she", "Anna Moreau", "the governor": outside quotation marks.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Bytes from the paragraph's start, what is said of the bearer left out.
    pub span: Range<usize>,
    /// Its words, and those of "of Westmark", ", the mayor," and ", who …," behind it.
    pub words: Range<usize>,
    pub head: Head,
    pub place: Place,
    /// The subject of a clause within another: "he said that Anna Moreau …".
    pub subordinate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Subject,
    /// Behind a verb.
    Object,
    /// Behind a preposition.
    Complement,
    /// Part of what is said of somebody else.
    Inner,
}

/// As far as a phrase behind a name may reach, in words.
const APPOSITION: usize = 16;
const RELATIVE: usize = 26;
/// More phrases behind prepositions in a row are none of prose.
const COMPLEMENTS: usize = 6;

const SUBORDINATING: [&str; 11] = [
    "that", "if", "when", "while", "because", "although", "though", "whereas", "where", "how", "whether",
];

impl Phrases<'_> {
    /// The mentions in order.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let (mut i, mut covered) = (0, 0);
        while i < self.words.len() {
            let phrase = if self.quoted[i] { None } else { self.phrase(i) };
            let Some(mut phrase) = phrase else {
                i += 1;
                continue;
            };
            let place = if i < covered {
                Place::Inner
            } else {
                self.place(i, mentions.last())
            };
            let from = i;
            i = phrase.end;
            let mut end = self.complement(phrase.end);
            if place != Place::Inner {
                if let Head::Described { noun, .. } = phrase.head
                    && (place != Place::Complement || self.parts[noun] == Part::Role)
                    && let Some(named) = self.apposed_name(end)
                {
                    i = named.end;
                    end = named.end;
                    phrase = named;
                }
                end = self.apposition(end, phrase.head);
                if matches!(phrase.head, Head::Name(_)) {
                    end = self.companion(end, place);
                }
                covered = end;
            }
            mentions.push(Mention {
                span: phrase.span,
                words: from..end,
                head: phrase.head,
                place,
                subordinate: self.is_subordinate(from),
            });
        }
        mentions
    }

    fn place(&self, at: usize, before: Option<&Mention>) -> Place {
        if !self.joined(at) || self.quoted[at - 1] {
            return Place::Subject;
        }
        let previous = at - 1;
        match self.parts[previous] {
            Part::Preposition => Place::Complement,
            Part::Speech | Part::Verb | Part::Be => Place::Object,
            Part::Conjunction
                if self.joined(previous) && &self.text[self.words[previous].span()] == "and" =>
            {
                before
                    .filter(|m| m.words.end == previous)
                    .map_or(Place::Subject, |m| m.place)
            }
            Part::Content if self.is_verb(previous) => Place::Object,
            // "to support Anna Moreau"
            Part::Content if self.is_infinitive(previous) => Place::Object,
            // "called him a master"
            Part::Content
                if matches!(
                    &self.text[self.words[previous].span()],
                    "him" | "them" | "me" | "us"
                ) =>
            {
                Place::Object
            }
            Part::Content if self.text[self.words[previous].span()].ends_with("ing") => Place::Object,
            _ => Place::Subject,
        }
    }

    fn is_infinitive(&self, at: usize) -> bool {
        self.joined(at)
            && &self.text[self.words[at - 1].span()] == "to"
            && self.text[self.words[at].span()].starts_with(char::is_lowercase)
    }

    /// Whether a conjunction in the midst of a sentence leads to the phrase at `at`.
    fn is_subordinate(&self, at: usize) -> bool {
        at > 1
            && self.joined(at)
            && self.joined(at - 1)
            && SUBORDINATING.contains(&&self.text[self.words[at - 1].span()])
    }

    /// Where "of the harbour board" or "(R-Ohio)" that starts at `at` ends; `at` itself if neither does.
    fn complement(&self, at: usize) -> usize {
        let mut end = self.parenthesis(at);
        for _ in 0..COMPLEMENTS {
            let preposition = end < self.words.len()
                && self.parts[end] == Part::Preposition
                && (self.joined(end) || end > at)
                && !self.quoted[end];
            let next = end + 1;
            if !preposition || next >= self.words.len() || self.quoted[next] || !self.joined(next) {
                break;
            }
            end = self.parenthesis(self.phrase(next).map_or(next + 1, |p| p.end));
        }
        end
    }

    /// "and Piet Lund" behind a subject, if both do what follows.
    fn companion(&self, at: usize, place: Place) -> usize {
        let and = place == Place::Subject
            && at + 1 < self.words.len()
            && !self.quoted[at]
            && self.joined(at)
            && &self.text[self.words[at].span()] == "and";
        if !and || !self.joined(at + 1) || self.quoted[at + 1] {
            return at;
        }
        match self.phrase(at + 1) {
            Some(p) if p.end < self.words.len() && self.joined(p.end) && self.is_verb(p.end) => p.end,
            _ => at,
        }
    }

    fn parenthesis(&self, at: usize) -> usize {
        if at == 0 || at >= self.words.len() {
            return at;
        }
        let opens = name::gap(self.text, &self.words[at - 1], &self.words[at]).trim() == "(";
        if !opens {
            return at;
        }
        (at..self.words.len().min(at + 6))
            .find(|&i| {
                let rest = &self.text[self.words[i].end as usize..];
                rest.starts_with(')') || rest.starts_with(".)")
            })
            .map_or(at, |i| i + 1)
    }

    /// ", Anna Moreau," behind "the governor": its bearer's name.
    fn apposed_name(&self, at: usize) -> Option<Phrase> {
        if !self.pause(at) {
            return None;
        }
        let named = self.phrase(at).filter(|p| matches!(p.head, Head::Name(_)))?;
        let ends = self.words.get(named.end).is_none_or(|_| !self.joined(named.end));
        ends.then_some(named)
    }

    /// Where all that is said of somebody between commas behind `at` ends.
    fn apposition(&self, mut at: usize, head: Head) -> usize {
        if !matches!(head, Head::Name(_) | Head::Described { .. }) {
            return at;
        }
        loop {
            at = self.parenthesis(at);
            if !self.pause(at) {
                return at;
            }
            let relative = self.parts[at] == Part::Relative;
            let age = self.text[self.words[at].span()]
                .bytes()
                .all(|b| b.is_ascii_digit());
            // "one of the states suing the board"
            let among = self.parts[at] == Part::Indefinite
                && self.parts.get(at + 1) == Some(&Part::Preposition)
                && &self.text[self.words[at + 1].span()] == "of";
            let opens = relative
                || age
                || among
                || self
                    .phrase(at)
                    .is_some_and(|p| matches!(p.head, Head::Described { .. }))
                || self.is_place(at)
                || matches!(head, Head::Name(_)) && self.describes(at);
            if !opens {
                return at;
            }
            let reach = if relative { RELATIVE } else { APPOSITION };
            let Some(end) = (at + 1..=self.words.len().min(at + reach))
                .find(|&i| i == self.words.len() || self.quoted[i] || self.ends_clause(i))
            else {
                return at;
            };
            let closed = end == self.words.len() || self.pause(end) || !relative;
            // "…, the mayor said": no apposition but the next clause.
            if !closed
                || (!relative
                    && (at..end)
                        .take_while(|&i| self.parts[i] != Part::Relative)
                        .any(|i| self.is_finite(i)))
            {
                return at;
            }
            at = end;
        }
    }

    /// ", Calif.," or ", D-Ohio,"
    fn is_place(&self, at: usize) -> bool {
        let party = self.words[at].end - self.words[at].start == 1;
        party
            || self.starts[at]
                .is_some_and(|n| self.names[n].likely == Bearer::Other && self.pause(self.names[n].words.end))
    }

    /// "elected in 2023", "now a consultant", "head of the board": what may follow a name and a comma.
    fn describes(&self, at: usize) -> bool {
        match self.parts[at] {
            Part::Possessive | Part::Preposition => true,
            Part::Adverb => self.words.get(at + 1).is_some() && self.parts[at + 1] == Part::Indefinite,
            Part::Content => {
                self.starts[at].is_none() && {
                    let word = &self.text[self.words[at].span()];
                    word.ends_with("ed") || word.ends_with("ing") || part::is_person(self.words[at].key, word)
                }
            }
            _ => false,
        }
    }

    fn is_finite(&self, at: usize) -> bool {
        matches!(self.parts[at], Part::Speech | Part::Be | Part::Auxiliary)
            && !(self.joined(at) && self.parts[at - 1].is_determiner())
    }

    fn ends_clause(&self, at: usize) -> bool {
        let gap = name::gap(self.text, &self.words[at - 1], &self.words[at]);
        gap.contains([',', ';', ':', '?', '!', '—', '–', '“', '"', '‘'])
            || gap.contains('.') && !self.joined(at)
    }
}

//! Mentions: the phrases of a paragraph's own words that mean somebody, and whether they do what is told or bear it.

use std::ops::Range;

use super::marks::{Family, Marks};
use super::name::{self, Bearer, Name};
use super::part::{self, Part};
use super::word::Word;

/// "she", "Anna Moreau", "the governor": outside quotation marks.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Bytes from the paragraph's start, what is said of the bearer left out.
    pub span: Range<usize>,
    /// Its words, and those of "of Westmark", ", the mayor," and ", who …," behind it.
    pub words: Range<usize>,
    pub head: Head,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// An index among the paragraph's names.
    Name(usize),
    He,
    She,
    It,
    They,
    /// A phrase without a name; `noun` is an index among the words, `owner` among the names.
    Described {
        noun: usize,
        known: Known,
        owner: Option<usize>,
    },
}

/// Whom a phrase without a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// "the governor": somebody the reader knows.
    Already,
    /// "his lawyer"
    Of,
    /// "a lawyer", "officials"
    Not,
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

/// What a paragraph's phrases are made of.
pub struct Phrases<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub names: &'a [Name],
    pub parts: Vec<Part>,
    /// For each word, whether marks hold it.
    pub quoted: Vec<bool>,
    /// For each word the name that starts there.
    starts: Vec<Option<usize>>,
}

/// A phrase's head, its words and the byte its naming part starts at.
struct Phrase {
    head: Head,
    end: usize,
    span: Range<usize>,
}

/// As far as a phrase behind a name may reach, in words.
const APPOSITION: usize = 16;
const RELATIVE: usize = 26;
/// A longer run of nouns, or of phrases behind prepositions, is no phrase of prose.
const NOUNS: usize = 12;
const COMPLEMENTS: usize = 6;

impl<'a> Phrases<'a> {
    pub fn new(text: &'a str, words: &'a [Word], names: &'a [Name], marks: &[Marks]) -> Phrases<'a> {
        let mut starts = vec![None; words.len()];
        for (i, name) in names.iter().enumerate() {
            starts[name.words.start] = Some(i);
        }
        let mut quoted = vec![false; words.len()];
        for marks in marks
            .iter()
            .filter(|m| !(m.unclosed && m.family == Family::Single))
        {
            let from = words.partition_point(|w| (w.start as usize) < marks.outer.start);
            let to = words.partition_point(|w| (w.start as usize) < marks.outer.end);
            quoted[from..to].fill(true);
        }
        Phrases {
            text,
            words,
            names,
            parts: words.iter().map(|w| part::part(w.key)).collect(),
            quoted,
            starts,
        }
    }

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
                covered = end;
            }
            mentions.push(Mention {
                span: phrase.span,
                words: from..end,
                head: phrase.head,
                place,
            });
        }
        mentions
    }

    /// The phrase that starts at the word `at`.
    fn phrase(&self, at: usize) -> Option<Phrase> {
        let pronoun = match self.parts[at] {
            Part::He => Some(Head::He),
            Part::She => Some(Head::She),
            Part::It => Some(Head::It),
            Part::They => Some(Head::They),
            _ => None,
        };
        if let Some(head) = pronoun {
            return Some(Phrase {
                head,
                end: at + 1,
                span: self.words[at].span(),
            });
        }
        let mut end = at;
        let known = match self.parts[at] {
            Part::Definite => Known::Already,
            Part::Possessive => Known::Of,
            _ => Known::Not,
        };
        let determined = self.parts[at].is_determiner();
        end += usize::from(determined);
        let (mut nouns, mut owner, mut leading) = (0, None, None);
        while end < self.words.len().min(at + NOUNS) && !self.quoted[end] && (end == at || self.joined(end)) {
            if let Some(name) = self.starts[end] {
                let after = self.names[name].words.end;
                let owns = name::is_possessive(self.text, &self.words[after - 1]);
                if (owns || self.modifies(after)) && self.noun(after) {
                    if owns {
                        owner = Some(name);
                    }
                    leading = leading.or(Some((name, after, owns)));
                    end = after;
                    continue;
                }
                // "At the boat ramp Trevor Nolan waited": the name is no part of the place.
                let apart = nouns > 0
                    && at > 0
                    && self.parts[at - 1] == Part::Preposition
                    && !self.is_person(end - 1);
                if apart {
                    break;
                }
                // "Trump often meets Lloyd Dean" is two phrases, "Trump adviser Lloyd Dean" is one.
                if let Some((_, _, false)) = leading
                    && !self.is_person(end - 1)
                {
                    break;
                }
                return Some(Phrase {
                    head: Head::Name(name),
                    end: after,
                    span: self.names[name].span.clone(),
                });
            }
            if !self.is_content(end, nouns > 0) {
                break;
            }
            nouns += 1;
            end += 1;
        }
        let noun = end.checked_sub(1).filter(|_| nouns > 0)?;
        let is_role = match self.parts[noun] {
            Part::Role => true,
            Part::Group => part::is_plural(&self.text[self.words[noun].span()].to_lowercase()),
            _ => self.is_person(noun),
        };
        if let Some((name, after, owns)) = leading
            && !owns
            && !is_role
            && !determined
        {
            return Some(Phrase {
                head: Head::Name(name),
                end: after,
                span: self.names[name].span.clone(),
            });
        }
        let known = if leading.is_some_and(|(_, _, owns)| owns) {
            Known::Of
        } else {
            known
        };
        (determined || leading.is_some() || is_role).then(|| Phrase {
            head: Head::Described { noun, known, owner },
            end,
            span: self.words[at].start as usize..self.words[end - 1].end as usize,
        })
    }

    /// Whether the word at `at` goes on with a name as a noun does: "Clinton campaign", not "Clinton ran".
    fn modifies(&self, at: usize) -> bool {
        at < self.words.len() && self.joined(at) && !self.is_verb(at)
    }

    fn noun(&self, at: usize) -> bool {
        at < self.words.len()
            && !self.quoted[at]
            && (self.starts[at].is_some() || self.is_content(at, true) && self.joined(at))
    }

    /// Whether the word at `at` may stand inside a noun phrase; `verbs` says whether a verb may already follow.
    fn is_content(&self, at: usize, verbs: bool) -> bool {
        match self.parts[at] {
            Part::Content if self.is_adverb(at) => false,
            Part::Role | Part::Group | Part::Content | Part::Utterance => !(verbs && self.is_verb(at)),
            // "the first officer", "a long-time aide", "the two officials", "the then mayor"
            Part::Adverb | Part::Indefinite => {
                at + 1 < self.words.len()
                    && self.joined(at + 1)
                    && matches!(self.parts[at + 1], Part::Role | Part::Content)
                    && !self.is_verb(at + 1)
                    && at > 0
                    && matches!(
                        self.parts[at - 1],
                        Part::Definite | Part::Possessive | Part::Indefinite
                    )
            }
            // "the three-year-old"
            _ => false,
        }
    }

    /// Whether the word at `at` is a verb that a subject may have, by a list or by its ending.
    pub fn is_verb(&self, at: usize) -> bool {
        match self.parts[at] {
            Part::Speech | Part::Verb | Part::Auxiliary | Part::Be => true,
            Part::Content => {
                let word = &self.text[self.words[at].span()];
                word.len() > 4 && word.ends_with("ed") && !word.starts_with(char::is_uppercase)
            }
            _ => false,
        }
    }

    /// Whether the word at `at` may stand between a subject and its verb.
    pub fn is_adverb(&self, at: usize) -> bool {
        matches!(self.parts[at], Part::Adverb | Part::Auxiliary)
            || self.parts[at] == Part::Content && self.text[self.words[at].span()].ends_with("ly")
    }

    pub fn is_person(&self, at: usize) -> bool {
        let word = &self.words[at];
        part::is_person(word.key, &self.text[word.span()])
            // "the 43-year-old"
            || at >= 2 && &self.text[word.span()] == "old" && &self.text[self.words[at - 1].span()] == "year"
    }

    /// Whether the word at `at` follows the one before it without a pause.
    pub fn joined(&self, at: usize) -> bool {
        at > 0 && name::adjoins(self.text, &self.words[at - 1], &self.words[at])
    }

    pub fn pause(&self, at: usize) -> bool {
        at > 0
            && at < self.words.len()
            && !self.quoted[at]
            && name::gap(self.text, &self.words[at - 1], &self.words[at])
                .trim_start_matches(['.', ')'])
                .trim_end()
                == ","
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
            Part::Content if self.text[self.words[previous].span()].ends_with("ing") => Place::Object,
            _ => Place::Subject,
        }
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
            let opens = relative
                || age
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

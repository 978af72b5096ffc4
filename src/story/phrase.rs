//! Phrases: runs of words that mean somebody or something, found without a parser.

use std::ops::Range;

use super::marks::{Family, Marks};
use super::mention::Mention;
use super::name::{self, Name};
use super::part::{self, Part};
use super::word::Word;

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

/// What a paragraph's phrases are made of.
pub struct Phrases<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub names: &'a [Name],
    pub parts: Vec<Part>,
    /// For each word, whether marks hold it.
    pub quoted: Vec<bool>,
    /// For each word the name that starts there.
    pub(super) starts: Vec<Option<usize>>,
}

/// A phrase's head, its words and the byte its naming part starts at.
pub(super) struct Phrase {
    pub head: Head,
    pub end: usize,
    pub span: Range<usize>,
}

/// A longer run of nouns is no phrase of prose.
const NOUNS: usize = 12;
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

    /// The phrase that starts at the word `at`.
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
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
        if let Some(share) = self.share(at) {
            return Some(share);
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
                    && !self.names[name].titled
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
        // "and general “matters”": a singular trade without an article is none but behind a verb of speech.
        if is_role
            && !determined
            && leading.is_none()
            && nouns == 1
            && at > 0
            && !part::is_plural(&self.text[self.words[noun].span()])
            && self.joined(at)
            && self.parts[at - 1] != Part::Speech
        {
            return None;
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

    /// "63 per cent": as many as were asked.
    fn share(&self, at: usize) -> Option<Phrase> {
        let text = |i: usize| self.words.get(i).map(|w| &self.text[w.span()]);
        let digits = text(at)?.starts_with(|c: char| c.is_ascii_digit());
        let noun = match (text(at + 1)?, text(at + 2)) {
            ("percent" | "pct", _) => at + 1,
            ("per", Some("cent")) => at + 2,
            _ => return None,
        };
        (digits && (at + 1..=noun).all(|i| self.joined(i) && !self.quoted[i])).then(|| Phrase {
            head: Head::Described {
                noun,
                known: Known::Not,
                owner: None,
            },
            end: noun + 1,
            span: self.words[at].start as usize..self.words[noun].end as usize,
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
            // "protesters marching on the quay"
            Part::Content if verbs && self.is_doing(at) => false,
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

    fn is_doing(&self, at: usize) -> bool {
        self.parts[at - 1] == Part::Role && self.text[self.words[at].span()].ends_with("ing")
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

    /// "the report", "her letter"
    pub fn is_written(&self, mention: &Mention) -> bool {
        matches!(mention.head, Head::Described { noun, .. } if self.parts[noun] == Part::Utterance)
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
}

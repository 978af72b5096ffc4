//! Descriptions: whom the cast has for "the manager", "his lawyer", "two officials".

use std::borrow::Cow;

use smallvec::SmallVec;

use super::cast::{Cast, Kind, NAMESAKES, Person};
use super::given;
use super::mention::{Mention, Place};
use super::paragraph::Paragraph;
use super::part::{self, Part};
use super::phrase::Known;
use super::word::Word;

impl<'a> Cast<'a> {
    pub(super) fn described(
        &mut self,
        paragraph: &'a Paragraph,
        p: usize,
        mention: &'a Mention,
        (noun, known, owner): (usize, Known, Option<usize>),
        speaks: bool,
    ) -> Option<usize> {
        let word = &paragraph.words[noun];
        let text = &paragraph.text[word.span()];
        if part::part(word.key) == Part::Utterance
            && let Some(owner) = owner
        {
            return Some(self.meet(paragraph, &paragraph.names[owner]));
        }
        if part::part(word.key) == Part::Utterance && known == Known::Of {
            return self.possessor(&paragraph.text[paragraph.words[mention.words.start].span()]);
        }
        let single = !part::is_plural(text);
        let human = single && (part::is_person(word.key, text) || text == "old");
        // What stands between "the" and the noun.
        let before: Vec<Word> = paragraph.words[mention.words.start..noun]
            .iter()
            .filter(|w| part::part(w.key).is_open())
            .copied()
            .collect();
        if human
            && (known != Known::Not || p == 0)
            && let Some(holder) = self.holder(word.stem, &before)
        {
            return Some(holder);
        }
        if human && known == Known::Already {
            let sex = given::of_noun(text);
            let before = self.foremost(sex).filter(|&q| self.people[q].foremost == Some(p));
            if before.is_some() {
                return before;
            }
        }
        let part = part::part(word.key);
        let group = part == Part::Group && text != "percent" && text != "cent";
        let many = !single && part == Part::Role;
        if !(speaks || (human || group || many) && mention.place == Place::Subject) {
            // "Venn's advice was heard where he spoke": its owner is in mind.
            if let Some(owner) = owner.filter(|_| mention.place == Place::Subject) {
                let owner = self.meet(paragraph, &paragraph.names[owner]);
                if matches!(self.people[owner].kind, Kind::Person | Kind::Perhaps) {
                    self.mind(owner, p, false);
                }
            }
            return None;
        }
        if (group || many)
            && known == Known::Already
            && let Some(&again) = self.by_role.get(&word.stem).and_then(|known| known.last())
            && matches!(self.people[again].kind, Kind::Group | Kind::Others)
        {
            return Some(again);
        }
        self.people.push(Person {
            name: Cow::Borrowed(&paragraph.text[mention.span.clone()]),
            keys: std::slice::from_ref(&word.key),
            sex: given::of_noun(text),
            roles: SmallVec::new(),
            kind: match (human, group) {
                (true, _) => Kind::Somebody,
                (_, true) => Kind::Group,
                _ => Kind::Others,
            },
            foremost: None,
            mention: 0..0,
        });
        let person = self.people.len() - 1;
        self.describe(person, word.stem);
        Some(person)
    }

    /// Whoever the story describes by a noun and the words before it: "the Karsovian leader".
    pub fn holder(&self, noun: u64, words: &[Word]) -> Option<usize> {
        let score = |p: usize| {
            words
                .iter()
                .filter(|w| self.people[p].roles.contains(&w.stem))
                .count()
        };
        let holders = self.by_role.get(&noun)?.iter().rev().take(NAMESAKES).copied();
        let best = holders
            .filter(|&p| !matches!(self.people[p].kind, Kind::Body | Kind::Group | Kind::Others))
            .max_by_key(|&p| (score(p), self.people[p].foremost, std::cmp::Reverse(p)))?;
        (score(best) == words.len() || self.focus.contains(&best)).then_some(best)
    }
}

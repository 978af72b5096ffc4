//! Subjects: who does what a verb near a quotation tells.

use std::ops::Range;

use super::attribution::Around;
use super::mention::{Mention, Place};
use super::part::Part;
use super::phrase::Head;

impl Around<'_> {
    /// Whose verb the one at `verb` is, the sentence or what is left of it starting at `from`.
    pub(super) fn subject(&self, verb: usize, from: usize) -> Option<usize> {
        let p = self.phrases;
        let mut at = verb;
        while at > from && (p.is_adverb(at - 1) || p.parts[at - 1] == Part::Be) {
            at -= 1;
        }
        if self.is_participle(verb) {
            // "with Anna Moreau saying", "footage of Anna Moreau saying"
            let near = self
                .ending(verb, Place::Complement)
                .or_else(|| self.ending(verb, Place::Inner))
                .filter(|&m| p.joined(verb) && self.is_doing(m));
            if near.is_some() {
                return near;
            }
            return self.subjects(&(from..verb)).find(|&m| !self.is_subordinate(m));
        }
        let relative = at > from && p.parts[at - 1] == Part::Relative;
        let near = self.mentions[..self.mentions.partition_point(|m| m.words.start < at)]
            .iter()
            .enumerate()
            .rev();
        let mut near = near.take_while(|(_, m)| m.words.start >= from);
        if relative {
            return near
                .find(|(_, m)| m.words.end <= at && m.place != Place::Inner)
                .map(|(i, _)| i);
        }
        let next_to = near
            .clone()
            .take(6)
            .find(|(_, m)| m.words.end == at && m.place != Place::Inner);
        if let Some((i, m)) = next_to
            && (m.place == Place::Subject
                || self.is_subordinate(i)
                || matches!(m.head, Head::He | Head::She | Head::They))
        {
            return Some(i);
        }
        let does =
            |m: &Mention| m.place == Place::Subject || matches!(m.head, Head::He | Head::She | Head::They);
        near.find(|(_, m)| does(m) && m.words.end <= at && self.may_speak(m))
            .map(|(i, _)| i)
            .or_else(|| self.subjects(&(from..verb)).next())
    }

    fn is_doing(&self, mention: usize) -> bool {
        let first = self.mentions[mention].words.start;
        first > 0 && matches!(&self.text()[self.phrases.words[first - 1].span()], "with" | "of")
    }

    /// "as Anna Moreau put it", "when he lost": the subject of a clause within another.
    fn is_subordinate(&self, mention: usize) -> bool {
        let first = self.mentions[mention].words.start;
        first > 0
            && self.phrases.joined(first)
            && matches!(
                &self.text()[self.phrases.words[first - 1].span()],
                "as" | "after"
                    | "before"
                    | "since"
                    | "than"
                    | "like"
                    | "when"
                    | "while"
                    | "if"
                    | "because"
                    | "that"
                    | "which"
            )
    }

    /// Whose words follow where no verb of speech says so: "She was in no doubt: “…”".
    pub(super) fn teller(&self, words: &Range<usize>) -> Option<usize> {
        self.subjects(words).next()
    }

    pub(super) fn subjects(&self, words: &Range<usize>) -> impl Iterator<Item = usize> {
        self.mentions_in(words)
            .filter(|&i| self.mentions[i].place == Place::Subject && self.may_speak(&self.mentions[i]))
    }

    pub(super) fn mentions_in(&self, words: &Range<usize>) -> Range<usize> {
        let from = self.mentions.partition_point(|m| m.words.start < words.start);
        from..self.mentions.partition_point(|m| m.words.start < words.end)
    }

    /// Whether what a mention means can speak: "a lawyer", "the letter", not "the river".
    pub(super) fn may_speak(&self, mention: &Mention) -> bool {
        match mention.head {
            Head::Described { noun, .. } => {
                self.phrases.is_person(noun) || self.phrases.parts[noun] != Part::Content
            }
            Head::Name(_) | Head::He | Head::She | Head::It | Head::They => true,
        }
    }
}

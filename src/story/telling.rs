//! Telling: which of a sentence's verbs tell what somebody said.

use std::ops::Range;

use super::attribution::Around;
use super::name;
use super::part::Part;
use super::word::Word;

impl Around<'_> {
    /// "used the phrase “…”": the verb that makes words somebody's.
    pub(super) fn wording(&self, before: &Range<usize>) -> Option<usize> {
        let p = self.phrases;
        let [.., verb, article, noun] = p.words.get(before.clone())? else {
            return None;
        };
        let text = |word: &Word| &self.text()[word.span()];
        let used = matches!(
            text(verb),
            "used" | "uses" | "use" | "using" | "chose" | "repeated"
        ) && matches!(text(article), "the" | "this" | "his" | "her" | "their")
            && matches!(text(noun), "word" | "words" | "phrase" | "term" | "expression");
        used.then(|| before.end - 3)
    }

    pub(super) fn is_participle(&self, verb: usize) -> bool {
        self.text()[self.phrases.words[verb].span()].ends_with("ing")
    }

    /// The last verb of speech among `words` that has a speaker for its subject.
    pub(super) fn last_cue(&self, words: &Range<usize>) -> Option<usize> {
        words
            .clone()
            .rev()
            .find(|&i| self.is_of_speech(i) && self.is_told(i, words.start))
    }

    /// "said"; "found that", which reports and inquiries do.
    fn is_of_speech(&self, verb: usize) -> bool {
        let p = self.phrases;
        let text = |i: usize| p.words.get(i).map_or("", |w| &p.text[w.span()]);
        p.parts[verb] == Part::Speech
            || matches!(
                text(verb),
                "found" | "finds" | "showed" | "shows" | "revealed" | "reveals"
            ) && text(verb + 1) == "that"
    }

    /// Whether a verb of speech is one here: no noun ("the call"), not borne ("was told").
    pub(super) fn is_told(&self, verb: usize, from: usize) -> bool {
        let p = self.phrases;
        if verb == from || !p.joined(verb) {
            return true;
        }
        let noun = match p.parts[verb - 1] {
            Part::Definite | Part::Possessive => true,
            Part::Indefinite => matches!(&p.text[p.words[verb - 1].span()], "a" | "an" | "A" | "An"),
            // "he's claiming"
            Part::He | Part::She | Part::It | Part::They => false,
            _ => name::is_possessive(p.text, &p.words[verb - 1]),
        };
        if self.is_impersonal(verb, from) || self.is_anybodys(verb, from) {
            return false;
        }
        let mut i = verb;
        while i > from && p.parts[i - 1] == Part::Adverb {
            i -= 1;
        }
        let borne = i > from && p.parts[i - 1] == Part::Be && !self.is_participle(verb);
        !noun && !borne
    }

    /// "anyone who complains": nobody in particular does.
    fn is_anybodys(&self, verb: usize, from: usize) -> bool {
        let p = self.phrases;
        p.parts[verb - 1] == Part::Relative
            && verb >= from + 2
            && matches!(
                &p.text[p.words[verb - 2].span()],
                "anybody"
                    | "anyone"
                    | "everybody"
                    | "everyone"
                    | "those"
                    | "nobody"
                    | "somebody"
                    | "someone"
                    | "people"
            )
    }

    /// "it was too early to tell": nobody tells.
    fn is_impersonal(&self, verb: usize, from: usize) -> bool {
        let p = self.phrases;
        let infinitive = &p.text[p.words[verb - 1].span()] == "to";
        infinitive
            && (from.max(verb.saturating_sub(6))..verb - 1)
                .any(|i| p.parts[i] == Part::It && p.parts[i + 1] == Part::Be)
    }
}

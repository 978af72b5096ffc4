//! Attribution: what the words around a pair of marks say of who speaks, read within their paragraph.

use std::ops::Range;

use super::cue;
use super::marks::Marks;
use super::mention::{Mention, Place};
use super::name;
use super::part::Part;
use super::phrase::{Head, Known, Phrases};
use super::word::Word;

/// What the words around a quotation say of its speaker; indices are among the paragraph's mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A verb of speech, a colon or a comma gives it to them.
    Cued(usize),
    /// They are the subject of the sentence that holds it, of whatever verb.
    Subject(usize),
    /// Whole sentences that nothing near gives to anybody: whoever is speaking goes on.
    Open,
    /// Words within a sentence that is nobody's.
    Part,
}

/// A paragraph as far as it is needed here.
pub struct Around<'a> {
    pub phrases: &'a Phrases<'a>,
    pub mentions: &'a [Mention],
    pub sentences: &'a [Range<usize>],
    pub marks: &'a [Marks],
}

/// What may close a quotation within the one that ends with it.
const CLOSING: [char; 5] = [' ', '\'', '’', '"', '”'];

impl Around<'_> {
    /// Who speaks between the marks `at`.
    pub fn who(&self, at: usize) -> Who {
        let (before, after) = (self.before(at), self.after(at));
        let lead = self.text()[..self.marks[at].outer.start].trim_end();
        // "The statement came late: “…,” the union wrote."
        if lead.ends_with(':')
            && self.is_told_at_once(&after)
            && let Some(mention) = self.cue_after(at, &after)
        {
            return Who::Cued(mention);
        }
        if !before.is_empty() {
            if let Some(mention) = self.cue_before(at, &before) {
                return Who::Cued(mention);
            }
            if lead.ends_with([':', ','])
                && let Some(mention) = self.teller(&before)
            {
                return Who::Cued(mention);
            }
        }
        if let Some(mention) = self.cue_after(at, &after) {
            return Who::Cued(mention);
        }
        if let Some(mention) = self.cue_at_end(&after) {
            return Who::Cued(mention);
        }
        if before.is_empty() {
            let whole = self.is_whole(at) || self.is_speaking(at);
            return if whole { Who::Open } else { Who::Part };
        }
        let mut subjects = self
            .subjects(&before)
            .filter(|&m| !self.does_what_is_quoted(m, at));
        match subjects.next() {
            Some(mention) => Who::Subject(mention),
            None => Who::Part,
        }
    }

    /// "the crew “had to wait” for hours": words that begin with their verb are of their subject, not by it.
    fn does_what_is_quoted(&self, mention: usize, at: usize) -> bool {
        let first = self.words_in(&self.marks[at].inner).start;
        self.mentions[mention].words.end == first
            && first < self.phrases.words.len()
            && matches!(self.phrases.parts[first], Part::Be | Part::Auxiliary)
    }

    /// Who is about to speak where the paragraph's own last words end in a colon.
    pub fn leads(&self) -> Option<usize> {
        let last = self.sentences.last()?;
        if !self.text().trim_end().ends_with(':') {
            return None;
        }
        let from = self.marks.last().map_or(0, |m| m.outer.end).max(last.start);
        let words = self.words_in(&(from..last.end));
        self.last_cue(&words)
            .and_then(|verb| self.subject(verb, words.start))
            .or_else(|| self.teller(&words))
    }

    pub(super) fn text(&self) -> &str {
        self.phrases.text
    }

    /// The rest of the sentence before the marks, back to the marks before them, in words.
    fn before(&self, at: usize) -> Range<usize> {
        let start = self.marks[at].outer.start;
        let sentence = self.sentence_start(at);
        let quote = at.checked_sub(1).map_or(0, |i| self.marks[i].outer.end);
        let from = sentence.max(quote).min(start);
        // “…,” said Moreau; “…,” said Lund.
        let from = self.text()[from..start]
            .rfind(';')
            .map_or(from, |semicolon| from + semicolon);
        self.words_in(&(from..start))
    }

    fn sentence_start(&self, at: usize) -> usize {
        let start = self.marks[at].outer.start;
        self.sentences[..self.sentences.partition_point(|s| s.start <= start)]
            .last()
            .map_or(0, |s| s.start.min(start))
    }

    /// The rest of the sentence after the marks, up to the next ones, in words.
    fn after(&self, at: usize) -> Range<usize> {
        let end = self.marks[at].outer.end;
        let next = self
            .marks
            .get(at + 1)
            .map_or(self.text().len(), |m| m.outer.start);
        let mut ends = self.sentences[self.sentences.partition_point(|s| s.end < end)..]
            .iter()
            .map(|s| s.end);
        let mut sentence = ends.next().unwrap_or(self.text().len());
        let inner = self.text()[self.marks[at].inner.clone()].trim_end_matches(CLOSING);
        let lower = self.text()[end..].trim_start().starts_with(char::is_lowercase);
        let signed = self.text()[end..].trim_start().starts_with(['—', '–', '―']);
        if sentence == end && (lower || signed || inner.ends_with(['?', '!', ',', '…'])) {
            sentence = ends.next().unwrap_or(sentence);
        }
        self.words_in(&(end..sentence.min(next).max(end)))
    }

    fn words_in(&self, span: &Range<usize>) -> Range<usize> {
        let words = self.phrases.words;
        let from = words.partition_point(|w| (w.start as usize) < span.start);
        let to = words.partition_point(|w| (w.start as usize) < span.end);
        from..to.max(from)
    }

    /// The quotation pauses for its attribution or ends with its sentence.
    fn is_whole(&self, at: usize) -> bool {
        let marks = &self.marks[at];
        let inner = self.text()[marks.inner.clone()].trim_end_matches(CLOSING);
        marks.unclosed
            || inner.ends_with([',', '?', '!', '—', '–', '.', '…'])
            || self.text()[marks.outer.end..].starts_with([',', ';', '.'])
    }

    /// “We were told to wait” for hours.: a sentence that opens with what only a speaker can say of himself.
    fn is_speaking(&self, at: usize) -> bool {
        let marks = &self.marks[at];
        self.sentences
            .binary_search_by_key(&marks.outer.start, |s| s.start)
            .is_ok()
            && self.words_in(&marks.inner).take(1).any(|i| {
                matches!(
                    &self.text()[self.phrases.words[i].span()],
                    "I" | "We" | "You" | "My" | "Our" | "I’m" | "I'm"
                )
            })
    }

    /// Anna Moreau said “…”; calling it “…”; according to Anna Moreau, “…”.
    fn cue_before(&self, at: usize, before: &Range<usize>) -> Option<usize> {
        let verb = self.wording(before).or_else(|| self.last_cue(before));
        // "after Anna Moreau's remark that “…”"
        let from = verb.unwrap_or(before.start);
        let remark = self
            .mentions_in(&(from..before.end))
            .rev()
            .find(|&m| self.is_remark(&self.mentions[m], before.end));
        if remark.is_some() {
            return remark;
        }
        let verb = verb?;
        if self.phrases.words[verb].key == cue::ACCORDING {
            return self.starting(verb + 2);
        }
        let split = at > 0 && self.is_first(verb, before);
        if split || self.is_first(verb, before) && !self.is_participle(verb) {
            return self.starting(self.skip_adverbs(verb + 1));
        }
        // "Anna Moreau called it “…” and said that “…”"
        let sentence = self.words_in(&(self.sentence_start(at)..self.marks[at].outer.start));
        self.subject(verb, before.start)
            .or_else(|| self.subjects(&(sentence.start..before.start)).next())
    }

    /// "used the phrase “…”": the verb that makes words somebody's.
    fn wording(&self, before: &Range<usize>) -> Option<usize> {
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

    /// Whether a verb of speech stands next to the quotation, its subject before it or behind it.
    fn is_told_at_once(&self, after: &Range<usize>) -> bool {
        let p = self.phrases;
        let first = self.skip_adverbs(after.start);
        first < after.end
            && (p.parts[first] == Part::Speech
                || self.starting(first).is_some_and(|m| {
                    let verb = self.skip_adverbs(self.mentions[m].words.end);
                    verb < after.end && p.parts[verb] == Part::Speech
                }))
    }

    fn is_remark(&self, mention: &Mention, end: usize) -> bool {
        let p = self.phrases;
        let next = mention.words.end;
        let told =
            next >= end || p.parts[next] == Part::Conjunction && &p.text[p.words[next].span()] == "that";
        matches!(mention.head, Head::Described { noun, known: Known::Of, owner }
            if p.parts[noun] == Part::Utterance
                && told
                && (owner.is_some() || next < end || &p.text[p.words[noun].span()] == "words"))
    }

    fn is_first(&self, verb: usize, before: &Range<usize>) -> bool {
        verb == before.start
    }

    pub(super) fn is_participle(&self, verb: usize) -> bool {
        self.text()[self.phrases.words[verb].span()].ends_with("ing")
    }

    /// The last verb of speech among `words` that has a speaker for its subject.
    fn last_cue(&self, words: &Range<usize>) -> Option<usize> {
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
    fn is_told(&self, verb: usize, from: usize) -> bool {
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

    /// “…,” said Anna Moreau; “…,” the governor, Anna Moreau, said; “…,” he laughed.
    fn cue_after(&self, at: usize, after: &Range<usize>) -> Option<usize> {
        let p = self.phrases;
        let first = self.skip_adverbs(after.start);
        if first >= after.end {
            return None;
        }
        let whole = self.is_whole(at);
        if p.words[first].key == cue::ACCORDING {
            return self.starting(first + 2);
        }
        match &p.text[p.words[first].span()] {
            "per" => return self.starting(first + 1),
            // "as the memo put it"
            "as" => {
                let mention = self.starting(first + 1)?;
                let verb = self.skip_adverbs(self.mentions[mention].words.end);
                return (verb < after.end && p.parts[verb] == Part::Speech).then_some(mention);
            }
            _ => {}
        }
        let named = self.starting(first);
        if p.parts[first] == Part::Speech
            || (whole && named.is_none() && p.is_verb(first) && p.parts[first] == Part::Content)
        {
            let next = self.skip_adverbs(first + 1);
            return self
                .starting(next)
                .or_else(|| self.starting_near(next, after.end));
        }
        let mention = named.filter(|&m| self.mentions[m].place == Place::Subject)?;
        let headline = self.text()[self.marks[at].outer.end..].starts_with(':');
        let verb = self.skip_adverbs(self.mentions[mention].words.end);
        let ends = verb >= after.end;
        let speaks = !ends && p.parts[verb] == Part::Speech && self.is_told(verb, after.start);
        // "Anna Moreau sings": whatever follows a name without a pause.
        let acts = ends
            || p.is_verb(verb)
            || !matches!(self.mentions[mention].head, Head::Described { .. })
                && p.joined(verb)
                && p.parts[verb] == Part::Content;
        let acts = acts && self.may_speak(&self.mentions[mention]);
        (headline || speaks || (whole && acts)).then_some(mention)
    }

    /// “Half” of it was gone, Anna Moreau said; “half” was gone, according to Anna Moreau.
    fn cue_at_end(&self, after: &Range<usize>) -> Option<usize> {
        let p = self.phrases;
        let verb = after.clone().rev().find(|&i| p.parts[i] == Part::Speech)?;
        if p.words[verb].key == cue::ACCORDING {
            return self.starting(verb + 2);
        }
        // "…, says the harbour master"
        let rest = &p.text[p.words[after.end - 1].end as usize..];
        let sentence_ends = rest.is_empty() || rest.starts_with(['.', '\n', ';', '?', '!']);
        if sentence_ends && p.pause(verb) && !self.is_participle(verb) {
            return self.starting(self.skip_adverbs(verb + 1));
        }
        let mention = self.ending(verb, Place::Subject)?;
        let first = self.mentions[mention].words.start;
        let ends = verb + 1 >= after.end
            || p.pause(verb + 1)
            || matches!(p.parts[verb + 1], Part::Preposition | Part::Adverb);
        (ends && first > after.start && p.pause(first)).then_some(mention)
    }

    fn skip_adverbs(&self, mut at: usize) -> usize {
        while at < self.phrases.words.len() && self.phrases.is_adverb(at) && !self.phrases.quoted[at] {
            at += 1;
        }
        at
    }

    /// The mention that ends where a word starts.
    pub(super) fn ending(&self, word: usize, place: Place) -> Option<usize> {
        let to = self.mentions.partition_point(|m| m.words.start < word);
        (to.saturating_sub(6)..to)
            .rev()
            .find(|&i| self.mentions[i].words.end == word && self.mentions[i].place == place)
    }

    /// The mention that starts at a word.
    fn starting(&self, word: usize) -> Option<usize> {
        let i = self.mentions.partition_point(|m| m.words.start < word);
        (self.mentions.get(i)?.words.start == word).then_some(i)
    }

    /// “…,” said 9/11 widow Anna Moreau: the mention that words of no phrase lead to.
    fn starting_near(&self, word: usize, end: usize) -> Option<usize> {
        let i = self.mentions.partition_point(|m| m.words.start < word);
        let mention = self.mentions.get(i)?;
        let first = mention.words.start;
        let leads = |i: usize| {
            let gap = name::gap(self.text(), &self.phrases.words[i - 1], &self.phrases.words[i]);
            !gap.contains([',', '.', ';', ':', '“', '"']) && self.phrases.parts[i - 1] == Part::Content
        };
        (first < end && first <= word + 3 && (word + 1..=first).all(leads)).then_some(i)
    }
}

//! Who speaks: what stands around a pair of marks, read within its paragraph, then resolved across the story.

use std::ops::Range;

use super::cue;
use super::marks::Marks;
use super::name::{self, Bearer, Name};
use super::word::{self, Word};

/// A speaker as the story names them most fully: "Kyrylo Budanov", "two officials".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    pub name: Box<str>,
    /// The keys of the name's words, the family name or head noun last.
    pub keys: Box<[u64]>,
    /// A person or a body by name, not "two officials" or "the ministry".
    pub named: bool,
}

impl Speaker {
    /// Whether two names may be one speaker's: "Budanov" and "Lt Gen Kyrylo Budanov", "Mr Kim" and "Kim Jong Un".
    pub fn is(&self, other: &Speaker) -> bool {
        self.keys.last() == other.keys.last()
            || self.keys.iter().all(|key| other.keys.contains(key))
            || other.keys.iter().all(|key| self.keys.contains(key))
    }
}

/// Whom the words around a quotation name.
#[derive(Debug, Clone)]
pub enum Who {
    /// An index among the paragraph's names.
    Name(usize),
    Man,
    Woman,
    /// "the governor", "two officials"; bytes from the paragraph's start.
    Described(Range<usize>),
    /// Nobody: whoever spoke last goes on.
    Unsaid,
}

/// A paragraph as far as it is needed here.
pub struct Around<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub sentences: &'a [Range<usize>],
    pub marks: &'a [Marks],
    pub names: &'a [Name],
}

impl Around<'_> {
    /// Who speaks between the marks `at`, and whether a verb of speech says so.
    pub fn who(&self, at: usize) -> (Who, bool) {
        let marks = &self.marks[at].outer;
        let (before, after) = (self.before(at), self.after(at));
        let embedded = !self.ends_with_pause(at);
        let found = if embedded {
            self.cue_before(&before).or_else(|| self.cue_after(&after))
        } else {
            self.cue_after(&after).or_else(|| self.cue_before(&before))
        };
        if let Some(who) = found {
            return (who, true);
        }
        if self.text[..marks.start].trim_end().ends_with(':') {
            return (self.last_name(&before).unwrap_or(Who::Unsaid), true);
        }
        if !before.is_empty()
            && before.len() + after.len() > 2
            && let Some(name) = self
                .names
                .iter()
                .position(|n| within(&n.span, &before) && n.likely != Bearer::Other)
        {
            return (Who::Name(name), false);
        }
        (Who::Unsaid, false)
    }

    /// The rest of the sentence before the marks, back to the marks before them.
    fn before(&self, at: usize) -> Range<usize> {
        let start = self.marks[at].outer.start;
        let sentence = self
            .sentences
            .iter()
            .rev()
            .map(|s| s.start)
            .find(|&s| s <= start)
            .unwrap_or(0);
        let quote = at.checked_sub(1).map_or(0, |i| self.marks[i].outer.end);
        sentence.max(quote).min(start)..start
    }

    /// The rest of the sentence after the marks, up to the next ones.
    fn after(&self, at: usize) -> Range<usize> {
        let end = self.marks[at].outer.end;
        let next = self.marks.get(at + 1).map_or(self.text.len(), |m| m.outer.start);
        let mut ends = self.sentences.iter().map(|s| s.end).filter(|&e| e >= end);
        let mut sentence = ends.next().unwrap_or(self.text.len());
        if sentence == end && self.text[self.marks[at].inner.clone()].ends_with(['?', '!', ',']) {
            sentence = ends.next().unwrap_or(sentence);
        }
        end..sentence.min(next).max(end)
    }

    /// “…,” – the quotation pauses for its attribution.
    fn ends_with_pause(&self, at: usize) -> bool {
        let marks = &self.marks[at];
        self.text[marks.inner.clone()]
            .trim_end()
            .ends_with([',', '?', '!', '—', '–'])
            || self.text[marks.outer.end..].starts_with([',', ';'])
    }

    fn words_in(&self, span: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|w| (w.start as usize) < span.start);
        let to = self.words.partition_point(|w| (w.start as usize) < span.end);
        &self.words[from..to.max(from)]
    }

    /// “…,” said Anna Moreau; “…,” the governor, Anna Moreau, said.
    fn cue_after(&self, after: &Range<usize>) -> Option<Who> {
        let words = self.words_in(after);
        let cue = words.iter().take(14).position(|w| cue::is_speech(w.key))?;
        let verb = words[cue];
        if cue > 0 {
            return self.subject(&(after.start..verb.start as usize));
        }
        let rest = verb.end as usize..after.end;
        let name = self.names.iter().position(|n| within(&n.span, &rest));
        let pronoun = words.get(1).and_then(|w| pronoun(&self.text[w.span()]));
        match name {
            _ if pronoun.is_some() => pronoun,
            Some(i) if self.words_in(&(rest.start..self.names[i].span.start)).len() <= 7 => {
                Some(Who::Name(i))
            }
            _ => self.described(&rest),
        }
    }

    /// Anna Moreau said “…”; calling it “…”; according to Anna Moreau, “…”.
    fn cue_before(&self, before: &Range<usize>) -> Option<Who> {
        let words = self.words_in(before);
        let cue = words.iter().rposition(|w| cue::is_speech(w.key))?;
        let verb = words[cue];
        if cue > 0 && words[cue - 1].key == cue::ACCORDING || verb.key == cue::ACCORDING {
            return self
                .first_name(&(verb.end as usize..before.end))
                .or_else(|| self.described(&(verb.end as usize..before.end)));
        }
        let subject = before.start..verb.start as usize;
        if cue == 0 {
            let rest = verb.end as usize..before.end;
            let next = words.get(1).and_then(|w| pronoun(&self.text[w.span()]));
            return next
                .or_else(|| self.first_name(&rest))
                .or_else(|| self.described(&rest));
        }
        if self.text[verb.span()].ends_with("ing") {
            return self.first_subject(&subject);
        }
        self.subject(&subject)
    }

    /// The subject of a verb: the last name or pronoun before it, outside "told X".
    fn subject(&self, span: &Range<usize>) -> Option<Who> {
        let words = self.words_in(span);
        let last = words.last()?;
        if let Some(who) = pronoun(&self.text[last.span()]) {
            return Some(who);
        }
        let clause = self.clause(span);
        self.names
            .iter()
            .rposition(|n| within(&n.span, &clause) && n.likely != Bearer::Other)
            .map(Who::Name)
            .or_else(|| {
                self.words_in(&clause)
                    .iter()
                    .rev()
                    .find_map(|w| pronoun(&self.text[w.span()]))
            })
            .or_else(|| self.last_name(&clause))
            .or_else(|| self.described(&clause))
    }

    fn first_subject(&self, span: &Range<usize>) -> Option<Who> {
        let person = self
            .names
            .iter()
            .position(|n| within(&n.span, span) && n.likely != Bearer::Other);
        let pronoun = self
            .words_in(span)
            .iter()
            .take(6)
            .find_map(|w| pronoun(&self.text[w.span()]));
        match (person, pronoun) {
            (Some(i), Some(p)) if self.names[i].span.start > span.start + 12 => Some(p),
            (Some(i), _) => Some(Who::Name(i)),
            (None, p) => p.or_else(|| self.described(span)),
        }
    }

    /// After the last "but", "and", ";" that opens a clause with a subject of its own.
    fn clause(&self, span: &Range<usize>) -> Range<usize> {
        let text = &self.text[span.clone()];
        let cut = [", but ", ", and ", "; ", " – ", " — "]
            .iter()
            .filter_map(|s| text.rfind(s).map(|i| i + s.len()))
            .max();
        match cut {
            Some(cut) if !text[cut..].trim().is_empty() => span.start + cut..span.end,
            _ => span.clone(),
        }
    }

    fn first_name(&self, span: &Range<usize>) -> Option<Who> {
        self.names
            .iter()
            .position(|n| within(&n.span, span))
            .map(Who::Name)
    }

    fn last_name(&self, span: &Range<usize>) -> Option<Who> {
        self.names
            .iter()
            .rposition(|n| within(&n.span, span))
            .map(Who::Name)
    }

    /// A noun phrase without a name: up to its first comma or preposition.
    fn described(&self, span: &Range<usize>) -> Option<Who> {
        let words = self.words_in(span);
        let first = words
            .iter()
            .position(|w| !self.text[w.span()].eq_ignore_ascii_case("that"))?;
        let mut end = first;
        while end < words.len() {
            let word = self.text[words[end].span()].to_lowercase();
            let stops = matches!(
                word.as_str(),
                "of" | "in"
                    | "at"
                    | "from"
                    | "who"
                    | "which"
                    | "that"
                    | "on"
                    | "for"
                    | "with"
                    | "to"
                    | "as"
                    | "by"
                    | "said"
            );
            let paused = end > first
                && self.text[words[end - 1].end as usize..words[end].start as usize]
                    .contains([',', ';', ':', '.']);
            if stops || paused {
                break;
            }
            end += 1;
        }
        (end > first && end - first <= 8)
            .then(|| Who::Described(words[first].start as usize..words[end - 1].end as usize))
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn pronoun(word: &str) -> Option<Who> {
    match word.to_lowercase().as_str() {
        "he" => Some(Who::Man),
        "she" => Some(Who::Woman),
        "they" | "it" | "i" | "we" => Some(Who::Unsaid),
        _ => None,
    }
}

/// Resolves pronouns and descriptions in reading order.
#[derive(Default)]
pub struct Cast {
    people: Vec<Person>,
    /// The person last in the reader's mind: who spoke, or whom a sentence is about.
    latest: Vec<usize>,
}

struct Person {
    name: Box<str>,
    keys: Vec<u64>,
    title: Option<name::Title>,
    roles: Vec<u64>,
    person: bool,
}

impl Cast {
    /// Takes note of a name; returns the person.
    pub fn meet(&mut self, text: &str, name: &Name) -> usize {
        let last = name.keys.last();
        let known = self.people.iter().position(|p| {
            p.keys.last() == last
                || (name.keys.len() == 1 && p.keys.first() == last)
                || (p.keys.len() == 1 && name.keys.first() == p.keys.last())
        });
        let i = known.unwrap_or_else(|| {
            self.people.push(Person {
                name: "".into(),
                keys: Vec::new(),
                title: None,
                roles: Vec::new(),
                person: false,
            });
            self.people.len() - 1
        });
        let person = &mut self.people[i];
        if name.keys.len() > person.keys.len() {
            person.keys.clone_from(&name.keys);
            person.name = text[name.span.clone()].into();
        }
        person.title = person.title.filter(|t| *t != name::Title::Any).or(name.titled);
        person.roles.extend(&name.roles);
        person.person |= name.likely == Bearer::Person;
        i
    }

    /// `person` is whom the sentence is about.
    pub fn attend(&mut self, person: usize) {
        self.latest.retain(|&p| p != person);
        self.latest.push(person);
    }

    /// The speaker of what `who` names.
    pub fn resolve(&mut self, who: &Who, around: &Around, known: &[usize]) -> Option<Speaker> {
        let person = match who {
            Who::Name(i) => Some(known[*i]),
            Who::Man => self.recent(name::Title::Woman),
            Who::Woman => self.recent(name::Title::Man),
            Who::Described(span) => {
                let words = around.words_in(span);
                let head = words.last()?;
                match self
                    .latest
                    .iter()
                    .rev()
                    .copied()
                    .find(|&p| self.people[p].roles.contains(&head.stem))
                {
                    Some(person) => Some(person),
                    None => {
                        let name = around.text[span.clone()].into();
                        return Some(Speaker {
                            name,
                            keys: [word::hash(&word::fold(&around.text[head.span()]))].into(),
                            named: false,
                        });
                    }
                }
            }
            Who::Unsaid => None,
        };
        person.map(|person| {
            self.people[person].person = true;
            self.attend(person);
            self.speaker(person)
        })
    }

    fn recent(&self, not: name::Title) -> Option<usize> {
        let fits = |&p: &usize| self.people[p].title != Some(not);
        let people = self.latest.iter().rev().copied().filter(fits);
        people
            .clone()
            .find(|&p| self.people[p].person)
            .or_else(|| people.clone().next())
    }

    pub fn speaker(&self, person: usize) -> Speaker {
        let person = &self.people[person];
        Speaker {
            name: person.name.clone(),
            keys: person.keys.as_slice().into(),
            named: true,
        }
    }

    /// The fullest form in which the story names this speaker.
    pub fn fullest(&self, speaker: &Speaker) -> Option<Speaker> {
        let person = self
            .people
            .iter()
            .position(|p| p.keys.last() == speaker.keys.last())?;
        Some(self.speaker(person))
    }
}

//! The cast of a story: everyone it names or describes, and whom "she" and "the manager" mean where they stand.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Placed;
use super::attribution::Who;
use super::given::Sex;
use super::mention::{Mention, Place};
use super::name::{Bearer, Name};
use super::paragraph::Paragraph;
use super::phrase::Head;
use super::speaker::Speaker;

/// Indexed by what [`Cast::meet`] returns.
#[derive(Default)]
pub struct Cast<'a> {
    pub(super) people: Vec<Person<'a>>,
    /// By first and by last word of the name.
    by_word: FxHashMap<u64, SmallVec<[usize; 2]>>,
    /// Who is described by a word, by its stem.
    pub(super) by_role: FxHashMap<u64, SmallVec<[usize; 2]>>,
    /// What "it" means: the body last told of.
    thing: Option<usize>,
    /// Whom "they" means: the body or the people last told of.
    them: Option<usize>,
    /// Whom the reader has in mind, the foremost last.
    pub(super) focus: Vec<usize>,
}

pub(super) struct Person<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) keys: &'a [u64],
    pub(super) sex: Option<Sex>,
    /// Stems of the words that describe this one.
    pub(super) roles: SmallVec<[u64; 4]>,
    pub(super) kind: Kind,
    /// The paragraph that last had this one for a subject or a speaker.
    pub(super) foremost: Option<usize>,
    /// Where this one was last mentioned, in bytes of the text.
    pub(super) mention: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    /// A name that may be a person's.
    Perhaps,
    Body,
    /// "a resident"
    Somebody,
    /// "officials", "the letter"
    Others,
    /// "the company"
    Group,
}

/// "ASTRID LIND", as a transcript's label has it, as everybody writes it.
fn spelt(name: &str) -> Cow<'_, str> {
    if !name.contains(' ') || name.contains(char::is_lowercase) {
        return Cow::Borrowed(name);
    }
    let small = |(i, c): (usize, char)| match name[..i].chars().next_back() {
        Some(before) if before.is_alphabetic() => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    };
    name.char_indices().map(small).collect::<String>().into()
}

/// Nobody remembers more people at once.
const MINDED: usize = 12;
/// More people of one name are no cast but a list.
pub(super) const NAMESAKES: usize = 32;
/// More words do not describe anybody.
const ROLES: usize = 40;

impl<'a> Cast<'a> {
    /// Takes note of all full names in a story before it is read, so that a headline's "Haddow" has a first name.
    pub fn of(paragraphs: &'a [Placed]) -> Cast<'a> {
        let mut cast = Cast::default();
        for placed in paragraphs {
            for name in placed.paragraph.names.iter().filter(|n| n.keys.len() > 1) {
                cast.meet(&placed.paragraph, name);
            }
        }
        for placed in paragraphs {
            let paragraph = &placed.paragraph;
            for who in &paragraph.who {
                if let Who::Cued(m) = who
                    && let Head::Name(n) = paragraph.mentions[*m].head
                    && paragraph.names[n].likely == Bearer::Unknown
                    && paragraph.names[n].keys.len() > 1
                {
                    let person = cast.meet(paragraph, &paragraph.names[n]);
                    if cast.people[person].kind == Kind::Perhaps {
                        cast.people[person].kind = Kind::Person;
                    }
                }
            }
            cast.hear_of(paragraph);
        }
        cast
    }

    /// "Moreau said she would not": whoever says of herself what she does is a person.
    fn hear_of(&mut self, paragraph: &'a Paragraph) {
        for pair in paragraph.mentions.windows(2) {
            let sex = match pair[1].head {
                Head::He => Sex::Man,
                Head::She => Sex::Woman,
                _ => continue,
            };
            let between = paragraph.text.get(pair[0].span.end..pair[1].span.start);
            let Head::Name(n) = pair[0].head else { continue };
            let name = &paragraph.names[n];
            if name.keys.len() == 1
                && matches!(between, Some(" said " | " says " | " said that " | " says that "))
            {
                let person = self.meet(paragraph, name);
                let known = &mut self.people[person];
                known.kind = Kind::Person;
                known.sex = known.sex.or(Some(sex));
            }
        }
    }

    /// Whoever bears the name.
    pub fn meet(&mut self, paragraph: &'a Paragraph, name: &'a Name) -> usize {
        let person = self.find(name).unwrap_or_else(|| {
            self.people.push(Person {
                name: Cow::Borrowed(""),
                keys: &[],
                sex: None,
                roles: SmallVec::new(),
                kind: if name.keys.len() > 1 {
                    Kind::Perhaps
                } else {
                    Kind::Body
                },
                foremost: None,
                mention: 0..0,
            });
            self.people.len() - 1
        });
        let known = &mut self.people[person];
        if name.keys.len() > known.keys.len() {
            known.keys = &name.keys;
            known.name = spelt(&paragraph.text[name.span.clone()]);
            for key in [name.keys.first(), name.keys.last()].into_iter().flatten() {
                let bearers = self.by_word.entry(*key).or_default();
                if bearers.last() != Some(&person) {
                    bearers.push(person);
                }
            }
        }
        known.sex = known.sex.or(name.sex);
        match name.likely {
            // "Jordan" alone may be of the river; "Mr Jordan" is not.
            Bearer::Person
                if known.kind == Kind::Body && name.keys.len() < known.keys.len() && !name.titled => {}
            Bearer::Person => known.kind = Kind::Person,
            Bearer::Other if known.kind == Kind::Perhaps => known.kind = Kind::Body,
            _ => {}
        }
        for &role in &name.roles {
            self.describe(person, role);
        }
        person
    }

    pub(super) fn describe(&mut self, person: usize, role: u64) {
        let roles = &mut self.people[person].roles;
        if roles.len() < ROLES && !roles.contains(&role) {
            roles.push(role);
            self.by_role.entry(role).or_default().push(person);
        }
    }

    /// The bearer of a name speaks in paragraph `p`.
    pub fn hear(&mut self, paragraph: &'a Paragraph, name: &'a Name, p: usize) -> usize {
        let person = self.meet(paragraph, name);
        self.people[person].kind = Kind::Person;
        self.people[person].foremost = Some(p);
        self.focus.retain(|&f| f != person);
        self.focus.push(person);
        person
    }

    fn find(&self, name: &Name) -> Option<usize> {
        let (first, last) = (name.keys.first()?, name.keys.last()?);
        let fits = |&&p: &&usize| {
            let person = &self.people[p];
            // "Kerry" alone may be a given name or a family's.
            let told = name.titled || name.keys.len() > 1;
            let sexes = !told || person.sex.is_none() || name.sex.is_none() || person.sex == name.sex;
            let names = name.keys.len() == 1
                || person.keys.len() == 1
                || person.keys.first() == Some(first)
                || name.keys.iter().filter(|key| person.keys.contains(key)).count() > 1;
            sexes && names
        };
        let bearers = |key| self.by_word.get(key).into_iter().flatten().rev().take(NAMESAKES);
        let family = bearers(last)
            .filter(|&&p| self.people[p].keys.last() == Some(last))
            .filter(fits);
        let given =
            bearers(last).filter(|&&p| name.keys.len() == 1 && self.people[p].keys.first() == Some(last));
        let latest = |p: &&usize| (self.people[**p].foremost, std::cmp::Reverse(**p));
        family
            .max_by_key(latest)
            .or_else(|| given.filter(fits).max_by_key(latest))
            .copied()
    }

    /// Reads a mention: whom it means. `speaks` says that a quotation is theirs.
    pub fn read(
        &mut self,
        placed: &'a Placed,
        p: usize,
        mention: &'a Mention,
        speaks: bool,
    ) -> Option<usize> {
        let paragraph = &*placed.paragraph;
        let person = match mention.head {
            Head::Name(n) => Some(self.meet(paragraph, &paragraph.names[n])),
            Head::He => self.meant(Sex::Man, p),
            Head::She => self.meant(Sex::Woman, p),
            Head::It => self.thing.filter(|_| speaks),
            Head::They => self.them.filter(|_| speaks),
            Head::Described { noun, known, owner } => {
                self.described(paragraph, p, mention, (noun, known, owner), speaks)
            }
        }?;
        let strong = speaks || mention.place == Place::Subject && !mention.subordinate;
        let kind = self.people[person].kind;
        let minded = !matches!(kind, Kind::Body | Kind::Others | Kind::Group) || speaks;
        self.people[person].mention = placed.at(&mention.span);
        if strong && matches!(kind, Kind::Body | Kind::Group) {
            self.thing = Some(person);
        }
        if strong && matches!(kind, Kind::Body | Kind::Group | Kind::Others) {
            self.them = Some(person);
        }
        if minded {
            self.mind(person, p, strong);
        }
        Some(person)
    }

    /// The reader has a person in mind: before all others if `strong`, else behind the paragraph's subject.
    pub(super) fn mind(&mut self, person: usize, p: usize, strong: bool) {
        if strong {
            self.people[person].foremost = Some(p);
            self.focus.retain(|&f| f != person);
            self.focus.push(person);
        } else if self.people[person].foremost != Some(p) {
            // A paragraph's first person comes before those of the last; its subject stays before others.
            let about = |&q: &usize| self.people[q].foremost == Some(p);
            let below = self.focus.last().is_some_and(about);
            self.focus.retain(|&f| f != person);
            self.focus.insert(
                self.focus.len() - usize::from(below && !self.focus.is_empty()),
                person,
            );
            if !below {
                self.people[person].foremost = Some(p);
            }
        }
        if self.focus.len() > MINDED {
            self.focus.remove(0);
        }
    }

    /// The person of a sex whom the reader has in mind.
    pub(super) fn foremost(&mut self, sex: Option<Sex>) -> Option<usize> {
        let person = self.nearest(sex)?;
        self.learn(person, sex);
        Some(person)
    }

    /// Whom "he" or "she" means in paragraph `p`.
    fn meant(&mut self, sex: Sex, p: usize) -> Option<usize> {
        let person = self.of_sex(sex, self.nearest(Some(sex))?, p);
        self.learn(person, Some(sex));
        Some(person)
    }

    fn nearest(&self, sex: Option<Sex>) -> Option<usize> {
        let fits = |kinds: &[Kind]| {
            self.focus.iter().rev().copied().find(|&p| {
                let person = &self.people[p];
                kinds.contains(&person.kind) && (sex.is_none() || person.sex.is_none() || person.sex == sex)
            })
        };
        let known = fits(&[Kind::Person, Kind::Somebody]);
        let any = fits(&[Kind::Person, Kind::Somebody, Kind::Perhaps])?;
        // What may be the name of a place gives way to a person of the same paragraph.
        let person = known.filter(|&p| self.people[p].foremost >= self.people[any].foremost);
        Some(person.unwrap_or(any))
    }

    /// A pronoun tells the sex of whom the reader had in mind before all others.
    fn learn(&mut self, person: usize, sex: Option<Sex>) {
        if sex.is_some() && self.focus.last() == Some(&person) {
            let person = &mut self.people[person];
            person.sex = person.sex.or(sex);
            if person.kind == Kind::Perhaps {
                person.kind = Kind::Person;
            }
        }
    }

    /// Whom "she" means in paragraph `p`: of the people of an earlier one she who is known to be a woman rather than the
    /// last of them, if of `near` that is not known.
    fn of_sex(&self, sex: Sex, near: usize, p: usize) -> usize {
        let nearest = &self.people[near];
        if nearest.sex.is_some() || nearest.foremost == Some(p) {
            return near;
        }
        let known =
            |&&q: &&usize| self.people[q].sex == Some(sex) && self.people[q].foremost == nearest.foremost;
        self.focus.iter().rev().find(known).copied().unwrap_or(near)
    }

    /// Whose "his", "her", "its" or "their" is.
    pub(super) fn possessor(&mut self, word: &str) -> Option<usize> {
        match word {
            "his" | "His" => self.foremost(Some(Sex::Man)),
            "her" | "Her" => self.foremost(Some(Sex::Woman)),
            "its" | "Its" => self.thing,
            "their" | "Their" => self.them,
            _ => None,
        }
    }

    /// Whoever the paragraph `p` or, `since` an earlier one, that one was last about.
    pub fn speaking(&self, since: usize) -> Option<usize> {
        let person = *self.focus.last()?;
        (self.people[person].foremost? >= since).then_some(person)
    }

    /// Whether a sentence's subject may be the speaker of words quoted in it.
    pub fn may_speak(&self, person: usize) -> bool {
        matches!(
            self.people[person].kind,
            Kind::Person | Kind::Somebody | Kind::Perhaps | Kind::Others | Kind::Group
        )
    }

    /// Where a person was last mentioned, in bytes of the text.
    pub fn mention(&self, person: usize) -> Range<usize> {
        self.people[person].mention.clone()
    }

    pub fn speaker(&self, person: usize) -> Speaker {
        let person = &self.people[person];
        Speaker {
            name: person.name.as_ref().into(),
            keys: person.keys.into(),
            named: person.kind == Kind::Person,
            sex: person.sex,
            with: None,
        }
    }
}

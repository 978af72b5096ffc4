//! Speakers, and when two names are one speaker's.

use super::given::Sex;

/// A speaker as the story names them most fully: "Kyrylo Budanov", "two officials".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    pub name: Box<str>,
    /// The keys of the name's words, the family name or head noun last.
    pub keys: Box<[u64]>,
    /// A person by name; not "two officials", and not a ministry, which speaks through persons.
    pub named: bool,
    pub sex: Option<Sex>,
}

impl Speaker {
    /// Whether two names may be one speaker's: "Budanov" and "Lt Gen Kyrylo Budanov", "Mr Kim" and "Kim Jong Un".
    pub fn is(&self, other: &Speaker) -> bool {
        let (a, b) = (&self.keys, &other.keys);
        let sexes = self.sex.is_none() || other.sex.is_none() || self.sex == other.sex;
        let within = |a: &[u64], b: &[u64]| a.iter().all(|key| b.contains(key));
        sexes
            && (a.last() == b.last()
                || within(a, b)
                || within(b, a)
                || (a.len() > 1 && a.first() == b.first() && self.sounds_like(other)))
    }

    /// Whether the family names are one name, transcribed twice: "Zelensky" and "Zelenskyy".
    fn sounds_like(&self, other: &Speaker) -> bool {
        let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let (a, b) = (last(&self.name), last(&other.name));
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        common >= 4 && a.chars().count().max(b.chars().count()) <= common + 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Story;

    fn speaker(text: &str) -> Speaker {
        Story::of(text).quotes[0].speaker.clone().expect("a speaker")
    }

    #[test]
    fn one_person_has_several_names() {
        let full = speaker("“Yes,” said Mara Venn.");
        assert!(full.is(&speaker("“Yes,” said Venn.")));
        assert!(full.is(&speaker("“Yes,” said Ms Venn.")));
        assert!(!full.is(&speaker("“Yes,” said Mr Venn.")));
        assert!(!full.is(&speaker("“Yes,” said Mara Lund.")));
        assert!(speaker("“Yes,” said Ilya Gorsky.").is(&speaker("“Yes,” said Ilya Gorskiy.")));
    }

    #[test]
    fn the_mention_is_what_names_the_speaker_here() {
        let text = "Mara Venn waved. “Yes,” she said. “And no.”";
        let story = Story::of(text);
        let mentions: Vec<&str> = story
            .quotes
            .iter()
            .filter_map(|q| q.mention.clone())
            .map(|m| &text[m])
            .collect();
        assert_eq!(mentions, ["she", "she"]);
    }

    #[test]
    fn bodies_and_descriptions_are_not_named_persons() {
        assert!(speaker("“Yes,” said Mara Venn.").named);
        assert!(!speaker("“Yes,” said Harbour Lines.").named);
        assert!(!speaker("“Yes,” two officials said.").named);
    }
}

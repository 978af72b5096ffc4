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
    /// Who speaks with them: "said Anna Moreau and Piet Lund".
    pub with: Option<Box<Speaker>>,
}

impl Speaker {
    /// Whether two names may be one speaker's: "Budanov" and "Lt Gen Kyrylo Budanov", "Mr Kim" and "Kim Jong Un".
    pub fn is(&self, other: &Speaker) -> bool {
        self.each().any(|a| other.each().any(|b| a.is_named_as(b)))
    }

    fn each(&self) -> impl Iterator<Item = &Speaker> {
        std::iter::successors(Some(self), |speaker| speaker.with.as_deref())
    }

    fn is_named_as(&self, other: &Speaker) -> bool {
        let (a, b) = (&self.keys, &other.keys);
        let sexes = self.sex.is_none() || other.sex.is_none() || self.sex == other.sex;
        let within = |a: &[u64], b: &[u64]| a.iter().all(|key| b.contains(key));
        sexes
            && (a.last() == b.last()
                || within(a, b)
                || within(b, a)
                || (a.len() > 1 && b.len() > 1 && self.sounds_like(other)))
    }

    /// Whether two full names are one, transcribed twice: "Ilya Gorsky" and "Ilia Gorskyi", "Kyrylo" and "Kirill".
    fn sounds_like(&self, other: &Speaker) -> bool {
        let (Some((given, family)), Some((other_given, other_family))) =
            (ends(&self.name), ends(&other.name))
        else {
            return false;
        };
        let first = |name: &str| name.chars().next().map(sound);
        if first(family) != first(other_family) {
            return false;
        }
        let family = sounds(family) == sounds(other_family);
        let given = given == other_given || {
            let (a, b) = (sounds(given), sounds(other_given));
            let (bare, other_bare) = (consonants(&a), consonants(&b));
            a == b || bare.len() > 2 && bare == other_bare
        };
        family && given
    }
}

/// The given name and the family's.
fn ends(name: &str) -> Option<(&str, &str)> {
    let given = name.split(' ').next()?;
    let family = name.rsplit(' ').next()?;
    name.contains(' ').then_some((given, family))
}

/// A name's letters as far as transcriptions agree on them: "Zelenskyy" and "Zelensky", "Hrynko" and "Grinko".
fn sounds(name: &str) -> String {
    let mut sounds = String::new();
    for letter in name.chars() {
        let sound = sound(letter);
        if sound == 'x' {
            sounds.push_str("ks");
        } else if sound == 'h' && sounds.ends_with('k') {
            sounds.pop();
            sounds.push('h');
        } else if sound.is_alphanumeric() && !sounds.ends_with(sound) {
            sounds.push(sound);
        }
    }
    sounds.truncate(sounds.trim_end_matches(is_vowel).len());
    sounds
}

fn sound(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'y' | 'j' => 'i',
        'w' => 'v',
        'g' => 'h',
        'c' | 'q' => 'k',
        letter => letter,
    }
}

fn consonants(sounds: &str) -> String {
    sounds.chars().filter(|&c| !is_vowel(c)).collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
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
        assert!(full.is(&speaker("“Yes,” said the mayor, Mara Venn.")));
    }

    #[test]
    fn either_of_two_who_speak_as_one_has_said_it() {
        for text in [
            "“Yes,” said Mara Venn and Piet Lund in a statement.",
            "“Yes,” Mara Venn and Piet Lund said.",
        ] {
            let both = speaker(text);
            assert_eq!(&*both.name, "Mara Venn");
            assert!(both.is(&speaker("“Yes,” said Lund.")) && speaker("“Yes,” said Mr Lund.").is(&both));
            assert!(!both.is(&speaker("“Yes,” said Oskar Harding.")));
        }
        let first = speaker("“Yes,” said Mara Venn and Piet Lund nodded.");
        assert!(!first.is(&speaker("“Yes,” said Piet Lund.")));
    }

    #[test]
    fn transcriptions_of_a_name_are_one_name() {
        let is = |a: &str, b: &str| {
            speaker(&format!("“Yes,” said {a}.")).is(&speaker(&format!("“Yes,” said {b}.")))
        };
        assert!(is("Ilya Gorsky", "Ilya Gorskiy"));
        assert!(is("Ilya Gorskyy", "Ilia Gorskij"));
        assert!(is("Oleksandr Hrynko", "Alexander Grinko"));
        assert!(is("Volodymyr Tarenko", "Vladimir Tarenka"));
        assert!(is("Anatol Berisev", "Anatol Berissev"));
        assert!(!is("Ilya Gorsky", "Ilya Gorkin"));
        assert!(!is("Oleksandr Hrynko", "Oleksandr Hranko"));
        assert!(!is("Piet Lund", "Pita Lind"));
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

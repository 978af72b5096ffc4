//! Spellings that a house style changes and a speaker never said: colour and color, twenty and 20, don't and do not.

use std::borrow::Cow;

/// Pairs that no rule covers.
const VARIANTS: [(&str, &str); 30] = [
    ("afterwards", "afterward"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("backwards", "backward"),
    ("cheque", "check"),
    ("defence", "defense"),
    ("forwards", "forward"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("kerb", "curb"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("mom", "mum"),
    ("mould", "mold"),
    ("offence", "offense"),
    ("ok", "okay"),
    ("percent", "%"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("sceptical", "skeptical"),
    ("storey", "story"),
    ("till", "until"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("upwards", "upward"),
    ("whilst", "while"),
    ("yeah", "yes"),
    ("yoghurt", "yogurt"),
];

const NUMBERS: [(&str, &str); 31] = [
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("fifteen", "15"),
    ("fifth", "5th"),
    ("fifty", "50"),
    ("five", "5"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("fourth", "4th"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("ninety", "90"),
    ("one", "1"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventy", "70"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixth", "6th"),
    ("sixty", "60"),
    ("ten", "10"),
    ("third", "3rd"),
    ("thirteen", "13"),
    ("thirty", "30"),
    ("three", "3"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("two", "2"),
];

fn find(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    let i = table.binary_search_by_key(&word, |&(from, _)| from).ok()?;
    Some(table[i].1)
}

/// A number word's digits.
pub fn digits(word: &str) -> Option<&'static str> {
    find(&NUMBERS, word)
}

/// One spelling for all of a word's house styles. It need not be a word: it is only compared with its like.
pub fn canonical(word: &str) -> Cow<'_, str> {
    if let Some(one) = digits(word).or_else(|| find(&VARIANTS, word)) {
        return Cow::Borrowed(one);
    }
    if word.len() < 6 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    const ENDINGS: [(&str, &str); 22] = [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ourite", "orite"),
        ("ourable", "orable"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("bre", "ber"),
        ("ogue", "og"),
        ("lled", "led"),
        ("lling", "ling"),
        ("ller", "ler"),
        ("ement", "ment"),
    ];
    let ending = ENDINGS
        .iter()
        .filter(|(from, _)| word.ends_with(from))
        .max_by_key(|(from, _)| from.len());
    match ending {
        Some((from, to)) => Cow::Owned(format!("{}{to}", &word[..word.len() - from.len()])),
        None => Cow::Borrowed(word),
    }
}

/// One word in one house, two in another.
const COMPOUNDS: [(&str, &str, &str); 8] = [
    ("alright", "all", "right"),
    ("anymore", "any", "more"),
    ("anytime", "any", "time"),
    ("cannot", "can", "not"),
    ("forever", "for", "ever"),
    ("onto", "on", "to"),
    ("someday", "some", "day"),
    ("underway", "under", "way"),
];

fn find_pair(word: &str) -> Option<(&str, &'static str)> {
    let i = COMPOUNDS.binary_search_by_key(&word, |&(whole, ..)| whole).ok()?;
    Some((COMPOUNDS[i].1, COMPOUNDS[i].2))
}

/// The words that a contraction stands for: don't, we'll, it's. A possessive is none.
pub fn expanded(word: &str) -> Option<(&str, &'static str)> {
    let (base, tail) = match word.rsplit_once('\'') {
        None => return find_pair(word),
        Some((base, tail)) => (base, tail),
    };
    match tail {
        "t" => {
            let base = match base {
                "can" => "can",
                "won" => "will",
                "shan" => "shall",
                _ => base.strip_suffix('n')?,
            };
            Some((base, "not"))
        }
        "re" => Some((base, "are")),
        "ve" => Some((base, "have")),
        "ll" => Some((base, "will")),
        "m" => Some((base, "am")),
        "d" => Some((base, "'d")),
        "s" if matches!(
            base,
            "he" | "here" | "how" | "it" | "she" | "that" | "there" | "what" | "where" | "who"
        ) =>
        {
            Some((base, "is"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(VARIANTS.is_sorted() && NUMBERS.is_sorted() && COMPOUNDS.is_sorted());
    }

    #[test]
    fn one_spelling_for_both_shores() {
        for (uk, us) in [
            ("organised", "organized"),
            ("harbour", "harbor"),
            ("centre", "center"),
            ("travelling", "traveling"),
            ("towards", "toward"),
            ("twelve", "12"),
        ] {
            assert_eq!(canonical(uk), canonical(us));
        }
        assert_ne!(canonical("hour"), canonical("hor"));
    }

    #[test]
    fn contractions_are_what_they_stand_for() {
        assert_eq!(expanded("won't"), Some(("will", "not")));
        assert_eq!(expanded("cannot"), Some(("can", "not")));
        assert_eq!(expanded("it's"), Some(("it", "is")));
        assert_eq!(expanded("harbour's"), None);
    }
}

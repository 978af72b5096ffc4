//! Spellings that a house style changes and a speaker never said: colour and color, twenty and 20, don't and do not.

use std::borrow::Cow;

use super::numeral;

/// Pairs that no rule covers.
const VARIANTS: [(&str, &str); 52] = [
    ("advisor", "adviser"),
    ("afterwards", "afterward"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("aug", "august"),
    ("backwards", "backward"),
    ("capt", "captain"),
    ("cheque", "check"),
    ("col", "colonel"),
    ("dec", "december"),
    ("defence", "defense"),
    ("feb", "february"),
    ("first", "1st"),
    ("forwards", "forward"),
    ("gen", "general"),
    ("gov", "governor"),
    ("grey", "gray"),
    ("jan", "january"),
    ("jewellery", "jewelry"),
    ("kerb", "curb"),
    ("kiev", "kyiv"),
    ("koran", "quran"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("lt", "lieutenant"),
    ("mom", "mum"),
    ("mould", "mold"),
    ("nov", "november"),
    ("oct", "october"),
    ("offence", "offense"),
    ("ok", "okay"),
    ("percent", "%"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pretence", "pretense"),
    ("prof", "professor"),
    ("programme", "program"),
    ("qaida", "qaeda"),
    ("rep", "representative"),
    ("sceptical", "skeptical"),
    ("second", "2nd"),
    ("sen", "senator"),
    ("sept", "september"),
    ("sgt", "sergeant"),
    ("storey", "story"),
    ("till", "until"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("upwards", "upward"),
    ("whilst", "while"),
    ("yeah", "yes"),
    ("yoghurt", "yogurt"),
];

fn find(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    let i = table.binary_search_by_key(&word, |&(from, _)| from).ok()?;
    Some(table[i].1)
}

/// One spelling for all of a word's house styles. It need not be a word: it is only compared with its like.
pub fn canonical(word: &str) -> Cow<'_, str> {
    if let Some(one) = numeral::digits(word).or_else(|| find(&VARIANTS, word)) {
        return Cow::Borrowed(one);
    }
    if word.len() < 6 || !word.is_ascii() {
        return Cow::Borrowed(possessor(word));
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
        None => Cow::Borrowed(possessor(word)),
    }
}

/// "Rhys's" is "Rhys'" elsewhere, whose apostrophe no word keeps.
fn possessor(word: &str) -> &str {
    match word.strip_suffix("'s") {
        Some(name) if name.ends_with('s') => name,
        _ => word,
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

/// As a speaker runs words together.
const SLURRED: [(&str, &str, &str); 7] = [
    ("dunno", "do", "not"),
    ("gimme", "give", "me"),
    ("gonna", "going", "to"),
    ("gotta", "got", "to"),
    ("kinda", "kind", "of"),
    ("lemme", "let", "me"),
    ("wanna", "want", "to"),
];

fn find_pair(
    table: &[(&'static str, &'static str, &'static str)],
    word: &str,
) -> Option<(&'static str, &'static str)> {
    let i = table.binary_search_by_key(&word, |&(whole, ..)| whole).ok()?;
    Some((table[i].1, table[i].2))
}

/// The two words that a compound is in another house.
pub fn divided(word: &str) -> Option<(&'static str, &'static str)> {
    find_pair(&COMPOUNDS, word)
}

/// The words that a contraction stands for: don't, we'll, it's, gonna. A possessive is none.
pub fn expanded(word: &str) -> Option<(&str, &'static str)> {
    let (base, tail) = match word.rsplit_once('\'') {
        None => return find_pair(&SLURRED, word),
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
        assert!(VARIANTS.is_sorted() && COMPOUNDS.is_sorted() && SLURRED.is_sorted());
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
        assert_eq!(expanded("gonna"), Some(("going", "to")));
        assert_eq!(divided("cannot"), Some(("can", "not")));
        assert_eq!(expanded("it's"), Some(("it", "is")));
        assert_eq!(expanded("harbour's"), None);
    }
}

//! An attested wording as the draft would set it: the case of its first letter, its marks, its ellipses.

/// `draft` is what stands between the draft's marks, `mark` the one that opens it.
pub fn in_style(draft: &str, mark: Option<char>, wording: &str) -> String {
    let straight = match mark {
        Some('"' | '\'') => true,
        Some('“' | '‘' | '„' | '«' | '»' | '‚') => false,
        _ => draft.contains(['\'', '"']) && !draft.contains(['’', '‘', '“', '”']),
    };
    let single = matches!(mark, Some('\'' | '‘' | '‚'));
    let set = marks(&recased(draft, wording), straight, single);
    match (draft.contains('…'), draft.contains("...")) {
        (true, false) => set.replace("...", "…"),
        (false, true) => set.replace('…', "..."),
        _ => set,
    }
}

fn recased(draft: &str, wording: &str) -> String {
    let mut chars = wording.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let rest = chars.as_str();
    let initials = rest.starts_with(char::is_uppercase);
    match draft.chars().next() {
        Some(c) if c.is_uppercase() => first.to_uppercase().chain(rest.chars()).collect(),
        // "I" and initials keep their capital.
        Some(c) if c.is_lowercase() && !initials && !opens_with_i(wording) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => wording.to_owned(),
    }
}

fn opens_with_i(wording: &str) -> bool {
    wording
        .strip_prefix('I')
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Marks within a quotation are single where its own are double, and double where they are single.
fn marks(wording: &str, straight: bool, single: bool) -> String {
    let [open, close] = match (single, straight) {
        (false, false) => ['‘', '’'],
        (true, false) => ['“', '”'],
        (false, true) => ['\''; 2],
        (true, true) => ['"'; 2],
    };
    let apostrophe = if straight { '\'' } else { '’' };
    let mut set = String::with_capacity(wording.len() + 8);
    let mut within = false;
    let mut before: Option<char> = None;
    let mut chars = wording.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let next = chars.peek().copied();
        let opens = !inside(before) && inside(next);
        let mark = match c {
            '“' | '‘' => true,
            '”' => true,
            '"' => true,
            // Between letters, before a year and behind a plural it is an apostrophe.
            '\'' | '’' => {
                (within && !inside(next)) || (c == '\'' && opens && !next.is_some_and(char::is_numeric))
            }
            _ => false,
        };
        set.push(match c {
            _ if mark && !within => open,
            _ if mark => close,
            '\'' | '’' => apostrophe,
            c => c,
        });
        within ^= mark;
        before = Some(c);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_is_the_draft_s() {
        assert_eq!(in_style("the tug", None, "The barge"), "the barge");
        assert_eq!(in_style("the tug", None, "I saw it"), "I saw it");
        assert_eq!(in_style("The tug", None, "the barge"), "The barge");
    }

    #[test]
    fn marks_are_the_draft_s() {
        let report = "We don't call it “home” here";
        for (mark, set) in [
            ('“', "We don’t call it ‘home’ here"),
            ('‘', "We don’t call it “home” here"),
            ('"', "We don't call it 'home' here"),
            ('\'', "We don't call it \"home\" here"),
        ] {
            assert_eq!(in_style("We", Some(mark), report), set);
        }
        assert_eq!(
            in_style("We", Some('‘'), "the sailors’ ’90s 'home'"),
            "The sailors’ ’90s “home”"
        );
    }

    #[test]
    fn an_ellipsis_is_the_draft_s() {
        assert_eq!(
            in_style("We ... sail", Some('"'), "We … do sail"),
            "We ... do sail"
        );
        assert_eq!(in_style("We … sail", Some('“'), "We ... do sail"), "We … do sail");
    }
}

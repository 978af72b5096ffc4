//! The lines of a file where texts stand that a parser read from it, which says nothing of lines.

/// Finds the lines of a file where texts stand that were read from it in order.
pub struct Places<'a> {
    file: &'a str,
    at: usize,
    line: u32,
    /// The bytes that may yet be looked through in vain: a file of words that are nowhere in it must not take for ever.
    left: usize,
}

impl<'a> Places<'a> {
    /// Places in `file`, whose first line is `line`.
    pub fn new(file: &'a str, line: u32) -> Places<'a> {
        Places {
            file,
            at: 0,
            line,
            left: (16 << 20) + 8 * file.len(),
        }
    }

    /// The line where the first words of `text` stand behind all that was found before; the last line found when they
    /// stand nowhere.
    pub fn line(&mut self, text: &str) -> u32 {
        let words = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = words
            .find(|c: char| !c.is_ascii_alphanumeric() && c != ' ')
            .unwrap_or(words.len());
        let words = words[..end.min(40)].trim_end();
        let rest = &self.file[self.at..];
        if words.len() < 4 || self.left < rest.len() {
            return self.line;
        }
        // The line may break behind the second word.
        let two = words
            .match_indices(' ')
            .nth(1)
            .map_or(words, |(at, _)| &words[..at]);
        match rest.find(words).or_else(|| rest.find(two)) {
            Some(found) => self.pass(found),
            None => self.left -= rest.len(),
        }
        self.line
    }

    /// Goes on by `bytes`.
    fn pass(&mut self, bytes: usize) {
        self.line += self.file[self.at..self.at + bytes].matches('\n').count() as u32;
        self.at += bytes;
    }
}

//! Sentences: abbreviations, initials, datelines and quotations that end a sentence.

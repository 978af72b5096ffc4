//! Where copy begins and where a paragraph ends: headers, front matter, hard-wrapped lines.

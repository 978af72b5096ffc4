//! Findings on the figures of 500 published articles: `figures articles FILE [SLICE]`; see `common/articles.rs`.

use copydesk::check::ClaimKind;

use crate::articles_of_the_week as articles;

const DRAFTS: usize = 500;

pub fn measure(file: &str, slice: usize, verbose: bool) {
    articles::measure(&crate::lines(file), ClaimKind::Figure, DRAFTS, slice, verbose);
}

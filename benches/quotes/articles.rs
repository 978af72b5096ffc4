//! Findings on the quotations of 300 published articles: `quotes articles FILE [SLICE]`; see `common/articles.rs`.

use copydesk::check::ClaimKind;

use crate::articles_of_the_week as articles;

const DRAFTS: usize = 300;

pub fn measure(file: &str, slice: usize, verbose: bool) {
    articles::measure(&crate::lines(file), ClaimKind::Quote, DRAFTS, slice, verbose);
}

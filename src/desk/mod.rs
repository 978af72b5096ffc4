//! Open drafts, their dossiers and findings: the only mutable state.

mod once;

pub use once::{Checked, check_once};

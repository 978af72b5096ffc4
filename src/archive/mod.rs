//! Prior reports: a folder of them, the index on disk, which ones copy one another.

pub mod embedded;
pub mod error;
pub mod formats;
pub mod origin;
pub mod report;

pub use error::Error;
pub use report::Report;

use crate::story::Story;

/// A searchable collection of reports. Reports are named by [`Report::id`].
pub trait Archive: Send + Sync {
    /// The reports that bear on a text, best first: those that share its rarest words, names and quotations.
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error>;

    /// The reports that have these words, best first; by the rarest of them when there are many.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<u64>, Error>;

    /// One report, `None` when the archive no longer has it.
    fn report(&self, id: u64) -> Result<Option<Report>, Error>;

    /// How many reports there are.
    fn size(&self) -> usize;
}

//! The index on disk.

//! What the editor holds: a rope with its version, and positions in the three encodings of LSP.

pub mod draft;
pub mod position;

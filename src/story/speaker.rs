//! Who speaks.

/// A speaker as the story names them most fully: "Kyrylo Budanov", "two officials".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    pub name: Box<str>,
    /// The key of the family name or head noun, by which two names are compared.
    pub key: u64,
}

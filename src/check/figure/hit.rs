//! A report's figure, and how it stands to one of the draft.

use jiff::Timestamp;
use jiff::civil::Date;

use super::compare::Relation;
use super::spot::Spot;

/// A report's figure.
#[derive(Debug)]
pub struct Held {
    pub clipping: u32,
    pub paragraph: u32,
    pub spot: Spot,
}

/// A report's figure beside one of the draft.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    pub held: &'a Held,
    pub relation: Relation,
    /// From 0 to 1: how far the two speak of the same thing.
    pub likeness: f32,
    /// How many other figures its sentence shares with the draft's.
    pub shared: usize,
    pub day: Option<Date>,
    /// When its report came, to the second.
    pub at: Option<Timestamp>,
    /// Whether the report is of the draft's occasion.
    pub current: bool,
}

impl Hit<'_> {
    /// Whether the report gives the draft's value, whatever bounds it.
    pub fn has_value(&self) -> bool {
        matches!(
            self.relation,
            Relation::Same | Relation::Rounded | Relation::Shifted
        )
    }

    /// Whether its report came later, by the hour where both give one; midnight is a day without an hour.
    pub fn follows(&self, other: &Hit) -> bool {
        let hourly = |at: &Timestamp| at.as_second() % 86_400 != 0;
        match (self.at.filter(hourly), other.at.filter(hourly)) {
            (Some(ours), Some(theirs)) => ours > theirs,
            _ => self.day > other.day,
        }
    }

    /// Whether the report gives another value.
    pub fn denies(&self) -> bool {
        matches!(self.relation, Relation::Slip(_) | Relation::Other)
    }
}

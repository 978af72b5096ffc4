//! Numbers on a scale of their own: magnitudes of tremors, forces of winds, categories of storms.

use super::lexer::{Reader, is, keys};
use crate::story::word::hash;

const STORMS: &[u64] = &keys([
    "wind", "winds", "gale", "gales", "gusts", "storm", "storms", "hurricane", "hurricanes", "cyclone",
    "typhoon",
]);

const QUAKES: &[u64] = &keys([
    "quake", "quakes", "earthquake", "earthquakes", "tremor", "temblor", "aftershock",
]);

/// "a magnitude 6.2 tremor", "6.2 on the Richter scale", "force 9 winds", "a category 4 hurricane": the key of the
/// scale.
pub fn scale(reader: &Reader, at: usize, to: usize) -> Option<u64> {
    let before = at.wrapping_sub(1);
    let of = is!(reader, before, "of") && is!(reader, at.wrapping_sub(2), "magnitude");
    let richter = is!(reader, to, "on") && is!(reader, to + 2, "richter");
    let storm = |at: usize| reader.is(at, STORMS);
    // "a 6.2 quake"
    let quake = reader.spaced(to) && reader.is(to, QUAKES) && reader.word(at).contains('.');
    if is!(reader, before, "magnitude") || of || richter || quake {
        Some(hash("magnitude"))
    } else if is!(reader, before, "force") && (storm(to) || storm(at.wrapping_sub(2))) {
        Some(hash("beaufort"))
    } else if is!(reader, before, "category") && storm(to) {
        Some(hash("category"))
    } else {
        None
    }
}

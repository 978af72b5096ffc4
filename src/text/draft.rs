//! The text being written: a rope and a version; edits apply in the order they came.

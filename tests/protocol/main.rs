//! Sessions of the protocol over an in-memory pipe. Positions come from words in the text, none is counted by hand.

mod bad_input;
mod client;
mod commands;
mod features;
mod lifecycle;
mod socket;
mod stdio;
mod sync;
mod workspace;

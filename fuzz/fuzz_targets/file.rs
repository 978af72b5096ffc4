#![no_main]
//! A file of any format; the seeds of each are in a folder of their own.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_fuzz::file("file", bytes));

#![no_main]
//! A file in a folder, from the disk to the archive: what is packed, what is fed in pieces.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_fuzz::folder(bytes));

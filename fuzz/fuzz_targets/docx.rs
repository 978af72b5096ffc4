#![no_main]
//! The body of a Word document. Mutated as a file, its zip's checksum would refuse all but a few.

libfuzzer_sys::fuzz_target!(|body: &[u8]| copydesk_fuzz::docx(body));

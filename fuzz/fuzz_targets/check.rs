#![no_main]
//! A draft, a line of `===`, the reports that it is checked against.

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut texts = text.split("\n===\n");
    let draft = texts.next().unwrap_or_default();
    copydesk_fuzz::findings(draft, &texts.collect::<Vec<_>>());
});

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::there_and_back(bytes));

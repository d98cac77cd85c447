//! RFC 5545 as other people read it: a corpus of hand-checked cases, hostile rules, hostile machines, and our own files.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own fixture should stop there"
)]

mod bomb_files;
mod bombs;
mod corpus;
mod counting;
mod fuzzed;
mod hostile;
mod hostile_rules;
mod hostile_text;
mod import_round_trip;
mod machine_zones;
mod red_letter_round_trip;
mod round_trip;

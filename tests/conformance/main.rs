//! RFC 5545 as other people read it: a corpus of hand-checked cases, hostile rules, and hostile machines.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own fixture should stop there"
)]

mod corpus;
mod hostile;
mod machine_zones;

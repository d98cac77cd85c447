//! The rules of Standing Date. Values in, values out: nothing here reads a clock, a file or a network.
//!
//! # Glossary
//!
//! - **Slot**: a standing or single date: title, kind, civil start, length, [`Rule`], leads ([`slot`]).
//! - **Occurrence**: one evening of a slot, named by its [`OccurrenceKey`]: slot and *original* civil start ([`occurrence`]).
//! - **Lead**: how long before an occurrence a reminder comes: `90m`, `evening` ([`reminder`]).
//! - **Pause**: a time without reminders; dates in it count neither way ([`pause`]).
//! - **Half**: one of the two people. The first is the left half of the mark, the second the right ([`people`]).
//! - **Gesture**: a small thing one does for the other; a **tick** says that it was done ([`gesture`]).
//! - **Civil time**: what the clock on the wall says. It becomes an instant last, in one place ([`zone`]).
#![deny(missing_docs)]

pub mod gesture;
pub mod ids;
pub mod occurrence;
pub mod pause;
pub mod people;
pub mod phrase;
pub mod plan;
pub mod quiet;
pub mod recurrence;
pub mod reminder;
pub mod sentence;
pub mod slot;
pub mod spoken;
pub mod words;
pub mod zone;

//! The rules of Standing Date. Values in, values out: nothing here reads a clock, a file or a network.
//!
//! # Glossary
//!
//! - **Slot**: a standing or single date: title, kind, civil start, length, [`Rule`], leads ([`slot`]).
//! - **Occurrence**: one evening of a slot, named by its [`OccurrenceKey`]: slot and *original* civil start ([`occurrence`]).
//! - **Lead**: how long before an occurrence a reminder comes: `90m`, `evening` ([`reminder`]).
//! - **Pause**: a time without reminders; dates in it count neither way ([`pause`]).
//! - **Half**: one of the two people. The first is the left half of the mark, the second the right ([`people`]).
//! - **Plan of a date**: where, who does what, and what is to be got ready before it ([`date_plan`]).
//! - **Red-letter day**: an anniversary, a birthday, a first; every year ([`red_letter`]).
//! - **Layer**: somebody's other calendar, as busy time ([`layer`]).
//! - **Gesture**: a small thing one does for the other; a **tick** says that it was done ([`gesture`]).
//! - **Intention**: that one of them means to do a gesture, when and how often: an if-then plan ([`gesture`]).
//! - **Favourite**: what one of them likes; it turns a template into a suggestion ([`favourite`]).
//! - **Idea**: something to do on a date; a **wish** says who wants it ([`idea`]).
//! - **Deck**, **starter**: cards to begin a conversation with, from easy to deep ([`talk`]).
//! - **Choice**: what each sets for themselves alone ([`choice`]).
//! - **Civil time**: what the clock on the wall says. It becomes an instant last, in one place ([`zone`]).
#![deny(missing_docs)]

pub mod choice;
pub mod conflict;
pub mod date_plan;
pub mod favourite;
pub mod gesture;
pub mod idea;
pub mod ids;
pub mod layer;
pub mod occurrence;
pub mod opening;
pub mod pause;
pub mod people;
pub mod phrase;
pub mod plain;
pub mod plan;
pub mod quiet;
pub mod recurrence;
pub mod red_letter;
pub mod reminder;
pub mod sentence;
pub mod slot;
pub mod spoken;
pub mod succession;
pub mod talk;
pub mod words;
pub mod zone;

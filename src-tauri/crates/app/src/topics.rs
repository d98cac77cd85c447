//! From tables that were written to what shows them.

use store::{Committed, Table};

use crate::{Changed, replies::Topic};

pub(crate) fn of<T>(committed: Committed<T>) -> Changed<T> {
    let mut topics: Vec<Topic> = committed
        .tables
        .iter()
        .map(|table| match table {
            Table::Slot
            | Table::Change
            | Table::OwnKind
            | Table::DatePlan
            | Table::Part
            | Table::Preparation
            | Table::RedLetter => Topic::Slots,
            Table::Layer | Table::Snapshot | Table::Busy => Topic::Calendars,
            Table::Gesture
            | Table::Tick
            | Table::Intention
            | Table::Favourite
            | Table::Suggestion
            | Table::Noticed => Topic::Gestures,
            Table::Idea | Table::Wish => Topic::Ideas,
            Table::Deck
            | Table::Question
            | Table::Drawn
            | Table::Talk
            | Table::SealedAnswer
            | Table::Answer => Topic::Talk,
            Table::Setting | Table::People | Table::Choice => Topic::Settings,
            Table::Pause | Table::Ledger => Topic::Reminders,
        })
        .collect();
    // What both allow decides which gestures and decks there are.
    if committed.tables.contains(&Table::Choice) {
        topics.extend([Topic::Gestures, Topic::Talk]);
    }
    // A kind of their own names dates, and has its row in Settings.
    if committed.tables.contains(&Table::OwnKind) {
        topics.push(Topic::Settings);
    }
    topics.sort();
    topics.dedup();
    Changed {
        value: committed.value,
        topics,
    }
}

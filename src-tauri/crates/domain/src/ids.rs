//! Identities. Each is a newtype over UUIDv7, so the wrong one does not compile. They are made by the caller
//! (`app`), never here: making one needs a clock and chance.

use std::{fmt, str::FromStr};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub uuid::Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(/// Names a slot.
    SlotId);
id!(/// Names what the couple said about one occurrence: a row of `occurrence_change`.
    ChangeId);
id!(/// Names a gesture, ours or their own.
    GestureId);
id!(/// Names one tick of a gesture.
    TickId);
id!(/// Names a pause of the reminders.
    PauseId);
id!(/// Names a kind of time of the couple's own.
    KindId);
id!(/// Names a row of the plan of a date: the plan itself, who does what, what is to be got ready.
    PlanId);
id!(/// Names a red-letter day.
    RedLetterId);
id!(/// Names a calendar of somebody else's, shown as busy time.
    LayerId);
id!(/// Names what a calendar file said when it was read.
    SnapshotId);
id!(/// Names what one of them means to do, when and how often.
    IntentionId);
id!(/// Names something one of them likes.
    FavouriteId);
id!(/// Names something one of them noticed the other do.
    NoticedId);
id!(/// Names something one of the two set for themselves alone.
    ChoiceId);
id!(/// Names an idea for a date, ours or their own.
    IdeaId);
id!(/// Names a wish for an idea.
    WishId);
id!(/// Names a deck of conversation starters, ours or their own.
    DeckId);
id!(/// Names a conversation starter, ours or their own.
    StarterId);
id!(/// Names a card that was drawn.
    DrawnId);
id!(/// Names what the couple said of a card.
    TalkId);
id!(/// Names an answer.
    AnswerId);

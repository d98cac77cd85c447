//! What each of the two sets for themselves alone. The other never sees it, only what comes of both.

use crate::{
    ids::ChoiceId,
    people::Half,
    talk::{DEEP, Depth},
};

/// What somebody set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// How deep a conversation may go.
    Ceiling(Depth),
    /// Whether gestures of touch and the deck about it are welcome. Unsaid means no.
    Touch(bool),
    /// Whether the other may read what one ticked and wrote beside it. Unsaid means no.
    LogOpen(bool),
}

/// That they set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Its identity.
    pub id: ChoiceId,
    /// Who.
    pub half: Half,
    /// What.
    pub said: Said,
}

/// How deep a conversation may go: the lower of the two ceilings. Whose it is, nobody is told.
pub fn deepest(choices: &[Choice]) -> Depth {
    let ceilings = choices.iter().filter_map(|choice| match choice.said {
        Said::Ceiling(depth) => Some(depth),
        Said::Touch(_) | Said::LogOpen(_) => None,
    });
    ceilings.min().unwrap_or(DEEP).clamp(1, DEEP)
}

/// Whether both have said that touch is welcome.
pub fn touch_welcome(choices: &[Choice]) -> bool {
    [Half::First, Half::Second].into_iter().all(|half| {
        choices
            .iter()
            .any(|choice| choice.half == half && choice.said == Said::Touch(true))
    })
}

/// Whether one of them lets the other read what they ticked.
pub fn log_is_open(choices: &[Choice], half: Half) -> bool {
    let open = |choice: &Choice| choice.half == half && choice.said == Said::LogOpen(true);
    choices.iter().any(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(half: Half, said: Said) -> Choice {
        Choice {
            id: ChoiceId(uuid::Uuid::nil()),
            half,
            said,
        }
    }

    #[test]
    fn the_lower_ceiling_holds_and_none_is_no_limit() {
        use Half::{First, Second};
        let ceiling = |half, depth| choice(half, Said::Ceiling(depth));
        for (set, deepest_said) in [
            (vec![], 3),
            (vec![ceiling(First, 2)], 2),
            (vec![ceiling(Second, 1)], 1),
            (vec![ceiling(First, 3), ceiling(Second, 2)], 2),
            (vec![ceiling(First, 1), ceiling(Second, 2)], 1),
        ] {
            assert_eq!(deepest(&set), deepest_said, "{set:?}");
        }
    }

    #[test]
    fn touch_is_welcome_only_where_both_have_said_so() {
        use Half::{First, Second};
        let touch = |half, welcome| choice(half, Said::Touch(welcome));
        assert!(!touch_welcome(&[]), "unsaid is no");
        assert!(!touch_welcome(&[touch(First, true)]), "one is not both");
        assert!(!touch_welcome(&[touch(First, true), touch(Second, false)]));
        assert!(
            !touch_welcome(&[touch(First, true), touch(First, true)]),
            "said twice by one is not both"
        );
        assert!(touch_welcome(&[touch(Second, true), touch(First, true)]));
    }

    #[test]
    fn a_log_is_closed_until_its_own_giver_opens_it() {
        use Half::{First, Second};
        let open = |half, open| choice(half, Said::LogOpen(open));
        assert!(!log_is_open(&[], First), "private by default");
        assert!(
            !log_is_open(&[open(Second, true)], First),
            "nobody opens the other's"
        );
        assert!(!log_is_open(&[open(First, false)], First));
        assert!(log_is_open(&[open(First, true), open(Second, false)], First));
    }
}

//! The same date in another rhythm, and a length that was said.

use super::{super::*, here, reading};

#[test]
fn another_rhythm_says_the_sentence_anew_on_the_days_it_has() {
    let times = |text: &str| Rhythm::AnyDay(text.parse().unwrap());
    for (text, rhythm, said) in [
        (
            "Supper Thursdays 7pm, 2 hours",
            Rhythm::TwoWeeks,
            "Supper, every other Thursday, 7 to 9 pm",
        ),
        (
            "Mondays and Thursdays 7pm",
            Rhythm::TwoWeeks,
            "Every other Monday and Thursday, 7 to 8:30 pm",
        ),
        (
            "every other Friday 7pm",
            Rhythm::Week,
            "Every Friday, 7 to 8:30 pm",
        ),
        (
            "Thursdays 7pm, 2 hours",
            Rhythm::Month,
            "Every third Thursday of the month, 7 to 9 pm",
        ),
        (
            "29 October 7pm",
            Rhythm::Month,
            "Every last Thursday of the month, 7 to 8:30 pm",
        ),
        ("15 October 7pm", Rhythm::Week, "Every Thursday, 7 to 8:30 pm"),
        (
            "Thursdays 7pm until Christmas",
            Rhythm::TwoWeeks,
            "Every other Thursday, 7 to 8:30 pm, until 25 December",
        ),
        ("Thursdays 7pm", Rhythm::Once, "Thursday 15 October, 7 to 8:30 pm"),
        (
            "Thursdays 7pm, 2 hours",
            times("2 week"),
            "Twice a week, on any day, 7 to 9 pm",
        ),
        (
            "twice a week",
            times("3 month"),
            "3 times a month, on any day, 90 minutes",
        ),
        ("twice a week, 2 hours", Rhythm::Week, "Every Tuesday, 7 to 9 pm"),
        (
            "twice a week, 2 hours",
            Rhythm::Once,
            "Tuesday 13 October, 7 to 9 pm",
        ),
        (
            "every year on 3 June 7pm",
            Rhythm::Other,
            "Every 3 June, 7 to 8:30 pm",
        ),
    ] {
        let draft = reading(text, &here()).draft;
        let other = in_rhythm(&draft, rhythm, &here()).expect("a day before 2100");
        assert_eq!(sentence(&other, &here()), said, "{text:?}");
        assert_eq!(reading(said, &here()).draft, other, "{said:?} reads back");
        if rhythm != Rhythm::Other {
            assert_eq!(Rhythm::of(&other), rhythm, "{said:?} comes as it was asked to");
        }
        assert_eq!(
            (&other.title, other.minutes),
            (&draft.title, draft.minutes),
            "nothing else changed"
        );
    }
}

#[test]
fn a_length_that_was_said_is_told_from_the_usual_one() {
    for (text, said) in [
        ("Thursdays 7pm, 2 hours", true),
        ("Thursdays 7 to 9pm", true),
        ("twice a week, 90 minutes", true),
        ("Thursdays 7pm", false),
        ("lunch on Sunday", false),
        ("twice a week", false),
    ] {
        assert_eq!(reading(text, &here()).length_said, said, "{text:?}");
    }
}

//! Leads and reminders as words.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    ids::{GestureId, PlanId, RedLetterId, SlotId},
    occurrence::OccurrenceKey,
    reminder::{Lead, ReminderKey, Source, Why},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::support::*;

#[test]
fn leads_are_written_as_people_type_them() {
    let table = [
        ("90m", Lead::NINETY, "90m"),
        ("2h", Lead::Before { minutes: 120 }, "2h"),
        ("120m", Lead::Before { minutes: 120 }, "2h"),
        ("0m", Lead::Before { minutes: 0 }, "0m"),
        ("evening", Lead::EVENING, "evening"),
        ("1d@19:00", Lead::EVENING, "evening"),
        (
            "morning@9",
            Lead::Day {
                days: 0,
                at: time("09:00"),
            },
            "morning@09:00",
        ),
        (
            "2d@18:30",
            Lead::Day {
                days: 2,
                at: time("18:30"),
            },
            "2d@18:30",
        ),
        (" Evening ", Lead::EVENING, "evening"),
    ];
    for (text, lead, canonical) in table {
        assert_eq!(text.parse(), Ok(lead), "{text}");
        assert_eq!(lead.to_string(), canonical, "{text}");
        assert_eq!(canonical.parse(), Ok(lead), "{canonical} reads back");
    }
    for wrong in [
        "",
        "m",
        "h",
        "90",
        "ninety",
        "99999999999m",
        "5w",
        "2d@25:00",
        "40d@09:00",
        "@9",
        "é",
        "9é",
    ] {
        assert!(wrong.parse::<Lead>().is_err(), "{wrong}");
    }
}

#[test]
fn a_reminder_is_one_line() {
    let o = date("2026-10-15T19:00");
    let slot = "00000000-0000-0000-0000-000000000001";
    let table = [
        (
            lead_of(&o, "90m"),
            format!("date {slot}@2026-10-15T19:00 2026-10-15T19:00 90m 0"),
        ),
        (
            again(lead_of(&o, "2d@18:30")),
            format!("date {slot}@2026-10-15T19:00 2026-10-15T19:00 2d@18:30 1"),
        ),
        (
            question_about(&o),
            format!("follow_up {slot}@2026-10-15T19:00 2026-10-15T19:00 0"),
        ),
        (
            small_thing("2026-10-15", 1),
            format!("gesture 2026-10-15 {slot} 0"),
        ),
        (
            summary("2026-10-15T19:00:05"),
            "summary 2026-10-15T19:00:05 0".to_owned(),
        ),
    ];
    for (key, text) in table {
        assert_eq!(key.to_string(), text);
        assert_eq!(text.parse(), Ok(key), "and reads back");
    }
    for wrong in [
        "",
        "date",
        "summary 2026-10-15T19:00:05",
        "summary 2026-10-15 0",
        "gesture 2026-10-15 1 0",
        "other 1 0",
    ] {
        assert!(wrong.parse::<ReminderKey>().is_err(), "{wrong}");
    }
}

#[test]
fn every_reason_has_a_word_of_its_own() {
    for why in Why::ALL {
        assert_eq!(Why::from_word(why.word()), Some(why));
    }
    assert_eq!(Why::from_word("tired"), None);
}

fn minutes() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..80 * 366 * 24 * 60).prop_map(|n| civil("2020-01-01T00:00") + Duration::minutes(n))
}

fn any_lead() -> impl Strategy<Value = Lead> {
    prop_oneof![
        (0u32..=28 * 24 * 60).prop_map(|minutes| Lead::Before { minutes }),
        (0u32..=28, 0u32..24 * 60).prop_map(|(days, minute)| Lead::Day {
            days,
            at: NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap(),
        }),
    ]
}

fn any_source() -> impl Strategy<Value = Source> {
    let occurrence = || {
        (any::<u128>(), minutes()).prop_map(|(slot, original)| OccurrenceKey {
            slot: SlotId(Uuid::from_u128(slot)),
            original,
        })
    };
    prop_oneof![
        (occurrence(), minutes(), any_lead()).prop_map(|(occurrence, local, lead)| Source::Date {
            occurrence,
            local,
            lead
        }),
        (occurrence(), minutes()).prop_map(|(occurrence, local)| Source::FollowUp { occurrence, local }),
        (occurrence(), minutes()).prop_map(|(occurrence, local)| Source::Planning { occurrence, local }),
        (occurrence(), minutes(), any::<u128>(), any_lead()).prop_map(|(occurrence, local, id, lead)| {
            Source::Preparation {
                occurrence,
                local,
                preparation: PlanId(Uuid::from_u128(id)),
                lead,
            }
        }),
        (0i32..80_000, any::<u128>()).prop_map(|(n, id)| Source::RedLetter {
            id: RedLetterId(Uuid::from_u128(id)),
            day: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Duration::days(n.into()),
        }),
        (0i32..80_000, any::<u128>()).prop_map(|(n, gesture)| Source::Gesture {
            day: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Duration::days(n.into()),
            gesture: GestureId(Uuid::from_u128(gesture)),
        }),
        (minutes(), 0i64..60).prop_map(|(at, second)| Source::Summary {
            at: at + Duration::seconds(second)
        }),
    ]
}

proptest! {
    #[test]
    fn lead_text_never_panics(text in "\\PC{0,12}") {
        let _ = text.parse::<Lead>();
    }

    #[test]
    fn reminder_text_never_panics(text in "(date|gesture|summary|follow_up|preparation|planning|red_letter)?[ @:0-9a-zT-]{0,40}") {
        let _ = text.parse::<ReminderKey>();
    }

    #[test]
    fn a_reminder_reads_back_to_itself(source in any_source(), snooze in any::<u32>()) {
        let key = ReminderKey { source, snooze };
        let text = key.to_string();
        prop_assert_eq!(text.parse(), Ok(key), "{}", text);
        prop_assert!(!text.contains('\n'), "one line");
    }
}

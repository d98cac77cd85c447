//! What is said when: the plan, as a table.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::SlotId,
    occurrence::{Occurrence, OccurrenceKey, Status},
    plan::{Facts, Plan, Policy, plan, reminders},
    quiet::QuietHours,
    reminder::{Entry, Lead, LedgerRow, ReminderKey},
    slot::Kind,
    zone,
};
use proptest::prelude::*;
use uuid::Uuid;

const HERE: Tz = Tz::Europe__London;

fn at(wall: &str) -> DateTime<Utc> {
    zone::instant(
        NaiveDateTime::parse_from_str(wall, "%Y-%m-%dT%H:%M").unwrap(),
        HERE,
    )
}

/// Thursday 15 October 2026, 7 to 9 pm.
fn thursday(status: Status) -> Occurrence {
    let local = NaiveDateTime::parse_from_str("2026-10-15T19:00", "%Y-%m-%dT%H:%M").unwrap();
    Occurrence {
        key: OccurrenceKey {
            slot: SlotId(Uuid::from_u128(1)),
            original: local,
        },
        title: String::new(),
        kind: Kind::Date,
        local,
        local_end: local + Duration::hours(2),
        zone: HERE,
        start: zone::instant(local, HERE),
        end: zone::instant(local, HERE) + Duration::hours(2),
        status,
        moved: false,
        planner: None,
        timed_at: DateTime::UNIX_EPOCH,
    }
}

fn policy() -> Policy {
    Policy {
        quiet: QuietHours::DEFAULT,
        paused_until: None,
        here: HERE,
        engine: Uuid::from_u128(9),
    }
}

fn row(lead: Lead, snooze: u32, entry: Entry, when: &str) -> LedgerRow {
    let o = thursday(Status::Planned);
    LedgerRow {
        key: ReminderKey {
            occurrence: o.key,
            local: o.local,
            lead: lead.to_string(),
            snooze,
        },
        entry,
        due: at(when),
        at: at(when),
        attempts: 1,
        engine: Uuid::from_u128(9),
    }
}

fn planned(now: &str, ledger: Vec<LedgerRow>) -> Plan {
    let facts = Facts {
        occurrences: vec![(thursday(Status::Planned), Lead::DEFAULT.to_vec())],
        ledger,
    };
    plan(at(now), Some(at("2026-10-13T12:00")), &facts, &policy())
}

fn delivered(plan: &Plan) -> Vec<(String, u32)> {
    plan.deliver
        .iter()
        .map(|d| (d.key.lead.clone(), d.key.snooze))
        .collect()
}

#[test]
fn what_is_said_when() {
    let shown = |lead| row(lead, 0, Entry::Shown, "2026-10-14T19:00");
    let old = |mut r: LedgerRow| {
        r.engine = Uuid::from_u128(8);
        r
    };
    type Case = (
        &'static str,
        Vec<LedgerRow>,
        &'static [(&'static str, u32)],
        Option<&'static str>,
        &'static str,
    );
    let table: Vec<Case> = vec![
        (
            "2026-10-13T12:00",
            vec![],
            &[],
            Some("2026-10-14T19:00"),
            "nothing yet: look again the evening before",
        ),
        (
            "2026-10-14T19:00",
            vec![],
            &[("evening", 0)],
            Some("2026-10-15T17:30"),
            "on the minute",
        ),
        (
            "2026-10-14T19:05",
            vec![shown(Lead::EVENING)],
            &[],
            Some("2026-10-15T17:30"),
            "shown is shown",
        ),
        (
            "2026-10-15T17:30",
            vec![shown(Lead::EVENING)],
            &[("90m", 0)],
            None,
            "ninety minutes before",
        ),
        (
            "2026-10-15T17:30",
            vec![],
            &[("90m", 0)],
            None,
            "both are due: the newer speaks",
        ),
        (
            "2026-10-15T19:30",
            vec![],
            &[("90m", 0)],
            None,
            "the last minute of grace",
        ),
        ("2026-10-15T19:31", vec![], &[], None, "after it: nothing"),
        (
            "2026-10-15T17:45",
            vec![row(Lead::NINETY, 0, Entry::Claimed, "2026-10-15T17:30")],
            &[],
            None,
            "claimed by this engine: it is being shown",
        ),
        (
            "2026-10-15T17:45",
            vec![old(row(Lead::NINETY, 0, Entry::Claimed, "2026-10-15T17:30"))],
            &[("90m", 0)],
            None,
            "claimed by an engine that is gone: said once more",
        ),
        (
            "2026-10-15T17:45",
            vec![row(
                Lead::NINETY,
                0,
                Entry::Snoozed(at("2026-10-15T18:00")),
                "2026-10-15T17:30",
            )],
            &[],
            Some("2026-10-15T18:00"),
            "put off: look again then",
        ),
        (
            "2026-10-15T18:00",
            vec![row(
                Lead::NINETY,
                0,
                Entry::Snoozed(at("2026-10-15T18:00")),
                "2026-10-15T17:30",
            )],
            &[("90m", 1)],
            None,
            "as the first snooze",
        ),
        (
            "2026-10-15T17:45",
            vec![row(Lead::EVENING, 0, Entry::Acknowledged, "2026-10-14T19:00")],
            &[],
            None,
            "fine: nothing more about this evening",
        ),
    ];
    for (now, ledger, expected, next, why) in table {
        let plan = planned(now, ledger);
        let expected: Vec<(String, u32)> = expected.iter().map(|(l, n)| ((*l).to_owned(), *n)).collect();
        assert_eq!(delivered(&plan), expected, "{now}: {why}");
        assert_eq!(plan.next_wake, next.map(at), "{now}: {why}, then");
    }
}

#[test]
fn the_older_of_two_missed_leads_is_written_down() {
    let plan = planned("2026-10-15T18:00", vec![]);
    let closed: Vec<_> = plan
        .close
        .iter()
        .map(|(d, e)| (d.key.lead.as_str(), e.clone()))
        .collect();
    assert_eq!(closed, [("evening", Entry::Superseded)]);
}

#[test]
fn what_is_too_late_is_written_down_for_a_week_and_then_forgotten() {
    for (now, missed) in [
        ("2026-10-15T20:00", 2),
        ("2026-10-22T18:59", 2),
        ("2026-10-22T19:01", 0),
    ] {
        let plan = planned(now, vec![]);
        assert_eq!(plan.close.len(), missed, "at {now}");
        assert!(plan.close.iter().all(|(_, entry)| *entry == Entry::Expired));
        assert!(plan.deliver.is_empty(), "and nothing is shown");
    }
}

#[test]
fn what_is_skipped_kept_or_let_go_is_silent() {
    for status in [Status::Skipped, Status::Kept, Status::LetGo] {
        let facts = Facts {
            occurrences: vec![(thursday(status), Lead::DEFAULT.to_vec())],
            ledger: vec![],
        };
        let plan = plan(at("2026-10-15T17:30"), None, &facts, &policy());
        assert_eq!(plan, Plan::default(), "{status:?}");
    }
}

#[test]
fn paused_reminders_wait_and_look_again_when_the_pause_ends() {
    let facts = Facts {
        occurrences: vec![(thursday(Status::Planned), Lead::DEFAULT.to_vec())],
        ledger: vec![],
    };
    let paused = Policy {
        paused_until: Some(at("2026-10-16T07:00")),
        ..policy()
    };
    let plan = plan(at("2026-10-15T17:30"), None, &facts, &paused);
    assert!(
        plan.deliver.is_empty() && plan.close.is_empty(),
        "neither shown nor given up"
    );
    assert_eq!(plan.next_wake, Some(at("2026-10-16T07:00")));
}

#[test]
fn quiet_hours_end_when_the_clock_on_the_wall_says_so() {
    let table = [
        ("2026-10-13T22:29", None),
        ("2026-10-13T22:30", Some("2026-10-14T07:00")),
        ("2026-10-14T03:00", Some("2026-10-14T07:00")),
        ("2026-10-14T07:00", None),
        ("2026-10-24T23:00", Some("2026-10-25T07:00")),
        ("2026-03-28T23:00", Some("2026-03-29T07:00")),
    ];
    for (now, end) in table {
        assert_eq!(QuietHours::DEFAULT.end(at(now), HERE), end.map(at), "{now}");
    }
    let none = QuietHours {
        from: NaiveTime::MIN,
        to: NaiveTime::MIN,
    };
    assert_eq!(
        none.end(at("2026-10-14T03:00"), HERE),
        None,
        "the same hour twice is no quiet at all"
    );
    let midday = QuietHours {
        from: NaiveTime::from_hms_opt(12, 0, 0).unwrap(),
        to: NaiveTime::from_hms_opt(14, 0, 0).unwrap(),
    };
    assert_eq!(
        midday.end(at("2026-10-14T13:00"), HERE),
        Some(at("2026-10-14T14:00")),
        "not only across midnight"
    );
}

#[test]
fn leads_are_written_as_people_type_them() {
    let clock = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
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
                at: clock(9, 0),
            },
            "morning@09:00",
        ),
        (
            "2d@18:30",
            Lead::Day {
                days: 2,
                at: clock(18, 30),
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

proptest! {
    #[test]
    fn lead_text_never_panics(text in "\\PC{0,12}") {
        let _ = text.parse::<Lead>();
    }

    #[test]
    fn a_reminder_is_never_before_it_is_due_nor_after_its_grace(minutes in -20_000i64..20_000, lead in 0u32..5_000) {
        let o = thursday(Status::Planned);
        let now = o.start + Duration::minutes(minutes);
        let leads = vec![Lead::Before { minutes: lead }];
        let facts = Facts { occurrences: vec![(o.clone(), leads.clone())], ledger: vec![] };
        let plan = plan(now, Some(now - Duration::days(60)), &facts, &policy());
        let due = reminders(&o, &leads, &policy())[0].due;
        let shown = !plan.deliver.is_empty();
        prop_assert_eq!(shown, due <= now && now <= o.start + Duration::minutes(30));
        let ended = shown || !plan.close.is_empty() || plan.next_wake.is_some() || o.start <= now - Duration::days(7);
        prop_assert!(ended, "it is shown, written down, or still ahead");
        prop_assert!(due <= o.start, "and never due after its date began");
        if o.start - due > Duration::hours(3) {
            prop_assert_eq!(QuietHours::DEFAULT.end(due, HERE), None, "nor in quiet hours, but close to its date");
        }
    }
}

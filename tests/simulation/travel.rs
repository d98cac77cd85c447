//! Round the world in twenty-four zones: couple time goes by the wall, an appointment by its own.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    ids::SlotId,
    recurrence::Rule,
    reminder::{Entry, Source},
    slot::{Anchor, Kind, Planner, Slot},
    zone,
};
use uuid::Uuid;

use crate::{accounts::Accounts, chance::Chance, computer::Computer, couple::Couple};

const HOME: Tz = Tz::Europe__London;

/// From west to east, one for every hour and some for the quarters between.
const ZONES: [Tz; 24] = [
    Tz::Pacific__Pago_Pago,
    Tz::Pacific__Honolulu,
    Tz::America__Anchorage,
    Tz::America__Los_Angeles,
    Tz::America__Denver,
    Tz::America__Chicago,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Sao_Paulo,
    Tz::Atlantic__South_Georgia,
    Tz::Atlantic__Azores,
    Tz::UTC,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Europe__Istanbul,
    Tz::Asia__Tehran,
    Tz::Asia__Karachi,
    Tz::Asia__Kathmandu,
    Tz::Asia__Bangkok,
    Tz::Australia__Eucla,
    Tz::Asia__Tokyo,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Auckland,
    Tz::Pacific__Kiritimati,
];

fn slot(n: u128, anchor: Anchor) -> Slot {
    Slot {
        id: SlotId(Uuid::from_u128(n)),
        title: String::new(),
        kind: Kind::Date,
        label: String::new(),
        start: civil("2026-01-06T19:00"),
        minutes: 90,
        rule: Some(Rule::parse("FREQ=DAILY").unwrap()),
        anchor,
        zone: HOME,
        planner: Planner::Unset,
        leads: vec!["90m".parse().unwrap()],
        timed_at: DateTime::UNIX_EPOCH,
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

fn civil(text: &str) -> chrono::NaiveDateTime {
    chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

/// When the reminder of a slot for a day was shown.
fn shown(computer: &Computer, slot: u128, day: NaiveDate) -> DateTime<Utc> {
    let its = computer.ledger.rows().find(|row| {
        matches!(row.key.source, Source::Date { occurrence, .. }
            if occurrence.slot.0.as_u128() == slot && occurrence.original.date() == day)
    });
    let row = its.unwrap_or_else(|| panic!("nothing is written of slot {slot} on {day}"));
    assert_eq!(row.entry, Entry::Shown, "slot {slot} on {day}");
    row.shown_at.expect("shown")
}

#[test]
fn couple_time_goes_by_the_wall_and_an_appointment_by_its_own_in_twenty_four_zones() {
    let (floating, fixed) = (0, 1);
    let couple = Couple::of_slots(vec![slot(floating, Anchor::Floating), slot(fixed, Anchor::Fixed)]);
    let mut computer = Computer::new(zone::instant(civil("2026-01-05T12:00"), HOME), HOME);
    computer.nudge_since = None;
    computer.policy.follow_up = false;
    let (mut accounts, mut chance) = (Accounts::default(), Chance::of(24));
    let mut day = civil("2026-01-07T00:00").date();
    let late = |shown: DateTime<Utc>, due: DateTime<Utc>| {
        assert!(
            due <= shown && shown - due < Duration::seconds(1),
            "due {due}, shown {shown}"
        );
    };
    for place in ZONES {
        // They arrive at noon, on a clock that nobody told before, and stay for two nights.
        computer.here = place;
        computer.wall = zone::instant(day.and_hms_opt(12, 0, 0).unwrap(), place).max(computer.wall);
        computer.calm_since = computer.wall;
        let arrived = zone::civil(computer.wall, place).date();
        let leave = computer.wall + Duration::days(2) + Duration::hours(12);
        while computer.wall < leave {
            let next = computer.look(&couple, &mut accounts, &mut chance);
            let next = next.unwrap_or_else(|_| panic!("nothing kills it"));
            computer.wall = next.unwrap_or(leave).min(leave);
        }
        let whole = arrived + Duration::days(1);
        late(
            shown(&computer, floating, whole),
            zone::instant(whole.and_hms_opt(17, 30, 0).unwrap(), place),
        );
        let london = zone::civil(computer.wall - Duration::days(1), HOME).date();
        late(
            shown(&computer, fixed, london),
            zone::instant(london.and_hms_opt(17, 30, 0).unwrap(), HOME),
        );
        day = zone::civil(computer.wall, place).date() + Duration::days(1);
    }
    assert!(accounts.shows >= 2 * 24 * 2, "two a day: {}", accounts.shows);
}

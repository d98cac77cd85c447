//! A rule cut and carried, by table and at random.

use super::*;
use crate::recurrence::properties::{any_rule, any_start, many, wall};
use proptest::prelude::*;

/// The first starts of a series, and whether that is all that can be said of it.
fn first(rule: &Rule, start: NaiveDateTime, most: usize) -> (Vec<NaiveDateTime>, bool) {
    let found = rule.starts(start, start, NaiveDateTime::MAX, most).unwrap();
    let said = found.at.len() == most || !found.truncated;
    (found.at, said)
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}

#[test]
fn a_series_is_cut_where_somebody_says_and_none_is_lost() {
    // From Thursday 1 October 2026, 7 pm.
    let start = wall("2026-10-01T19:00");
    for (whole, at, before, after) in [
        (
            "FREQ=WEEKLY",
            "2026-10-22T19:00",
            Some("FREQ=WEEKLY;UNTIL=20261015T190000"),
            "FREQ=WEEKLY",
        ),
        ("FREQ=WEEKLY", "2026-10-01T19:00", None, "FREQ=WEEKLY"),
        (
            "FREQ=WEEKLY;COUNT=10",
            "2026-10-22T19:00",
            Some("FREQ=WEEKLY;COUNT=3"),
            "FREQ=WEEKLY;COUNT=7",
        ),
        (
            "FREQ=WEEKLY;COUNT=1",
            "2026-10-01T19:00",
            None,
            "FREQ=WEEKLY;COUNT=1",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20261231",
            "2026-10-22T19:00",
            Some("FREQ=WEEKLY;UNTIL=20261015T190000"),
            "FREQ=WEEKLY;UNTIL=20261231",
        ),
        (
            "FREQ=YEARLY;INTERVAL=10",
            "2046-10-01T19:00",
            Some("FREQ=YEARLY;INTERVAL=10;UNTIL=20361001T190000"),
            "FREQ=YEARLY;INTERVAL=10",
        ),
    ] {
        let cut = rule(whole).cut(start, wall(at)).unwrap();
        let text = |r: &Rule| r.text().to_owned();
        assert_eq!(
            cut.before.as_ref().map(text).as_deref(),
            before,
            "{whole} before {at}"
        );
        assert_eq!(cut.after.text(), after, "{whole} from {at}");
    }
}

#[test]
fn a_rhythm_goes_along_with_the_evening_that_was_moved() {
    for (from, to, was, is) in [
        // Thursday to Friday, at another hour.
        (
            "2026-10-15T19:00",
            "2026-10-16T20:00",
            "FREQ=WEEKLY;BYDAY=TH",
            Some("FREQ=WEEKLY;BYDAY=FR"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-15T20:00",
            "FREQ=WEEKLY;BYDAY=TH",
            Some("FREQ=WEEKLY;BYDAY=TH"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-16T19:00",
            "FREQ=WEEKLY",
            Some("FREQ=WEEKLY"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-16T19:00",
            "FREQ=WEEKLY;BYDAY=MO,TH",
            Some("FREQ=WEEKLY;BYDAY=TU,FR"),
        ),
        // Sunday belongs to the same fortnight as the Thursday it came from.
        (
            "2026-10-15T19:00",
            "2026-10-18T19:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,SU;WKST=TH"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-16T19:00",
            "FREQ=DAILY;INTERVAL=3",
            Some("FREQ=DAILY;INTERVAL=3"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-16T19:00",
            "FREQ=WEEKLY;UNTIL=20261231",
            Some("FREQ=WEEKLY;UNTIL=20270101"),
        ),
        // The third Thursday to the third Friday; the last Thursday to the last Friday.
        (
            "2026-10-15T19:00",
            "2026-10-16T19:00",
            "FREQ=MONTHLY;BYDAY=3TH",
            Some("FREQ=MONTHLY;BYDAY=3FR"),
        ),
        (
            "2026-10-29T19:00",
            "2026-10-30T19:00",
            "FREQ=MONTHLY;BYDAY=-1TH",
            Some("FREQ=MONTHLY;BYDAY=-1FR"),
        ),
        (
            "2026-10-29T19:00",
            "2026-10-30T19:00",
            "FREQ=MONTHLY;BYDAY=5TH",
            None,
        ),
        (
            "2026-10-15T19:00",
            "2026-10-17T19:00",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            Some("FREQ=MONTHLY;BYMONTHDAY=17"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-31T19:00",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            None,
        ),
        (
            "2026-10-15T19:00",
            "2026-10-17T19:00",
            "FREQ=MONTHLY",
            Some("FREQ=MONTHLY"),
        ),
        ("2026-10-15T19:00", "2026-10-30T19:00", "FREQ=MONTHLY", None),
        (
            "2026-10-15T19:00",
            "2026-10-17T19:00",
            "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3",
            None,
        ),
        (
            "2026-10-15T19:00",
            "2026-10-17T19:00",
            "FREQ=MONTHLY;BYDAY=1SA,3SA",
            None,
        ),
        (
            "2026-10-15T19:00",
            "2026-11-03T19:00",
            "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15",
            Some("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3"),
        ),
        ("2026-10-15T19:00", "2026-10-15T20:00", "FREQ=HOURLY", None),
        (
            "2026-10-15T19:00",
            "2026-10-15T20:15",
            "FREQ=DAILY;BYHOUR=19;BYMINUTE=0",
            Some("FREQ=DAILY;BYHOUR=20;BYMINUTE=15"),
        ),
        (
            "2026-10-15T19:00",
            "2026-10-15T20:00",
            "FREQ=DAILY;BYHOUR=9,19",
            None,
        ),
    ] {
        let carried = rule(was).carried(wall(from), wall(to));
        assert_eq!(
            carried.as_ref().map(Rule::text),
            is,
            "{was}, moved from {from} to {to}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 10_000_000, ..many() })]

    #[test]
    fn cut_anywhere_the_two_halves_are_the_whole(text in any_rule(), start in any_start(), n in 0usize..60) {
        let whole = rule(&text);
        let (all, said) = first(&whole, start, 60);
        prop_assume!(said && !all.is_empty());
        let at = all[n % all.len()];
        let cut = whole.cut(start, at).unwrap();
        let mut halves = cut.before.as_ref().map_or(vec![], |before| first(before, start, 100).0);
        prop_assert!(halves.iter().all(|before| *before < at), "{text} from {start}: nothing of the first after the cut");
        prop_assert_eq!(halves.len(), n % all.len(), "{} from {}: the first ends by itself", text, start);
        let (after, _) = first(&cut.after, at, all.len() - halves.len());
        halves.extend(after);
        prop_assert_eq!(&halves, &all, "{} from {} cut at {}", text, start, at);
        if all.len() < 60 {
            let (after, _) = first(&cut.after, at, 100);
            prop_assert_eq!(after.len(), all.len() - n % all.len(), "and the second ends where the whole did");
        }
    }

    #[test]
    fn days_and_weeks_go_along_step_by_step(
        text in any_rule(), start in any_start(), days in -20i64..20, minutes in -600i64..600,
    ) {
        let was = rule(&text);
        prop_assume!(text.starts_with("FREQ=WEEKLY") || text.starts_with("FREQ=DAILY"));
        let (all, said) = first(&was, start, 30);
        prop_assume!(said && !all.is_empty());
        let from = all[0];
        let to = from + Duration::days(days) + Duration::minutes(minutes);
        if let Some(carried) = was.carried(from, to) {
            let along: Vec<_> = all.iter().map(|at| *at + (to - from)).collect();
            let (found, said) = first(&carried, to, 30);
            prop_assert!(!said || found == along, "{text} moved from {from} to {to} is {carried}: {found:?}");
        }
    }

    #[test]
    fn begun_earlier_it_is_the_same_rhythm(text in any_rule(), start in any_start(), back in 0i64..900) {
        // Without an end: a count would begin anew.
        let was = rule(&text).endless();
        let (all, said) = first(&was, start, 30);
        prop_assume!(said && all.len() == 30);
        let by = all[0] - Duration::days(back);
        if let Some(begun) = was.begun_by(all[0], by) {
            prop_assert!(begun <= by, "{text}: {begun} is not by {by}");
            let found = was.starts(begun, all[0], all[29] + Duration::seconds(1), usize::MAX).unwrap();
            prop_assert!(found.truncated || found.at == all, "{text} from {} begun on {begun}", all[0]);
        }
    }

    #[test]
    fn whatever_goes_along_begins_where_it_was_put(text in any_rule(), start in any_start(), minutes in -30_000i64..30_000) {
        let was = rule(&text);
        let (all, said) = first(&was, start, 1);
        prop_assume!(said && !all.is_empty());
        let to = all[0] + Duration::minutes(minutes);
        if let Some(carried) = was.carried(all[0], to) {
            let (found, said) = first(&carried, to, 1);
            prop_assert!(!said || found == [to], "{text} moved from {} to {to} is {carried}: {found:?}", all[0]);
        }
    }
}

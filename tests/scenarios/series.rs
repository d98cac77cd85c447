//! One evening put elsewhere by hand, and how far that reaches.

use app::replies::Code;
use tests::world::World;

fn couple() -> World {
    World::at("2026-10-13T12:00", "Europe/London")
}

/// "2026-10-15T19:00 to 21:00" for what is planned in the next four weeks.
fn evenings(world: &World) -> Vec<String> {
    let items = world.agenda().into_iter().filter(|i| i.status != "skipped");
    items
        .map(|i| format!("{} to {}", i.local_start, &i.local_end[11..]))
        .collect()
}

#[test]
fn an_evening_that_is_dragged_goes_alone_and_keeps_its_length() {
    let world = couple();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let (before, keys) = (evenings(&world), world.keys());
    let read = world
        .app()
        .read_place(&keys[0], "2026-10-16T20:00", None)
        .unwrap();
    assert_eq!(read.words, "Friday 16 October, 8 to 10 pm");
    assert_eq!(
        (read.problem, read.busy.as_str()),
        (None, ""),
        "nobody is busy, and it is ahead"
    );
    let said = world
        .app()
        .place(&keys[0], "2026-10-16T20:00", None, None)
        .unwrap()
        .value
        .said;
    assert_eq!(said, "Moved to Friday 16 October, 8 to 10 pm");
    let after = evenings(&world);
    assert_eq!(after[0], "2026-10-16T20:00 to 22:00");
    assert_eq!(after[1..], before[1..], "the others stay as they are");
    world.app().undo().unwrap();
    assert_eq!(evenings(&world), before, "and one step takes it back");
}

#[test]
fn an_evening_made_longer_is_longer_and_restored_is_as_long_as_the_others() {
    let world = couple();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let (before, key) = (evenings(&world), world.keys().remove(0));
    let said = world
        .app()
        .place(&key, "2026-10-15T19:00", Some(180), None)
        .unwrap()
        .value
        .said;
    assert_eq!(said, "Now Thursday 15 October, 7 to 10 pm");
    assert_eq!(evenings(&world)[0], "2026-10-15T19:00 to 22:00");
    let detail = world.app().detail(&key).unwrap();
    assert!(
        detail.actions.contains(&"restore".to_owned()),
        "what was changed can be changed back: {:?}",
        detail.actions
    );
    world.app().restore(&key).unwrap();
    assert_eq!(evenings(&world), before);
}

#[test]
fn an_evening_is_not_put_where_the_day_is_over_or_made_no_time_at_all() {
    let world = couple();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let (before, key) = (world.agenda(), world.keys().remove(0));
    for (to, minutes, code) in [
        ("2026-10-12T19:00", None, Code::Past),
        ("2026-10-15T19:00", Some(0), Code::Invalid),
        ("2026-10-15T19:00", Some(1441), Code::Invalid),
        ("2100-01-01T19:00", None, Code::NotUnderstood),
    ] {
        let read = world.app().read_place(&key, to, minutes).unwrap();
        assert_eq!(
            read.problem.map(|p| p.code),
            Some(code),
            "{to} {minutes:?}: said before it is tried"
        );
        let refused = world.app().place(&key, to, minutes, None).unwrap_err().problem();
        assert_eq!(refused.code, code, "{to} {minutes:?}: {}", refused.message);
    }
    assert_eq!(world.agenda(), before, "nothing was changed");
}

#[test]
fn an_evening_that_has_begun_may_still_go_on_for_longer() {
    let world = couple();
    world.date("today 7pm, 2 hours", "90m");
    let key = world.keys().remove(0);
    world.clock_says("2026-10-13T20:30");
    world
        .app()
        .place(&key, "2026-10-13T19:00", Some(180), None)
        .unwrap();
    assert_eq!(evenings(&world)[0], "2026-10-13T19:00 to 22:00");
}

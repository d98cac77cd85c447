//! Killed at the worst moment.

use tests::world::World;

#[test]
fn killed_between_claiming_and_showing_the_reminder_is_shown_by_the_next_start() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.killed_while_showing();
    world.wait_until("2026-10-15T17:45");
    assert_eq!(world.shown(), [] as [&str; 0], "it died before anything was seen");
    world.start();
    assert_eq!(
        world.shown(),
        ["17:45  Thursday, 7 pm · In 75 minutes"],
        "it may have been shown: said once more"
    );
    world.restart();
    world.wait_until("2026-10-15T22:00");
    assert_eq!(world.shown(), [] as [&str; 0], "and at most once more");
}

#[test]
fn killed_and_found_too_late_it_is_written_down_and_not_shown() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.killed_while_showing();
    world.wait_until("2026-10-15T17:40");
    world.off_until("2026-10-15T20:00");
    assert_eq!(
        world.shown(),
        [] as [&str; 0],
        "an hour after the start nobody wants to know"
    );
    world.quit();
    let findings = app::doctor::examine(&world.dir(), "2026-10-15T20:00:00Z".parse().unwrap());
    assert!(findings.ok, "the claim was settled: {findings:?}");
}

#[test]
fn a_claim_that_nobody_settled_is_named_by_the_doctor() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.killed_while_showing();
    world.wait_until("2026-10-15T17:40");
    let findings = app::doctor::examine(&world.dir(), "2026-10-15T17:00:00Z".parse().unwrap());
    let red: Vec<&str> = findings
        .checks
        .iter()
        .filter(|c| !c.ok)
        .map(|c| c.name.as_str())
        .collect();
    assert_eq!(red, ["ledger"], "red by name, and nothing else is: {findings:?}");
}

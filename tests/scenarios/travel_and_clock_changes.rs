//! Clocks that change, are set, or are somewhere else.

use tests::world::World;

#[test]
fn the_night_the_clocks_go_back_the_evening_before_is_still_the_evening_before() {
    let mut world = World::at("2026-10-24T12:00", "Europe/London");
    world.date("Sunday 7pm", "evening,90m");
    world.wait_until("2026-10-25T19:00");
    assert_eq!(
        world.shown(),
        [
            "19:00  Sunday, 7 pm · Tomorrow",
            "17:30  Sunday, 7 pm · In 90 minutes"
        ],
        "by the clock on the wall, on both sides of the change"
    );
}

#[test]
fn a_clock_set_back_repeats_nothing() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.wait_until("2026-10-15T17:35");
    assert_eq!(world.shown().len(), 1);
    world.set_clock("2026-10-15T16:00");
    world.wait_until("2026-10-15T19:00");
    assert_eq!(
        world.shown(),
        [] as [&str; 0],
        "the ledger remembers, whatever the clock says"
    );
}

#[test]
fn a_clock_thrown_ahead_and_back_loses_nothing_that_is_still_ahead() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    world.set_clock("2027-01-13T12:00");
    world.shown();
    world.set_clock("2026-10-13T12:05");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Thursday, 7 pm · In 90 minutes"],
        "this week's was never said"
    );
}

#[test]
fn couple_time_is_at_seven_wherever_the_computer_is() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    world.travel_to("America/New_York");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Thursday, 7 pm · In 90 minutes"],
        "half past five in New York"
    );
}

#[test]
fn outside_help_stays_where_its_clock_is() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date_of_kind("Wednesdays 5:30pm", "90m", "outside_help");
    world.travel_to("Europe/Paris");
    let item = world.agenda().remove(0);
    assert_eq!(
        item.elsewhere, "5:30 pm in London, 6:30 pm here",
        "both times are shown"
    );
    world.wait_until("2026-10-14T17:30");
    assert_eq!(
        world.shown(),
        ["17:00  Wednesday, 6:30 pm · In 90 minutes"],
        "the same instant, said for here"
    );
}

#[test]
fn an_evening_that_is_over_on_arrival_is_told_in_the_list() {
    let mut world = World::at("2026-10-15T08:00", "Europe/Berlin");
    world.date("tonight 7pm", "90m");
    world.wait_until("2026-10-15T13:00");
    // One in the afternoon in Berlin is eight in the evening in Tokyo.
    world.travel_to("Asia/Tokyo");
    world.wait_until("2026-10-15T21:00");
    assert_eq!(world.shown(), [] as [&str; 0], "its time is over here");
    assert_eq!(
        world.inbox(),
        [
            "Today | Thursday, 7 pm, did it happen? | Thursday 15, 7 pm. Due at 5:30 pm, not shown. | Yes, Move it, Let it go"
        ],
        "nobody was told of it, and that is not passed over"
    );
}

#[test]
fn a_computer_that_travelled_switched_off_loses_no_evening() {
    let mut world = World::at("2026-10-13T12:00", "Europe/Berlin");
    world.date("Thursday 7pm", "90m");
    world.wait_until("2026-10-15T13:00");
    world.quit();
    // The same moment is eight in the evening in Tokyo: seven has gone by there.
    world.travel_to("Asia/Tokyo");
    world.clock_says("2026-10-15T20:00");
    world.start();
    assert_eq!(world.shown(), [] as [&str; 0], "it is too late to say");
    assert_eq!(world.inbox().len(), 1, "and it is not lost: {:?}", world.inbox());
}

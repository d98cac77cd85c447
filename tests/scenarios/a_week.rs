//! A week, hour by hour: dates beside what fills both lives, and what is open to both.

use app::replies::{Block, Half, ImportAs, SettingsForm, Week};
use tests::world::World;

use crate::when_life_happens::read_in;

fn october() -> World {
    World::at("2026-10-13T14:36", "Europe/London")
}

fn week(world: &World, day: &str) -> Week {
    world.app().week(Some(day)).unwrap()
}

/// What stands on the days of a week: "Thu 1140-1260 7–9 pm".
fn standing(week: &Week) -> Vec<String> {
    let said = |day: &str, b: &Block| format!("{day} {}-{} {}", b.from, b.until, b.hours);
    (week.days.iter())
        .flat_map(|d| d.blocks.iter().map(move |b| said(&d.day.weekday, b)))
        .collect()
}

/// When somebody is busy on a day, by column.
fn busy(week: &Week, column: usize) -> Vec<(Half, u32, u32)> {
    (week.days[column].busy.iter())
        .map(|b| (b.half, b.from, b.until))
        .collect()
}

fn gaps(week: &Week) -> Vec<String> {
    week.gaps
        .iter()
        .map(|g| format!("{}: {}", g.said, g.why))
        .collect()
}

#[test]
fn a_week_has_its_days_and_what_stands_in_their_hours() {
    let world = october();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let week = week(&world, "2026-10-18");
    assert_eq!(
        (week.title.as_str(), week.beside.as_str()),
        ("12–18", "October"),
        "a Sunday ends it"
    );
    assert_eq!(
        (week.previous.as_str(), week.next.as_str()),
        ("2026-10-05", "2026-10-19")
    );
    assert_eq!(standing(&week), ["Thu 1140-1260 7–9 pm"]);
    assert_eq!(week.days[3].begins, "Thursday 15 October");
    let now = week.now.expect("it is this week");
    assert_eq!(
        (now.date.as_str(), now.minute, now.words.as_str()),
        ("2026-10-13", 14 * 60 + 36, "2:36 pm")
    );
    assert_eq!(
        world.app().week(None).unwrap().date,
        "2026-10-12",
        "without a day it is this one"
    );
    assert!(world.app().week(Some("next")).is_err(), "a word is no day");
}

#[test]
fn a_week_over_two_months_or_years_says_both() {
    let world = october();
    let said = |day| {
        let week = week(&world, day);
        format!("{} | {}", week.title, week.beside)
    };
    assert_eq!(said("2026-09-30"), "28 Sep – 4 Oct | ");
    assert_eq!(said("2027-02-10"), "8–14 | February 2027", "another year is said");
    assert_eq!(said("2026-12-31"), "28 Dec – 3 Jan | 2027", "of its last day");
    assert!(week(&world, "2026-09-30").now.is_none(), "that week is over");
}

#[test]
fn the_first_day_and_the_clock_are_the_couples_own() {
    let world = october();
    world.choose(SettingsForm {
        week_starts: Some("sunday".into()),
        clock: Some("24".into()),
        ..SettingsForm::default()
    });
    world.date("Thursday 7pm, 2 hours", "90m");
    let week = week(&world, "2026-10-15");
    assert_eq!(week.date, "2026-10-11", "a Sunday");
    assert_eq!(standing(&week), ["Thu 1140-1260 19:00–21:00"]);
    assert_eq!(
        (week.quarters[0].words.as_str(), week.quarters[77].words.as_str()),
        ("00:00", "19:15"),
        "the hours beside the grid as well"
    );
    assert_eq!(week.quarters.len(), 96);
}

#[test]
fn an_evening_that_goes_past_midnight_stands_on_both_days() {
    let world = october();
    world.date("Saturday 9pm, 4 hours", "90m");
    let week = week(&world, "2026-10-15");
    assert_eq!(standing(&week), ["Sat 1260-1440 9 pm–1 am", "Sun 0-60 9 pm–1 am"]);
    let parts: Vec<_> = (week.days.iter().flat_map(|d| &d.blocks))
        .map(|b| (b.begins, b.ends, b.minutes))
        .collect();
    assert_eq!(
        parts,
        [(true, false, 240), (false, true, 240)],
        "each knows that it is a part, and how long the whole is"
    );
    assert_eq!(week.shows, (11 * 60 + 30, 24 * 60), "the whole evening is shown");
}

#[test]
fn dates_that_meet_stand_side_by_side_and_those_after_them_have_their_room() {
    let world = october();
    for sentence in [
        "Friday 6pm, 2 hours",
        "Friday 7pm, 2 hours",
        "Friday 8pm, 1 hour",
        "Friday 9pm, 1 hour",
    ] {
        world.date(sentence, "90m");
    }
    let columns: Vec<_> = week(&world, "2026-10-16").days[4]
        .blocks
        .iter()
        .map(|b| (b.from / 60, b.column, b.columns))
        .collect();
    assert_eq!(
        columns,
        [(18, 0, 2), (19, 1, 2), (20, 0, 2), (21, 0, 1)],
        "a column that is free again is used again, and nine o'clock has all of it"
    );
}

#[test]
fn what_was_moved_leaves_its_hour_and_what_was_skipped_leaves_nothing() {
    let world = october();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let key = world.keys().remove(0);
    world.app().move_to(&key, "Saturday 1pm").unwrap();
    let moved = week(&world, "2026-10-15");
    assert_eq!(standing(&moved), ["Sat 780-900 1–3 pm"]);
    let gone = &moved.days[3].gone[0];
    assert_eq!((gone.from, gone.departed.to.as_str()), (19 * 60, "to Sat 17"));
    world.app().skip(&key).unwrap();
    let skipped = week(&world, "2026-10-15");
    assert_eq!(standing(&skipped), [""; 0]);
}

#[test]
fn only_what_is_not_over_and_done_may_be_moved() {
    let mut world = october();
    world.date("Thursdays 7pm, 2 hours", "90m");
    let movable = |world: &World| week(world, "2026-10-15").days[3].blocks[0].movable;
    assert!(movable(&world), "it is ahead");
    world.wait_until("2026-10-16T10:00");
    assert!(movable(&world), "nobody has said what became of it");
    let key = week(&world, "2026-10-15").days[3].blocks[0].item.key.clone();
    world.app().keep(&key).unwrap();
    assert!(!movable(&world), "it happened");
}

#[test]
fn each_has_a_lane_of_what_keeps_them_busy_and_what_touches_is_one() {
    let world = october();
    let noor = [
        "Work 20261012T090000 20261012T120000 FREQ=WEEKLY;BYDAY=MO,TU",
        "Meeting 20261012T113000 20261012T140000 FREQ=WEEKLY;BYDAY=MO",
        "Night 20261014T220000 20261015T060000",
    ];
    read_in(&world, ImportAs::First, false, &noor);
    read_in(
        &world,
        ImportAs::Second,
        false,
        &["Shift 20261012T100000 20261012T160000"],
    );
    let week = week(&world, "2026-10-13");
    use Half::{First, Second};
    assert_eq!(
        busy(&week, 0),
        [(First, 540, 840), (Second, 600, 960)],
        "the first one's before the second one's"
    );
    assert_eq!(busy(&week, 2), [(First, 1320, 1440)], "until midnight");
    assert_eq!(busy(&week, 3), [(First, 0, 360)], "and from it");
    assert_eq!(week.days[0].busy[0].words, "Noor is busy 9 am to 2 pm");
    let all = format!("{week:?}");
    for name in ["Work", "Meeting", "Night", "Shift"] {
        assert!(!all.contains(name), "a layer without names says none: {name}");
    }
    assert_eq!(
        week.sources,
        "Busy times come from two calendar files on this computer. Titles are never read in."
    );
}

#[test]
fn a_calendar_that_shares_its_titles_says_them_and_the_page_says_so() {
    let world = october();
    read_in(
        &world,
        ImportAs::First,
        true,
        &["Choir 20261014T183000 20261014T200000"],
    );
    let week = week(&world, "2026-10-13");
    let busy = &week.days[2].busy[0];
    assert_eq!(
        (busy.words.as_str(), busy.title.as_str()),
        ("Noor is busy 6:30 to 8 pm: Choir", "Choir")
    );
    assert!(
        !week.sources.contains("never"),
        "what is not true is not said: {}",
        week.sources
    );
}

#[test]
fn gaps_are_what_is_ahead_and_open_to_both_outside_days_with_a_date() {
    let world = october();
    world.choose(SettingsForm {
        travel_minutes: Some(0),
        ..SettingsForm::default()
    });
    world.date("Thursdays 7pm, 2 hours", "90m");
    let daily = |hours: &str| format!("Work {hours} FREQ=DAILY");
    read_in(
        &world,
        ImportAs::First,
        false,
        &[&daily("20261012T090000 20261012T173000")],
    );
    read_in(
        &world,
        ImportAs::Second,
        false,
        &[&daily("20261012T100000 20261012T203000")],
    );
    let week = week(&world, "2026-10-13");
    assert_eq!(
        week.gaps_heading,
        "Five gaps of an hour or more, outside Thursday."
    );
    assert_eq!(
        gaps(&week)[..2],
        [
            "Tue, 8:30 to 10 pm: Both finished by then",
            "Wed, 8:30 to 10 pm: Both finished by then"
        ],
        "Monday is over, Thursday has its date"
    );
    let before = self::week(&world, "2026-10-05");
    assert_eq!(gaps(&before), [""; 0], "what is over is open to nobody");
}

#[test]
fn every_gap_makes_a_sentence_that_the_editor_reads() {
    let world = october();
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Work 20261012T090000 20261012T173000 FREQ=DAILY"],
    );
    let week = week(&world, "2026-10-21");
    assert_eq!(week.gaps.len(), 7, "one each day");
    for gap in &week.gaps {
        let reading = world.app().read_sentence(&gap.sentence).unwrap();
        let draft = reading
            .draft
            .as_ref()
            .unwrap_or_else(|| panic!("{}: {reading:?}", gap.sentence));
        assert!(
            draft.start_local.as_str() >= "2026-10-19T17:30",
            "{} lies in {}",
            draft.start_local,
            gap.said
        );
    }
}

#[test]
fn where_no_calendar_is_known_nothing_is_called_open() {
    let week = week(&october(), "2026-10-13");
    assert_eq!(gaps(&week), [""; 0]);
    assert!(
        week.gaps_heading.starts_with("Nothing is known yet"),
        "{}",
        week.gaps_heading
    );
    assert_eq!(week.sources, "");
}

#[test]
fn every_quarter_of_every_day_begins_a_sentence_that_means_it() {
    let world = october();
    let week = week(&world, "2026-10-21");
    for day in &week.days {
        for quarter in &week.quarters {
            let sentence = format!("{} {}", day.begins, quarter.words);
            let reading = world.app().read_sentence(&sentence).unwrap();
            let draft = reading
                .draft
                .as_ref()
                .unwrap_or_else(|| panic!("{sentence}: {reading:?}"));
            assert_eq!(
                draft.start_local,
                format!("{}T{}", day.day.date, quarter.at),
                "{sentence}"
            );
        }
    }
}

#[test]
fn the_night_the_clocks_go_back_is_drawn_once() {
    let world = october();
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Night 20261024T220000 20261025T070000"],
    );
    world.date("25 October 1:30am, 1 hour", "90m");
    let week = week(&world, "2026-10-24");
    assert_eq!(busy(&week, 6), [(Half::First, 0, 420)]);
    let block = &week.days[6].blocks[0];
    assert!(
        block.from == 90 && block.until > block.from,
        "it ends at half past one again, and still has a height: {}-{}",
        block.from,
        block.until
    );
}

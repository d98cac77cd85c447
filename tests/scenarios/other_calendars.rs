//! The calendars of others: read in, read again, taken back; and dates that come out of a file as they went in.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use app::{
    import::CalendarFile,
    replies::{Code, Half, ImportAs, ImportForm, ImportPreview, ImportWhat, Imported, TickBase, Ticks},
};
use chrono::{Duration, TimeZone, Utc};
use tests::world::World;

/// The files beside a planner, as a couple have them.
struct Files {
    dir: tempfile::TempDir,
}

impl Files {
    fn new() -> Files {
        Files {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a calendar of these events, each as its lines.
    fn write(&self, name: &str, events: &[&str]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, calendar(events)).unwrap();
        path
    }
}

fn calendar(events: &[&str]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Work//Calendar//EN\r\n");
    for event in events {
        text += &format!(
            "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n",
            event.trim().replace('\n', "\r\n")
        );
    }
    text + "END:VCALENDAR\r\n"
}

fn event(uid: &str, name: &str, from: &str, to: &str) -> String {
    format!("UID:{uid}\nSUMMARY:{name}\nDTSTART:{from}\nDTEND:{to}")
}

fn open(path: &Path) -> CalendarFile {
    CalendarFile::open(path, &mut |_, _| ControlFlow::Continue(()))
        .unwrap_or_else(|e| panic!("{}: {:?}", path.display(), e.problem()))
}

fn form(take_as: ImportAs) -> ImportForm {
    ImportForm {
        take_as,
        names: false,
        watch: false,
        ticks: Ticks::default(),
    }
}

fn import(world: &World, path: &Path, form: &ImportForm) -> Imported {
    let file = open(path);
    let mut on = |_: usize, _: usize| ControlFlow::Continue(());
    world
        .app()
        .import(&file, form, &mut on)
        .unwrap_or_else(|e| panic!("{:?}", e.problem()))
        .value
}

fn preview(world: &World, path: &Path, form: &ImportForm) -> ImportPreview {
    world
        .app()
        .preview_import(&open(path), form)
        .unwrap_or_else(|e| panic!("{:?}", e.problem()))
}

/// "Noor 13 10:00 to 11:00 Budget", of October 2026.
fn busy(world: &World) -> Vec<String> {
    let from = Utc.with_ymd_and_hms(2026, 10, 12, 0, 0, 0).unwrap();
    let found = world.app().busy_between(from, from + Duration::days(21)).unwrap();
    let say = |b: domain::opening::Busy| {
        let half = if b.half == domain::people::Half::First {
            "Noor"
        } else {
            "Jules"
        };
        let text = format!(
            "{half} {} to {} {}",
            b.from.format("%d %H:%M"),
            b.until.format("%H:%M"),
            b.title
        );
        text.trim_end().to_owned()
    };
    found.into_iter().map(say).collect()
}

/// "changed Thu 29 Oct, 6:30 pm | Late handover | Was 5 to 6:30 pm."
fn rows(preview: &ImportPreview) -> Vec<String> {
    let word = |what| serde_json::to_value(what).unwrap().as_str().unwrap().to_owned();
    preview
        .rows
        .iter()
        .map(|r| format!("{} {} | {} | {}", word(r.what), r.when, r.title, r.detail))
        .collect()
}

fn work() -> Vec<String> {
    vec![
        event("plan", "Planning round", "20261021T090000", "20261021T100000"),
        event("late", "Late handover", "20261029T170000", "20261029T183000"),
        event("budget", "Budget", "20261102T130000", "20261102T140000"),
        event("gone", "Old meeting", "20261023T090000", "20261023T100000"),
        "UID:stand\nSUMMARY:Stand-up\nDTSTART;TZID=Europe/London:20261005T091500\nDURATION:PT15M\n\
         RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261221T235959Z"
            .to_owned(),
        "UID:call\nSUMMARY:On call\nDTSTART;VALUE=DATE:20261114".to_owned(),
        "UID:free\nSUMMARY:Lunch club\nDTSTART:20261014T120000\nDTEND:20261014T130000\nTRANSP:TRANSPARENT"
            .to_owned(),
    ]
}

fn as_strs(events: &[String]) -> Vec<&str> {
    events.iter().map(String::as_str).collect()
}

#[test]
fn a_work_calendar_becomes_busy_time_without_names_and_one_undo_takes_it_out() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("noor-work.ics", &as_strs(&work()));
    let shown = preview(&world, &path, &form(ImportAs::First));
    assert_eq!(shown.summary, "6 entries from October to November");
    assert_eq!(shown.free, "1 entry is marked as free and left out.");
    assert_eq!(
        rows(&shown),
        [
            "added Tue 20 Oct, 9:15 am | Stand-up | Every Tuesday, 9:15 to 9:30 am, until 21 December",
            "added Wed 21 Oct, 9 am | Planning round | ",
            "added Fri 23 Oct, 9 am | Old meeting | ",
            "added Thu 29 Oct, 5 pm | Late handover | ",
            "added Mon 2 Nov, 1 pm | Budget | ",
            "added Sat 14 Nov | On call | ",
        ],
        "the names are shown, so that one can choose"
    );
    assert!(busy(&world).is_empty(), "a preview changes nothing");
    let done = import(&world, &path, &form(ImportAs::First));
    assert_eq!(
        (
            done.added,
            done.changed,
            done.unchanged,
            done.gone,
            done.title.as_str()
        ),
        (6, 0, 0, 0, "Noor’s busy time is in")
    );
    let hours = [
        "Noor 13 08:15 to 08:30",
        "Noor 20 08:15 to 08:30",
        "Noor 21 08:00 to 09:00",
        "Noor 23 08:00 to 09:00",
        "Noor 27 09:15 to 09:30",
        "Noor 29 17:00 to 18:30",
    ];
    assert_eq!(
        busy(&world),
        hours,
        "hours in UTC, no names; free time keeps nobody busy"
    );
    let layer = &world.app().layers().unwrap()[0];
    assert_eq!(
        (
            layer.name.as_str(),
            layer.whose.as_str(),
            layer.read.as_str(),
            layer.half
        ),
        (
            "noor-work.ics",
            "Noor’s busy time, 6 entries",
            "Read today, noon.",
            Half::First
        )
    );
    let undone = world.app().undo().unwrap().value;
    assert_eq!(
        undone.said,
        "Taken back: Noor’s busy time read from noor-work.ics"
    );
    assert!(busy(&world).is_empty() && world.app().layers().unwrap().is_empty());
    world.app().redo().unwrap();
    assert_eq!(busy(&world), hours, "and back");
}

#[test]
fn read_again_a_file_says_what_is_new_changed_gone_and_the_same() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let files = Files::new();
    let path = files.write("noor-work.ics", &as_strs(&work()));
    import(&world, &path, &form(ImportAs::First));
    let mut events = work();
    events[0] = event("plan", "Planning round", "20261021T090000", "20261021T110000");
    events[1] = event("late", "Late handover", "20261029T183000", "20261029T200000");
    events[2] = event("budget", "Budget", "20261103T130000", "20261103T140000");
    events.remove(3);
    events.push(event("back", "Wrap-up", "20261113T150000", "20261113T140000"));
    events.push(
        "UID:office\nSUMMARY:Office\nDTSTART;TZID=\"Office 3\":20261113T090000\nDURATION:PT1H".to_owned(),
    );
    events.push(event("new", "Interview", "20261030T100000", "20261030T103000"));
    files.write("noor-work.ics", &as_strs(&events));
    let shown = preview(&world, &path, &form(ImportAs::First));
    assert_eq!(
        rows(&shown),
        [
            "refused Fri 13 Nov, 9 am | Office | Its time zone, “Office 3”, is one this computer doesn’t know.",
            "refused Fri 13 Nov, 3 pm | Wrap-up | It ends before it begins: 3 pm to 2 pm. Nothing to keep.",
            "changed Wed 21 Oct, 9 am | Planning round | Was 9 to 10 am. Now 9 to 11 am.",
            "changed Thu 29 Oct, 6:30 pm | Late handover | Was 5 to 6:30 pm. Now 6:30 to 8 pm, over your date.",
            "changed Tue 3 Nov, 1 pm | Budget | Moved from Monday.",
            "added Fri 30 Oct, 10 am | Interview | ",
            "gone Fri 23 Oct, 9 am | No name | No longer in the file.",
            "unchanged Tue 20 Oct, 9:15 am | Stand-up | Every Tuesday, 9:15 to 9:30 am, until 21 December",
            "unchanged Sat 14 Nov | On call | ",
        ]
    );
    let c = shown.counts;
    assert_eq!(
        (
            c.all,
            c.added,
            c.changed,
            c.unchanged,
            c.refused,
            c.gone,
            c.ticked
        ),
        (8, 1, 3, 2, 2, 1, 5)
    );
    assert!(shown.again, "it is known");
    let done = import(&world, &path, &form(ImportAs::First));
    assert_eq!(
        (done.added, done.changed, done.unchanged, done.gone),
        (1, 3, 2, 1)
    );
    let refused: Vec<_> = done.refused.iter().map(|r| r.uid.as_str()).collect();
    assert_eq!(refused, ["back", "office"], "by name, and the rest is in");
    let over = done.over.unwrap();
    assert_eq!(
        (over.lead.as_str(), over.hours.as_str()),
        ("It lies over one date, Thursday 29 October", "6:30 to 8 pm")
    );
    assert_eq!(world.app().layers().unwrap().len(), 1, "one layer, read anew");
    assert!(
        !busy(&world).contains(&"Noor 23 08:00 to 09:00".to_owned()),
        "what vanished is gone"
    );
    world.app().undo().unwrap();
    assert!(
        busy(&world).contains(&"Noor 23 08:00 to 09:00".to_owned()),
        "one undo, the old reading"
    );
    assert!(busy(&world).contains(&"Noor 29 17:00 to 18:30".to_owned()));
}

#[test]
fn what_is_unticked_is_left_as_it_was_and_left_out_again_next_time() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("work.ics", &[&work()[0], &work()[1]]);
    let late = preview(&world, &path, &form(ImportAs::Second))
        .rows
        .into_iter()
        .find(|r| r.uid == "late")
        .unwrap();
    let mut wanted = form(ImportAs::Second);
    wanted.ticks.flipped = vec![late.id];
    let done = import(&world, &path, &wanted);
    assert_eq!((done.added, done.left_out), (1, 1));
    assert_eq!(busy(&world), ["Jules 21 08:00 to 09:00"]);
    assert_eq!(
        world.app().layers().unwrap()[0].whose,
        "Jules’s busy time, 1 entry"
    );
    let again = preview(&world, &path, &form(ImportAs::Second));
    assert_eq!(
        rows(&again),
        [
            "added Thu 29 Oct, 5 pm | Late handover | Left out last time.",
            "unchanged Wed 21 Oct, 9 am | Planning round | "
        ]
    );
    assert!(!again.rows[0].ticked && again.counts.ticked == 0);
    import(&world, &path, &form(ImportAs::Second));
    assert_eq!(busy(&world).len(), 1, "still left out");
    let all = ImportForm {
        ticks: Ticks {
            base: TickBase::All,
            flipped: vec![],
        },
        ..form(ImportAs::Second)
    };
    import(&world, &path, &all);
    assert_eq!(busy(&world).len(), 2, "until somebody wants it");
}

#[test]
fn names_are_kept_only_where_the_couple_say_so_and_dropped_at_once() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("work.ics", &[&work()[0]]);
    let named = ImportForm {
        names: true,
        ..form(ImportAs::First)
    };
    import(&world, &path, &named);
    assert_eq!(busy(&world), ["Noor 21 08:00 to 09:00 Planning round"]);
    let id = world.app().layers().unwrap()[0].id.clone();
    world.app().keep_layer_names(&id, false).unwrap();
    assert_eq!(busy(&world), ["Noor 21 08:00 to 09:00"]);
    let export = world
        .app()
        .export(&app::export::Wanted {
            format: app::export::Format::Json,
            from: None,
            to: None,
            slot: None,
            discreet: false,
        })
        .unwrap();
    assert!(
        !export.contains("Planning"),
        "somebody else's file stays out of an export: {export}"
    );
    world.app().undo().unwrap();
    assert_eq!(
        busy(&world),
        ["Noor 21 08:00 to 09:00 Planning round"],
        "taken back"
    );
}

#[test]
fn a_watched_file_is_followed_and_its_last_reading_outlives_it() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("work.ics", &[&work()[0]]);
    let watched = ImportForm {
        watch: true,
        ..form(ImportAs::First)
    };
    import(&world, &path, &watched);
    assert!(world.app().look_at_files().unwrap().is_empty(), "nothing changed");
    world.sleep_until("2026-10-14T09:00");
    files.write("work.ics", &[&work()[0], &work()[1]]);
    let topics = world.app().look_at_files().unwrap();
    assert_eq!(topics, [app::replies::Topic::Calendars]);
    assert_eq!(busy(&world), ["Noor 21 08:00 to 09:00", "Noor 29 17:00 to 18:30"]);
    assert_eq!(world.app().layers().unwrap()[0].read, "Read today, 9 am.");
    fs::write(&path, "BEGIN:VCAL").unwrap();
    assert!(
        world.app().look_at_files().unwrap().is_empty(),
        "half a file is none"
    );
    let layer = &world.app().layers().unwrap()[0];
    assert_eq!(
        layer.trouble,
        "Its file cannot be read as a calendar now. What was read last stays."
    );
    fs::remove_file(&path).unwrap();
    assert!(world.app().look_at_files().unwrap().is_empty());
    let layer = &world.app().layers().unwrap()[0];
    assert_eq!(
        layer.trouble,
        "Its file is not there any more. What was read last stays."
    );
    assert_eq!(busy(&world).len(), 2, "the last reading stays");
    files.write("work.ics", &[&work()[1]]);
    world.app().look_at_files().unwrap();
    assert_eq!(
        busy(&world),
        ["Noor 29 17:00 to 18:30"],
        "it is back, and followed again"
    );
    world.app().undo().unwrap();
    assert!(
        world.app().layers().unwrap().is_empty(),
        "what a person did is taken back, not what the watch did"
    );
}

#[test]
fn broken_off_an_import_leaves_nothing_behind() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let events: Vec<String> = (0..500)
        .map(|n| event(&n.to_string(), "Meeting", "20261021T090000", "20261021T100000"))
        .collect();
    let path = files.write("work.ics", &as_strs(&events));
    let file = open(&path);
    let mut told = Vec::new();
    let mut stop = |n: usize, of: usize| {
        told.push((n, of));
        if n >= 250 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let refused = world
        .app()
        .import(&file, &form(ImportAs::First), &mut stop)
        .unwrap_err();
    assert_eq!(refused.problem().code, Code::Cancelled, "{:?}", refused.problem());
    assert!(
        told.len() > 3 && told[0] == (0, 500),
        "it was told how far it was: {told:?}"
    );
    assert!(world.app().layers().unwrap().is_empty() && busy(&world).is_empty());
    assert_eq!(
        world.app().undo().unwrap().value.said,
        "Taken back: Noor and Jules",
        "nothing is there to be taken back but what was before"
    );
}

#[test]
fn dates_of_a_file_become_our_own_with_what_was_said_of_single_evenings() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let series = "UID:supper\nSUMMARY:Supper\nDTSTART;TZID=Europe/Paris:20261015T190000\nDURATION:PT2H\n\
        RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Paris:20261022T190000\nRDATE;TZID=Europe/Paris:20261024T130000\n\
        BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Supper\nTRIGGER:-PT45M\nEND:VALARM\nX-APPLE-TRAVEL:yes";
    let moved = "UID:supper\nSUMMARY:Supper at Lupo\nRECURRENCE-ID;TZID=Europe/Paris:20261029T190000\n\
        DTSTART;TZID=Europe/Paris:20261030T200000\nDURATION:PT3H";
    let path = files.write(
        "ours.ics",
        &[
            series,
            moved,
            "UID:wedding\nSUMMARY:Our anniversary\nDTSTART;VALUE=DATE:20150617\nRRULE:FREQ=YEARLY",
            "UID:trip\nSUMMARY:Away\nDTSTART;VALUE=DATE:20261114\nDTEND;VALUE=DATE:20261116",
            "UID:hourly\nSUMMARY:Water\nDTSTART:20261014T080000\nDURATION:PT5M\nRRULE:FREQ=HOURLY;COUNT=5",
            "UID:long\nSUMMARY:Festival\nDTSTART:20261114T080000\nDURATION:PT30H",
        ],
    );
    let done = import(&world, &path, &form(ImportAs::Dates));
    assert_eq!(
        (done.added, done.said.as_str()),
        (2, "2 dates read from ours.ics")
    );
    let refused: Vec<_> = done
        .refused
        .iter()
        .map(|r| format!("{}: {}", r.uid, r.reason))
        .collect();
    assert_eq!(
        refused,
        [
            "trip: It takes a whole day. Only those of every year become days to remember.",
            "hourly: It comes every few hours.",
            "long: It lasts longer than a day.",
        ]
    );
    let agenda: Vec<_> = world
        .agenda()
        .into_iter()
        .map(|i| format!("{} to {} {}", i.local_start, &i.local_end[11..], i.title))
        .collect();
    assert_eq!(
        agenda[..4],
        [
            "2026-10-15T18:00 to 20:00 Supper",
            "2026-10-24T12:00 to 14:00 Supper",
            "2026-10-30T19:00 to 22:00 Supper at Lupo",
            "2026-11-05T18:00 to 20:00 Supper",
        ],
        "fixed to Paris, seen from London"
    );
    let slot = &world.app().slots().unwrap()[0];
    assert_eq!(slot.leads, [tests::world::lead("45m")]);
    let again = preview(&world, &path, &form(ImportAs::Dates));
    assert_eq!(
        (again.counts.unchanged, again.counts.ticked),
        (2, 0),
        "{:?}",
        rows(&again)
    );
    import(&world, &path, &form(ImportAs::Dates));
    assert_eq!(world.app().slots().unwrap().len(), 1, "nothing twice");
    world.app().undo().unwrap();
    assert!(
        world.app().slots().unwrap().is_empty(),
        "one undo takes all of it out"
    );
}

#[test]
fn our_own_export_read_in_again_changes_nothing() {
    let mut world = World::at("2026-09-01T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "evening,90m");
    world.date_of_kind("every other Wednesday 5:30 pm, 1 hour", "", "outside_help");
    world.date("12 November 8pm", "90m");
    let keys = world.keys();
    world.app().skip(&keys[1]).unwrap();
    world
        .app()
        .move_to(&keys[2], "Saturday 19 September 1pm")
        .unwrap();
    world.app().rename(&keys[3], Some("Lupo")).unwrap();
    world.sleep_until("2026-10-13T12:00");
    world.app().let_go(&keys[0]).unwrap();
    world.app().keep(&keys[3]).unwrap();
    let files = Files::new();
    let path = files.path("ours.ics");
    let wanted = app::export::Wanted {
        format: app::export::Format::Ics,
        from: None,
        to: None,
        slot: None,
        discreet: false,
    };
    fs::write(&path, world.app().export(&wanted).unwrap()).unwrap();
    let shown = preview(&world, &path, &form(ImportAs::Dates));
    let changes: Vec<_> = shown
        .rows
        .iter()
        .filter(|r| r.what != ImportWhat::Unchanged)
        .collect();
    assert!(changes.is_empty(), "{changes:?}");
    import(&world, &path, &form(ImportAs::Dates));
    assert_eq!(world.app().slots().unwrap().len(), 3, "nothing twice");
    let discreet = app::export::Wanted {
        discreet: true,
        ..wanted
    };
    fs::write(&path, world.app().export(&discreet).unwrap()).unwrap();
    let shown = preview(&world, &path, &form(ImportAs::Dates));
    assert_eq!(
        shown.counts.changed,
        0,
        "a discreet one takes no name away: {:?}",
        rows(&shown)
    );
}

#[test]
fn hostile_text_is_only_ever_text() {
    let texts = tests::hostile::texts();
    assert!(texts.len() >= 200, "two hundred at least: {}", texts.len());
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.path("<script>.ics");
    let events: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| tests::hostile::event(n, text))
        .collect();
    let file = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat());
    fs::write(&path, &file).unwrap();
    let named = ImportForm {
        names: true,
        ..form(ImportAs::First)
    };
    // As it was, but for what steers a terminal or turns the words around it.
    let one_line = |text: &str| {
        let turns = |c: &char| matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let plain: String = (text.chars().filter(|c| !turns(c)))
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let shown = preview(&world, &path, &named);
    assert_eq!(shown.counts.added as usize, texts.len(), "each is an entry");
    for row in &shown.rows {
        assert!(
            texts.iter().any(|text| one_line(text).starts_with(&row.title)),
            "the very same text, in one line: {row:?}"
        );
    }
    import(&world, &path, &named);
    let from = Utc.with_ymd_and_hms(2026, 10, 12, 0, 0, 0).unwrap();
    let busy = world.app().busy_between(from, from + Duration::days(21)).unwrap();
    let told = |title: &str| texts.iter().any(|text| one_line(text) == title);
    assert_eq!(busy.len(), texts.len());
    assert!(
        busy.iter().all(|b| told(&b.title)),
        "as the file has it, in one line"
    );
    import(&world, &path, &form(ImportAs::Dates));
    let slots = world.app().slots().unwrap();
    assert_eq!(slots.len(), texts.len());
    for slot in &slots {
        assert!(
            texts.iter().any(|text| one_line(text).starts_with(&slot.title))
                && !slot.title.contains(['\n', '\r']),
            "{:?}",
            slot.title
        );
    }
    // What reminders say is put in nobody's markup here: that is the notifier's, which escapes it.
    world.choose(app::replies::SettingsForm {
        discreet: Some(false),
        both: true,
        ..app::replies::SettingsForm::default()
    });
    world.wait_until("2026-10-14T12:00");
    assert!(!world.shown().is_empty(), "the first of them have come");
    let wanted = |format, discreet| app::export::Wanted {
        format,
        from: None,
        to: None,
        slot: None,
        discreet,
    };
    let csv = world
        .app()
        .export(&wanted(app::export::Format::Csv, false))
        .unwrap();
    for line in csv.lines() {
        for cell in line.split(',').filter(|cell| !cell.starts_with('"')) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@']),
                "no spreadsheet works it out: {line}"
            );
        }
    }
    let json = world
        .app()
        .export(&wanted(app::export::Format::Json, false))
        .unwrap();
    assert!(
        serde_json::from_str::<serde_json::Value>(&json).is_ok(),
        "one document still"
    );
    let ics = world
        .app()
        .export(&wanted(app::export::Format::Ics, false))
        .unwrap();
    fs::write(&path, ics).unwrap();
    let again = preview(&world, &path, &form(ImportAs::Dates));
    assert_eq!(
        (again.counts.all as usize, again.counts.unchanged as usize),
        (texts.len(), texts.len()),
        "out and in again as they were: {:?}",
        again.rows.iter().find(|r| r.what != ImportWhat::Unchanged)
    );
    let quiet = world
        .app()
        .export(&wanted(app::export::Format::Ics, true))
        .unwrap();
    assert!(
        !quiet.contains("SUMMARY:Dinner"),
        "a discreet one says when, and nothing else"
    );
}

#[test]
fn an_old_reading_is_there_as_long_as_it_can_be_taken_back() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("work.ics", &[&work()[0]]);
    import(&world, &path, &form(ImportAs::First));
    world.sleep_until("2026-12-24T12:00");
    files.write("work.ics", &[&work()[1]]);
    import(&world, &path, &form(ImportAs::First));
    world.sleep_until("2027-01-10T12:00");
    files.write("work.ics", &[&work()[0], &work()[1]]);
    import(&world, &path, &form(ImportAs::First));
    assert_eq!(busy(&world).len(), 2);
    world.app().undo().unwrap();
    assert_eq!(
        busy(&world),
        ["Noor 29 17:00 to 18:30"],
        "what was read on Christmas Eve"
    );
    world.app().undo().unwrap();
    assert_eq!(
        busy(&world),
        ["Noor 21 08:00 to 09:00"],
        "and before, though that was read long ago: it was shown until 17 days ago"
    );
    world.app().redo().unwrap();
    world.app().redo().unwrap();
    assert_eq!(busy(&world).len(), 2);
}

#[test]
fn the_same_file_may_be_the_time_of_each_of_them() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let files = Files::new();
    let path = files.write("family.ics", &[&work()[0]]);
    import(&world, &path, &form(ImportAs::First));
    import(&world, &path, &form(ImportAs::Second));
    let layers = world.app().layers().unwrap();
    for half in [Half::First, Half::Second] {
        let own = layers.iter().filter(|l| l.half == half);
        assert_eq!(own.count(), 1, "the same file, once for each");
    }
    assert_eq!(
        busy(&world),
        ["Noor 21 08:00 to 09:00", "Jules 21 08:00 to 09:00"]
    );
}

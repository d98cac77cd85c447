//! What stands beside the times of an event: words, alarms, and what nobody here understands.

use domain::reminder::Lead;

use super::{calendar, event};
use crate::Note;

#[test]
fn whose_time_it_takes_and_what_it_is_for_are_read() {
    let read = calendar(&event(
        "DTSTART:20261102T150000\nTRANSP:TRANSPARENT\nCLASS:PRIVATE\nLOCATION:Room 3\\, left\nDESCRIPTION:Bring\\nsoup\n",
    ));
    let event = &read.events[0];
    assert!(
        event.transparent && event.private,
        "nobody is busy, and it is nobody's business"
    );
    assert_eq!(
        (event.location.as_str(), event.description.as_str()),
        ("Room 3, left", "Bring\nsoup")
    );
    let plain = &calendar(&self::event(
        "DTSTART:20261102T150000\nCLASS:PUBLIC\nTRANSP:OPAQUE\n",
    ))
    .events[0];
    assert!(!plain.transparent && !plain.private);
    let long = calendar(&self::event(&format!(
        "DTSTART:20261102T150000\nDESCRIPTION:{}\n",
        "é".repeat(9_000)
    )));
    assert_eq!(
        long.events[0].description.len(),
        crate::LONGEST,
        "cut between letters"
    );
    let bell = calendar(&self::event("DTSTART:20261102T150000\nSUMMARY:a\u{7}b\u{0}\n"));
    assert_eq!(bell.events[0].summary, "ab", "a notification cannot hold a NUL");
}

#[test]
fn alarms_that_are_leads_are_leads_and_others_are_carried() {
    let alarm =
        |lines: &str| format!("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Walk\n{lines}\nEND:VALARM\n");
    let read = |lines: &str| {
        calendar(&event(&format!("DTSTART:20261102T190000\n{}", alarm(lines))))
            .events
            .remove(0)
    };
    let at = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    for (trigger, lead) in [
        ("TRIGGER:-PT90M", Lead::Before { minutes: 90 }),
        ("TRIGGER:-P0DT1H30M0S", Lead::Before { minutes: 90 }),
        (
            "TRIGGER;VALUE=DURATION;RELATED=START:PT0S",
            Lead::Before { minutes: 0 },
        ),
        ("TRIGGER:-P1D\nX-WR-ALARMUID:7", Lead::EVENING),
        (
            "TRIGGER:-P1DT10H",
            Lead::Day {
                days: 1,
                at: at(9, 0),
            },
        ),
        (
            "TRIGGER:-P1DT19H30M",
            Lead::Day {
                days: 2,
                at: at(23, 30),
            },
        ),
        (
            "TRIGGER:-P1W",
            Lead::Day {
                days: 7,
                at: at(19, 0),
            },
        ),
    ] {
        let event = read(trigger);
        assert_eq!(
            (event.leads, event.carried.as_str()),
            (vec![lead], ""),
            "{trigger}"
        );
    }
    for foreign in [
        "TRIGGER:PT15M",
        "TRIGGER;RELATED=END:-PT15M",
        "TRIGGER;VALUE=DATE-TIME:20261102T180000Z",
        "TRIGGER:-PT15M\nREPEAT:2\nDURATION:PT5M",
        "TRIGGER:-P90D",
        "TRIGGER:-PT1S",
        "TRIGGER:soon",
    ] {
        let event = read(foreign);
        let kept = alarm(foreign);
        assert_eq!(
            (event.leads, event.carried),
            (vec![], kept),
            "{foreign}: nothing of ours says that"
        );
    }
    let two = alarm("TRIGGER:-PT90M") + &alarm("TRIGGER:-P1D") + &alarm("TRIGGER:-PT90M");
    let both = calendar(&event(&format!("DTSTART:20261102T190000\n{two}")));
    assert_eq!(both.events[0].leads, Lead::DEFAULT, "earliest first, each once");
}

#[test]
fn what_nobody_here_understands_is_carried_as_it_stood() {
    let read = calendar(&event(
        "DTSTART:20261102T190000\nX-COLOUR;X-BY=\"a:b\":red\nATTENDEE;CN=\"Noor\":mai\n lto:noor@example.org\nSTATUS:TENTATIVE\nDESCRIPTION:Bring\\nsoup\nno line\nX BAD:1\nX-BELL:a\u{7}\rb\nBEGIN:PARTICIPANT\nBEGIN:VLOCATION\nNAME:Hall\nEND:VLOCATION\nEND:PARTICIPANT\nBEGIN:VALARM\nBEGIN:X\nEND:VALARM\nEND:X\nGEO:1;2\n",
    ));
    assert_eq!(
        read.events[0].carried,
        "X-COLOUR;X-BY=\"a:b\":red\nATTENDEE;CN=\"Noor\":mailto:noor@example.org\nSTATUS:TENTATIVE\nDESCRIPTION:Bring\\nsoup\nX-BELL:ab\nGEO:1;2\nBEGIN:PARTICIPANT\nBEGIN:VLOCATION\nNAME:Hall\nEND:VLOCATION\nEND:PARTICIPANT\n",
        "unfolded, properties first, whole components, and only what is a content line"
    );
    assert_eq!(
        read.notes,
        [Note::NotCarried {
            property: "VALARM".into()
        }],
        "what is badly nested is said"
    );
    let stray = "DTSTART:20261102T190000\nEND:VE,VENT\nEND;X=1:VEVENT\nbegin;x=1:VALARM\nX-A :1\n";
    let stray = calendar(&event(stray));
    assert_eq!(
        stray.events[0].carried, "",
        "what ends or begins out of place would break the file it is written to"
    );
    let big = calendar(&event(&format!(
        "DTSTART:20261102T190000\nATTACH:{}\nX-SMALL:1\n",
        "x".repeat(crate::CARRIED)
    )));
    assert_eq!(
        big.events[0].carried, "X-SMALL:1\n",
        "there is a bound, and it takes whole lines"
    );
    assert_eq!(
        big.notes,
        [Note::NotCarried {
            property: "ATTACH".into()
        }]
    );
}

//! Calendar files made to break whoever reads them. Made here and not stored; the bench times them.

use std::fmt::Write;

/// A name, and what makes the bytes.
pub type Bomb = (&'static str, fn() -> Vec<u8>);

/// Seven that go far beyond every limit, and the worst that stay within them.
pub fn bombs() -> Vec<Bomb> {
    vec![
        ("one line of 50 MB", || {
            event(&format!("SUMMARY:{}", "x".repeat(50 << 20)))
        }),
        ("five million folds", || {
            event(&format!("SUMMARY:a{}", "\r\n ".repeat(5_000_000)))
        }),
        ("200,000 components in each other", || {
            nested("BEGIN:VALARM\r\n", 200_000)
        }),
        ("a million properties", || event(&"X:1\r\n".repeat(1_000_000))),
        ("a million exceptions in one line", || {
            event(&format!(
                "EXDATE;VALUE=DATE:{}",
                ["20240102"; 1_000_000].join(",")
            ))
        }),
        ("200,000 events", || {
            nested("BEGIN:VEVENT\r\nEND:VEVENT\r\n", 200_000)
        }),
        ("200,000 events that never end", || {
            nested("BEGIN:VEVENT\r\n", 200_000)
        }),
        ("folds to the limit", || {
            event(&format!("SUMMARY:a{}", "\r\n ".repeat(3_400_000)))
        }),
        ("exceptions to the limit", || {
            many(500, &format!("EXDATE:{}", ["20240102T200000"; 1_200].join(",")))
        }),
        ("properties to the limit", || many(10_000, &"X:1\r\n".repeat(190))),
        ("alarms to the limit", || {
            many(
                9_000,
                "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1M\r\nEND:VALARM\r\n",
            )
        }),
        ("zones to the limit", zones),
        ("a value of a million lines, its encoding said late", || {
            let head = "X".repeat(4_000_000);
            event(&format!(
                "SUMMARY;{head};ENCODING=QUOTED-PRINTABLE:{}",
                "=\n".repeat(2_000_000)
            ))
        }),
        ("called off again and again", || {
            let off = "BEGIN:VEVENT\r\nUID:0\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20251231T200000\r\n\
                       DTSTART:20240101T200000\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n";
            let rules = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9\r\n".repeat(8);
            let dates = format!("{rules}RDATE:{}", ["20240102T200000"; 19_000].join(","));
            [many(1, &dates), off.repeat(19_900).into_bytes()].concat()
        }),
        ("letters of another age", || {
            let text = event(&format!("SUMMARY:{}", "~".repeat(2_000_000)));
            text.into_iter()
                .map(|b| if b == b'~' { 0xe9 } else { b })
                .collect()
        }),
    ]
}

fn event(lines: &str) -> Vec<u8> {
    many(1, lines)
}

fn many(count: usize, lines: &str) -> Vec<u8> {
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for n in 0..count {
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20240101T200000\r\n{lines}\r\nEND:VEVENT\r\n"
        );
    }
    text += "END:VCALENDAR\r\n";
    text.into_bytes()
}

fn nested(lines: &str, count: usize) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}", lines.repeat(count)).into_bytes()
}

/// Thousands of zones that no table has, each asked for.
fn zones() -> Vec<u8> {
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for n in 0..6_000 {
        let rule = "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\r\n";
        let _ = write!(
            text,
            "BEGIN:VTIMEZONE\r\nTZID:Office {n}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n\
             TZOFFSETFROM:+0137\r\nTZOFFSETTO:+0138\r\n{rule}END:STANDARD\r\nEND:VTIMEZONE\r\n\
             BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID=Office {n}:20240101T200000\r\nEND:VEVENT\r\n"
        );
    }
    text += "END:VCALENDAR\r\n";
    text.into_bytes()
}

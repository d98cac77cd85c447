//! A calendar file as large as they come.

use std::fmt::Write;

/// A file as a busy office exports it: ten thousand events, one in ten recurring with two exceptions and two alarms,
/// and four zones.
pub fn ten_thousand() -> String {
    let zones = [
        ("Europe/Paris", "+0100", "+0200", "-1SU", "-1SU", 10),
        ("America/New_York", "-0500", "-0400", "2SU", "1SU", 11),
        ("Europe/London", "+0000", "+0100", "-1SU", "-1SU", 10),
        ("Asia/Kolkata", "+0530", "+0530", "-1SU", "-1SU", 10),
    ];
    let mut text =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Office//EN\r\nCALSCALE:GREGORIAN\r\n");
    for (zone, winter, summer, spring, autumn, month) in zones {
        let _ = write!(
            text,
            "BEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:{winter}\r\n\
             TZOFFSETTO:{summer}\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY={spring}\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n\
             DTSTART:19701025T030000\r\nTZOFFSETFROM:{summer}\r\nTZOFFSETTO:{winter}\r\n\
             RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={autumn}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        );
    }
    for n in 0..10_000_u32 {
        let zone = zones[n as usize % 4].0;
        let (month, day, hour) = (1 + n % 12, 1 + n % 28, 7 + n % 12);
        let at = format!("2026{month:02}{day:02}T");
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{n:08}-7c1f-4a3e@office.example\r\nDTSTAMP:20260101T120000Z\r\n\
             DTSTART;TZID={zone}:{at}{hour:02}0000\r\nDTEND;TZID={zone}:{at}{hour:02}4500\r\n\
             SUMMARY:Planning round {n}\\, part two\r\nLOCATION:Room {n}\\, third floor\r\n\
             DESCRIPTION:What was said last time\\, what is open and who looks after it un\r\n til the next one.\\n\r\n\x20\
             Thank you all\r\n\
             ORGANIZER;CN=Noor:mailto:noor@office.example\r\n\
             ATTENDEE;CN=\"Jules, third floor\";PARTSTAT=ACCEPTED:mailto:jules@office.example\r\n\
             CATEGORIES:WORK,PLANNING\r\nSEQUENCE:{}\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n",
            n % 4
        );
        if n % 10 == 0 {
            let _ = write!(
                text,
                "RRULE:FREQ=WEEKLY;COUNT=30\r\nEXDATE;TZID={zone}:{at}{hour:02}0000\r\n\
                 EXDATE;TZID={zone}:{at}{hour:02}0000\r\n"
            );
            for minutes in [15, 60] {
                let _ = write!(
                    text,
                    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT{minutes}M\r\nDESCRIPTION:Soon\r\nEND:VALARM\r\n"
                );
            }
        }
        text += "END:VEVENT\r\n";
    }
    text + "END:VCALENDAR\r\n"
}

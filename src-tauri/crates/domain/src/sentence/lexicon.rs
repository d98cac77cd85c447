//! The English the sentence is read with: names of days, months, numbers and feasts, and which words name a kind.
//!
//! What is *said* comes from the catalogue; what may be *typed* is much more, belongs to the grammar, and stands here.

use chrono::Weekday;

use crate::slot;

/// A part of the day, which gives an hour where none was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum DayPart {
    Morning,
    Lunchtime,
    Afternoon,
    Evening,
    Night,
}

/// A day everybody knows by name. It counts only beside words that make it a day ("until Christmas").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Feast {
    /// The same day and month every year.
    Fixed { month: u32, day: u32 },
    /// Easter Sunday, by the western reckoning, and so many days after it.
    Easter { after: i64 },
}

/// A stretch of time that repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The weekday a word names, and whether it is said in the plural.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    use Weekday::*;
    let word = word.strip_suffix("'s").unwrap_or(word);
    Some(match word {
        "mon" => (Mon, false),
        "tue" | "tues" => (Tue, false),
        "wed" | "weds" | "wensday" => (Wed, false),
        "thu" | "thur" | "thurs" => (Thu, false),
        "fri" => (Fri, false),
        "sat" => (Sat, false),
        "sun" => (Sun, false),
        "wensdays" => (Wed, true),
        "sundae" | "sundaes" | "sundry" => return None,
        _ => {
            const DAYS: [(&str, Weekday); 7] = [
                ("monday", Mon),
                ("tuesday", Tue),
                ("wednesday", Wed),
                ("thursday", Thu),
                ("friday", Fri),
                ("saturday", Sat),
                ("sunday", Sun),
            ];
            let singular = word.strip_suffix('s').filter(|stem| stem.len() >= 6);
            let find = |word: &str| {
                DAYS.iter()
                    .find(|(name, _)| nearly(word, name))
                    .map(|(_, day)| *day)
            };
            match singular.and_then(find) {
                Some(day) => (day, true),
                None => (find(word)?, false),
            }
        }
    })
}

/// The month a word names, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [(&str, &[&str]); 12] = [
        ("january", &["jan"]),
        ("february", &["feb", "febr"]),
        ("march", &["mar"]),
        ("april", &["apr"]),
        ("may", &[]),
        ("june", &["jun"]),
        ("july", &["jul"]),
        ("august", &["aug"]),
        ("september", &["sep", "sept"]),
        ("october", &["oct"]),
        ("november", &["nov"]),
        ("december", &["dec"]),
    ];
    MONTHS
        .iter()
        .zip(1..)
        .find(|((name, short), _)| nearly(word, name) || short.contains(&word))
        .map(|(_, n)| n)
}

/// A number said in words, 0 to 99: `seven`, `forty-five` comes as two words and is put together by the grammar.
pub(super) fn number(word: &str) -> Option<u32> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    SMALL
        .iter()
        .zip(0..)
        .find(|(name, _)| **name == word)
        .map(|(_, n)| n)
        .or_else(|| tens(word))
}

/// Twenty to ninety in words.
pub(super) fn tens(word: &str) -> Option<u32> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// An ordinal said in words: `first` to `tenth`; `last` is −1.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    if word == "last" {
        return Some(-1);
    }
    WORDS
        .iter()
        .zip(1..)
        .find(|(name, _)| **name == word)
        .map(|(_, n)| n)
}

/// A unit that repeats: `week`, `weeks`, `wks`.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" | "wk" | "wks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// A part of the day, and whether it is said in the plural.
pub(super) fn day_part(word: &str) -> Option<(DayPart, bool)> {
    Some(match word {
        "morning" => (DayPart::Morning, false),
        "mornings" => (DayPart::Morning, true),
        "lunchtime" => (DayPart::Lunchtime, false),
        "lunchtimes" => (DayPart::Lunchtime, true),
        "afternoon" => (DayPart::Afternoon, false),
        "afternoons" => (DayPart::Afternoon, true),
        "evening" | "eve" => (DayPart::Evening, false),
        "evenings" => (DayPart::Evening, true),
        "night" => (DayPart::Night, false),
        "nights" => (DayPart::Night, true),
        _ => return None,
    })
}

/// The kind a title's words name, and the length in minutes that goes with it.
///
/// Only words that leave no doubt count: a supper may be in or out, so it names none.
pub(super) fn kind(words: &[&str]) -> (slot::Kind, Option<u32>) {
    let has = |named: &[&str]| words.iter().any(|word| named.contains(word));
    let phrase = |last: &str| {
        words
            .windows(2)
            .any(|pair| matches!(pair[0], "night" | "evening") && pair[1] == last)
    };
    if has(&[
        "therapy",
        "therapist",
        "counselling",
        "counseling",
        "counsellor",
        "counselor",
        "session",
        "sessions",
        "dr",
        "doctor",
        "mediation",
        "mediator",
    ]) {
        (slot::Kind::OutsideHelp, None)
    } else if is_check_in(words) {
        (slot::Kind::CheckIn, Some(15))
    } else if has(&[
        "lunch",
        "lunches",
        "brunch",
        "brunches",
        "breakfast",
        "breakfasts",
    ]) {
        (slot::Kind::Lunch, Some(60))
    } else if has(&["walk", "walks"]) {
        (slot::Kind::Walk, Some(60))
    } else if has(&["coffee", "coffees"]) {
        (slot::Kind::Walk, Some(30))
    } else if phrase("out") {
        (slot::Kind::EveningOut, Some(120))
    } else if phrase("in") {
        (slot::Kind::EveningIn, Some(120))
    } else {
        (slot::Kind::Date, None)
    }
}

/// "Check-in", "our weekly check-in": nothing else beside it, for one also checks in at a hotel.
fn is_check_in(words: &[&str]) -> bool {
    let says = |word: &&&str| !matches!(**word, "our" | "the" | "a" | "weekly" | "sunday");
    let words: Vec<&str> = words.iter().filter(says).copied().collect();
    matches!(words.as_slice(), ["checkin"] | ["check", "in"])
}

/// The hour a title's word gives where none was said, as hour and minute.
pub(super) fn usual_hour(word: &str) -> Option<(u32, u32)> {
    Some(match word {
        "lunch" | "lunches" => (12, 30),
        "brunch" | "brunches" => (11, 0),
        "breakfast" | "breakfasts" => (9, 0),
        _ => return day_part(word).map(|(part, _)| part_hour(part)),
    })
}

/// The hour a part of the day gives, as hour and minute.
pub(super) fn part_hour(part: DayPart) -> (u32, u32) {
    match part {
        DayPart::Morning => (9, 0),
        DayPart::Lunchtime => (12, 30),
        DayPart::Afternoon => (15, 0),
        DayPart::Evening | DayPart::Night => (19, 0),
    }
}

/// Words beside which a bare 8 to 11 is in the evening.
pub(super) fn is_evening_word(word: &str) -> bool {
    matches!(
        word,
        "date"
            | "dates"
            | "evening"
            | "evenings"
            | "night"
            | "nights"
            | "tonight"
            | "dinner"
            | "dinners"
            | "supper"
            | "suppers"
            | "drinks"
            | "cocktails"
            | "bar"
            | "pub"
            | "cinema"
            | "film"
            | "films"
            | "movie"
            | "movies"
            | "concert"
            | "concerts"
            | "theatre"
            | "theater"
            | "opera"
            | "gig"
            | "party"
            | "dancing"
    )
}

/// Words beside which a bare hour is in the morning.
pub(super) fn is_morning_word(word: &str) -> bool {
    matches!(
        word,
        "morning" | "mornings" | "breakfast" | "breakfasts" | "brunch" | "brunches"
    )
}

/// Equal, or one slip of the fingers away: a letter missing, doubled, wrong, or two swapped.
///
/// Short words must be equal: too many of them lie one letter apart.
fn nearly(word: &str, name: &str) -> bool {
    if word == name {
        return true;
    }
    if name.len() < 6 || word.len().abs_diff(name.len()) > 1 || word.chars().any(|c| !c.is_ascii_lowercase())
    {
        return false;
    }
    let (word, name) = (word.as_bytes(), name.as_bytes());
    if word.first() != name.first() {
        // The first letter is rarely the wrong one; "Friday" typed "rfiday" is not worth reading "midday" wrong.
        return false;
    }
    let same = word.iter().zip(name).take_while(|(a, b)| a == b).count();
    let (word, name) = (&word[same..], &name[same..]);
    let after = |slice: &[u8], n: usize| slice.get(n..).map(<[u8]>::to_vec);
    match word.len().cmp(&name.len()) {
        std::cmp::Ordering::Less => after(name, 1).as_deref() == Some(word),
        std::cmp::Ordering::Greater => after(word, 1).as_deref() == Some(name),
        std::cmp::Ordering::Equal => {
            word[1..] == name[1..]
                || (word.len() > 1 && word[0] == name[1] && word[1] == name[0] && word[2..] == name[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_still_names_the_day() {
        for typed in [
            "thursday",
            "thrusday",
            "thusday",
            "thurssday",
            "thurzday",
            "thurs",
        ] {
            assert_eq!(weekday(typed), Some((Weekday::Thu, false)), "{typed}");
        }
        assert_eq!(
            weekday("saterdays"),
            Some((Weekday::Sat, true)),
            "and in the plural"
        );
        assert_eq!(month("febuary"), Some(2), "the month everybody misspells");
    }

    #[test]
    fn words_that_only_look_like_days_are_left_alone() {
        for word in [
            "midday", "today", "someday", "sundae", "sundry", "thirsty", "marsh", "mayor", "motor",
        ] {
            assert_eq!((weekday(word), month(word)), (None, None), "{word}");
        }
    }
}

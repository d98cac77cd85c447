//! From whole days of every year to days to remember.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    ids::RedLetterId,
    recurrence::Rule,
    red_letter::{RedLetter, Sort},
    words::{calendar_file, import as words},
};
use ics::Event;

use super::{
    entries::{self, Reason},
    own::{Making, TITLE_MOST, is_ours},
};

/// Before this nobody knew a year: some calendars write 1604 for a birthday without one.
const FIRST_YEAR: i32 = 1800;

/// So many years a rule is followed: one of them is a leap year, or the next would be.
const FOLLOWED: i32 = 8;

/// A day to remember as a file has it.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub letter: RedLetter,
    /// The file has its name; a discreet export has none.
    named: bool,
    /// The file says what sort it is; otherwise it is a guess.
    sorted: bool,
}

impl Day {
    /// What the file's word makes of the one that is here.
    pub fn beside(&self, known: &RedLetter) -> RedLetter {
        let said = &self.letter;
        RedLetter {
            id: known.id,
            words: if self.named { &said.words } else { &known.words }.clone(),
            sort: if self.sorted { said.sort } else { known.sort },
            made_at: known.made_at,
            uid: known.uid.clone(),
            ..said.clone()
        }
    }
}

impl Making<'_> {
    /// A whole day of every year is a day to remember.
    pub(super) fn day(
        &self,
        event: &Event,
        uid: &str,
        start: NaiveDate,
        effort: &mut usize,
    ) -> Result<Day, Reason> {
        let not_kept = || Reason::Said(words::DATE_WHOLE_DAY.to_owned());
        let [rule] = &event.series.rules[..] else {
            return Err(not_kept());
        };
        if !rule.text().starts_with("FREQ=YEARLY") || rule.text().contains("COUNT=") {
            return Err(not_kept());
        }
        entries::is_seldom(rule, start.and_time(NaiveTime::MIN), self.now, effort)?;
        let own = as_written(event, rule, start, effort)?;
        let found = match own {
            Some(own) => Some(own),
            None => of_the_year(rule, start, effort)?,
        };
        let (month, day, year) = found.ok_or_else(not_kept)?;
        let ours = event.remembered().is_some() || is_ours(&event.uid);
        let name = domain::plain::line(&event.summary);
        let nameless = name.is_empty() || (ours && name == calendar_file::BUSY);
        let sort = event.sort();
        Ok(Day {
            named: !nameless,
            sorted: sort.is_some(),
            letter: RedLetter {
                id: RedLetterId((self.new_id)()),
                sort: sort.unwrap_or_else(|| suggested(&name)),
                words: if nameless {
                    words::UNTITLED.to_owned()
                } else {
                    name.chars().take(TITLE_MOST).collect()
                },
                month,
                day,
                year: year.filter(|year| *year >= FIRST_YEAR),
                made_at: self.now,
                uid: Some(uid.to_owned()),
            },
        })
    }
}

/// A day of the year, and its first year where that is known.
type When = (u32, u32, Option<i32>);

/// The day that we wrote, unless somebody has changed it since. Some days of an export hold it from their first to their
/// last only, and it began before them and goes on after.
fn as_written(
    event: &Event,
    rule: &Rule,
    start: NaiveDate,
    effort: &mut usize,
) -> Result<Option<When>, Reason> {
    let Some(own) = event.remembered() else {
        return Ok(None);
    };
    let endless: Vec<&str> = rule
        .text()
        .split(';')
        .filter(|part| !part.starts_with("UNTIL="))
        .collect();
    let began = own.year.is_none_or(|year| year <= start.year());
    let stands = began && kept_in(start.year(), own.month, own.day) == Some(start);
    match Rule::parse(&endless.join(";")) {
        Ok(rule) if stands && comes_on(&rule, start, own.month, own.day, effort)? => {
            Ok(Some((own.month, own.day, own.year)))
        }
        _ => Ok(None),
    }
}

/// The day that a rule without an end names each year: its start's, or the last of February.
fn of_the_year(rule: &Rule, start: NaiveDate, effort: &mut usize) -> Result<Option<When>, Reason> {
    if rule.text().contains("UNTIL=") {
        return Ok(None);
    }
    for (month, day) in [(start.month(), start.day()), (2, 29)] {
        if kept_in(start.year(), month, day) == Some(start) && comes_on(rule, start, month, day, effort)? {
            return Ok(Some((month, day, Some(start.year()))));
        }
    }
    Ok(None)
}

/// Whether a rule gives this day of each of the next years, and no other. A leap day may come only where there is one: by
/// its rule it is kept every fourth year, and every year by the couple.
fn comes_on(rule: &Rule, start: NaiveDate, month: u32, day: u32, effort: &mut usize) -> Result<bool, Reason> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let to = NaiveDate::from_ymd_opt(start.year() + FOLLOWED + 1, 1, 1);
    let (Some(from), Some(to)) = (start.checked_add_days(Days::new(1)), to) else {
        return Ok(false);
    };
    let every: Vec<NaiveDate> = (start.year() + 1..to.year())
        .filter_map(|year| kept_in(year, month, day))
        .collect();
    // One more would be one too many.
    let found = rule
        .starts(midnight(start), midnight(from), midnight(to), every.len() + 1)
        .map_err(|error| Reason::File(ics::Why::Rule(error)))?;
    entries::spend(effort, found.steps as usize)?;
    let found: Vec<NaiveDate> = found.at.iter().map(NaiveDateTime::date).collect();
    let leap_days = every.iter().filter(|day| (day.month(), day.day()) == (2, 29));
    Ok(found == every || ((month, day) == (2, 29) && found.iter().eq(leap_days)))
}

/// As [`RedLetter::in_year`], of a day whose first year does not matter.
fn kept_in(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| NaiveDate::from_ymd_opt(year, month, day.checked_sub(1)?))
}

/// What a name says of the sort, where the file says nothing.
fn suggested(name: &str) -> Sort {
    let has = |word: &str| name.to_lowercase().contains(word);
    if has(words::WORD_BIRTHDAY) {
        Sort::Birthday
    } else if has(words::WORD_ANNIVERSARY) {
        Sort::Anniversary
    } else {
        Sort::Other
    }
}

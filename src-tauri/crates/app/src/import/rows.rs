//! What a preview says of each entry.

use chrono::{DateTime, Datelike, Duration, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    layer::BusySeries,
    recurrence::Moment,
    sentence::{self, Context, Draft},
    slot::Kind,
    spoken,
    words::{fill, import as words},
    zone,
};

use super::{
    compare::Item,
    entries::{Reason, Refused},
};
use crate::replies::{ImportRow, ImportWhat};

/// What rows are said against.
pub(super) struct Manner<'a> {
    pub context: Context,
    pub here: Tz,
    pub now: DateTime<Utc>,
    /// The couple's own dates of the next months, by time.
    pub evenings: &'a [Stretch],
}

/// From when until when.
pub(super) type Stretch = (DateTime<Utc>, DateTime<Utc>);

/// A row, and where it stands among others.
pub(super) struct Said {
    pub at: NaiveDateTime,
    pub row: ImportRow,
}

/// How long one entry is looked through for meeting a date of the couple's.
pub(super) const OVER_DAYS: Duration = Duration::days(183);

impl Manner<'_> {
    pub(super) fn item(&self, item: &Item) -> Said {
        let (entry, busy) = (&item.entry, &item.entry.busy[0]);
        let at = self.next(busy);
        let over = matches!(item.what, ImportWhat::Added | ImportWhat::Changed) && self.is_over(&entry.busy);
        let mut detail = match item.what {
            _ if item.left_out => words::LEFT_OUT.to_owned(),
            ImportWhat::Changed => self.change(&item.before, &entry.busy, &item.before[0]),
            ImportWhat::Gone => words::GONE.to_owned(),
            _ => self.again(busy).unwrap_or_default(),
        };
        if over {
            detail = with_over(&detail);
        }
        Said {
            at: at.civil,
            row: ImportRow {
                id: item.id.clone(),
                uid: entry.uid.clone(),
                what: item.what,
                when: self.when(&at),
                title: title(&entry.title),
                detail,
                length: length(busy),
                over,
                ticked: !item.left_out && item.what != ImportWhat::Unchanged,
            },
        }
    }

    pub(super) fn refused(&self, refused: &Refused, index: usize) -> Said {
        let at = refused.start.map(|start| self.wall(start));
        Said {
            at: at.as_ref().map_or(NaiveDateTime::MAX, |at| at.civil),
            row: ImportRow {
                id: format!("r{index}"),
                uid: refused.uid.clone(),
                what: ImportWhat::Refused,
                when: at.map(|at| self.when(&at)).unwrap_or_default(),
                title: title(&refused.title),
                detail: self.reason(&refused.reason),
                length: String::new(),
                over: false,
                ticked: false,
            },
        }
    }

    /// What somebody knows a refused entry by: its name, and its day where that can be read.
    pub(super) fn about(&self, refused: &Refused) -> String {
        let title = title(&refused.title);
        match refused.start.map(|start| self.wall(start)) {
            Some(at) => fill(
                words::REFUSED_ABOUT,
                &[("title", &title), ("when", &self.when(&at))],
            ),
            None => title,
        }
    }

    pub(super) fn reason(&self, reason: &Reason) -> String {
        let said = match reason {
            Reason::File(why) => why.words(self.context.clock),
            Reason::Said(said) => said.clone(),
        };
        // It may quote the file.
        domain::plain::line(&said)
    }

    /// "Wed 21 Oct, 9 am"; "Sat 14 Nov" for a whole day.
    pub(super) fn when(&self, at: &Wall) -> String {
        let date = at.civil.date();
        let mut day = format!(
            "{} {}",
            spoken::day_short(date.weekday()),
            spoken::short_date(date)
        );
        if date.year() != self.context.now.year() {
            day = format!("{day} {}", date.year());
        }
        if at.whole_day {
            return day;
        }
        format!("{day}, {}", spoken::time(at.civil.time(), self.context.clock))
    }

    /// The start of a file, on the wall here.
    pub(super) fn wall(&self, at: Moment) -> Wall {
        Wall {
            civil: at
                .instant()
                .map_or(at.civil(), |instant| zone::civil(instant, self.here)),
            whole_day: matches!(at, Moment::Day(_)),
        }
    }

    /// How it comes again: "Every Tuesday, 9 to 9:30 am, until 21 December"; nothing for what comes once.
    pub(super) fn again(&self, busy: &BusySeries) -> Option<String> {
        let rule = match &busy.series.rules[..] {
            [] => return None,
            [rule] => rule.clone(),
            _ => return Some(words::BY_RULES.to_owned()),
        };
        let zone = busy.series.start.zone().unwrap_or(self.here);
        let draft = Draft {
            title: String::new(),
            kind: Kind::Date,
            start: busy.series.start.civil(),
            minutes: u32::try_from(busy.length.num_minutes()).unwrap_or(0),
            rule: Some(rule.until_in(zone)),
            times: None,
        };
        let said = sentence::say(&draft, &self.context);
        let whole_day = matches!(busy.series.start, Moment::Day(_));
        // A whole day has no hours to say.
        let head = said.split(',').next().filter(|_| whole_day).map(str::to_owned);
        Some(head.unwrap_or(said))
    }

    /// The instance that a person thinks of: the next one, or where there is none the first.
    fn next(&self, busy: &BusySeries) -> Wall {
        let whole_day = matches!(busy.series.start, Moment::Day(_));
        let ahead = || {
            let found = busy.between(self.now, self.now + OVER_DAYS, self.here);
            found.first().map(|(from, _)| zone::civil(*from, self.here))
        };
        let alone = busy.series.rules.is_empty() && busy.series.extra.is_empty();
        let next = if alone { None } else { ahead() };
        next.map_or_else(|| self.wall(busy.series.start), |civil| Wall { civil, whole_day })
    }

    fn is_over(&self, busy: &[BusySeries]) -> bool {
        let (Some(first), Some(last)) = (self.evenings.first(), self.evenings.last()) else {
            return false;
        };
        let stretches = busy
            .iter()
            .flat_map(|b| b.between(first.0, last.1.max(first.0), self.here));
        stretches.into_iter().any(|(from, until)| {
            // By start; a date of the couple's lasts a day at most.
            let begin = self
                .evenings
                .partition_point(|(start, _)| *start <= from - Duration::days(1));
            self.evenings[begin..]
                .iter()
                .take_while(|(start, _)| *start < until)
                .any(|(_, end)| *end > from)
        })
    }

    /// "Was 9 to 10 am. Now 9 to 11 am."
    fn change(&self, before: &[BusySeries], now: &[BusySeries], old: &BusySeries) -> String {
        let new = &now[0];
        if before.len() == 1 && now.len() == 1 && (&old.series, old.length) == (&new.series, new.length) {
            return fill(words::WAS_CALLED, &[("title", &title(&old.title))]);
        }
        match (self.again(old), self.again(new)) {
            (Some(was), is) if is.as_ref() != Some(&was) => {
                return fill(words::WAS, &[("before", &small(&was))]);
            }
            (Some(_), _) => return words::SOME_DAYS_CHANGED.to_owned(),
            (None, Some(_)) => {
                let before = self.when(&self.wall(old.series.start));
                return fill(words::WAS, &[("before", &before)]);
            }
            (None, None) => {}
        }
        let (from, to) = (self.wall(old.series.start), self.wall(new.series.start));
        let (was, is) = (self.hours(&from, old), self.hours(&to, new));
        let days = (to.civil.date() - from.civil.date()).num_days();
        if days == 0 && was != is {
            return fill(words::WAS_HOURS, &[("before", &was), ("after", &is)]);
        }
        if days != 0 && was == is {
            let day = if days.abs() < 7 {
                spoken::day_name(from.civil.weekday()).to_owned()
            } else {
                spoken::long_date_from(from.civil.date(), self.context.now.date())
            };
            return fill(words::WAS_DAY, &[("day", &day)]);
        }
        if days == 0 {
            return words::SOME_DAYS_CHANGED.to_owned();
        }
        let before = if from.whole_day {
            self.when(&from)
        } else {
            let day = Wall {
                whole_day: true,
                ..from
            };
            format!("{}, {was}", self.when(&day))
        };
        fill(words::WAS, &[("before", &before)])
    }

    fn hours(&self, at: &Wall, busy: &BusySeries) -> String {
        if at.whole_day {
            return length(busy);
        }
        if busy.length <= Duration::zero() {
            return spoken::time(at.civil.time(), self.context.clock);
        }
        let (end, _) = at.civil.time().overflowing_add_signed(busy.length);
        spoken::hours(at.civil.time(), end, self.context.clock)
    }
}

/// A time on the wall here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wall {
    pub civil: NaiveDateTime,
    pub whole_day: bool,
}

/// A name in one line, or that there is none.
pub(super) fn title(text: &str) -> String {
    let text = domain::plain::line(text);
    if text.is_empty() {
        words::UNTITLED.to_owned()
    } else {
        text.chars().take(200).collect()
    }
}

/// "Was 5 to 6:30 pm. Now 6:30 to 8 pm, over your date."
fn with_over(detail: &str) -> String {
    match detail.strip_suffix('.') {
        _ if detail.is_empty() => words::OVER.to_owned(),
        Some(sentence) => fill(words::JOINED_OVER, &[("detail", &sentence)]),
        None => fill(words::JOINED_OVER, &[("detail", &detail)]),
    }
}

/// "30 min", "all day", "3 days".
fn length(busy: &BusySeries) -> String {
    let minutes = busy.length.num_minutes();
    let days = busy.length.num_days();
    let whole_days = matches!(busy.series.start, Moment::Day(_));
    if (whole_days && days <= 1) || (busy.length == Duration::days(1) && is_midnight(busy)) {
        words::ALL_DAY.to_owned()
    } else if days >= 2 {
        fill(words::DAYS_OTHER, &[("n", &days)])
    } else {
        match u32::try_from(minutes) {
            Ok(minutes) if minutes > 0 => spoken::duration(minutes),
            _ => String::new(),
        }
    }
}

fn is_midnight(busy: &BusySeries) -> bool {
    busy.series.start.civil().time() == NaiveTime::MIN
}

/// The first letter small, as within a sentence; days and months keep theirs.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

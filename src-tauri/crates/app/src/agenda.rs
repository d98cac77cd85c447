//! The agenda: days with something on them, a stretch at a time.

use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    occurrence::Status,
    spoken,
    words::{fill, year as words},
    zone,
};

use crate::{App, Error, Invalid, encode, pages::Page, replies};

/// How many days a page has.
const STRETCH: Duration = Duration::days(56);

/// How far beyond a page it is looked whether there is anything at all.
const BEYOND: Duration = Duration::days(400);

impl App {
    /// What is coming, as a list: from today on, or the page that `from` names.
    ///
    /// # Errors
    /// Not a day, or one outside 1850 to 2099.
    pub fn agenda_page(&self, from: Option<&str>) -> Result<replies::AgendaPage, Error> {
        let today = self.here().date();
        let from = from.map(encode::date_from).transpose()?.unwrap_or(today);
        if !(1850..=2099).contains(&from.year()) {
            return Err(Error::Invalid(Invalid::Date(from.to_string())));
        }
        let to = from + STRETCH;
        let last = to - Duration::days(1);
        let page = self.page()?;
        let mut days = self.days(&page, from, to, 0)?;
        days.retain(|day| !(day.items.is_empty() && day.departed.is_empty() && day.red.is_empty()));
        let mut months: Vec<replies::AgendaMonth> = Vec::new();
        for mut day in days {
            // There is no grid here that a day could lie outside of.
            day.inside = true;
            let date = encode::date_from(&day.date)?;
            let (name, year) = (spoken::month_name(date.month()), date.year().to_string());
            match months.last_mut().filter(|month| month.name == name) {
                Some(month) => month.days.push(day),
                None => months.push(replies::AgendaMonth {
                    name: name.to_owned(),
                    year,
                    days: vec![day],
                }),
            }
        }
        Ok(replies::AgendaPage {
            from: from.to_string(),
            title: if from.month() == last.month() {
                spoken::month_name(from.month()).to_owned()
            } else {
                let [from, to] = [from, last].map(|day| spoken::month_short(day.month()));
                fill(words::AGENDA_SPAN, &[("from", &from), ("to", &to)])
            },
            year: if from.year() == last.year() {
                from.year().to_string()
            } else {
                fill(
                    words::AGENDA_YEARS,
                    &[("from", &from.year()), ("to", &(last.year() % 100))],
                )
            },
            months,
            earlier: self.is_before(&page, from).then(|| (from - STRETCH).to_string()),
            later: self.after(&page, to)?.map(|day| day.to_string()),
            now: (from..to).contains(&today),
            nothing: fill(
                words::AGENDA_NOTHING,
                &[
                    ("from", &spoken::date_from(from, today)),
                    ("to", &spoken::date_from(last, today)),
                ],
            ),
        })
    }

    /// Whether anything lies before a day: the first of all dates does, or one that was moved to before it.
    fn is_before(&self, page: &Page, day: NaiveDate) -> bool {
        let begins = page.series.iter().flat_map(|(slot, changes)| {
            let moved = changes.values().filter_map(|change| change.moved_to);
            moved.chain([slot.start])
        });
        begins.map(|at| at.date()).any(|begins| begins < day)
    }

    /// The page that follows one ending before `day`; the first thing after a long empty time begins a page itself.
    fn after(&self, page: &Page, day: NaiveDate) -> Result<Option<NaiveDate>, Error> {
        let found = self.occurrences_on(&page.series, day, day + BEYOND)?;
        let shown = found.iter().find(|o| o.status != Status::Skipped);
        let soon = shown.map(|o| zone::civil(o.start, self.zone()).date());
        // What comes once may lie further ahead than that.
        let single = page.series.iter().filter(|(slot, _)| slot.rule.is_none());
        let once = single.flat_map(|(slot, changes)| {
            let moved = changes.values().filter_map(|change| change.moved_to);
            // So many times on any day: on those that were found for it.
            let found = changes.values().filter(|change| change.added);
            let found = found.map(|change| change.key.original);
            let own = slot.times.is_none().then_some(slot.start);
            moved.chain(found).chain(own).map(|at| at.date())
        });
        let red = page.red.iter().filter_map(|letter| letter.next(day));
        let next = once.filter(|at| *at >= day).chain(red).chain(soon).min();
        Ok(next.map(|next| if next < day + STRETCH { day } else { next }))
    }
}

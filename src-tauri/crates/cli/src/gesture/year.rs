//! A year of halves, as a map and as a table.

use app::{App, replies::Halves};
use domain::words::{fill, small_things as words};

use crate::output::{Failure, Output};

pub fn year(app: &App, output: &Output, which: Option<i32>, table: bool) -> Result<(), Failure> {
    let year = app.gesture_year(which)?;
    let people = app.settings()?.people;
    let days = || year.weeks.iter().flatten().flatten();
    let rows = if table {
        let done = days().filter(|it| it.done.first || it.done.second);
        done.map(|it| {
            let names = [(it.done.first, &people.first), (it.done.second, &people.second)];
            let who: Vec<&str> = names
                .iter()
                .filter(|(did, _)| *did)
                .map(|(_, it)| it.as_str())
                .collect();
            vec![it.date.clone(), it.says.clone(), who.join(", ")]
        })
        .collect()
    } else {
        let mut months = vec![' '; 2 * year.weeks.len() + 4];
        for (name, column) in &year.months {
            let at = 2 * *column as usize;
            for (n, letter) in name.chars().enumerate() {
                months[at + n] = letter;
            }
        }
        let mut lines = vec![format!("{:4}{}", "", months.iter().collect::<String>())];
        lines.extend(year.weekdays.iter().enumerate().map(|(row, name)| {
            let marks = year
                .weeks
                .iter()
                .map(|week| week[row].as_ref().map_or(' ', |day| mark(day.done)));
            let marks: Vec<String> = marks.map(String::from).collect();
            format!(
                "{:4}{}",
                name.chars().take(3).collect::<String>(),
                marks.join(" ")
            )
        }));
        lines.push(String::new());
        lines.push(fill(
            words::YEAR_MARKS,
            &[("first", &people.first), ("second", &people.second)],
        ));
        lines.push(year.says.clone());
        lines.into_iter().map(|line| vec![line]).collect()
    };
    output.list(&year, &year.says, rows)
}

/// A day of the year map: its halves, side by side.
fn mark(done: Halves) -> char {
    match (done.first, done.second) {
        (true, true) => '●',
        (true, false) => '◐',
        (false, true) => '◑',
        (false, false) => '·',
    }
}

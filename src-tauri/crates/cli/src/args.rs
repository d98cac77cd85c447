//! The command line. What stands here keeps its meaning: people script against it.

use std::path::PathBuf;

use app::{App, replies};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use clap::{Parser, Subcommand};
use domain::{people::Half, reminder::Lead};

use crate::{output::Failure, series::Scope};

/// A private planner for two, in the terminal: the same file and the same rules as the app.
#[derive(Debug, Parser)]
#[command(name = "standing", version, about, max_term_width = 100)]
pub struct Args {
    /// Where the planner's files live.
    #[arg(long, env = "STANDING_DATE_DIR", value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Which of the two is writing, where the computer is shared; for import, what it is: busy:NAME or dates.
    #[arg(long = "as", value_name = "NAME", global = true)]
    pub who: Option<String>,
    /// One JSON document on stdout, and nothing else there.
    #[arg(long, global = true)]
    pub json: bool,
    /// Pretend that it is this moment: 2026-05-01T18:00:00+02:00.
    #[arg(long, value_name = "MOMENT", global = true)]
    pub now: Option<DateTime<Utc>>,
    /// Pretend to be there: Europe/Paris.
    #[arg(long, value_name = "ZONE", global = true)]
    pub zone: Option<Tz>,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// What is coming.
    Agenda {
        /// The first day; today when not given.
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
        /// The last day; four weeks when not given.
        #[arg(long, value_name = "DATE")]
        to: Option<NaiveDate>,
    },
    /// Standing and single dates.
    Date {
        #[command(subcommand)]
        verb: Date,
    },
    /// Kinds of time: lunch, walk, and your own.
    Kind {
        #[command(subcommand)]
        verb: crate::kind::Kind,
    },
    /// Where one date might go: two hours that are open to both, the back-up hour first.
    Openings {
        /// Its key, as the agenda has it in JSON.
        key: String,
    },
    /// Finds a time for a new date: hours that are open to both.
    Find(crate::openings::Find),
    /// What one evening is going to be: where, who does what, what to get ready.
    Plan {
        #[command(subcommand)]
        verb: crate::plan::Plan,
    },
    /// Days to remember: anniversaries, birthdays, firsts.
    Day {
        #[command(subcommand)]
        verb: crate::day::Day,
    },
    /// Small things one does for the other.
    Gesture {
        #[command(subcommand)]
        verb: crate::gesture::Gesture,
    },
    /// What each of you likes, and the cards that ask for it.
    Favourite {
        #[command(subcommand)]
        verb: crate::favourite::Favourite,
    },
    /// What you set for yourself alone.
    Mine(crate::favourite::Mine),
    /// Ideas for dates: what fits an hour, your own, and your wish list.
    Idea {
        #[command(subcommand)]
        verb: crate::idea::Idea,
    },
    /// Things to say: cards, decks, answers written apart, a talk that puts the day down.
    Talk {
        #[command(subcommand)]
        verb: crate::talk::Talk,
    },
    /// Where to look when this program is not the place: numbers to call, finding a counsellor. Reads no planner.
    HelpPage,
    /// Reminders: those to come, or firing them without a window.
    Remind(Remind),
    /// What came late, was not shown, or waits for an answer.
    Inbox {
        #[command(subcommand)]
        verb: Option<Inbox>,
        /// With what is older than a week.
        #[arg(long)]
        older: bool,
    },
    /// Silences reminders for a while, or says when they are silent.
    Pause {
        #[command(subcommand)]
        verb: Option<Pause>,
    },
    /// Says what an RFC 5545 rule, or a calendar file, means.
    Expand(Expand),
    /// Everything in open formats: for other calendars, for programs, for a spreadsheet.
    Export(Export),
    /// Reads in a calendar file: somebody's busy time, or dates of your own.
    Import(crate::import::Import),
    /// The calendars of others that were read in.
    Layer {
        #[command(subcommand)]
        verb: crate::import::Layer,
    },
    /// Takes back what a person last changed, here or in the window.
    Undo,
    /// Does again what was last taken back.
    Redo,
    /// Whether the planner is whole; changes nothing.
    Doctor {
        /// What the program brings along instead: how many small things, questions and ideas.
        #[arg(long)]
        content: bool,
    },
    /// Fills an empty planner, for trying out.
    Demo(Demo),
}

#[derive(Debug, Subcommand)]
pub enum Inbox {
    /// Answers a reminder as its notification would be.
    Answer {
        /// Its number in the list, or its name.
        reminder: String,
        /// fine, snooze-10, snooze-60, snooze-evening, kept, let-go, done, another, not-today, open.
        action: String,
    },
    /// Takes everything off the list.
    Clear,
}

#[derive(Debug, Subcommand)]
pub enum Pause {
    /// Until quiet hours end tomorrow.
    Tomorrow,
    /// For seven days.
    Week,
    /// From the beginning of one day to the end of another.
    Days {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
    /// Ends the pause that is on.
    End,
    /// Removes one that is planned.
    Remove {
        /// Its id.
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Date {
    /// Makes a date from a sentence: "Thursdays 7pm, 2 hours". Says when it meets somebody's busy time, and makes it
    /// all the same.
    Add {
        sentence: String,
        /// What it is called; otherwise the words left over in the sentence.
        #[arg(long)]
        title: Option<String>,
        /// date, lunch, walk, evening_out, evening_in, private, outside_help, check_in, or one of your own by its name.
        #[arg(long)]
        kind: Option<String>,
        /// What a private date is called everywhere.
        #[arg(long)]
        label: Option<String>,
        /// When reminders come: evening,90m,morning@9,2d@18:30; "none" for no reminder.
        #[arg(long, value_name = "LEADS")]
        remind: Option<String>,
        /// Who plans: a name, "both", or "turns:NAME".
        #[arg(long, value_name = "WHO")]
        planner: Option<String>,
        /// Where it may go when it falls through: "Saturday 3pm".
        #[arg(long, value_name = "DAY HOUR")]
        backup: Option<String>,
        /// Only say what it would be, and the next four dates.
        #[arg(long)]
        dry_run: bool,
    },
    /// All dates.
    List,
    /// One of them.
    Show { id: String },
    /// Changes a date; with a KEY one occurrence, or as many of those after it as --scope says.
    Edit(crate::series::Edit),
    /// Removes a date with all its occurrences.
    Remove { id: String },
    /// Not this time; with --scope following not any more, from this one on.
    Skip {
        key: String,
        /// How far it reaches; "this" when not given.
        #[arg(long, value_enum)]
        scope: Option<Scope>,
    },
    /// Moves one occurrence, or others along with it.
    Move {
        key: String,
        /// A wall time, 2026-10-17T13:00, or a sentence, "Saturday 1pm".
        #[arg(long, value_name = "WALL")]
        to: String,
        /// How long it is then; as long as it was when not given.
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
        /// How far it reaches; "this" when not given.
        #[arg(long, value_enum)]
        scope: Option<Scope>,
    },
    /// Sets an evening besides those of its rule: one of so many times a week, or one more.
    Place {
        /// The date's id.
        slot: String,
        /// A wall time: 2026-10-17T13:00.
        #[arg(long, value_name = "WALL")]
        at: String,
        /// How long it is; as long as the date usually is when not given.
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
    },
    /// It happened.
    Keep { key: String },
    /// Lets it go.
    LetGo { key: String },
    /// Takes back what was said of one occurrence, or of as many as --scope says.
    Restore {
        key: String,
        /// How far it reaches; "this" when not given.
        #[arg(long, value_enum)]
        scope: Option<Scope>,
    },
}

#[derive(Debug, clap::Args)]
pub struct Remind {
    /// The last moment; a week from now when not given.
    #[arg(long, value_name = "MOMENT")]
    pub until: Option<DateTime<Utc>>,
    /// Only list the reminders that would come.
    #[arg(long, conflicts_with = "watch")]
    pub dry_run: bool,
    /// Fire them: the reminder engine without a window; one line per delivery.
    #[arg(long)]
    pub watch: bool,
}

#[derive(Debug, clap::Args)]
pub struct Expand {
    /// A calendar file; instead of --start and --rule.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["start", "rule"], required_unless_present = "start")]
    pub ics: Option<PathBuf>,
    /// The first start: a wall time, or a date.
    #[arg(long, value_name = "WALL")]
    pub start: Option<String>,
    /// The rule; none is a single event.
    #[arg(long, default_value = "")]
    pub rule: String,
    /// Whole days.
    #[arg(long)]
    pub all_day: bool,
    /// Starts taken out.
    #[arg(long, value_name = "WALL")]
    pub except: Vec<String>,
    /// Starts added.
    #[arg(long, value_name = "WALL")]
    pub extra: Vec<String>,
    /// The first date or wall time shown.
    #[arg(long)]
    pub from: Option<String>,
    /// The first date or wall time no longer shown.
    #[arg(long)]
    pub to: Option<String>,
    /// At most so many.
    #[arg(long)]
    pub limit: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// A calendar file of dates and red-letter days; all there is; or dates evening by evening.
    pub format: Format,
    /// The file to write; standard output when not given, or "-".
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replaces the file if it is there.
    #[arg(long, requires = "out")]
    pub replace: bool,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// The last day; in csv, a year from now when not given.
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
    /// One date, by its id, and nothing else.
    #[arg(long, value_name = "ID")]
    pub slot: Option<String>,
    /// Only when: every title is "Busy", with no names and no notes.
    #[arg(long)]
    pub discreet: bool,
}

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Dates and red-letter days in RFC 5545, for other calendars.
    Ics,
    /// All there is, for programs.
    Json,
    /// Dates, gestures and pauses, for a spreadsheet.
    Csv,
}

#[derive(Debug, clap::Args)]
pub struct Demo {
    /// A believable couple's years, up to now.
    #[arg(long, conflicts_with = "mock_ups")]
    pub years: Option<u32>,
    /// The same seed makes the same years.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The design's Noor and Jules, around 13 October 2026.
    #[arg(long)]
    pub mock_ups: bool,
}

/// `evening,90m,morning@9`; `none` is no reminder at all.
pub fn leads(text: &str) -> Result<Vec<replies::Lead>, Failure> {
    if text.trim() == "none" {
        return Ok(vec![]);
    }
    text.split(',')
        .map(|word| {
            let lead: Lead = word
                .parse()
                .map_err(|_| app::Error::Invalid(app::Invalid::Lead(word.trim().to_owned())))?;
            Ok(match lead {
                Lead::Before { minutes } => replies::Lead::Before {
                    before_minutes: minutes,
                },
                Lead::Day { days, at } => replies::Lead::Day {
                    days_before: days,
                    at: at.format("%H:%M").to_string(),
                },
            })
        })
        .collect()
}

/// A name, `both`, or `turns:NAME`.
pub fn planner(app: &App, text: Option<&str>) -> Result<replies::Planner, Failure> {
    let Some(text) = text else {
        return Ok(replies::Planner::Unset);
    };
    Ok(match (text, text.strip_prefix("turns:")) {
        ("both", _) => replies::Planner::Both,
        ("none", _) => replies::Planner::Unset,
        (_, Some(name)) => match app.writer(Some(name))? {
            Half::First => replies::Planner::TurnsFirst,
            Half::Second => replies::Planner::TurnsSecond,
        },
        (name, None) => match app.writer(Some(name))? {
            Half::First => replies::Planner::First,
            Half::Second => replies::Planner::Second,
        },
    })
}

/// Who is writing: the name given, or whose computer this is.
pub fn writer(app: &App, name: Option<&str>) -> Result<replies::Half, Failure> {
    Ok(match app.writer(name)? {
        Half::First => replies::Half::First,
        Half::Second => replies::Half::Second,
    })
}

/// What is not one of the choices.
pub fn choice(word: &str) -> Failure {
    app::Error::Invalid(app::Invalid::Choice(word.to_owned())).into()
}

//! `standing`: the planner without a window. clap on top of `app`; neither SQL nor rules here.

mod args;
mod content;
mod day;
mod favourite;
mod gesture;
mod help;
mod idea;
mod import;
mod kind;
mod openings;
mod output;
mod plan;
mod series;
mod signals;
mod talk;
mod watch;

use std::{path::Path, process::ExitCode, sync::Arc};

use app::{App, Error, Locale, clock::SystemClock, export, ports::Clock, replies};
use args::{Args, Date, Demo, Export, Inbox, Pause, Remind, Verb};
use chrono::{Datelike, Duration, NaiveDate};
use clap::Parser;
use domain::words::{calendar_file as file_words, cli as words};
use output::{Failure, Output};

fn main() -> ExitCode {
    // A closed pipe (`standing agenda | head`) ends the program quietly, in `output`.
    let args = match Args::try_parse() {
        Ok(args) => args,
        // A script that asked for JSON gets its errors so, those of the command line too.
        Err(error) if error.use_stderr() && std::env::args().any(|a| a == "--json") => {
            let said = error.render().to_string();
            let first = said
                .lines()
                .next()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .to_owned();
            return Output::new(true).fail(&Failure::usage(&first));
        }
        Err(error) => error.exit(),
    };
    let output = Output::new(args.json);
    match run(&args, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}

fn run(args: &Args, output: &Output) -> Result<(), Failure> {
    let clock = Arc::new(SystemClock::new(args.now, args.zone));
    let dir = args.data_dir.clone().unwrap_or_else(app::data_dir);
    let open = || {
        let locale = Locale::named(&sys_locale::get_locale().unwrap_or_default());
        let app = App::open(&dir, clock.clone(), locale)?;
        // Whoever writes is who looks: a surprise of theirs is no secret to them.
        // For an import `--as` says what the file is.
        let who = args
            .who
            .as_deref()
            .filter(|_| !matches!(args.verb, Verb::Import(_)));
        match who.map(|name| app.writer(Some(name))) {
            Some(Ok(half)) => Ok(app.looking_as(half)),
            None | Some(Err(Error::NamesMissing)) => Ok(app),
            Some(Err(other)) => Err(other),
        }
    };
    match &args.verb {
        Verb::Expand(question) => output::expand(output, question, args.zone, clock.zone()),
        Verb::Doctor { content: true } => output.doctor(&content::findings()),
        Verb::Doctor { content: false } => output.doctor(&app::doctor::examine(&dir, clock.now())),
        Verb::Agenda { from, to } => agenda(&open()?, output, *from, *to),
        Verb::Date { verb } => date(&open()?, output, verb),
        Verb::Day { verb } => day::day(&open()?, output, verb),
        Verb::Kind { verb } => kind::kind(&open()?, output, verb),
        Verb::Openings { key } => openings::of_date(&open()?, output, key),
        Verb::Find(wanted) => openings::find(&open()?, output, wanted),
        Verb::Plan { verb } => plan::plan(&open()?, output, verb, args.who.as_deref()),
        Verb::Gesture { verb } => gesture::gesture(&open()?, output, verb, args.who.as_deref()),
        Verb::Favourite { verb } => favourite::favourite(&open()?, output, verb, args.who.as_deref()),
        Verb::Mine(wanted) => favourite::mine(&open()?, output, wanted, args.who.as_deref()),
        Verb::Idea { verb } => idea::idea(&open()?, output, verb, args.who.as_deref()),
        Verb::Talk { verb } => talk::talk(&open()?, output, verb),
        Verb::HelpPage => help::page(output),
        Verb::Remind(remind) if remind.watch => watch::watch(open()?, output),
        Verb::Remind(remind) => upcoming(&open()?, output, remind),
        Verb::Inbox { verb, older } => inbox(&open()?, output, verb.as_ref(), *older),
        Verb::Pause { verb } => pause(&open()?, output, verb.as_ref()),
        Verb::Export(wanted) => export(&open()?, output, wanted),
        Verb::Import(wanted) => import::import(&open()?, output, wanted, args.who.as_deref()),
        Verb::Layer { verb } => import::layer(&open()?, output, verb),
        Verb::Undo => output.undone("undone", &open()?.undo()?.value),
        Verb::Redo => output.undone("redone", &open()?.redo()?.value),
        Verb::Demo(what) => demo(&open()?, output, what),
    }
}

fn agenda(app: &App, output: &Output, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<(), Failure> {
    let today = domain::zone::civil(app.now(), app.zone()).date();
    let from = from.unwrap_or(today);
    // `--to` names the last day, as people mean it.
    let to = to.or_else(|| from.checked_add_signed(Duration::days(27)));
    let to = to.and_then(|to| to.succ_opt());
    let most = Duration::days(366 * 10);
    let within = |to: &NaiveDate| (1..=9999).contains(&from.year()) && from < *to && *to - from <= most;
    let to = to.filter(within).ok_or_else(|| Failure::usage(words::SPAN))?;
    output.agenda(&app.agenda(from, to)?)
}

fn date(app: &App, output: &Output, verb: &Date) -> Result<(), Failure> {
    match verb {
        Date::Add {
            sentence,
            title,
            kind,
            label,
            remind,
            planner,
            backup,
            dry_run,
        } => {
            let form = replies::SlotForm {
                id: None,
                sentence: kind::with_usual_length(app, sentence, kind.as_deref())?,
                title: title.clone(),
                kind: kind.clone(),
                label: label.clone().unwrap_or_default(),
                leads: remind.as_deref().map(args::leads).transpose()?,
                planner: args::planner(app, planner.as_deref())?,
                anchor: None,
                backup: backup.clone(),
                ..replies::SlotForm::default()
            };
            let (mut slot, reading) = app.try_slot(&form)?;
            let heads_up = app.heads_up(&form)?;
            if !dry_run {
                slot = app.show_slot(&app.save_slot(form)?.value.id)?;
            }
            output.added(&slot, &reading, heads_up.as_ref(), *dry_run)
        }
        Date::List => output.slots(&app.slots()?),
        Date::Show { id } => output.slots(&[app.show_slot(id)?]),
        Date::Edit(edit) => series::edit(app, output, edit),
        Date::Remove { id } => {
            let done = app.remove_slot(id)?;
            output.said(&done.value, serde_json::json!({ "removed": done.value.id }))
        }
        Date::Skip { key, scope } => series::skip(app, output, key, *scope),
        Date::Keep { key } => series::said_of(app, output, key, app.keep(key)),
        Date::LetGo { key } => series::said_of(app, output, key, app.let_go(key)),
        Date::Restore { key, scope } => {
            let restored = app.restore_in(key, scope.map(replies::Scope::from));
            series::said_of(app, output, key, restored)
        }
        Date::Move {
            key,
            to,
            minutes,
            scope,
        } => series::move_to(app, output, key, to, *minutes, *scope),
        Date::Place { slot, at, minutes } => series::place(app, output, slot, at, *minutes),
    }
}

fn inbox(app: &App, output: &Output, verb: Option<&Inbox>, older: bool) -> Result<(), Failure> {
    match verb {
        None => output.inbox(&app.inbox(older)?),
        Some(Inbox::Clear) => {
            let done = app.clear_inbox()?.value;
            output.said(&done, serde_json::json!({ "cleared": true }))
        }
        Some(Inbox::Answer { reminder, action }) => {
            let listed = app.inbox(true)?;
            let mut items = listed.days.iter().flat_map(|day| &day.items);
            // As numbered by the list, or by name.
            let named = match reminder.parse::<usize>() {
                Ok(n) => items.nth(n.wrapping_sub(1)),
                Err(_) => items.find(|item| item.reminder == *reminder),
            };
            let item = named.ok_or(Error::NotFound)?;
            if !item.actions.iter().any(|a| a.id == *action) {
                let can: Vec<&str> = item.actions.iter().map(|a| a.id.as_str()).collect();
                let can = can.join(", ");
                return Err(Failure::usage(&domain::words::fill(
                    words::INBOX_ACTIONS,
                    &[("actions", &can)],
                )));
            }
            let answered = app.answer_reminder(&item.reminder, action)?.value;
            if answered.to == "plan" {
                return plan::show(app, output, &answered.key);
            }
            let said = if answered.said.is_empty() {
                words::INBOX_ANSWERED.to_owned()
            } else {
                answered.said
            };
            let done = replies::Done {
                said,
                id: item.reminder.clone(),
            };
            output.said(&done, serde_json::json!({ "answered": item.reminder }))
        }
    }
}

fn pause(app: &App, output: &Output, verb: Option<&Pause>) -> Result<(), Failure> {
    let changed = match verb {
        None => return output.pauses(&app.pauses()?),
        Some(Pause::Tomorrow) => app.pause_reminders(&replies::PauseForm::Tomorrow),
        Some(Pause::Week) => app.pause_reminders(&replies::PauseForm::Week),
        Some(Pause::Days { from, to }) => app.pause_reminders(&replies::PauseForm::Range {
            from: from.clone(),
            to: to.clone(),
        }),
        Some(Pause::End) => app.resume_reminders(),
        Some(Pause::Remove { id }) => app.remove_pause(id),
    };
    let done = changed?.value;
    let pauses = app.pauses()?;
    output.said(
        &done,
        serde_json::json!({ "paused": pauses.now, "pauses": pauses.pauses }),
    )
}

fn upcoming(app: &App, output: &Output, remind: &Remind) -> Result<(), Failure> {
    if !remind.dry_run {
        return Err(Failure::usage(words::REMIND_HOW));
    }
    let until = remind.until.unwrap_or(app.now() + Duration::days(7));
    output.reminders(&app.upcoming(until)?)
}

fn export(app: &App, output: &Output, wanted: &Export) -> Result<(), Failure> {
    let format = match wanted.format {
        args::Format::Ics => export::Format::Ics,
        args::Format::Json => export::Format::Json,
        args::Format::Csv => export::Format::Csv,
    };
    let part = wanted.from.is_some() || wanted.to.is_some() || wanted.slot.is_some();
    if part && format == export::Format::Json {
        return Err(Failure::usage(file_words::JSON_IS_WHOLE));
    }
    if wanted.from.zip(wanted.to).is_some_and(|(from, to)| to < from) {
        return Err(Failure::usage(words::SPAN));
    }
    let text = app.export(&export::Wanted {
        format,
        from: wanted.from,
        to: wanted.to,
        slot: wanted.slot.as_deref(),
        discreet: wanted.discreet,
    })?;
    match wanted.out.as_deref().filter(|file| *file != Path::new("-")) {
        None => output.text(&text, format == export::Format::Json),
        Some(file) => {
            export::save(&text, file, wanted.replace)?;
            let file = file.display();
            let done = replies::Done {
                said: domain::words::fill(file_words::WRITTEN, &[("file", &file)]),
                id: String::new(),
            };
            let json = serde_json::json!({ "file": file.to_string(), "bytes": text.len() });
            output.said(&done, json)
        }
    }
}

fn demo(app: &App, output: &Output, what: &Demo) -> Result<(), Failure> {
    let filled = if what.mock_ups {
        app.demo_mock_ups()?
    } else {
        let Some(years) = what.years else {
            return Err(Failure::usage(words::DEMO_HOW));
        };
        app.demo_years(years, what.seed)?
    };
    output.filled(&filled.value)
}

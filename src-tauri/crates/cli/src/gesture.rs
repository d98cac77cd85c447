//! `standing gesture`: small things, in the terminal.

mod year;

use app::{
    App, Error,
    replies::{self, GestureFilter, GestureForm, Half, Tick},
};
use clap::Subcommand;
use domain::words::{fill, small_things as words};
use serde_json::json;

use crate::{
    args,
    output::{Failure, Output},
};

#[derive(Debug, Subcommand)]
pub enum Gesture {
    /// What fits, as it stands today: what today suggests first, then what was not done lately.
    List {
        #[command(flatten)]
        filter: Filter,
        /// Those that were hidden or put away instead.
        #[arg(long)]
        put_away: bool,
    },
    /// One of them, with what it rests on.
    Show {
        /// Its id or its title.
        gesture: String,
    },
    /// Adds one of your own.
    Add {
        title: String,
        #[command(flatten)]
        about: About,
    },
    /// Changes one of your own, or says one of the library in your words; what is not given stays.
    Edit {
        /// Its id or its title.
        gesture: String,
        /// Another title.
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        about: About,
        /// Each does it for the other.
        #[arg(long, conflicts_with = "together")]
        not_together: bool,
        /// Keeps it from the other no longer.
        #[arg(long, conflicts_with = "surprise")]
        no_surprise: bool,
    },
    /// Hides one that does not suit you.
    Hide { gesture: String },
    /// Puts one away that has had its time; its history stays.
    Archive { gesture: String },
    /// Offers one again that was hidden or put away.
    Offer { gesture: String },
    /// Makes one of the library again what it was.
    Restore { gesture: String },
    /// Says that it was done; by its id or its title.
    Tick {
        gesture: String,
        /// An earlier day.
        #[arg(long, visible_alias = "on", value_name = "DATE")]
        day: Option<String>,
        /// One line about it.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Takes a tick back, by its id.
    Untick { tick: String },
    /// Keeps one line about a tick.
    Note { tick: String, note: String },
    /// Says that it was on another day.
    Day {
        tick: String,
        #[arg(value_name = "DATE")]
        day: String,
    },
    /// What was done lately, or on one day, as far as you may see it.
    Log {
        /// One day.
        #[arg(long, visible_alias = "on", value_name = "DATE")]
        day: Option<String>,
    },
    /// A year of halves: a column a week, a row a day of the week.
    Year {
        /// Which; this one when not given.
        year: Option<i32>,
        /// The days with something, one a line.
        #[arg(long)]
        table: bool,
    },
    /// One at random among what fits.
    Pick {
        #[command(flatten)]
        filter: Filter,
    },
    /// What today suggests: two at most, and the same all day.
    Suggest,
    /// Another suggestion in the place of this one, which does not come back today.
    Another {
        /// Its id or its title.
        gesture: String,
    },
    /// Says that you mean to do it, when and how often. Yours alone.
    Plan {
        /// Its id or its title.
        gesture: String,
        /// "When I put the kettle on, I take one up."; the one you have, or the library's, when not given.
        #[arg(long)]
        cue: Option<String>,
        /// daily, "3 week", "2 month", MO,TH, or now: now and then; as you have it, or now and then, when not given.
        #[arg(long)]
        rhythm: Option<String>,
    },
    /// Says that you no longer mean to; what you did stays.
    Unplan {
        /// Its id or its title.
        gesture: String,
    },
    /// What the other did and you have not noticed yet; with a tick's id, keeps it to thank for.
    Notice { tick: Option<String> },
    /// What you noticed, newest first. Yours alone.
    Noticed {
        /// Something that nobody ticked.
        #[arg(long, value_name = "WORDS", conflicts_with = "remove")]
        add: Option<String>,
        /// The day of it; today when not given.
        #[arg(long, visible_alias = "on", value_name = "DATE", requires = "add")]
        day: Option<String>,
        /// Takes one off the list, by its id.
        #[arg(long, value_name = "ID")]
        remove: Option<String>,
    },
    /// Says that you thanked for it, by its id in the list of what you noticed.
    Thank { id: String },
}

/// What of the gestures to show.
#[derive(Debug, clap::Args)]
pub struct Filter {
    /// For whom.
    #[arg(long = "for", value_name = "NAME")]
    of: Option<String>,
    /// Only what the two of you do together.
    #[arg(long)]
    together: bool,
    /// At most so long.
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
    /// At most so much effort: 1 is a moment, 3 takes some doing.
    #[arg(long, value_name = "N")]
    effort: Option<u8>,
    /// At most this cost: free, small, some.
    #[arg(long)]
    cost: Option<String>,
    /// words, time, help, touch, gift.
    #[arg(long)]
    kind: Option<String>,
    /// home, out, anywhere.
    #[arg(long)]
    place: Option<String>,
    /// Words in it.
    #[arg(long, default_value = "")]
    words: String,
}

/// What is said of one.
#[derive(Debug, clap::Args)]
pub struct About {
    /// One line beneath it.
    #[arg(long)]
    detail: Option<String>,
    /// How long it takes; a quarter of an hour when not given.
    #[arg(long)]
    minutes: Option<u32>,
    /// 1 is a moment, 3 takes some doing.
    #[arg(long)]
    effort: Option<u8>,
    /// free, small, some.
    #[arg(long)]
    cost: Option<String>,
    /// words, time, help, touch, gift.
    #[arg(long)]
    kind: Option<String>,
    /// home, out, anywhere.
    #[arg(long)]
    place: Option<String>,
    /// The two of you do it together.
    #[arg(long)]
    together: bool,
    /// Keeps it from the other until you have done it: whose computer it is, or --as NAME.
    #[arg(long)]
    surprise: bool,
}

pub fn gesture(app: &App, output: &Output, verb: &Gesture, who: Option<&str>) -> Result<(), Failure> {
    match verb {
        Gesture::List { filter, put_away } => {
            let page = app.gestures(&filter.read(app, *put_away)?)?;
            let rows = page.gestures.iter().map(row).collect();
            output.list(&page, words::NOTHING_FITS, rows)
        }
        Gesture::Pick { filter } => {
            let picked = app.pick_gesture(&filter.read(app, false)?, None)?;
            let rows = picked.iter().map(row).collect();
            output.list(&json!({ "gesture": picked }), words::NOTHING_FITS, rows)
        }
        Gesture::Show { gesture } => show(app, output, &app.gesture_named(gesture)?),
        Gesture::Add { title, about } => {
            let mut form = GestureForm {
                title: title.clone(),
                ..GestureForm::default()
            };
            about.put_into(&mut form);
            saved(app, output, &form)
        }
        Gesture::Edit {
            gesture,
            title,
            about,
            not_together,
            no_surprise,
        } => {
            let before = app.gesture(&app.gesture_named(gesture)?)?;
            let mut form = GestureForm {
                id: Some(before.id),
                title: title.clone().unwrap_or(before.title),
                detail: before.detail,
                minutes: before.minutes,
                effort: before.effort,
                cost: before.cost,
                kind: before.kind,
                place: before.place,
                together: before.together && !not_together,
                surprise: before.surprise && !no_surprise,
            };
            about.put_into(&mut form);
            saved(app, output, &form)
        }
        Gesture::Hide { gesture } => put(app, output, gesture, "hidden"),
        Gesture::Archive { gesture } => put(app, output, gesture, "archived"),
        Gesture::Offer { gesture } => put(app, output, gesture, "offered"),
        Gesture::Restore { gesture } => {
            let done = app.restore_gesture(&app.gesture_named(gesture)?)?.value;
            output.said(&done, json!({ "gesture": app.gesture(&done.id)? }))
        }
        Gesture::Tick { gesture, day, note } => {
            let by = args::writer(app, who)?;
            let id = app.gesture_named(gesture)?;
            let done = app.tick_gesture(&id, by, day.as_deref(), note)?.value;
            output.said(&done, json!({ "tick": { "id": done.id } }))
        }
        Gesture::Untick { tick } => {
            let done = app.untick(tick)?.value;
            output.said(&done, json!({ "unticked": done.id }))
        }
        Gesture::Note { tick, note } => {
            let done = app.note_tick(tick, note)?.value;
            output.said(&done, json!({ "tick": { "id": done.id } }))
        }
        Gesture::Day { tick, day } => {
            let done = app.date_tick(tick, day)?.value;
            output.said(&done, json!({ "tick": { "id": done.id } }))
        }
        Gesture::Log { day } => log(app, output, day.as_deref()),
        Gesture::Year { year, table } => year::year(app, output, *year, *table),
        Gesture::Suggest => {
            let suggested = app.today()?.suggestions;
            let rows = suggested.iter().map(row).collect();
            output.list(&json!({ "gestures": suggested }), words::NOTHING_FITS, rows)
        }
        Gesture::Another { gesture } => {
            let done = app.another_suggestion(&app.gesture_named(gesture)?)?.value;
            output.said(&done, json!({ "gesture": app.gesture(&done.id)? }))
        }
        Gesture::Plan { gesture, cue, rhythm } => {
            let by = Some(args::writer(app, who)?);
            let id = app.gesture_named(gesture)?;
            let meant = app.gesture(&id)?.intention.map(|it| it.rhythm);
            let rhythm = rhythm.clone().or(meant).unwrap_or_else(|| "now".to_owned());
            let done = app.set_intention(&id, cue.as_deref(), &rhythm, by)?.value;
            output.said(&done, json!({ "gesture": app.gesture(&id)? }))
        }
        Gesture::Unplan { gesture } => {
            let by = Some(args::writer(app, who)?);
            let id = app.gesture_named(gesture)?;
            let done = app.clear_intention(&id, by)?.value;
            output.said(&done, json!({ "gesture": app.gesture(&id)? }))
        }
        Gesture::Notice { tick: None } => {
            let notice = app.today()?.notice;
            let rows = notice.iter().map(|it| vec![it.tick.clone(), it.says.clone()]);
            let rows = rows.collect();
            output.list(&json!({ "notice": notice }), words::NOTHING_TO_NOTICE, rows)
        }
        Gesture::Notice { tick: Some(tick) } => {
            let by = args::writer(app, who)?;
            let done = app.notice(tick, Some(by))?.value;
            output.said(&done, json!({ "noticed": { "id": done.id } }))
        }
        Gesture::Noticed { add, day, remove } => {
            let by = Some(args::writer(app, who)?);
            let done = match (add, remove) {
                (Some(words), _) => app.add_noticed(words, day.as_deref(), by)?.value,
                (None, Some(id)) => app.remove_noticed(id, by)?.value,
                (None, None) => return noticed(app, output, by),
            };
            let what = if remove.is_some() { "removed" } else { "noticed" };
            output.said(&done, json!({ what: { "id": done.id } }))
        }
        Gesture::Thank { id } => {
            let done = app.thank(id, Some(args::writer(app, who)?))?.value;
            output.said(&done, json!({ "noticed": { "id": done.id } }))
        }
    }
}

impl Filter {
    fn read(&self, app: &App, put_away: bool) -> Result<GestureFilter, Failure> {
        Ok(GestureFilter {
            for_half: match self.of.as_deref() {
                Some(name) => Some(args::writer(app, Some(name))?),
                None => None,
            },
            together: self.together,
            minutes: self.minutes,
            effort: self.effort,
            cost: self.cost.clone(),
            kind: self.kind.clone(),
            place: self.place.clone(),
            words: self.words.clone(),
            put_away,
        })
    }
}

impl About {
    /// What is given takes the place of what was there.
    fn put_into(&self, form: &mut GestureForm) {
        for (field, given) in [
            (&mut form.detail, &self.detail),
            (&mut form.cost, &self.cost),
            (&mut form.kind, &self.kind),
            (&mut form.place, &self.place),
        ] {
            if let Some(given) = given {
                field.clone_from(given);
            }
        }
        form.minutes = self.minutes.unwrap_or(form.minutes);
        form.effort = self.effort.unwrap_or(form.effort);
        form.together |= self.together;
        form.surprise |= self.surprise;
    }
}

fn saved(app: &App, output: &Output, form: &GestureForm) -> Result<(), Failure> {
    let done = app.save_gesture(form)?.value;
    let gesture = match app.gesture(&done.id) {
        Ok(gesture) => json!(gesture),
        // Touch that both have not welcomed is kept, and not there yet.
        Err(Error::NotFound) => json!({ "id": done.id }),
        Err(other) => return Err(other.into()),
    };
    output.said(&done, json!({ "gesture": gesture }))
}

fn put(app: &App, output: &Output, gesture: &str, state: &str) -> Result<(), Failure> {
    let done = app.set_gesture_state(&app.gesture_named(gesture)?, state)?.value;
    output.said(&done, json!({ "gesture": app.gesture(&done.id)? }))
}

fn show(app: &App, output: &Output, id: &str) -> Result<(), Failure> {
    let it = app.gesture(id)?;
    let mut lines = vec![it.title.clone(), it.detail.clone(), it.why.clone()];
    lines.push([it.length.as_str(), &it.cost_says, &it.kind, &it.place].join(", "));
    match &it.intention {
        Some(meant) => lines.extend([
            meant.cue.clone(),
            [meant.rhythm_says.as_str(), &meant.since, &meant.strength_says].join(", "),
        ]),
        None => lines.push(it.cue.clone()),
    }
    lines.push(it.last.clone());
    lines.extend(it.evidence.iter().flat_map(|note| {
        [
            fill(words::RESTS_ON, &[("level", &note.level), ("says", &note.says)]),
            note.source.clone(),
        ]
    }));
    lines.push(it.id.clone());
    let rows = lines.into_iter().filter(|line| !line.is_empty());
    output.table(&json!({ "gesture": it }), rows.map(|line| vec![line]).collect())
}

fn log(app: &App, output: &Output, day: Option<&str>) -> Result<(), Failure> {
    let ticks = match day {
        Some(day) => app.gesture_day(day)?.ticks,
        None => app.gestures(&GestureFilter::default())?.lately,
    };
    let people = app.settings()?.people;
    let row = |it: &Tick| {
        vec![
            it.id.clone(),
            it.day.clone(),
            name(&people, it.by),
            it.title.clone(),
            it.note.clone(),
        ]
    };
    let rows = ticks.iter().map(row).collect();
    output.list(&json!({ "ticks": ticks }), words::NOTHING_DONE, rows)
}

fn noticed(app: &App, output: &Output, by: Option<Half>) -> Result<(), Failure> {
    let noticed = app.noticed(by)?;
    let rows = noticed.iter().map(|it| {
        vec![
            it.id.clone(),
            it.day.clone(),
            it.words.clone(),
            it.thanked.clone(),
        ]
    });
    let rows = rows.collect();
    output.list(&json!({ "noticed": noticed }), words::NOTHING_NOTICED, rows)
}

fn row(it: &replies::Gesture) -> Vec<String> {
    let done = match (it.done.first, it.done.second) {
        (true, true) => "(●●)",
        (true, false) => "(● )",
        (false, true) => "( ●)",
        (false, false) => "(  )",
    };
    vec![
        done.to_owned(),
        it.id.clone(),
        it.length.clone(),
        it.title.clone(),
    ]
}

fn name(people: &replies::People, half: Half) -> String {
    match half {
        Half::First => people.first.clone(),
        Half::Second => people.second.clone(),
    }
}

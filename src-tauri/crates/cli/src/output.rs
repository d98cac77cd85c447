//! What the terminal shows: short plain text for people, or one JSON document.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use app::{
    Upcoming,
    demo::Filled,
    doctor::Findings,
    expand::{self, Expansion, Question},
    export::SaveError,
    replies::{Code, Done, HeadsUp, Inbox, Item, Opening, Openings, Pauses, Problem, Reading, Slot},
};
use domain::words::{cli as words, fill};
use serde::Serialize;
use serde_json::json;

use crate::args::Expand;

/// Where the answer goes.
pub struct Output {
    json: bool,
}

/// Why a verb ends with another exit than 0.
pub struct Failure {
    problem: Problem,
    exit: u8,
}

impl Failure {
    /// The command line is wrong: exit 2.
    pub fn usage(message: &str) -> Failure {
        let problem = Problem {
            code: Code::Invalid,
            message: message.to_owned(),
            hint: String::new(),
        };
        Failure { problem, exit: 2 }
    }

    /// Refused or failed: exit 1.
    pub fn refused(code: Code, message: String, hint: String) -> Failure {
        Failure {
            problem: Problem { code, message, hint },
            exit: 1,
        }
    }
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Failure {
        Failure {
            problem: error.problem(),
            exit: 1,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        let mut failure = Failure::refused(Code::Machine, error.to_string(), String::new());
        if error.kind() == io::ErrorKind::BrokenPipe {
            // Whoever read has seen enough.
            failure.exit = 0;
        }
        failure
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Failure {
        let code = match error {
            SaveError::IsThere { .. } | SaveError::NoFile { .. } => Code::Invalid,
            SaveError::Io { .. } => Code::Machine,
        };
        Failure::refused(code, error.to_string(), String::new())
    }
}

impl Output {
    pub fn new(json: bool) -> Output {
        Output { json }
    }

    /// Whether JSON was asked for.
    pub fn is_json(&self) -> bool {
        self.json
    }

    pub fn fail(&self, failure: &Failure) -> ExitCode {
        if failure.exit == 0 {
            return ExitCode::SUCCESS;
        }
        let problem = &failure.problem;
        let text = if self.json {
            json!({ "error": problem }).to_string()
        } else if problem.hint.is_empty() {
            problem.message.clone()
        } else {
            format!("{}\n{}", problem.message, problem.hint)
        };
        // There is nowhere left to say that stderr is closed.
        let _ = writeln!(io::stderr(), "{text}");
        ExitCode::from(failure.exit)
    }

    pub fn agenda(&self, items: &[Item]) -> Result<(), Failure> {
        let shown = items.iter().map(|i| {
            vec![
                i.local_start[..10].to_owned(),
                i.when.clone(),
                i.hours.clone(),
                called(i),
                state(i),
            ]
        });
        self.write(&json!({ "items": items }), words::AGENDA_EMPTY, shown.collect())
    }

    pub fn slots(&self, slots: &[Slot]) -> Result<(), Failure> {
        let shown = slots.iter().map(|s| {
            let title = if s.label.is_empty() { &s.title } else { &s.label };
            vec![s.id.clone(), s.reading.clone(), title.clone()]
        });
        self.write(&json!({ "slots": slots }), words::SLOTS_EMPTY, shown.collect())
    }

    pub fn added(
        &self,
        slot: &Slot,
        reading: &Reading,
        heads_up: Option<&HeadsUp>,
        dry: bool,
    ) -> Result<(), Failure> {
        if self.json {
            let mut slot = json!(slot);
            if dry {
                // It has no identity until it is made.
                slot["id"] = json!(null);
            }
            return self.print_json(&json!({
                "slot": slot, "reading": reading.words, "next": reading.instants, "notes": reading.notes,
                "heads_up": heads_up,
            }));
        }
        let tail = if reading.tail.is_empty() {
            String::new()
        } else {
            format!(", {}", reading.tail)
        };
        let mut lines = vec![format!("{}{tail}", reading.words)];
        if !reading.next.is_empty() {
            lines.push(reading.next.clone());
        }
        lines.extend(reading.notes.iter().cloned());
        lines.extend(heads_up.map(|up| format!("{} {}", up.text, up.next).trim_end().to_owned()));
        if !dry {
            lines.push(slot.id.clone());
        }
        self.lines(&lines)
    }

    /// Hours that are open to both, each with what the next command takes.
    pub fn openings(&self, found: &Openings, takes: impl Fn(&Opening) -> &String) -> Result<(), Failure> {
        if self.json {
            return self.print_json(found);
        }
        let hours = found.openings.iter();
        let rows: Vec<Vec<String>> = hours
            .map(|o| vec![o.said.clone(), o.why.clone(), takes(o).clone()])
            .collect();
        self.lines(&[vec![found.heading.clone()], aligned(&rows)].concat())
    }

    pub fn reminders(&self, reminders: &[Upcoming]) -> Result<(), Failure> {
        let shown = reminders.iter().map(|r| vec![r.at.clone(), r.text.clone()]);
        self.write(
            &json!({ "reminders": reminders }),
            words::REMINDERS_EMPTY,
            shown.collect(),
        )
    }

    /// Numbered, so that one can be answered by its number.
    pub fn inbox(&self, inbox: &Inbox) -> Result<(), Failure> {
        let items = inbox
            .days
            .iter()
            .flat_map(|day| day.items.iter().map(move |item| (day, item)));
        let mut rows: Vec<Vec<String>> = items
            .enumerate()
            .map(|(n, (day, item))| {
                let actions: Vec<&str> = item.actions.iter().map(|a| a.id.as_str()).collect();
                vec![
                    (n + 1).to_string(),
                    day.name.clone(),
                    item.title.clone(),
                    item.detail.clone(),
                    actions.join(", "),
                ]
            })
            .collect();
        if !inbox.older.is_empty() {
            rows.push(vec![String::new(), inbox.older.clone()]);
        }
        self.write(&json!({ "inbox": inbox }), words::INBOX_EMPTY, rows)
    }

    pub fn pauses(&self, pauses: &Pauses) -> Result<(), Failure> {
        let rows = pauses.pauses.iter().map(|p| vec![p.id.clone(), p.words.clone()]);
        self.write(
            &json!({ "paused": pauses.now, "pauses": pauses.pauses }),
            words::PAUSES_EMPTY,
            rows.collect(),
        )
    }

    pub fn said(&self, done: &Done, json: serde_json::Value) -> Result<(), Failure> {
        if self.json {
            self.print_json(&json)
        } else {
            self.lines(std::slice::from_ref(&done.said))
        }
    }

    /// A whole file on stdout. With `--json` one that is no JSON document itself stands in one.
    pub fn text(&self, text: &str, is_json: bool) -> Result<(), Failure> {
        if self.json && !is_json {
            return self.print_json(&json!({ "text": text }));
        }
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// One thing, line by line.
    pub fn table(&self, json: &impl Serialize, rows: Vec<Vec<String>>) -> Result<(), Failure> {
        self.write(json, "", rows)
    }

    /// A list; what is said where it is empty.
    pub fn list(&self, json: &impl Serialize, empty: &str, rows: Vec<Vec<String>>) -> Result<(), Failure> {
        self.write(json, empty, rows)
    }

    /// Several things, or that there are none.
    pub fn listed(&self, json: &impl Serialize, empty: &str, rows: Vec<Vec<String>>) -> Result<(), Failure> {
        self.write(json, empty, rows)
    }

    pub fn undone(&self, what: &str, done: &Done) -> Result<(), Failure> {
        self.said(done, json!({ what: done.said }))
    }

    pub fn filled(&self, filled: &Filled) -> Result<(), Failure> {
        let text = fill(
            words::DEMO_FILLED,
            &[
                ("slots", &filled.slots),
                ("occurrences", &filled.occurrences),
                ("ticks", &filled.ticks),
            ],
        );
        if self.json {
            self.print_json(filled)
        } else {
            self.lines(&[text])
        }
    }

    pub fn doctor(&self, findings: &Findings) -> Result<(), Failure> {
        let shown = findings.checks.iter().map(|c| {
            let mark = if c.ok { words::GREEN } else { words::RED };
            vec![mark.to_owned(), c.name.clone(), c.detail.clone()]
        });
        self.write(findings, "", shown.collect())?;
        if findings.ok {
            return Ok(());
        }
        let red: Vec<&str> = findings
            .checks
            .iter()
            .filter(|c| !c.ok)
            .map(|c| c.name.as_str())
            .collect();
        let message = fill(words::DOCTOR_RED, &[("checks", &red.join(", "))]);
        let code = match () {
            () if red.contains(&"key") => Code::KeyMissing,
            () if red.contains(&"integrity") => Code::Corrupt,
            () => Code::Machine,
        };
        Err(Failure::refused(code, message, words::DOCTOR_RED_HINT.to_owned()))
    }

    /// Something that does not end the watch: on stderr.
    pub fn trouble(&self, reason: &str) {
        let _ = writeln!(io::stderr(), "{reason}");
    }

    /// One line at once: for a watch that goes on.
    pub fn line(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()?;
        Ok(())
    }

    fn write(&self, json: &impl Serialize, empty: &str, rows: Vec<Vec<String>>) -> Result<(), Failure> {
        if self.json {
            return self.print_json(json);
        }
        if rows.is_empty() && !empty.is_empty() {
            return self.lines(&[empty.to_owned()]);
        }
        self.lines(&aligned(&rows))
    }

    fn print_json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        self.lines(&[text])
    }

    fn lines(&self, lines: &[String]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// What a rule or a file means.
pub fn expand(
    output: &Output,
    question: &Expand,
    zone: Option<chrono_tz::Tz>,
    here: chrono_tz::Tz,
) -> Result<(), Failure> {
    let refused = |e: expand::ExpandError| Failure::refused(Code::Invalid, e.to_string(), String::new());
    if let Some(file) = &question.ics {
        let bytes = read_at_most(file, LARGEST).map_err(|e| {
            let message = fill(words::FILE, &[("file", &file.display()), ("why", &e)]);
            Failure::refused(Code::Machine, message, String::new())
        })?;
        let found = expand::expand_file(
            &bytes,
            question.from.as_deref(),
            question.to.as_deref(),
            question.limit,
        )
        .map_err(refused)?;
        let rows = found
            .occurrences
            .iter()
            .map(|o| {
                vec![
                    o.local.clone(),
                    o.zone.clone().unwrap_or_default(),
                    o.summary.clone(),
                ]
            })
            .collect();
        return expansion(output, &found, rows);
    }
    let found = expand::expand_rule(&Question {
        start: question.start.as_deref().unwrap_or_default(),
        zone: zone.map(|z| z.name()),
        here: Some(here),
        rule: &question.rule,
        except: &question.except,
        extra: &question.extra,
        all_day: question.all_day,
        from: question.from.as_deref(),
        to: question.to.as_deref(),
        limit: question.limit,
    })
    .map_err(refused)?;
    let rows = found
        .occurrences
        .iter()
        .map(|o| vec![o.local.clone(), o.start.clone().unwrap_or_default()])
        .collect();
    expansion(output, &found, rows)
}

/// One byte more than a calendar file may have: enough for the reader to refuse it by name.
const LARGEST: u64 = 10 * 1024 * 1024 + 1;

fn read_at_most(file: &std::path::Path, most: u64) -> io::Result<Vec<u8>> {
    use io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn expansion<R: Serialize>(
    output: &Output,
    found: &Expansion<R>,
    rows: Vec<Vec<String>>,
) -> Result<(), Failure> {
    output.write(found, words::EXPAND_EMPTY, rows)?;
    if !output.json {
        output.lines(&found.notes)?;
        if found.truncated {
            output.lines(&[words::TRUNCATED.to_owned()])?;
        }
    }
    Ok(())
}

/// Its title; without one its kind, where that says something.
fn called(item: &Item) -> String {
    let says_nothing = matches!(item.kind.as_str(), "date" | "private");
    if item.title.is_empty() && !says_nothing {
        item.kind_name.clone()
    } else {
        item.title.clone()
    }
}

fn state(item: &Item) -> String {
    if item.status == "planned" {
        item.planner.clone()
    } else {
        item.status.replace('_', " ")
    }
}

/// Columns as wide as their widest cell; the last one is left ragged.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|n| {
            rows.iter()
                .filter_map(|r| r.get(n))
                .map(|c| c.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    rows.iter()
        .map(|row| {
            let line: String = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:width$}  "))
                .collect();
            line.trim_end().to_owned()
        })
        .collect()
}

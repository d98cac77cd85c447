//! How little a program does while nothing happens: processor time, and how often its threads wake.

use std::{error::Error, fs};

use super::tree::Process;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the threads of some processes have done so far.
#[derive(Debug, Clone)]
pub struct Activity(Vec<Thread>);

#[derive(Debug, Clone)]
struct Thread {
    process: u32,
    id: u32,
    name: String,
    /// Nanoseconds on a processor.
    busy: u64,
    /// How often it went to sleep of its own accord, and so was woken.
    wakes: u64,
}

impl Activity {
    /// Reads it off the kernel.
    ///
    /// # Errors
    /// The kernel does not say.
    pub fn of(family: &[Process]) -> Result<Activity> {
        let mut threads = Vec::new();
        for process in family {
            for task in fs::read_dir(format!("/proc/{}/task", process.pid))? {
                let task = task?.path();
                let id = task
                    .file_name()
                    .and_then(|name| name.to_str())
                    .unwrap_or_default();
                let status = fs::read_to_string(task.join("status"))?;
                let line = |key: &str| {
                    let line = status.lines().find_map(|line| line.strip_prefix(key));
                    line.map(|value| value.trim().to_owned())
                        .ok_or_else(|| format!("a thread without {key}"))
                };
                let busy = fs::read_to_string(task.join("schedstat"))?;
                let busy = busy.split_whitespace().next().ok_or("an empty schedstat")?;
                threads.push(Thread {
                    process: process.pid,
                    id: id.parse()?,
                    name: line("Name:")?,
                    busy: busy.parse()?,
                    wakes: line("voluntary_ctxt_switches:")?.parse()?,
                });
            }
        }
        if threads.is_empty() {
            return Err("nothing runs".into());
        }
        Ok(Activity(threads))
    }

    /// Per cent of one processor since `before`, all threads together, over so many seconds.
    pub fn busy_since(&self, before: &Activity, seconds: f64) -> f64 {
        let busy = |all: &Activity| all.0.iter().map(|thread| thread.busy).sum::<u64>();
        // A thread that ended meanwhile took its count with it.
        busy(self).saturating_sub(busy(before)) as f64 / 1e9 / seconds * 100.0
    }

    /// How often threads of this name woke in a minute; all threads, without a name.
    pub fn wakes_since(&self, before: &Activity, seconds: f64, name: Option<&str>) -> f64 {
        let ours = self
            .0
            .iter()
            .filter(|thread| name.is_none_or(|name| thread.name.starts_with(name)));
        let woken = ours.map(|thread| {
            let earlier = before
                .0
                .iter()
                .find(|other| (other.process, other.id) == (thread.process, thread.id));
            thread.wakes - earlier.map_or(0, |other| other.wakes)
        });
        woken.sum::<u64>() as f64 / seconds * 60.0
    }
}

//! The processes of a program, as the kernel lists them.

use std::{fs, io};

/// A process.
#[derive(Debug, Clone)]
pub struct Process {
    /// Its id.
    pub pid: u32,
    /// The first fifteen letters of its name.
    pub name: String,
    parent: u32,
    is_over: bool,
}

/// A program and everything it has started that still runs.
///
/// # Errors
/// The kernel lists no processes here.
pub fn of(root: u32) -> io::Result<Vec<Process>> {
    let all = all()?;
    let mut family: Vec<Process> = all.iter().filter(|p| p.pid == root).cloned().collect();
    let mut seen = 0;
    while seen < family.len() {
        let parent = family[seen].pid;
        family.extend(all.iter().filter(|p| p.parent == parent).cloned());
        seen += 1;
    }
    Ok(family)
}

/// Every process that runs.
///
/// # Errors
/// The kernel lists no processes here.
pub fn all() -> io::Result<Vec<Process>> {
    let listed = fs::read_dir("/proc")?;
    let pids = listed.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    Ok(pids.filter_map(read).filter(|process| !process.is_over).collect())
}

/// Whether it still runs. One that has ended and was not waited for does not.
pub fn lives(pid: u32) -> bool {
    read(pid).is_some_and(|process| !process.is_over)
}

/// `17 (a name) S 1 …`: the name is in parentheses and may hold any of them.
fn read(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (before, after) = stat.rsplit_once(')')?;
    let mut words = after.split_whitespace();
    let state = words.next()?;
    Some(Process {
        pid,
        name: before.split_once('(')?.1.to_owned(),
        parent: words.next()?.parse().ok()?,
        is_over: matches!(state, "Z" | "X"),
    })
}

//! One call of another program: what is run, where, and how a person would run it again.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Why a command of ours stopped.
#[derive(Debug)]
pub enum Failure {
    /// In words, for the person at the terminal.
    Words(String),
    /// A program ended badly. `output` is what it printed, empty when it printed straight to the terminal.
    Program { call: String, output: String },
    /// All has been printed already; only the exit status is left to give.
    Said,
}

impl Failure {
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => out.write_str(words),
            Self::Program { call, output } => {
                if !output.trim().is_empty() {
                    writeln!(out, "{}", output.trim_end())?;
                }
                write!(out, "This failed. To see it again:\n  {call}")
            }
            Self::Said => Ok(()),
        }
    }
}

/// A program with its arguments, directory and environment. It never has a standard input.
#[derive(Debug, Clone)]
pub struct Call {
    program: OsString,
    arguments: Vec<OsString>,
    directory: PathBuf,
    environment: Vec<(OsString, OsString)>,
    /// Set for the program, but of no use to a person who repeats the call.
    unshown: Vec<(OsString, OsString)>,
    /// What to tell a person to type instead, where the call itself is not fit for repeating.
    instead: Option<String>,
}

impl Call {
    pub fn new(program: impl AsRef<OsStr>, directory: impl Into<PathBuf>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            directory: directory.into(),
            environment: Vec::new(),
            unshown: Vec::new(),
            instead: None,
        }
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.arguments
            .extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.environment
            .push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Sets a variable that [`Call::shown`] leaves out.
    pub fn unshown_env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.unshown
            .push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Names the command a person should type to repeat this, instead of the call itself.
    pub fn repeated_as(mut self, command: impl Into<String>) -> Self {
        self.instead = Some(command.into());
        self
    }

    /// The call as one line for a shell, to be typed at the root of the clone.
    pub fn shown(&self, root: &Path) -> String {
        if let Some(instead) = &self.instead {
            return instead.clone();
        }
        let words = (self.environment.iter())
            .map(|(name, value)| format!("{}={}", name.to_string_lossy(), quoted(value)))
            .chain(std::iter::once(self.program_shown()))
            .chain(self.arguments.iter().map(|argument| quoted(argument)));
        let line = words.collect::<Vec<_>>().join(" ");
        match self.directory.strip_prefix(root) {
            Ok(inside) if inside.as_os_str().is_empty() => line,
            Ok(inside) => format!("(cd {} && {line})", quoted(inside.as_os_str())),
            Err(_) => format!("(cd {} && {line})", quoted(self.directory.as_os_str())),
        }
    }

    /// The call as a [`Command`] without standard input, for whoever has to keep the process.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .current_dir(&self.directory)
            .stdin(Stdio::null());
        command.envs(
            self.environment
                .iter()
                .chain(&self.unshown)
                .map(|(name, value)| (name, value)),
        );
        command
    }

    /// Runs it with its output going to the terminal as it comes.
    pub fn run(&self, root: &Path) -> Result<(), Failure> {
        let status = self
            .command()
            .status()
            .map_err(|error| self.did_not_start(&error))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failed(root, String::new()))
        }
    }

    /// Runs it and returns what it printed on standard output; what it printed anywhere is told only if it fails.
    pub fn output(&self, root: &Path) -> Result<String, Failure> {
        let Output {
            status,
            stdout,
            stderr,
        } = self.finished()?;
        let printed = String::from_utf8_lossy(&stdout).into_owned();
        if status.success() {
            return Ok(printed);
        }
        Err(self.failed(root, format!("{printed}{}", String::from_utf8_lossy(&stderr))))
    }

    /// Runs it and returns everything, however it ended.
    pub fn finished(&self) -> Result<Output, Failure> {
        self.command()
            .output()
            .map_err(|error| self.did_not_start(&error))
    }

    /// The failure of this call, with what it printed.
    pub fn failed(&self, root: &Path, output: String) -> Failure {
        Failure::Program {
            call: self.shown(root),
            output,
        }
    }

    /// Cargo hands us its own path, which nobody types.
    fn program_shown(&self) -> String {
        match Path::new(&self.program).file_stem() {
            Some(name) if name == "cargo" => "cargo".to_owned(),
            _ => quoted(&self.program),
        }
    }

    fn did_not_start(&self, error: &std::io::Error) -> Failure {
        Failure::Words(format!(
            "{} could not be started: {error}.",
            self.program.to_string_lossy()
        ))
    }
}

/// A word as a POSIX shell reads it back.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_shown_as_a_person_would_type_it_at_the_root() {
        let root = Path::new("/clone");
        let call = Call::new("npm", "/clone/ui")
            .args(["run", "build it"])
            .env("CI", "1");
        assert_eq!(
            call.shown(root),
            "(cd ui && CI=1 npm run 'build it')",
            "the directory is relative, words with spaces are quoted"
        );
        let call = Call::new("cargo", root).arg("fmt");
        assert_eq!(call.shown(root), "cargo fmt", "at the root no directory is named");
        assert_eq!(
            quoted(OsStr::new("it's")),
            r"'it'\''s'",
            "a quote survives a shell"
        );
    }
}

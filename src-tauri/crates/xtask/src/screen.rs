//! A desktop nobody sees: a virtual display, a session bus and a home folder of its own, gone when dropped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::call::{Call, Failure};

/// A virtual display with a private session bus. Nothing on it touches the person's own desktop or files.
#[derive(Debug)]
pub struct Screen {
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
    // In the order in which they are to end: the bus first, what it talks about last.
    processes: Vec<Child>,
}

impl Screen {
    /// Starts a display of this many pixels; the home folder is made in `folder`.
    pub fn start(folder: &Path, (width, height): (u32, u32)) -> Result<Self, Failure> {
        let mut screen = Self {
            folder: folder.to_owned(),
            environment: Vec::new(),
            processes: Vec::new(),
        };
        for name in ["home", "runtime"] {
            private_folder(&folder.join(name))?;
        }
        let size = format!("{width}x{height}x24");
        let xvfb = Call::new("Xvfb", folder).args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &size,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let number = screen.first_line_of(&xvfb)?;
        let home = folder.join("home");
        let inside = |path: &str| home.join(path).display().to_string();
        screen.environment = vec![
            ("DISPLAY", format!(":{number}")),
            ("GDK_BACKEND", "x11".to_owned()),
            ("HOME", inside("")),
            ("XDG_DATA_HOME", inside(".local/share")),
            ("XDG_CONFIG_HOME", inside(".config")),
            ("XDG_CACHE_HOME", inside(".cache")),
            ("XDG_STATE_HOME", inside(".local/state")),
            ("XDG_RUNTIME_DIR", folder.join("runtime").display().to_string()),
            // No accessibility bus: nothing here reads the screen, and starting one takes a second.
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
        ];
        let bus = screen.with_environment(Call::new("dbus-daemon", folder).args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]));
        let address = screen.first_line_of(&bus)?;
        screen.environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        Ok(screen)
    }

    /// Starts a program on this display, its output going to `log`. It ends with the display.
    pub fn open(&mut self, call: Call, log: &Path) -> Result<usize, Failure> {
        let file = std::fs::File::create(log).and_then(|file| Ok((file.try_clone()?, file)));
        let (out, err) = file.map_err(|error| Failure::words(format!("{}: {error}", log.display())))?;
        let mut command = self.dying_with_us(&self.with_environment(call));
        let child = command.stdout(out).stderr(err).spawn();
        let child = child.map_err(|error| Failure::words(format!("The window did not start: {error}.")))?;
        self.processes.push(child);
        Ok(self.processes.len() - 1)
    }

    /// The exit status of an opened program, if it has ended.
    pub fn ended(&mut self, program: usize) -> Option<std::process::ExitStatus> {
        self.processes[program].try_wait().ok().flatten()
    }

    /// Waits until an opened program ends.
    pub fn wait(&mut self, program: usize) {
        // If it cannot be waited for it is gone, which is what we wait for.
        let _ = self.processes[program].wait();
    }

    /// What is on the display now, as rows of red, green and blue bytes.
    pub fn pixels(&self) -> Result<Vec<u8>, Failure> {
        let shot = self.with_environment(
            Call::new("import", &self.folder).args(["-window", "root", "-depth", "8", "rgb:-"]),
        );
        Ok(shot.finished()?.stdout)
    }

    /// Writes what is on the display to a PNG.
    pub fn picture(&self, png: &Path) -> Result<(), Failure> {
        let shot = Call::new("import", &self.folder)
            .args(["-window", "root", "-strip"])
            .arg(png);
        self.with_environment(shot).output(&self.folder).map(drop)
    }

    fn with_environment(&self, call: Call) -> Call {
        self.environment
            .iter()
            .fold(call, |call, (name, value)| call.unshown_env(name, value))
    }

    /// Starts a server and reads the one line it prints when it is ready.
    fn first_line_of(&mut self, call: &Call) -> Result<String, Failure> {
        let mut command = self.dying_with_us(call);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let program = call.shown(&self.folder);
        let mut child = child.map_err(|error| Failure::words(format!("{program}: {error}.")))?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            // An unreadable line is an empty one, and refused below.
            let _ = BufReader::new(output).read_line(&mut line);
        }
        self.processes.push(child);
        let line = line.trim().to_owned();
        if line.is_empty() {
            Err(Failure::words(format!("{program} ended before it was ready.")))
        } else {
            Ok(line)
        }
    }

    /// The command, told by the kernel to end when we do: Ctrl-C and kill leave nothing behind.
    fn dying_with_us(&self, call: &Call) -> Command {
        let mut command = call.command();
        command.env_remove("WAYLAND_DISPLAY").env_remove("XAUTHORITY");
        if !crate::setup::on_path("setpriv") {
            return command;
        }
        let mut tied = Command::new("setpriv");
        tied.args(["--pdeathsig", "KILL", "--"])
            .arg(command.get_program())
            .args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            tied.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => tied.env(name, value),
                None => tied.env_remove(name),
            };
        }
        tied.stdin(Stdio::null());
        tied
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for process in self.processes.iter_mut().rev() {
            // Already ended is as good.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Makes a folder only its owner may look into, as XDG_RUNTIME_DIR must be.
fn private_folder(path: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|error| Failure::words(format!("{}: {error}", path.display())))
}

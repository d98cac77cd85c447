//! A virtual display.

use std::process::Stdio;

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// An X server without a screen.
pub(super) struct Display {
    name: String,
    _xvfb: Child,
}

impl Display {
    /// Starts one; the server finds a free number itself.
    pub(super) async fn start() -> Display {
        let mut xvfb = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Xvfb is installed (`cargo xtask setup`)");
        let name = format!(":{}", first_line(&mut xvfb).await);
        Display { name, _xvfb: xvfb }
    }

    /// What belongs into `DISPLAY`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The first line a program prints.
pub(super) async fn first_line(child: &mut Child) -> String {
    let out = child.stdout.take().expect("BUG: started with a pipe");
    let mut line = String::new();
    let mut out = BufReader::new(out);
    let reading = tokio::time::timeout(super::PATIENCE, out.read_line(&mut line));
    reading.await.expect("it starts").expect("it says where it is");
    line.trim().to_owned()
}

//! Keys pressed on a display as a keyboard presses them, and the moment at which the picture has changed.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection,
    protocol::{
        xproto::{
            ConnectionExt as _, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Nothing is drawn any more when a picture has stayed the same for so long.
const STILL: Duration = Duration::from_millis(250);

/// A key that has changed nothing by then changes nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// The keyboard and the picture of one display.
pub struct Keyboard {
    x: RustConnection,
    root: Window,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub x: i16,
    pub y: i16,
    pub width: u16,
    pub height: u16,
}

/// When a picture changed after a key, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    /// When it first differed.
    pub first: f64,
    /// When it differed for the last time, before it stood still.
    pub last: f64,
}

impl Keyboard {
    /// Of a display, `:99`, with the keys going to its one shown window.
    pub fn of(display: &str) -> Result<Keyboard> {
        let (x, screen) = x11rb::connect(Some(display))?;
        let root = x.setup().roots[screen].root;
        for window in x.query_tree(root)?.reply()?.children {
            let shown = x.get_window_attributes(window)?.reply()?;
            if shown.map_state == x11rb::protocol::xproto::MapState::VIEWABLE {
                x.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?
                    .check()?;
            }
        }
        Ok(Keyboard { x, root })
    }

    /// Presses and lets go of a key, and others held meanwhile, by their X keysyms.
    pub fn press(&self, held: &[u32], key: u32) -> Result<()> {
        let codes = held.iter().chain([&key]).map(|k| self.code(*k));
        let codes = codes.collect::<Result<Vec<Keycode>>>()?;
        for code in &codes {
            self.fake(KEY_PRESS_EVENT, *code)?;
        }
        for code in codes.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, *code)?;
        }
        self.x.flush()?;
        Ok(())
    }

    /// Presses a key and waits until the picture of a part of the screen has changed and stands still.
    pub fn press_and_see(&self, held: &[u32], key: u32, part: Part) -> Result<Drawn> {
        let mut before = self.picture(part)?;
        let began = Instant::now();
        self.press(held, key)?;
        let mut drawn: Option<Drawn> = None;
        loop {
            // The moment the picture was asked for: what it shows was drawn by then.
            let at = began.elapsed();
            let now = self.picture(part)?;
            if now != before {
                let at = at.as_secs_f64() * 1e3;
                drawn = Some(Drawn {
                    first: drawn.map_or(at, |d| d.first),
                    last: at,
                });
                before = now;
            }
            match drawn {
                Some(d) if at.as_secs_f64() * 1e3 - d.last > STILL.as_secs_f64() * 1e3 => return Ok(d),
                None if at > PATIENCE => return Err("the key changed nothing".into()),
                _ => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    fn picture(&self, part: Part) -> Result<Vec<u8>> {
        let Part { x, y, width, height } = part;
        let asked = self
            .x
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, u32::MAX)?;
        Ok(asked.reply()?.data)
    }

    fn fake(&self, event: u8, code: Keycode) -> Result<()> {
        self.x
            .xtest_fake_input(event, code, 0, self.root, 0, 0, 0)?
            .check()?;
        Ok(())
    }

    fn code(&self, keysym: u32) -> Result<Keycode> {
        let setup = self.x.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let each = usize::from(map.keysyms_per_keycode);
        let at = map.keysyms.chunks(each).position(|syms| syms.contains(&keysym));
        let at = at.ok_or("no such key on this keyboard")?;
        Ok(first + Keycode::try_from(at)?)
    }
}

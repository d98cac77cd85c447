//! The app's window, driven through WebKitWebDriver.

use std::{net::TcpListener, path::Path, time::Duration};

use rustix::process::{Pid, Signal, kill_process_group};
use thirtyfour::{By, Capabilities, WebDriver, WebElement, extensions::query::ElementQueryable};

pub use thirtyfour::Key;
use tokio::{net::TcpStream, process::Child};

use super::{Desktop, PATIENCE, Run, built};

/// The app with its window, started by WebDriver and ended with it.
pub struct Window {
    driver: WebDriver,
    _group: Group,
}

impl Window {
    /// Starts the app and waits for its page.
    pub async fn open(desktop: &Desktop, run: &Run) -> Window {
        let port = free_port();
        let leader = desktop
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed (`cargo xtask setup`)");
        super::until("WebKitWebDriver listens", async || {
            TcpStream::connect(("127.0.0.1", port)).await.is_ok()
        })
        .await;
        let mut capabilities = Capabilities::new();
        let options = serde_json::json!({ "binary": built("standing-date"), "args": run.args() });
        capabilities
            .set("webkitgtk:browserOptions", options)
            .expect("BUG: plain JSON");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
        let driver = driver.expect("the app starts under WebDriver");
        Window {
            driver,
            _group: Group { leader },
        }
    }

    /// The element of that test id, once it is there and shown.
    pub async fn see(&self, id: &str) -> WebElement {
        self.see_css(&format!("[data-testid='{id}']")).await
    }

    /// The first element that matches, once it is there and shown.
    pub async fn see_css(&self, css: &str) -> WebElement {
        let mut drawn_anew = 0;
        loop {
            let query = self
                .driver
                .query(By::Css(css))
                .wait(PATIENCE, Duration::from_millis(50));
            match query.and_displayed().first().await {
                Ok(found) => return found,
                // It was drawn anew between being found and being looked at.
                Err(why) if drawn_anew < 20 && why.to_string().contains("stale") => drawn_anew += 1,
                Err(why) => panic!("in vain: {css} is shown: {why}"),
            }
        }
    }

    /// Waits until the text of the element of that test id holds `part`.
    pub async fn reads(&self, id: &str, part: &str) {
        let mut text = String::new();
        let waiting = async {
            loop {
                // An element may be drawn anew between finding and reading it.
                text = self.see(id).await.text().await.unwrap_or_default();
                if text.contains(part) {
                    return;
                }
                tokio::time::sleep(super::PAUSE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            panic!("in vain: {id} reads {part:?}; it reads {text:?}");
        }
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> usize {
        self.driver
            .find_all(By::Css(css))
            .await
            .map_or(0, |found| found.len())
    }

    /// Waits until nothing matches any more.
    pub async fn is_gone(&self, css: &str) {
        super::until(&format!("{css} is gone"), async || self.count(css).await == 0).await;
    }

    /// Clicks the element of that test id.
    pub async fn click(&self, id: &str) {
        self.click_css(&format!("[data-testid='{id}']")).await;
    }

    /// Clicks the first element that matches.
    pub async fn click_css(&self, css: &str) {
        let found = self.see_css(css).await;
        found
            .click()
            .await
            .unwrap_or_else(|e| panic!("{css} can be clicked: {e}"));
    }

    /// Clicks the element `id` inside the element `around` whose text holds `part`: one button of one line of a list.
    pub async fn click_in(&self, around: &str, part: &str, id: &str) {
        let path = format!("//*[@data-testid='{around}'][contains(., '{part}')]//*[@data-testid='{id}']");
        let query = self.driver.query(By::XPath(&path));
        let found = query.wait(PATIENCE, super::PAUSE).and_displayed().first().await;
        let found = found.unwrap_or_else(|e| panic!("in vain: {id} of {part:?} is shown: {e}"));
        found
            .click()
            .await
            .unwrap_or_else(|e| panic!("{id} of {part:?} can be clicked: {e}"));
    }

    /// Types into the element of that test id, in place of what was there.
    pub async fn write(&self, id: &str, text: &str) {
        let field = self.see(id).await;
        field.click().await.expect("a field can be clicked");
        field
            .send_keys(Key::Control + "a")
            .await
            .expect("a field can be typed into");
        field.send_keys(text).await.expect("a field can be typed into");
    }

    /// Presses Esc.
    pub async fn press_escape(&self) {
        let focused = self.driver.active_element().await.expect("a page has a focus");
        focused
            .send_keys(Key::Escape + "")
            .await
            .expect("it can be typed into");
    }

    /// Presses keys on the keyboard, one after the other; whatever has the focus gets them.
    pub async fn press(&self, keys: impl IntoIterator<Item = Key>) {
        let mut chain = self.driver.action_chain();
        for key in keys {
            chain = chain.key_down(key.clone()).key_up(key);
        }
        chain.perform().await.expect("a keyboard can be used");
    }

    /// Presses a key while Ctrl is held.
    pub async fn press_with_control(&self, key: impl Into<char>) {
        let key = key.into();
        let chain = self.driver.action_chain().key_down(Key::Control);
        let chain = chain.key_down(key).key_up(key).key_up(Key::Control);
        chain.perform().await.expect("a keyboard can be used");
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: impl Into<char>) {
        let key = key.into();
        let chain = self.driver.action_chain().key_down(Key::Shift);
        let chain = chain.key_down(key).key_up(key).key_up(Key::Shift);
        chain.perform().await.expect("a keyboard can be used");
    }

    /// Takes hold of the middle of the first element that matches, and moves the hand by so many pixels, in steps as a
    /// hand does. It holds on until [`Window::let_go`].
    pub async fn drag(&self, css: &str, by: (i64, i64)) {
        let found = self.see_css(css).await;
        let mut chain = self.driver.action_chain().click_and_hold_element(&found);
        for _ in 0..4 {
            chain = chain.move_by_offset(by.0 / 4, by.1 / 4);
        }
        chain.perform().await.expect("a pointer can be used");
    }

    /// Lets go of what the hand holds.
    pub async fn let_go(&self) {
        let chain = self.driver.action_chain().release();
        chain.perform().await.expect("a pointer can be used");
    }

    /// Clicks twice, in the middle of the first element that matches.
    pub async fn double_click(&self, css: &str) {
        let found = self.see_css(css).await;
        let chain = self.driver.action_chain().double_click_element(&found);
        chain.perform().await.expect("a pointer can be used");
    }

    /// Types text on the keyboard; whatever has the focus gets it.
    pub async fn type_in(&self, text: &str) {
        let chain = self.driver.action_chain().send_keys(text);
        chain.perform().await.expect("a keyboard can be used");
    }

    /// The test id of what has the focus; where it has none, its words.
    pub async fn focus(&self) -> String {
        let focused = "const it = document.activeElement;
            return it.dataset.testid ?? (it.getAttribute('aria-label') || it.textContent.trim() || it.tagName);";
        let focused = self.driver.execute(focused, vec![]).await;
        let focused = focused.expect("a page has a focus");
        focused.convert().unwrap_or_default()
    }

    /// Gives the window a size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.driver
            .set_window_rect(0, 0, width, height)
            .await
            .expect("a window can be resized");
        super::until("the page has its new size", async || {
            let size = "return [window.innerWidth, window.innerHeight]";
            let size = self
                .driver
                .execute(size, vec![])
                .await
                .and_then(|r| r.convert::<(u32, u32)>());
            size.is_ok_and(|size| size == (width, height))
        })
        .await;
    }

    /// Runs JavaScript in the page.
    pub async fn run(&self, script: &str) {
        self.driver
            .execute(script, vec![])
            .await
            .unwrap_or_else(|e| panic!("{script}: {e}"));
    }

    /// Runs JavaScript in the page that calls its last argument with its answer.
    pub async fn answers(&self, script: &str) -> serde_json::Value {
        let answer = self.driver.execute_async(script, vec![]).await;
        let answer = answer.unwrap_or_else(|e| panic!("{script}: {e}"));
        answer.json().clone()
    }

    /// Writes a picture of the page as it stands when nothing in it moves any more, after two frames and with its fonts:
    /// one taken at once may be a frame old.
    pub async fn picture(&self, to: &Path) {
        let drawn = "const done = arguments[arguments.length - 1];
            const still = document.getAnimations().map((moving) => moving.finished.catch(() => {}));
            Promise.all([document.fonts.ready, ...still])
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.driver
            .execute_async(drawn, vec![])
            .await
            .expect("the page draws");
        self.driver.screenshot(to).await.expect("a picture can be taken");
    }

    /// Ends the session and the app, as logging out does: a closed window alone may leave the app in the tray.
    pub async fn quit(self) {
        self.driver.clone().quit().await.expect("the session ends");
    }
}

/// WebKitWebDriver and what it started: a group of processes that ends with this value.
struct Group {
    leader: Child,
}

impl Drop for Group {
    fn drop(&mut self) {
        let leader = self
            .leader
            .id()
            .and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        if let Some(leader) = leader {
            // Nobody may be left in it.
            let _ = kill_process_group(leader, Signal::TERM);
        }
    }
}

fn free_port() -> u16 {
    let probe = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
    probe.expect("this computer can talk to itself").port()
}

//! Linux: logind says when the computer wakes, a timer of the kernel when the clock is set, `/etc` when the zone
//! changes. All of it within the engine's one task: no thread, and nothing to do until something happens.

use std::{
    ffi::CStr, io, mem::MaybeUninit, os::fd::OwnedFd, path::Path, pin::Pin, rc::Rc, sync::Arc, time::Duration,
};

use futures_lite::StreamExt;
use rustix::{
    fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags},
    io::Errno,
    time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    },
};
use tokio::{io::unix::AsyncFd, sync::Notify, time::Instant};
use zbus::{Connection, MatchRule, Message, MessageStream, message::Type};

use super::Signs;

/// Where the zone is named.
const ETC: &str = "/etc";

/// The files in it that name the zone: systemd's link, which is replaced, and Debian's text.
const ZONE_FILES: [&[u8]; 2] = [b"localtime", b"timezone"];

/// A bus that did not answer, or went away, is not tried again sooner.
const TRY_AGAIN: Duration = Duration::from_secs(5);

const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const LOGIND_INTERFACE: &str = "org.freedesktop.login1.Manager";

/// Said with `true` before the computer sleeps, with `false` when it has woken.
const PREPARE_FOR_SLEEP: &str = "PrepareForSleep";

/// What is listened to here.
pub(super) struct Source {
    /// Kept from call to call, so that dropping a call loses nothing. A panic in it is the engine's own, and is told.
    listening: Pin<Box<dyn Future<Output = ()>>>,
    /// Told at each call: the engine has been about, and will wait again.
    rounds: Rc<Notify>,
}

impl Source {
    pub(super) fn begin(signs: Arc<Signs>) -> Source {
        Source::in_etc(Path::new(ETC), signs)
    }

    fn in_etc(etc: &Path, signs: Arc<Signs>) -> Source {
        // Both before the first look at the clock, so that nothing goes unseen between that and the first wait.
        let clock = or_not_at_all("the clock", ClockWatch::begin());
        let zone = or_not_at_all("the zone", ZoneWatch::on(etc));
        let rounds = Rc::new(Notify::new());
        let round = Rc::clone(&rounds);
        let listening = Box::pin(async move {
            tokio::join!(
                hear_logind(&round, &signs),
                hear_clock(clock, &signs),
                hear_zone(zone, &signs),
            );
        });
        Source { listening, rounds }
    }

    /// Listens, and never ends. May be dropped and called again.
    pub(super) async fn listen(&mut self) {
        self.rounds.notify_one();
        self.listening.as_mut().await;
    }
}

/// Listens on the system bus. A bus that is not there, or goes away, is looked for again when the engine has been
/// about anyway: that costs no waking of its own.
async fn hear_logind(round: &Notify, signs: &Signs) {
    loop {
        let tried = Instant::now();
        match logind().await {
            Ok(mut messages) => {
                while let Some(message) = messages.next().await {
                    if message.is_ok_and(|message| has_woken(&message)) {
                        signs.woke_up();
                    }
                }
                log::debug!("the system bus went away");
            }
            // Ordinary: containers have none, nor have systems without one.
            Err(_) => log::debug!("there is no system bus"),
        }
        while tried.elapsed() < TRY_AGAIN {
            round.notified().await;
        }
    }
}

/// What logind says of sleep. That there is no logind is not noticed, and needs not be: it may come later.
async fn logind() -> zbus::Result<MessageStream> {
    let bus = Connection::system().await?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIND)
        .path(LOGIND_PATH)
        .interface(LOGIND_INTERFACE)
        .member(PREPARE_FOR_SLEEP)
        .build()?;
    MessageStream::for_match_rule(rule, &bus, None).await
}

/// Whether this is logind saying that the computer has woken.
///
/// The bus has held what is said to everybody against our rule, and knows whose name that is. What is sent to us
/// alone it passes on as it comes, from anybody: it is not believed.
fn has_woken(message: &Message) -> bool {
    message.header().destination().is_none() && message.body().deserialize().is_ok_and(|asleep: bool| !asleep)
}

/// A timer at the end of time, which the kernel cancels when the clock is set, and on resuming from sleep.
struct ClockWatch(AsyncFd<OwnedFd>);

impl ClockWatch {
    fn begin() -> io::Result<ClockWatch> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        let watch = ClockWatch(watched(timerfd_create(TimerfdClockId::Realtime, flags)?)?);
        watch.arm()?;
        Ok(watch)
    }

    fn arm(&self) -> io::Result<()> {
        let never = Timespec {
            tv_sec: i64::MAX,
            tv_nsec: 0,
        };
        let once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        let at = Itimerspec {
            it_interval: once,
            it_value: never,
        };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        timerfd_settime(&self.0, flags, &at)?;
        Ok(())
    }
}

async fn hear_clock(watch: Option<ClockWatch>, signs: &Signs) {
    let Some(watch) = watch else { return };
    // An error is the runtime going down, and this with it.
    while let Ok(mut ready) = watch.0.readable().await {
        let mut expirations = [0; 8];
        match rustix::io::read(&watch.0, &mut expirations) {
            Err(Errno::AGAIN) => ready.clear_ready(),
            Err(Errno::INTR) => {}
            Err(Errno::CANCELED) => {
                signs.clock_set();
                if watch.arm().is_err() {
                    return;
                }
            }
            // The end of time, or no timer any more: neither is worth asking twice.
            Ok(_) | Err(_) => return,
        }
    }
}

/// A watch on the names in `/etc`: the link is replaced, so its target tells nothing.
struct ZoneWatch(AsyncFd<OwnedFd>);

impl ZoneWatch {
    fn on(etc: &Path) -> io::Result<ZoneWatch> {
        let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        let changes = WatchFlags::CREATE
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            // Without the link it is UTC.
            | WatchFlags::DELETE;
        inotify::add_watch(&inotify, etc, changes | WatchFlags::ONLYDIR)?;
        Ok(ZoneWatch(watched(inotify)?))
    }

    /// Reads what has happened; answers whether one of it was a name of the zone.
    fn changed(&self) -> bool {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(&self.0, &mut buffer);
        let mut changed = false;
        loop {
            match reader.next() {
                Ok(event) => {
                    let name = event.file_name().map_or(&b""[..], CStr::to_bytes);
                    changed |=
                        ZONE_FILES.contains(&name) || event.events().contains(ReadFlags::QUEUE_OVERFLOW);
                }
                Err(Errno::INTR) => {}
                Err(_) => return changed,
            }
        }
    }
}

async fn hear_zone(watch: Option<ZoneWatch>, signs: &Signs) {
    let Some(watch) = watch else { return };
    while let Ok(mut ready) = watch.0.readable().await {
        if watch.changed() {
            signs.zone_changing();
        }
        ready.clear_ready();
    }
}

fn watched(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    #[expect(
        deprecated,
        reason = "its successor is unsafe to call; an OwnedFd is what that asks for"
    )]
    AsyncFd::new(fd)
}

/// What cannot be listened to is left to the next look at the clock.
fn or_not_at_all<T>(what: &str, watch: io::Result<T>) -> Option<T> {
    watch
        .inspect_err(|e| log::debug!("{what} is not watched: {}", e.kind()))
        .ok()
}

/// The clock itself cannot be set by a test: it is every program's. That the kernel cancels the timer then is the
/// kernel's promise; that the timer is one it would cancel is looked up here.
#[cfg(test)]
mod tests {
    use std::{
        fs,
        os::{fd::AsRawFd, unix::fs::symlink},
    };

    use tokio::time::timeout;

    use super::{
        super::{Waking, ZONE_SETTLES},
        *,
    };
    use crate::Cause;

    /// Longer than anything here may take; a test that waits this long has failed.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// Too short for a zone that has just changed, long enough for anything else.
    const A_MOMENT: Duration = Duration::from_millis(300);

    /// Listens to the clock and to an `/etc` of the test's own, and to no bus.
    fn waking(etc: &Path) -> Waking {
        let signs = Arc::new(Signs::default());
        let told = Arc::clone(&signs);
        let (clock, zone) = (ClockWatch::begin().unwrap(), ZoneWatch::on(etc).unwrap());
        let listening = Box::pin(async move {
            tokio::join!(hear_clock(Some(clock), &told), hear_zone(Some(zone), &told));
        });
        let rounds = Rc::new(Notify::new());
        Waking {
            signs,
            source: Source { listening, rounds },
            settled: None,
        }
    }

    fn etc() -> tempfile::TempDir {
        let etc = tempfile::tempdir().unwrap();
        symlink("/usr/share/zoneinfo/Europe/Berlin", etc.path().join("localtime")).unwrap();
        fs::write(etc.path().join("timezone"), "Europe/Berlin\n").unwrap();
        etc
    }

    /// As systemd does it: a link under another name takes the place of the old one.
    fn travel(etc: &Path, zone: &str) {
        symlink(format!("/usr/share/zoneinfo/{zone}"), etc.join(".#localtime")).unwrap();
        fs::rename(etc.join(".#localtime"), etc.join("localtime")).unwrap();
    }

    #[tokio::test]
    async fn a_zone_that_changes_is_one_cause_once_all_of_it_is_written() {
        let etc = etc();
        let mut waking = waking(etc.path());
        travel(etc.path(), "Asia/Tokyo");
        let early = timeout(A_MOMENT, waking.next()).await;
        assert!(early.is_err(), "the planner may still take the old zone as known");
        fs::write(etc.path().join("timezone"), "Asia/Tokyo\n").unwrap();

        let cause = timeout(PATIENCE, waking.next()).await;
        assert_eq!(cause, Ok(Cause::ClockSet), "although the first wait was given up");
        let again = timeout(2 * ZONE_SETTLES, waking.next()).await;
        assert!(again.is_err(), "both files were one journey: {again:?}");
    }

    #[tokio::test]
    async fn a_zone_taken_away_or_written_as_text_is_a_cause_too() {
        let etc = etc();
        let mut waking = waking(etc.path());
        fs::remove_file(etc.path().join("localtime")).unwrap();
        let cause = timeout(PATIENCE, waking.next()).await;
        assert_eq!(cause, Ok(Cause::ClockSet), "without the link it is UTC");

        fs::write(etc.path().join("timezone"), "Asia/Tokyo\n").unwrap();
        let cause = timeout(PATIENCE, waking.next()).await;
        assert_eq!(cause, Ok(Cause::ClockSet), "or what the text says");
    }

    #[tokio::test]
    async fn other_files_in_etc_are_no_cause() {
        let etc = etc();
        let mut waking = waking(etc.path());
        fs::write(etc.path().join("resolv.conf"), "nameserver 127.0.0.1\n").unwrap();
        fs::read_link(etc.path().join("localtime")).unwrap();
        fs::read(etc.path().join("timezone")).unwrap();
        let cause = timeout(2 * ZONE_SETTLES, waking.next()).await;
        assert!(cause.is_err(), "nothing of the zone was changed: {cause:?}");
    }

    #[tokio::test]
    async fn what_is_said_while_nobody_listens_is_heard_once() {
        let etc = etc();
        let mut waking = waking(etc.path());
        for _ in 0..1000 {
            waking.signs.woke_up();
            waking.signs.clock_set();
        }
        assert_eq!(
            timeout(PATIENCE, waking.next()).await,
            Ok(Cause::Woken),
            "that is one"
        );
        assert_eq!(
            timeout(PATIENCE, waking.next()).await,
            Ok(Cause::ClockSet),
            "that is the other"
        );
        let more = timeout(A_MOMENT, waking.next()).await;
        assert!(more.is_err(), "and a thousand times is once: {more:?}");
    }

    #[tokio::test]
    async fn the_timer_is_one_that_setting_the_clock_cancels() {
        let watch = ClockWatch::begin().unwrap();
        let kernel = || {
            let told = fs::read_to_string(format!("/proc/self/fdinfo/{}", watch.0.as_raw_fd())).unwrap();
            let line = |key: &str| {
                told.lines()
                    .find_map(|line| line.strip_prefix(key))
                    .unwrap()
                    .trim()
                    .to_owned()
            };
            (line("clockid:"), line("settime flags:"), line("ticks:"))
        };
        // CLOCK_REALTIME; TFD_TIMER_ABSTIME and TFD_TIMER_CANCEL_ON_SET.
        let armed = ("0".to_owned(), "03".to_owned(), "0".to_owned());
        assert_eq!(kernel(), armed, "from the start");
        watch.arm().unwrap();
        assert_eq!(
            kernel(),
            armed,
            "and armed again, as after each time the clock is set"
        );
        let waited = timeout(A_MOMENT, watch.0.readable()).await;
        assert!(waited.is_err(), "it never runs out by itself");
    }

    #[test]
    fn only_logind_saying_that_the_computer_has_woken_is_believed() {
        let said = || Message::signal(LOGIND_PATH, LOGIND_INTERFACE, PREPARE_FOR_SLEEP);
        let woken = said().build(&(false,)).unwrap();
        assert!(has_woken(&woken), "sleep is over");
        let asleep = said().build(&(true,)).unwrap();
        assert!(!has_woken(&asleep), "sleep is about to begin");
        let nothing = said().build(&()).unwrap();
        assert!(!has_woken(&nothing), "that says neither");
        let whispered = said().destination(":1.5").build(&(false,)).unwrap();
        assert!(
            !has_woken(&whispered),
            "logind tells everybody; what is told to us alone is somebody else's"
        );
    }
}

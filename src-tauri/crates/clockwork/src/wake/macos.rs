//! macOS says all three as notifications: the workspace that the computer woke up, Foundation that the clock was set
//! or the zone changed. They come while somebody runs the main thread's loop, as the window does; under
//! `standing remind --watch` nobody does, and the next look at the clock has to find it.
#![allow(unsafe_code, reason = "Apple's libraries are asked in their own way")]

use std::{ptr::NonNull, sync::Arc};

use block2::RcBlock;
use objc2::{
    rc::Retained,
    runtime::{NSObjectProtocol, ProtocolObject},
};
use objc2_app_kit::{NSWorkspace, NSWorkspaceDidWakeNotification};
use objc2_foundation::{
    NSNotification, NSNotificationCenter, NSNotificationName, NSSystemClockDidChangeNotification,
    NSSystemTimeZoneDidChangeNotification,
};

use super::Signs;

/// Whom we asked to be told by.
pub(super) struct Source {
    _asked: [Asked; 3],
}

/// One kind of notification, asked for until this is dropped.
struct Asked {
    center: Retained<NSNotificationCenter>,
    observer: Retained<ProtocolObject<dyn NSObjectProtocol>>,
}

impl Source {
    pub(super) fn begin(signs: Arc<Signs>) -> Source {
        let workspace = NSWorkspace::sharedWorkspace().notificationCenter();
        let own = NSNotificationCenter::defaultCenter();
        // SAFETY: the three names are constants of AppKit and Foundation, set before a program's first line runs.
        let (woke_up, clock_set, zone_changed) = unsafe {
            (
                NSWorkspaceDidWakeNotification,
                NSSystemClockDidChangeNotification,
                NSSystemTimeZoneDidChangeNotification,
            )
        };
        Source {
            _asked: [
                Asked::of(workspace, woke_up, Arc::clone(&signs), Signs::woke_up),
                Asked::of(own.clone(), clock_set, Arc::clone(&signs), Signs::clock_set),
                Asked::of(own, zone_changed, signs, Signs::zone_changing),
            ],
        }
    }

    /// Listens, and never ends. The signs are given by whoever posts the notifications.
    pub(super) async fn listen(&mut self) {
        std::future::pending().await
    }
}

impl Asked {
    fn of(
        center: Retained<NSNotificationCenter>,
        name: &NSNotificationName,
        signs: Arc<Signs>,
        sign: fn(&Signs),
    ) -> Asked {
        let block = RcBlock::new(move |_: NonNull<NSNotification>| sign(&signs));
        // SAFETY: no object and no queue are given, so there is nothing to be of a wrong type and the block is called
        // on the thread that posts. It may be: all it holds is an `Arc` of what may be shared between threads. The
        // centre copies it and keeps it until the observer is removed.
        let observer =
            unsafe { center.addObserverForName_object_queue_usingBlock(Some(name), None, None, &block) };
        Asked { center, observer }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // SAFETY: the observer is what the same centre gave us, and is removed once.
        unsafe { self.center.removeObserver((*self.observer).as_ref()) };
    }
}

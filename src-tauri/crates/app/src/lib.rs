//! What a couple can do, without a desktop.
#![deny(missing_docs)]

pub mod clock;
pub mod ports;
pub mod replies;

//! What a couple can do, without a desktop.
#![deny(missing_docs)]

pub mod replies;

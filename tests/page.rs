//! The page for browsers: what its bytes hold and what they never hold, and what it does in a browser.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "page/browser.rs"]
mod browser;
#[path = "page/bytes.rs"]
mod bytes;
#[path = "common/mod.rs"]
mod common;
#[path = "page/maps.rs"]
mod maps;

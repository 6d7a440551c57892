//! Every way in which something is written, on a disk that refuses any of its steps, writes a part, says that it could
//! not keep it, or loses its power after any step with any of what was not yet synced. What was saved before is always
//! there, whole; what was edited is on the disk or said to be in memory only; and each failure is told in words.
//!
//! The steps are refused by a hand put in the place of the system's ([`rig`]); what a power cut leaves is worked out from
//! the steps that were done ([`world`]). Real disks that are full, write-protected or another's are in [`real`].

// A test that unwraps says what it expects.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "../common/mod.rs"]
mod common;
mod keeping;
mod long;
mod power;
mod real;
mod rig;
mod saving;
mod terminal;
mod words;
mod world;

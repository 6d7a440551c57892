//! The room `file` from outside: what is read, what is refused and in which words, what is written, what survives.

#[path = "file/bad_input.rs"]
mod bad_input;
mod common;
#[path = "file/mistakes.rs"]
mod mistakes;
#[path = "file/round_trip.rs"]
mod round_trip;
#[path = "file/saving.rs"]
mod saving;
#[path = "file/survival.rs"]
mod survival;

//! Other programs' files: what they hold is read, what we write is read again as the same map, what cannot be held is
//! said, what would do harm is refused.

#[path = "../common/mod.rs"]
mod common;
mod hostile;
mod losses;
mod others;
mod own_fixtures;
mod real;
mod round;
mod shapes;

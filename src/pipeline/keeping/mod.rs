//! Keeping the work of a session: what it does becomes the entries of a journal, and a journal becomes the session
//! again. Headless: the window, the tests and any other program keep maps by this one code. Has no clock.

mod follow;
mod open_map;

pub use follow::{Follower, log_of, session_of};
pub use open_map::{Earlier, Keeping, Left, Moment, earlier, left, left_in};

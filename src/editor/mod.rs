//! The session: commands, history, selection, tools. Must not know drawing, files or windows.

/// An edit that a user intends.
#[derive(Clone, Debug)]
pub enum Command {}

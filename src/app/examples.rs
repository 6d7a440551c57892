//! The examples that the start page offers, bundled with the program. Must not know how a map is opened.

/// A map of the study.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Its title on the start page.
    pub title: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// The name of its file.
    pub file: &'static str,
    /// The file.
    pub text: &'static str,
}

/// All of them, in the order of the study.
pub const EXAMPLES: &[Example] = &[];

//! Merging as a specification: a table of cases, the terminal's words and exit codes, and a real repository of git.
//! What holds for any edits at all is tried in `properties`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on has failed")]

#[path = "properties/commands.rs"]
mod commands;
mod common;
#[path = "properties/dice.rs"]
mod dice;
#[path = "properties/gestures.rs"]
#[allow(dead_code, reason = "the commands ask it for boxes only")]
mod gestures;
#[path = "merge/git.rs"]
mod git;
#[path = "properties/lost.rs"]
mod lost;
#[path = "cli/program.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod program;
#[path = "merge/table.rs"]
mod table;
#[path = "merge/terminal.rs"]
mod terminal;

use dice::Dice;
use ecomap::model::Document;

/// A map with every field of every record in use, somewhere.
fn generated(dice: &mut Dice) -> Document {
    let (seed, organisations, flows) = (dice.below(5000), dice.below(9), dice.below(13));
    common::maps::map(seed as u64, organisations, flows)
}

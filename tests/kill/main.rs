//! Kills a program without a window while it edits, keeps its journal and saves; then looks at what is left. The saved
//! file is always the old one or the new one, whole, and what the journal gives is no older than a second.
//!
//! The program is this one, called again: it runs the same editor, journal and saving that the window runs, on real
//! files; two times of three the disk is slowed, so that kills fall within writes. `ECOMAP_KILLS` says how often it is killed (64 when it is not set), `ECOMAP_KILL_SEED` where chance begins.

// A test that unwraps says what it expects.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../properties/commands.rs"]
mod commands;
#[path = "../common/mod.rs"]
mod common;
#[path = "../properties/dice.rs"]
mod dice;
#[path = "../properties/gestures.rs"]
#[allow(dead_code)]
mod gestures;
mod judge;
mod look;
mod slow;
mod victim;

use dice::Dice;
use ecomap::model::Document;

/// A map with every field of every record in use, somewhere.
fn generated(dice: &mut Dice) -> Document {
    let seed = dice.below(5000);
    common::maps::map(seed as u64, 12, 20)
}

fn main() {
    if let Some(folder) = std::env::var_os(victim::FOLDER) {
        victim::run(folder.as_ref());
        return;
    }
    // As the usual test harness is asked: what is not meant by the filter is not run.
    let listing = std::env::args().any(|argument| argument == "--list");
    if listing {
        println!("killed_at_any_moment: test");
        return;
    }
    look::kill_and_look();
}

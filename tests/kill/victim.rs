//! The program that is killed: edits at random, keeps its journal, saves now and then, and says on standard output what
//! it is about to do and what it has done. Must not know when it is killed.

use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ecomap::{
    editor::{Command, Session, Step},
    file::{
        self,
        journal::{Header, Place, Saved, fingerprint},
    },
    model::{Note, Point},
    pipeline::keeping::{Keeping, Moment},
};

use crate::{commands, common::dice::Dice as Chance, dice::Dice, slow};

/// Tells this program that it is the one to be killed, and where to work.
pub const FOLDER: &str = "ECOMAP_VICTIM_FOLDER";
/// Where chance begins.
pub const SEED: &str = "ECOMAP_VICTIM_SEED";
/// The name of the map's file.
pub const MAP: &str = "map.ron";
/// So long is the note that is added and taken away again: its step is long enough to be killed in, bytes.
const LONG: usize = 300_000;

pub fn now() -> Moment {
    Moment { nanoseconds: SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() }
}

/// One line of what is told; a pipe keeps it also when this program is no more.
fn tell(out: &Mutex<std::io::Stdout>, words: std::fmt::Arguments<'_>) {
    let mut out = out.lock().unwrap();
    writeln!(out, "{words}").unwrap();
    out.flush().unwrap();
}

fn state_of(session: &Session) -> u64 {
    fingerprint(file::write(session.document()).as_bytes())
}

pub fn run(folder: &Path) {
    let seed: u64 = std::env::var(SEED).unwrap().parse().unwrap();
    let mut chance = Chance::new(seed);
    if chance.below(3) > 0 {
        slow::put_in_place(seed);
    }
    let mut dice = Dice::new((0..200_000).map(|_| u32::try_from(chance.below(5000)).unwrap()).collect());
    let mut session = Session::new(crate::generated(&mut dice));
    let path = folder.join(MAP);
    let out = Arc::new(Mutex::new(std::io::stdout()));
    let first = file::write(session.document());
    file::save_bytes(&path, first.as_bytes()).unwrap();
    let begun = now();
    let header = Header {
        name: "map".into(),
        path: Some(path.clone()),
        when: begun.milliseconds(),
        ..Header::default()
    };
    let place = Place::below(&folder.join("state"));
    let mut keeping = Keeping::new(Some(place), Arc::new(|| {}), &session, header);
    let saved = |keeping: &mut Keeping, revision: u64, text: &str| {
        let fingerprint = fingerprint(text.as_bytes());
        let saved = Saved { revision, path: path.clone(), fingerprint, when: now().milliseconds() };
        keeping.saved(saved, now());
        fingerprint
    };
    let whole = saved(&mut keeping, session.revision(), &first);
    tell(&out, format_args!("saved {whole}"));
    tell(&out, format_args!("state {whole} {}", now().milliseconds()));
    let keep = |keeping: &mut Keeping, session: &Session| {
        // Said before it is kept: whatever is restored must have been said.
        tell(&out, format_args!("state {} {}", state_of(session), now().milliseconds()));
        keeping.follow(session, now());
        if let Some(trouble) = keeping.trouble() {
            tell(&out, format_args!("trouble {trouble}"));
        }
    };
    while !dice.is_spent() {
        edit(&mut dice, &mut session);
        keep(&mut keeping, &session);
        if dice.once_in(16) && add_a_long_note(&mut session) {
            tell(&out, format_args!("long"));
            keep(&mut keeping, &session);
            session.undo();
            keep(&mut keeping, &session);
        }
        if dice.once_in(6) {
            let text = file::write(session.document());
            tell(&out, format_args!("saving {}", fingerprint(text.as_bytes())));
            file::save_bytes(&path, text.as_bytes()).unwrap();
            let whole = saved(&mut keeping, session.revision(), &text);
            tell(&out, format_args!("saved {whole}"));
        }
        std::thread::sleep(Duration::from_micros(200 * dice.below(20) as u64));
    }
    tell(&out, format_args!("spent"));
}

fn edit(dice: &mut Dice, session: &mut Session) {
    match dice.below(10) {
        0 => drop(session.undo()),
        1 => drop(session.redo()),
        2 => {
            let aside = session.history().aside().iter().flat_map(|branch| &branch.steps);
            let states: Vec<u64> =
                session.history().steps().iter().chain(aside).map(Step::revision).collect();
            if let Some(state) = dice.pick(&states) {
                session.go_to_state(state);
            }
        }
        _ => {
            let command = commands::any(dice, session.document());
            // Refused or not: both happen.
            let _ = session.perform(command);
        }
    }
}

fn add_a_long_note(session: &mut Session) -> bool {
    let text = "Who else should be at the table? ".repeat(LONG / 33);
    session
        .perform(Command::AddNote(Note { text, position: Some(Point::new(0.0, 0.0)), ..Note::default() }))
        .is_ok()
}

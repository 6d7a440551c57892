//! What was said by a program before it was killed, against what it left: the file, and the journal. Must not know how it
//! was killed, nor whether it had a window.

use std::path::Path;

use ecomap::{
    file::{
        self,
        journal::{Place, claim, fingerprint, read},
    },
    pipeline::keeping::session_of,
};

/// No more work than this may be lost, milliseconds.
const MOST_LOST: u64 = 1000;

/// What was said.
#[derive(Default)]
pub struct Said {
    /// States of the map, and when each was reached, milliseconds since 1970.
    pub states: Vec<(u64, u64)>,
    /// The last that was written whole, and one that was being written.
    pub saved: Option<u64>,
    pub saving: Option<u64>,
    pub saves: usize,
    /// How often a step was about to be kept that takes long to write.
    pub long: usize,
    pub trouble: Vec<String>,
}

impl Said {
    /// Takes in a line of it.
    pub fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |place: usize| words.get(place).and_then(|word| word.parse::<u64>().ok());
        match (words[0], number(1), number(2)) {
            ("state", Some(state), Some(when)) => self.states.push((state, when)),
            ("saving", Some(state), _) => self.saving = Some(state),
            ("saved", Some(state), _) => {
                (self.saved, self.saving) = (Some(state), None);
                self.saves += 1;
            }
            ("long", ..) => self.long += 1,
            _ => self.trouble.push(line.to_owned()),
        }
    }
}

/// What is counted over all kills.
#[derive(Default)]
pub struct Tally {
    pub within_a_save: usize,
    /// The journal ended in half a frame.
    pub torn: usize,
    /// The journal was being written anew.
    pub anew: usize,
    /// Any of these.
    pub within_a_write: usize,
    pub restored: usize,
    pub edits: usize,
    pub saves: usize,
}

/// Looks at what is left of a map's file and of its journal in this state folder.
pub fn judge(map: &Path, state: &Path, said: &Said, what: &str, tally: &mut Tally) {
    assert_eq!(said.trouble, Vec::<String>::new(), "{what}");
    let within_a_save = said.saving.is_some();
    tally.within_a_save += usize::from(within_a_save);
    tally.edits += said.states.len();
    tally.saves += said.saves;
    // The saved file: the old one or the new one, whole.
    let bytes = std::fs::read(map).unwrap_or_else(|error| panic!("{what}: {error}"));
    let on_disk = Some(fingerprint(&bytes));
    assert!(
        on_disk == said.saved || on_disk == said.saving,
        "{what}: the file is neither the old nor the new one"
    );
    file::read(&bytes).unwrap_or_else(|error| panic!("{what}: the file is not whole: {error}"));
    // The map: as it was at most a second ago.
    let last = said.states.last().map_or(0, |(_, when)| *when);
    let recent: Vec<u64> = {
        // The last state of more than a second ago was still the map's at that moment.
        let old = said.states.iter().rposition(|(_, when)| when + MOST_LOST < last).unwrap_or(0);
        said.states[old..].iter().map(|(state, _)| *state).collect()
    };
    let left = Place::below(state).left();
    let is_unfinished = is_written_anew(&state.join("journal"));
    tally.anew += usize::from(is_unfinished);
    let mut is_torn = false;
    let restored = match left.as_slice() {
        // Killed before the first edit was a second old: the file is what there is.
        [] => fingerprint(&bytes),
        [journal] => {
            let bytes = claim(journal).expect("nobody holds it").bytes().expect("it can be read");
            let reading = read(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(reading.misfits, 0, "{what}");
            is_torn = reading.lost > 0;
            tally.torn += usize::from(is_torn);
            tally.restored += 1;
            let mut session = session_of(&reading.log).unwrap_or_else(|| panic!("{what}: no session"));
            let last = fingerprint(file::write(session.document()).as_bytes());
            while session.undo().is_some() {}
            assert_eq!(session.document(), reading.log.base_document(), "{what}: undo leads to the start");
            last
        }
        more => panic!("{what}: {} journals", more.len()),
    };
    tally.within_a_write += usize::from(within_a_save || is_torn || is_unfinished);
    assert!(recent.contains(&restored), "{what}: more than a second is lost");
}

/// Whether a journal was being written beside the one that there is.
fn is_written_anew(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut unfinished = entries.filter(|entry| entry.path().extension().is_some_and(|it| it == "tmp"));
    unfinished.next().is_some()
}

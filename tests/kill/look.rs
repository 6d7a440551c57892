//! Kills the victim at a moment drawn from a seed and looks at what it left. Must not know how it edits.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use ecomap::{
    file::{
        self,
        journal::{Place, claim, fingerprint, read},
    },
    pipeline::keeping::session_of,
};

use crate::{common::dice::Dice as Chance, victim};

/// No more work than this may be lost, milliseconds.
const MOST_LOST: u64 = 1000;

/// What the victim said.
#[derive(Default)]
struct Said {
    /// States of the map, and when each was reached, milliseconds since 1970.
    states: Vec<(u64, u64)>,
    /// The last that was written whole, and one that was being written.
    saved: Option<u64>,
    saving: Option<u64>,
    saves: usize,
    /// How often a step was about to be kept that takes long to write.
    long: usize,
    trouble: Vec<String>,
}

impl Said {
    fn hear(&mut self, line: &str) {
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
struct Tally {
    within_a_save: usize,
    /// The journal ended in half a frame.
    torn: usize,
    /// The journal was being written anew.
    anew: usize,
    /// Any of these.
    within_a_write: usize,
    restored: usize,
    edits: usize,
    saves: usize,
}

pub fn kill_and_look() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let kills = number("ECOMAP_KILLS").unwrap_or(64);
    let seed = number("ECOMAP_KILL_SEED").unwrap_or(1);
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    for kill in 0..kills {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let victim_seed = chance.roll();
        let said = kill_one(folder.path(), victim_seed, &mut chance);
        let what = format!("kill {kill} of seed {seed}, victim {victim_seed}");
        look(folder.path(), &said, &what, &mut tally);
    }
    println!(
        "killed {kills} times: {} within a write ({} of 100): {} within a save, {} within a step of the journal, {} while \
         the journal was written anew; {} maps restored, {} edits and {} saves in all, none lost",
        tally.within_a_write,
        tally.within_a_write * 100 / usize::try_from(kills).unwrap().max(1),
        tally.within_a_save,
        tally.torn,
        tally.anew,
        tally.restored,
        tally.edits,
        tally.saves
    );
    assert!(tally.within_a_write as u64 * 5 >= kills, "a fifth of the kills are to be within a write");
    // A write of the journal takes a millisecond; few kills say nothing on a busy machine.
    assert!(kills < 50 || tally.torn > 0, "some kills are to be within a step of the journal");
}

fn kill_one(folder: &Path, seed: u64, chance: &mut Chance) -> Said {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(victim::FOLDER, folder)
        .env(victim::SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = listen(&mut child);
    let mut said = Said::default();
    // Until it has begun: before, there is nothing to lose.
    wait_for(&lines, &mut said, |said| said.states.len() > 1);
    match chance.below(10) {
        0..4 => {
            // Within a save, at any moment of it.
            let saves = said.saves + chance.below(6);
            wait_for(&lines, &mut said, |said| said.saving.is_some() && said.saves >= saves);
            std::thread::sleep(Duration::from_micros(chance.below(1500) as u64));
        }
        4..8 => {
            // Within a long step of the journal: it grows, or a new one grows beside it.
            let long = said.long + chance.below(3);
            wait_for(&lines, &mut said, |said| said.long > long);
            grows(&folder.join("state/journal"));
            spin(Duration::from_micros(chance.below(600) as u64));
        }
        _ => std::thread::sleep(Duration::from_micros(chance.below(400_000) as u64)),
    }
    // SIGKILL: nothing that the program could do about it.
    child.kill().unwrap();
    child.wait().unwrap();
    while let Ok(line) = lines.recv_timeout(Duration::from_secs(20)) {
        said.hear(&line);
    }
    said
}

fn listen(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            // Nobody listens any more: the victim is no more.
            let _ = sender.send(line);
        }
    });
    lines
}

fn wait_for(lines: &Receiver<String>, said: &mut Said, done: impl Fn(&Said) -> bool) {
    let begun = Instant::now();
    while !done(said) {
        assert!(begun.elapsed() < Duration::from_secs(60), "the victim says nothing more");
        if let Ok(line) = lines.recv_timeout(Duration::from_millis(50)) {
            said.hear(&line);
        }
    }
}

/// Waits until the files in a folder have grown by more than a short step.
fn grows(folder: &Path) {
    let length = || -> u64 {
        let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
        let lengths =
            entries.unwrap_or_default().into_iter().map(|entry| entry.metadata().map_or(0, |it| it.len()));
        lengths.sum()
    };
    let (begun, before) = (Instant::now(), length());
    while length() < before + 2_000 && begun.elapsed() < Duration::from_secs(2) {}
}

/// Shorter than a thread can sleep.
fn spin(span: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < span {
        std::hint::spin_loop();
    }
}

fn look(folder: &Path, said: &Said, what: &str, tally: &mut Tally) {
    assert_eq!(said.trouble, Vec::<String>::new(), "{what}");
    let within_a_save = said.saving.is_some();
    tally.within_a_save += usize::from(within_a_save);
    tally.edits += said.states.len();
    tally.saves += said.saves;
    // The saved file: the old one or the new one, whole.
    let bytes = std::fs::read(folder.join(victim::MAP)).unwrap_or_else(|error| panic!("{what}: {error}"));
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
    let left = Place::below(&folder.join("state")).left();
    let is_unfinished = is_written_anew(&folder.join("state/journal"));
    tally.anew += usize::from(is_unfinished);
    let mut is_torn = false;
    let restored = match left.as_slice() {
        // Killed before the first edit was a second old: the file is what there is.
        [] => fingerprint(&bytes),
        [journal] => {
            let bytes = claim(journal).expect("nobody holds it").bytes().unwrap();
            let reading = read(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(reading.misfits, 0, "{what}");
            is_torn = reading.lost > 0;
            tally.torn += usize::from(is_torn);
            tally.restored += 1;
            let mut session = session_of(&reading.log).unwrap_or_else(|| panic!("{what}: no session"));
            let state = fingerprint(file::write(session.document()).as_bytes());
            while session.undo().is_some() {}
            assert_eq!(session.document(), reading.log.base_document(), "{what}: undo leads to the start");
            state
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

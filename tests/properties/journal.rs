//! Properties of the journal: whatever was edited, and wherever the journal is torn, what is read is a state in which
//! the map was, with the history that led there.

use ecomap::{
    editor::{Session, Step},
    file::journal::{Entry, Header, Log, Reading, bytes_of, read},
    model::Document,
    pipeline::keeping::{Follower, log_of, session_of},
};
use proptest::prelude::*;

use crate::{assert_same, commands, dice::Dice, errors, generated};

/// A journal, and the states of the map in the order in which they were: after so many bytes this one is reached.
struct Kept {
    bytes: Vec<u8>,
    /// Where each frame ends, and the map that is read from there.
    states: Vec<(usize, Document)>,
    session: Session,
    log: Log,
}

fn header() -> Header {
    Header { name: "Bristol".into(), path: Some("/maps/b ristol.ron".into()), when: 5, ..Header::default() }
}

/// Random commands, undo, redo and going about, all of it kept as it happens.
fn kept(numbers: Vec<u32>) -> Kept {
    let mut dice = Dice::new(numbers);
    let mut session = Session::new(generated(&mut dice));
    let mut log = log_of(&session, header(), 10).expect("a new session");
    let entries = log.entries();
    // From the second frame on there is a map to be read.
    let mut states = vec![(bytes_of(&entries[..2]).len(), session.document().clone())];
    let mut bytes = bytes_of(&entries);
    let first_line = bytes_of(&[]).len();
    let mut follower = Follower::of(&log);
    let mut now = 10;
    while !dice.is_spent() {
        let mut visited = vec![(session.revision(), session.document().clone())];
        for _ in 0..=dice.below(2) {
            act(&mut dice, &mut session);
            visited.push((session.revision(), session.document().clone()));
        }
        now += 1;
        for entry in follower.follow(session.history(), now) {
            log.take_in(entry.clone()).expect("it follows from what was told");
            bytes.extend_from_slice(&bytes_of(&[entry])[first_line..]);
            let reached = visited.iter().find(|(revision, _)| *revision == log.at());
            let document = reached.map(|(_, document)| document.clone());
            // A step that was passed on the way, within what was done at once.
            let document = document.or_else(|| log.document_at(log.at())).expect("the steps lead there");
            states.push((bytes.len(), document));
        }
        assert_eq!(log.at(), session.revision());
    }
    Kept { bytes, states, session, log }
}

fn act(dice: &mut Dice, session: &mut Session) {
    match dice.below(10) {
        0 => drop(session.undo()),
        1 => drop(session.redo()),
        2 => {
            let history = session.history();
            let aside = history.aside().iter().flat_map(|branch| &branch.steps);
            let states: Vec<u64> = history.steps().iter().chain(aside).map(Step::revision).collect();
            if let Some(state) = dice.pick(&states) {
                assert!(session.go_to_state(state), "every state can be gone to");
                assert_eq!(session.revision(), state);
            }
        }
        3 => session.seal(),
        _ => {
            let command = commands::any(dice, session.document());
            // Refused or not: both happen.
            let _ = session.perform(command);
        }
    }
}

fn steps_of(session: &Session) -> usize {
    let aside = session.history().aside().iter().map(|branch| branch.steps.len());
    aside.sum::<usize>() + session.history().steps().len()
}

/// All of what was edited comes back, with every branch, and from a journal written anew.
fn comes_back(numbers: Vec<u32>) {
    let Kept { bytes, session, log, .. } = kept(numbers);
    let Reading { log: again, lost, misfits, is_newer } = read(&bytes).expect("it is whole");
    assert_eq!((lost, misfits, is_newer), (0, 0, false));
    let compact = bytes_of(&again.entries());
    let again_compact = read(&compact).expect("it is whole").log;
    assert_eq!(bytes_of(&again_compact.entries()), compact, "written anew, it says the same");
    for log in [&log, &again, &again_compact] {
        let mut restored = session_of(log).expect("a session");
        assert_same(restored.document(), session.document(), "the map comes back");
        assert_eq!(restored.revision(), session.revision());
        assert_eq!(steps_of(&restored), steps_of(&session), "no step is lost");
        let names = |session: &Session| -> Vec<String> {
            session.history().steps().iter().map(|step| step.name.clone()).collect()
        };
        assert_eq!(names(&restored), names(&session));
        while restored.undo().is_some() {
            assert_eq!(errors(restored.document()), Vec::<String>::new());
        }
        assert_same(restored.document(), log.base_document(), "undo leads to the start");
    }
}

/// What is read from these bytes is the map at the last frame that is whole.
fn reads_a_state(kept: &Kept, bytes: &[u8], sound: usize, what: &str) {
    let states = &kept.states;
    match read(bytes) {
        Ok(reading) => {
            let reached = states.iter().rfind(|(end, _)| *end <= sound);
            let (_, expected) = reached.unwrap_or_else(|| panic!("{what}: a map out of nothing"));
            let session = session_of(&reading.log).expect("a session");
            assert_same(session.document(), expected, what);
            assert_eq!(reading.misfits, 0, "{what}");
        }
        Err(_) => assert!(sound < states[0].0, "{what}: the map is whole and was not read"),
    }
}

fn torn_or_flipped(numbers: Vec<u32>, places: Vec<u32>) {
    let kept = kept(numbers);
    for place in places {
        let place = place as usize % kept.bytes.len();
        reads_a_state(&kept, &kept.bytes[..place], place, &format!("cut at {place}"));
        let mut flipped = kept.bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        // Everything before the frame in which the byte lies is sound.
        let sound = kept.states.iter().map(|(end, _)| *end).filter(|end| *end <= place).max().unwrap_or(0);
        reads_a_state(&kept, &flipped, sound, &format!("flipped at {place}"));
        let mut hole = kept.bytes.clone();
        hole[place..].fill(0);
        // A frame may end in zeros of its own.
        let sound = hole.iter().zip(&kept.bytes).take_while(|(one, other)| one == other).count();
        reads_a_state(&kept, &hole, sound, &format!("zeros from {place}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_was_edited_comes_back_with_its_history(numbers in prop::collection::vec(0_u32..5000, 0..200)) {
        comes_back(numbers);
    }

    #[test]
    fn a_torn_journal_gives_a_state_in_which_the_map_was(
        numbers in prop::collection::vec(0_u32..5000, 0..120),
        places in prop::collection::vec(any::<u32>(), 12),
    ) {
        torn_or_flipped(numbers, places);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
        let _ = read(&[b"ecomap journal 1\n".as_slice(), &bytes].concat());
    }

    /// Frames that are whole and say nonsense: what a checksum can't find.
    #[test]
    fn no_payload_makes_the_reader_panic(
        numbers in prop::collection::vec(0_u32..5000, 0..40),
        states in prop::collection::vec((0_u64..40, 0_u64..40, 0_u8..6), 0..60),
    ) {
        let kept = kept(numbers);
        let mut entries = kept.log.entries();
        entries.extend(states.iter().map(|(one, other, which)| match which {
            0 | 1 => Entry::At { at: *one, tip: *other },
            2 => Entry::Drop { revision: *one },
            3 => Entry::Unknown { kind: 64 + other, bytes: one.to_le_bytes().to_vec() },
            _ => {
                let steps = kept.log.steps().values().next().cloned();
                steps.map_or(Entry::Closed { when: 3 }, |step| Entry::Step(ecomap::file::journal::Step {
                    revision: *one, parent: *other, ..step
                }))
            }
        }));
        let reading = read(&bytes_of(&entries)).expect("header and map are whole");
        let session = session_of(&reading.log).expect("a session, whatever the steps");
        prop_assert_eq!(errors(session.document()), Vec::<String>::new());
    }
}

#[test]
fn a_journal_is_cut_at_every_byte() {
    let numbers: Vec<u32> = (1..90).map(|step| step * 7919 % 4999).collect();
    let kept = kept(numbers);
    assert!(kept.states.len() > 5, "something was done");
    // Within a frame all cuts are alike; their ends are not.
    let near = |place: usize| kept.states.iter().any(|(end, _)| end.abs_diff(place) < 20);
    for place in (0..kept.bytes.len()).filter(|place| near(*place) || place % 97 == 0) {
        reads_a_state(&kept, &kept.bytes[..place], place, &format!("cut at {place}"));
    }
}

#[test]
fn a_newer_program_is_told_from_damage() {
    let session = Session::new(Document::default());
    let mut entries = log_of(&session, header(), 1).unwrap().entries();
    let bytes = bytes_of(&entries);
    let newer = String::from_utf8_lossy(&bytes[..16]).replace('1', "2").into_bytes();
    let newer = [newer.as_slice(), &bytes[16..]].concat();
    assert!(read(&newer).unwrap_err().to_string().contains("newer"));
    entries.push(Entry::Unknown { kind: 9, bytes: vec![1, 2, 3] });
    let reading = read(&bytes_of(&entries)).unwrap();
    assert!(reading.is_newer && reading.lost > 0);
    // What changes nothing in the map is kept for the program that knows it.
    let last = entries.len() - 1;
    entries[last] = Entry::Unknown { kind: 99, bytes: vec![1, 2, 3] };
    let reading = read(&bytes_of(&entries)).unwrap();
    assert!(!reading.is_newer && reading.lost == 0);
    assert!(reading.log.entries().contains(&entries[last]));
}

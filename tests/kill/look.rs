//! Kills the victim at a moment drawn from a seed and looks at what it left. Must not know how it edits.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use crate::{
    common::dice::Dice as Chance,
    judge::{Said, Tally, judge},
    victim,
};

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
        let (map, state) = (folder.path().join(victim::MAP), folder.path().join("state"));
        judge(&map, &state, &said, &what, &mut tally);
        if kill % 500 == 499 {
            println!("{} kills, {} within a write", kill + 1, tally.within_a_write);
        }
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
        // What it says there is why it ended by itself.
        .stderr(Stdio::inherit())
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
        assert!(begun.elapsed() < Duration::from_secs(300), "the victim says nothing more");
        match lines.recv_timeout(Duration::from_millis(50)) {
            Ok(line) => said.hear(&line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => panic!("the victim ended by itself: {:?}", said.trouble),
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

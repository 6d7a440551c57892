//! Tries a reader for some seconds in a process of its own, and tells what was found. Must not know what is read.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use crate::{
    MEMORY,
    dice::Dice,
    foreign::{FOREIGN, SHEET},
    mutate::mutated,
    readers::{CLIPBOARD, FILE, LINES, Reader},
    work_kept::{JOURNAL, MERGING},
};

const READERS: [&Reader; 6] = [&FILE, &CLIPBOARD, &LINES, &JOURNAL, &MERGING, &SHEET];
/// So much processor time may an input take for each 100,000 bytes begun, in seconds.
const SLOWEST: f64 = 1.0;
/// So many inputs are kept to make others from.
const MOST_KEPT: usize = 2_000;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Starts the process and reads what it says; fails with the input that was in its hands when it ended otherwise than
/// well.
pub fn hunt(reader: &Reader) {
    let folder = tempfile::tempdir().expect("a folder for the input in hand");
    let program = std::env::current_exe().expect("this test's own program");
    let done = Command::new(program)
        .args(["--exact", "worker", "--ignored", "--nocapture", "--test-threads", "1"])
        .env("ECOMAP_FUZZ_READER", reader.name)
        .env("ECOMAP_FUZZ_FOLDER", folder.path())
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("it can be started again");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let told: Vec<&str> = said.lines().filter(|line| line.starts_with("fuzz: ")).collect();
    println!("{}", told.join("\n"));
    if !done.status.success() {
        let kept = std::env::temp_dir().join(format!("ecomap-fuzz-{}", reader.name));
        std::fs::copy(folder.path().join("input"), &kept).expect("the input in hand can be kept");
        let errors = String::from_utf8_lossy(&done.stderr).into_owned();
        panic!("{}: {}\n{}\n{said}{errors}", reader.name, done.status, kept.display());
    }
    assert!(!told.is_empty(), "{}: nothing was tried", reader.name);
}

/// The process: reads until its time is over.
pub fn work() {
    let name = std::env::var("ECOMAP_FUZZ_READER").expect("the tests start this");
    let folder = PathBuf::from(std::env::var("ECOMAP_FUZZ_FOLDER").expect("the tests start this"));
    let reader =
        READERS.iter().chain(FOREIGN).find(|reader| reader.name == name).expect("a reader of this name");
    watch_for_hangs();
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // To tell of it takes memory too.
        let _ = MEMORY.set_limit(usize::MAX);
        told(panic);
    }));
    let mut trial = Trial {
        reader,
        path: folder.join("input"),
        kept: (reader.beginnings)(),
        seen: BTreeSet::new(),
        slowest: (0.0, 0),
        hungriest: (0.0, 0),
    };
    let seed = setting("ECOMAP_FUZZ_SEED", 1);
    let mut dice = Dice::new(seed);
    let end = Instant::now() + Duration::from_secs(setting("ECOMAP_FUZZ_SECONDS", 3));
    let mut tried = 0_u64;
    for input in trial.kept.clone() {
        trial.one(&input);
        tried += 1;
    }
    while Instant::now() < end {
        let input = mutated(&trial.kept, reader.words, &mut dice);
        trial.one(&input);
        tried += 1;
    }
    println!(
        "\nfuzz: {name}: {tried} inputs from seed {seed}, {} kinds of answer; slowest {:.3} s for {} bytes; hungriest {:.0} \
         times its {} bytes",
        trial.seen.len(),
        trial.slowest.0,
        trial.slowest.1,
        trial.hungriest.0,
        trial.hungriest.1
    );
}

struct Trial {
    reader: &'static Reader,
    path: PathBuf,
    kept: Vec<Vec<u8>>,
    /// Kinds of answer seen so far: an input that has a new one is kept, for others like it may have newer ones.
    seen: BTreeSet<String>,
    slowest: (f64, usize),
    hungriest: (f64, usize),
}

impl Trial {
    fn one(&mut self, input: &[u8]) {
        // Written down before it is read: whatever ends this process, the input is there.
        std::fs::write(&self.path, input).expect("the folder can be written to");
        BEGUN.fetch_add(1, Ordering::Relaxed);
        let before = MEMORY.allocated();
        let allowed = self.reader.ground + self.reader.multiple * input.len();
        // What needs more fails to get it, and that ends the process.
        MEMORY.set_limit(before + allowed).expect("it is above what is in use");
        let (start, most) = (processor_time(), MEMORY.max_allocated());
        let answer = (self.reader.read)(&self.path, input);
        let (took, now) = (processor_time() - start, MEMORY.max_allocated());
        MEMORY.set_limit(usize::MAX).expect("no limit is above all");
        let share = SLOWEST * (input.len() / 100_000 + 1) as f64;
        assert!(took <= share, "{took} s for {} bytes", input.len());
        if took > self.slowest.0 {
            self.slowest = (took, input.len());
        }
        // Only a new height can be told apart from an earlier one.
        let times = now.saturating_sub(before) as f64 / input.len().max(1) as f64;
        if now > most && input.len() > 1_000 && times > self.hungriest.0 {
            self.hungriest = (times, input.len());
        }
        self.keep(input, &answer);
    }

    fn keep(&mut self, input: &[u8], answer: &str) {
        if !self.seen.insert(kind_of(answer)) || self.kept.len() >= MOST_KEPT {
            return;
        }
        self.kept.push(input.to_vec());
        if let Ok(folder) = std::env::var("ECOMAP_FUZZ_FOUND") {
            let path = Path::new(&folder).join(format!("{}-{:04}.ron", self.reader.name, self.seen.len()));
            std::fs::write(path, input).expect("the folder for what was found can be written to");
        }
    }
}

/// An answer without the names and numbers in it.
fn kind_of(answer: &str) -> String {
    let mut inside = false;
    let kept = answer.chars().filter(|sign| {
        inside ^= matches!(sign, '`' | '"');
        !inside && (sign.is_alphabetic() || *sign == ' ') && sign.is_ascii()
    });
    kept.take(120).collect()
}

/// Processor time of this thread in seconds; where the system does not say, time on the wall.
fn processor_time() -> f64 {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64(), |time| time / 1e9)
}

/// How many inputs were begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Ends the process when one input takes a minute on the wall.
fn watch_for_hangs() {
    std::thread::spawn(|| {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let begun = BEGUN.load(Ordering::Relaxed);
            if begun != last {
                (last, since) = (begun, Instant::now());
            } else if begun > 0 && since.elapsed() > Duration::from_secs(60) {
                eprintln!("an input takes more than a minute");
                std::process::exit(3);
            }
        }
    });
}

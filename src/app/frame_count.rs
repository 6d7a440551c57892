//! Counts painted frames into a file, and how long each kept the window busy into another, when the environment asks
//! for it: how a test of a real window sees that one at rest paints nothing, and that long work blocks nobody. Must not
//! know what is painted.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::PathBuf,
    time::Instant,
};

/// The variable that names the file of the count.
const COUNT: &str = "ECOMAP_COUNT_FRAMES";
/// The variable that names the file of the times: a line a frame, milliseconds.
const TIMES: &str = "ECOMAP_TIME_FRAMES";

/// How many frames have been painted.
#[derive(Debug, Default)]
pub(super) struct FrameCount {
    count: Option<PathBuf>,
    times: Option<File>,
    frames: u64,
    /// When the window began with what it is at.
    begun: Option<Instant>,
}

impl FrameCount {
    /// Counts into the files that the environment names, if it names any.
    pub(super) fn from_environment() -> Self {
        let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let times = path(TIMES).and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok());
        Self { count: path(COUNT), times, frames: 0, begun: None }
    }

    /// One more.
    pub(super) fn count(&mut self) {
        let Some(file) = &self.count else { return };
        self.frames += 1;
        // A test that can't read the number fails; the window itself has nothing to say about it.
        let _ = fs::write(file, self.frames.to_string());
    }

    /// The work on a frame begins: also what is done before anything is drawn.
    pub(super) fn begin(&mut self) {
        self.begun = Some(Instant::now());
    }

    /// It is done.
    pub(super) fn end(&mut self) {
        if let (Some(file), Some(begun)) = (&mut self.times, self.begun.take()) {
            let _ = writeln!(file, "{:.1}", begun.elapsed().as_secs_f64() * 1000.0);
        }
    }
}

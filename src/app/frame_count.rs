//! Counts painted frames into a file, when the environment asks for it: how a test of a real window sees that one at
//! rest paints nothing. Must not know what is painted.

use std::{fs, path::PathBuf};

/// The variable that names the file.
const VARIABLE: &str = "ECOMAP_COUNT_FRAMES";

/// How many frames have been painted.
#[derive(Debug, Default)]
pub(super) struct FrameCount {
    file: Option<PathBuf>,
    frames: u64,
}

impl FrameCount {
    /// Counts into the file that the environment names, if it names one.
    pub(super) fn from_environment() -> Self {
        Self { file: std::env::var_os(VARIABLE).map(PathBuf::from), frames: 0 }
    }

    /// One more.
    pub(super) fn count(&mut self) {
        let Some(file) = &self.file else { return };
        self.frames += 1;
        // A test that can't read the number fails; the window itself has nothing to say about it.
        let _ = fs::write(file, self.frames.to_string());
    }
}

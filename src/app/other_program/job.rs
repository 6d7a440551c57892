//! Counting what formats cannot hold, one after the other, and writing the files: each on a thread. Must not know the page.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use eframe::egui;

use crate::{
    app::{
        chrome::menu_bar::file_name,
        jobs::{Job, Jobs},
        progress::Progress,
    },
    file,
    interchange::{self, Along, Loss, Writing},
    model::Document,
    pipeline,
    text::Fonts,
    watch::Watch,
};

/// What a format does to the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it cannot hold.
    pub loss: Loss,
    /// What goes along that one may not think of.
    pub along: Along,
}

/// What was counted, or why it could not be.
pub type Answer = Result<Counted, String>;

const FAULT: &str = "A fault in ecomap: this could not be counted. Nothing was written.";

/// The thread that counts, and what it has counted of the map as it is.
#[derive(Default)]
pub struct Counting {
    jobs: Jobs<(u64, Writing, Answer)>,
    revision: Option<u64>,
    document: Arc<Document>,
    answers: BTreeMap<Writing, Answer>,
}

impl Counting {
    /// Takes what is counted, and asks for the first of these that is not, while the map is the same.
    pub fn follow(&mut self, ctx: &egui::Context, map: (&Document, u64), wanted: &[Writing]) {
        let (document, revision) = map;
        if self.revision != Some(revision) {
            self.revision = Some(revision);
            self.document = Arc::new(document.clone());
            self.answers.clear();
        }
        for (of, writing, answer) in self.jobs.finished() {
            if of == revision {
                self.answers.insert(writing, answer);
            }
        }
        let next = wanted.iter().find(|writing| !self.answers.contains_key(writing)).copied();
        if let Some(writing) = next.filter(|_| !self.jobs.is_busy()) {
            let document = Arc::clone(&self.document);
            let gave_up = (revision, writing, Err(FAULT.to_owned()));
            self.jobs.run(ctx, Job::Count, gave_up, move || (revision, writing, count(&document, writing)));
        }
    }

    /// What was counted for it.
    #[must_use]
    pub fn answer(&self, writing: Writing) -> Option<&Answer> {
        self.answers.get(&writing)
    }

    /// Whether something is being counted.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }
}

fn count(document: &Document, writing: Writing) -> Answer {
    let loss = interchange::loss(document, writing).map_err(|error| error.to_string())?;
    let along = interchange::along(document, writing).map_err(|error| error.to_string())?;
    Ok(Counted { loss, along })
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The user stopped it.
    Stopped,
    /// In words.
    Failed(String),
}

/// Makes the files and writes them; what they could not hold.
///
/// # Errors
/// When it was stopped before anything was written, or a file cannot be made or written.
pub fn write(
    document: &Document,
    writing: Writing,
    path: &Path,
    progress: &Progress,
) -> Result<Loss, Trouble> {
    let failed = |words: String| Trouble::Failed(words);
    let (parts, loss) =
        pipeline::export(document, writing, &Fonts::bundled()).map_err(|error| failed(error.to_string()))?;
    // Until here nothing has happened to any file.
    progress.go_on().map_err(|_| Trouble::Stopped)?;
    let mut written: Vec<String> = Vec::new();
    for (path, part) in writing.format.files(path).iter().zip(&parts) {
        file::save_bytes(path, &part.bytes).map_err(|error| match written.as_slice() {
            [] => failed(error.to_string()),
            written => failed(format!("{error}. {} was written before", written.join(" and "))),
        })?;
        written.push(file_name(path));
    }
    Ok(loss)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::Format;

    fn written(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("is there");
        let mut names: Vec<String> = entries.flatten().map(|entry| file_name(&entry.path())).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_stopped_has_written_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (document, csv) = (Document::default(), Writing::from(Format::Csv));
        let progress = Progress::new(&egui::Context::default());
        progress.stop();
        let path = folder.path().join("map.csv");
        assert_eq!(write(&document, csv, &path, &progress), Err(Trouble::Stopped));
        assert_eq!(written(folder.path()), [""; 0]);
        let progress = Progress::new(&egui::Context::default());
        assert!(write(&document, csv, &path, &progress).is_ok());
        assert_eq!(written(folder.path()), ["map-flows.csv", "map-organisations.csv"]);
    }

    #[test]
    fn of_two_files_it_is_said_which_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        // A folder in the place of the second.
        std::fs::create_dir(folder.path().join("map-flows.csv")).expect("is made");
        let progress = Progress::new(&egui::Context::default());
        let path = folder.path().join("map.csv");
        let Err(Trouble::Failed(words)) = write(&Document::default(), Format::Csv.into(), &path, &progress)
        else {
            panic!("it was written over a folder");
        };
        assert!(words.contains("map-organisations.csv was written before"), "{words}");
    }
}

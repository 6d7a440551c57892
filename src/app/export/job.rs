//! Making the files of a figure, on a thread that can be stopped: until the first byte is written nothing has
//! happened. Must not know the window.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::choices::{Choices, Of};
use crate::{
    app::chrome::status_line::counted,
    diagnostics::Diagnostic,
    file,
    model::{Document, slug},
    pipeline::{self, Figure, FigureOptions, Format, time::When},
};

/// What a running job and those who watch it share.
#[derive(Clone, Debug)]
pub struct Progress {
    stop: Arc<AtomicBool>,
    pages: usize,
}

impl Progress {
    /// Of so many pages.
    #[must_use]
    pub fn of(pages: usize) -> Self {
        Self { stop: Arc::default(), pages }
    }

    /// Asks it to stop before anything is written.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// "Drawing the figure…".
    #[must_use]
    pub fn words(&self) -> String {
        match (self.stop.load(Ordering::Relaxed), self.pages) {
            (true, _) => "Stopping…".to_owned(),
            (false, 0 | 1) => "Drawing the figure…".to_owned(),
            (false, pages) => format!("Drawing {pages} pages…"),
        }
    }

    fn go_on(&self) -> Result<(), Trouble> {
        if self.stop.load(Ordering::Relaxed) { Err(Trouble::Stopped) } else { Ok(()) }
    }
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it measures, in words.
    pub words: String,
    /// What of the map went along, in words.
    pub embedded: Option<String>,
    /// What is to be minded.
    pub warnings: Vec<Diagnostic>,
}

/// Why nothing was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The user stopped it.
    Stopped,
    /// In words.
    Failed(String),
}

/// How many pages that is.
#[must_use]
pub fn pages(document: &Document, choices: &Choices) -> usize {
    if choices.of == Of::Views { document.views().len() } else { 1 }
}

/// A name for the file, without folder: the map's, then the view's.
#[must_use]
pub fn file_name(stem: &str, document: &Document, choices: &Choices) -> String {
    let end = choices.format.extension();
    match &choices.of {
        Of::Map => format!("{stem}.{end}"),
        Of::Views => format!("{stem}-views.{end}"),
        Of::Seen => {
            let when = choices.seen.as_ref().and_then(|seen| When::of(&seen.view));
            let name = when.map_or_else(|| "part".to_owned(), |when| slug(&when.to_string(), "then"));
            format!("{stem}-{name}.{end}")
        }
        Of::View(id) => {
            let name = document.view(id).map(|view| view.name.clone()).unwrap_or_default();
            format!("{stem}-{}.{end}", slug(&name, id.as_str()))
        }
    }
}

/// Draws the figure and writes it.
///
/// # Errors
/// When it was stopped, cannot be drawn or cannot be written.
pub fn write(
    document: &Document,
    choices: &Choices,
    path: &Path,
    progress: &Progress,
) -> Result<Written, Trouble> {
    let failed = |words: String| Trouble::Failed(words);
    progress.go_on()?;
    let (copy, options) = choices.figure(document, 0);
    if choices.of == Of::Views {
        return write_story(&copy, options, path, progress);
    }
    let figure =
        pipeline::figure(&copy, choices.format, &options).map_err(|error| failed(error.to_string()))?;
    // Until here nothing has happened to any file.
    progress.go_on()?;
    file::save_bytes(path, &figure.value.bytes).map_err(|error| failed(error.to_string()))?;
    let Figure { page, embedded, .. } = figure.value;
    Ok(Written { words: page.to_string(), embedded, warnings: figure.warnings })
}

/// Draws all views and writes them as the pages of one file.
fn write_story(
    document: &Document,
    options: FigureOptions,
    path: &Path,
    progress: &Progress,
) -> Result<Written, Trouble> {
    let failed = |words: String| Trouble::Failed(words);
    // Each page has its own number and its own view.
    let options = FigureOptions { view: None, page_number: None, ..options };
    let story =
        pipeline::story(document, Format::Pdf, &options).map_err(|error| failed(error.to_string()))?;
    progress.go_on()?;
    for file in &story.value.files {
        file::save_bytes(path, &file.bytes).map_err(|error| failed(error.to_string()))?;
    }
    let words = counted(story.value.steps, "page");
    Ok(Written { words, embedded: None, warnings: story.warnings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ViewId;

    #[test]
    fn what_was_stopped_has_written_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("figure.svg");
        let progress = Progress::of(1);
        progress.stop();
        let result = write(&Document::default(), &Choices::default(), &path, &progress);
        assert_eq!(result.map(|written| written.words), Err(Trouble::Stopped));
        assert!(!path.exists());
        let result = write(&Document::default(), &Choices::default(), &path, &Progress::of(1));
        assert!(result.is_ok() && path.is_file());
    }

    #[test]
    fn a_file_is_named_after_map_and_view() {
        let document = Document::default();
        let named = |of| {
            let choices = Choices { of, ..Choices::default() };
            file_name("bristol", &document, &choices)
        };
        assert_eq!(named(Of::Map), "bristol.svg");
        assert_eq!(named(Of::View(ViewId::literal("money"))), "bristol-money.svg");
    }
}

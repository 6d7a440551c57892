//! Opening, saving, exporting: dialogs ask where, threads do the work, and here is done what follows from it. A map
//! that cannot be opened leaves the open one as it is. Must not know formats.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::{
    Page, Rest, Shell,
    leaving::{After, Asked},
};
use crate::{
    app::{
        chrome::{
            menu_bar::{file_name, folder_name},
            status_line::counted,
        },
        dialogs::{self, Answer, Purpose, Request},
        examples::Example,
        intent::Notice,
        recovery::Kept,
        workspace::Workspace,
    },
    diagnostics::{Diagnostic, Warned},
    file::{self, OpenError},
    model::Document,
    pipeline::{self, FigureOptions, Format, Opened},
};

/// Why work on a thread ended without a result.
const FAULT: &str = "A fault in ecomap. The map in the window is as it was.";

/// A map that was read, or why it was not.
type Reading = Result<Warned<Opened>, Failure>;

/// Why a map was not opened.
pub(super) struct Failure {
    words: String,
    findings: Vec<Diagnostic>,
    /// What is left of it without the records that have mistakes.
    rest: Option<Box<Document>>,
}

impl Failure {
    fn of(error: OpenError) -> Self {
        let (words, findings) = (error.to_string(), error.diagnostics());
        let rest = match error {
            OpenError::Damaged { salvaged, .. } => salvaged,
            _ => None,
        };
        Self { words, findings, rest }
    }
}

/// Where a map was read from.
pub(super) enum From {
    File(PathBuf),
    Kept(Kept),
    Example(&'static Example),
}

/// A map that was written, or not.
pub(super) struct Saved {
    /// Of which workspace: another map may have taken its place meanwhile.
    serial: u64,
    path: PathBuf,
    revision: u64,
    result: Result<(), String>,
}

/// A map to be written, as it was when that was asked for.
pub(super) struct Writing {
    serial: u64,
    path: PathBuf,
    revision: u64,
    document: Document,
}

/// What a thread has done.
pub(super) enum Outcome {
    Read(From, Box<Reading>),
    Saved(Saved),
    Exported { path: PathBuf, result: Result<Vec<Diagnostic>, String> },
    GaveUp,
}

impl Shell {
    /// Reads a map on a thread; [`Self::finished`] shows it.
    pub(super) fn open(&mut self, ctx: &egui::Context, path: PathBuf) {
        // The recent files must be found from anywhere. `-` is standard input.
        let whole = if path == Path::new("-") { None } else { std::path::absolute(&path).ok() };
        self.read(ctx, From::File(whole.unwrap_or(path)));
    }

    pub(super) fn open_example(&mut self, ctx: &egui::Context, example: &'static Example) {
        self.read(ctx, From::Example(example));
    }

    pub(super) fn open_kept(&mut self, ctx: &egui::Context, kept: Kept) {
        self.read(ctx, From::Kept(kept));
    }

    fn read(&mut self, ctx: &egui::Context, from: From) {
        let look = self.appearance.look.clone();
        let fonts = self.appearance.fonts.clone();
        self.desk.jobs.run(ctx, Outcome::GaveUp, move || {
            let map = match &from {
                From::File(path) => pipeline::read(path),
                From::Kept(kept) => pipeline::read(&kept.file),
                From::Example(example) => file::read(example.text),
            };
            let reading = map
                .map(|map| map.map(|document| pipeline::opened(document, &look, &fonts)))
                .map_err(Failure::of);
            Outcome::Read(from, Box::new(reading))
        });
    }

    /// A file dropped on the window is opened; of several the first.
    pub(super) fn open_dropped(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        if dropped.is_empty() {
            return;
        }
        if self.is_blocked() || self.desk.dialogs.is_open() {
            // What is being asked is about the map that is open now.
            let notice = Notice::warning("The dropped file was not opened");
            self.say(notice.detail("Answer what is being asked first, then drop it again."));
            return;
        }
        let mut paths = dropped.into_iter().map(|file| file.path().to_owned());
        if let Some(path) = paths.next() {
            self.open(ctx, path);
        }
        if paths.next().is_some() {
            self.say(
                Notice::warning("One map at a time").detail("The first of the dropped files is opened."),
            );
        }
    }

    /// Asks which map to open.
    pub(super) fn ask_open(&mut self) {
        let folder = self.folder();
        self.desk.dialogs.ask(Request {
            purpose: Purpose::OpenMap,
            folder,
            name: String::new(),
            serial: None,
        });
    }

    /// Saves to the map's file, or asks for one; `after` comes once it is saved.
    pub(super) fn save(&mut self, ctx: &egui::Context, after: Option<After>) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        self.desk.after_saving = after;
        match workspace.path.clone() {
            Some(path) => self.write_to(ctx, Purpose::SaveMap, path),
            None => self.ask_path(Purpose::SaveMap),
        }
    }

    /// Asks where to write the map or a figure of it. What was to come after an earlier saving does not come after
    /// this one.
    pub(super) fn ask_write(&mut self, purpose: Purpose) {
        self.desk.after_saving = None;
        self.ask_path(purpose);
    }

    fn ask_path(&mut self, purpose: Purpose) {
        let Some(workspace) = &self.workspace else { return };
        let name = format!("{}.{}", workspace.file_stem(), purpose.extension());
        let (folder, serial) = (self.folder(), Some(workspace.serial()));
        // Should the desktop's dialog take the whole program with it, the edits are kept.
        self.keep_unsaved();
        if !self.desk.dialogs.ask(Request { purpose, folder, name, serial }) {
            self.desk.after_saving = None;
        }
    }

    /// The folder in which the user works.
    fn folder(&self) -> Option<PathBuf> {
        let open = self.workspace.as_ref().and_then(|workspace| workspace.path.as_deref());
        let last = self.desk.settings.recent.first().map(PathBuf::as_path);
        open.or(last).and_then(dialogs::folder_of).filter(|folder| folder.is_dir())
    }

    /// A dialog was answered.
    pub(super) fn answered(&mut self, ctx: &egui::Context, answer: Answer) {
        let Some(path) = answer.path else {
            self.desk.after_saving = None;
            return;
        };
        if answer.purpose.writes() && !self.is_open_still(answer.serial) {
            self.not_written(&path);
            return;
        }
        let own = self.workspace.as_ref().is_some_and(|workspace| workspace.path.as_deref() == Some(&*path));
        match answer.purpose {
            Purpose::OpenMap => self.open(ctx, path),
            purpose if !answer.overwrite_agreed && !own && path.exists() => {
                self.desk.asked = Some(Asked::Overwrite { purpose, path, serial: answer.serial });
                ctx.request_repaint();
            }
            purpose => self.write_to(ctx, purpose, path),
        }
    }

    /// Whether the map that was meant is the one in the window.
    pub(super) fn is_open_still(&self, serial: Option<u64>) -> bool {
        serial.is_some() && self.workspace.as_ref().map(Workspace::serial) == serial
    }

    /// The map that was to be written has made room for another, which must not go into its file.
    pub(super) fn not_written(&mut self, path: &Path) {
        self.desk.after_saving = None;
        let notice = Notice::warning(format!("{} was not written", file_name(path)));
        self.say(notice.detail("Another map was opened meanwhile. Save or export it from the File menu."));
    }

    /// Writes the map or a figure of it on a thread.
    pub(super) fn write_to(&mut self, ctx: &egui::Context, purpose: Purpose, path: PathBuf) {
        self.finish_typing();
        let Some(workspace) = &mut self.workspace else { return };
        workspace.session.cancel_gesture();
        let document = workspace.session.document().clone();
        if purpose == Purpose::SaveMap {
            workspace.saving += 1;
            let (serial, revision) = (workspace.serial(), workspace.session.revision());
            self.desk.writings.push_back(Writing { serial, path, revision, document });
            self.write_next(ctx);
        } else {
            let gave_up = Outcome::Exported { path: path.clone(), result: Err(FAULT.to_owned()) };
            self.desk.jobs.run(ctx, gave_up, move || {
                let result = export(&document, purpose, &path);
                Outcome::Exported { path, result }
            });
        }
    }

    /// Maps are written one after the other: of two writings of one file the later must end last.
    fn write_next(&mut self, ctx: &egui::Context) {
        if self.desk.is_writing {
            return;
        }
        let Some(Writing { serial, path, revision, document }) = self.desk.writings.pop_front() else {
            return;
        };
        self.desk.is_writing = true;
        let gave_up = Saved { serial, path: path.clone(), revision, result: Err(FAULT.to_owned()) };
        self.desk.jobs.run(ctx, Outcome::Saved(gave_up), move || {
            let result = file::save(&path, &document).map_err(|error| error.to_string());
            Outcome::Saved(Saved { serial, path, revision, result })
        });
    }

    /// A thread has done its work.
    pub(super) fn finished(&mut self, ctx: &egui::Context, outcome: Outcome) {
        match outcome {
            Outcome::Read(from, reading) => self.was_read(ctx, from, *reading),
            Outcome::Saved(saved) => {
                self.desk.is_writing = false;
                self.write_next(ctx);
                self.was_saved(ctx, &saved);
            }
            Outcome::Exported { path, result: Ok(warnings) } => {
                let place = folder_name(&path);
                let notice =
                    Notice::done(format!("Exported {}", file_name(&path))).detail(format!("In {place}"));
                self.say(notice.findings(warnings));
            }
            Outcome::Exported { path, result: Err(error) } => {
                self.say(Notice::error(format!("{} was not exported", file_name(&path))).detail(error));
            }
            Outcome::GaveUp => {
                self.say(Notice::error("The map could not be opened").detail(FAULT));
            }
        }
        ctx.request_repaint();
    }

    fn was_read(&mut self, ctx: &egui::Context, from: From, reading: Reading) {
        let name = match &from {
            From::File(path) => file_name(path),
            From::Kept(kept) => kept.about.name.clone(),
            From::Example(example) => example.title.to_owned(),
        };
        let map = match reading {
            Ok(map) => map,
            Err(failure) => {
                self.was_not_read(name, failure);
                return;
            }
        };
        if !map.warnings.is_empty() {
            let notice = Notice::warning(format!("{name} was opened, with something to mind"));
            self.say(notice.findings(map.warnings));
        }
        let Opened { document, placed } = map.value;
        if placed > 0 {
            let words = format!("{} had no place yet and got one", counted(placed, "organisation"));
            self.say(Notice::warning(words).detail("Arrange them as you like; save the map to keep it so."));
        }
        let workspace = match from {
            // From standard input: there is no file to write back to.
            From::File(path) if path == Path::new("-") => {
                let mut workspace = Workspace::untitled(document, "New map");
                workspace.session.mark_unsaved();
                workspace
            }
            From::File(path) => Workspace::opened(document, path),
            From::Kept(kept) => Workspace::recovered(document, kept),
            From::Example(example) => Workspace::untitled(document, example.title),
        };
        self.leave_for(ctx, After::Show(Box::new(workspace)));
    }

    fn was_not_read(&mut self, name: String, failure: Failure) {
        let Failure { words, findings, rest } = failure;
        let notice = Notice::error(format!("{name} could not be opened"));
        if findings.iter().all(|finding| finding.place.is_none()) {
            let detail = still_there(&words, self);
            self.say(notice.detail(detail));
            return;
        }
        let notice = notice.findings(findings).detail(kept_open(self));
        let rest = rest.filter(|document| !document.organisations().is_empty());
        let rest = rest.map(|document| Box::new(Rest { document: *document, name }));
        self.desk.page = Page::Findings(notice, rest);
    }

    /// What could be read of a damaged map becomes a new one: its file stays as it is.
    pub(super) fn open_rest(&mut self, ctx: &egui::Context, rest: Rest) {
        let Opened { document, .. } =
            pipeline::opened(rest.document, &self.appearance.look, &self.appearance.fonts);
        let mut workspace = Workspace::untitled(document, format!("The rest of {}", rest.name));
        workspace.session.mark_unsaved();
        self.leave_for(ctx, After::Show(Box::new(workspace)));
    }

    fn was_saved(&mut self, ctx: &egui::Context, saved: &Saved) {
        let Saved { serial, path, revision, result } = saved;
        if let Err(error) = result {
            self.say(Notice::error(format!("{} was not saved", file_name(path))).detail(error));
        }
        let its_own = |workspace: &&mut Workspace| workspace.serial() == *serial;
        let Some(workspace) = self.workspace.as_mut().filter(its_own) else { return };
        workspace.saving = workspace.saving.saturating_sub(1);
        // What comes after waits for the last of them.
        let after = if workspace.saving == 0 { self.desk.after_saving.take() } else { None };
        if result.is_err() {
            return;
        }
        workspace.session.mark_saved_at(*revision);
        workspace.path = Some(path.clone());
        let kept = workspace.kept.take();
        self.forget_kept(kept.as_ref());
        self.desk.settings.remember(path);
        self.keep_settings();
        if let Some(after) = after {
            // Edits made while it was being written are asked about again.
            self.leave_for(ctx, after);
        }
    }

    /// What is on disk need not be kept beside it.
    pub(super) fn forget_kept(&mut self, kept: Option<&Kept>) {
        if let Some(kept) = kept {
            kept.discard();
            self.desk.kept.retain(|other| other != kept);
        }
        self.forget_own();
    }
}

/// Draws the map's figure and writes it; what is to be minded comes back.
fn export(document: &Document, purpose: Purpose, path: &Path) -> Result<Vec<Diagnostic>, String> {
    let format = if purpose == Purpose::ExportPng { Format::Png } else { Format::Svg };
    let figure =
        pipeline::figure(document, format, &FigureOptions::default()).map_err(|error| error.to_string())?;
    file::save_bytes(path, &figure.value.bytes).map_err(|error| error.to_string())?;
    Ok(figure.warnings)
}

fn kept_open(shell: &Shell) -> &'static str {
    if shell.workspace.is_some() { "The open map is as it was." } else { "Nothing was changed." }
}

/// An error's words begin small after a file's name; here they stand alone.
fn still_there(error: &str, shell: &Shell) -> String {
    let mut letters = error.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let words = format!("{first}{}", letters.as_str());
    let stop = if words.ends_with(['.', '…']) { "" } else { "." };
    format!("{words}{stop} {}", kept_open(shell))
}

/// Whether a recent file is still there.
#[must_use]
pub(super) fn is_there(path: &Path) -> bool {
    path.is_file()
}

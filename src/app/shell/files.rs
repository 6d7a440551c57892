//! Opening, saving, exporting: dialogs ask where, threads do the work, and here is done what follows from it. A map
//! that cannot be opened leaves the open one as it is. Must not know formats.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui;

use super::{
    Shell,
    backups::{Copied, Shelved},
    compare::Besides,
    exporting::Exported,
    handing::Handed,
    keeping::now,
    leaving::{After, Asked},
    other_program::ForProgram,
    reading::{Failure, is_protected, protected},
    underneath::{Brought, Reread, mind_lock},
    writing::Saved,
};
use crate::{
    app::{
        backups::Peeked,
        canvas::Picture,
        chrome::{menu_bar::file_name, status_line::counted},
        dialogs::{self, Answer, Purpose, Request},
        examples::Example,
        export::picture::Pictured,
        import::Source,
        intent::Notice,
        jobs::Job,
        read_only::{ReadOnly, Why},
        recovery::{Kept, Recoverable, ago},
        workspace::{OnDisk, Workspace},
    },
    diagnostics::Warned,
    file::{self, Lock, Taken, backup::Backup, journal},
    interchange::Format,
    model::Document,
    pipeline::{
        self, Looked, Opened,
        keeping::{self, Earlier, Left},
    },
    scene::Options,
    style::{Look, Theme},
};

/// Why work on a thread ended without a result.
pub(super) const FAULT: &str = "A fault in ecomap. The map in the window is as it was.";

/// A map that was read with its picture, or why it was not.
type Reading = Result<Warned<(Opened, Picture)>, Failure>;

/// Where a map was read from.
pub(super) enum From {
    File(PathBuf, Option<OnDisk>, Box<Beside>),
    Left(Box<Left>, Box<Stands>),
    Kept(Kept),
    Example(&'static Example),
    /// A backup of this map, to be looked at.
    Backup(Backup, PathBuf),
}

impl From {
    /// The file whose map it is, if it is any.
    pub(super) fn source(&self) -> Option<&Path> {
        match self {
            Self::File(path, ..) | Self::Backup(_, path) => Some(path),
            Self::Kept(kept) => Some(&kept.file),
            Self::Left(..) | Self::Example(_) => None,
        }
    }
}

/// What is known of a map's file beside what stands in it.
#[derive(Default)]
pub(super) struct Beside {
    fingerprint: Option<u64>,
    earlier: Option<Earlier>,
    /// Who else has it open, or our own lock.
    lock: Option<Taken>,
    /// Nothing may be written there.
    protected: bool,
}

/// How the file of a map stands that an earlier run left.
#[derive(Default)]
pub(super) struct Stands {
    on_disk: Option<OnDisk>,
    /// What the map was last saved as: what a merge with the file begins with.
    on_file: Option<Document>,
    /// Who else has it open, or our own lock.
    lock: Option<Taken>,
}

/// What a thread has done.
pub(super) enum Outcome {
    Read(From, Box<Reading>),
    /// Another program's file: it is looked at first.
    Foreign(Box<Source>),
    Saved(Box<Saved>),
    Exported(Box<Exported>),
    Pictured(Result<Pictured, String>),
    Handed(Handed),
    ForProgram(Box<ForProgram>),
    /// What earlier runs left, and how many journals can't be read.
    Looked(Vec<Recoverable>, usize),
    Reread(Reread),
    Brought(Box<Brought>),
    Shelved(Shelved),
    Copied(Copied),
    /// A map that was read to be compared.
    Besides(Besides),
    /// The backups of a map.
    Listed(PathBuf, Vec<Backup>),
    Peeked(Box<Peeked>),
    GaveUp,
}

impl Shell {
    /// Reads a map on a thread; [`Self::finished`] shows it.
    pub(super) fn open(&mut self, ctx: &egui::Context, path: PathBuf) {
        // The recent files must be found from anywhere. `-` is standard input.
        let whole = if path == Path::new("-") { None } else { std::path::absolute(&path).ok() };
        self.read(ctx, From::File(whole.unwrap_or(path), None, Box::default()));
    }

    pub(super) fn open_example(&mut self, ctx: &egui::Context, example: &'static Example) {
        self.read(ctx, From::Example(example));
    }

    pub(super) fn open_kept(&mut self, ctx: &egui::Context, kept: Kept) {
        self.read(ctx, From::Kept(kept));
    }

    pub(super) fn open_left(&mut self, ctx: &egui::Context, left: Left) {
        self.read(ctx, From::Left(Box::new(left), Box::default()));
    }

    pub(super) fn read(&mut self, ctx: &egui::Context, mut from: From) {
        let look = self.appearance.look.clone();
        let theme = if look.is_dark() { Theme::Dark } else { Theme::Light };
        let options = Options { shown: self.desk.settings.shown(), ..Options::default() };
        let fonts = self.appearance.fonts.clone();
        let place = self.place();
        let locks = self.desk.locks();
        self.desk.jobs.run(ctx, Job::Open, Outcome::GaveUp, move || {
            let map = match &mut from {
                From::File(path, on_disk, beside) => {
                    // Before it is read: what is written meanwhile counts as changed.
                    *on_disk = OnDisk::of(path);
                    let map = match pipeline::look(path) {
                        Ok(Looked::Foreign(bytes, format)) => {
                            return Outcome::Foreign(Box::new(source_of(path, bytes, format)));
                        }
                        Ok(Looked::Map(map)) => Ok(*map),
                        Err(error) => Err(error),
                    };
                    if map.is_ok() && path != Path::new("-") && !pipeline::is_foreign(path) {
                        // Nobody is told of a map that can't be edited here.
                        let locks = locks && !is_protected(path, None);
                        beside.lock = locks.then(|| Lock::take(path));
                        beside.protected = is_protected(path, beside.lock.as_ref());
                        beside.fingerprint = file::bytes(path).ok().map(|bytes| journal::fingerprint(&bytes));
                    }
                    map
                }
                From::Left(left, stands) => {
                    stands.on_disk = as_last_saved(&left.log);
                    stands.on_file = left.log.saved().and_then(|saved| left.log.document_at(saved.revision));
                    stands.lock = left.log.path().filter(|_| locks).map(|path| Lock::take(path));
                    Ok(Warned { value: left.document.clone(), warnings: Vec::new() })
                }
                From::Kept(kept) => pipeline::read(&kept.file),
                From::Example(example) => file::read(example.text),
                From::Backup(backup, _) => file::open(&backup.path),
            };
            let shown = |document| {
                let opened = pipeline::opened(document, &look, &fonts);
                let look = Look::of(&opened.document, theme);
                let measures = Arc::new(pipeline::measures(&opened.document));
                let options = Options { measures, ..options.clone() };
                let picture = Picture::of(&opened.document, &look, &options, &fonts);
                (opened, picture)
            };
            let reading = map.map(|map| map.map(shown)).map_err(|error| Failure::of(error, shown));
            if let (From::File(path, _, beside), Ok(read), Some(place)) = (&mut from, &reading, &place)
                && let Some(fingerprint) = beside.fingerprint
            {
                beside.earlier = keeping::earlier(place, path, fingerprint, &read.value.0.document);
            }
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
        if self.workspace.as_ref().is_some_and(|workspace| workspace.comparing.is_open()) {
            // All of them: several groups drew one system.
            paths.for_each(|path| self.read_other(ctx, path));
            return;
        }
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

    /// Asks which of other programs' files to look at.
    pub(super) fn ask_import(&mut self) {
        let folder = self.folder();
        let purpose = Purpose::Import;
        self.desk.dialogs.ask(Request { purpose, folder, name: String::new(), serial: None });
    }

    /// The folder in which the user works.
    pub(super) fn folder(&self) -> Option<PathBuf> {
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
        if answer.purpose.is_of_the_map() && !self.is_open_still(answer.serial) {
            self.not_written(&path);
            return;
        }
        let files = answer.purpose.written(&path);
        if answer.purpose.writes() && files.iter().any(|file| self.keeps_source(file)) {
            return;
        }
        let own = self.workspace.as_ref().is_some_and(|workspace| workspace.path.as_deref() == Some(&*path));
        let unasked = |file: &PathBuf| file.exists() && !(answer.overwrite_agreed && *file == path);
        match answer.purpose {
            Purpose::CompareMap => self.read_other(ctx, path),
            Purpose::OpenMap | Purpose::Import => self.open(ctx, path),
            purpose if !own && files.iter().any(unasked) => {
                self.desk.asked =
                    Some(Asked::Overwrite { purpose, path, serial: answer.serial, changed: false });
                ctx.request_repaint();
            }
            purpose => self.write_to(ctx, purpose, path),
        }
    }

    /// A thread has done its work.
    pub(super) fn finished(&mut self, ctx: &egui::Context, outcome: Outcome) {
        match outcome {
            Outcome::Read(from, reading) => self.was_read(ctx, from, *reading),
            Outcome::Foreign(source) => self.begin_import(ctx, *source),
            Outcome::Saved(saved) => {
                self.desk.is_writing = false;
                self.write_next(ctx);
                self.was_saved(ctx, *saved);
            }
            Outcome::Handed(handed) => self.was_handed(ctx, handed),
            Outcome::ForProgram(written) => self.was_written_for_program(ctx, *written),
            Outcome::Looked(left, unread) => self.were_left(ctx, left, unread),
            Outcome::Exported(exported) => self.was_exported(ctx, *exported),
            Outcome::Pictured(result) => self.was_pictured(ctx, result),
            Outcome::Besides(besides) => self.was_read_besides(besides),
            Outcome::Reread(reread) => self.was_reread(reread),
            Outcome::Brought(brought) => self.was_merged(ctx, *brought),
            Outcome::Shelved(shelved) => self.was_shelved(shelved),
            Outcome::Copied(copied) => self.was_copied(copied),
            Outcome::Listed(map, backups) => self.were_listed(ctx, &map, backups),
            Outcome::Peeked(peeked) => self.was_peeked(ctx, *peeked),
            // The window has told why.
            Outcome::GaveUp => {}
        }
        ctx.request_repaint();
    }

    fn was_read(&mut self, ctx: &egui::Context, from: From, reading: Reading) {
        let name = match &from {
            From::File(path, ..) => file_name(path),
            From::Left(left, _) => left.log.header.name.clone(),
            From::Kept(kept) => kept.about.name.clone(),
            From::Example(example) => example.title.to_owned(),
            From::Backup(_, map) => file_name(map),
        };
        let map = match reading {
            Ok(map) => map,
            Err(failure) => {
                self.was_not_read(ctx, &from, &name, failure);
                return;
            }
        };
        if !map.warnings.is_empty() {
            let notice = Notice::warning(format!("{name} was opened, with something to mind"));
            self.say(notice.findings(map.warnings));
        }
        let (Opened { document, placed }, picture) = map.value;
        let pictured = document.clone();
        if placed > 0 {
            let words = format!("{} had no place yet and got one", counted(placed, "organisation"));
            self.say(Notice::warning(words).detail("Arrange them as you like; save the map to keep it so."));
        }
        let Some(mut workspace) = self.workspace_of(from, document, &name) else { return };
        if *workspace.session.document() == pictured {
            workspace.canvas.begin_with(picture, workspace.session.revision());
        }
        self.tell_read_only(&workspace);
        self.leave_for(ctx, After::Show(Box::new(workspace)));
    }

    /// A map that was read becomes one that can be shown; none when another window has it, which is said.
    fn workspace_of(&mut self, from: From, document: Document, name: &str) -> Option<Workspace> {
        Some(match from {
            // From standard input: there is no file to write back to.
            From::File(path, ..) if path == Path::new("-") => {
                let mut workspace = Workspace::untitled(document, "New map");
                workspace.session.mark_unsaved();
                workspace
            }
            // A figure stays the picture that it is: the map in it is saved under a name of its own.
            From::File(path, ..) if pipeline::is_foreign(&path) => {
                let name =
                    path.file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into());
                let mut workspace = Workspace::untitled(document, name);
                workspace.session.mark_unsaved();
                workspace
            }
            From::File(path, _, beside) if beside.protected => {
                Workspace::to_look_at(document, protected(&path))
            }
            From::Backup(backup, source) => {
                let why = Why::Backup(backup.written);
                Workspace::to_look_at(document, ReadOnly { why, source, findings: Vec::new() })
            }
            From::File(path, on_disk, mut beside) => {
                let (on_file, lock) = (document.clone(), beside.lock.take());
                let mut workspace = self.with_history(document, path, *beside);
                workspace.on_disk = on_disk;
                workspace.on_file = Some(on_file);
                let told = mind_lock(&mut workspace, lock);
                told.into_iter().for_each(|notice| self.say(notice));
                workspace
            }
            From::Left(left, stands) => return self.restored(&left, *stands),
            From::Kept(kept) => Workspace::recovered(document, kept),
            From::Example(example) => Workspace::untitled(document, example.title),
        })
    }

    /// A map that was read from its file, with the history that was kept of it.
    fn with_history(&mut self, document: Document, path: PathBuf, beside: Beside) -> Workspace {
        let Beside { fingerprint, earlier, .. } = beside;
        let now = now();
        let mut workspace = Workspace::opened(document, path.clone());
        let mut log = None;
        match earlier {
            Some(Earlier::Own(own)) => {
                if let Some(resumed) = Workspace::resumed(&own, Some(path.clone())) {
                    workspace = resumed;
                    log = Some(*own);
                }
            }
            Some(Earlier::Other(other)) => workspace.other_history = Some(other),
            None => {}
        }
        let Some(fingerprint) = fingerprint else { return workspace };
        let revision = workspace.session.revision();
        workspace.session.mark_saved_at(revision);
        let mut keeping = self.keeping(&workspace, log, now);
        keeping.saved(journal::Saved { revision, path, fingerprint, when: now.milliseconds() }, now);
        workspace.keeping = Some(keeping);
        workspace
    }

    /// A map that an earlier run left, with its history. None when another window has it already; it says so.
    fn restored(&mut self, left: &Left, stands: Stands) -> Option<Workspace> {
        // The one that this very program has left may be taken for one that it writes.
        let own = self.desk.comes_back.take_if(|own| *own == left.journal);
        let claim =
            if own.is_some() { journal::claim_back(&left.journal) } else { journal::claim(&left.journal) };
        let Some(claim) = claim else {
            let notice = Notice::warning(format!("“{}” is not restored here", left.log.header.name));
            self.say(notice.detail("Another window of ecomap has taken it up, or thrown it away."));
            self.forget_left(&left.journal);
            return None;
        };
        let mut workspace = Workspace::resumed(&left.log, left.log.path().cloned())?;
        if !left.log.is_saved() {
            // What it was last saved as may be a state of its history: it is not the one that is shown.
            debug_assert!(workspace.session.is_modified());
        }
        if stands.on_disk == Some(OnDisk::other()) {
            let edited = format!("The map was last edited {}.", ago(left.log.latest() / 1000));
            let notice = Notice::warning("The file of this map has changed since it was last saved");
            self.say(
                notice.detail(format!("{edited} Saving asks before it replaces what is in the file now.")),
            );
        }
        (workspace.on_disk, workspace.on_file) = (stands.on_disk, stands.on_file);
        let told = mind_lock(&mut workspace, stands.lock);
        told.into_iter().for_each(|notice| self.say(notice));
        workspace.keeping = Some(self.keeping(&workspace, Some(left.log.clone()), now()));
        workspace.claim = Some(claim);
        Some(workspace)
    }
}

/// How the file of a map that was left is, if it is as the map was last saved: otherwise saving asks first.
fn as_last_saved(log: &journal::Log) -> Option<OnDisk> {
    let path = log.path()?;
    let now = OnDisk::of(path)?;
    let bytes = file::bytes(path).ok()?;
    let same = log.saved().is_some_and(|saved| saved.fingerprint == journal::fingerprint(&bytes));
    Some(if same { now } else { OnDisk::other() })
}

/// Another program's file, to be looked at.
fn source_of(path: &Path, bytes: Vec<u8>, format: Format) -> Source {
    let is_file = path != Path::new("-");
    let name = if is_file { file_name(path) } else { "standard input".to_owned() };
    Source { name, path: is_file.then(|| path.to_owned()), bytes: bytes.into(), format }
}

/// Whether a recent file is still there.
#[must_use]
pub(super) fn is_there(path: &Path) -> bool {
    path.is_file()
}

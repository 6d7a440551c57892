//! Asking for a file: by the desktop's dialog on a thread of its own, or by one in the window where the desktop has
//! none. Never blocks the window. Must not know what is done with the file.

mod backend;
mod built_in;
mod desktop;

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, TryRecvError, channel},
};

use eframe::egui;

pub use backend::Backend;

use super::{
    jobs::{self, Job},
    settings::DialogChoice,
    theme::Theme,
};
use crate::{
    interchange,
    pipeline::{Format, ReportFormat},
};

/// How the names of what can be read end: maps, then what other programs write.
static READABLE: [&str; 21] = [
    "ron", "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "ods", "graphml", "gexf", "json", "cyjs", "canvas",
    "dot", "gv", "gml", "net", "paj", "drawio", "dio", "xml",
];

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a map.
    OpenMap,
    /// To look at another program's file.
    Import,
    /// To compare another map with the open one.
    CompareMap,
    /// To write the map.
    SaveMap,
    /// To write a figure.
    ExportSvg,
    /// To write a figure.
    ExportPng,
    /// Write a figure as PDF.
    ExportPdf,
    /// Write the map as a page for browsers.
    ExportHtml,
    /// Write figure and lists as PDF.
    ExportHandout,
    /// Write a copy of the map without what was said in confidence.
    RedactedCopy,
    /// Write what the measures of the map say.
    Report,
    /// Write an earlier version of the map to a file of its own.
    BackupCopy,
    /// Write the map for another program.
    OtherProgram(interchange::Format),
}

impl Purpose {
    /// To write a figure of this format.
    #[must_use]
    pub fn figure(format: Format) -> Self {
        match format {
            Format::Svg => Self::ExportSvg,
            Format::Png => Self::ExportPng,
            Format::Pdf => Self::ExportPdf,
            Format::Html => Self::ExportHtml,
        }
    }

    /// The title of the dialog.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenMap => "Open map",
            Self::CompareMap => "Compare with a map",
            Self::Import => "Import",
            Self::SaveMap => "Save map",
            Self::ExportSvg => "Export figure as SVG",
            Self::ExportPng => "Export figure as PNG",
            Self::ExportPdf => "Export figure as PDF",
            Self::ExportHtml => "Export map as web page",
            Self::ExportHandout => "Export hand-out",
            Self::RedactedCopy => "Save a redacted copy",
            Self::Report => "Save findings as report",
            Self::BackupCopy => "Save an earlier version",
            Self::OtherProgram(_) => "Save for another program",
        }
    }

    /// The files it is about, in words.
    #[must_use]
    pub fn files(self) -> &'static str {
        match self {
            Self::OpenMap | Self::SaveMap | Self::RedactedCopy | Self::BackupCopy => "Maps",
            Self::CompareMap => "Maps, tables and networks",
            Self::Import => "Tables and networks",
            Self::ExportSvg => "SVG figures",
            Self::ExportPng => "PNG figures",
            Self::ExportPdf => "PDF figures",
            Self::ExportHtml => "Web pages",
            Self::ExportHandout => "Hand-outs",
            Self::Report => "Reports (.md, .html, .csv)",
            Self::OtherProgram(format) => format.name(),
        }
    }

    /// How their names end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }

    /// How their names may end; those of other programs in many ways.
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::OpenMap | Self::SaveMap | Self::RedactedCopy | Self::BackupCopy => &["ron"],
            Self::CompareMap => &READABLE,
            Self::Import => &READABLE[1..],
            Self::ExportSvg => &["svg"],
            Self::ExportPng => &["png"],
            Self::ExportPdf | Self::ExportHandout => &["pdf"],
            Self::ExportHtml => &["html"],
            Self::Report => &ReportFormat::ENDINGS,
            Self::OtherProgram(format) => format.extensions(),
        }
    }

    /// The files that are written when this one is chosen.
    #[must_use]
    pub fn written(self, path: &Path) -> Vec<PathBuf> {
        match self {
            Self::OtherProgram(format) => format.files(path),
            _ => vec![path.to_owned()],
        }
    }

    /// Whether it is something other than the map or a figure of it, to be given to others.
    #[must_use]
    pub fn is_for_others(self) -> bool {
        matches!(self, Self::ExportHandout | Self::RedactedCopy | Self::Report)
    }

    /// Whether it is a figure of the map.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::ExportSvg | Self::ExportPng | Self::ExportPdf | Self::ExportHtml)
    }

    /// Whether a file is written rather than read.
    #[must_use]
    pub fn writes(self) -> bool {
        !matches!(self, Self::OpenMap | Self::CompareMap | Self::Import)
    }

    /// Whether what is written is the open map, or made of it.
    #[must_use]
    pub fn is_of_the_map(self) -> bool {
        self.writes() && self != Self::BackupCopy
    }

    /// The path that was meant: with the extension, where a name to write has none.
    #[must_use]
    pub fn complete(self, path: PathBuf) -> PathBuf {
        let ends = |end: &OsStr| self.extensions().iter().any(|known| end.eq_ignore_ascii_case(known));
        let complete = path.extension().is_some_and(ends);
        if complete || !self.writes() {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(".");
        name.push(self.extension());
        name.into()
    }
}

/// What to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What for.
    pub purpose: Purpose,
    /// Where to begin; the user's documents when not known.
    pub folder: Option<PathBuf>,
    /// A name to begin with, for files that are written.
    pub name: String,
    /// The map that is to be written: while one chooses, another may take its place.
    pub serial: Option<u64>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked for.
    pub purpose: Purpose,
    /// The file; `None` when the user would rather not.
    pub path: Option<PathBuf>,
    /// The map that was meant, as in the request.
    pub serial: Option<u64>,
    /// The user has agreed already that this very file is written over.
    pub overwrite_agreed: bool,
}

enum Open {
    /// Nobody knows yet whose dialog it will be.
    Waiting(Request),
    Desktop(Request, desktop::Pending),
    BuiltIn(Request, Box<built_in::BuiltIn>),
}

/// At most one dialog at a time.
pub struct Dialogs {
    backend: Option<Backend>,
    detecting: Option<Receiver<Backend>>,
    open: Option<Open>,
}

impl Dialogs {
    /// Finds out on a thread what the desktop has, unless environment or settings say what to take.
    #[must_use]
    pub fn new(ctx: &egui::Context, choice: DialogChoice) -> Self {
        let backend = backend::forced(choice);
        let detecting = backend.is_none().then(|| {
            let (sender, receiver) = channel();
            let its_ctx = ctx.clone();
            jobs::spawn(ctx, Job::Dialog, move || {
                let _ = sender.send(backend::detect());
                its_ctx.request_repaint();
            });
            receiver
        });
        Self { backend, detecting, open: None }
    }

    /// Asks. A dialog that is open already stays, and the new request is dropped: false then.
    pub fn ask(&mut self, request: Request) -> bool {
        let free = self.open.is_none();
        if free {
            self.open = Some(Open::Waiting(request));
        }
        free
    }

    /// Whether something is being asked, wherever it is shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Forgets what is being asked; a desktop's dialog may stay on the screen, its answer goes nowhere.
    pub fn cancel(&mut self) {
        self.open = None;
    }

    /// Whether the window itself asks.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        matches!(self.open, Some(Open::BuiltIn(..)))
    }

    /// Whether the desktop's dialog is up, beside the window.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(self.open, Some(Open::Desktop(..)))
    }

    /// Moves on: to be called each frame, also while the window is covered. `frame` is the parent of desktop dialogs.
    pub fn poll(&mut self, ctx: &egui::Context, frame: &eframe::Frame) -> Option<Answer> {
        if let Some(detecting) = &self.detecting {
            match detecting.try_recv() {
                Ok(found) => self.backend = Some(found),
                Err(TryRecvError::Disconnected) if self.backend.is_none() => {
                    self.backend = Some(Backend::BuiltIn);
                }
                Err(_) => {}
            }
        }
        let open = self.open.take()?;
        let (next, answer) = match open {
            Open::Waiting(request) => (self.begin(request, ctx, frame), None),
            Open::Desktop(request, pending) => self.desktop(request, pending),
            Open::BuiltIn(request, dialog) => (Some(Open::BuiltIn(request, dialog)), None),
        };
        self.open = next;
        answer
    }

    fn begin(&self, request: Request, ctx: &egui::Context, frame: &eframe::Frame) -> Option<Open> {
        Some(match self.backend {
            None => Open::Waiting(request),
            Some(Backend::Desktop) => {
                let pending = desktop::Pending::open(&request, ctx, frame);
                Open::Desktop(request, pending)
            }
            Some(Backend::BuiltIn) => {
                let dialog = Box::new(built_in::BuiltIn::open(&request));
                // Its keys count only where nothing else has the keyboard.
                ctx.memory_mut(|memory| {
                    if let Some(id) = memory.focused() {
                        memory.surrender_focus(id);
                    }
                });
                ctx.request_repaint();
                Open::BuiltIn(request, dialog)
            }
        })
    }

    fn desktop(&mut self, request: Request, pending: desktop::Pending) -> (Option<Open>, Option<Answer>) {
        match pending.poll() {
            desktop::State::Open => (Some(Open::Desktop(request, pending)), None),
            desktop::State::Missing => {
                self.backend = Some(Backend::BuiltIn);
                (Some(Open::Waiting(request)), None)
            }
            desktop::State::Answered(path) => (None, Some(answer(&request, path))),
        }
    }

    /// Shows the dialog in the window, if it is one.
    pub fn ui(&mut self, ctx: &egui::Context, theme: &Theme) -> Option<Answer> {
        let Some(Open::BuiltIn(request, dialog)) = &mut self.open else {
            return None;
        };
        let path = dialog.ui(ctx, theme)?;
        let answer = answer(request, path);
        self.open = None;
        Some(answer)
    }
}

/// Both kinds of dialog have asked before writing over a file of the name that was given to them.
fn answer(request: &Request, path: Option<PathBuf>) -> Answer {
    let given = path.clone();
    let path = path.map(|path| request.purpose.complete(path));
    let overwrite_agreed = given == path;
    Answer { purpose: request.purpose, path, serial: request.serial, overwrite_agreed }
}

/// The folder of a file, if it has one.
#[must_use]
pub fn folder_of(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    if folder.as_os_str().is_empty() { std::env::current_dir().ok() } else { Some(folder.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_to_write_gets_its_extension() {
        for (purpose, given, meant) in [
            (Purpose::SaveMap, "/m/bristol", "/m/bristol.ron"),
            (Purpose::SaveMap, "/m/bristol.ron", "/m/bristol.ron"),
            (Purpose::SaveMap, "/m/bristol.RON", "/m/bristol.RON"),
            (Purpose::SaveMap, "/m/v1.2", "/m/v1.2.ron"),
            (Purpose::OpenMap, "/m/bristol", "/m/bristol"),
            (Purpose::Report, "/m/bristol", "/m/bristol.md"),
            (Purpose::Report, "/m/bristol.html", "/m/bristol.html"),
            (Purpose::Report, "/m/bristol.ron", "/m/bristol.ron.md"),
            (Purpose::ExportPng, "/m/figure.svg", "/m/figure.svg.png"),
        ] {
            assert_eq!(purpose.complete(given.into()), PathBuf::from(meant), "{given}");
        }
    }

    #[test]
    fn agreement_to_overwrite_holds_only_for_the_name_that_was_given() {
        let request = Request { purpose: Purpose::SaveMap, folder: None, name: String::new(), serial: None };
        assert!(answer(&request, Some("/m/a.ron".into())).overwrite_agreed);
        assert!(!answer(&request, Some("/m/a".into())).overwrite_agreed);
    }
}

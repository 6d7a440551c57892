//! Figures: the page on which they are chosen, the job that writes them, what is kept of what was chosen, and pictures
//! for the clipboard. Must not know how a figure is made.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui;

use super::{
    Page, Shell,
    files::{FAULT, Outcome},
    handing::is_same,
    leaving::After,
};
use crate::{
    app::{
        chrome::menu_bar::{file_name, folder_name},
        dialogs::Purpose,
        export::{
            Exporting, Wish,
            choices::{Choices, Of},
            export_ui,
            job::{self, Progress, Trouble, Written},
            picture::{self, As, Pictured},
            remembered::Remembered,
        },
        intent::Notice,
        jobs::Job,
    },
    editor::Command,
    model::{Document, RecordId, View},
    pipeline::{Format, Parts},
};

/// A figure that was written, or not.
pub(super) struct Exported {
    /// Of which workspace.
    serial: u64,
    path: PathBuf,
    choices: Choices,
    result: Result<Written, Trouble>,
}

impl Shell {
    /// Opens the page of exports, with this format if one is asked for.
    pub(super) fn open_export(&mut self, format: Option<Format>) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        let document = workspace.session.document();
        let is_there = |choices: &&Choices| match &choices.of {
            Of::View(id) => document.view(id).is_some(),
            Of::Map | Of::Seen | Of::Views => true,
        };
        let last = workspace.figure.as_ref().filter(is_there).cloned();
        let mut choices = last.unwrap_or_else(|| self.first_choices());
        choices.seen = workspace.seen().map(Arc::new);
        // What stands before one's eyes is what one means, unless it is a view that is printed.
        match (&choices.of, choices.seen.is_some()) {
            (Of::Map, true) => choices.of = Of::Seen,
            (Of::Seen, false) => choices.of = Of::Map,
            _ => {}
        }
        if let Some(format) = format {
            choices.format = format;
            if choices.of == Of::Views && format != Format::Pdf {
                choices.of = Of::Map;
            }
        }
        self.desk.page = Page::Export(Box::new(Exporting::new(choices)));
    }

    /// As last time; what stands on the map in the window stands in its figure.
    fn first_choices(&self) -> Choices {
        let settings = &self.desk.settings;
        let mut choices = settings.figure.choices();
        choices.shown.influence |= settings.influence;
        choices.shown.goals |= settings.goals;
        choices.shown.one_line_a_kind |= settings.one_line_a_kind;
        choices.shown.one_line_a_pair |= settings.one_line_a_pair;
        choices.shown.shared_stems |= settings.shared_stems;
        choices
    }

    /// Shows the page of exports, if it is open and no dialog stands in its place.
    pub(super) fn export_page_ui(&mut self, ctx: &egui::Context) {
        let asleep = self.desk.asked.is_some() || self.desk.dialogs.is_open();
        if self.desk.dialogs.is_inside() {
            return;
        }
        let Page::Export(page) = &mut self.desk.page else { return };
        let Some(workspace) = &self.workspace else {
            self.desk.page = Page::None;
            return;
        };
        let map = (workspace.session.document(), workspace.session.revision());
        match export_ui(ctx, &self.appearance.theme, map, page, asleep) {
            Some(Wish::Export) => {
                page.sleep();
                let choices = page.choices.clone();
                let purpose = Purpose::figure(choices.format);
                self.desk.figure = Some(choices);
                self.ask_write(purpose);
                ctx.request_repaint();
            }
            Some(Wish::Stop) => {
                if let Some(running) = &page.running {
                    running.stop();
                }
            }
            Some(Wish::Close) => {
                self.desk.page = Page::None;
                ctx.request_repaint();
            }
            None => {}
        }
    }

    /// Draws and writes the figure that was chosen, on a thread.
    pub(super) fn write_figure(&mut self, ctx: &egui::Context, path: PathBuf, document: Document) {
        let Some(workspace) = &self.workspace else { return };
        if workspace.own_file().is_some_and(|own| is_same(own, &path)) {
            let notice = Notice::warning(format!("{} was not exported", file_name(&path)));
            self.say(
                notice.detail("That is the map itself, which stays whole. Give the figure another name."),
            );
            return;
        }
        let serial = workspace.serial();
        let choices = self.desk.figure.take().unwrap_or_else(|| self.first_choices());
        let progress = Progress::of(job::pages(&document, &choices));
        if let Page::Export(page) = &mut self.desk.page {
            page.running = Some(progress.clone());
            page.trouble = None;
        }
        let exported = move |path, choices, result| {
            Outcome::Exported(Box::new(Exported { serial, path, choices, result }))
        };
        let gave_up = exported(path.clone(), choices.clone(), Err(Trouble::Failed(FAULT.to_owned())));
        self.desk.jobs.run(ctx, Job::Export, gave_up, move || {
            let result = job::write(&document, &choices, &path, &progress);
            exported(path, choices, result)
        });
    }

    /// Whether a figure is being written, or something else for others.
    pub(super) fn is_exporting(&self) -> bool {
        self.desk.handing > 0 || matches!(&self.desk.page, Page::Export(page) if page.running.is_some())
    }

    /// A figure was written, or not. A window that waited for it closes, unless there is something to be said.
    pub(super) fn was_exported(&mut self, ctx: &egui::Context, exported: Exported) {
        let closes = std::mem::take(&mut self.desk.closes_after_export) && exported.result.is_ok();
        self.exported(exported);
        if closes {
            self.leave_for(ctx, After::Quit);
        }
    }

    fn exported(&mut self, exported: Exported) {
        let Exported { serial, path, choices, result } = exported;
        let page = match &mut self.desk.page {
            Page::Export(page) => Some(page),
            _ => None,
        };
        match (result, page) {
            (Ok(written), page) => {
                if page.is_some() {
                    self.desk.page = Page::None;
                }
                self.keep_choices(serial, choices);
                self.say(told(&path, written));
            }
            (Err(trouble), Some(page)) => {
                page.running = None;
                page.trouble = match trouble {
                    Trouble::Stopped => Some("Stopped: nothing was written.".to_owned()),
                    Trouble::Failed(words) => Some(format!("{} was not exported: {words}", file_name(&path))),
                };
            }
            (Err(Trouble::Stopped), None) => {}
            (Err(Trouble::Failed(words)), None) => {
                let notice = Notice::error(format!("{} was not exported", file_name(&path)));
                self.say_failed(notice, &words);
            }
        }
    }

    /// What was chosen is kept for the next time: in the view, or in the settings for a map as a whole. Only what was
    /// exported is kept: who merely looks changes nothing.
    fn keep_choices(&mut self, serial: u64, choices: Choices) {
        let mut command = None;
        match &choices.of {
            Of::Map | Of::Seen | Of::Views => {
                self.desk.settings.figure = Remembered::of(&choices);
                self.keep_settings();
            }
            Of::View(id) => {
                let document = self.workspace.as_ref().map(|workspace| workspace.session.document());
                if let Some(before) = document.and_then(|document| document.view(id)) {
                    let mut view = View::clone(before);
                    choices.keep_in(&mut view);
                    let id = RecordId::View(id.clone());
                    command = (view != **before).then(|| Command::replace("Keep export settings", id, view));
                }
            }
        }
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.serial() == serial) else {
            return;
        };
        workspace.figure = Some(Choices { along: Parts::default(), ..choices });
        if let Some(command) = command {
            let result = workspace.session.perform(command);
            self.tell(result);
        }
    }

    /// Puts what is selected, or else the map as it is shown, on the clipboard as a picture.
    pub(super) fn copy_picture(&mut self, ctx: &egui::Context, format: As) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        let selected = workspace.session.selection().records();
        let hidden = workspace.find.hidden().clone();
        let document = workspace.session.document().clone();
        let (shown, fonts) = (self.desk.settings.shown(), self.appearance.fonts.clone());
        self.desk.jobs.run(ctx, Job::Copy, Outcome::Pictured(Err(FAULT.to_owned())), move || {
            let part = picture::part(&document, &selected, &hidden);
            Outcome::Pictured(picture::draw(&part, shown, &fonts, format))
        });
    }

    /// The picture is there: the clipboard takes it.
    pub(super) fn was_pictured(&mut self, ctx: &egui::Context, result: Result<Pictured, String>) {
        match result {
            Ok(Pictured { image: Some(_), .. }) if !takes_pictures() => {
                let words = "This desktop’s clipboard takes no picture from ecomap";
                self.say(Notice::warning(words).detail("Copy it as SVG, or export it as PNG."));
            }
            Ok(Pictured { image, text, words }) => {
                if let Some(image) = image {
                    ctx.copy_image(image);
                }
                if let Some(text) = text {
                    ctx.copy_text(text);
                }
                self.say(Notice::done(words));
            }
            Err(words) => self.say_failed(Notice::error("No picture was copied"), &words),
        }
    }
}

/// Pictures reach the clipboard by way of X11: a Wayland desktop without it has none for them, and says nothing.
fn takes_pictures() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || !named("WAYLAND_DISPLAY")
}

/// What was written and where.
fn told(path: &Path, written: Written) -> Notice {
    let mut detail = format!("{}, in {}", written.words, folder_name(path));
    if let Some(embedded) = &written.embedded {
        detail.push_str(". The map is in it: ");
        detail.push_str(embedded);
    }
    Notice::done(format!("Exported {}", file_name(path))).detail(detail).findings(written.warnings)
}

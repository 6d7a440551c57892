//! The map for another program: the page on which the format is chosen, the job that writes the files. Never written over
//! the map itself. Must not know how any format is made.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::{
    Page, Shell, Workspace,
    files::{FAULT, Outcome},
    handing::is_same,
    leaving::After,
};
use crate::{
    app::{
        chrome::{
            menu_bar::{file_name, folder_name},
            status_line::counted,
        },
        dialogs::Purpose,
        intent::Notice,
        jobs::Job,
        other_program::{
            OtherProgram, Wish,
            job::{self, Trouble},
            other_program_ui,
        },
        progress::Progress,
        words::capital,
    },
    interchange::{Format, Loss, Writing},
    model::Document,
};

/// A map that was written for another program, or not.
pub(super) struct ForProgram {
    path: PathBuf,
    format: Format,
    result: Result<Loss, Trouble>,
}

impl Shell {
    /// Opens the page, with the format of the last time.
    pub(super) fn open_other_program(&mut self) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        let format = OtherProgram::format_of(&self.desk.settings.other_program);
        let page = OtherProgram::new(format, workspace.file_stem());
        self.desk.page = Page::OtherProgram(Box::new(page));
    }

    /// Shows the page, if it is open and no dialog stands in its place.
    pub(super) fn other_program_page_ui(&mut self, ctx: &egui::Context) {
        let asleep = self.desk.asked.is_some() || self.desk.dialogs.is_open();
        if self.desk.dialogs.is_inside() {
            return;
        }
        let Page::OtherProgram(page) = &mut self.desk.page else { return };
        let Some(workspace) = &self.workspace else {
            self.desk.page = Page::None;
            return;
        };
        let map = (workspace.session.document(), workspace.session.revision());
        match other_program_ui(ctx, &self.appearance.theme, map, page, asleep) {
            Some(Wish::Save) => {
                page.sleep();
                let writing = page.writing();
                self.desk.for_program = Some(writing);
                self.ask_write(Purpose::OtherProgram(writing.format));
            }
            Some(Wish::Stop) => page.running.iter().for_each(|running| running.stop()),
            Some(Wish::Close) => self.desk.page = Page::None,
            None => return,
        }
        ctx.request_repaint();
    }

    /// Makes the files and writes them, on a thread.
    pub(super) fn write_for_program(
        &mut self,
        ctx: &egui::Context,
        format: Format,
        path: PathBuf,
        document: Document,
    ) {
        let own = self.workspace.as_ref().and_then(Workspace::own_file);
        if own.is_some_and(|own| format.files(&path).iter().any(|file| is_same(own, file))) {
            let notice = Notice::warning(format!("{} was not written", file_name(&path)));
            self.say(notice.detail("That is the map itself, which stays whole. Give the file another name."));
            return;
        }
        // What was chosen with the format, should that be another by now.
        let chosen = self.desk.for_program.take().filter(|writing| writing.format == format);
        let writing = chosen.unwrap_or(Writing { format, notes: false });
        let progress = Progress::new(ctx);
        if let Page::OtherProgram(page) = &mut self.desk.page {
            page.running = Some(progress.clone());
            page.trouble = None;
        }
        self.desk.handing += 1;
        let outcome = move |path, result| Outcome::ForProgram(Box::new(ForProgram { path, format, result }));
        let gave_up = outcome(path.clone(), Err(Trouble::Failed(FAULT.to_owned())));
        self.desk.jobs.run(ctx, Job::HandOut, gave_up, move || {
            let result = job::write(&document, writing, &path, &progress);
            outcome(path, result)
        });
    }

    /// They were written, or not. A window that waited for it closes, unless there is something to be said.
    pub(super) fn was_written_for_program(&mut self, ctx: &egui::Context, written: ForProgram) {
        let ForProgram { path, format, result } = written;
        self.desk.handing = self.desk.handing.saturating_sub(1);
        let closes = std::mem::take(&mut self.desk.closes_after_export) && result.is_ok();
        let page = match &mut self.desk.page {
            Page::OtherProgram(page) => Some(page),
            _ => None,
        };
        match (result, page) {
            (Ok(loss), page) => {
                if page.is_some() {
                    self.desk.page = Page::None;
                }
                format.key().clone_into(&mut self.desk.settings.other_program);
                self.keep_settings();
                self.say(told(&path, format, &loss));
            }
            (Err(trouble), Some(page)) => {
                page.running = None;
                page.trouble = Some(match trouble {
                    Trouble::Stopped => "Stopped: nothing was written.".to_owned(),
                    Trouble::Failed(words) => format!("{} was not written: {words}", file_name(&path)),
                });
            }
            (Err(Trouble::Stopped), None) => {}
            (Err(Trouble::Failed(words)), None) => {
                let notice = Notice::error(format!("{} was not written", file_name(&path)));
                self.say_failed(notice, &words);
            }
        }
        if closes {
            self.leave_for(ctx, After::Quit);
        }
    }
}

/// What was written and where.
fn told(path: &Path, format: Format, loss: &Loss) -> Notice {
    let names: Vec<String> = format.files(path).iter().map(|file| file_name(file)).collect();
    let held = if loss.is_empty() {
        "everything is held".to_owned()
    } else {
        format!("{} left out, as the page said", counted(loss.len(), "thing"))
    };
    let detail = format!("{}: {held}. In {}", capital(format.name()), folder_name(path));
    Notice::done(format!("Wrote {}", names.join(" and "))).detail(detail)
}

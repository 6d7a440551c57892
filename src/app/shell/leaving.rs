//! Before anything is lost: closing the window, opening another map, writing over a file. A question names the file.
//! Must not know how files are written.

use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use eframe::egui::{self, ViewportCommand};

use super::Shell;
use crate::app::{
    chrome::{
        menu_bar::{file_name, folder_name},
        question::{Reply, Words},
    },
    dialogs::Purpose,
    intent::{Notice, Tone},
    workspace::Workspace,
};

/// What comes once the open map may go.
pub(super) enum After {
    /// The window closes.
    Quit,
    /// The start page comes.
    StartPage,
    /// This map takes its place.
    Show(Box<Workspace>),
}

/// A question that stands.
pub(super) enum Asked {
    /// The open map has edits that are not on disk.
    Unsaved(After),
    /// There is a file of this name, and nobody has agreed to write over it.
    Overwrite {
        purpose: Purpose,
        path: PathBuf,
        serial: Option<u64>,
        /// It is the map's own file, and somebody else has written it.
        changed: bool,
    },
    /// Somebody else has the map open.
    Held { path: PathBuf, serial: Option<u64>, by: String },
    /// All histories and backups that were kept are to go.
    Wipe,
    /// A map that an earlier run left is to be thrown away.
    ThrowAway {
        /// Which of those that are offered.
        place: usize,
        name: String,
    },
}

const WIPED: &str = "Maps stay as they are. Undo then ends with what is open now; named versions of closed maps, and what \
    maps said before they were saved over, are gone. What was not saved when ecomap last ended stays.";
const THROWN_AWAY: &str = "Its edits are in no file. Once thrown away they can't be brought back.";

/// A question about what can't be brought back.
fn for_good(title: String, detail: &str, main: &'static str, cancel: &'static str) -> Words {
    Words { title, detail: detail.to_owned(), main, other: None, cancel }
}

/// A question about files of these names that are there already.
fn replace(purpose: Purpose, path: &Path) -> Words {
    let mut taken = purpose.written(path);
    if taken.len() > 1 {
        taken.retain(|file| file.exists());
    }
    let names: Vec<String> = taken.iter().map(|file| format!("“{}”", file_name(file))).collect();
    let folder = folder_name(path);
    let (detail, main) = if names.len() > 1 {
        let detail =
            "There are files of these names in {} already. Replacing them overwrites what is in them.";
        (detail.replace("{}", &folder), "Replace files")
    } else {
        let words = format!(
            "There is a file of this name in {folder} already. Replacing it overwrites what is in it."
        );
        (words, "Replace file")
    };
    Words { title: format!("Replace {}?", names.join(" and ")), detail, main, other: None, cancel: "Cancel" }
}

impl Asked {
    fn words(&self, map: &str) -> Words {
        match self {
            Self::Unsaved(after) => Words {
                title: format!("Save changes to “{map}”?"),
                detail: match after {
                    After::Quit => "Without saving, the edits since it was last saved are lost when ecomap closes.",
                    After::StartPage => "Without saving, the edits since it was last saved are lost.",
                    After::Show(_) => {
                        "Another map takes its place. Without saving, the edits since it was last saved are lost."
                    }
                }
                .to_owned(),
                main: "Save map",
                other: Some("Discard changes"),
                cancel: "Cancel",
            },
            Self::Wipe => for_good("Wipe all kept histories and backups?".to_owned(), WIPED, "Wipe them all", "Cancel"),
            Self::ThrowAway { name, .. } => {
                for_good(format!("Throw “{name}” away?"), THROWN_AWAY, "Throw away", "Keep it")
            }
            Self::Held { path, by, .. } => Words {
                title: format!("Save “{}” all the same?", file_name(path)),
                detail: format!(
                    "It is open elsewhere: {by}. Saving writes your map into the file; their ecomap then tells them, \
                     and merges if they wish. “Save map as” keeps both."
                ),
                main: "Save anyway",
                other: None,
                cancel: "Cancel",
            },
            Self::Overwrite { path, changed: true, .. } => Words {
                title: format!("Replace “{}”?", file_name(path)),
                detail: "The file has changed on disk since it was opened. Replacing it overwrites what is in it now; \
                         “Save map as” keeps both."
                    .to_owned(),
                main: "Replace file",
                other: None,
                cancel: "Cancel",
            },
            Self::Overwrite { purpose, path, .. } => replace(*purpose, path),
        }
    }
}

impl Shell {
    /// Leaves the open map for what comes after, once nothing can be lost.
    pub(super) fn leave_for(&mut self, ctx: &egui::Context, after: After) {
        self.finish_typing();
        let Some(after) = self.look_beside(ctx, after) else { return };
        match &mut self.workspace {
            Some(workspace) if workspace.session.is_modified() => {
                workspace.session.cancel_gesture();
                self.desk.asked = Some(Asked::Unsaved(after));
            }
            // A file that is being written is not cut short: what comes after waits for it.
            Some(workspace) if workspace.saving > 0 => self.desk.after_saving = Some(after),
            _ => self.go_on(ctx, after),
        }
        ctx.request_repaint();
    }

    /// Does what comes after, without asking.
    pub(super) fn go_on(&mut self, ctx: &egui::Context, after: After) {
        // Nor is a figure: its page says that it is being drawn, and how to stop it.
        self.desk.closes_after_export = matches!(after, After::Quit) && self.is_exporting();
        if self.desk.closes_after_export {
            if self.desk.handing > 0 {
                self.say(Notice::done("ecomap closes as soon as the file is written"));
            }
            return;
        }
        self.desk.notices.clear(Tone::Done);
        // What was kept of it is saved or given up: the next start must not offer it.
        self.end_keeping(matches!(after, After::Quit));
        let Some(after) = self.back_from_beside(ctx, after) else { return };
        match after {
            After::Quit => {
                self.closing.allowed = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            After::StartPage => self.workspace = None,
            After::Show(workspace) => self.show(ctx, workspace),
        }
        ctx.request_repaint();
    }

    /// Shows a map; what was shown before has been left.
    pub(super) fn show(&mut self, ctx: &egui::Context, mut workspace: Box<Workspace>) {
        let is_file = |path: &&Path| *path != Path::new("-") && workspace.kept.is_none();
        let file = workspace.own_file().filter(is_file);
        if let Some(path) = file.map(Path::to_owned) {
            self.desk.settings.remember(&path);
            self.keep_settings();
        }
        self.end_import(&mut workspace);
        self.workspace = Some(*workspace);
        self.begin_keeping(ctx);
    }

    /// The words of the question that stands.
    pub(super) fn question(&self) -> Option<Words> {
        let map = self.workspace.as_ref().map(Workspace::name).unwrap_or_default();
        self.desk.asked.as_ref().map(|asked| asked.words(&map))
    }

    /// Does what the question's answer says.
    pub(super) fn replied(&mut self, ctx: &egui::Context, reply: Reply) {
        match (self.desk.asked.take(), reply) {
            (Some(Asked::Unsaved(after)), Reply::Main) => self.save(ctx, Some(after)),
            (Some(Asked::Unsaved(after)), Reply::Other) => {
                let kept = self.workspace.as_mut().and_then(|workspace| workspace.kept.take());
                self.forget_kept(kept.as_ref());
                self.go_on(ctx, after);
            }
            (Some(Asked::Overwrite { purpose, path, serial, .. }), Reply::Main) => {
                if !purpose.is_of_the_map() || self.is_open_still(serial) {
                    self.write_to(ctx, purpose, path);
                } else {
                    self.not_written(&path);
                }
            }
            (Some(Asked::Held { path, serial, .. }), Reply::Main) => {
                if self.is_open_still(serial) {
                    // Asked once: who has said so need not say it again.
                    self.workspace.iter_mut().for_each(|workspace| workspace.held_by = None);
                    self.write_to(ctx, Purpose::SaveMap, path);
                } else {
                    self.not_written(&path);
                }
            }
            (Some(Asked::Overwrite { .. } | Asked::Held { .. }), _) => self.desk.after_saving = None,
            (Some(Asked::ThrowAway { place, .. }), Reply::Main) => self.throw_away(place),
            (Some(Asked::Wipe), Reply::Main) => self.wipe_histories(),
            (Some(Asked::ThrowAway { .. } | Asked::Wipe), _) => {}
            (Some(Asked::Unsaved(_)), Reply::Cancel) | (None, _) => {}
        }
    }

    /// The window was asked to close. In `logic`, for `ui` is not called while the window is covered.
    pub(super) fn guard_closing(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.closing.allowed {
            return;
        }
        if self.fault.is_some() {
            self.close_broken(ctx);
            return;
        }
        if self.closing.asked_to_end.load(Ordering::SeqCst) {
            // The system ends us: no question would be answered.
            self.keep_for_good();
            self.closing.allowed = true;
            return;
        }
        self.finish_typing();
        let stays = self
            .workspace
            .as_ref()
            .is_some_and(|workspace| workspace.session.is_modified() || workspace.saving > 0);
        if stays || self.desk.beside.is_some() || self.is_exporting() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            self.leave_for(ctx, After::Quit);
        } else {
            self.end_keeping(true);
            self.closing.allowed = true;
        }
    }
}

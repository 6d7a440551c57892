//! The card of the history and what it asks for; keeping of histories switched on, off, and wiped.
//! Must not know how a history is drawn or written.

use std::{io, path::Path};

use eframe::egui::{self, Rect};

use super::{
    Shell,
    keeping::now,
    leaving::{After, Asked},
    parts::Part,
};
use crate::{
    app::{
        chrome::status_line::counted,
        history::{Kept, Wish, history_card_ui},
        intent::Notice,
        workspace::Workspace,
    },
    editor::Command,
    file::{
        disk::in_words,
        journal::{Place, Version},
    },
    model::Transaction,
    pipeline,
};

impl Shell {
    /// The card over the canvas.
    pub(super) fn history_ui(&mut self, ctx: &egui::Context, place: Rect) {
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.arranging.is_none())
        else {
            return;
        };
        let Some(keeping) = &workspace.keeping else { return };
        let context = self.appearance.context(&workspace.session);
        let kept = Kept {
            log: keeping.log(),
            other: workspace.other_history.as_deref(),
            lasts: self.desk.settings.history && self.desk.folders.is_some(),
        };
        self.desk.parts.arrive(ctx, Part::History);
        let wish = history_card_ui(ctx, &context, &mut workspace.history, kept, place);
        if let Some(rect) = workspace.history.rect() {
            self.desk.parts.stands(Part::History, rect);
        }
        if let Some(wish) = wish {
            self.history_wish(ctx, wish);
            ctx.request_repaint();
        }
    }

    fn history_wish(&mut self, ctx: &egui::Context, wish: Wish) {
        let Some(workspace) = &mut self.workspace else { return };
        match wish {
            Wish::GoTo(revision) => {
                workspace.session.go_to_state(revision);
            }
            Wish::Name(name) => {
                let Some(keeping) = &mut workspace.keeping else { return };
                keeping.follow(&workspace.session, now());
                keeping.name_version(&name, &workspace.session, now());
                workspace.history.named();
                self.say(Notice::done(format!("The map as it is now is kept as “{name}”")));
            }
            Wish::Forget(name) => {
                if let Some(keeping) = &mut workspace.keeping {
                    keeping.forget_version(&name, now());
                }
            }
            Wish::Compare(name) => {
                let Some(version) = version_of(workspace, &name) else { return };
                let document = workspace.session.document();
                let difference = pipeline::difference(&version.document, document);
                let text = difference.text(&version.document, document, false);
                workspace.history.show_difference(name, text.lines().map(str::to_owned).collect());
            }
            Wish::LayOver(name) => self.lay_version(&name),
            Wish::BringBack(name) => {
                let Some(version) = version_of(workspace, &name) else { return };
                let transaction = Transaction::between(workspace.session.document(), &version.document);
                let step = format!("Bring back “{name}”");
                let result = workspace.session.perform(Command::Transaction { name: step, transaction });
                self.tell(result);
            }
            Wish::OpenOther => {
                let Some(log) = workspace.other_history.clone() else { return };
                let Some(mut other) = Workspace::resumed(&log, None) else { return };
                other.session.mark_unsaved();
                self.leave_for(ctx, After::Show(Box::new(other)));
            }
        }
    }

    /// Histories and journals are kept from now on, or no longer; what that means is said.
    pub(super) fn toggle_history(&mut self) {
        self.follow_keeping();
        self.desk.settings.history = !self.desk.settings.history;
        self.keep_settings();
        let place = self.place();
        if let Some(workspace) = &mut self.workspace
            && let Some(keeping) = workspace.keeping.take()
        {
            workspace.keeping = Some(keeping.moved_to(place));
        }
        self.follow_keeping();
        let notice = if self.desk.settings.history {
            Notice::done("Every step is written down from now on")
        } else {
            Notice::warning("Nothing is written down while you edit").detail(
                "Should the program or the machine stop, what was done since the last save is lost, and undo ends with \
                 the window; what a map said before it was saved over is not kept. Histories and backups kept before stay \
                 until they are wiped.",
            )
        };
        self.say(notice);
    }

    /// Asks whether all kept histories and backups may go.
    pub(super) fn ask_wipe(&mut self) {
        self.desk.asked = Some(Asked::Wipe);
    }

    /// Takes all kept histories and backups away.
    pub(super) fn wipe_histories(&mut self) {
        let Some(folders) = &self.desk.folders else { return };
        let histories = Place::below(&folders.state).wipe();
        let notice = match (histories, self.wipe_backups()) {
            (Ok(histories), Ok(backups)) => {
                let histories =
                    if histories == 1 { "1 history".into() } else { format!("{histories} histories") };
                Notice::done(format!("{histories} and {} wiped", counted(backups, "backup")))
            }
            (Err(error), _) => Notice::error("Not all histories could be wiped").detail(told(
                &folders.state,
                "history",
                &error,
            )),
            (_, Err(error)) => {
                Notice::error("Not all backups could be wiped").detail(told(&folders.state, "backup", &error))
            }
        };
        self.say(notice);
    }
}

/// What is wrong with a folder of the state.
fn told(state: &Path, folder: &str, error: &io::Error) -> String {
    format!("{}: {}", state.join(folder).display(), in_words(error))
}

fn version_of(workspace: &Workspace, name: &str) -> Option<Version> {
    let versions = workspace.keeping.as_ref()?.log().versions();
    versions.iter().find(|version| version.name == name).cloned()
}

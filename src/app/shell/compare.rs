//! Comparing: where the other map comes from, and the card, marks and second picture of it. Must not know what differs.

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{self, Rect};

use super::{
    Shell,
    files::{FAULT, Outcome},
    parts::Part,
};
use crate::{
    app::{
        actions::Action,
        chrome::menu_bar::file_name,
        compare::{Own, Wish, compare_card_ui, marks_ui, other_pane_ui},
        dialogs::{Purpose, Request},
        intent::{Intent, Notice},
        jobs::Job,
        workspace::Workspace,
    },
    model::{Date, Document, RecordId},
    pipeline::{self, time},
};

/// Another map, read to be compared.
pub(super) struct Besides {
    serial: u64,
    name: String,
    result: Result<Box<Document>, String>,
}

impl Shell {
    /// The second picture, before the canvas takes the rest of the room.
    pub(super) fn other_pane_ui(&mut self, ui: &mut egui::Ui) {
        let Some(workspace) = &mut self.workspace else { return };
        let Workspace { session, canvas, comparing, .. } = workspace;
        comparing.follow(ui.ctx(), session, &self.appearance.look, &self.appearance.fonts);
        if let Some(ghost) = comparing.ghost() {
            canvas.show_ghost(Some(ghost));
        }
        let context = self.appearance.context(session);
        other_pane_ui(ui, &context, comparing, canvas);
    }

    /// Marks and card over the canvas.
    pub(super) fn compare_ui(&mut self, ui: &egui::Ui, place: Rect, intents: &mut Vec<Intent>) {
        let ctx = ui.ctx().clone();
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.arranging.is_none())
        else {
            return;
        };
        if !workspace.comparing.is_open() {
            return;
        }
        let context = self.appearance.context(&workspace.session);
        marks_ui(ui, context.theme, &workspace.comparing, &workspace.canvas, place);
        // Search and filters stand in the same corner, and go first.
        if workspace.find.open {
            return;
        }
        let versions: Vec<String> = workspace.keeping.as_ref().map_or_else(Vec::new, |keeping| {
            keeping.log().versions().iter().rev().map(|version| version.name.clone()).collect()
        });
        let dates = workspace.comparing.dates(&workspace.session);
        let own = Own { saved: workspace.on_file.is_some(), versions: &versions, dates: &dates };
        self.desk.parts.arrive(&ctx, Part::Compare);
        let (asked, wish) = compare_card_ui(&ctx, &context, &mut workspace.comparing, own, place);
        intents.extend(asked);
        if let Some(rect) = workspace.comparing.rect() {
            self.desk.parts.stands(Part::Compare, rect);
        }
        if let Some(wish) = wish {
            self.compare_wish(&ctx, wish);
            ctx.request_repaint();
        }
    }

    fn compare_wish(&mut self, ctx: &egui::Context, wish: Wish) {
        let Some(workspace) = &mut self.workspace else { return };
        match wish {
            Wish::AskFile => self.ask_other(),
            Wish::Saved => {
                if let Some(document) = workspace.on_file.clone() {
                    workspace.comparing.add("as last saved or opened".to_owned(), Arc::new(document));
                }
            }
            Wish::At(date) => {
                let document = at(workspace.session.document(), date);
                workspace.comparing.add(format!("in {date}"), Arc::new(document));
            }
            Wish::Version(name) => self.lay_version(&name),
            Wish::Backups => self.open_backups(ctx),
            Wish::Look(rect) => {
                let covered = workspace.covered();
                workspace.canvas.reveal_rect(rect, covered);
            }
        }
    }

    /// Lays a state of the history over the map.
    pub(super) fn lay_version(&mut self, name: &str) {
        let Some(workspace) = &mut self.workspace else { return };
        let versions = workspace.keeping.as_ref().map(|keeping| keeping.log().versions());
        let found = versions.and_then(|versions| versions.iter().find(|version| version.name == name));
        if let Some(version) = found {
            let document = Arc::new(version.document.clone());
            self.lay_over(name.to_owned(), document);
        }
    }

    /// Lays another map over the open one.
    pub(super) fn lay_over(&mut self, name: String, document: Arc<Document>) {
        let Some(workspace) = &mut self.workspace else { return };
        if !workspace.comparing.is_open() {
            workspace.toggle_card(Action::CompareWith);
        }
        workspace.comparing.add(name, document);
    }

    fn ask_other(&mut self) {
        let (folder, serial) = (self.folder(), self.workspace.as_ref().map(Workspace::serial));
        let request = Request { purpose: Purpose::CompareMap, folder, name: String::new(), serial };
        self.desk.dialogs.ask(request);
    }

    /// Reads a map to be compared, on a thread.
    pub(super) fn read_other(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(workspace) = &self.workspace else { return };
        let (serial, name) = (workspace.serial(), file_name(&path));
        let (look, fonts) = (self.appearance.look.clone(), self.appearance.fonts.clone());
        let gave_up = Besides { serial, name: name.clone(), result: Err(FAULT.to_owned()) };
        self.desk.jobs.run(ctx, Job::Compare, Outcome::Besides(gave_up), move || {
            let read = pipeline::read(&path).map_err(|error| error.to_string());
            let result = read.map(|read| Box::new(pipeline::opened(read.value, &look, &fonts).document));
            Outcome::Besides(Besides { serial, name, result })
        });
    }

    pub(super) fn was_read_besides(&mut self, besides: Besides) {
        let Besides { serial, name, result } = besides;
        if !self.is_open_still(Some(serial)) {
            return;
        }
        match result {
            Ok(document) => self.lay_over(name, Arc::new(*document)),
            Err(words) => {
                let notice = Notice::error(format!("{name} can't be compared"));
                self.say_failed(notice, &words);
            }
        }
    }

    /// Goes to the next difference, or to the one before.
    pub(super) fn step_difference(&mut self, back: bool) {
        let Some(workspace) = &mut self.workspace else { return };
        let covered = workspace.covered();
        let Workspace { session, canvas, comparing, .. } = workspace;
        let Some(id) = comparing.step(back) else {
            let words = if comparing.is_open() {
                "There is no difference to go to"
            } else {
                "No map is compared with this one"
            };
            self.say(Notice::done(words));
            return;
        };
        if session.document().contains(&id) {
            session.select_records([id.clone()]);
            canvas.reveal(&[id], covered);
        } else {
            session.select([]);
            if let Some(rect) = comparing.place_of(&id) {
                canvas.reveal_rect(rect, covered);
            }
        }
    }
}

/// The map as it was at a date: of organisations and flows what was there then, and all else.
fn at(document: &Document, date: Date) -> Document {
    let there = time::there(document, date);
    let is_kept =
        |id: &RecordId| !matches!(id, RecordId::Organisation(_) | RecordId::Flow(_)) || there.contains(id);
    Document::from_records(document.records().filter(|(id, _)| is_kept(id)).collect::<Vec<_>>())
}

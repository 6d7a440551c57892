//! Other programs' files: the page on which they are looked at, and what becomes of them. Nothing is changed before one of
//! its buttons is pressed; then the map is another one, or has one step more. Must not know how a file is read.

use eframe::egui;

use super::{Page, Shell, leaving::After};
use crate::{
    app::{
        canvas::scene_target,
        chrome::status_line::counted,
        import::{
            Importing, Open, Source, Wish, import_ui,
            job::{Drawing, Made},
            remembered::Remembered,
        },
        intent::Notice,
        jobs::{self, Job},
        words::capital,
        workspace::Workspace,
    },
    editor::Target,
    scene::Options,
};

impl Shell {
    /// Opens the page on a file.
    pub(super) fn begin_import(&mut self, ctx: &egui::Context, source: Source) {
        self.finish_typing();
        let drawing = Drawing {
            look: self.appearance.look.clone(),
            fonts: self.appearance.fonts.clone(),
            options: Options { shown: self.desk.settings.shown(), ..Options::default() },
        };
        let remembered = Remembered::load(self.desk.folders.as_ref());
        let name = self.workspace.as_ref().map(Workspace::name).unwrap_or_default();
        let open = self.workspace.as_ref().map(|workspace| open_of(workspace, &name));
        self.desk.page = Page::Import(Box::new(Importing::new(source, drawing, remembered, open)));
        ctx.request_repaint();
    }

    /// Shows the page of imports, if it is open and no dialog stands in its place.
    pub(super) fn import_page_ui(&mut self, ctx: &egui::Context) {
        let asleep = self.desk.asked.is_some() || self.desk.dialogs.is_open();
        if self.desk.dialogs.is_inside() {
            return;
        }
        let Page::Import(page) = &mut self.desk.page else { return };
        let name = self.workspace.as_ref().map(Workspace::name).unwrap_or_default();
        let open = self.workspace.as_ref().map(|workspace| open_of(workspace, &name));
        let wish = import_ui(ctx, &self.appearance.theme, page, open, asleep);
        match wish {
            Some(Wish::Close) => {
                if let Some(made) = page.take() {
                    let_go(ctx, made);
                }
                self.desk.page = Page::None;
            }
            Some(Wish::OpenAsNew) => self.open_imported(ctx),
            Some(Wish::Add) => self.add_imported(),
            Some(Wish::Forget) => {
                let shape = page.made().map(|made| made.file.clone());
                page.forget(open);
                if let (Some(file), Some(folders)) = (shape, &self.desk.folders) {
                    let mut remembered = Remembered::load(Some(folders));
                    remembered.forget(&file.read);
                    self.keep_remembered(&remembered);
                }
            }
            None => return,
        }
        ctx.request_repaint();
    }

    /// The map takes the open one's place, once nothing can be lost by that: the page stays until then.
    fn open_imported(&mut self, ctx: &egui::Context) {
        let Page::Import(page) = &mut self.desk.page else { return };
        page.sleep();
        let Some(made) = page.made() else { return };
        let stem = std::path::Path::new(&page.source.name).file_stem();
        let name = stem.map_or_else(|| page.source.name.clone(), |stem| stem.to_string_lossy().into_owned());
        let mut workspace = Workspace::untitled(made.document.clone(), name);
        workspace.session.mark_unsaved();
        self.remember_import();
        self.leave_for(ctx, After::Show(Box::new(workspace)));
    }

    /// The page has led to another map: if it is the one that was looked at, its picture is there already.
    pub(super) fn end_import(&mut self, workspace: &mut Workspace) {
        let Page::Import(page) = &mut self.desk.page else { return };
        if let Some(made) = page.take().filter(|made| made.document == *workspace.session.document()) {
            workspace.canvas.begin_with(made.picture, workspace.session.revision());
        }
        self.desk.page = Page::None;
    }

    /// What is new is added to the open map as one step, selected and in view.
    fn add_imported(&mut self) {
        self.remember_import();
        let Page::Import(mut page) = std::mem::take(&mut self.desk.page) else { return };
        let name = page.source.name.clone();
        let Some(mut made) = page.take() else { return };
        let joined = made.joined.take();
        let_go(&self.desk.ctx, made);
        let (Some(Ok(joined)), Some(workspace)) = (joined, &mut self.workspace) else { return };
        let addition = joined.addition;
        let result = workspace.session.take(joined.step);
        if self.tell(result).is_none() {
            return;
        }
        let Some(workspace) = &mut self.workspace else { return };
        let is_one = |target: &&Target| matches!(target, Target::Organisation(_));
        let organisations = addition.made.iter().filter(is_one).count();
        workspace.canvas.show_new(addition.made.iter().map(scene_target).collect());
        let mut detail = vec![format!("{} new", is_are(organisations, "organisation"))];
        if addition.united > 0 {
            detail.push(format!("{} united with what was there", counted(addition.united, "organisation")));
        }
        if addition.flows_there > 0 {
            detail.push(format!("{} there already", counted(addition.flows_there, "flow")));
        }
        detail.extend(addition.told);
        let detail: Vec<String> = detail.iter().map(|words| capital(words)).collect();
        self.say(Notice::done(format!("Added {name}")).detail(format!("{}.", detail.join(". "))));
    }

    /// How the file was taken is taken for files of its shape from now on.
    fn remember_import(&mut self) {
        let Page::Import(page) = &self.desk.page else { return };
        let (Some((read, mapping)), Some(folders)) = (page.to_remember(), &self.desk.folders) else { return };
        let mut remembered = Remembered::load(Some(folders));
        remembered.keep(read, mapping);
        self.keep_remembered(&remembered);
    }

    fn keep_remembered(&mut self, remembered: &Remembered) {
        let Some(folders) = &self.desk.folders else { return };
        if let Err(error) = remembered.save(folders) {
            let notice = Notice::warning("How this file is taken could not be remembered");
            self.say(notice.detail(error.to_string()));
        }
    }
}

/// Thousands of records take longer to let go than a frame may.
fn let_go(ctx: &egui::Context, made: Box<Made>) {
    jobs::spawn(ctx, Job::Import, move || drop(made));
}

/// "1 organisation is", "2 organisations are".
fn is_are(count: usize, one: &str) -> String {
    format!("{} {}", counted(count, one), if count == 1 { "is" } else { "are" })
}

fn open_of<'a>(workspace: &'a Workspace, name: &'a str) -> Open<'a> {
    Open { session: &workspace.session, name, read_only: workspace.read_only.is_some() }
}

//! Presenting: the window gives all its room to the map and comes back as it was. Must not know the steps of a story.

use eframe::egui::{self, Rect, ViewportCommand};

use super::Shell;
use crate::{
    app::{
        actions::{Action, Situation},
        canvas::Canvas,
        intent::Intent,
        present::{Presenting, Wish},
        workspace::Workspace,
    },
    scene::Options,
};

impl Shell {
    /// Begins to present, or ends it.
    pub(super) fn toggle_present(&mut self, ctx: &egui::Context) {
        self.finish_typing();
        let Some(workspace) = &mut self.workspace else { return };
        let Workspace { session, canvas, find, present, .. } = workspace;
        find.lose_keyboard();
        if let Some(presenting) = present.take() {
            let was_full_screen = presenting.was_full_screen();
            presenting.leave(session, canvas);
            ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
            if !was_full_screen {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
            }
            return;
        }
        session.cancel_gesture();
        let full = ctx.input(|input| input.viewport().fullscreen == Some(true));
        *present = Some(Presenting::begin(session, canvas, find.looking().view(), full));
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
        self.desk.notices.clear(crate::app::Tone::Done);
    }

    /// The keys of whoever presents.
    pub(super) fn present_keys(&mut self, ctx: &egui::Context) -> Option<Intent> {
        let workspace = self.workspace.as_mut()?;
        let Workspace { session, canvas, present, .. } = workspace;
        match present.as_mut()?.keys(ctx, session, canvas)? {
            Wish::Leave => Some(Intent::Act(Action::Present)),
            Wish::FullScreen => Some(Intent::Act(Action::FullScreen)),
        }
    }

    /// The map alone.
    pub(super) fn presented_ui(
        &mut self,
        ui: &mut egui::Ui,
        situation: &Situation,
        intents: &mut Vec<Intent>,
    ) -> Rect {
        let place = ui.max_rect();
        let Some(workspace) = &mut self.workspace else { return place };
        let Workspace { session, canvas, present, measuring, .. } = workspace;
        let Some(present) = present else { return place };
        let shown = present.shown(self.desk.settings.shown());
        let measures = measuring.follow(ui.ctx(), session);
        let (hidden, changes) = (present.hidden(session), present.changes());
        let options = Options { hidden, shown, measures, changes, ..Options::default() };
        canvas.set_pale(None);
        canvas.set_lit(present.lit(session, canvas));
        canvas.show_ghost(None);
        let shown = egui::CentralPanel::no_frame().show(ui, |ui| {
            let context = self.appearance.canvas(ui, situation, &options, 0.0);
            intents.extend(canvas.canvas_ui(ui, session, &context));
        });
        let context = self.appearance.context(session);
        present.over_ui(ui.ctx(), &context, canvas);
        shown.response.rect
    }
}

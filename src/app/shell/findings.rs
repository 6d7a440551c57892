//! The card of the findings over the canvas. Must not know what is found.

use eframe::egui::{self, Key, Modifiers, Popup, Rect};

use super::{Shell, parts::Part};
use crate::{
    app::{canvas::Canvas, findings::findings_card_ui, intent::Intent, workspace::Workspace},
    editor::ToolKind,
};

impl Shell {
    /// Esc in a card closes it; so it does on the canvas while nothing is selected or in hand. Before the canvas hears it.
    pub(super) fn leave_cards(&mut self, ctx: &egui::Context) {
        let Some(workspace) = &mut self.workspace else { return };
        let is_open = workspace.findings.is_open() || workspace.comparing.is_open();
        let inside = workspace.findings.has_keyboard() || workspace.comparing.has_keyboard();
        let leaves = inside || (is_open && is_idle(ctx, workspace));
        if leaves
            && !Popup::is_any_open(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            workspace.findings.close();
            workspace.comparing.close();
            ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
        }
    }

    /// The card over the canvas.
    pub(super) fn findings_ui(&mut self, ctx: &egui::Context, place: Rect, intents: &mut Vec<Intent>) {
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.arranging.is_none())
        else {
            return;
        };
        // Search and filters stand there, too: who opens them wants to see them.
        if workspace.find.open {
            workspace.findings.close();
        }
        let context = self.appearance.context(&workspace.session);
        self.desk.parts.arrive(ctx, Part::Findings);
        intents.extend(findings_card_ui(ctx, &context, &mut workspace.findings, place));
        if let Some(rect) = workspace.findings.rect() {
            self.desk.parts.stands(Part::Findings, rect);
        }
    }
}

/// Whether the keyboard is on the canvas, which has nothing to do with Esc.
fn is_idle(ctx: &egui::Context, workspace: &Workspace) -> bool {
    ctx.memory(|memory| memory.has_focus(Canvas::id()))
        && workspace.session.selection().is_empty()
        && workspace.session.tool() == ToolKind::Select
        && !workspace.session.is_gesturing()
        && !workspace.canvas.is_renaming()
}

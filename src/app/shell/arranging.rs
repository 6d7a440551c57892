//! The panel of arrangements: opened on the map, followed once a frame, left or kept as one step. Must not know how
//! an arrangement is made.

use eframe::egui::{self, Rect};

use super::{Shell, parts::Part};
use crate::{
    app::{
        actions::Action,
        arrange::{self, Arranging, Wish, arrange_ui},
        canvas::Canvas,
        chrome::tool_strip::STRIP_WIDTH,
        intent::{Intent, Notice},
        workspace::Workspace,
    },
    layout::Method,
};

/// On a canvas narrower than this the panel lies over the map, points: what is left beside it would be of no use.
const NARROW: f32 = 640.0;

impl Shell {
    /// Opens the panel, or takes another method there. False where the action is none of its own.
    pub(super) fn lay_out(&mut self, action: Action) -> bool {
        let Some(method) = method_of(action) else { return false };
        self.finish_typing();
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.present.is_none()) else {
            return true;
        };
        if let Some(arranging) = &mut workspace.arranging {
            method.into_iter().for_each(|method| arranging.choose(method));
            return true;
        }
        if workspace.session.document().organisations().is_empty() {
            self.say(
                Notice::warning("There is nothing to arrange yet")
                    .detail("Put organisations on the map first."),
            );
            return true;
        }
        workspace.explore = None;
        if workspace.table.open && workspace.table.alone {
            workspace.table.toggle_alone();
        }
        workspace.find.lose_keyboard();
        let Workspace { session, canvas, arrangement, arranging, .. } = workspace;
        *arranging = Some(Arranging::begin(arrangement.clone(), method, session, canvas));
        true
    }

    /// Whether the panel is open.
    pub(super) fn is_arranging(&self) -> bool {
        self.workspace.as_ref().is_some_and(|workspace| workspace.arranging.is_some())
    }

    /// What is only shown is not saved, and without it the file would not be what is seen: says so. False where the
    /// panel is not open.
    pub(super) fn refuse_to_save(&mut self) -> bool {
        let Some(open) = self.workspace.as_ref().and_then(|workspace| workspace.arranging.as_ref()) else {
            return false;
        };
        let detail = if open.ready().is_some() {
            "Enter keeps this arrangement, Esc leaves the map as it was; then save."
        } else {
            "Esc leaves the map as it was; then save."
        };
        self.say(Notice::warning("Not saved: an arrangement is being chosen").detail(detail));
        true
    }

    /// The panel's own keys.
    pub(super) fn arrange_keys(&mut self, ctx: &egui::Context) {
        let wish = self.workspace.as_mut().and_then(|workspace| workspace.arranging.as_mut()?.take_keys(ctx));
        if let Some(wish) = wish {
            self.end_arranging(ctx, wish);
        }
    }

    /// What has been worked out is shown; whatever else ended the preview ends the panel.
    pub(super) fn follow_arranging(&mut self, ctx: &egui::Context, intents: &mut Vec<Intent>) {
        let Some(workspace) = &mut self.workspace else { return };
        let Workspace { session, canvas, arranging, .. } = workspace;
        let Some(open) = arranging else { return };
        if session.is_looking_ahead() {
            let looks = (&self.appearance.look, &self.appearance.fonts);
            intents.extend(open.follow(ctx, session, canvas, looks));
        } else {
            self.close_arranging(ctx);
        }
    }

    /// The panel over the canvas.
    pub(super) fn arranging_ui(&mut self, ui: &egui::Ui, place: Rect) {
        let ctx = ui.ctx();
        let Some(workspace) = &mut self.workspace else { return };
        let Some(arranging) = &mut workspace.arranging else { return };
        let context = self.appearance.context(&workspace.session);
        self.desk.parts.arrive(ctx, Part::Arrange);
        let wish = arrange_ui(ctx, &context, arranging, place, STRIP_WIDTH);
        if let Some(rect) = arranging.rect() {
            self.desk.parts.stands(Part::Arrange, rect);
        }
        if let Some(wish) = wish {
            self.end_arranging(ctx, wish);
        }
    }

    fn end_arranging(&mut self, ctx: &egui::Context, wish: Wish) {
        let Some(workspace) = &mut self.workspace else { return };
        let Workspace { session, canvas, arranging, .. } = workspace;
        let Some(open) = arranging.as_ref() else { return };
        if wish == Wish::Keep {
            let told = open.ready().map(|shown| shown.told.clone()).unwrap_or_default();
            match session.keep_ahead() {
                None => return,
                Some(Ok(done)) => {
                    canvas.keep_ahead(session.revision());
                    let words = if done.changed { done.name } else { "Nothing had to move".to_owned() };
                    let detail = told.iter().map(|words| format!("{words}.")).collect::<Vec<_>>().join(" ");
                    if !done.changed || !detail.is_empty() {
                        self.say(Notice::done(words).detail(detail));
                    }
                }
                Some(Err(error)) => self.say(Notice::warning(error.to_string())),
            }
        }
        self.close_arranging(ctx);
    }

    /// The keyboard goes back to the canvas; a preview that is still shown goes.
    fn close_arranging(&mut self, ctx: &egui::Context) {
        let Some(workspace) = &mut self.workspace else { return };
        if let Some(arranging) = workspace.arranging.take() {
            workspace.arrangement = arranging.choices;
        }
        if workspace.session.is_looking_ahead() {
            workspace.session.cancel_gesture();
        }
        workspace.canvas.set_reading(false);
        workspace.canvas.hold_view();
        ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
        ctx.request_repaint();
    }

    /// How much at the left of the canvas is covered by what floats there, where it is so wide.
    pub(super) fn covered(&self, width: f32) -> f32 {
        let open = self.workspace.as_ref().is_some_and(|workspace| workspace.arranging.is_some());
        if open && width >= NARROW { STRIP_WIDTH + arrange::WIDTH + 32.0 } else { STRIP_WIDTH }
    }
}

/// The method that an action asks for; none for the one that only opens the panel.
fn method_of(action: Action) -> Option<Option<Method>> {
    Some(match action {
        Action::Layout => None,
        Action::LayOutBands => Some(Method::Bands),
        Action::LayOutGrid => Some(Method::Grid),
        Action::LayOutRings => Some(Method::Rings),
        Action::LayOutNetwork => Some(Method::Network),
        Action::LayOutLayers => Some(Method::Layered),
        Action::Tidy => Some(Method::Tidy),
        _ => return None,
    })
}

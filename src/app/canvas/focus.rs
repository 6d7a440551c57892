//! Whether the canvas has the keyboard, which keys it then keeps, and where that is seen. Must not know what the keys do.

use eframe::egui::{self, Event, EventFilter, Key, Rect as ScreenRect, Sense, WidgetInfo, WidgetType};

use super::{Canvas, CanvasContext, Projection, convert};
use crate::editor::{Session, Target};

impl Canvas {
    /// The canvas's place, and where the keyboard goes.
    pub(super) fn ground_ui(
        &mut self,
        ui: &mut egui::Ui,
        session: &Session,
        context: &CanvasContext<'_>,
    ) -> egui::Response {
        let rect = ui.available_rect_before_wrap();
        self.keep_keys(ui, session);
        ui.allocate_rect(rect, Sense::hover());
        let response = ui.interact(rect, Self::id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Map canvas"));
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(Self::id(), filter));
        let nobody = ui.memory(|memory| memory.focused().is_none());
        self.tabbed_out = nobody && (self.tabbed_out || is_pressed(ui, Key::Tab));
        // Who has nothing else in hand has the map: the keyboard never goes nowhere.
        if nobody && self.rename.is_none() && !self.tabbed_out && context.is_open(ui) {
            response.request_focus();
        }
        if let Some(field) = self.ended_field.take()
            && ui.memory(|memory| memory.focused().is_none_or(|id| id == field))
        {
            response.request_focus();
        }
        if response.gained_focus() {
            self.by_keyboard |= is_pressed(ui, Key::Tab);
        }
        response
    }

    /// Arrows, and Tab where it leads along a flow, are the canvas's own and move the focus nowhere else.
    fn keep_keys(&self, ui: &egui::Ui, session: &Session) {
        if !ui.memory(|memory| memory.has_focus(Self::id())) {
            return;
        }
        let is_ours = |event: &Event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } => {
                self.takes_tab(session, modifiers.shift)
            }
            Event::Key { key, pressed: true, .. } => {
                matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
            }
            _ => false,
        };
        if ui.input(|input| input.events.iter().any(is_ours)) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
    }

    /// The keyboard goes to the canvas, and shows that it does.
    pub fn focus(&mut self, ctx: &egui::Context) {
        self.by_keyboard = true;
        ctx.memory_mut(|memory| memory.request_focus(Self::id()));
    }

    /// Where the menu opens that a key asks for: at what is in focus, or in the middle.
    pub(super) fn menu_place(&self, ui: &egui::Ui, viewport: ScreenRect, session: &Session) -> egui::Pos2 {
        let projection = self.projection(ui, viewport);
        let rect = session.selection().last().and_then(|target| match target {
            Target::Flow(id) => {
                self.derived.as_ref()?.scene.flow(id).map(|flow| flow.label.unwrap_or(flow.bounds))
            }
            _ => self.derived.as_ref()?.rect(&convert::scene_target(target)),
        });
        let at = rect.map_or(viewport.center(), |rect| projection.screen_rect(rect).center_bottom());
        at.clamp(viewport.min, viewport.max)
    }

    /// Where something is seen, screen points; none where it is not drawn.
    #[must_use]
    pub fn on_screen(&self, target: Option<&Target>) -> Option<ScreenRect> {
        let rect = self.derived.as_ref()?.rect(&convert::scene_target(target?))?;
        Some(Projection::new(self.camera.goal(), self.viewport?).screen_rect(rect))
    }

    /// Hidden things and areas have no box to be walked to: whether the selection has one.
    pub(super) fn focused_box(&self, session: &Session) -> Option<crate::scene::Target> {
        let target = convert::scene_target(session.selection().last()?);
        self.derived.as_ref()?.rect(&target).map(|_| target)
    }
}

impl CanvasContext<'_> {
    /// Whether letters and arrows are the canvas's: nothing lies over it.
    pub(super) fn is_open(&self, ui: &egui::Ui) -> bool {
        let layer = ui.layer_id();
        !egui::Popup::is_any_open(ui.ctx()) && ui.memory(|memory| memory.allows_interaction(layer))
    }
}

fn is_pressed(ui: &egui::Ui, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key))
}

//! The Explore view: the live network of the map. The only room that knows `egui_graphs`.
//!
//! It shows structure where the drawn map shows the author's arrangement. Derived from the document and thrown away
//! when the view is closed; only *Keep this arrangement* writes anything, and that is a command as any other.
//! The library paints and repaints without end, so it is shown only while something moves or the hands are at work;
//! what rests is painted here with the same displays, and asks for no frame.

mod edge;
mod force;
mod keep;
mod network;
mod node;
mod sketch;
mod still;
mod toolbar;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use eframe::egui::{self, Id, Pos2, Rect, Response, Sense, WidgetInfo, WidgetType};
use egui_graphs::{
    DrawContext, GraphView, MetadataFrame, SettingsInteraction, SettingsNavigation, SettingsStyle,
};

use super::{
    actions::Action,
    intent::{Intent, PanelContext},
};
use crate::{
    editor::Command,
    model::{OrganisationId, Point, RecordId},
};
use force::Forces;
use network::{Hit, Network};
use still::{Still, StillState};

/// What the undo list calls a kept arrangement.
const KEPT: &str = "Keep the arrangement of Explore";

/// How large a fitted network is shown at most, screen points a canvas unit.
const LARGEST: f32 = 1.2;

/// The live network of one map.
pub struct Explore {
    /// The library keeps pan and zoom under it: one for each map.
    id: String,
    network: Option<Network>,
    forces: Forces,
    /// The whole network is kept in view until the hands take over.
    fit: bool,
    /// Nobody has moved the view since all of it was shown: it is shown again when the room changes.
    whole: bool,
    seen: Option<Rect>,
    held: Option<Hit>,
    hidden: Arc<BTreeSet<RecordId>>,
}

impl Default for Explore {
    fn default() -> Self {
        Self::new()
    }
}

impl Explore {
    /// A view that has not been opened yet.
    #[must_use]
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = format!("explore {}", NEXT.fetch_add(1, Ordering::Relaxed));
        Self {
            id,
            network: None,
            forces: Forces::default(),
            fit: true,
            whole: true,
            seen: None,
            held: None,
            hidden: Arc::default(),
        }
    }

    /// What is hidden on the map is hidden here, too.
    pub fn set_hidden(&mut self, hidden: &Arc<BTreeSet<RecordId>>) {
        self.hidden = Arc::clone(hidden);
    }

    /// Whether nothing moves any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.forces.is_settled()
    }

    /// Where each organisation stands in the network, canvas units.
    #[must_use]
    pub fn positions(&self) -> Vec<(OrganisationId, Point)> {
        self.network.as_ref().map(Network::positions).unwrap_or_default()
    }

    /// Shows the network in all the room there is.
    pub fn explore_ui(&mut self, ui: &mut egui::Ui, context: &PanelContext<'_>) -> Vec<Intent> {
        let mut intents = Vec::new();
        self.refresh(context);
        let shown = self.network.as_ref().map(|network| (network.len(), network.flow_count()));
        match toolbar::toolbar_ui(ui, context, self.is_settled(), shown.unwrap_or_default()) {
            Some(toolbar::Wish::Keep) => {
                intents.extend(self.kept(context).map(Intent::Do));
                intents.extend([Action::ToggleExplore, Action::ZoomFit].map(Intent::Act));
            }
            Some(toolbar::Wish::Fit) => (self.fit, self.whole) = (true, true),
            Some(toolbar::Wish::Shake) => self.forces.heat(),
            Some(toolbar::Wish::Close) => intents.push(Intent::Act(Action::ToggleExplore)),
            None => {}
        }
        let place = ui.available_rect_before_wrap();
        ui.painter().rect_filled(place, 0.0, context.theme.page);
        self.move_on(ui);
        let response = self.network_ui(ui);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Network"));
        if response.clicked() {
            let several = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            let chosen = self.at(ui, &response, response.interact_pointer_pos());
            intents.push(Intent::Select(self.selection(context, chosen, several)));
        }
        self.pull(ui, &response);
        self.speak_ui(ui, &response);
        intents.extend(escape(ui, context));
        intents
    }

    /// Brings the network up to date with the map, its look and what is selected.
    fn refresh(&mut self, context: &PanelContext<'_>) {
        let session = context.session;
        let stale =
            self.network.as_ref().is_none_or(|network| !network.is_of(session, context.look, &self.hidden));
        if stale {
            let before = self.network.take();
            let known = before.as_ref().map(Network::places).unwrap_or_default();
            let network = Network::new(session, context.look, context.fonts, &known, &self.hidden);
            if before.is_none_or(|before| !before.has_same_ends(&network)) {
                self.forces.heat();
            }
            self.network = Some(network);
        }
        if let Some(network) = &mut self.network {
            network.select(session.selection());
        }
    }

    fn move_on(&mut self, ui: &egui::Ui) {
        let Some(network) = &mut self.network else { return };
        if self.forces.is_settled() {
            return;
        }
        self.forces.advance(network);
        ui.ctx().request_repaint();
    }

    /// Shows the network by the library while something goes on, and as a picture while nothing does.
    fn network_ui(&mut self, ui: &mut egui::Ui) -> Response {
        let room = ui.available_rect_before_wrap();
        let over = ui.rect_contains_pointer(room);
        let (pressed, zoomed, busy) = ui.input(|input| {
            let zoomed = input.zoom_delta() != 1.0;
            (input.pointer.any_pressed(), zoomed, !input.events.is_empty() || input.pointer.any_down())
        });
        if over && (pressed || zoomed) {
            (self.fit, self.whole) = (false, false);
        }
        self.fit |= self.whole && self.seen.is_some_and(|seen| seen != room);
        let live = self.seen != Some(room) || busy || self.fit && !self.forces.is_settled();
        let Some(network) = &mut self.network else {
            return ui.allocate_rect(room, Sense::hover());
        };
        if !live && !self.fit {
            return rest_ui(ui, network, &self.id);
        }
        self.seen = Some(room);
        let fits = self.fit;
        // Once all rests it need not be fitted again.
        self.fit &= !self.forces.is_settled();
        let interaction = SettingsInteraction::new().with_dragging_enabled(false).with_hover_enabled(true);
        let navigation = SettingsNavigation::new()
            .with_fit_to_screen_enabled(fits)
            .with_fit_to_screen_padding(padding(network, room))
            .with_zoom_and_pan_enabled(true)
            .with_zoom_speed(0.03);
        let view = GraphView::<StillState, Still>::new().with_id(Some(self.id.clone()));
        view.with_interactions(&interaction)
            .with_navigations(&navigation)
            .show(ui, network.graph_mut())
            .response
    }

    /// What is seen at a place of the screen.
    fn at(&self, ui: &egui::Ui, response: &Response, at: Option<Pos2>) -> Option<Hit> {
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let local = (at? - response.rect.left_top()).to_pos2();
        self.network.as_ref()?.hit(&frame, local)
    }

    fn selection(&self, context: &PanelContext<'_>, chosen: Option<Hit>, several: bool) -> Vec<RecordId> {
        let mut selected = if several { context.session.selection().records() } else { Vec::new() };
        let Some(id) = chosen.and_then(|hit| self.network.as_ref()?.record(hit)) else { return selected };
        if let Some(place) = selected.iter().position(|one| *one == id) {
            selected.remove(place);
        } else {
            selected.push(id);
        }
        selected
    }

    /// Pulls a node about. The library's own dragging lets a node jump to the pointer at the first touch.
    fn pull(&mut self, ui: &egui::Ui, response: &Response) {
        let held = self.held;
        if response.is_pointer_button_down_on() && held.is_none() {
            self.held = self.at(ui, response, response.interact_pointer_pos());
        } else if !response.is_pointer_button_down_on() {
            self.held = None;
        }
        let zoom = MetadataFrame::new(Some(self.id.clone())).load(ui).zoom;
        let Some(network) = &mut self.network else { return };
        if held != self.held {
            network.hold(self.held);
        }
        if response.dragged() && matches!(self.held, Some(Hit::Node(_))) {
            network.pull(response.drag_delta() / zoom.max(f32::MIN_POSITIVE));
            self.forces.warm();
            ui.ctx().request_repaint();
        }
    }

    /// Each node under its name, for a screen reader; its name in full where it is too small to be read.
    fn speak_ui(&self, ui: &egui::Ui, response: &Response) {
        let Some(network) = &self.network else { return };
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let to_screen = |at: Pos2| frame.canvas_to_screen_pos(at) + response.rect.left_top().to_vec2();
        for (id, name, rect) in network.named_boxes() {
            let rect = Rect::from_min_max(to_screen(rect.min), to_screen(rect.max)).intersect(response.rect);
            if rect.is_positive() {
                let node = ui.interact(rect, Id::new(("explore node", id.as_str())), Sense::hover());
                node.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name));
                if frame.zoom < 0.8 {
                    node.on_hover_text(name);
                }
            }
        }
    }

    fn kept(&self, context: &PanelContext<'_>) -> Option<Command> {
        let network = self.network.as_ref()?;
        let positions = keep::arrangement(network, context.session.document());
        Some(Command::Place { name: KEPT.to_owned(), positions })
    }
}

/// What is left free round a fitted network, parts of its size: a small one is not blown up.
fn padding(network: &Network, room: Rect) -> f32 {
    let all = network.boxes().into_iter().reduce(Rect::union).unwrap_or(Rect::ZERO).expand(1.0);
    let zoom = (room.width() / all.width()).min(room.height() / all.height());
    (zoom / LARGEST - 1.0).max(0.1)
}

/// The network as it is, without a step and without asking for another frame.
fn rest_ui(ui: &mut egui::Ui, network: &mut Network, id: &str) -> Response {
    let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click_and_drag());
    let mut frame = MetadataFrame::new(Some(id.to_owned())).load(ui);
    frame.pan += response.rect.left_top().to_vec2();
    let style = SettingsStyle::new();
    let drawing =
        DrawContext { ctx: ui.ctx(), painter: &painter, style: &style, is_directed: true, meta: &frame };
    painter.extend(network.shapes(&drawing));
    response
}

/// What Esc asks for: nothing selected, then back to the map.
fn escape(ui: &egui::Ui, context: &PanelContext<'_>) -> Option<Intent> {
    let is_pressed = !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    is_pressed.then(|| {
        if context.session.selection().is_empty() {
            Intent::Act(Action::ToggleExplore)
        } else {
            Intent::Select(Vec::new())
        }
    })
}

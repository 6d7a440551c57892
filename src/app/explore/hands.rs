//! Keys in the network, and what is said to those who hear it. Must not know how anything is painted.

use eframe::egui::{
    self, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, WidgetInfo, WidgetType,
};
use egui_graphs::MetadataFrame;

use super::{Explore, network::Network};
use crate::{
    app::{
        actions::Action,
        canvas::{
            input::{Act, wheel},
            walk::{Way, nearest},
        },
        intent::{Intent, PanelContext},
    },
    editor::Target,
    model::{self, OrganisationId, RecordId},
};

/// Of so many nodes at most each has a place of its own for a screen reader: the best joined.
const SPOKEN: usize = 400;

/// The least and the largest view, points a canvas unit.
const ZOOMS: (f32, f32) = (0.02, 4.0);

const ARROWS: [(Key, Way); 4] = [
    (Key::ArrowLeft, Way::Left),
    (Key::ArrowRight, Way::Right),
    (Key::ArrowUp, Way::Up),
    (Key::ArrowDown, Way::Down),
];

impl Explore {
    /// The arrows walk to the nearest that way, as on the canvas; with Shift what was selected stays selected.
    pub(super) fn walk(
        &mut self,
        ui: &egui::Ui,
        context: &PanelContext<'_>,
        response: &Response,
    ) -> Vec<Intent> {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        let focused = ui.memory(egui::Memory::focused);
        if egui::Popup::is_any_open(ui.ctx()) {
            return Vec::new();
        }
        if focused == Some(response.id) {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        } else if focused.is_some() || self.is_beside() {
            return Vec::new();
        }
        let Some(network) = &self.network else { return Vec::new() };
        let pressed = |(key, way): &(Key, Way)| {
            ui.input_mut(|input| {
                let extends = input.modifiers.shift;
                let modifiers = if extends { Modifiers::SHIFT } else { Modifiers::NONE };
                input.consume_key(modifiers, *key).then_some((*way, extends))
            })
        };
        let Some((way, extends)) = ARROWS.iter().find_map(pressed) else { return Vec::new() };
        let Some(id) = next(network, context, way) else { return Vec::new() };
        let record = RecordId::Organisation(id);
        let mut selected = if extends { context.session.selection().records() } else { Vec::new() };
        selected.retain(|one| *one != record);
        selected.push(record.clone());
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let goal = network.extent(std::slice::from_ref(&record));
        let is_seen = goal.is_some_and(|goal| response.rect.contains_rect(on_screen(&frame, response, goal)));
        if !is_seen {
            self.fly_to(&[record]);
        }
        ui.ctx().request_repaint();
        vec![Intent::Select(selected)]
    }

    /// The wheel does what it does on the canvas; with Ctrl it is the library's.
    pub(super) fn wheel(&mut self, ui: &mut egui::Ui, room: Rect) {
        let over = ui.rect_contains_pointer(room);
        let Some(at) = ui.input(|input| input.pointer.latest_pos()).filter(|_| over) else { return };
        let turned = |event: &egui::Event| match event {
            egui::Event::MouseWheel { unit, delta, modifiers, .. }
                if !modifiers.command && !modifiers.ctrl =>
            {
                wheel(at, *unit, *delta, *modifiers)
            }
            _ => None,
        };
        let acts: Vec<Act> = ui.input(|input| input.events.iter().filter_map(turned).collect());
        if acts.is_empty() {
            return;
        }
        let mut frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let local = at - room.left_top();
        for act in acts {
            match act {
                Act::Pan(by) => frame.pan += by,
                Act::Zoom { factor, .. } => {
                    let zoom = (frame.zoom * factor as f32).clamp(ZOOMS.0, ZOOMS.1);
                    frame.pan = local - (local - frame.pan) * (zoom / frame.zoom);
                    frame.zoom = zoom;
                }
                _ => {}
            }
        }
        frame.save(ui);
        self.let_go_of_view();
    }

    /// Each node under its name, for a screen reader.
    pub(super) fn speak_ui(&self, ui: &egui::Ui, response: &Response) {
        let Some(network) = &self.network else { return };
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        for number in network.ranks().iter().take(SPOKEN) {
            let Some(figure) = network.figure(*number) else { continue };
            let rect = on_screen(&frame, response, figure.extent()).intersect(response.rect);
            if rect.is_positive() {
                let id = &network.organisations()[*number];
                let node = ui.interact(rect, Id::new(("explore node", id.as_str())), Sense::hover());
                node.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, network.name(*number)));
            }
        }
    }
}

/// Who is next that way from whom was selected last; the best joined where nobody is.
fn next(network: &Network, context: &PanelContext<'_>, way: Way) -> Option<OrganisationId> {
    let rect = |number: usize| {
        let place = network.figure(number).map_or(Rect::ZERO, super::node::NodeFigure::rect);
        let (corner, size) = (place.min, place.size());
        model::Rect::new(f64::from(corner.x), f64::from(corner.y), f64::from(size.x), f64::from(size.y))
    };
    let last = match context.session.selection().last() {
        Some(Target::Organisation(id)) => network.number(id),
        _ => None,
    };
    let number = match last {
        None => *network.ranks().first()?,
        Some(last) => {
            let others = (0..network.len()).filter(|other| *other != last);
            nearest(rect(last), way, others.map(|other| (other, rect(other))))?
        }
    };
    network.organisations().get(number).cloned()
}

fn on_screen(frame: &MetadataFrame, response: &Response, rect: Rect) -> Rect {
    let place = |at: Pos2| frame.canvas_to_screen_pos(at) + response.rect.left_top().to_vec2();
    Rect::from_min_max(place(rect.min), place(rect.max))
}

/// What Esc asks for: nothing selected, then back to the map.
pub(super) fn escape(ui: &egui::Ui, context: &PanelContext<'_>) -> Option<Intent> {
    let is_pressed = !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    is_pressed.then(|| {
        if context.session.selection().is_empty() {
            Intent::Act(Action::ToggleExplore)
        } else {
            Intent::Select(Vec::new())
        }
    })
}

//! A node of the accessibility tree for every organisation, flow, group and note, so that what is painted can be heard
//! and selected without being seen. Must not paint.

use eframe::egui::{self, Id, Rect as ScreenRect, Sense, WidgetInfo, WidgetType, accesskit::Action};

use super::{camera::Projection, convert, derived::Derived, spoken};
use crate::{
    editor::Session,
    scene::{Scene, Target},
};

/// Adds the nodes while a screen reader listens; a press of one selects what it stands for.
pub fn speak_ui(
    ui: &egui::Ui,
    canvas: Id,
    derived: &Derived,
    projection: &Projection,
    session: &mut Session,
) {
    // Nobody listens: nothing to be made.
    if ui.ctx().accesskit_node_builder(canvas, |_| ()).is_none() {
        return;
    }
    let mut pressed = None;
    for (target, words) in spoken_targets(derived, session) {
        let Some(rect) = derived.rect(&target) else { continue };
        let Some(editor_target) = convert::editor_target(target.clone()) else { continue };
        let selected = session.selection().contains(&editor_target);
        let id = canvas.with(&target);
        if session.selection().last() == Some(&editor_target) {
            // Where the keyboard is on the canvas: a reader follows the selection.
            ui.ctx().accesskit_node_builder(canvas, |node| node.set_active_descendant(id.accesskit_id()));
        }
        if node_ui(ui, id, projection.screen_rect(rect), &words, selected) {
            pressed = Some(editor_target);
        }
    }
    if let Some(target) = pressed {
        session.select([target]);
        ui.memory_mut(|memory| memory.request_focus(canvas));
        ui.ctx().request_repaint();
    }
}

fn node_ui(ui: &egui::Ui, id: Id, rect: ScreenRect, words: &str, selected: bool) -> bool {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, selected, words));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
    });
    ui.input(|input| {
        let asked = |action| input.has_accesskit_action_request(id, action);
        asked(Action::Click) || asked(Action::Focus)
    })
}

/// What can be heard, in the order of the picture: organisations, flows, groups, notes.
fn spoken_targets(derived: &Derived, session: &Session) -> Vec<(Target, String)> {
    let document = session.preview();
    let Scene { nodes, flows, groups, notes, .. } = &derived.scene;
    let organisations = nodes.iter().filter_map(|node| {
        let organisation = document.organisation(&node.id)?;
        let words = spoken::organisation(document, &node.id, organisation, &derived.counts);
        Some((Target::Organisation(node.id.clone()), words))
    });
    let flows = flows.iter().filter_map(|path| {
        let flow = document.flow(&path.id)?;
        Some((Target::Flow(path.id.clone()), spoken::flow(document, flow)))
    });
    let groups = groups.iter().filter_map(|outline| {
        let group = document.group(&outline.id)?;
        Some((Target::Group(outline.id.clone()), spoken::group(group)))
    });
    let notes = notes.iter().filter_map(|paper| {
        let note = document.note(&paper.id)?;
        Some((Target::Note(paper.id.clone()), spoken::note(note)))
    });
    organisations.chain(flows).chain(groups).chain(notes).collect()
}

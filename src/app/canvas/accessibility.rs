//! A node of the accessibility tree for every organisation, flow, group and note, so that what is painted can be heard
//! and selected without being seen. Must not paint.

use std::collections::BTreeMap;

use eframe::egui::{
    self, Id, Rect as ScreenRect, Sense, UiBuilder, WidgetInfo, WidgetType,
    accesskit::{Action, Role},
};

use super::{camera::Projection, convert, derived::Derived, spoken};
use crate::{
    editor::Session,
    model::{OrganisationId, Rect},
    scene::{FlowPath, Scene, Target},
};

/// Adds the nodes while a screen reader listens; a press of one selects what it stands for.
pub fn speak_ui(
    ui: &mut egui::Ui,
    canvas: Id,
    derived: &Derived,
    projection: &Projection,
    session: &mut Session,
) {
    // Nobody listens: nothing to be made.
    if ui.ctx().accesskit_node_builder(canvas, |_| ()).is_none() {
        return;
    }
    ui.ctx().accesskit_node_builder(canvas, |node| node.set_role(Role::List));
    let ui = &ui.new_child(UiBuilder::new().max_rect(ui.max_rect()).accessibility_parent(canvas));
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
        // One of the things on the map, not a switch.
        node.set_role(Role::ListItem);
        node.clear_toggled();
        node.set_selected(selected);
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
    });
    ui.input(|input| {
        let asked = |action| input.has_accesskit_action_request(id, action);
        asked(Action::Click) || asked(Action::Focus)
    })
}

/// The organisations as one reads: in rows from above, each from left to right.
fn read(derived: &Derived) -> Vec<&OrganisationId> {
    let mut all: Vec<(&OrganisationId, Rect)> =
        derived.scene.nodes.iter().map(|node| (&node.id, node.rect)).collect();
    all.sort_by(|(_, a), (_, b)| a.center().y.total_cmp(&b.center().y));
    let mut rows: Vec<Vec<(&OrganisationId, Rect)>> = Vec::new();
    for (id, rect) in all {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|(_, first)| rect.center().y < first.bottom()) => {
                row.push((id, rect));
            }
            _ => rows.push(vec![(id, rect)]),
        }
    }
    for row in &mut rows {
        row.sort_by(|(_, a), (_, b)| a.left().total_cmp(&b.left()));
    }
    rows.into_iter().flatten().map(|(id, _)| id).collect()
}

/// What can be heard: organisations as one reads, flows in the order of where they begin, groups, notes.
fn spoken_targets(derived: &Derived, session: &Session) -> Vec<(Target, String)> {
    let document = session.preview();
    let Scene { flows, groups, notes, .. } = &derived.scene;
    let read = read(derived);
    let rank: BTreeMap<&OrganisationId, usize> = read.iter().copied().zip(0..).collect();
    let organisations = read.iter().filter_map(|id| {
        let organisation = document.organisation(id)?;
        let words = spoken::organisation(document, id, organisation, &derived.counts);
        Some((Target::Organisation((*id).clone()), words))
    });
    let mut flows: Vec<&FlowPath> = flows.iter().collect();
    flows.sort_by_key(|path| (rank.get(&path.from), rank.get(&path.to)));
    let flows = flows.into_iter().filter_map(|path| {
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

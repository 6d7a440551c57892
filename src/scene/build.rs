//! The building of a picture: every part asks its own file and is laid over the ones before it.
//! Must not know how a part is made.

use crate::{
    model::{Document, Rect},
    style::Look,
    text::Fonts,
};

use super::{
    ground::Ground,
    types::{NodeBox, Options, Scene, SceneReport, Target},
};

/// Makes the picture of a map. Organisations without a position are not drawn, and named in the report.
#[must_use]
pub fn build(document: &Document, options: &Options, look: &Look, fonts: &Fonts) -> Scene {
    let ground = Ground::new(document, &options.hidden, look, fonts);
    let mut items = Vec::new();
    let mut nodes = Vec::new();
    for station in ground.back_to_front() {
        station.plan.draw(&station.target, station.rect, look, &mut items);
        if let Target::Organisation(id) = &station.target {
            nodes.push(NodeBox { id: id.clone(), rect: station.rect, outline: station.outline.clone() });
        }
    }
    let bounds = Rect::around(items.iter().map(|item| item.bounds)).unwrap_or_default();
    Scene {
        bounds,
        background: look.page(),
        title: document.map().title.clone(),
        description: String::new(),
        items,
        nodes,
        flows: Vec::new(),
        areas: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        report: SceneReport { unplaced: ground.unplaced, ..SceneReport::default() },
    }
}

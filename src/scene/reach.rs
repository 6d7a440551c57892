//! The further scales that an organisation reaches: a small bar for each in that scale's tone, at the right of its
//! label. Must not know how the rest of a node is drawn.

use crate::{
    model::{Document, Organisation, Point, Rect, ScaleId},
    style::{Look, NodeStyle, Rgba},
};

use super::{
    path::Path,
    types::{Item, Role, Stroke, Target},
};

/// Size of a bar and the room between two, canvas units.
const BAR: f64 = 5.0;
const HEIGHT: f64 = 16.0;
const GAP: f64 = 2.5;
/// Room between label and bars, canvas units.
const BEFORE: f64 = 8.0;

/// The bars of one organisation.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    tones: Vec<Rgba>,
    outline: Option<Rgba>,
}

/// The scales that an organisation reaches beside its own, from small to large.
pub(super) fn scales<'a>(document: &'a Document, organisation: &Organisation) -> Vec<&'a ScaleId> {
    let further = |id: &ScaleId| organisation.reach.contains(id) && organisation.scale.as_ref() != Some(id);
    document.scales_in_order().into_iter().map(|(id, _)| id).filter(|id| further(id)).collect()
}

impl Reach {
    /// The bars for what this organisation reaches, beside a node of this style.
    pub(super) fn of(
        document: &Document,
        organisation: &Organisation,
        style: &NodeStyle,
        look: &Look,
    ) -> Self {
        let sector = organisation.sector.as_ref().and_then(|id| document.sector(id));
        let tone = |id: &ScaleId| {
            let scale = document.scale(id).map(|scale| &**scale);
            let node = match sector {
                Some(sector) => look.node(Some(sector), scale),
                None => look.scale_swatch(scale),
            };
            node.fill.unwrap_or(node.outline)
        };
        let tones = scales(document, organisation).into_iter().map(tone).collect();
        Self { tones, outline: Some(style.outline) }
    }

    /// The bars that the legend shows: these tones.
    pub(super) fn sample(tones: Vec<Rgba>, outline: Rgba) -> Self {
        Self { tones, outline: Some(outline) }
    }

    /// Room for the bars and the space before them, canvas units; nothing where there are none.
    pub(super) fn width(&self) -> f64 {
        if self.tones.is_empty() {
            return 0.0;
        }
        let count = self.tones.len() as f64;
        BEFORE + count * BAR + (count - 1.0) * GAP
    }

    /// Draws the bars so that they end at `right`, half of them above `middle`, no higher than `most`.
    pub(super) fn draw(&self, target: &Target, role: Role, right: Point, most: f64, items: &mut Vec<Item>) {
        let height = HEIGHT.min(most);
        let left = right.x - (self.width() - BEFORE).max(0.0);
        for (index, tone) in self.tones.iter().enumerate() {
            let x = left + index as f64 * (BAR + GAP);
            let bar = Path::rounded_rect(Rect::new(x, right.y - height / 2.0, BAR, height), 1.5);
            let stroke = self.outline.map(|outline| Stroke::full(outline, 0.8));
            items.push(Item::path(target.clone(), role, bar, Some(*tone), stroke));
        }
    }
}

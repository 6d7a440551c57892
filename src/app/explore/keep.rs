//! The network's arrangement as places on the map. Must not know how the network is shown.

use std::collections::BTreeMap;

use eframe::egui::Rect;

use super::{force, network::Network};
use crate::model::{Document, OrganisationId, Point};

/// How much farther apart all stand on the map, where flows have labels.
const SPREAD: f32 = 1.4;

/// Where every organisation goes: as in the network, no box over another, about where the map was. Whole units.
pub(super) fn arrangement(network: &Network, document: &Document) -> Vec<(OrganisationId, Point)> {
    let boxes = network.boxes().into_iter();
    let mut boxes: Vec<Rect> =
        boxes.map(|rect| rect.translate(rect.center().to_vec2() * (SPREAD - 1.0))).collect();
    force::settle(&mut boxes);
    let places: BTreeMap<&OrganisationId, Point> = network
        .organisations()
        .iter()
        .zip(&boxes)
        .map(|(id, rect)| (id, Point::new(f64::from(rect.center().x), f64::from(rect.center().y))))
        .collect();
    let drawn = document.organisations().values().filter_map(|organisation| organisation.position);
    let (from, to) = (middle(places.values().copied()), middle(drawn));
    places
        .into_iter()
        .map(|(id, at)| {
            let at = Point::new((at.x + to.x - from.x).round(), (at.y + to.y - from.y).round());
            (id.clone(), at)
        })
        .collect()
}

fn middle(points: impl Iterator<Item = Point>) -> Point {
    let (sum, count) = points.fold((Point::default(), 0.0), |(sum, count), point| {
        (Point::new(sum.x + point.x, sum.y + point.y), count + 1.0)
    });
    if count > 0.0 { Point::new(sum.x / count, sum.y / count) } else { sum }
}

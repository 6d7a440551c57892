//! The network's arrangement as places on the map. Must not know how the network is shown.

use std::collections::BTreeMap;

use super::network::Network;
use crate::{
    layout::live::push_apart,
    model::{Document, OrganisationId, Point, Size},
};

/// How much farther apart all stand on the map, where flows have labels.
const SPREAD: f64 = 1.4;
/// How often boxes are pushed apart.
const PUSHES: usize = 2000;

/// Where every organisation goes: as in the network, no box over another, about where the map was. Whole units.
pub(super) fn arrangement(network: &Network, document: &Document) -> Vec<(OrganisationId, Point)> {
    let point = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
    let (mut spots, sizes): (Vec<Point>, Vec<Size>) = network
        .boxes()
        .into_iter()
        .map(|rect| {
            let size = Size::new(f64::from(rect.width()), f64::from(rect.height()));
            (point(rect.center().x, rect.center().y) * SPREAD, size)
        })
        .unzip();
    for _ in 0..PUSHES {
        if !push_apart(&mut spots, &sizes, None, 1.0) {
            break;
        }
    }
    let places: BTreeMap<&OrganisationId, Point> = network.organisations().iter().zip(spots).collect();
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

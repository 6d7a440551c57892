//! Edges and centres in one line: which is nearest, and which are so at the end.
//! Must not know gaps.

use crate::model::Rect;

use super::{
    Around, Guide, SAME,
    span::{Axis, Span},
};

/// A place of the moving box that snaps, along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// Its left or upper edge.
    Low(f64),
    /// Its centre.
    Middle(f64),
    /// Its right or lower edge.
    High(f64),
    /// The one edge that moves.
    Edge(f64),
}

impl Mark {
    fn at(self) -> f64 {
        match self {
            Self::Low(at) | Self::Middle(at) | Self::High(at) | Self::Edge(at) => at,
        }
    }

    /// Where of a neighbour it may come: edges to edges, a centre to a centre.
    fn places(self, of: Span) -> impl Iterator<Item = f64> {
        let places = match self {
            Self::Middle(_) => [of.middle(); 2],
            Self::Low(_) | Self::High(_) | Self::Edge(_) => [of.low, of.high],
        };
        places.into_iter().take(if matches!(self, Self::Middle(_)) { 1 } else { 2 })
    }
}

/// So much of the reach an edge must be nearer than a centre: a line through the middles is meant more often.
const EDGE_HANDICAP: f64 = 1.0 / 3.0;

/// The shortest way to a line within reach; centres before edges that are hardly nearer, near boxes before far ones.
pub(super) fn nearest(marks: &[Mark], rect: Rect, axis: Axis, around: &Around) -> Option<f64> {
    let beside = Span::of(rect, axis.other());
    let mut best: Option<(f64, f64, f64)> = None;
    for neighbour in &around.neighbours {
        let distance = beside.distance(Span::of(*neighbour, axis.other()));
        for mark in marks {
            for place in mark.places(Span::of(*neighbour, axis)) {
                let by = place - mark.at();
                if by.abs() > around.reach {
                    continue;
                }
                let is_centre = matches!(mark, Mark::Middle(_));
                let handicap = if is_centre { 0.0 } else { around.reach * EDGE_HANDICAP };
                let found = (by, by.abs() + handicap, distance);
                let is_better = |old: (f64, f64, f64)| {
                    let nearer = old.1 - found.1;
                    if nearer.abs() > SAME { nearer > 0.0 } else { found.2 < old.2 }
                };
                if best.is_none_or(is_better) {
                    best = Some(found);
                }
            }
        }
    }
    best.map(|(by, ..)| by)
}

/// The lines in which the box stands with its neighbours. With one of its own size it shares all three; then the
/// centres alone are drawn.
pub(super) fn guides(marks: &[Mark], rect: Rect, axis: Axis, around: &Around, guides: &mut Vec<Guide>) {
    let own = Span::of(rect, axis);
    let same = |a: f64, b: f64| (a - b).abs() < SAME;
    let centred = marks.iter().any(|mark| matches!(mark, Mark::Middle(_)));
    for mark in marks {
        let mut reach: Option<Span> = None;
        for neighbour in &around.neighbours {
            let span = Span::of(*neighbour, axis);
            let twin = centred && same(own.low, span.low) && same(own.high, span.high);
            if twin && !matches!(mark, Mark::Middle(_)) {
                continue;
            }
            if mark.places(span).any(|place| same(place, mark.at())) {
                let beside = Span::of(*neighbour, axis.other());
                reach = Some(reach.map_or(beside, |reach| reach.union(beside)));
            }
        }
        if let Some(reach) = reach {
            let reach = reach.union(Span::of(rect, axis.other()));
            let (from, to) = (axis.point(mark.at(), reach.low), axis.point(mark.at(), reach.high));
            guides.push(Guide::Line { from, to });
        }
    }
}

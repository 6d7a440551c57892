//! Equal gaps in a row or a column: between two neighbours, or going on as those before do.
//! Must not know lines.

use crate::model::Rect;

use super::{
    Guide, SAME,
    span::{Axis, Span},
};

/// Gaps narrower than this are none, canvas units.
const NARROWEST: f64 = 1.0;

/// A box of the row: along it, and beside it.
#[derive(Clone, Copy, Debug)]
struct Place {
    along: Span,
    beside: Span,
}

/// The air between two boxes of the row that stand next to each other.
#[derive(Clone, Copy, Debug)]
struct Gap {
    before: Place,
    after: Place,
}

impl Gap {
    fn size(&self) -> f64 {
        self.after.along.low - self.before.along.high
    }
}

/// The neighbours in one row with a box (in one column, along the other axis), from first to last.
#[derive(Debug)]
pub(super) struct Row {
    own: Span,
    places: Vec<Place>,
}

impl Row {
    pub(super) fn beside(rect: Rect, axis: Axis, neighbours: &[Rect]) -> Self {
        let own = Span::of(rect, axis.other());
        let place =
            |rect: &Rect| Place { along: Span::of(*rect, axis), beside: Span::of(*rect, axis.other()) };
        let in_row = neighbours.iter().map(place).filter(|place| place.beside.shared(own).is_some());
        let mut places: Vec<Place> = in_row.collect();
        places
            .sort_by(|a, b| a.along.low.total_cmp(&b.along.low).then(a.along.high.total_cmp(&b.along.high)));
        Self { own, places }
    }

    /// The gaps of the row as it stands, without the one in which the moving box is.
    fn gaps(&self, moving: Span) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut last: Option<Place> = None;
        for place in &self.places {
            if let Some(before) = last {
                let gap = Gap { before, after: *place };
                let holds = before.along.high < moving.middle() && moving.middle() < place.along.low;
                if gap.size() > NARROWEST && !holds {
                    gaps.push(gap);
                }
            }
            if last.is_none_or(|last| place.along.high > last.along.high) {
                last = Some(*place);
            }
        }
        gaps
    }

    /// What stands before and after the moving box, if nothing of the row is under it.
    fn sides(&self, moving: Span, slack: f64) -> (Option<Place>, Option<Place>) {
        let before = self.places.iter().filter(|place| place.along.high <= moving.low + slack);
        let after = self.places.iter().filter(|place| place.along.low >= moving.high - slack);
        let before = before.max_by(|a, b| a.along.high.total_cmp(&b.along.high)).copied();
        let after = after.min_by(|a, b| a.along.low.total_cmp(&b.along.low)).copied();
        (before, after)
    }

    /// The shortest way to where a gap beside the box equals another of the row, within reach.
    pub(super) fn nearest(&self, moving: Span, reach: f64) -> Option<f64> {
        let (before, after) = self.sides(moving, reach);
        let mut ways = Vec::new();
        if let (Some(before), Some(after)) = (before, after) {
            let air = after.along.low - before.along.high - moving.size();
            if air > 2.0 * NARROWEST {
                ways.push(before.along.high + air / 2.0 - moving.low);
            }
        }
        for gap in self.gaps(moving) {
            ways.extend(before.map(|before| before.along.high + gap.size() - moving.low));
            ways.extend(after.map(|after| after.along.low - gap.size() - moving.high));
        }
        ways.into_iter().filter(|by| by.abs() <= reach).min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// The gaps beside the box that equal each other or others of the row, with those.
    pub(super) fn guides(&self, moving: Span, axis: Axis, guides: &mut Vec<Guide>) {
        let (before, after) = self.sides(moving, SAME);
        let own = Place { along: moving, beside: self.own };
        let before = before.map(|before| Gap { before, after: own });
        let after = after.map(|after| Gap { before: own, after });
        let mut beside: Vec<Gap> =
            before.into_iter().chain(after).filter(|gap| gap.size() > NARROWEST).collect();
        let standing = self.gaps(moving);
        let equal = |a: &Gap, b: &Gap| (a.size() - b.size()).abs() < SAME;
        if let [one, other] = &beside[..]
            && !equal(one, other)
        {
            beside.retain(|gap| standing.iter().any(|standing| equal(standing, gap)));
        } else if beside.len() == 1 {
            beside.retain(|gap| standing.iter().any(|standing| equal(standing, gap)));
        }
        let others = standing.into_iter().filter(|standing| beside.iter().any(|gap| equal(standing, gap)));
        let mut shown: Vec<Gap> = others.chain(beside.iter().copied()).collect();
        shown.sort_by(|a, b| a.before.along.high.total_cmp(&b.before.along.high));
        // All on one level, like a measure drawn under a plan.
        let sides = shown.iter().flat_map(|gap| [gap.before.beside.high, gap.after.beside.high]);
        let level = sides.fold(f64::NEG_INFINITY, f64::max);
        guides.extend(shown.iter().map(|gap| Guide::Gap {
            from: axis.point(gap.before.along.high, level),
            to: axis.point(gap.after.along.low, level),
        }));
    }
}

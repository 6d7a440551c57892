//! Ways that turn round the same corner of a box, set one beside the other so that none lies on another.
//! Must not know how the ways were found, nor whether the room is free.

use std::collections::BTreeMap;

use crate::model::Point;

use super::route::Turn;

/// Distance of ways that pass the same corner, canvas units.
const BESIDE: f64 = 12.0;
/// The outermost of them is at most so much further out.
const MOST: f64 = 64.0;

/// A way through gaps.
pub(super) struct Passing {
    pub ends: (Point, Point),
    pub turns: Vec<Turn>,
    /// Half the width of its lanes.
    pub half: f64,
}

/// The turns of all ways, in their order, moved outward where several share a corner: the way that turns most lies
/// nearest to the box, so that they need not cross.
pub(super) fn apart(mut ways: Vec<Passing>) -> Vec<Vec<Turn>> {
    let mut corners: BTreeMap<(usize, bool, bool), Vec<(usize, usize)>> = BTreeMap::new();
    for (number, way) in ways.iter().enumerate() {
        for (index, turn) in way.turns.iter().enumerate().filter(|(_, turn)| turn.is_at_corner()) {
            let corner = (turn.around, turn.away.x > 0.0, turn.away.y > 0.0);
            corners.entry(corner).or_default().push((number, index));
        }
    }
    for mut passing in corners.into_values().filter(|passing| passing.len() > 1) {
        let straightness = |(number, index): (usize, usize)| ways[number].straightness(index);
        passing.sort_by(|a, b| straightness(*a).total_cmp(&straightness(*b)).then(a.cmp(b)));
        let mut offsets = vec![0.0];
        for pair in passing.windows(2) {
            let last = offsets[offsets.len() - 1];
            offsets.push(last + ways[pair[0].0].half + ways[pair[1].0].half + BESIDE);
        }
        let widest = offsets[offsets.len() - 1];
        let scale = if widest > MOST { MOST / widest } else { 1.0 };
        for ((number, index), offset) in passing.into_iter().zip(offsets) {
            let turn = &mut ways[number].turns[index];
            turn.at = turn.at + turn.away * (offset * scale * 0.75);
        }
    }
    ways.into_iter().map(|way| way.turns).collect()
}

impl Passing {
    /// 1 where the way runs straight through its turn, -1 where it turns back.
    fn straightness(&self, index: usize) -> f64 {
        let at = self.turns[index].at;
        let before = if index == 0 { self.ends.0 } else { self.turns[index - 1].at };
        let after = self.turns.get(index + 1).map_or(self.ends.1, |turn| turn.at);
        (at - before).normalised().dot((after - at).normalised())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_that_turns_most_lies_nearest() {
        let way = |from: (f64, f64), to: (f64, f64)| Passing {
            ends: (Point::new(from.0, from.1), Point::new(to.0, to.1)),
            turns: vec![Turn { at: Point::default(), around: 3, away: Point::new(1.0, -1.0) }],
            half: 0.0,
        };
        let turns = apart(vec![way((-100.0, -30.0), (30.0, 100.0)), way((-100.0, 0.0), (0.0, 100.0))]);
        assert_eq!(turns[1][0].at, Point::default());
        assert_eq!(turns[0][0].at, Point::new(9.0, -9.0));
    }
}

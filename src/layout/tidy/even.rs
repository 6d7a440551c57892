//! Gaps between boxes in a row that are nearly equal are made equal. Must not know how the row came about.

use super::{Axis, REACH, SAME, Sketch};

/// Whole units make gaps differ by this, canvas units.
const EQUAL: f64 = 1.0;

/// Evens gaps along the axis within rows that stand exactly in line. Whether anyone moved.
pub(super) fn even(sketch: &mut Sketch<'_>, axis: Axis, near: f64) -> bool {
    let mut any = false;
    for row in rows(sketch, axis) {
        let mut start = 0;
        while start + 2 < row.len() {
            let end = run(sketch, axis, &row, start, near);
            if end - start >= 3 {
                any |= spread(sketch, axis, &row[start..end]);
                start = end - 1;
            } else {
                start += 1;
            }
        }
    }
    any
}

/// Those in line with each other, in order; three at least.
fn rows(sketch: &Sketch<'_>, axis: Axis) -> Vec<Vec<usize>> {
    let line = |node: usize| axis.other().of(sketch.centres[node]);
    let along = |node: usize| axis.of(sketch.centres[node]);
    let mut order: Vec<usize> =
        (0..sketch.centres.len()).filter(|&node| sketch.centres[node].is_finite()).collect();
    order.sort_by(|&a, &b| {
        let by_cell = sketch.cells[a].cmp(&sketch.cells[b]);
        let by_line = ((line(a) / SAME).round()).total_cmp(&(line(b) / SAME).round());
        by_cell.then(by_line).then(along(a).total_cmp(&along(b))).then(a.cmp(&b))
    });
    let together =
        |a: &usize, b: &usize| sketch.cells[*a] == sketch.cells[*b] && (line(*a) - line(*b)).abs() <= SAME;
    let rows = order.chunk_by(|a, b| together(a, b) && gap(sketch, axis, *a, *b) <= REACH);
    rows.filter(|row| row.len() > 2).map(<[usize]>::to_vec).collect()
}

fn gap(sketch: &Sketch<'_>, axis: Axis, low: usize, high: usize) -> f64 {
    let sides = f64::midpoint(axis.side(sketch.problem.sizes[low]), axis.side(sketch.problem.sizes[high]));
    axis.of(sketch.centres[high]) - axis.of(sketch.centres[low]) - sides
}

/// Where the longest run of near-equal gaps ends that begins here.
fn run(sketch: &Sketch<'_>, axis: Axis, row: &[usize], start: usize, near: f64) -> usize {
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    let mut end = start + 1;
    while end < row.len() {
        let gap = gap(sketch, axis, row[end - 1], row[end]);
        (low, high) = (low.min(gap), high.max(gap));
        if high - low > near || low < 0.0 {
            break;
        }
        end += 1;
    }
    end
}

/// Gives a run equal gaps, its middle where it was; one that is held stays, of two the gap is as they want it.
fn spread(sketch: &mut Sketch<'_>, axis: Axis, row: &[usize]) -> bool {
    let gaps: Vec<f64> = row.windows(2).map(|pair| gap(sketch, axis, pair[0], pair[1])).collect();
    let most = gaps.iter().copied().fold(f64::MIN, f64::max);
    let least = gaps.iter().copied().fold(f64::MAX, f64::min);
    if most - least <= 2.0 * EQUAL {
        return false;
    }
    let even = (gaps.iter().sum::<f64>() / gaps.len() as f64).round();
    let mut places = vec![0.0];
    for pair in row.windows(2) {
        let sides =
            f64::midpoint(axis.side(sketch.problem.sizes[pair[0]]), axis.side(sketch.problem.sizes[pair[1]]));
        places.push(places[places.len() - 1] + sides + even);
    }
    let now: Vec<f64> = row.iter().map(|&node| axis.of(sketch.centres[node])).collect();
    let held: Vec<usize> = (0..row.len()).filter(|&place| sketch.held[row[place]]).collect();
    let shift = match held[..] {
        [] => now.iter().zip(&places).map(|(now, place)| now - place).sum::<f64>() / now.len() as f64,
        [one] => now[one] - places[one],
        _ => return false,
    };
    let shift = if held.is_empty() { shift.round() } else { shift };
    let moves: Vec<(usize, f64)> = row
        .iter()
        .zip(&places)
        .filter(|(node, _)| !sketch.held[**node])
        .map(|(&node, place)| (node, (place + shift)))
        .collect();
    sketch.try_moves(axis, &moves)
}

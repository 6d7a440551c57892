//! A stream of very many layers, broken into rows one below the other: a strip of a hundred boxes is no picture. It runs
//! back in every second row, as an ox ploughs, so that what follows stays near. Must not know who is joined to whom.

use crate::model::{Point, Rect, Size};

/// A stream so many times as long as it is deep is broken, its depth with the room between two rows.
const STRIP: f64 = 12.0;
/// A broken stream is about so many times as long as all its rows are deep.
const SHAPE: f64 = 3.0;
/// Between two rows, canvas units: flows from one to the next pass there.
const BETWEEN_ROWS: f64 = 120.0;

/// Breaks the stream where it is a strip. `ranks` are the layers of the centres; the stream runs to the right, or downward
/// where it is `sideways`. All of one layer stay in one row.
pub(super) fn broken(centres: &mut [Point], sizes: &[Size], ranks: &[usize], sideways: bool) {
    let turned = |at: Point| if sideways { at.turned() } else { at };
    let boxes = centres.iter().zip(sizes).map(|(centre, size)| Rect::from_center(*centre, *size));
    let Some(bounds) = Rect::around(boxes) else { return };
    let (start, long, deep) = if sideways {
        (bounds.y, bounds.height, bounds.width)
    } else {
        (bounds.x, bounds.width, bounds.height)
    };
    let pitch = deep + BETWEEN_ROWS;
    if long <= STRIP * pitch {
        return;
    }
    let rows = (long / (SHAPE * pitch)).sqrt().round().max(2.0);
    // A layer stands in the row of its middle.
    let layers = ranks.iter().max().map_or(0, |last| last + 1);
    let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); layers];
    for ((centre, size), rank) in centres.iter().zip(sizes).zip(ranks) {
        let (at, half) = (turned(*centre).x, if sideways { size.height } else { size.width } / 2.0);
        ends[*rank] = (ends[*rank].0.min(at - half), ends[*rank].1.max(at + half));
    }
    let row_of = |rank: usize| {
        let middle = f64::midpoint(ends[rank].0, ends[rank].1) - start;
        ((middle / long * rows) as usize).min(rows as usize - 1)
    };
    let mut spans = vec![(f64::INFINITY, f64::NEG_INFINITY); rows as usize];
    for (rank, (from, to)) in ends.iter().enumerate().filter(|(_, (from, to))| from <= to) {
        let span = &mut spans[row_of(rank)];
        *span = (span.0.min(*from), span.1.max(*to));
    }
    let longest = spans.iter().map(|(from, to)| to - from).fold(0.0, f64::max);
    for (centre, rank) in centres.iter_mut().zip(ranks) {
        let row = row_of(*rank);
        let along = turned(*centre).x - spans[row].0;
        let along = if row % 2 == 0 { along } else { longest - along };
        let across = turned(*centre).y + row as f64 * pitch;
        *centre = turned(Point::new(start + along, across));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(count: usize) -> (Vec<Point>, Vec<Size>, Vec<usize>) {
        let centres = (0..count).map(|at| Point::new(250.0 * at as f64, 0.0)).collect();
        (centres, vec![Size::new(150.0, 44.0); count], (0..count).collect())
    }

    #[test]
    fn a_short_chain_is_one_row_and_a_long_one_is_ploughed() {
        for (count, sideways) in [(8, false), (12, false), (200, false), (200, true)] {
            let (mut centres, mut sizes, ranks) = chain(count);
            if sideways {
                centres.iter_mut().for_each(|at| *at = at.turned());
                sizes.fill(Size::new(44.0, 150.0));
            }
            let before = centres.clone();
            broken(&mut centres, &sizes, &ranks, sideways);
            if count == 8 {
                assert_eq!(centres, before);
                continue;
            }
            let boxes: Vec<Rect> =
                centres.iter().zip(&sizes).map(|(at, size)| Rect::from_center(*at, *size)).collect();
            for (number, one) in boxes.iter().enumerate() {
                assert!(boxes[number + 1..].iter().all(|other| !other.overlaps(*one)), "{count}: {one:?}");
            }
            let bounds = Rect::around(boxes.iter().copied()).expect("there are boxes");
            let shape = bounds.width.max(bounds.height) / bounds.width.min(bounds.height);
            assert!(shape < 8.0, "{count}: {bounds:?}");
            let far = centres.windows(2).map(|pair| pair[0].distance(pair[1])).fold(0.0, f64::max);
            assert!(far < 450.0, "{count}: who follows stands {far} away");
        }
    }
}

//! Boxes that give way to each other, a little at a time. Must not know springs.

use crate::model::{Point, Size};

/// The least distance between two boxes, canvas units.
const GAP: f64 = 22.0;
/// Nearer than they should be by less than this is near enough, canvas units.
const NEAR_ENOUGH: f64 = 0.05;

/// Moves boxes that are too near away from each other by such a share of what is wanting, the shorter way; whether
/// there were any. One that is held stays. `places` and `sizes` are of one length.
pub fn push_apart(places: &mut [Point], sizes: &[Size], held: Option<usize>, share: f64) -> bool {
    let mut order: Vec<usize> = (0..places.len().min(sizes.len())).collect();
    let left = |one: usize, places: &[Point]| places[one].x - sizes[one].width / 2.0;
    order.sort_by(|a, b| left(*a, places).total_cmp(&left(*b, places)).then(a.cmp(b)));
    let edges: Vec<f64> = order.iter().map(|one| left(*one, places)).collect();
    let mut any = false;
    for (at, first) in order.iter().enumerate() {
        let reach = edges[at] + sizes[*first].width + GAP;
        for (second, _) in order[at + 1..].iter().zip(&edges[at + 1..]).take_while(|(_, edge)| **edge < reach)
        {
            let push = push((places[*first], sizes[*first]), (places[*second], sizes[*second])) * share;
            if push.x.abs() + push.y.abs() < NEAR_ENOUGH {
                continue;
            }
            any = true;
            let (a, b) = match held {
                Some(held) if held == *first => (0.0, 1.0),
                Some(held) if held == *second => (1.0, 0.0),
                _ => (0.5, 0.5),
            };
            places[*first] = places[*first] - push * a;
            places[*second] = places[*second] + push * b;
        }
    }
    any
}

/// How far the second box must go so that there is a gap.
fn push(first: (Point, Size), second: (Point, Size)) -> Point {
    let way = second.0 - first.0;
    let over_x = f64::midpoint(first.1.width, second.1.width) + GAP - way.x.abs();
    let over_y = f64::midpoint(first.1.height, second.1.height) + GAP - way.y.abs();
    if over_x <= 0.0 || over_y <= 0.0 {
        return Point::default();
    }
    let sign = |value: f64| if value < 0.0 { -1.0 } else { 1.0 };
    if over_x < over_y {
        Point::new(over_x * sign(way.x), 0.0)
    } else {
        Point::new(0.0, over_y * sign(way.y))
    }
}

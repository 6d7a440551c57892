//! Free places for what is no organisation: notes move aside rather than lie over a box.
//! Must not know what it is.

use super::standing::{Clearance, Standing};
use crate::model::{Point, Rect};

/// Centres for these boxes, each as near to where it is wished as may be: over none of those that stand, nor over each
/// other. One that is in nobody's way stays where it is, to the bit. Canvas units.
#[must_use]
pub fn aside(standing: &[Rect], wished: &[Rect]) -> Vec<Point> {
    let mut stand = Standing::default();
    standing.iter().for_each(|rect| stand.add(*rect));
    let places = wished.iter().map(|rect| {
        let (size, wish) = (rect.size(), rect.center());
        let place = if stand.covers(*rect) {
            let found = stand.nearest_free(wish, size, Clearance::Beside, None);
            found.unwrap_or_else(|| stand.below(wish, size))
        } else {
            wish
        };
        stand.add(Rect::from_center(place, size));
        place
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_over_something_moves_and_not_far() {
        let standing = [Rect::new(0.0, 0.0, 160.0, 48.0)];
        let free = Rect::new(161.0, 0.5, 100.0, 40.0);
        let over = Rect::new(100.0, 10.0, 100.0, 40.0);
        let places = aside(&standing, &[free, over, over]);
        assert_eq!(places[0], free.center());
        let moved: Vec<Rect> = places[1..].iter().map(|at| Rect::from_center(*at, over.size())).collect();
        for rect in &moved {
            assert!(!rect.overlaps(standing[0]) && !rect.overlaps(free), "{rect:?}");
            assert!(rect.center().distance(over.center()) < 150.0, "{rect:?}");
        }
        assert!(!moved[0].overlaps(moved[1]));
    }
}

//! A network on its way to where it was found to rest: nobody jumps. Must not know the network.

use crate::model::Point;

/// How long it takes, seconds.
const SECONDS: f32 = 0.4;

/// From where all were to where all will be.
pub(super) struct Arrival {
    from: Vec<Point>,
    to: Vec<Point>,
    share: f32,
}

impl Arrival {
    /// Beginning at the one places, ending at the others; both by number.
    pub fn new(from: Vec<Point>, to: Vec<Point>) -> Self {
        Self { from, to, share: 0.0 }
    }

    /// Goes on for so many seconds, or arrives at once; whether it has arrived.
    pub fn go_on(&mut self, seconds: Option<f32>) -> bool {
        self.share = seconds.map_or(1.0, |seconds| (self.share + seconds / SECONDS).min(1.0));
        self.share >= 1.0
    }

    /// Where all are now.
    pub fn places(&self) -> Vec<Point> {
        let share = f64::from(self.share * self.share * (3.0 - 2.0 * self.share));
        self.from.iter().zip(&self.to).map(|(from, to)| from.lerp(*to, share)).collect()
    }

    /// Where all will be.
    pub fn goal(&self) -> &[Point] {
        &self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_arrive_where_they_were_found_to_rest() {
        let (from, to) = (vec![Point::default(); 2], vec![Point::new(100.0, 0.0), Point::new(0.0, -40.0)]);
        let mut arrival = Arrival::new(from, to.clone());
        let mut last = 0.0;
        while !arrival.go_on(Some(0.05)) {
            let at = arrival.places()[0].x;
            assert!(at > last && at < 100.0);
            last = at;
        }
        assert_eq!((arrival.places(), arrival.goal()), (to.clone(), &to[..]));
    }
}

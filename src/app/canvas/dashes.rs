//! Lines cut: into dashes, and down to what comes near a part of the screen, so that a line that runs across the whole
//! map costs no more than its piece in view. Must not know how a line is drawn.

use eframe::egui::{Pos2, Rect as ScreenRect};

/// Cuts a line into dashes: lengths of dash and gap in turn, in the unit of the points.
#[must_use]
pub fn dashes(points: &[Pos2], closed: bool, pattern: &[f32]) -> Vec<Vec<Pos2>> {
    let mut out = Vec::new();
    each_dash(points, closed, pattern, ScreenRect::EVERYTHING, |dash| out.push(dash.to_vec()));
    out
}

/// As [`dashes`], one after the other, without those that lie outside of `seen`.
pub fn each_dash(
    points: &[Pos2],
    closed: bool,
    pattern: &[f32],
    seen: ScreenRect,
    mut draw: impl FnMut(&[Pos2]),
) {
    let total: f32 = pattern.iter().sum();
    // After so much, dash or gap, all is as before.
    let period = if pattern.len().is_multiple_of(2) { total } else { 2.0 * total };
    let mut points = std::borrow::Cow::Borrowed(points);
    if let (true, Some(first)) = (closed, points.first().copied()) {
        points.to_mut().push(first);
    }
    if total.is_nan() || total <= 0.05 {
        draw(&points);
        return;
    }
    let mut pen = Pen { pattern, period, slot: 0, left: pattern[0], is_down: true, current: Vec::new() };
    pen.current.extend(points.first());
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = from.distance(to);
        match within(from, to, seen) {
            Some((enter, leave)) => {
                if enter > 0.0 {
                    pen.leap(enter * length, from.lerp(to, enter), &mut draw);
                }
                let gone = pen.walk(from, to, enter * length, leave * length, &mut draw);
                if length - gone <= pen.left {
                    pen.arrive(length - gone, to);
                } else {
                    pen.leap(length - gone, to, &mut draw);
                }
            }
            None => pen.leap(length, to, &mut draw),
        }
    }
    if pen.is_down && pen.current.len() > 1 {
        draw(&pen.current);
    }
}

/// What draws dashes along a line.
struct Pen<'a> {
    pattern: &'a [f32],
    period: f32,
    slot: usize,
    /// Of the dash or gap that it is in.
    left: f32,
    is_down: bool,
    /// The dash so far.
    current: Vec<Pos2>,
}

impl Pen<'_> {
    fn turn(&mut self) {
        self.slot = (self.slot + 1) % self.pattern.len();
        self.left = self.pattern[self.slot];
        self.is_down = !self.is_down;
    }

    /// Draws every dash that ends between these lengths of a straight piece; how far it came.
    fn walk(&mut self, from: Pos2, to: Pos2, start: f32, end: f32, draw: &mut impl FnMut(&[Pos2])) -> f32 {
        let length = from.distance(to);
        let mut gone = start;
        while length - gone > self.left && gone <= end {
            gone += self.left;
            let here = from.lerp(to, gone / length);
            if self.is_down {
                self.current.push(here);
                draw(&self.current);
                self.current.clear();
            } else {
                self.current.clear();
                self.current.push(here);
            }
            self.turn();
        }
        gone
    }

    /// To the end of a straight piece within a dash or gap.
    fn arrive(&mut self, by: f32, at: Pos2) {
        self.left -= by;
        if self.is_down {
            self.current.push(at);
        }
    }

    /// Over what is not seen.
    fn leap(&mut self, by: f32, at: Pos2, draw: &mut impl FnMut(&[Pos2])) {
        if self.is_down && self.current.len() > 1 {
            draw(&self.current);
        }
        let mut rest = by % self.period;
        while rest > self.left {
            rest -= self.left;
            self.turn();
        }
        self.left -= rest;
        self.current.clear();
        self.current.push(at);
    }
}

/// The pieces of a line that come near a part of the screen: ranges of its points.
pub fn each_stretch(points: &[Pos2], seen: ScreenRect, mut draw: impl FnMut(&[Pos2])) {
    let mut start = None;
    for (index, pair) in points.windows(2).enumerate() {
        if seen.intersects(ScreenRect::from_two_pos(pair[0], pair[1])) {
            start.get_or_insert(index);
        } else if let Some(start) = start.take() {
            draw(&points[start..=index]);
        }
    }
    if let Some(start) = start {
        draw(&points[start..]);
    }
}

/// Between which parts, 0 to 1, a straight piece lies in the rectangle; `None` where it does not.
fn within(a: Pos2, b: Pos2, rect: ScreenRect) -> Option<(f32, f32)> {
    if rect.contains(a) && rect.contains(b) {
        return Some((0.0, 1.0));
    }
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (start, way, low, high) in
        [(a.x, b.x - a.x, rect.left(), rect.right()), (a.y, b.y - a.y, rect.top(), rect.bottom())]
    {
        if way.abs() < 1e-6 {
            if start < low || start > high {
                return None;
            }
        } else {
            let (one, other) = ((low - start) / way, (high - start) / way);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
    }
    (enter <= leave).then_some((enter, leave))
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn dashes_have_their_lengths() {
        let cut = dashes(&[pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(30.0, 0.0)], false, &[6.0, 4.0]);
        let ends: Vec<_> = cut.iter().map(|dash| (dash[0].x, dash[dash.len() - 1].x)).collect();
        assert_eq!(ends, [(0.0, 6.0), (10.0, 16.0), (20.0, 26.0)]);
        let whole = dashes(&[pos2(0.0, 0.0), pos2(9.0, 0.0)], false, &[0.0, 0.0]);
        assert_eq!(whole.len(), 1);
    }

    #[test]
    fn what_is_in_view_has_the_dashes_of_the_whole_line() {
        let line = [pos2(-9000.0, 3.0), pos2(-500.0, 8.0), pos2(40.0, 12.0), pos2(60.0, 900.0)];
        let seen = ScreenRect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        for pattern in [&[6.0, 4.0][..], &[1.0, 3.0, 8.0, 3.0]] {
            let is_seen = |dash: &[Pos2]| dash.iter().all(|point| seen.contains(*point));
            let whole: Vec<_> = dashes(&line, false, pattern).into_iter().filter(|d| is_seen(d)).collect();
            let mut part = Vec::new();
            each_dash(&line, false, pattern, seen, |dash| part.extend(is_seen(dash).then(|| dash.to_vec())));
            assert!(whole.len() > 5);
            let far: f32 = whole
                .iter()
                .filter(|dash| dash[0].x > 3.0 && dash[0].y > 3.0)
                .map(|dash| part.iter().map(|other| other[0].distance(dash[0])).fold(f32::MAX, f32::min))
                .fold(0.0, f32::max);
            assert!(far < 0.1, "{pattern:?}: {far}");
        }
    }

    #[test]
    fn a_line_is_cut_down_to_its_stretches_in_view() {
        let seen = ScreenRect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        let line = [-40.0, -20.0, 5.0, 8.0, 30.0, 50.0].map(|x| pos2(x, 5.0));
        let mut stretches = Vec::new();
        each_stretch(&line, seen, |points| stretches.push((points[0].x, points[points.len() - 1].x)));
        assert_eq!(stretches, [(-20.0, 30.0)]);
    }
}

//! Where lines cross, the lower one is left out for a little way, so that one can tell which goes where: on any ground,
//! on paper as on a screen, without a colour of its own. Must not know flows: lines, widths and dashes are all.

use std::cell::Cell;

use crate::model::{Point, Rect};

use super::{
    curve::Cubic,
    lines::{Lines, Piece},
    path::{Path, Segment, within_rect},
};

/// The clear space on either side of the upper line, canvas units.
const GAP: f64 = 2.2;
/// What stands between two gaps is left out with them if it is shorter than this, canvas units.
const CRUMB: f64 = 4.0;
/// Near its ends a line is not cut: there it is told by its node and its head, and what a gap left would be a stub of
/// less than this. Canvas units.
const STUB: f64 = 12.0;
/// Nor is it so near a head, a stroke or a ring, canvas units.
const FROM_MARK: f64 = 6.0;
/// A piece of line shorter than this between a gap and the line's own label is left out, canvas units.
const BEFORE_LABEL: f64 = 7.0;
/// A line with more gaps than this would look dashed, and no eye follows it through so many: it stays whole.
const MOST_GAPS: usize = 40;
/// Lines that cross at less than this (the sine of the angle) run along each other: a gap would be long.
const FLAT: f64 = 0.17;
/// Where lines cross at a slant a gap grows up to so many times.
const LONGEST: f64 = 3.6;
/// Pieces of bent lines are at most about so long, canvas units.
const PIECE: f64 = 60.0;

/// A line as it is drawn.
pub(super) struct Trace<'a> {
    pub curve: &'a [Cubic],
    pub width: f64,
    /// Dashed or dotted: a gap would be taken for one of its own.
    pub is_broken: bool,
    /// Heads, stroke and ring: what lies on the line, its own or another's, tells enough.
    pub marks: &'a [Rect],
    /// Its label, which lies over all lines.
    pub label: Option<Rect>,
}

impl Trace<'_> {
    /// Whether a crossing here is hidden, or told without a gap.
    fn is_marked(&self, at: Point) -> bool {
        self.label.is_some_and(|label| label.contains(at))
            || self.marks.iter().any(|mark| mark.expanded(FROM_MARK).contains(at))
    }
}

/// What is left out of a line. Places on it are the number of the cubic, and on it 0 to 1.
pub(super) struct Gap {
    pub from: f64,
    pub to: f64,
    /// The lines that it makes room for.
    pub over: Vec<usize>,
}

/// What is to be left out of a line, from and to in canvas units along it, for the line that goes over it there.
struct Cut {
    from: f64,
    to: f64,
    over: usize,
}

/// All lines as short straight pieces, one after the other.
struct Walked {
    points: Vec<Point>,
    /// For each point the number of its cubic and the place on it, added up.
    places: Vec<f64>,
    /// For each point how far it is along its line.
    lengths: Vec<f64>,
    /// For each line where its points begin; one more for the end.
    starts: Vec<usize>,
}

impl Walked {
    fn along(traces: &[Trace<'_>]) -> Self {
        // Most lines are one straight piece or one bow of a few.
        let room = 4 * traces.iter().map(|trace| trace.curve.len()).sum::<usize>();
        let mut walked = Self {
            points: Vec::with_capacity(room),
            places: Vec::with_capacity(room),
            lengths: Vec::with_capacity(room),
            starts: Vec::with_capacity(traces.len() + 1),
        };
        walked.starts.push(0);
        for trace in traces {
            walked.add(trace.curve);
            walked.starts.push(walked.points.len());
        }
        walked
    }

    fn add(&mut self, curve: &[Cubic]) {
        let Some(first) = curve.first() else { return };
        let (mut last, mut walked) = (first.start, 0.0);
        self.push(last, 0.0, walked);
        for (number, cubic) in curve.iter().enumerate() {
            let bend = (cubic.start - cubic.first * 2.0 + cubic.second)
                .length()
                .max((cubic.first - cubic.second * 2.0 + cubic.end).length());
            // A straight line with even handles is one piece: the place on it grows as its length does.
            let pieces = if cubic.is_even() { 1.0 } else { cubic.start.distance(cubic.end) / PIECE };
            let count = (0.75 * bend).sqrt().max(pieces).ceil().clamp(1.0, 96.0);
            for step in 1..=count as usize {
                let t = step as f64 / count;
                let point = cubic.point(t);
                walked += last.distance(point);
                last = point;
                self.push(point, number as f64 + t, walked);
            }
        }
    }

    fn push(&mut self, point: Point, place: f64, length: f64) {
        self.points.push(point);
        self.places.push(place);
        self.lengths.push(length);
    }

    fn line(&self, number: usize) -> Steps<'_> {
        let range = self.starts[number]..self.starts[number + 1];
        Steps {
            points: &self.points[range.clone()],
            places: &self.places[range.clone()],
            lengths: &self.lengths[range],
        }
    }
}

/// One of them.
struct Steps<'a> {
    points: &'a [Point],
    places: &'a [f64],
    lengths: &'a [f64],
}

impl Steps<'_> {
    fn length(&self) -> f64 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// From where to where it lies under a box, to two units.
    fn under(&self, rect: Rect) -> Option<(f64, f64)> {
        const STEP: f64 = 2.0;
        let mut under: Option<(f64, f64)> = None;
        for (ends, lengths) in self.points.windows(2).zip(self.lengths.windows(2)) {
            let Some((enter, leave)) = within_rect(ends[0], ends[1], rect) else { continue };
            let at = |part: f64| lengths[0] + (lengths[1] - lengths[0]) * part;
            let (first, last) = ((at(enter) / STEP).ceil() * STEP, (at(leave) / STEP).floor() * STEP);
            if first <= last {
                under = Some((under.map_or(first, |(from, _)| from), last));
            }
        }
        under
    }

    /// The place on the cubics after so many canvas units.
    fn place(&self, distance: f64) -> f64 {
        let last = self.lengths.len() - 1;
        let index = self.lengths.partition_point(|length| *length < distance).clamp(1, last);
        let piece = self.lengths[index] - self.lengths[index - 1];
        let part =
            if piece > 0.0 { ((distance - self.lengths[index - 1]) / piece).clamp(0.0, 1.0) } else { 0.0 };
        self.places[index - 1] + (self.places[index] - self.places[index - 1]) * part
    }
}

/// For every line what is left out of it, from its beginning on. The first line is the lowest.
pub(super) fn gaps(traces: &[Trace<'_>]) -> Vec<Vec<Gap>> {
    let walked = Walked::along(traces);
    let mut cuts: Vec<Vec<Cut>> = traces.iter().map(|_| Vec::new()).collect();
    // Lines out of which nothing more is left: dashed ones, and those with too many gaps. Where all lines cross each
    // other most are soon so, and need not be asked again.
    let whole: Vec<Cell<bool>> = traces.iter().map(|trace| Cell::new(trace.is_broken)).collect();
    each_crossing(&walked, &whole, |at, lower, upper, sine| {
        if traces[lower.line].is_marked(at) || traces[upper.line].is_marked(at) {
            return;
        }
        for (under, over) in [(lower, upper), (upper, lower)] {
            let clear = traces[over.line].width / 2.0 + GAP;
            let half = (clear / sine).min(LONGEST * clear) + traces[under.line].width / 2.0;
            let cut = Cut { from: under.distance - half, to: under.distance + half, over: over.line };
            let leaves_stub = cut.from < STUB || cut.to > walked.line(under.line).length() - STUB;
            if !traces[under.line].is_broken && !leaves_stub {
                // One more than the most tells enough.
                let cuts = &mut cuts[under.line];
                if cuts.len() <= MOST_GAPS {
                    cuts.push(cut);
                }
                whole[under.line].set(cuts.len() > MOST_GAPS);
                return;
            }
        }
    });
    for (line, (cuts, trace)) in cuts.iter_mut().zip(traces).enumerate() {
        if cuts.len() > MOST_GAPS {
            cuts.clear();
        }
        if let Some(label) = trace.label.filter(|_| !cuts.is_empty()) {
            reach_label(cuts, &walked.line(line), label);
        }
    }
    cuts.into_iter().enumerate().map(|(line, cuts)| joined(cuts, &walked.line(line))).collect()
}

/// Draws gaps that end just before or behind the label up to it: no crumb of the line stands between.
fn reach_label(cuts: &mut [Cut], steps: &Steps<'_>, label: Rect) {
    let Some((from, to)) = steps.under(label) else { return };
    for cut in cuts {
        if cut.to < from && from - cut.to < BEFORE_LABEL {
            cut.to = from;
        } else if cut.from > to && cut.from - to < BEFORE_LABEL {
            cut.from = to;
        }
    }
}

/// Where a line meets another.
#[derive(Clone, Copy)]
struct Meeting {
    line: usize,
    distance: f64,
}

/// Cuts in order, those that leave only a crumb between them joined.
fn joined(mut cuts: Vec<Cut>, steps: &Steps<'_>) -> Vec<Gap> {
    cuts.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut whole: Vec<Gap> = Vec::new();
    for cut in cuts {
        match whole.last_mut() {
            Some(last) if cut.from < last.to + CRUMB => {
                last.to = last.to.max(cut.to);
                last.over.push(cut.over);
            }
            _ => whole.push(Gap { from: cut.from, to: cut.to, over: vec![cut.over] }),
        }
    }
    for gap in &mut whole {
        (gap.from, gap.to) = (steps.place(gap.from), steps.place(gap.to));
    }
    whole
}

/// Calls `found` with the point, both places and the sine of the angle wherever two lines cross, but not where they run
/// along each other, nor where both are `spared`.
fn each_crossing(
    walked: &Walked,
    spared: &[Cell<bool>],
    mut found: impl FnMut(Point, Meeting, Meeting, f64),
) {
    let mut pieces: Vec<Piece> = Vec::with_capacity(walked.points.len());
    // For each line how much further on its points are than its pieces: one for every line before it.
    let mut ahead = Vec::with_capacity(spared.len());
    for line in 0..spared.len() {
        ahead.push(walked.starts[line] - pieces.len());
        let ends = walked.line(line).points.windows(2);
        pieces.extend(ends.map(|ends| Piece { from: ends[0], to: ends[1], line }));
    }
    let rects = pieces.iter().map(|piece| Rect::from_corners(piece.from, piece.to));
    let Some(bounds) = Rect::around(rects) else { return };
    let lines = Lines::new(pieces, bounds);
    lines.each_crossing(spared, |[lower, upper], parts, sine| {
        if sine <= FLAT {
            return;
        }
        let meeting = |number: usize, piece: &Piece, part: f64| {
            let at = number + ahead[piece.line];
            let (from, to) = (walked.lengths[at], walked.lengths[at + 1]);
            Meeting { line: piece.line, distance: from + (to - from) * part }
        };
        let (low, high) = (lines.piece(lower), lines.piece(upper));
        let at = low.from.lerp(low.to, parts[0]);
        found(at, meeting(lower, low, parts[0]), meeting(upper, high, parts[1]), sine);
    });
}

/// The line without what is left out.
pub(super) fn without(curve: &[Cubic], gaps: &[Gap]) -> Path {
    let mut path = Path { segments: Vec::with_capacity(curve.len() + 2 * gaps.len() + 1) };
    let mut from = 0.0;
    for gap in gaps {
        add_between(&mut path, curve, from, gap.from);
        from = gap.to;
    }
    add_between(&mut path, curve, from, curve.len() as f64);
    path
}

/// The line from one place to another; nothing if they are the wrong way round.
pub(super) fn between(curve: &[Cubic], from: f64, to: f64) -> Path {
    let mut path = Path::default();
    add_between(&mut path, curve, from, to);
    path
}

fn add_between(path: &mut Path, curve: &[Cubic], from: f64, to: f64) {
    let mut is_begun = false;
    for (number, cubic) in curve.iter().enumerate() {
        let start = (from - number as f64).max(0.0);
        let end = (to - number as f64).min(1.0);
        if end - start < 1e-9 {
            continue;
        }
        let cubic = if end < 1.0 { cubic.split(end).0 } else { *cubic };
        let cubic = if start > 0.0 { cubic.split(start / end).1 } else { cubic };
        if !std::mem::replace(&mut is_begun, true) {
            path.segments.push(Segment::Move(cubic.start));
        }
        path.add_cubic(&cubic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn straight(from: (f64, f64), to: (f64, f64)) -> Vec<Cubic> {
        vec![Cubic::straight(Point::new(from.0, from.1), Point::new(to.0, to.1))]
    }

    fn plain(curve: &[Cubic]) -> Trace<'_> {
        Trace { curve, width: 2.0, is_broken: false, marks: &[], label: None }
    }

    fn cut(curves: &[Vec<Cubic>], broken: &[usize]) -> Vec<usize> {
        let traces: Vec<Trace> = (curves.iter().enumerate())
            .map(|(number, curve)| Trace { is_broken: broken.contains(&number), ..plain(curve) })
            .collect();
        gaps(&traces).iter().map(Vec::len).collect()
    }

    #[test]
    fn the_lower_line_gives_way_unless_it_is_dashed() {
        let level = straight((0.0, 50.0), (100.0, 50.0));
        let upright = straight((50.0, 0.0), (50.0, 100.0));
        let lines = [level, upright];
        assert_eq!(cut(&lines, &[]), [1, 0]);
        assert_eq!(cut(&lines, &[0]), [0, 1]);
        assert_eq!(cut(&lines, &[0, 1]), [0, 0]);
    }

    #[test]
    fn lines_stay_whole_near_their_ends_and_beside_each_other() {
        let level = straight((0.0, 50.0), (100.0, 50.0));
        for (other, expected) in [
            (straight((5.0, 0.0), (5.0, 100.0)), [0, 1]),
            (straight((50.0, 45.0), (50.0, 145.0)), [1, 0]),
            (straight((0.0, 48.0), (100.0, 52.0)), [0, 0]),
            (straight((0.0, 0.0), (100.0, 40.0)), [0, 0]),
        ] {
            assert_eq!(cut(&[level.clone(), other], &[]), expected);
        }
    }

    #[test]
    fn a_gap_is_as_wide_as_the_upper_line_and_a_little_air() {
        let level = straight((0.0, 50.0), (100.0, 50.0));
        let upright = straight((50.0, 0.0), (50.0, 100.0));
        let traces = [&level, &upright].map(|curve| plain(curve));
        let path = without(&level, &gaps(&traces)[0]);
        let ends: Vec<f64> = path.flatten(0.1).iter().map(|(points, _)| points[points.len() - 1].x).collect();
        let starts: Vec<f64> = path.flatten(0.1).iter().map(|(points, _)| points[0].x).collect();
        assert!((starts[1] - ends[0] - 2.0 * (1.0 + GAP + 1.0)).abs() < 0.01, "{starts:?} {ends:?}");
    }

    #[test]
    fn a_gap_names_the_lines_that_it_makes_room_for() {
        let level = straight((0.0, 50.0), (200.0, 50.0));
        let upright = |x| straight((x, 0.0), (x, 100.0));
        let lines = [level, upright(50.0), upright(140.0), upright(150.0)];
        let traces: Vec<Trace> = lines.iter().map(|line| plain(line)).collect();
        let over: Vec<Vec<usize>> = gaps(&traces)[0].iter().map(|gap| gap.over.clone()).collect();
        assert_eq!(over, [vec![1], vec![2, 3]]);
    }

    #[test]
    fn crossings_close_together_leave_no_crumbs() {
        let level = straight((0.0, 50.0), (200.0, 50.0));
        let lines = [level, straight((90.0, 0.0), (90.0, 100.0)), straight((100.0, 0.0), (100.0, 100.0))];
        assert_eq!(cut(&lines, &[]), [1, 0, 0]);
    }

    #[test]
    fn what_lies_on_a_crossing_is_enough() {
        let level = straight((0.0, 50.0), (100.0, 50.0));
        let upright = straight((50.0, 0.0), (50.0, 100.0));
        let ring = [Rect::new(52.0, 46.0, 8.0, 8.0)];
        let label = Some(Rect::new(30.0, 42.0, 40.0, 16.0));
        for (marks, label, expected) in [(&[][..], None, 1), (&ring[..], None, 0), (&[][..], label, 0)] {
            let upper = Trace { marks, label, ..plain(&upright) };
            assert_eq!(gaps(&[plain(&level), upper])[0].len(), expected);
        }
    }

    #[test]
    fn a_gap_goes_on_to_the_label_that_follows() {
        let level = straight((0.0, 50.0), (100.0, 50.0));
        let upright = straight((40.0, 0.0), (40.0, 100.0));
        let trace = Trace { label: Some(Rect::new(48.0, 42.0, 30.0, 16.0)), ..plain(&level) };
        let path = without(&level, &gaps(&[trace, plain(&upright)])[0]);
        let starts: Vec<f64> = path.flatten(0.1).iter().map(|(points, _)| points[0].x).collect();
        assert!((47.99..50.1).contains(&starts[1]), "{starts:?}");
    }
}

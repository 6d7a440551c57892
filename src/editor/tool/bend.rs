//! Bending a flow by hand: which bend a press takes hold of, and where the bends are while it is dragged.
//! Must not know how the curve runs: bends are the corners of the plain line between the ends' centres.

use crate::model::{Document, FlowId, OrganisationId, Point};

use super::{Command, Context, ToolEvent};

/// A press this near a bend takes hold of it, screen points.
const GRIP: f64 = 10.0;
/// A bend this near the straight line between its neighbours is taken out, screen points.
const STRAIGHT: f64 = 5.0;

/// A bend in the hand.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Bending {
    flow: FlowId,
    /// Both ends and all bends, the one in the hand among them.
    line: Vec<Point>,
    /// Which it is, in `line`; never an end.
    index: usize,
    /// Tolerance for taking it out, canvas units.
    straight: f64,
}

impl Bending {
    /// Takes hold of the bend at `at`, or makes one there.
    pub(super) fn start(context: &Context, flow: &FlowId, at: Point, event: &ToolEvent) -> Option<Self> {
        let record = context.document.flow(flow)?;
        let end = |id: &OrganisationId| position(context.document, id);
        let mut line = vec![end(&record.from)?];
        line.extend(&record.route);
        line.push(end(&record.to)?);
        let grip = event.reach(GRIP);
        let bends = 1..line.len() - 1;
        let near = bends
            .filter(|index| line[*index].distance(at) <= grip)
            .min_by(|a, b| line[*a].distance(at).total_cmp(&line[*b].distance(at)));
        let index = near.unwrap_or_else(|| {
            let index = nearest_segment(&line, at) + 1;
            line.insert(index, at);
            index
        });
        Some(Self { flow: flow.clone(), line, index, straight: event.reach(STRAIGHT) }.dragged(event.at))
    }

    /// The bend at another point.
    pub(super) fn dragged(mut self, to: Point) -> Self {
        self.line[self.index] = to;
        self
    }

    /// The flow with the bend where it is; without it where it has become straight.
    pub(super) fn command(&self) -> Command {
        let mut line = self.line.clone();
        let at = line[self.index];
        if distance_to_segment(at, line[self.index - 1], line[self.index + 1]) <= self.straight {
            line.remove(self.index);
        }
        let bends = line[1..line.len() - 1].to_vec();
        Command::Route { flow: self.flow.clone(), bends }
    }
}

fn position(document: &Document, id: &OrganisationId) -> Option<Point> {
    document.organisation(id).and_then(|organisation| organisation.position)
}

fn nearest_segment(line: &[Point], at: Point) -> usize {
    let distance = |index: &usize| distance_to_segment(at, line[*index], line[index + 1]);
    (0..line.len() - 1).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}

fn distance_to_segment(at: Point, a: Point, b: Point) -> f64 {
    let along = b - a;
    let length = along.dot(along);
    let share = if length > 0.0 { ((at - a).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    at.distance(a.lerp(b, share))
}

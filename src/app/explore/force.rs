//! What moves the network: Fruchterman and Reingold's springs with a pull to the middle, cooled until all rests, and
//! boxes that give way to each other. Must not know how anything looks.

use eframe::egui::{Pos2, Rect, Vec2, vec2};
use egui_graphs::{
    ForceAlgorithm, FruchtermanReingoldWithCenterGravity as Springs,
    FruchtermanReingoldWithCenterGravityState as SpringsState,
};

use super::network::Network;

/// How far apart two organisations stand whom one flow joins, canvas units.
const SPACING: f32 = 125.0;
/// Windows and boxes are wider than high: the springs see the network so much narrower than it is.
const BREADTH: f32 = 1.6;
/// The least distance between two boxes, canvas units.
const GAP: f32 = 36.0;
/// How much of its heat is left after a step.
const COOLING: f32 = 0.985;
/// Heat at which it stands still whatever the forces say.
const COLD: f32 = 0.01;
/// Heat after a node was pulled: enough to follow, too little to begin anew.
const WARM: f32 = 0.25;
/// How far a node goes in one step at full heat, canvas units.
const STRIDE: f32 = 45.0;
/// All rests when the nodes move less than this on average, canvas units.
const REST: f32 = 0.15;
/// Pull to the middle.
const GRAVITY: f32 = 2.2;
/// How often boxes are pushed apart at the end.
const LAST_PUSHES: usize = 400;
/// Pairs of nodes that one frame may look at.
const PAIRS_A_FRAME: usize = 60_000;

/// How hot the network is; it moves until it is cold.
#[derive(Debug, Default)]
pub(super) struct Forces {
    heat: f32,
}

impl Forces {
    /// Begins anew.
    pub fn heat(&mut self) {
        self.heat = 1.0;
    }

    /// Lets the network follow a small change.
    pub fn warm(&mut self) {
        self.heat = self.heat.max(WARM);
    }

    /// Whether nothing moves any more.
    pub fn is_settled(&self) -> bool {
        self.heat <= COLD
    }

    /// Moves the network for one frame.
    pub fn advance(&mut self, network: &mut Network) {
        let count = network.len();
        let steps = (PAIRS_A_FRAME / (count * count).max(1)).clamp(1, 4);
        for _ in 0..steps {
            if self.is_settled() {
                return;
            }
            self.step(network);
        }
    }

    fn step(&mut self, network: &mut Network) {
        let before = network.boxes();
        let mut state = SpringsState::default();
        state.base.dt = 0.02;
        state.base.damping = 1.0;
        state.base.max_step = STRIDE * self.heat;
        state.extras.0.params.c = GRAVITY;
        let side = SPACING * (network.len().max(1) as f32).sqrt();
        let room = Rect::from_center_size(Pos2::ZERO, Vec2::splat(side));
        stretch(network, 1.0 / BREADTH);
        Springs::from_state(state).step(network.graph_mut(), room);
        stretch(network, BREADTH);
        let mut boxes = network.boxes();
        if let Some(held) = network.held() {
            boxes[held] = before[held];
        }
        push_apart(&mut boxes, network.held(), 0.5);
        let moved: f32 = before.iter().zip(&boxes).map(|(a, b)| a.center().distance(b.center())).sum();
        self.heat *= COOLING;
        if moved < REST * network.len() as f32 && self.heat < WARM {
            self.heat = 0.0;
        }
        if self.is_settled() {
            settle(&mut boxes);
        }
        network.put(&boxes);
    }
}

fn stretch(network: &mut Network, by: f32) {
    let boxes = network.boxes();
    let moved = boxes.iter().map(|rect| rect.translate(vec2(rect.center().x * (by - 1.0), 0.0)));
    network.put(&moved.collect::<Vec<_>>());
}

/// Pushes boxes apart until none comes too near to another.
pub(super) fn settle(boxes: &mut [Rect]) {
    for _ in 0..LAST_PUSHES {
        if !push_apart(boxes, None, 1.0) {
            return;
        }
    }
}

/// Moves boxes that are too near away from each other, the shorter way; whether there were any.
fn push_apart(boxes: &mut [Rect], held: Option<usize>, share: f32) -> bool {
    let mut any = false;
    for first in 0..boxes.len() {
        for second in first + 1..boxes.len() {
            let push = push(boxes[first], boxes[second]) * share;
            if push.length() < 0.05 {
                continue;
            }
            any = true;
            let (a, b) = match held {
                Some(held) if held == first => (0.0, 1.0),
                Some(held) if held == second => (1.0, 0.0),
                _ => (0.5, 0.5),
            };
            boxes[first] = boxes[first].translate(-push * a);
            boxes[second] = boxes[second].translate(push * b);
        }
    }
    any
}

/// How far the second box must go so that there is a gap.
fn push(first: Rect, second: Rect) -> Vec2 {
    let way = second.center() - first.center();
    let room = (first.size() + second.size()) / 2.0 + Vec2::splat(GAP);
    let over = room - way.abs();
    if over.x <= 0.0 || over.y <= 0.0 {
        return Vec2::ZERO;
    }
    let sign = |value: f32| if value < 0.0 { -1.0 } else { 1.0 };
    if over.x < over.y { vec2(over.x * sign(way.x), 0.0) } else { vec2(0.0, over.y * sign(way.y)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_on_one_heap_are_pushed_apart_until_none_overlaps() {
        let size = vec2(150.0, 44.0);
        let mut boxes: Vec<Rect> = (0..40u8)
            .map(|at| Rect::from_center_size(Pos2::new(f32::from(at % 5), f32::from(at)), size))
            .collect();
        settle(&mut boxes);
        for (at, first) in boxes.iter().enumerate() {
            for second in &boxes[at + 1..] {
                assert!(!first.expand(1.0).intersects(*second), "{first} and {second}");
            }
        }
    }

    #[test]
    fn what_is_held_stays() {
        let size = vec2(100.0, 40.0);
        let mut boxes = vec![Rect::from_center_size(Pos2::ZERO, size); 2];
        boxes[1] = boxes[1].translate(vec2(5.0, 0.0));
        assert!(push_apart(&mut boxes, Some(0), 1.0));
        assert_eq!(boxes[0].center(), Pos2::ZERO);
        assert!(!boxes[0].intersects(boxes[1]));
    }
}

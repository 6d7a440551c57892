//! What came and what went between two dates: signs on nodes and flows, and what is gone pale. Must not know dates.

use std::collections::BTreeMap;

use crate::{
    model::{FlowId, Point, RecordId, Rect},
    style::{Look, Rgba},
    text::{Fonts, Weight},
};

use super::{
    curve::Walk,
    flows::DrawnFlow,
    ground::{Ground, Station},
    path::Path,
    strands::Strand,
    types::{Item, Role, Shape, Stroke, Target},
    words::{self, Words},
};

/// What became of something between two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is there at the later date only.
    Came,
    /// It is there at the earlier date only.
    Went,
}

/// Organisations and flows that are there at only one of two dates.
pub type Changes = BTreeMap<RecordId, Change>;

impl Change {
    /// Both, as the legend lists them.
    pub const ALL: [Self; 2] = [Self::Came, Self::Went];

    /// The word on a node: "new".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Came => "new",
            Self::Went => "gone",
        }
    }
}

/// A sign is this high, canvas units; on a flow it is as wide, on a node it holds a word.
const HEIGHT: f64 = 16.0;
const ON_FLOW: f64 = 13.0;
const WORD: f64 = 10.5;
/// The plus or minus, and the room beside it and between it and the word.
const MARK: f64 = 7.0;
const BESIDE: f64 = 5.0;
const BETWEEN: f64 = 3.0;
/// How much of a node's sign lies over its outline, and how far from an end of the node it stands.
const OVER: f64 = 11.0;
const FROM_END: f64 = 8.0;
/// So much room it leaves where a flow comes or goes, if it can.
const CLEAR: f64 = 4.0;
/// Where along a flow its sign stands: signs of flows that lie side by side keep out of each other's way.
const CAME_AT: f64 = 0.4;
const WENT_AT: f64 = 0.6;

/// What became of a flow, if anything did.
pub(super) fn of_flow(changes: &Changes, id: &FlowId) -> Option<Change> {
    if changes.is_empty() { None } else { changes.get(&RecordId::Flow(id.clone())).copied() }
}

/// A sign on a node, in its place.
pub(super) struct NodeSign {
    target: Target,
    change: Change,
    pub rect: Rect,
    word: Words,
}

/// The signs of all nodes that came or went, each at a corner where no flow comes or goes if there is one.
pub(super) fn node_signs(
    ground: &Ground,
    (strands, drawn): (&[Strand], &[DrawnFlow]),
    changes: &Changes,
    fonts: &Fonts,
) -> Vec<NodeSign> {
    if changes.is_empty() {
        return Vec::new();
    }
    let ends = ends(strands, drawn);
    let sign = |(number, station): (usize, &Station)| {
        let Target::Organisation(id) = &station.target else { return None };
        let change = *changes.get(&RecordId::Organisation(id.clone()))?;
        let word = Words::line(change.word(), &words::style(WORD, Weight::Bold), fonts);
        let width = 2.0 * BESIDE + MARK + BETWEEN + word.size().width;
        let ends = ends.get(&number).map(Vec::as_slice).unwrap_or_default();
        let covered = |rect: &Rect| ends.iter().filter(|at| rect.expanded(CLEAR).contains(**at)).count();
        let rect = corners(station.rect, width).into_iter().min_by_key(covered)?;
        Some(NodeSign { target: station.target.clone(), change, rect, word })
    };
    ground.stations.iter().enumerate().filter_map(sign).collect()
}

/// Where flows come and go, and a little before that, by their nodes.
fn ends(strands: &[Strand], drawn: &[DrawnFlow]) -> BTreeMap<usize, Vec<Point>> {
    let mut ends: BTreeMap<usize, Vec<Point>> = BTreeMap::new();
    for (strand, flow) in strands.iter().zip(drawn) {
        for away in [0.0, 6.0, 12.0] {
            ends.entry(strand.from).or_default().push(flow.walk.point_at(away));
            ends.entry(strand.to).or_default().push(flow.walk.point_at(flow.walk.length() - away));
        }
    }
    ends
}

/// The corners of a node, those first that are seen first.
fn corners(node: Rect, width: f64) -> [Rect; 4] {
    let (top, bottom) = (node.top() - OVER, node.bottom() + OVER - HEIGHT);
    let inset = FROM_END.min((node.width - width) / 2.0);
    let (left, right) = (node.left() + inset, node.right() - inset - width);
    [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| Rect::new(x, y, width, HEIGHT))
}

impl NodeSign {
    /// Shape, plus or minus, and the word.
    pub fn draw(&self, look: &Look, items: &mut Vec<Item>) {
        let ink = plate(&self.target, Role::Change, self.rect, self.change, look, items);
        let at = Point::new(self.rect.left() + BESIDE + MARK / 2.0, self.rect.center().y);
        mark(&self.target, Role::Change, at, self.change, ink, items);
        let size = self.word.size();
        let left = self.rect.left() + BESIDE + MARK + BETWEEN;
        let place = Rect::new(left, self.rect.center().y - size.height / 2.0, size.width, size.height);
        items.push(Item::text(self.target.clone(), Role::Change, self.word.placed(place, 0.0, ink)));
    }
}

/// Puts a sign on a flow; where it stands.
pub(super) fn on_flow(
    target: &Target,
    change: Change,
    walk: &Walk,
    look: &Look,
    items: &mut Vec<Item>,
) -> Rect {
    let share = if change == Change::Came { CAME_AT } else { WENT_AT };
    let at = walk.point_at(walk.length() * share);
    let rect = Rect::new(at.x - ON_FLOW / 2.0, at.y - ON_FLOW / 2.0, ON_FLOW, ON_FLOW);
    let ink = plate(target, Role::Change, rect, change, look, items);
    mark(target, Role::Change, at, change, ink, items);
    rect
}

/// The sign as the legend shows it, in the middle of `width` units to the right from `at`.
pub(super) fn sample(change: Change, at: Point, width: f64, look: &Look, items: &mut Vec<Item>) {
    let middle = at + Point::new(width / 2.0, 0.0);
    let rect = Rect::new(middle.x - HEIGHT / 2.0, middle.y - HEIGHT / 2.0, HEIGHT, HEIGHT);
    let ink = plate(&Target::Legend, Role::Swatch, rect, change, look, items);
    mark(&Target::Legend, Role::Swatch, middle, change, ink, items);
}

/// Round and filled for what came, square and empty for what went: told apart without colour. Returns the colour of what
/// stands on it.
fn plate(
    target: &Target,
    role: Role,
    rect: Rect,
    change: Change,
    look: &Look,
    items: &mut Vec<Item>,
) -> Rgba {
    let colour = match change {
        Change::Came => look.came(),
        Change::Went => look.went(),
    };
    let (fill, edge, ink, corner) = match change {
        Change::Came => (colour, look.page(), look.page(), rect.height / 2.0),
        Change::Went => (look.page(), colour, colour, 2.0),
    };
    let outline = Path::rounded_rect(rect.expanded(-0.7), corner);
    items.push(Item::path(target.clone(), role, outline, Some(fill), Some(Stroke::full(edge, 1.4))));
    ink
}

/// A plus or a minus.
fn mark(target: &Target, role: Role, at: Point, change: Change, ink: Rgba, items: &mut Vec<Item>) {
    let half = MARK / 2.0 - 0.3;
    let mut stroke = |path: Path| {
        items.push(Item::path(target.clone(), role, path, None, Some(Stroke::full(ink, 1.8))));
    };
    stroke(Path::line(Point::new(at.x - half, at.y), Point::new(at.x + half, at.y)));
    if change == Change::Came {
        stroke(Path::line(Point::new(at.x, at.y - half), Point::new(at.x, at.y + half)));
    }
}

/// How far what went goes towards the page: lines and bodies, and words.
const PALE: f64 = 0.62;
const PALE_WORDS: f64 = 0.3;

/// Makes pale what went; its words can still be read.
pub(super) fn pale(items: &mut [Item], changes: &Changes, look: &Look) {
    if changes.is_empty() {
        return;
    }
    let went = |target: &Target| {
        let id = match target {
            Target::Organisation(id) => RecordId::Organisation(id.clone()),
            Target::Flow(id) => RecordId::Flow(id.clone()),
            _ => return false,
        };
        changes.get(&id) == Some(&Change::Went)
    };
    let page = look.page();
    for item in items.iter_mut().filter(|item| item.role != Role::Change) {
        if !went(&item.target) {
            continue;
        }
        match &mut item.shape {
            Shape::Path { fill, stroke, .. } => {
                for colour in fill.iter_mut().chain(stroke.iter_mut().map(|stroke| &mut stroke.colour)) {
                    *colour = colour.over(page).mix(page, PALE);
                }
            }
            Shape::Text(block) => {
                block.colour = block.colour.mix(look.ink(), 0.5).mix(page, PALE_WORDS).readable_on(page, 4.5);
            }
        }
    }
}

/// What became of a thing, in the words of its title.
pub(super) fn tell(titles: &mut BTreeMap<Target, String>, changes: &Changes) {
    for (id, change) in changes {
        let target = match id {
            RecordId::Organisation(id) => Target::Organisation(id.clone()),
            RecordId::Flow(id) => Target::Flow(id.clone()),
            _ => continue,
        };
        if let Some(title) = titles.get_mut(&target) {
            title.push_str(", ");
            title.push_str(change.word());
        }
    }
}

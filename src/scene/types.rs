//! What the picture is made of: items back to front, and beside them what can be asked by record.
//! Must not know how any of it is decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    model::{AreaId, AreaShape, FlowId, GroupId, NoteId, OrganisationId, Point, RecordId, Rect, Size},
    style::Rgba,
    text::{Line, TextStyle},
};

use super::{change::Changes, curve::Cubic, data::Measures, page::PageFrame, path::Path, shown::Shown};

/// The picture of a map. The same document, options and look give the same picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Round everything drawn, with the margin of a figure; canvas units.
    pub bounds: Rect,
    /// Round the map itself, without what stands round it in a figure; canvas units.
    pub map: Rect,
    /// The colour of the page.
    pub background: Rgba,
    /// The map's title; a stand-in when it has none.
    pub title: String,
    /// The picture in words, for those who do not see it.
    pub description: String,
    /// What is drawn, back to front.
    pub items: Vec<Item>,
    /// Nodes, back to front.
    pub nodes: Vec<NodeBox>,
    /// Flows, back to front.
    pub flows: Vec<FlowPath>,
    /// Lines that several flows share until they part, back to front; their flows run along them.
    pub stems: Vec<FlowPath>,
    /// What is left out of lines where others cross over them, where that was asked for.
    pub bridges: Vec<Bridge>,
    /// Bands and columns, back to front.
    pub areas: Vec<AreaBox>,
    /// Groups, back to front.
    pub groups: Vec<GroupBox>,
    /// Notes, back to front.
    pub notes: Vec<NoteBox>,
    /// What each thing is in words, whole: shown when the pointer rests on it, spoken by a screen reader.
    pub titles: BTreeMap<Target, String>,
    /// What did not come out as one would wish.
    pub report: SceneReport,
}

/// What an item of the picture belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The page itself.
    Page,
    /// The title block.
    Title,
    /// The legend and the line under it.
    Legend,
    /// A band or column.
    Area(AreaId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A flow.
    Flow(FlowId),
    /// A line that several flows share until they part; named by the first of them.
    Stem(FlowId),
    /// A group.
    Group(GroupId),
    /// A note.
    Note(NoteId),
}

/// The part that an item plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The page.
    Background,
    /// The shape of a node, group, area or note.
    Body,
    /// The pattern that repeats a sector in grey.
    Pattern,
    /// The sign that repeats a sector.
    Glyph,
    /// The patch that keeps a label clear of lines under it: what others do with a halo.
    Plate,
    /// Words.
    Label,
    /// The line of a flow.
    Line,
    /// An arrow head.
    Head,
    /// The stroke through an absent flow.
    Strike,
    /// The ring where a flow passes its broker.
    Broker,
    /// A tower of influence: its discs and its number.
    Tower,
    /// A badge for a goal: its shape, letter and sign.
    Badge,
    /// A sign that something came or went.
    Change,
    /// A sample in the legend.
    Swatch,
}

/// One thing drawn.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it belongs to.
    pub target: Target,
    /// What part it plays.
    pub role: Role,
    /// What is drawn.
    pub shape: Shape,
    /// Round what is drawn, with its stroke.
    pub bounds: Rect,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An outline or a line.
    Path {
        /// Its geometry.
        path: Path,
        /// Filled with this.
        fill: Option<Rgba>,
        /// Drawn along with this.
        stroke: Option<Stroke>,
    },
    /// Words.
    Text(TextBlock),
}

/// How a line is drawn. Ends and corners are round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Rgba,
    /// Its width, canvas units.
    pub width: f64,
    /// Dashes and gaps, canvas units; empty is a full line.
    pub dash: Vec<f64>,
}

impl Stroke {
    /// A full line.
    #[must_use]
    pub fn full(colour: Rgba, width: f64) -> Self {
        Self { colour, width, dash: Vec::new() }
    }
}

/// Lines of words of one style.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// The lines, top to bottom.
    pub lines: Vec<PlacedLine>,
    /// Their style.
    pub style: TextStyle,
    /// Their colour.
    pub colour: Rgba,
}

/// A line of words in its place.
#[derive(Clone, Debug)]
pub struct PlacedLine {
    /// Left end, canvas units.
    pub x: f64,
    /// Where its letters stand, canvas units.
    pub baseline: f64,
    /// The shaped words.
    pub line: Arc<Line>,
}

/// The box of an organisation.
#[derive(Clone, Debug)]
pub struct NodeBox {
    /// Whose.
    pub id: OrganisationId,
    /// The box; words inside stand at least 12 units from either side.
    pub rect: Rect,
    /// The outline of its shape; several closed parts for a stack.
    pub outline: Path,
    /// Round its tower of influence, where that is shown.
    pub tower: Option<Rect>,
    /// Round its badges for goals, where those are shown.
    pub badges: Vec<Rect>,
}

/// The way of a flow.
#[derive(Clone, Debug)]
pub struct FlowPath {
    /// Whose; the first of them where a collapsed group sums several up.
    pub id: FlowId,
    /// All flows drawn by this line; more than one only at a collapsed group.
    pub sums: Vec<FlowId>,
    /// Where the record says it begins.
    pub from: OrganisationId,
    /// Where the record says it ends.
    pub to: OrganisationId,
    /// Connected cubics, from rim to rim; of a stem from rim to where its flows part.
    pub curve: Vec<Cubic>,
    /// How many of them, at its beginning and at its end, are those of a stem.
    pub shared: (usize, usize),
    /// Round the curve.
    pub bounds: Rect,
    /// Its label; none where it found no room.
    pub label: Option<Rect>,
    /// The words of its label, whole, whether or not they found room.
    pub words: String,
}

/// The piece that is left out of a line where others cross over it: drawn, it makes the line whole.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// Whose line: a flow or a stem.
    pub of: Target,
    /// The lines that there is room for.
    pub over: Vec<Target>,
    /// The piece.
    pub path: Path,
    /// As the line is drawn.
    pub stroke: Stroke,
}

/// A band, column, ring or slice.
#[derive(Clone, Debug)]
pub struct AreaBox {
    /// Which.
    pub id: AreaId,
    /// Where.
    pub rect: Rect,
    /// Its outline within that, as the map says it.
    pub shape: AreaShape,
    /// Its outline as it is drawn.
    pub outline: Path,
    /// Its title.
    pub title: Rect,
}

/// The outline of a group, or its node when it is collapsed.
#[derive(Clone, Debug)]
pub struct GroupBox {
    /// Which.
    pub id: GroupId,
    /// Round the outline.
    pub rect: Rect,
    /// Hull, frame or node.
    pub outline: Path,
    /// Its title.
    pub title: Rect,
    /// Drawn as one node.
    pub collapsed: bool,
}

/// A note.
#[derive(Clone, Debug)]
pub struct NoteBox {
    /// Which.
    pub id: NoteId,
    /// Where.
    pub rect: Rect,
    /// In the parking lot: where it stands says nothing of its own place.
    pub parked: bool,
}

/// What did not come out as one would wish.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneReport {
    /// Organisations that have no position and are not drawn.
    pub unplaced: Vec<OrganisationId>,
    /// Flows whose label found no place clear of everything and is left out, the least important ones; the whole of it
    /// is in the title of the flow.
    pub dropped_labels: Vec<FlowId>,
    /// Flows that pass over the box of an organisation which they do not touch.
    pub crossing_nodes: Vec<FlowId>,
    /// Flows whose label was too long for a line and was cut; the whole of it is in the title of the flow.
    pub cut_labels: Vec<FlowId>,
    /// The legend stands below, for there was no room for it where it was asked for.
    pub legend_moved: bool,
    /// What the page would need at least, in mm, where it is too small for what is to stand on it.
    pub page_needs: Option<Size>,
}

/// What stands round the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Frame {
    /// Nothing: the window has panels of its own.
    #[default]
    Canvas,
    /// A margin, a title block, a legend and what else a figure has.
    Figure(PageFrame),
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What stands round the map.
    pub frame: Frame,
    /// Records that are not drawn; with an organisation its flows go, too. Shared: the window asks anew in each frame.
    pub hidden: Arc<BTreeSet<RecordId>>,
    /// What is shown beside boxes, names and flows.
    pub shown: Shown,
    /// How much larger than on the canvas type is, and all that goes with it, while places stay: 1 is the canvas.
    pub type_scale: f64,
    /// How wide names are at most where no word is wider and they need no more than a few lines, canvas units; as wide
    /// as looks well when not set.
    pub name_width: Option<f64>,
    /// Measures that rules of appearance may follow beside the map's own fields and counts of flows.
    pub measures: Arc<Measures>,
    /// What is left out of lines where others cross over them is kept beside the items: for pictures of which parts are
    /// hidden afterwards.
    pub bridges: bool,
    /// What is there at only one of two dates, marked as such.
    pub changes: Arc<Changes>,
    /// The map takes at least this part of the canvas, canvas units: pictures of several dates keep things in place.
    pub extent: Option<Rect>,
}

impl Default for Options {
    /// The map as the window shows it.
    fn default() -> Self {
        Self {
            frame: Frame::Canvas,
            hidden: Arc::default(),
            shown: Shown::window(),
            type_scale: 1.0,
            name_width: None,
            measures: Arc::default(),
            bridges: false,
            changes: Arc::default(),
            extent: None,
        }
    }
}

impl Options {
    /// A figure with its title and the legend below.
    #[must_use]
    pub fn figure() -> Self {
        Self {
            frame: Frame::Figure(PageFrame::default()),
            hidden: Arc::default(),
            shown: Shown::default(),
            type_scale: 1.0,
            name_width: None,
            measures: Arc::default(),
            bridges: false,
            changes: Arc::default(),
            extent: None,
        }
    }
}

/// The part of something that a point hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitPart {
    /// Its inside.
    Body,
    /// Near its outline: where a new flow is begun.
    Rim,
    /// Its label.
    Label,
    /// Its line.
    Line,
    /// Its title.
    Title,
}

/// What a point hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What.
    pub target: Target,
    /// Which part of it.
    pub part: HitPart,
}

impl Item {
    /// A path, with its bounds.
    #[must_use]
    pub fn path(target: Target, role: Role, path: Path, fill: Option<Rgba>, stroke: Option<Stroke>) -> Self {
        let half = stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
        let bounds = path.bounds().expanded(half);
        Self { target, role, shape: Shape::Path { path, fill, stroke }, bounds }
    }

    /// Words, with their bounds.
    #[must_use]
    pub fn text(target: Target, role: Role, block: TextBlock) -> Self {
        let bounds = block.bounds();
        Self { target, role, shape: Shape::Text(block), bounds }
    }
}

impl TextBlock {
    /// Round all lines: from an em's ascent above each baseline to its descent below.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let size = self.style.size;
        let lines = self
            .lines
            .iter()
            .map(|placed| Rect::new(placed.x, placed.baseline - 0.97 * size, placed.line.width, 1.21 * size));
        Rect::around(lines).unwrap_or_default()
    }

    /// All words, lines joined by spaces.
    #[must_use]
    pub fn words(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|placed| placed.line.text.trim()).collect();
        lines.join(" ")
    }
}

impl FlowPath {
    /// What of its curve no other line shares.
    #[must_use]
    pub fn own(&self) -> &[Cubic] {
        &self.curve[self.shared.0..self.curve.len() - self.shared.1]
    }
}

impl Scene {
    /// The box of an organisation, if it is drawn.
    #[must_use]
    pub fn node(&self, id: &OrganisationId) -> Option<&NodeBox> {
        self.nodes.iter().find(|node| node.id == *id)
    }

    /// The way of a flow, if it is drawn.
    #[must_use]
    pub fn flow(&self, id: &FlowId) -> Option<&FlowPath> {
        self.flows.iter().find(|flow| flow.sums.contains(id))
    }

    /// The stem that a flow runs along, if there is one.
    #[must_use]
    pub fn stem(&self, id: &FlowId) -> Option<&FlowPath> {
        self.stems.iter().find(|stem| stem.sums.contains(id))
    }

    /// All flows that what is drawn for a target stands for: several for a stem or a line that sums them up.
    #[must_use]
    pub fn flows_of(&self, target: &Target) -> &[FlowId] {
        let of = |lines: &'_ [FlowPath], id: &FlowId| lines.iter().position(|line| line.id == *id);
        match target {
            Target::Flow(id) => of(&self.flows, id).map_or(&[], |at| &self.flows[at].sums),
            Target::Stem(id) => of(&self.stems, id).map_or(&[], |at| &self.stems[at].sums),
            _ => &[],
        }
    }
}

/// The centre of the box of what stands at this point, or the point itself: a place that notes can hold on to.
pub(super) fn middle_of(curve: &[Cubic]) -> Option<Point> {
    let walk = super::curve::Walk::along(curve);
    (!curve.is_empty()).then(|| walk.point_at(walk.length() / 2.0))
}

//! The map as the library's graph: made from the topology, its payloads no more than numbers into our own ids.
//! Must not know what moves it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{Pos2, Rect, Shape, Vec2, pos2, vec2};
use egui_graphs::{DisplayEdge, DisplayNode, DrawContext, Graph, MetadataFrame};
use petgraph::{
    Directed,
    stable_graph::{DefaultIx, EdgeIndex, NodeIndex},
    visit::EdgeRef as _,
};

use super::{
    edge::{EdgeFigure, EdgeRef},
    node::{NodeFigure, NodeRef},
    sketch::{Pen, Sketch},
};
use crate::{
    app::theme::colour,
    editor::{Selection, Session},
    model::{Document, FlowId, FlowKindId, OrganisationId, Point, Record, RecordId},
    scene::{self, Options, Target},
    style::{Look, NodeShape},
    text::Fonts,
    topology::Topology,
};

/// Kinds of flows that colours can tell apart; more are coloured by family, as on the map.
const MOST_KINDS: usize = 7;
/// Turns from one to the next of those that have no place: they spread like seeds.
const GOLDEN_ANGLE: f32 = 2.399_963;

/// How round the corners of a box are, canvas units.
const CORNER: f32 = 8.0;

type Drawn = Graph<NodeRef, EdgeRef, Directed, DefaultIx, NodeFigure, EdgeFigure>;

/// A node or an edge, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Node(usize),
    Edge(usize),
}

/// The network of one state of the map.
pub(super) struct Network {
    graph: Drawn,
    organisations: Vec<OrganisationId>,
    names: Vec<String>,
    flows: Vec<FlowId>,
    ends: Vec<(usize, usize)>,
    held: Option<usize>,
    revision: u64,
    look: Look,
    hidden: Arc<BTreeSet<RecordId>>,
}

impl Network {
    /// The network of the session's map. What was `known` stays where it was.
    pub fn new(
        session: &Session,
        look: &Look,
        fonts: &Fonts,
        known: &BTreeMap<OrganisationId, Pos2>,
        hidden: &Arc<BTreeSet<RecordId>>,
    ) -> Self {
        let document = session.document();
        let topology = Topology::without(document, hidden);
        let mut network = Self {
            graph: Drawn::new(),
            organisations: topology.graph().node_weights().cloned().collect(),
            names: Vec::new(),
            flows: topology.graph().edge_weights().cloned().collect(),
            ends: Vec::new(),
            held: None,
            revision: session.revision(),
            look: look.clone(),
            hidden: Arc::clone(hidden),
        };
        let places = first_places(&topology, document, known);
        let mut sketches = sketches(document, look, fonts);
        let accent = colour(look.accent());
        for (number, id) in network.organisations.iter().enumerate() {
            let sketch = Arc::new(sketches.remove(id).unwrap_or_default());
            let name = document.organisation(id).map(|one| one.name.clone()).unwrap_or_default();
            network.names.push(name);
            network.graph.add_node_custom(NodeRef(number), |node| {
                node.set_location(places[number]);
                node.display_mut().sketch = sketch;
                node.display_mut().accent = accent;
            });
        }
        let edges = topology.graph().edge_references();
        network.ends = edges.map(|edge| (edge.source().index(), edge.target().index())).collect();
        network.add_flows(document, look);
        network
    }

    fn add_flows(&mut self, document: &Document, look: &Look) {
        let kinds: BTreeSet<&FlowKindId> = document.flows().values().map(|flow| &flow.kind).collect();
        let by_family = kinds.len() > MOST_KINDS;
        let accent = colour(look.accent());
        let lanes = lanes(&self.ends);
        for (number, id) in self.flows.iter().enumerate() {
            let Some(flow) = document.flow(id) else { continue };
            let style = look.flow(document, flow, by_family);
            let (from, to) = self.ends[number];
            let (from, to) = (NodeIndex::new(from), NodeIndex::new(to));
            self.graph.add_edge_custom(from, to, EdgeRef(number), |edge| {
                let figure = edge.display_mut();
                figure.pen = Pen {
                    colour: colour(style.colour),
                    width: style.width as f32,
                    dash: style.dash.iter().map(|length| *length as f32).collect(),
                };
                figure.accent = accent;
                figure.head_at_start = style.head_at_start;
                figure.head_at_end = style.head_at_end;
                figure.open_head = style.open_head;
                figure.struck = style.struck;
                figure.lane = lanes[number];
            });
        }
    }

    /// Whether it still shows this state of the map.
    pub fn is_of(&self, session: &Session, look: &Look, hidden: &Arc<BTreeSet<RecordId>>) -> bool {
        self.revision == session.revision() && self.look == *look && self.hidden == *hidden
    }

    /// Whether the same organisations are joined in the same way.
    pub fn has_same_ends(&self, other: &Self) -> bool {
        self.organisations == other.organisations && self.ends == other.ends
    }

    /// How many flows are shown.
    pub fn flow_count(&self) -> usize {
        self.flows.len()
    }

    pub fn len(&self) -> usize {
        self.organisations.len()
    }

    pub fn organisations(&self) -> &[OrganisationId] {
        &self.organisations
    }

    pub fn graph_mut(&mut self) -> &mut Drawn {
        &mut self.graph
    }

    /// The node that is pulled about.
    pub fn held(&self) -> Option<usize> {
        self.held
    }

    /// Where each stands.
    pub fn places(&self) -> BTreeMap<OrganisationId, Pos2> {
        let nodes = self.graph.nodes_iter();
        nodes.map(|(_, node)| (self.organisations[node.payload().0].clone(), node.location())).collect()
    }

    /// Where each stands, canvas units.
    pub fn positions(&self) -> Vec<(OrganisationId, Point)> {
        let place = |at: Pos2| Point::new(f64::from(at.x), f64::from(at.y));
        self.places().into_iter().map(|(id, at)| (id, place(at))).collect()
    }

    /// The box of each, by number.
    pub fn boxes(&self) -> Vec<Rect> {
        let mut boxes = vec![Rect::ZERO; self.len()];
        for (_, node) in self.graph.nodes_iter() {
            boxes[node.payload().0] = Rect::from_center_size(node.location(), node.display().sketch.size);
        }
        boxes
    }

    /// Id, name and box of each.
    pub fn named_boxes(&self) -> impl Iterator<Item = (&OrganisationId, &str, Rect)> {
        let boxes = self.boxes().into_iter();
        self.organisations
            .iter()
            .zip(&self.names)
            .zip(boxes)
            .map(|((id, name), rect)| (id, name.as_str(), rect))
    }

    /// Puts each where its box is.
    pub fn put(&mut self, boxes: &[Rect]) {
        for (number, rect) in boxes.iter().enumerate() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                node.set_location(rect.center());
            }
        }
    }

    /// Shows what is selected on the map.
    pub fn select(&mut self, selection: &Selection) {
        for (number, id) in self.organisations.iter().enumerate() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                node.set_selected(selection.contains_record(&RecordId::Organisation(id.clone())));
            }
        }
        for (number, id) in self.flows.iter().enumerate() {
            if let Some(edge) = self.graph.edge_mut(EdgeIndex::new(number)) {
                edge.set_selected(selection.contains_record(&RecordId::Flow(id.clone())));
            }
        }
    }

    /// The record behind a number.
    pub fn record(&self, hit: Hit) -> Option<RecordId> {
        match hit {
            Hit::Node(number) => self.organisations.get(number).cloned().map(RecordId::Organisation),
            Hit::Edge(number) => self.flows.get(number).cloned().map(RecordId::Flow),
        }
    }

    /// What is seen at a place of the view: nodes before flows.
    pub fn hit(&self, frame: &MetadataFrame, local: Pos2) -> Option<Hit> {
        let node = self.graph.node_by_screen_pos(frame, local).and_then(|index| self.graph.node(index));
        if let Some(node) = node {
            return Some(Hit::Node(node.payload().0));
        }
        let edge = self.graph.edge_by_screen_pos(frame, local).and_then(|index| self.graph.edge(index));
        edge.map(|edge| Hit::Edge(edge.payload().0))
    }

    /// Takes a node in hand, or lets it go. The library pans the view unless one is marked so.
    pub fn hold(&mut self, hit: Option<Hit>) {
        if let Some(node) = self.held.take().and_then(|number| self.graph.node_mut(NodeIndex::new(number))) {
            node.set_dragged(false);
        }
        if let Some(Hit::Node(number)) = hit
            && let Some(node) = self.graph.node_mut(NodeIndex::new(number))
        {
            node.set_dragged(true);
            self.held = Some(number);
        }
    }

    /// Moves the node in hand, canvas units.
    pub fn pull(&mut self, by: Vec2) {
        let held = self.held.and_then(|number| self.graph.node_mut(NodeIndex::new(number)));
        if let Some(node) = held {
            node.set_location(node.location() + by);
        }
    }

    /// All of it as a picture: flows, nodes over them, what is selected on top.
    pub fn shapes(&mut self, drawing: &DrawContext<'_>) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for number in 0..self.len() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                let props = node.props().clone();
                <NodeFigure as DisplayNode<NodeRef, EdgeRef, Directed, DefaultIx>>::update(
                    node.display_mut(),
                    &props,
                );
            }
        }
        for number in 0..self.ends.len() {
            let (from, to) = self.ends[number];
            let ends = (self.graph.node(NodeIndex::new(from)), self.graph.node(NodeIndex::new(to)));
            let (Some(start), Some(end)) = (ends.0.cloned(), ends.1.cloned()) else { continue };
            if let Some(edge) = self.graph.edge_mut(EdgeIndex::new(number)) {
                let props = edge.props().clone();
                let figure = edge.display_mut();
                DisplayEdge::<NodeRef, EdgeRef, Directed, DefaultIx, _>::update(figure, &props);
                shapes.extend(figure.shapes(&start, &end, drawing));
            }
        }
        let mut on_top = Vec::new();
        for number in 0..self.len() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                let selected = node.selected();
                let figure = node.display_mut();
                let drawn = <NodeFigure as DisplayNode<NodeRef, EdgeRef, Directed, DefaultIx>>::shapes(
                    figure, drawing,
                );
                if selected { on_top.extend(drawn) } else { shapes.extend(drawn) }
            }
        }
        shapes.extend(on_top);
        shapes
    }
}

/// Where each begins: where it was, else beside those it is joined with, else where the map has it.
fn first_places(
    topology: &Topology,
    document: &Document,
    known: &BTreeMap<OrganisationId, Pos2>,
) -> Vec<Pos2> {
    let drawn = |id: &OrganisationId| document.organisation(id).and_then(|one| one.position);
    let ids: Vec<&OrganisationId> = topology.graph().node_weights().collect();
    let spots: Vec<Point> = ids.iter().filter_map(|id| drawn(id)).collect();
    let sum = spots.iter().fold(Vec2::ZERO, |sum, at| sum + vec2(at.x as f32, at.y as f32));
    let middle = sum / spots.len().max(1) as f32;
    let place = |(number, id): (usize, &&OrganisationId)| {
        if let Some(at) = known.get(*id) {
            return *at;
        }
        let turn = Vec2::angled(number as f32 * GOLDEN_ANGLE);
        let beside: Vec<Vec2> =
            topology.neighbours(id).filter_map(|other| known.get(other)).map(|at| at.to_vec2()).collect();
        if !beside.is_empty() {
            let sum = beside.iter().fold(Vec2::ZERO, |sum, at| sum + *at);
            return (sum / beside.len() as f32 + turn * 60.0).to_pos2();
        }
        match drawn(id) {
            // No two begin at the same point: they could never leave each other.
            Some(at) => pos2(at.x as f32, at.y as f32) - middle + turn,
            None => (turn * 90.0 * (number as f32 + 1.0).sqrt()).to_pos2(),
        }
    };
    ids.iter().enumerate().map(place).collect()
}

/// Each flow's place among those between the same two, 0 in the middle, seen from the flow's own beginning.
fn lanes(ends: &[(usize, usize)]) -> Vec<f32> {
    let pair = |(from, to): (usize, usize)| (from.min(to), from.max(to));
    let mut count: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for end in ends {
        *count.entry(pair(*end)).or_default() += 1;
    }
    let mut next: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let lane = |end: &(usize, usize)| {
        let seen = next.entry(pair(*end)).or_default();
        let lane = *seen as f32 - (count[&pair(*end)] - 1) as f32 / 2.0;
        *seen += 1;
        if end.0 > end.1 { -lane } else { lane }
    };
    ends.iter().map(lane).collect()
}

/// What the scene draws of each organisation, round the middle of its box.
fn sketches(document: &Document, look: &Look, fonts: &Fonts) -> BTreeMap<OrganisationId, Sketch> {
    let bare = document.records().filter_map(|(id, record)| match record {
        Record::Organisation(organisation) => {
            let mut organisation = (*organisation).clone();
            organisation.position = Some(Point::default());
            Some((id, Record::from(organisation)))
        }
        Record::Flow(_) | Record::Group(_) | Record::Note(_) | Record::View(_) => None,
        other => Some((id, other)),
    });
    let scene = scene::build(&Document::from_records(bare), &Options::default(), look, fonts);
    let mut sketches: BTreeMap<OrganisationId, Sketch> = scene
        .nodes
        .iter()
        .map(|node| {
            let size = vec2(node.rect.width as f32, node.rect.height as f32);
            let shape = document.organisation(&node.id).map(|one| look.organisation(document, one).shape);
            let corner = match shape {
                Some(NodeShape::Pill | NodeShape::Circle) => size.min_elem() / 2.0,
                _ => CORNER,
            };
            (node.id.clone(), Sketch::new(size, corner))
        })
        .collect();
    for item in &scene.items {
        if let Target::Organisation(id) = &item.target
            && let Some(sketch) = sketches.get_mut(id)
        {
            sketch.add(item);
        }
    }
    sketches
}

//! The map as the library's graph: made from the topology, its payloads no more than numbers into our own ids.
//! The forces of `layout::live` move it. Must not know what its nodes wear, nor who looks at it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

use eframe::egui::{Pos2, Rect, Shape, Vec2, pos2, vec2};
use egui_graphs::{DisplayEdge, DisplayNode, DrawContext, Graph, MetadataFrame};
use petgraph::{
    Directed,
    stable_graph::{DefaultIx, EdgeIndex, NodeIndex},
    visit::EdgeRef as _,
};

use super::{
    dress::Costume,
    edge::{EdgeFigure, EdgeRef, calm},
    node::{NodeFigure, NodeRef},
    sketch::Pen,
};
use crate::{
    app::theme::colour,
    editor::{Selection, Session},
    layout::live::Live,
    model::{Document, FlowId, FlowKindId, OrganisationId, Point, RecordId, Size},
    style::Look,
    topology::Topology,
};

/// Kinds of flows that colours can tell apart; more are coloured by family, as on the map.
const MOST_KINDS: usize = 7;
/// Turns from one to the next of those that have no place: they spread like seeds.
const GOLDEN_ANGLE: f32 = 2.399_963;
/// A step of the forces may take so long of a frame; more steps only while they fit.
const FRAME_SHARE: Duration = Duration::from_millis(4);
/// Steps of a frame at most: it is alive, not a jump.
const STEPS_A_FRAME: usize = 3;

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
    /// The best joined first.
    ranks: Vec<usize>,
    live: Live,
    held: Option<usize>,
    selected: Vec<RecordId>,
    lit: Option<Hit>,
    revision: u64,
    look: Look,
    hidden: Arc<BTreeSet<RecordId>>,
}

impl Network {
    /// The network of the session's map. What was `known` stays where it was.
    pub fn new(
        session: &Session,
        look: &Look,
        costumes: &BTreeMap<OrganisationId, Costume>,
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
            ranks: Vec::new(),
            live: Live::default(),
            held: None,
            selected: Vec::new(),
            lit: None,
            revision: session.revision(),
            look: look.clone(),
            hidden: Arc::clone(hidden),
        };
        let places = first_places(&topology, document, known);
        let accent = colour(look.accent());
        for (number, id) in network.organisations.iter().enumerate() {
            let name = document.organisation(id).map(|one| one.name.clone()).unwrap_or_default();
            network.names.push(name);
            network.graph.add_node_custom(NodeRef(number), |node| {
                node.set_location(places[number]);
                let figure = node.display_mut();
                figure.accent = accent;
                if let Some(costume) = costumes.get(id) {
                    figure.costume = costume.clone();
                }
            });
        }
        let edges = topology.graph().edge_references();
        network.ends = edges.map(|edge| (edge.source().index(), edge.target().index())).collect();
        network.add_flows(document, look);
        network.ranks = network.ranked();
        network.live = Live::new(&network.spots(), &network.sizes(), &network.ends);
        network.follow();
        network
    }

    /// Changes what all wear. Boxes that grew push each other away.
    pub fn wear(&mut self, costumes: &BTreeMap<OrganisationId, Costume>) {
        for (number, id) in self.organisations.iter().enumerate() {
            if let (Some(node), Some(costume)) =
                (self.graph.node_mut(NodeIndex::new(number)), costumes.get(id))
            {
                node.display_mut().costume = costume.clone();
            }
        }
        let sizes = self.sizes();
        self.live.resize(&sizes);
    }

    fn ranked(&self) -> Vec<usize> {
        let mut degree = vec![0_usize; self.len()];
        for (from, to) in &self.ends {
            degree[*from] += 1;
            degree[*to] += 1;
        }
        let mut ranks: Vec<usize> = (0..self.len()).collect();
        ranks.sort_by_key(|number| (std::cmp::Reverse(degree[*number]), *number));
        ranks
    }

    fn sizes(&self) -> Vec<Size> {
        let sizes = self.boxes().into_iter();
        sizes.map(|rect| Size::new(f64::from(rect.width()), f64::from(rect.height()))).collect()
    }

    /// Where the forces have brought all.
    fn follow(&mut self) {
        let places = self.live.places().to_vec();
        self.show_at(&places);
    }

    /// Moves all for one frame.
    pub fn advance(&mut self) {
        let begun = Instant::now();
        let mut steps = 0;
        // Boxes that only make room do not dance: as much of it as fits.
        while !self.live.is_settled() && (steps < STEPS_A_FRAME || !self.live.is_hot()) {
            self.live.step();
            steps += 1;
            if begun.elapsed() > FRAME_SHARE {
                break;
            }
        }
        self.follow();
    }

    /// Begins to arrange anew.
    pub fn heat(&mut self) {
        self.live.heat();
    }

    /// Lets it settle into what changed, shortly.
    pub fn relax(&mut self) {
        self.live.relax();
    }

    /// Puts all where they were found to rest.
    pub fn stand_at(&mut self, places: &[Point]) {
        self.live.relax_at(places);
        self.follow();
    }

    /// Where each is, by number.
    pub fn spots(&self) -> Vec<Point> {
        self.boxes().into_iter().map(|rect| point(rect.center())).collect()
    }

    /// Shows all at these places, by number; the forces know nothing of it.
    pub fn show_at(&mut self, places: &[Point]) {
        for (number, at) in places.iter().enumerate() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                node.set_location(pos2(at.x as f32, at.y as f32));
            }
        }
    }

    /// The sizes of all boxes and who is tied to whom, by number.
    pub fn measure(&self) -> (Vec<Size>, Vec<(usize, usize)>) {
        (self.sizes(), self.ends.clone())
    }

    /// Whether nothing moves any more.
    pub fn is_settled(&self) -> bool {
        self.live.is_settled()
    }

    fn add_flows(&mut self, document: &Document, look: &Look) {
        let kinds: BTreeSet<&FlowKindId> = document.flows().values().map(|flow| &flow.kind).collect();
        let by_family = kinds.len() > MOST_KINDS;
        let accent = colour(look.accent());
        let (lanes, calm) = (lanes(&self.ends), calm(self.ends.len()));
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
                figure.calm = calm;
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

    /// The names, by number.
    pub fn name(&self, number: usize) -> &str {
        self.names.get(number).map_or("", String::as_str)
    }

    /// The best joined first.
    pub fn ranks(&self) -> &[usize] {
        &self.ranks
    }

    /// How each is shown.
    pub fn figure(&self, number: usize) -> Option<&NodeFigure> {
        self.graph.node(NodeIndex::new(number)).map(egui_graphs::Node::display)
    }

    /// Whether it is selected.
    pub fn is_selected(&self, number: usize) -> bool {
        self.graph.node(NodeIndex::new(number)).is_some_and(egui_graphs::Node::selected)
    }

    /// The box round all of these that are in it.
    pub fn extent(&self, ids: &[RecordId]) -> Option<Rect> {
        let boxes = self.boxes();
        let of = |id: &OrganisationId| self.number(id).map(|number| boxes[number]);
        let places = ids.iter().flat_map(|id| match id {
            RecordId::Organisation(id) => vec![of(id)],
            RecordId::Flow(id) => {
                let ends = self.flows.iter().position(|flow| flow == id).map(|number| self.ends[number]);
                ends.map(|(from, to)| vec![Some(boxes[from]), Some(boxes[to])]).unwrap_or_default()
            }
            _ => Vec::new(),
        });
        places.flatten().reduce(Rect::union)
    }

    /// The number of an organisation.
    pub fn number(&self, id: &OrganisationId) -> Option<usize> {
        self.organisations.binary_search(id).ok()
    }

    /// How large things are shown in the frame that is drawn, screen points a canvas unit.
    pub fn set_zoom(&mut self, zoom: f32) {
        for number in 0..self.len() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                node.display_mut().zoom = zoom;
            }
        }
    }

    /// Lights a node with its neighbours, or a flow with its ends; all else fades. Nothing fades without.
    pub fn light(&mut self, hit: Option<Hit>) {
        if self.lit == hit {
            return;
        }
        self.lit = hit;
        let near = self.neighbourhood();
        for number in 0..self.len() {
            if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
                node.display_mut().faded = near.as_ref().is_some_and(|near| !near.contains(&number));
            }
        }
        for (number, (from, to)) in self.ends.iter().enumerate() {
            let lit = match hit {
                Some(Hit::Node(node)) => *from == node || *to == node,
                Some(Hit::Edge(edge)) => edge == number,
                None => false,
            };
            if let Some(edge) = self.graph.edge_mut(EdgeIndex::new(number)) {
                edge.display_mut().lit = lit;
                edge.display_mut().faded = hit.is_some() && !lit;
            }
        }
    }

    /// Who is lit.
    pub fn neighbourhood(&self) -> Option<BTreeSet<usize>> {
        match self.lit? {
            Hit::Node(node) => {
                let ends = self.ends.iter().filter(|(from, to)| *from == node || *to == node);
                Some(ends.flat_map(|(from, to)| [*from, *to]).chain([node]).collect())
            }
            Hit::Edge(edge) => self.ends.get(edge).map(|(from, to)| BTreeSet::from([*from, *to])),
        }
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
            boxes[node.payload().0] =
                Rect::from_center_size(node.location(), node.display().costume.sketch.size);
        }
        boxes
    }

    /// Shows what is selected on the map.
    pub fn select(&mut self, selection: &Selection) {
        let records = selection.records();
        if records == self.selected {
            return;
        }
        self.selected = records;
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
        self.live.hold(self.held);
    }

    /// Moves the node in hand, canvas units.
    pub fn pull(&mut self, by: Vec2) {
        let Some(number) = self.held else { return };
        if let Some(node) = self.graph.node_mut(NodeIndex::new(number)) {
            node.set_location(node.location() + by);
            self.live.put(number, point(node.location()));
            self.live.warm();
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

fn point(at: Pos2) -> Point {
    Point::new(f64::from(at.x), f64::from(at.y))
}

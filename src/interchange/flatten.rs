//! The foreign graph that a map is for a writer: fields, looks, groups; and what is lost on the way, by what the format
//! says that it holds. Must not know any format's syntax.

use std::collections::BTreeMap;

use super::{
    graph::*,
    loss::Loss,
    mapping::{count_words, route_words},
    own::Own,
    roles::{FieldType, Role},
};
use crate::{
    model::{
        Document, FieldValue, Flow, FlowId, Group, GroupId, GroupLook, Member, Note, NoteLook, Organisation,
        OrganisationId, OrganisationKind, Point, Position, RecordId, Size, Status, StyleOverride,
    },
    style::{Look, NodeShape, Rgba},
};

/// What a map looks like to other programs: its colours, and how large its boxes are drawn.
#[derive(Clone, Debug, Default)]
pub struct Dress {
    /// The looks that colours come from.
    pub look: Look,
    /// The drawn size of each box, canvas units; what is not here is given a usual one.
    pub sizes: BTreeMap<OrganisationId, Size>,
    /// Where each box is drawn that has no place of its own, canvas units.
    pub places: BTreeMap<OrganisationId, Point>,
}

/// The size of a box that nobody has measured.
const USUAL: Size = Size::new(150.0, 60.0);

/// How a format holds places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// As they are.
    Exact,
    /// Only nearly, or not at all: the exact ones go along as fields.
    AsFields,
}

/// What a format holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holds {
    /// Fields of any name on nodes and edges; where not, only these.
    pub(super) fields: Result<(), &'static [Role]>,
    /// A text for the map as a whole.
    pub(super) map: bool,
    /// Places of nodes.
    pub(super) places: Places,
    /// Groups within groups, with fields of their own.
    pub(super) groups: bool,
    /// Words on the canvas.
    pub(super) notes: bool,
    /// Ids as we give them.
    pub(super) ids: bool,
    /// Bends of lines, exactly.
    pub(super) routes: bool,
}

impl Holds {
    /// All, exactly.
    pub(super) const ALL: Self = Self {
        fields: Ok(()),
        map: true,
        places: Places::Exact,
        groups: true,
        notes: true,
        ids: true,
        routes: true,
    };
}

/// The graph of a map, and what is lost.
pub(super) fn flatten(document: &Document, dress: &Dress, holds: Holds) -> (ForeignGraph, Loss) {
    let map = document.map();
    let graph = ForeignGraph {
        title: map.title.clone(),
        description: map.coverage.clone(),
        own: holds.map.then(|| Own::of(document, !holds.groups)),
        ids_tell: true,
        ..ForeignGraph::default()
    };
    let mut flat = Flat { document, dress, holds, graph, loss: Loss::default(), index: BTreeMap::new() };
    flat.groups();
    for (id, organisation) in document.organisations() {
        flat.organisation(id, organisation);
    }
    flat.members();
    flat.notes();
    for (id, flow) in document.flows() {
        flat.flow(id, flow);
    }
    flat.rest();
    (flat.graph, flat.loss)
}

struct Flat<'d> {
    document: &'d Document,
    dress: &'d Dress,
    holds: Holds,
    graph: ForeignGraph,
    loss: Loss,
    /// The node that each record became.
    index: BTreeMap<RecordId, usize>,
}

/// Fields while they are gathered.
#[derive(Default)]
struct Fields(Vec<(Role, String, Value)>);

impl Fields {
    fn put(&mut self, role: Role, value: Value) {
        self.0.push((role, String::new(), value));
    }

    fn text(&mut self, role: Role, text: &str) {
        if !text.is_empty() {
            self.put(role, Value::Text(text.to_owned()));
        }
    }

    fn shown(&mut self, role: Role, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(role, Value::Text(value.to_string()));
        }
    }

    fn yes(&mut self, role: Role, yes: bool) {
        if yes {
            self.put(role, Value::YesNo(true));
        }
    }

    fn number(&mut self, role: Role, number: Option<f64>) {
        if let Some(number) = number {
            self.put(role, Value::Number(number));
        }
    }

    fn list(&mut self, role: Role, items: &[String]) {
        if !items.is_empty() {
            self.put(role, Value::List(items.to_vec()));
        }
    }

    fn style(&mut self, style: &StyleOverride) {
        self.shown(Role::Colour, style.colour);
        self.shown(Role::Outline, style.outline);
        self.number(Role::LineWidth, style.width);
    }

    fn place(&mut self, place: Option<Point>) {
        self.number(Role::X, place.map(|point| point.x));
        self.number(Role::Y, place.map(|point| point.y));
    }

    fn size(&mut self, size: Option<Size>) {
        self.number(Role::Width, size.map(|size| size.width));
        self.number(Role::Height, size.map(|size| size.height));
    }

    fn order(&mut self, order: i32) {
        self.number(Role::Order, (order != 0).then_some(f64::from(order)));
    }

    fn extra(&mut self, extra: &crate::model::ExtraFields) {
        for (name, value) in extra {
            let (kind, value) = match value {
                FieldValue::Text(text) => (FieldType::Text, Value::Text(text.clone())),
                FieldValue::Link(text) => (FieldType::Link, Value::Text(text.clone())),
                FieldValue::Date(date) => (FieldType::Date, Value::Text(date.to_string())),
                FieldValue::Number(number) => (FieldType::Number, Value::Number(*number)),
                FieldValue::YesNo(yes) => (FieldType::YesNo, Value::YesNo(*yes)),
            };
            self.0.push((Role::ExtraOf(kind), name.clone(), value));
        }
    }
}

fn colour(colour: Rgba) -> crate::model::Colour {
    crate::model::Colour::new(colour.red, colour.green, colour.blue)
}

fn shape(kind: OrganisationKind) -> Shape {
    match NodeShape::of(kind) {
        NodeShape::Box => Shape::RoundBox,
        NodeShape::Stack => Shape::Box,
        NodeShape::Pill => Shape::Ellipse,
        NodeShape::CutCorner => Shape::Octagon,
        NodeShape::Tab => Shape::Slanted,
        NodeShape::Circle => Shape::Circle,
    }
}

fn dash(dashes: &[f64]) -> Dash {
    match dashes.first() {
        None => Dash::Solid,
        Some(first) if *first <= 1.0 => Dash::Dotted,
        Some(_) if dashes.len() > 2 => Dash::DashDotted,
        Some(_) => Dash::Dashed,
    }
}

/// What a word of the scheme is written as: its name where that leads back to it, otherwise its id.
fn word<'n>(id: &str, name: &'n str, all: impl Iterator<Item = (&'n str, &'n str)>) -> String {
    let mut clash = name.trim() != name || name.is_empty();
    for (other, called) in all {
        clash |= other != id && (called == name || other == name);
    }
    if clash { id.to_owned() } else { name.to_owned() }
}

impl Flat<'_> {
    /// Turns gathered fields into those of columns, or counts what the format has no place for.
    fn kept(&mut self, fields: Fields, edges: bool, what: &str) -> Vec<(usize, Value)> {
        let mut kept = Vec::with_capacity(fields.0.len());
        for (role, name, value) in fields.0 {
            let held = match self.holds.fields {
                Ok(()) => true,
                Err(roles) => roles.contains(&role),
            };
            if !held {
                // What stands in other fields or in the drawing anyway is no loss.
                if !matches!(role, Role::X | Role::Y | Role::Width | Role::Record | Role::Id) {
                    let title =
                        if name.is_empty() { role.title().to_owned() } else { format!("field `{name}`") };
                    self.loss.add(format!("{what}: {title}"));
                }
                continue;
            }
            let columns = if edges { &mut self.graph.edge_columns } else { &mut self.graph.node_columns };
            let column = match role {
                Role::ExtraOf(kind) => {
                    let ours = Role::of_title(&name).is_some();
                    let title = if ours { format!("{name} (own field)") } else { name.clone() };
                    columns.titled(&Role::extra_key(kind, &name), &title)
                }
                role => columns.titled(&role.key(), role.title()),
            };
            kept.push((column, value));
        }
        kept
    }

    fn groups(&mut self) {
        let document = self.document;
        if !self.holds.groups {
            let held =
                self.holds.map || matches!(self.holds.fields, Err(roles) if roles.contains(&Role::Group));
            let held = held || self.holds.fields.is_ok();
            if !held {
                self.loss.add_many("groups", document.groups().len());
            } else if !self.holds.map {
                let nested = |group: &Group| group.members.iter().any(|it| matches!(it, Member::Group(_)));
                let nested = document.groups().values().filter(|group| nested(group)).count();
                self.loss.add_many("groups within groups: only the innermost is told", nested);
            }
            return;
        }
        for (id, group) in document.groups() {
            let node = self.group(id, group);
            self.index.insert(RecordId::Group(id.clone()), self.graph.nodes.len());
            self.graph.nodes.push(node);
        }
    }

    fn group(&mut self, id: &GroupId, group: &Group) -> Node {
        let mut fields = Fields::default();
        fields.text(Role::Record, "group");
        let taken =
            OrganisationId::new(id.as_str()).is_ok_and(|id| self.document.organisations().contains_key(&id));
        let node_id = if taken { format!("group:{id}") } else { id.to_string() };
        if taken || !self.holds.ids {
            fields.text(Role::Id, id.as_str());
        }
        if group.look == GroupLook::Frame {
            fields.text(Role::Look, "frame");
        }
        fields.yes(Role::Collapsed, group.collapsed);
        fields.yes(Role::Locked, group.locked);
        fields.order(group.z_order);
        fields.style(&group.style);
        self.loss.add_many("groups: evidence", group.evidence.len());
        let colour_of = group.style.colour.or(Some(colour(self.dress.look.group_fill())));
        let looks = Looks { colour: colour_of, outline: group.style.outline, ..Looks::default() };
        let fields = self.kept(fields, false, "groups");
        Node { id: node_id, label: group.label.clone(), part: Part::Group, looks, fields, ..Node::default() }
    }

    fn members(&mut self) {
        let document = self.document;
        for (id, group) in document.groups() {
            let parent = self.index.get(&RecordId::Group(id.clone())).copied();
            for member in &group.members {
                let member = match member {
                    Member::Organisation(id) => RecordId::Organisation(id.clone()),
                    Member::Group(id) => RecordId::Group(id.clone()),
                };
                let Some(index) = self.index.get(&member).copied() else { continue };
                if self.holds.groups {
                    self.graph.nodes[index].parent = parent;
                } else if self.holds.fields.is_ok()
                    || matches!(self.holds.fields, Err(roles) if roles.contains(&Role::Group))
                {
                    let label = if group.label.is_empty() { id.as_str() } else { &group.label };
                    let column = self.graph.node_columns.titled(&Role::Group.key(), Role::Group.title());
                    self.graph.nodes[index].fields.push((column, Value::Text(label.to_owned())));
                }
            }
        }
    }

    fn organisation(&mut self, id: &OrganisationId, it: &Organisation) {
        let document = self.document;
        let mut fields = Fields::default();
        if !self.holds.ids {
            fields.text(Role::Id, id.as_str());
        }
        self.scheme_words(&mut fields, it);
        fields.text(Role::Place, &it.place);
        fields.text(Role::Count, &count_words(it.count));
        fields.list(Role::Roles, &it.roles);
        fields.list(Role::Tags, &it.tags);
        fields.text(Role::Description, &it.description);
        fields.text(Role::Url, &it.url);
        if let Some(influence) = &it.influence {
            fields.number(Role::Influence, Some(f64::from(influence.height)));
            fields.shown(Role::InfluenceWhen, influence.when);
            if !influence.agreed_by.is_empty() {
                self.loss.add("organisations: who agreed on their influence");
            }
        }
        fields.list(Role::Stances, &stances(it));
        fields.shown(Role::ActiveFrom, it.active_from);
        fields.shown(Role::ActiveTo, it.active_to);
        if it.status != Status::default() {
            fields.text(Role::Status, it.status.name());
        }
        if self.holds.places == Places::AsFields {
            fields.place(it.position);
        }
        fields.size(it.size);
        fields.yes(Role::Pinned, it.pinned);
        fields.yes(Role::Locked, it.locked);
        fields.order(it.z_order);
        fields.style(&it.style);
        fields.extra(&it.extra);
        self.loss.add_many("organisations: evidence", it.evidence.len());
        self.loss
            .add_many("organisations: comments and what this version does not know", carried(&it.carried));
        let painted = self.dress.look.organisation(document, it);
        let looks = Looks {
            colour: painted.fill.map(colour),
            outline: Some(colour(painted.outline)),
            width: Some(painted.outline_width),
            ink: Some(colour(painted.ink)),
            shape: Some(shape(it.kind)),
            dash: Some(dash(&painted.outline_dash)),
        };
        let fields = self.kept(fields, false, "organisations");
        self.index.insert(RecordId::Organisation(id.clone()), self.graph.nodes.len());
        self.graph.nodes.push(Node {
            id: id.to_string(),
            label: it.name.clone(),
            centre: it.position.or_else(|| self.dress.places.get(id).copied()),
            size: Some(it.size.or_else(|| self.dress.sizes.get(id).copied()).unwrap_or(USUAL)),
            looks,
            fields,
            ..Node::default()
        });
    }

    fn scheme_words(&self, fields: &mut Fields, it: &Organisation) {
        let document = self.document;
        if it.kind != OrganisationKind::default() {
            fields.text(Role::Kind, it.kind.name());
        }
        if let Some(id) = &it.sector {
            let all = document.sectors().iter().map(|(id, sector)| (id.as_str(), sector.name.as_str()));
            let name = document.sector(id).map_or("", |sector| &sector.name);
            fields.text(Role::Sector, &word(id.as_str(), name, all));
        }
        let scale = |id: &crate::model::ScaleId| {
            let all = document.scales().iter().map(|(id, scale)| (id.as_str(), scale.name.as_str()));
            word(id.as_str(), document.scale(id).map_or("", |scale| &scale.name), all)
        };
        if let Some(id) = &it.scale {
            fields.text(Role::Scale, &scale(id));
        }
        fields.list(Role::Reach, &it.reach.iter().map(scale).collect::<Vec<_>>());
    }

    fn notes(&mut self) {
        let document = self.document;
        if !self.holds.notes {
            self.loss.add_many("notes", document.notes().len());
            return;
        }
        for (id, note) in document.notes() {
            let node = self.note(id.as_str(), note);
            self.graph.nodes.push(node);
        }
    }

    fn note(&mut self, id: &str, note: &Note) -> Node {
        let mut fields = Fields::default();
        fields.text(Role::Record, "note");
        fields.text(Role::Id, id);
        if note.look == NoteLook::Plain {
            fields.text(Role::Look, "plain");
        }
        fields.yes(Role::Parked, note.parked);
        fields.yes(Role::Locked, note.locked);
        fields.order(note.z_order);
        fields.shown(Role::Colour, note.colour);
        fields.place(note.position.filter(|_| note.attached_to.is_none()));
        fields.size(note.size);
        if note.attached_to.is_some() {
            self.loss.add("notes: what they are attached to");
        }
        let fill = colour(self.dress.look.note_fill(note.colour));
        let fields = self.kept(fields, false, "notes");
        Node {
            id: format!("note:{id}"),
            label: note.text.clone(),
            part: Part::Note,
            centre: note.position.filter(|_| note.attached_to.is_none()),
            size: Some(note.size.unwrap_or(USUAL)),
            looks: Looks { colour: Some(fill), ..Looks::default() },
            fields,
            ..Node::default()
        }
    }

    fn flow_fields(&self, id: &FlowId, it: &Flow, name: &str) -> Fields {
        use crate::model::{Direction, Formality};
        let document = self.document;
        let mut fields = Fields::default();
        if !self.holds.ids {
            fields.text(Role::Id, id.as_str());
        }
        let all = document.flow_kinds().iter().map(|(id, kind)| (id.as_str(), kind.name.as_str()));
        fields.text(Role::Kind, &word(it.kind.as_str(), name, all));
        if !it.label.is_empty() && it.label == name {
            fields.text(Role::Label, &it.label);
        }
        if it.direction != Direction::Forward {
            fields.text(Role::Direction, it.direction.name());
        }
        if it.formality != Formality::NotStated {
            fields.text(Role::Formality, it.formality.name());
        }
        if it.status != Status::default() {
            fields.text(Role::Status, it.status.name());
        }
        fields.text(Role::Condition, &it.condition);
        fields.shown(Role::Via, it.via.as_ref());
        fields.shown(Role::ActiveFrom, it.active_from);
        fields.shown(Role::ActiveTo, it.active_to);
        if !self.holds.routes {
            fields.text(Role::Route, &route_words(&it.route));
        }
        fields.order(it.z_order);
        fields.style(&it.style);
        fields.extra(&it.extra);
        fields
    }

    fn flow(&mut self, id: &FlowId, it: &Flow) {
        use crate::model::Direction;
        let document = self.document;
        let ends =
            [&it.from, &it.to].map(|id| self.index.get(&RecordId::Organisation((*id).clone())).copied());
        let [Some(from), Some(to)] = ends else { return };
        let name = document.flow_kind(&it.kind).map_or("", |kind| kind.name.as_str());
        let fields = self.flow_fields(id, it, name);
        self.loss.add_many("flows: evidence", it.evidence.len());
        self.loss.add_many("flows: comments and what this version does not know", carried(&it.carried));
        let painted = self.dress.look.flow(document, it, false);
        let looks = Looks {
            colour: Some(colour(painted.colour)),
            width: Some(painted.width),
            ink: Some(colour(painted.label_colour)),
            dash: Some(dash(&painted.dash)),
            ..Looks::default()
        };
        let fields = self.kept(fields, true, "flows");
        let way = match it.direction {
            Direction::Forward => Way::Forward,
            Direction::Both => Way::Both,
            Direction::None | Direction::Unknown => Way::None,
        };
        let label = if it.label.is_empty() { name.to_owned() } else { it.label.clone() };
        let route = it.route.clone();
        self.graph.edges.push(Edge {
            id: id.to_string(),
            from,
            to,
            way,
            label,
            weight: it.weight,
            looks,
            route,
            fields,
            line: 0,
        });
    }

    /// What no format of others has a place for.
    fn rest(&mut self) {
        let document = self.document;
        self.loss.add_many("pieces of evidence", document.evidence().len());
        self.loss.add_many("views", document.views().len());
        self.loss.add_many("conflicts of a merge", document.map().conflicts.len());
        if !self.holds.map {
            let map = document.map();
            let plain = Document::default();
            let said = [
                ("subtitle of the map", !map.subtitle.is_empty()),
                ("place of the map", !map.place.is_empty()),
                ("author of the map", !map.author.is_empty()),
                ("licence of the map", !map.licence.is_empty()),
                ("sources of the map", !map.sources.is_empty()),
                ("goals of the map", !map.goals.is_empty()),
                ("areas of the map", !map.areas.is_empty()),
                ("dates of the map", map.created.is_some() || map.as_of.is_some()),
                ("appearance by data", !map.appearance.is_empty()),
                ("colours and signs of sectors", document.sectors() != plain.sectors()),
                ("order and tones of scales", document.scales() != plain.scales()),
                ("colours and families of flow kinds", document.flow_kinds() != plain.flow_kinds()),
            ];
            for (what, is_said) in said {
                self.loss.add_many(what, usize::from(is_said));
            }
        }
    }
}

fn stances(it: &Organisation) -> Vec<String> {
    let word = |position: Position| match position {
        Position::Support => "support",
        Position::Oppose => "oppose",
        Position::Neutral => "neutral",
    };
    it.stances.iter().map(|stance| format!("{}:{}", stance.goal, word(stance.position))).collect()
}

fn carried(carried: &crate::model::Carried) -> usize {
    usize::from(!carried.comment.is_empty()) + carried.fields.len()
}

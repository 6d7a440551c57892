//! The foreign graph that a map is for a writer: fields, looks, groups; and what is lost on the way, by what the format
//! says that it holds. Must not know any format's syntax.

mod fields;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    graph::*,
    holds::{Groups, Held, Holds, Places},
    loss::{Loss, Of},
    mapping::{count_words, route_words},
    own::Own,
    roles::{FieldType, Role},
};
use crate::{
    model::{
        Direction, Document, Flow, FlowId, Formality, Group, GroupId, GroupLook, Member, Note, NoteLook,
        Organisation, OrganisationId, OrganisationKind, Point, RecordId, Size, Status,
    },
    style::Look,
};
use fields::{Fields, carried, colour, dash, shape, stances, word};

/// What is counted where evidence supports something.
const EVIDENCE: &str = "links to evidence";
/// What is counted of comments and of what a newer version wrote.
const CARRIED: &str = "comments and what this version does not know";

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

/// The graph of a map, and what is lost.
pub(super) fn flatten(document: &Document, dress: &Dress, holds: Holds) -> (ForeignGraph, Loss) {
    let map = document.map();
    let graph = ForeignGraph {
        title: map.title.clone(),
        description: map.coverage.clone(),
        own: holds.map.then(|| Own::of(document, holds.groups != Groups::Whole)),
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
    whole::count(document, &holds, &mut flat.loss);
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

impl Flat<'_> {
    /// Turns gathered fields into those of columns, or counts what the format has no place for.
    fn kept(&mut self, fields: Fields, of: Of) -> Vec<(usize, Value)> {
        let mut kept = Vec::with_capacity(fields.0.len());
        for (role, name, value) in fields.0 {
            if !self.holds.field(of, role) {
                // What is told by the drawing, or as the second half of something, is no loss of its own.
                if !matches!(role, Role::Y | Role::Height | Role::Record | Role::Label) {
                    let own = || format!("own field “{name}”");
                    let what = if name.is_empty() { role.words().to_owned() } else { own() };
                    self.loss.add(of, what);
                }
                continue;
            }
            if let Value::Text(text) = &value {
                if text.is_empty() && !self.holds.blanks {
                    self.loss.add(of, "own fields that say nothing");
                    continue;
                }
                if self.holds.longest.is_some_and(|most| text.chars().count() > most) {
                    self.loss.add(of, "words beyond what one cell takes");
                }
            }
            if role == Role::ExtraOf(FieldType::Link) && !self.holds.types {
                self.loss.add(of, "which own fields are links");
            }
            let edges = of == Of::Flows;
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

    /// Counts names that a format cannot spell.
    fn spell(&mut self, of: Of, words: &str) {
        if !self.holds.any_words && words.contains(['"', '\n', '\r']) {
            self.loss.add(of, "quotation marks and line breaks in words");
        }
    }

    fn groups(&mut self) {
        let document = self.document;
        if matches!(self.holds.groups, Groups::Nowhere) {
            self.loss.add_many(Of::Map, "groups", document.groups().len());
            return;
        }
        let has_nodes = matches!(self.holds.groups, Groups::Whole | Groups::Names);
        for (id, group) in document.groups() {
            self.loss.add_many(Of::Groups, EVIDENCE, group.evidence.len());
            self.loss.add_many(Of::Groups, CARRIED, carried(&group.carried));
            // In the text for the map as a whole they are whole.
            if has_nodes || !self.holds.map {
                let node = self.group(id, group);
                if has_nodes {
                    self.index.insert(RecordId::Group(id.clone()), self.graph.nodes.len());
                    self.graph.nodes.push(node);
                }
            }
        }
        if !has_nodes && !self.holds.map {
            self.groups_as_words();
        }
    }

    /// What is lost of groups of which only a word stands beside each member.
    fn groups_as_words(&mut self) {
        let mut names = BTreeSet::new();
        for group in self.document.groups().values() {
            if group.members.iter().any(|it| matches!(it, Member::Group(_))) {
                self.loss.add(Of::Groups, "groups within them");
            }
            if !group.members.iter().any(|it| matches!(it, Member::Organisation(_))) {
                self.loss.add(Of::Groups, "groups without an organisation of their own");
            } else if !group.label.is_empty() && !names.insert(group.label.as_str()) {
                self.loss.add(Of::Groups, "which of several of one name it is");
            }
        }
    }

    fn group(&mut self, id: &GroupId, group: &Group) -> Node {
        let mut fields = Fields::default();
        fields.text(Role::Record, "group");
        let taken =
            OrganisationId::new(id.as_str()).is_ok_and(|id| self.document.organisations().contains_key(&id));
        let node_id = if taken { format!("group:{id}") } else { id.to_string() };
        if taken || !self.holds.ids || self.holds.groups == Groups::AsWords {
            fields.text(Role::Id, id.as_str());
        }
        if group.look == GroupLook::Frame {
            fields.text(Role::Look, "frame");
        }
        fields.yes(Role::Collapsed, group.collapsed);
        fields.yes(Role::Locked, group.locked);
        fields.order(group.z_order);
        fields.style(&group.style);
        let colour_of = group.style.colour.or(Some(colour(self.dress.look.group_fill())));
        let looks = Looks { colour: colour_of, outline: group.style.outline, ..Looks::default() };
        let fields = self.kept(fields, Of::Groups);
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
                if parent.is_some() {
                    self.graph.nodes[index].parent = parent;
                } else if self.holds.group_words() {
                    let label = if group.label.is_empty() { id.as_str() } else { &group.label };
                    let column = self.graph.node_columns.titled(&Role::Group.key(), Role::Group.title());
                    self.graph.nodes[index].fields.push((column, Value::Text(label.to_owned())));
                }
            }
        }
    }

    fn organisation(&mut self, id: &OrganisationId, it: &Organisation) {
        let of = Of::Organisations;
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
                self.loss.add(of, "who agreed on their influence");
            }
        }
        fields.list(Role::Stances, &stances(it));
        fields.shown(Role::ActiveFrom, it.active_from);
        fields.shown(Role::ActiveTo, it.active_to);
        if it.status != Status::default() {
            fields.text(Role::Status, it.status.name());
        }
        match self.holds.places {
            Places::Exact => {}
            Places::AsFields => fields.place(it.position),
            Places::Nearly => self.loss.add_many(of, "exact positions", it.position.iter().count()),
            Places::Nowhere => self.loss.add_many(of, "positions", it.position.iter().count()),
        }
        fields.size(it.size);
        fields.yes(Role::Pinned, it.pinned);
        fields.yes(Role::Locked, it.locked);
        fields.order(it.z_order);
        fields.style(&it.style);
        fields.extra(&it.extra);
        self.spell(of, &it.name);
        self.loss.add_many(of, EVIDENCE, it.evidence.len());
        self.loss.add_many(of, CARRIED, carried(&it.carried));
        let looks = self.looks(it);
        let fields = self.kept(fields, of);
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

    fn looks(&self, it: &Organisation) -> Looks {
        let painted = self.dress.look.organisation(self.document, it);
        Looks {
            colour: painted.fill.map(colour),
            outline: Some(colour(painted.outline)),
            width: Some(painted.outline_width),
            ink: Some(colour(painted.ink)),
            shape: Some(shape(it.kind)),
            dash: Some(dash(&painted.outline_dash)),
        }
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
            self.loss.add_many(Of::Map, "notes", document.notes().len());
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
            self.loss.add(Of::Notes, "what they are attached to");
            self.loss.add_many(Of::Notes, "positions beside that", note.position.iter().count());
        }
        self.loss.add_many(Of::Notes, CARRIED, carried(&note.carried));
        let fill = colour(self.dress.look.note_fill(note.colour));
        let fields = self.kept(fields, Of::Notes);
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
        // Where it is no field, which way a flow goes is drawn; that nobody knows which cannot be.
        let is_drawn = matches!(self.holds.fields, Held::Only { .. }) && it.direction != Direction::Unknown;
        if it.direction != Direction::Forward && !is_drawn {
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
        let (document, of) = (self.document, Of::Flows);
        let ends =
            [&it.from, &it.to].map(|id| self.index.get(&RecordId::Organisation((*id).clone())).copied());
        let [Some(from), Some(to)] = ends else { return };
        let name = document.flow_kind(&it.kind).map_or("", |kind| kind.name.as_str());
        let fields = self.flow_fields(id, it, name);
        self.spell(of, &it.label);
        self.loss.add_many(of, EVIDENCE, it.evidence.len());
        self.loss.add_many(of, CARRIED, carried(&it.carried));
        let lost = [
            ("weight", !self.holds.weights && it.weight.is_some()),
            ("that one flow goes both ways", !self.holds.both_ways && it.direction == Direction::Both),
            (
                "kind, where they have words of their own",
                !self.holds.kind_beside_label && !it.label.is_empty() && it.label != name,
            ),
        ];
        for (what, is_lost) in lost {
            self.loss.add_many(of, what, usize::from(is_lost));
        }
        let painted = self.dress.look.flow(document, it, false);
        let looks = Looks {
            colour: Some(colour(painted.colour)),
            width: Some(painted.width),
            ink: Some(colour(painted.label_colour)),
            dash: Some(dash(&painted.dash)),
            ..Looks::default()
        };
        let fields = self.kept(fields, of);
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
}

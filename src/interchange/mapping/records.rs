//! Fills single records from nodes and edges: organisations, groups, notes, flows. Must not know any format.

use super::{Colours, Dashes, build::Building, fields::keep, words};
use crate::{
    interchange::{
        graph::{Dash, Edge, Node, Value, Way},
        limits::LONGEST_NAME,
        roles::Role,
    },
    model::{
        Direction, FieldValue, Flow, FlowKindId, Formality, GoalId, Group, GroupLook, Influence, Note,
        NoteLook, Organisation, OrganisationKind, Point, Position, Size, Stance, StyleOverride,
    },
};

/// Boxes smaller than this hold no name: they are dots, and names decide.
const SMALLEST_BOX: Size = Size::new(40.0, 20.0);

impl Building<'_> {
    /// What a node is called.
    pub(super) fn node_name(&self, node: &Node) -> String {
        let stated = || {
            let found = node
                .fields
                .iter()
                .find(|(column, value)| self.node_fields[*column].role == Role::Name && !value.is_empty());
            found.map(|(_, value)| value.words())
        };
        let own = self.graph.own.is_some() && !node.label.is_empty();
        if let Some(name) = stated().filter(|_| self.mapping.names) {
            return words::name(&name);
        }
        let label = if node.label.trim().is_empty() && !own { stated() } else { Some(node.label.clone()) };
        let is_own = self.graph.own.is_some();
        match label {
            Some(label) if is_own => words::clean(&label),
            Some(label) => words::name(&label),
            None if is_own || !self.graph.ids_tell => String::new(),
            None => words::name(&node.id),
        }
    }

    pub(super) fn organisation(&mut self, index: usize) -> Organisation {
        let graph = self.graph;
        let node = &graph.nodes[index];
        let mut it = Organisation { name: self.node_name(node), ..Organisation::default() };
        let mut exact = (None, None);
        let mut size = (None, None);
        for (column, value) in &node.fields {
            let field = self.node_fields[*column].role;
            match (field, value.number()) {
                (Role::X, Some(number)) => exact.0 = Some(number),
                (Role::Y, Some(number)) => exact.1 = Some(number),
                (Role::Width, Some(number)) => size.0 = Some(number),
                (Role::Height, Some(number)) => size.1 = Some(number),
                _ => self.node_field(&mut it, *column, value),
            }
        }
        it.position = self.position(node.centre, exact);
        it.size = self.box_size(node, size);
        self.node_looks(&mut it, node);
        self.shorten(&mut it);
        if self.mapping.names && !node.label.trim().is_empty() && words::name(&node.label) != it.name {
            keep("label", FieldValue::Text(words::clean(&node.label)), &mut it.extra);
        }
        if self.mapping.ids && it.name != node.id && !node.id.is_empty() {
            keep("id", FieldValue::Text(words::clean(&node.id)), &mut it.extra);
        }
        it
    }

    /// A name as long as a book is a description.
    fn shorten(&mut self, it: &mut Organisation) {
        if it.name.len() <= LONGEST_NAME || it.name.chars().count() <= LONGEST_NAME {
            return;
        }
        let short: String = it.name.chars().take(80).collect();
        let long = std::mem::replace(&mut it.name, format!("{}…", short.trim_end()));
        if it.description.is_empty() {
            it.description = long;
        } else {
            keep("full name", FieldValue::Text(long), &mut it.extra);
        }
        self.count((
            "name is longer than 1,000 characters: the whole is in the description",
            "names are longer than 1,000 characters: the whole is in the description",
        ));
    }

    /// The exact place where a field gives it and nobody has moved the node since, otherwise the node's.
    fn position(&mut self, drawn: Option<Point>, exact: (Option<f64>, Option<f64>)) -> Option<Point> {
        if self.mapping.unplaced {
            return None;
        }
        let exact = exact.0.zip(exact.1).map(|(x, y)| Point::new(x, y));
        let moved = |exact: Point| drawn.is_some_and(|drawn| drawn.distance(exact) > 2.0);
        let spread = self.mapping.spread;
        let place = match exact {
            Some(exact) if !moved(exact) => exact,
            _ => drawn.map(|point| Point::new(point.x * spread, point.y * spread))?,
        };
        let sane = place.is_finite() && place.is_within_reach();
        if !sane {
            self.count((
                "position lies beyond the canvas and was left out",
                "positions lie beyond the canvas and were left out",
            ));
        }
        sane.then_some(place)
    }

    fn box_size(&mut self, node: &Node, stated: (Option<f64>, Option<f64>)) -> Option<Size> {
        if let (Some(width), Some(height)) = stated {
            return Some(Size::new(width, height)).filter(is_sane);
        }
        let drawn = node.size.filter(is_sane).filter(|_| self.mapping.sizes && !self.graph.dots)?;
        if drawn.width < SMALLEST_BOX.width || drawn.height < SMALLEST_BOX.height {
            self.count((
                "box is too small to hold a name: its name decides how large it is",
                "boxes are too small to hold a name: their names decide how large they are",
            ));
            return None;
        }
        Some(drawn)
    }

    fn node_looks(&mut self, it: &mut Organisation, node: &Node) {
        if self.mapping.node_colours == Colours::Keep {
            it.style.colour = it.style.colour.or(node.looks.colour);
            it.style.outline = it.style.outline.or(node.looks.outline);
            it.style.width = it.style.width.or(node.looks.width.filter(|width| *width >= 0.0));
        }
        if self.graph.own.is_some() {
            return;
        }
        if let Some(shape) = node.looks.shape {
            keep("shape", FieldValue::Text(shape.name().into()), &mut it.extra);
        }
    }

    fn node_field(&mut self, it: &mut Organisation, column: usize, value: &Value) {
        let text = || words::clean(value.words().trim());
        let taken = match self.node_fields[column].role {
            Role::Ignore | Role::Id | Role::Record | Role::Group => true,
            Role::Name => words::name(&value.words()) == it.name,
            Role::Kind => self.organisation_kind(&value.words()).map(|kind| it.kind = kind).is_some(),
            Role::Sector => {
                let word = value.words();
                it.sector = self.sectors.get(word.trim()).cloned();
                true
            }
            Role::SectorTick if value.is_tick() => {
                let graph = self.graph;
                let word = graph.node_columns.list()[column].title.trim();
                match (&it.sector, self.sectors.get(word)) {
                    (None, Some(sector)) => it.sector = Some(sector.clone()),
                    // There is one sector; what else is ticked stays as a tag.
                    _ => it.tags.push(words::clean(word)),
                }
                true
            }
            Role::Scale => {
                let word = value.words();
                it.scale = self.scales.get(word.trim()).cloned();
                true
            }
            Role::Reach => {
                let reach =
                    value.items().into_iter().filter_map(|word| self.scales.get(word.as_str()).cloned());
                it.reach = reach.collect();
                true
            }
            Role::Place => fill(&mut it.place, words::clean(&value.words())),
            Role::Description => fill(&mut it.description, words::clean(&value.words())),
            Role::Url if self.graph.own.is_some() => fill(&mut it.url, words::clean(&value.words())),
            Role::Url => fill(&mut it.url, text()),
            Role::Roles => {
                it.roles = value.items().iter().map(|item| words::clean(item)).collect();
                true
            }
            Role::Tags => {
                it.tags.extend(value.items().iter().map(|item| words::clean(item)));
                true
            }
            Role::Locked => value.yes_no().map(|yes| it.locked = yes).is_some(),
            Role::Pinned => value.yes_no().map(|yes| it.pinned = yes).is_some(),
            Role::Order => value.number().map(|order| it.z_order = order as i32).is_some(),
            Role::Colour | Role::Outline | Role::LineWidth => {
                style(&mut it.style, self.node_fields[column].role, value)
            }
            role => statement(it, role, value),
        };
        if !taken && !value.is_empty() || matches!(self.node_fields[column].role, Role::ExtraOf(_)) {
            self.node_fields[column].keep(value, &mut it.extra);
        }
    }

    fn organisation_kind(&self, word: &str) -> Option<OrganisationKind> {
        let said = self.mapping.organisation_kinds.get(word.trim()).copied();
        said.unwrap_or_else(|| words::organisation_kind(word))
    }

    pub(super) fn group(&mut self, index: usize) -> Group {
        let node = &self.graph.nodes[index];
        let mut it = Group { label: self.node_name(node), ..Group::default() };
        if self.graph.own.is_none() && node.label.trim().is_empty() {
            it.label = String::new();
        }
        if self.mapping.node_colours == Colours::Keep {
            it.style.colour = node.looks.colour;
        }
        let mut lost = false;
        for (column, value) in &node.fields {
            match self.node_fields[*column].role {
                Role::Look => {
                    it.look = if value.words() == "frame" { GroupLook::Frame } else { GroupLook::Hull };
                }
                Role::Collapsed => it.collapsed = value.yes_no().unwrap_or_default(),
                Role::Locked => it.locked = value.yes_no().unwrap_or_default(),
                Role::Order => it.z_order = value.number().unwrap_or_default() as i32,
                role @ (Role::Colour | Role::Outline | Role::LineWidth) => {
                    style(&mut it.style, role, value);
                }
                Role::Id | Role::Record | Role::X | Role::Y | Role::Ignore => {}
                _ => {
                    lost |=
                        !value.is_empty() && self.graph.own.is_none() && self.organisations[index].is_none();
                }
            }
        }
        if lost {
            self.count((
                "group has fields that a group has no place for: left out",
                "groups have fields that a group has no place for: left out",
            ));
        }
        it
    }

    pub(super) fn note(&self, index: usize) -> Note {
        let node = &self.graph.nodes[index];
        let mut it = Note { text: words::clean(&node.label), ..Note::default() };
        it.position = node.centre;
        it.size = node.size.filter(is_sane).filter(|_| self.graph.own.is_none());
        it.colour = node.looks.colour.filter(|_| self.mapping.node_colours == Colours::Keep);
        let mut exact = (None, None);
        let mut size = (None, None);
        for (column, value) in &node.fields {
            match self.node_fields[*column].role {
                Role::Look => {
                    it.look = if value.words() == "plain" { NoteLook::Plain } else { NoteLook::Sticky }
                }
                Role::Parked => it.parked = value.yes_no().unwrap_or_default(),
                Role::Locked => it.locked = value.yes_no().unwrap_or_default(),
                Role::Order => it.z_order = value.number().unwrap_or_default() as i32,
                Role::Colour => it.colour = words::colour(&value.words()),
                Role::X => exact.0 = value.number(),
                Role::Y => exact.1 = value.number(),
                Role::Width => size.0 = value.number(),
                Role::Height => size.1 = value.number(),
                _ => {}
            }
        }
        if let (Some(x), Some(y)) = exact {
            it.position = Some(Point::new(x, y));
        }
        if let (Some(width), Some(height)) = size {
            it.size = Some(Size::new(width, height)).filter(is_sane);
        }
        it.position = it.position.filter(|point| point.is_finite() && point.is_within_reach());
        it
    }

    /// The word that says which kind an edge is; empty where none does.
    pub(super) fn kind_word<'e>(&self, edge: &'e Edge) -> std::borrow::Cow<'e, str> {
        let stated = edge
            .fields
            .iter()
            .find(|(column, value)| self.edge_fields[*column].role == Role::Kind && !value.is_empty());
        match stated {
            Some((_, Value::Text(text))) => text.trim().into(),
            Some((_, value)) => value.words().into(),
            None if self.mapping.labels_are_kinds => edge.label.trim().into(),
            None => "".into(),
        }
    }

    pub(super) fn flow(&mut self, index: usize) -> Option<Flow> {
        let graph = self.graph;
        let edge = &graph.edges[index];
        let (from, to) = (self.organisations[edge.from].clone()?, self.organisations[edge.to].clone()?);
        let back = edge.way == Way::Back;
        let (from, to) = if back { (to, from) } else { (from, to) };
        let word = self.kind_word(edge);
        let kind = self.flow_kinds.get(word.as_ref()).or_else(|| self.flow_kinds.get("")).cloned();
        let mut it = Flow::new(from, to, kind.unwrap_or_else(|| FlowKindId::literal("link")));
        it.direction = match edge.way {
            Way::Forward | Way::Back => Direction::Forward,
            Way::Both => Direction::Both,
            Way::None => Direction::None,
        };
        it.route.clone_from(&edge.route);
        for point in &mut it.route {
            *point = Point::new(point.x * self.mapping.spread, point.y * self.mapping.spread);
        }
        if back {
            it.route.reverse();
        }
        if it.route.iter().any(|point| !point.is_finite() || !point.is_within_reach()) {
            it.route.clear();
            self.count((
                "flow has bends beyond the canvas, which were left out",
                "flows have bends beyond the canvas, which were left out",
            ));
        }
        self.label(&mut it, edge);
        self.weight(&mut it, edge.weight);
        for (column, value) in &edge.fields {
            self.edge_field(&mut it, *column, value);
        }
        self.edge_looks(&mut it, edge);
        Some(it)
    }

    fn label(&self, it: &mut Flow, edge: &Edge) {
        let label = words::clean(&edge.label);
        let says_kind = self.kind_names.get(&it.kind).is_some_and(|name| *name == label);
        if !self.mapping.labels_are_kinds && !says_kind {
            it.label = if self.graph.own.is_some() { label } else { words::name(&label) };
        }
    }

    fn weight(&self, it: &mut Flow, weight: Option<f64>) {
        match weight {
            Some(weight) if weight.is_finite() && weight >= 0.0 => it.weight = Some(weight),
            Some(weight) if weight.is_finite() => keep("weight", FieldValue::Number(weight), &mut it.extra),
            _ => {}
        }
    }

    fn edge_field(&mut self, it: &mut Flow, column: usize, value: &Value) {
        let text = || words::clean(&value.words());
        let taken = match self.edge_fields[column].role {
            Role::Ignore | Role::Id | Role::Kind => true,
            Role::Label => {
                it.label = text();
                true
            }
            Role::Condition => fill(&mut it.condition, text()),
            Role::Direction => direction(it, value),
            Role::Formality => words::formality(&value.words()).map(|way| it.formality = way).is_some(),
            Role::Status => words::status(&value.words()).map(|status| it.status = status).is_some(),
            Role::ActiveFrom => words::date(&value.words()).map(|date| it.active_from = Some(date)).is_some(),
            Role::ActiveTo => words::date(&value.words()).map(|date| it.active_to = Some(date)).is_some(),
            Role::Order => value.number().map(|order| it.z_order = order as i32).is_some(),
            Role::Weight => match value.number() {
                Some(number) => {
                    self.weight(it, Some(number));
                    true
                }
                None => false,
            },
            Role::Via => self.via(it, &value.words()),
            Role::Route => {
                it.route = route(&value.words());
                true
            }
            role @ (Role::Colour | Role::Outline | Role::LineWidth) => style(&mut it.style, role, value),
            _ => false,
        };
        if !taken && !value.is_empty() || matches!(self.edge_fields[column].role, Role::ExtraOf(_)) {
            self.edge_fields[column].keep(value, &mut it.extra);
        }
    }

    fn via(&self, it: &mut Flow, id: &str) -> bool {
        let index = self.graph.nodes.iter().position(|node| node.id == id);
        let by_node = index.and_then(|index| self.organisations[index].clone());
        let by_id = || self.organisations.iter().flatten().find(|found| found.as_str() == id).cloned();
        it.via = by_node.or_else(by_id).filter(|via| *via != it.from && *via != it.to);
        it.via.is_some()
    }

    fn edge_looks(&self, it: &mut Flow, edge: &Edge) {
        if self.mapping.edge_colours == Colours::Keep {
            let own = edge.looks.colour.filter(|colour| self.kind_colours.get(&it.kind) != Some(colour));
            it.style.colour = it.style.colour.or(own);
            it.style.width = it.style.width.or(edge.looks.width.filter(|width| *width >= 0.0));
        }
        let dash = edge.looks.dash.filter(|dash| *dash != Dash::Solid);
        match (self.mapping.dashes, dash) {
            (Dashes::Field, Some(dash)) => {
                keep("line", FieldValue::Text(dash.name().into()), &mut it.extra);
            }
            (Dashes::Informal, Some(_)) if it.formality == Formality::NotStated => {
                it.formality = Formality::Informal;
            }
            _ => {}
        }
    }
}

/// Takes a direction that a field says, unless the drawing says another since: both ways or none.
fn direction(it: &mut Flow, value: &Value) -> bool {
    let Some(said) = words::direction(&value.words()) else { return false };
    let is_none = |way: Direction| matches!(way, Direction::None | Direction::Unknown);
    let agrees =
        it.direction == Direction::Forward || it.direction == said || is_none(it.direction) && is_none(said);
    if agrees {
        it.direction = said;
    }
    true
}

/// Fills a field that is still empty; false where it is not.
fn fill(field: &mut String, words: String) -> bool {
    if field.is_empty() || *field == words {
        *field = words;
        return true;
    }
    false
}

fn style(it: &mut StyleOverride, role: Role, value: &Value) -> bool {
    match role {
        Role::Colour => words::colour(&value.words()).map(|colour| it.colour = Some(colour)).is_some(),
        Role::Outline => words::colour(&value.words()).map(|colour| it.outline = Some(colour)).is_some(),
        _ => value.number().filter(|width| *width >= 0.0).map(|width| it.width = Some(width)).is_some(),
    }
}

/// What is said of an organisation beside its name and its words.
fn statement(it: &mut Organisation, role: Role, value: &Value) -> bool {
    let word = value.words();
    match role {
        Role::Count => words::count(&word).map(|count| it.count = count).is_some(),
        Role::Status => words::status(&word).map(|status| it.status = status).is_some(),
        Role::ActiveFrom => words::date(&word).map(|date| it.active_from = Some(date)).is_some(),
        Role::ActiveTo => words::date(&word).map(|date| it.active_to = Some(date)).is_some(),
        Role::Influence => {
            let height =
                value.number().filter(|it| *it >= 0.0 && it.fract() == 0.0 && *it <= f64::from(u32::MAX));
            let influence = it.influence.get_or_insert_default();
            height.map(|height| influence.height = height as u32).is_some()
        }
        Role::InfluenceWhen => {
            let influence: &mut Influence = it.influence.get_or_insert_default();
            words::date(&word).map(|date| influence.when = Some(date)).is_some()
        }
        Role::Stances => {
            let stance = |item: &String| {
                let (goal, position) = item.rsplit_once(':')?;
                let position = match position {
                    "support" => Position::Support,
                    "oppose" => Position::Oppose,
                    "neutral" => Position::Neutral,
                    _ => return None,
                };
                Some(Stance { goal: GoalId::new(goal).ok()?, position })
            };
            it.stances = value.items().iter().filter_map(stance).collect();
            true
        }
        _ => false,
    }
}

/// Bends as our own writers put them: `x,y x,y`.
pub(crate) fn route(words: &str) -> Vec<Point> {
    let point = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        let point = Point::new(x.parse().ok()?, y.parse().ok()?);
        (point.is_finite() && point.is_within_reach()).then_some(point)
    };
    words.split_whitespace().filter_map(point).collect()
}

/// The same, written.
pub(crate) fn route_words(route: &[Point]) -> String {
    let pairs: Vec<String> = route.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    pairs.join(" ")
}

/// Whether a box may be so large.
fn is_sane(size: &Size) -> bool {
    size.width > 0.0 && size.height > 0.0 && Point::new(size.width, size.height).is_within_reach()
}

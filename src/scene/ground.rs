//! What stands on the map: which organisations and collapsed groups are drawn, where, and which node stands for whom.
//! Must not know flows, labels or legends.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Document, Group, GroupId, OrganisationId, Pattern, Point, RecordId, Rect, Size},
    style::{Look, NodeShape, NodeStyle},
    text::Fonts,
};

use super::{
    data::Data,
    looks::Looks,
    marks::{Marks, NodeMarks},
    node::{self, ByRule, NodePlan, Under},
    path::{Path, polygon_contains, segment_square},
    reach::Reach,
    shapes,
    types::Target,
};

/// A node in its place: an organisation, or a collapsed group.
pub(super) struct Station {
    pub target: Target,
    pub rect: Rect,
    pub outline: Path,
    pub plan: NodePlan,
    pub marks: NodeMarks,
    /// Round the node and its marks.
    pub around: Rect,
    pub z_order: i32,
    polygons: Vec<Vec<Point>>,
    /// How many of the polygons are the node's own.
    own: usize,
    /// What surely lies within them.
    inner: [Rect; 2],
}

impl Station {
    fn new(target: Target, center: Point, plan: NodePlan, z_order: i32) -> Self {
        let rect = Rect::from_center(center, plan.size);
        let outline = shapes::outline(plan.style.shape, rect);
        let polygons: Vec<_> = outline.flatten(0.2).into_iter().map(|(points, _)| points).collect();
        let own = polygons.len();
        let inner = shapes::inner(plan.style.shape, rect);
        Self {
            target,
            rect,
            outline,
            plan,
            marks: NodeMarks::default(),
            around: rect,
            z_order,
            polygons,
            own,
            inner,
        }
    }

    /// Gives the node its tower and badges: flows end at them as they do at the node.
    pub fn mark(&mut self, marks: NodeMarks) {
        self.polygons.truncate(self.own);
        self.polygons.extend(marks.polygons(self.rect));
        self.around = marks.rects().fold(self.rect, Rect::union);
        self.marks = marks;
    }

    /// Whether it has a tower or badges.
    pub fn is_marked(&self) -> bool {
        self.around != self.rect
    }

    /// The outline of the node itself as polygons.
    pub fn polygons(&self) -> &[Vec<Point>] {
        &self.polygons[..self.own]
    }

    /// Whether the point lies within the outline.
    pub fn contains(&self, point: Point) -> bool {
        self.around.contains(point)
            && (self.inner.iter().any(|inner| inner.contains(point))
                || self.polygons.iter().any(|polygon| polygon_contains(polygon, point)))
    }

    /// Distance from a point to the outline, canvas units.
    pub fn distance(&self, point: Point) -> f64 {
        let mut nearest = f64::INFINITY;
        for polygon in &self.polygons {
            let mut before = polygon.last().copied().unwrap_or_default();
            for &corner in polygon {
                nearest = nearest.min(segment_square(before, corner, point));
                before = corner;
            }
        }
        nearest.sqrt()
    }

    /// The point of the outline that lies furthest in a direction: a corner, or the middle of a side that faces it.
    pub fn furthest(&self, toward: Point) -> Point {
        let center = self.rect.center();
        let corners = || self.polygons.iter().flatten().map(|corner| *corner - center);
        let most = corners().map(|corner| corner.dot(toward)).fold(0.0, f64::max);
        // Corners count the more the further they lie, so that the point glides from corner to side to corner.
        let (mut sum, mut weights) = (Point::default(), 0.0);
        for corner in corners() {
            let weight = libm::exp((corner.dot(toward) - most) / 3.0);
            sum = sum + corner * weight;
            weights += weight;
        }
        let mean = if weights > 0.0 { sum * (1.0 / weights) } else { sum };
        center + mean + toward * (most - mean.dot(toward))
    }

    /// How far the drawn outline reaches beyond its geometry.
    pub fn rim(&self) -> f64 {
        self.plan.style.outline_width / 2.0
    }
}

/// All nodes, and who is drawn by which.
pub(super) struct Ground {
    pub stations: Vec<Station>,
    /// The node that stands for an organisation: its own, or its collapsed group's.
    pub by_organisation: BTreeMap<OrganisationId, usize>,
    /// The nodes of collapsed groups.
    pub by_group: BTreeMap<GroupId, usize>,
    pub unplaced: Vec<OrganisationId>,
}

impl Ground {
    pub fn new(
        document: &Document,
        (hidden, name_width): (&BTreeSet<RecordId>, Option<f64>),
        marks: &Marks<'_>,
        data: &Data,
        look: &Look,
        fonts: &Fonts,
    ) -> Self {
        let mut ground = Self {
            stations: Vec::new(),
            by_organisation: BTreeMap::new(),
            by_group: BTreeMap::new(),
            unplaced: Vec::new(),
        };
        let inside = document.collapsed_into();
        let mut looks = Looks::default();
        let mut gathered: BTreeMap<GroupId, Vec<(OrganisationId, Rect)>> = BTreeMap::new();
        for (id, organisation) in document.organisations() {
            if hidden.contains(&RecordId::Organisation(id.clone())) {
                continue;
            }
            let Some(position) = organisation.position.filter(|position| position.is_finite()) else {
                ground.unplaced.push(id.clone());
                continue;
            };
            let rule = ByRule::of(data, id).narrow(name_width);
            let looks = (look, &mut looks);
            let plan = node::plan(document, organisation, marks.shown, &rule, looks, fonts);
            if let Some(group) = inside.get(&RecordId::Organisation(id.clone())) {
                let rect = Rect::from_center(position, plan.size);
                gathered.entry(group.clone()).or_default().push((id.clone(), rect));
                continue;
            }
            ground.by_organisation.insert(id.clone(), ground.stations.len());
            let target = Target::Organisation(id.clone());
            ground.stations.push(Station::new(target, position, plan, organisation.z_order));
        }
        for (id, members) in gathered {
            if let Some(group) = document.group(&id)
                && !hidden.contains(&RecordId::Group(id.clone()))
            {
                ground.add_group(&id, group, &members, look, fonts);
            }
        }
        marks.put(document, hidden, &mut ground, fonts);
        ground
    }

    fn add_group(
        &mut self,
        id: &GroupId,
        group: &Group,
        members: &[(OrganisationId, Rect)],
        look: &Look,
        fonts: &Fonts,
    ) {
        let Some(bounds) = Rect::around(members.iter().map(|(_, rect)| *rect)) else { return };
        let number = self.stations.len();
        let plan = collapsed_plan(group, members.len(), look, fonts);
        self.stations.push(Station::new(Target::Group(id.clone()), bounds.center(), plan, group.z_order));
        self.by_group.insert(id.clone(), number);
        for (member, _) in members {
            self.by_organisation.insert(member.clone(), number);
        }
    }

    /// The station of an organisation, if it is drawn.
    pub fn station_of(&self, id: &OrganisationId) -> Option<usize> {
        self.by_organisation.get(id).copied()
    }

    /// Nodes from back to front.
    pub fn back_to_front(&self) -> Vec<&Station> {
        let mut stations: Vec<&Station> = self.stations.iter().collect();
        stations.sort_by_key(|station| station.z_order);
        stations
    }
}

/// The size of the box that is drawn for a collapsed group of so many organisations, canvas units.
#[must_use]
pub fn collapsed_box(group: &Group, organisations: usize, look: &Look, fonts: &Fonts) -> Size {
    collapsed_plan(group, organisations, look, fonts).size
}

fn collapsed_plan(group: &Group, organisations: usize, look: &Look, fonts: &Fonts) -> NodePlan {
    let count = match organisations {
        1 => "1 organisation".to_owned(),
        many => format!("{many} organisations"),
    };
    let under = Under::count(&count, fonts);
    node::measure(&group.label, under, Reach::default(), (None, None), collapsed_style(look), fonts)
}

/// How the node of a collapsed group looks: of no sector and no scale.
pub(super) fn collapsed_style(look: &Look) -> NodeStyle {
    NodeStyle {
        fill: Some(look.group_fill().over(look.page())),
        outline: look.muted(),
        outline_width: 1.2,
        outline_dash: Vec::new(),
        ink: look.ink(),
        glyph: None,
        glyph_colour: look.ink(),
        pattern: Pattern::Plain,
        pattern_colour: look.hairline(),
        shape: NodeShape::Stack,
    }
}

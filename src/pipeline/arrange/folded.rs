//! Collapsed groups: each is arranged as the one box that is drawn for it, and all that it holds goes along. Must not
//! know how places are found.

use std::collections::{BTreeMap, BTreeSet};

use super::may_move;
use crate::{
    layout::{Request, Restriction},
    model::{
        Document, Flow, Group, GroupId, Member, Organisation, OrganisationId, Point, Record, RecordId, Rect,
        Size,
    },
    scene,
    style::Look,
    text::Fonts,
};

/// Between those of a group that had no place, canvas units.
const BETWEEN: f64 = 24.0;

/// The collapsed groups of a map. The first of each group's organisations stands for it.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Folded {
    groups: BTreeMap<OrganisationId, Stand>,
    /// Who stands for each organisation that is not drawn.
    within: BTreeMap<OrganisationId, OrganisationId>,
    /// Groups within collapsed ones.
    groups_within: BTreeSet<GroupId>,
}

/// What is drawn for a group.
#[derive(Debug)]
struct Stand {
    group: GroupId,
    size: Size,
    /// Where it is drawn; nought where none of its organisations has a place.
    center: Point,
    is_placed: bool,
    /// Each of its organisations, how far it is from there, and whether it had a place.
    members: Vec<(OrganisationId, Point, bool)>,
}

impl Folded {
    /// The collapsed groups of a map whose organisations have boxes of these sizes.
    pub(in crate::pipeline) fn new(
        document: &Document,
        sizes: &BTreeMap<OrganisationId, Size>,
        look: &Look,
        fonts: &Fonts,
    ) -> Self {
        let mut gathered: BTreeMap<GroupId, Vec<OrganisationId>> = BTreeMap::new();
        let mut folded = Self::default();
        for (id, group) in document.collapsed_into() {
            match id {
                RecordId::Organisation(id) if document.organisation(&id).is_some() => {
                    gathered.entry(group).or_default().push(id);
                }
                RecordId::Group(id) => {
                    folded.groups_within.insert(id);
                }
                _ => {}
            }
        }
        for (group, ids) in gathered {
            let (Some(first), Some(record)) = (ids.first().cloned(), document.group(&group)) else {
                continue;
            };
            let size = scene::collapsed_box(record, ids.len(), look, fonts);
            folded.within.extend(ids.iter().map(|id| (id.clone(), first.clone())));
            folded.groups.insert(first, Stand::new(document, sizes, (group, size), &ids));
        }
        folded
    }

    /// The map as it is drawn, for a layout: one organisation for each group, with its flows. None where no group is
    /// collapsed.
    pub(in crate::pipeline) fn document(&self, document: &Document, request: &Request) -> Option<Document> {
        (!self.groups.is_empty()).then(|| {
            let records = document.records().filter_map(|(id, record)| {
                let record = match record {
                    Record::Organisation(_) => match &id {
                        RecordId::Organisation(id) => self.organisation(id, document, request)?,
                        _ => record,
                    },
                    Record::Flow(flow) => self.flow(&flow)?,
                    Record::Group(group) => match &id {
                        RecordId::Group(id) => self.group(id, &group)?,
                        _ => Record::Group(group),
                    },
                    record => record,
                };
                Some((id, record))
            });
            Document::from_records(records)
        })
    }

    fn organisation(&self, id: &OrganisationId, document: &Document, request: &Request) -> Option<Record> {
        let own = document.organisation(id)?;
        if !self.within.contains_key(id) {
            return Some(Record::Organisation(own.clone()));
        }
        let stand = self.groups.get(id)?;
        let all: Vec<&Organisation> =
            stand.members.iter().filter_map(|(id, _, _)| Some(&**document.organisation(id)?)).collect();
        let stays = |(id, _, _): &(OrganisationId, Point, bool)| {
            document.organisation(id).is_some_and(|it| !may_move(id, it, request))
        };
        let one = Organisation {
            position: stand.is_placed.then_some(stand.center),
            pinned: stand.members.iter().any(stays),
            locked: false,
            scale: most(all.iter().filter_map(|it| it.scale.clone())),
            sector: most(all.iter().filter_map(|it| it.sector.clone())),
            ..Organisation::clone(own)
        };
        Some(one.into())
    }

    /// A flow from and to what is drawn; none for those within one group.
    fn flow(&self, flow: &Flow) -> Option<Record> {
        let (from, to) = (self.drawn(&flow.from).clone(), self.drawn(&flow.to).clone());
        let is_inside = from == to && self.hides(&flow.from);
        (!is_inside).then(|| Flow { from, to, ..flow.clone() }.into())
    }

    /// A group that is drawn with its outline; its collapsed ones are members as organisations are.
    fn group(&self, id: &GroupId, group: &Group) -> Option<Record> {
        let of =
            |id: &GroupId| self.groups.iter().find(|(_, stand)| stand.group == *id).map(|(first, _)| first);
        let is_drawn = |id: &GroupId| !self.groups_within.contains(id);
        if !is_drawn(id) || of(id).is_some() {
            return None;
        }
        let members = group.members.iter().filter_map(|member| match member {
            Member::Group(id) => match of(id) {
                Some(first) => Some(Member::Organisation(first.clone())),
                None => is_drawn(id).then(|| member.clone()),
            },
            Member::Organisation(_) => Some(member.clone()),
        });
        let members: BTreeSet<Member> = members.collect();
        Some(Group { members: members.into_iter().collect(), ..group.clone() }.into())
    }

    /// The sizes of what is drawn.
    pub(in crate::pipeline) fn sizes(
        &self,
        sizes: &BTreeMap<OrganisationId, Size>,
    ) -> BTreeMap<OrganisationId, Size> {
        let groups = self.groups.iter().map(|(first, stand)| (first.clone(), stand.size));
        sizes.iter().map(|(id, size)| (id.clone(), *size)).chain(groups).collect()
    }

    /// The request, of what is drawn.
    pub(in crate::pipeline) fn request(&self, request: &Request) -> Request {
        let restriction = match &request.restriction {
            Restriction::Only(these) => {
                Restriction::Only(these.iter().map(|id| self.drawn(id).clone()).collect())
            }
            other => other.clone(),
        };
        let centre = request.centre.as_ref().map(|id| self.drawn(id).clone());
        Request { restriction, centre, ..request.clone() }
    }

    /// The places of all, from those of what is drawn.
    pub(in crate::pipeline) fn unfold(
        &self,
        mut positions: BTreeMap<OrganisationId, Point>,
    ) -> BTreeMap<OrganisationId, Point> {
        for (first, stand) in &self.groups {
            let by = positions.remove(first).map(|at| {
                let by = at - stand.center;
                Point::new(by.x.round(), by.y.round())
            });
            for (id, aside, had_place) in &stand.members {
                if by.is_some() || !had_place {
                    let at = stand.center + *aside + by.unwrap_or_default();
                    positions.insert(id.clone(), Point::new(at.x + 0.0, at.y + 0.0));
                }
            }
        }
        positions
    }

    /// What is drawn for an organisation: itself, or who stands for its group.
    pub(in crate::pipeline) fn drawn<'a>(&'a self, id: &'a OrganisationId) -> &'a OrganisationId {
        self.within.get(id).unwrap_or(id)
    }

    /// Whether a collapsed group is drawn in its place.
    pub(in crate::pipeline) fn hides(&self, id: &OrganisationId) -> bool {
        self.within.contains_key(id)
    }

    /// The boxes of the groups, where this says where the box of each organisation is.
    pub(in crate::pipeline) fn boxes(
        &self,
        of: impl Fn(&OrganisationId) -> Option<Rect>,
    ) -> impl Iterator<Item = (&OrganisationId, Rect)> {
        self.groups.iter().filter_map(move |(first, stand)| {
            let around = Rect::around(stand.members.iter().filter_map(|(id, _, _)| of(id)))?;
            Some((first, Rect::from_center(around.center(), stand.size)))
        })
    }

    /// The title of the group for which somebody stands.
    pub(in crate::pipeline) fn title(&self, document: &Document, id: &OrganisationId) -> Option<String> {
        let group = document.group(&self.groups.get(id)?.group)?;
        Some(group.label.trim().to_owned())
    }
}

impl Stand {
    fn new(
        document: &Document,
        sizes: &BTreeMap<OrganisationId, Size>,
        (group, size): (GroupId, Size),
        ids: &[OrganisationId],
    ) -> Self {
        let size_of = |id: &OrganisationId| sizes.get(id).copied().unwrap_or_default();
        let at = |id: &OrganisationId| document.organisation(id)?.position.filter(|at| at.is_finite());
        let placed = ids.iter().filter_map(|id| Some(Rect::from_center(at(id)?, size_of(id))));
        let around = Rect::around(placed);
        let center = around.map(Rect::center).unwrap_or_default();
        // Those without a place stand in a column about the middle: it stays the middle.
        let waiting = || ids.iter().filter(|id| at(id).is_none());
        let high: f64 = waiting().map(|id| size_of(id).height + BETWEEN).sum();
        let mut top = (-high / 2.0).round();
        let members = ids.iter().map(|id| match at(id) {
            Some(at) => (id.clone(), at - center, true),
            None => {
                let room = size_of(id).height + BETWEEN;
                top += room;
                (id.clone(), Point::new(0.0, (top - room / 2.0).round()), false)
            }
        });
        let members = members.collect();
        Self { group, size, center, is_placed: around.is_some(), members }
    }
}

/// What there is most of; of as many, the first.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(one, _)| one)
}

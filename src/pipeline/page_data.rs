//! What a page for browsers says of a map beside its picture: the fields that may leave the house and no others.
//! Must not know how the page looks.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{hidden_by, views_in_order};
use crate::{
    model::{
        Date, Document, EvidenceId, Flow, FlowId, FlowKindId, GroupId, Member, Organisation, OrganisationId,
        Point, RecordId, Rect, Status, View, ViewId,
    },
    scene::{self, FlowPath, Item, Scene, Target},
    style::Look,
};

/// The data of a page, ready to be written, and the samples that its words stand beside.
pub(super) struct PageData {
    pub json: String,
    pub samples: Vec<(String, Vec<Item>)>,
}

#[derive(Serialize)]
struct Data {
    bounds: [f64; 4],
    description: String,
    sectors: Vec<Named>,
    scales: Vec<Named>,
    kinds: Vec<Named>,
    organisations: Vec<PageOrganisation>,
    flows: Vec<PageFlow>,
    /// Lines that stand for several flows.
    sums: BTreeMap<String, Vec<String>>,
    /// Lines that several flows share until they part.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    stems: BTreeMap<String, Vec<String>>,
    groups: Vec<PageGroup>,
    steps: Vec<Step>,
    /// The moments at which the map changes, in the order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dates: Vec<String>,
}

/// A sector, scale or kind of flow that occurs; without an id, *not stated*.
#[derive(Serialize)]
struct Named {
    id: Option<String>,
    name: String,
    sample: String,
}

#[derive(Serialize)]
struct PageOrganisation {
    id: String,
    name: String,
    kind: &'static str,
    sector: Option<String>,
    scale: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reach: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    count: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    status: String,
    /// What is drawn for it: its own box, or the collapsed group's that holds it.
    drawn: String,
    place_on_map: [f64; 4],
    /// The first and the last of the dates at which it is there; nothing where it always is.
    #[serde(skip_serializing_if = "Option::is_none")]
    there: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<PageEvidence>,
}

#[derive(Serialize)]
struct PageFlow {
    id: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
    kind: String,
    name: String,
    direction: &'static str,
    formality: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    condition: String,
    /// The first and the last of the dates at which it is there; nothing where it always is.
    #[serde(skip_serializing_if = "Option::is_none")]
    there: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<PageEvidence>,
}

#[derive(Serialize)]
struct PageEvidence {
    text: String,
    quote: bool,
    confidence: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    respondent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    method: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    page: String,
}

#[derive(Serialize)]
struct PageGroup {
    id: String,
    members: Vec<String>,
}

/// A step of the story.
#[derive(Serialize)]
struct Step {
    name: String,
    caption: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    notes: String,
    hidden: Vec<String>,
    frame: Option<[f64; 4]>,
    /// Which of the page's other pictures it is shown in; its first where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    dress: Option<usize>,
}

/// Selects what a page says of the records that a picture shows. `document` is a copy without what may not be told;
/// only what a view hides is asked of the `whole` map. `hidden` is not drawn and not told; `dates` are those at which the
/// page can be looked at. `dresses` says which picture
/// a view is shown in if not in this one.
pub(super) fn page_data(
    document: &Document,
    whole: &Document,
    (hidden, dates): (&BTreeSet<RecordId>, &[Date]),
    (scene, look): (&Scene, &Look),
    dresses: &BTreeMap<ViewId, usize>,
) -> PageData {
    let maker = Maker { document, whole, hidden, dates, scene, look, dresses };
    let organisations = maker.organisations();
    let flows = maker.flows(&organisations);
    let mut samples = Vec::new();
    let sums = scene.flows.iter().filter(|line| line.sums.len() > 1);
    let flows_of = |line: &FlowPath| line.sums.iter().map(flow_key).collect();
    let data = Data {
        bounds: numbers(scene.bounds),
        description: scene.description.clone(),
        sectors: maker.sectors(&organisations, &mut samples),
        scales: maker.scales(&organisations, &mut samples),
        kinds: maker.kinds(&flows, &mut samples),
        sums: sums.map(|line| (flow_key(&line.id), flows_of(line))).collect(),
        stems: scene.stems.iter().map(|stem| (format!("stem-{}", stem.id), flows_of(stem))).collect(),
        groups: maker.groups(),
        steps: maker.steps(),
        dates: dates.iter().map(Date::to_string).collect(),
        organisations,
        flows,
    };
    let json = serde_json::to_string(&data).expect("plain structs with text keys always make JSON");
    PageData { json, samples }
}

struct Maker<'a> {
    document: &'a Document,
    whole: &'a Document,
    hidden: &'a BTreeSet<RecordId>,
    dates: &'a [Date],
    scene: &'a Scene,
    look: &'a Look,
    dresses: &'a BTreeMap<ViewId, usize>,
}

impl Maker<'_> {
    /// Organisations as one reads them: row by row, from left to right.
    fn organisations(&self) -> Vec<PageOrganisation> {
        const ROW: f64 = 48.0;
        let in_groups = self.in_collapsed_groups();
        let mut told: Vec<(Rect, PageOrganisation)> = Vec::new();
        for (id, organisation) in self.document.organisations() {
            if self.hidden.contains(&RecordId::Organisation(id.clone())) {
                continue;
            }
            let own = self.scene.node(id).map(|node| (organisation_key(id), node.rect));
            let drawn = own.or_else(|| in_groups.get(id).map(|(key, rect)| (key.clone(), *rect)));
            if let Some((key, rect)) = drawn {
                told.push((rect, self.organisation(id, organisation, key, rect)));
            }
        }
        told.sort_by_key(|(rect, one)| {
            let at = rect.center();
            ((at.y / ROW).floor() as i64, at.x.round() as i64, one.id.clone())
        });
        told.into_iter().map(|(_, one)| one).collect()
    }

    fn organisation(
        &self,
        id: &OrganisationId,
        organisation: &Organisation,
        drawn: String,
        rect: Rect,
    ) -> PageOrganisation {
        let document = self.document;
        let sector = organisation.sector.as_ref().filter(|id| document.sector(id).is_some());
        let scale = organisation.scale.as_ref().filter(|id| document.scale(id).is_some());
        let reach = organisation.reach.iter().filter_map(|id| document.scale(id));
        PageOrganisation {
            id: organisation_key(id),
            name: organisation.name.clone(),
            kind: organisation.kind.name(),
            sector: sector.map(ToString::to_string),
            scale: scale.map(ToString::to_string),
            reach: reach.map(|scale| scale.name.clone()).collect(),
            place: organisation.place.clone(),
            count: organisation.count.to_string(),
            roles: organisation.roles.clone(),
            description: organisation.description.clone(),
            url: organisation.url.clone(),
            status: self.status(organisation.status),
            drawn,
            place_on_map: numbers(rect),
            there: self.there(organisation.active_from, organisation.active_to),
            evidence: self.evidence(&organisation.evidence),
        }
    }

    /// Members of collapsed groups, with what is drawn for them.
    fn in_collapsed_groups(&self) -> BTreeMap<OrganisationId, (String, Rect)> {
        let mut found = BTreeMap::new();
        for group in self.scene.groups.iter().filter(|group| group.collapsed) {
            for member in members(self.document, &group.id, 0) {
                found.insert(member, (group_key(&group.id), group.rect));
            }
        }
        found
    }

    fn flows(&self, organisations: &[PageOrganisation]) -> Vec<PageFlow> {
        let order: BTreeMap<&str, usize> =
            organisations.iter().enumerate().map(|(place, one)| (one.id.as_str(), place)).collect();
        let mut told: Vec<((usize, usize), PageFlow)> = Vec::new();
        for (id, flow) in self.document.flows() {
            let (from, to) = (organisation_key(&flow.from), organisation_key(&flow.to));
            let ends = (order.get(from.as_str()), order.get(to.as_str()));
            let (Some(first), Some(second)) = ends else { continue };
            if !self.hidden.contains(&RecordId::Flow(id.clone())) {
                let via = flow.via.as_ref().map(organisation_key);
                let via = via.filter(|key| order.contains_key(key.as_str()));
                told.push(((*first, *second), self.flow(id, flow, (from, to, via))));
            }
        }
        told.sort_by(|one, other| (one.0, &one.1.id).cmp(&(other.0, &other.1.id)));
        told.into_iter().map(|(_, one)| one).collect()
    }

    fn flow(&self, id: &FlowId, flow: &Flow, ends: (String, String, Option<String>)) -> PageFlow {
        let kind = self.document.flow_kind(&flow.kind).map_or("flow", |kind| kind.name.as_str());
        let (from, to, via) = ends;
        PageFlow {
            id: flow_key(id),
            from,
            to,
            via,
            kind: flow.kind.to_string(),
            name: if flow.label.trim().is_empty() { kind.to_owned() } else { flow.label.clone() },
            direction: flow.direction.name(),
            formality: flow.formality.name(),
            status: self.status(flow.status),
            condition: flow.condition.clone(),
            there: self.there(flow.active_from, flow.active_to),
            evidence: self.evidence(&flow.evidence),
        }
    }

    /// What is there goes without saying.
    fn status(&self, status: Status) -> String {
        let own = self.document.map().status_names.get(&status);
        match status {
            Status::Current => String::new(),
            _ => own.cloned().unwrap_or_else(|| status.name().to_owned()),
        }
    }

    fn evidence(&self, ids: &[EvidenceId]) -> Vec<PageEvidence> {
        let records = ids.iter().filter_map(|id| self.document.evidence_item(id));
        let told = records.map(|evidence| PageEvidence {
            text: evidence.text.clone(),
            quote: evidence.quote,
            confidence: evidence.confidence.name(),
            respondent: evidence.respondent.clone(),
            method: evidence.method.clone(),
            date: evidence.date.map(|date| date.to_string()).unwrap_or_default(),
            source: evidence.source.title.clone(),
            url: evidence.source.url.clone(),
            page: evidence.source.page.clone(),
        });
        told.collect()
    }

    fn sectors(&self, told: &[PageOrganisation], samples: &mut Vec<(String, Vec<Item>)>) -> Vec<Named> {
        let used: BTreeSet<Option<&str>> = told.iter().map(|one| one.sector.as_deref()).collect();
        let in_order = self.document.sectors_in_order().into_iter();
        let stated = in_order.map(|(id, sector)| (Some(id.to_string()), sector.name.clone(), Some(sector)));
        let all = stated.chain([(None, "Not stated".to_owned(), None)]);
        let used = all.filter(|(id, ..)| used.contains(&id.as_deref()));
        used.map(|(id, name, sector)| {
            let style = self.look.sector_swatch(sector.map(|sector| &**sector));
            let items = scene::node_sample(&style, self.look.page(), Point::default(), 28.0);
            named("sector", id, name, items, samples)
        })
        .collect()
    }

    fn scales(&self, told: &[PageOrganisation], samples: &mut Vec<(String, Vec<Item>)>) -> Vec<Named> {
        let used: BTreeSet<Option<&str>> = told.iter().map(|one| one.scale.as_deref()).collect();
        let in_order = self.document.scales_in_order().into_iter();
        let stated = in_order.map(|(id, scale)| (Some(id.to_string()), scale.name.clone(), Some(scale)));
        let all = stated.chain([(None, "Not stated".to_owned(), None)]);
        let used = all.filter(|(id, ..)| used.contains(&id.as_deref()));
        used.map(|(id, name, scale)| {
            let style = self.look.scale_swatch(scale.map(|scale| &**scale));
            let items = scene::node_sample(&style, self.look.page(), Point::default(), 28.0);
            named("scale", id, name, items, samples)
        })
        .collect()
    }

    fn kinds(&self, told: &[PageFlow], samples: &mut Vec<(String, Vec<Item>)>) -> Vec<Named> {
        let used: BTreeSet<&str> = told.iter().map(|flow| flow.kind.as_str()).collect();
        let drawn: BTreeSet<&FlowKindId> = (self.scene.flows.iter())
            .flat_map(|line| &line.sums)
            .filter_map(|id| self.document.flow(id).map(|flow| &flow.kind))
            .collect();
        let by_family = drawn.len() > scene::MOST_KINDS;
        let in_order = self.document.flow_kinds_in_order().into_iter();
        let used = in_order.filter(|(id, _)| used.contains(id.as_str()));
        used.map(|(id, kind)| {
            let style = self.look.flow_swatch(self.document, kind, by_family);
            let items = scene::flow_sample(&style, Point::default(), 28.0);
            named("kind", Some(id.to_string()), kind.name.clone(), items, samples)
        })
        .collect()
    }

    fn groups(&self) -> Vec<PageGroup> {
        let shown = self.scene.groups.iter().map(|group| &group.id);
        let told = shown.map(|id| PageGroup {
            id: group_key(id),
            members: members(self.document, id, 0).iter().map(organisation_key).collect(),
        });
        told.collect()
    }

    /// At which of the dates something is there: the first and the last of them.
    fn there(&self, from: Option<Date>, to: Option<Date>) -> Option<[usize; 2]> {
        if self.dates.is_empty() || (from.is_none() && to.is_none()) {
            return None;
        }
        let is = |date: &Date| date.lies_within(from, to);
        let found = self.dates.iter().position(is).zip(self.dates.iter().rposition(is));
        Some(found.map_or([1, 0], |(first, last)| [first, last]))
    }

    /// The saved views in their order, as far as the picture shows their records.
    fn steps(&self) -> Vec<Step> {
        let views = views_in_order(self.document).into_iter();
        views.map(|(id, view)| self.step(id, view)).collect()
    }

    fn step(&self, id: &ViewId, view: &View) -> Step {
        let drawn: BTreeSet<&Target> = self.scene.items.iter().map(|item| &item.target).collect();
        let mut hidden = Vec::new();
        // A view that asks for evidence is meant for the map that has some.
        let own = self.whole.views().get(id).map_or(view, |view| view);
        for record in hidden_by(own, self.whole).difference(self.hidden) {
            match record {
                // Also where only a collapsed group is drawn for them.
                RecordId::Organisation(id) => hidden.push(organisation_key(id)),
                RecordId::Flow(id) => hidden.push(flow_key(id)),
                RecordId::Note(id) if drawn.contains(&Target::Note(id.clone())) => {
                    hidden.push(format!("note-{id}"));
                }
                _ => {}
            }
        }
        Step {
            name: view.name.clone(),
            dress: self.dresses.get(id).copied(),
            caption: view.caption.trim().to_owned(),
            notes: view.speaker_notes.clone(),
            hidden,
            frame: view.camera.filter(|camera| camera.center.is_finite() && camera.zoom > 0.0).map(
                |camera| {
                    // What a kept camera shows is said of a picture of this size.
                    let (width, height) = (1280.0 / camera.zoom, 720.0 / camera.zoom);
                    let center = camera.center;
                    [center.x - width / 2.0, center.y - height / 2.0, width, height].map(rounded)
                },
            ),
        }
    }
}

fn named(
    what: &str,
    id: Option<String>,
    name: String,
    items: Vec<Item>,
    samples: &mut Vec<(String, Vec<Item>)>,
) -> Named {
    // No id has a dot: what is not stated is never taken for one of that name.
    let sample = format!("sample-{what}-{}", id.as_deref().unwrap_or("not.stated"));
    samples.push((sample.clone(), items));
    Named { id, name, sample }
}

/// The organisations in a group and in the groups within it.
fn members(document: &Document, id: &GroupId, depth: usize) -> Vec<OrganisationId> {
    // Membership is a forest; a damaged one must not hold us for ever.
    if depth > crate::model::MOST_GROUP_LEVELS {
        return Vec::new();
    }
    let members = document.group(id).map(|group| group.members.as_slice()).unwrap_or_default();
    let mut found = Vec::new();
    for member in members {
        match member {
            Member::Organisation(id) => found.push(id.clone()),
            Member::Group(id) => found.extend(self::members(document, id, depth + 1)),
        }
    }
    found
}

/// Records are named as the picture names them.
fn organisation_key(id: &OrganisationId) -> String {
    format!("organisation-{id}")
}

fn flow_key(id: &FlowId) -> String {
    format!("flow-{id}")
}

fn group_key(id: &GroupId) -> String {
    format!("group-{id}")
}

fn numbers(rect: Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(rounded)
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

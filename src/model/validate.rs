//! The invariants of a map: what must hold after every command, and what is worth a warning.
//! Must not know where in a file a record stands; findings name record and field.

mod groups;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AreaId, AreaMeaning, Date, Document, ExtraFields, FieldValue, Flow, FlowId, FlowKindId, Organisation,
    OrganisationId, Point, RecordId, Rect, ScaleId, SectorId, Size, StyleOverride,
};
use crate::diagnostics::Severity;

pub use groups::MOST_GROUP_LEVELS;

/// Something found in a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// An error breaks an invariant; a warning is worth a look.
    pub severity: Severity,
    /// The record it was found in.
    pub record: RecordId,
    /// The field, as the file spells it; empty for the whole record.
    pub field: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The id that names nothing, if that is what is the matter: who reports it can look for the one that was meant.
    pub missing: Option<RecordId>,
}

impl Finding {
    /// Whether it breaks an invariant.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Everything that is wrong with a map, in the order of its records. Empty for a sound one, warnings aside.
#[must_use]
pub fn validate(document: &Document) -> Vec<Finding> {
    found(document, true)
}

/// Only what breaks an invariant: an edit is looked at with every step, and on a large map flows that say the same take
/// the longest to find, which is no error.
#[must_use]
pub fn errors(document: &Document) -> Vec<Finding> {
    let mut findings = found(document, false);
    findings.retain(Finding::is_error);
    findings
}

fn found(document: &Document, repeated: bool) -> Vec<Finding> {
    let mut check = Check { document, record: RecordId::Map, findings: Vec::new() };
    check.map();
    check.scheme();
    for (id, organisation) in document.organisations() {
        check.record = RecordId::Organisation(id.clone());
        check.organisation(organisation);
    }
    for (id, flow) in document.flows() {
        check.record = RecordId::Flow(id.clone());
        check.flow(flow);
    }
    if repeated {
        check.repeated_flows();
    }
    check.groups();
    check.notes_and_evidence();
    check.views();
    check.findings
}

struct Check<'a> {
    document: &'a Document,
    record: RecordId,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn say(&mut self, severity: Severity, field: &'static str, message: String, hint: Option<String>) {
        let record = self.record.clone();
        self.findings.push(Finding { severity, record, field, message, hint, missing: None });
    }

    fn error(&mut self, field: &'static str, message: impl Into<String>) {
        self.say(Severity::Error, field, message.into(), None);
    }

    fn text(&mut self, field: &'static str, text: &str) {
        if let Some(sign) = text.chars().find(|c| c.is_control() && *c != '\n') {
            self.say(
                Severity::Error,
                field,
                format!("the text holds the control character U+{:04X}", u32::from(sign)),
                Some("take it out: only line breaks are kept".into()),
            );
        }
    }

    fn number(&mut self, field: &'static str, number: f64) {
        if !number.is_finite() {
            self.error(field, "the number is not finite");
        }
    }

    fn point(&mut self, field: &'static str, point: Point) {
        if !point.is_finite() {
            self.error(field, "the position is not a finite number");
        } else if !point.is_within_reach() {
            self.too_far(field, "the position");
        }
    }

    fn size(&mut self, field: &'static str, size: Size) {
        if !(size.width > 0.0 && size.height > 0.0 && size.width.is_finite() && size.height.is_finite()) {
            self.error(field, "width and height must be numbers above 0");
        } else if !Point::new(size.width, size.height).is_within_reach() {
            self.too_far(field, "the size");
        }
    }

    fn extent(&mut self, id: &AreaId, extent: Rect) {
        if !extent.is_sane() {
            self.error("areas", format!("the extent of area `{id}` is not made of finite numbers"));
        } else if !extent.corners().iter().all(|corner| corner.is_within_reach()) {
            self.too_far("areas", &format!("the extent of area `{id}`"));
        }
    }

    fn too_far(&mut self, field: &'static str, what: &str) {
        let message = format!("{what} goes beyond {} units from the middle of the canvas", Point::REACH);
        self.say(Severity::Error, field, message, Some("write numbers of a few thousands at most".into()));
    }

    fn dates(&mut self, field: &'static str, from: Option<Date>, to: Option<Date>) {
        if let (Some(from), Some(to)) = (from, to)
            && !from.may_precede(to)
        {
            self.error(field, format!("it ends ({to}) before it begins ({from})"));
        }
    }

    fn exists(&mut self, field: &'static str, id: &RecordId) {
        if !self.document.contains(id) {
            self.error(field, format!("there is no {id}"));
            if let Some(finding) = self.findings.last_mut() {
                finding.missing = Some(id.clone());
            }
        }
    }

    fn sector(&mut self, field: &'static str, id: &SectorId) {
        self.exists(field, &RecordId::Sector(id.clone()));
    }

    fn scale(&mut self, field: &'static str, id: &ScaleId) {
        self.exists(field, &RecordId::Scale(id.clone()));
    }

    fn flow_kind(&mut self, field: &'static str, id: &FlowKindId) {
        self.exists(field, &RecordId::FlowKind(id.clone()));
    }

    fn organisation_id(&mut self, field: &'static str, id: &OrganisationId) {
        self.exists(field, &RecordId::Organisation(id.clone()));
    }

    fn evidence(&mut self, ids: &[super::EvidenceId]) {
        for id in ids {
            self.exists("evidence", &RecordId::Evidence(id.clone()));
        }
    }

    fn extra(&mut self, extra: &ExtraFields) {
        for (name, value) in extra {
            self.text("extra", name);
            match value {
                FieldValue::Text(text) | FieldValue::Link(text) => self.text("extra", text),
                FieldValue::Number(number) => self.number("extra", *number),
                FieldValue::Date(_) | FieldValue::YesNo(_) => {}
            }
        }
    }

    fn style(&mut self, style: &StyleOverride) {
        if style.width.is_some_and(|width| !width.is_finite() || width < 0.0) {
            self.error("style", "the width is not a number from 0 up");
        }
    }

    fn map(&mut self) {
        let map = self.document.map();
        for (field, text) in [
            ("title", &map.title),
            ("subtitle", &map.subtitle),
            ("place", &map.place),
            ("author", &map.author),
            ("licence", &map.licence),
            ("coverage", &map.coverage),
        ] {
            self.text(field, text);
        }
        let mut areas = BTreeSet::new();
        for area in &map.areas {
            self.text("areas", &area.title);
            self.extent(&area.id, area.extent);
            if !area.shape.is_sane() {
                self.error("areas", format!("the shape of area `{}` is no ring or slice", area.id));
            }
            if !areas.insert(&area.id) {
                self.error("areas", format!("two areas have the id `{}`", area.id));
            }
            match &area.meaning {
                AreaMeaning::Title => {}
                AreaMeaning::Scale(id) => self.scale("areas", id),
                AreaMeaning::Sector(id) => self.sector("areas", id),
            }
        }
        let mut goals = BTreeSet::new();
        for goal in &map.goals {
            self.text("goals", &goal.text);
            if !goals.insert(&goal.id) {
                self.error("goals", format!("two goals have the id `{}`", goal.id));
            }
        }
    }

    fn scheme(&mut self) {
        for (id, sector) in self.document.sectors() {
            self.record = RecordId::Sector(id.clone());
            self.text("name", &sector.name);
            self.number("hue", sector.hue.unwrap_or(0.0));
        }
        for (id, scale) in self.document.scales() {
            self.record = RecordId::Scale(id.clone());
            self.text("name", &scale.name);
            for (field, number) in
                [("lightness", scale.lightness), ("chroma", scale.chroma), ("outline", scale.outline)]
            {
                self.number(field, number);
            }
        }
        for (id, kind) in self.document.flow_kinds() {
            self.record = RecordId::FlowKind(id.clone());
            self.text("name", &kind.name);
            self.text("question", &kind.question);
            if let Some(family) = &kind.family {
                self.exists("family", &RecordId::Family(family.clone()));
            }
            if kind.dash.iter().any(|length| !length.is_finite() || *length < 0.0) {
                self.error("dash", "a dash is not a number from 0 up");
            }
        }
    }

    fn organisation(&mut self, organisation: &Organisation) {
        for (field, text) in [
            ("name", &organisation.name),
            ("place", &organisation.place),
            ("description", &organisation.description),
            ("url", &organisation.url),
        ] {
            self.text(field, text);
        }
        for text in &organisation.roles {
            self.text("roles", text);
        }
        for text in &organisation.tags {
            self.text("tags", text);
        }
        if let Some(id) = &organisation.sector {
            self.sector("sector", id);
        }
        if let Some(id) = &organisation.scale {
            self.scale("scale", id);
        }
        for id in &organisation.reach {
            self.scale("reach", id);
        }
        if let (Some(low), Some(high)) = (organisation.count.low, organisation.count.high)
            && low > high
        {
            self.error("count", format!("the count's low end ({low}) lies above its high end ({high})"));
        }
        for stance in &organisation.stances {
            if !self.document.map().goals.iter().any(|goal| goal.id == stance.goal) {
                self.error("stances", format!("there is no goal `{}`", stance.goal));
            }
        }
        if let Some(position) = organisation.position {
            self.point("position", position);
        }
        if let Some(size) = organisation.size {
            self.size("size", size);
        }
        self.dates("active_to", organisation.active_from, organisation.active_to);
        self.style(&organisation.style);
        self.evidence(&organisation.evidence);
        self.extra(&organisation.extra);
    }

    fn flow(&mut self, flow: &Flow) {
        self.organisation_id("from", &flow.from);
        self.organisation_id("to", &flow.to);
        self.flow_kind("kind", &flow.kind);
        self.text("label", &flow.label);
        self.text("condition", &flow.condition);
        if let Some(via) = &flow.via {
            self.organisation_id("via", via);
            if *via == flow.from || *via == flow.to {
                self.error("via", format!("the broker `{via}` is one of the flow's own ends"));
            }
        }
        if flow.weight.is_some_and(|weight| !weight.is_finite() || weight < 0.0) {
            self.error("weight", "the weight is not a number from 0 up");
        }
        for bend in &flow.route {
            self.point("route", *bend);
        }
        self.dates("active_to", flow.active_from, flow.active_to);
        self.style(&flow.style);
        self.evidence(&flow.evidence);
        self.extra(&flow.extra);
    }

    fn repeated_flows(&mut self) {
        let mut by_ends: BTreeMap<_, Vec<(&FlowId, &Flow)>> = BTreeMap::new();
        for (id, flow) in self.document.flows() {
            let alike = by_ends.entry(flow.between()).or_default();
            if let Some((first, _)) = alike.iter().find(|(_, other)| other.says_the_same(flow)) {
                let message = format!("flow `{id}` says the same as flow `{first}`");
                self.record = RecordId::Flow(id.clone());
                self.say(Severity::Warning, "", message, Some("delete one, or say what differs".into()));
            }
            alike.push((id, flow));
        }
    }

    fn notes_and_evidence(&mut self) {
        for (id, note) in self.document.notes() {
            self.record = RecordId::Note(id.clone());
            self.text("text", &note.text);
            if let Some(position) = note.position {
                self.point("position", position);
            }
            if let Some(size) = note.size {
                self.size("size", size);
            }
            if let Some(target) = &note.attached_to {
                match target {
                    RecordId::Organisation(_) | RecordId::Flow(_) | RecordId::Group(_) => {
                        self.exists("attached_to", target);
                    }
                    other => self.error("attached_to", format!("a note can't be attached to {other}")),
                }
            }
        }
        for (id, evidence) in self.document.evidence() {
            self.record = RecordId::Evidence(id.clone());
            for (field, text) in [
                ("text", &evidence.text),
                ("respondent", &evidence.respondent),
                ("source", &evidence.source.title),
                ("method", &evidence.method),
                ("recorded_by", &evidence.recorded_by),
            ] {
                self.text(field, text);
            }
        }
    }

    fn views(&mut self) {
        for (id, view) in self.document.views() {
            self.record = RecordId::View(id.clone());
            self.text("name", &view.name);
            self.text("caption", &view.caption);
            self.text("speaker_notes", &view.speaker_notes);
            for sector in view.filter.sectors.iter().flatten() {
                self.sector("filter", sector);
            }
            for scale in view.filter.scales.iter().flatten() {
                self.scale("filter", scale);
            }
            for kind in view.filter.flow_kinds.iter().chain(&view.hidden_kinds) {
                self.flow_kind("filter", kind);
            }
            if let Some(focus) = &view.focus {
                self.organisation_id("focus", &focus.organisation);
            }
            if view.camera.is_some_and(|camera| {
                !camera.center.is_within_reach() || !camera.zoom.is_finite() || camera.zoom <= 0.0
            }) {
                self.error("camera", "the camera is not made of finite numbers");
            }
        }
    }
}

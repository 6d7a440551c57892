//! What a step makes of a map, in a few words and pictures. Must not know how the step came about.

use crate::{
    app::{chrome::status_line::counted, widgets::Swatch},
    editor::Trial,
    model::{Direction, Document, Flow, FlowId, Organisation, OrganisationId, OrganisationKind, RecordId},
    style::Look,
};

use super::chips::Chip;

/// More new organisations than this are counted, not named.
const NAMED: usize = 2;
/// More pictures than this say less.
const PICTURES: usize = 3;

/// What is new and what is other in a map after a step.
pub(super) struct Outcome<'a> {
    before: &'a Document,
    after: &'a Document,
    new: Vec<(&'a OrganisationId, &'a Organisation)>,
    changed: Vec<(&'a Organisation, &'a Organisation)>,
    flows: Vec<(&'a FlowId, &'a Flow)>,
    changed_flows: usize,
}

impl<'a> Outcome<'a> {
    /// Of a step that was tried out.
    pub(super) fn new(before: &'a Document, trial: &'a Trial) -> Self {
        let after = &trial.document;
        let mut outcome =
            Self { before, after, new: Vec::new(), changed: Vec::new(), flows: Vec::new(), changed_flows: 0 };
        for id in &trial.touched {
            match id {
                RecordId::Organisation(id) => {
                    let Some(now) = after.organisation(id) else { continue };
                    match before.organisation(id) {
                        Some(was) => outcome.changed.push((was.as_ref(), now.as_ref())),
                        None => outcome.new.push((id, now.as_ref())),
                    }
                }
                RecordId::Flow(id) if before.flow(id).is_some() => outcome.changed_flows += 1,
                RecordId::Flow(id) => outcome.flows.extend(after.flow(id).map(|flow| (id, flow.as_ref()))),
                _ => {}
            }
        }
        outcome
    }

    /// New organisations, new flows, and what is changed.
    pub(super) fn counts(&self) -> [usize; 3] {
        [self.new.len(), self.flows.len(), self.changed.len() + self.changed_flows]
    }

    /// What it does: "adds Watershed and a funding flow to UWE Bristol".
    pub(super) fn does(&self) -> String {
        let added = self.added();
        let changed = self.set();
        match (added.is_empty(), changed.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("adds {added}"),
            (true, false) => format!("sets {changed}"),
            (false, false) => format!("adds {added}, sets {changed}"),
        }
    }

    /// What it has done: "Added Watershed".
    pub(super) fn did(&self) -> String {
        let does = self.does();
        let done = does.replacen("adds ", "Added ", 1).replacen(", sets ", ", set ", 1);
        match done.strip_prefix("sets ") {
            Some(rest) => format!("Set {rest}"),
            None => done,
        }
    }

    fn added(&self) -> String {
        let names: Vec<&str> = self.new.iter().map(|(_, one)| one.name.as_str()).collect();
        match (names.as_slice(), self.flows.as_slice()) {
            ([], []) => String::new(),
            ([], [(_, flow)]) => format!("{} {}", self.flow(flow), self.between(flow)),
            ([], flows) => counted(flows.len(), "flow"),
            (names, []) if names.len() <= NAMED => names.join(" and "),
            (names, []) => counted(names.len(), "organisation"),
            ([one], [(_, flow)]) => format!("{one} and {} {}", self.flow(flow), self.onward(flow)),
            (names, [(_, flow)])
                if names.len() <= NAMED && self.is_new(&flow.from) && self.is_new(&flow.to) =>
            {
                format!("{} with {} between them", names.join(" and "), self.flow(flow))
            }
            (names, flows) => {
                let new = match names {
                    [one] => (*one).to_owned(),
                    _ => counted(names.len(), "organisation"),
                };
                format!("{new} and {}", counted(flows.len(), "flow"))
            }
        }
    }

    /// `a funding flow`.
    fn flow(&self, flow: &Flow) -> String {
        let kind = self.after.flow_kind(&flow.kind).map_or("", |kind| kind.name.as_str()).to_lowercase();
        if kind.contains(' ') {
            return format!("a flow “{kind}”");
        }
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {kind} flow")
    }

    fn between(&self, flow: &Flow) -> String {
        let (from, to) = (self.name(&flow.from), self.name(&flow.to));
        match flow.direction {
            Direction::Forward => format!("from {from} to {to}"),
            _ => format!("between {from} and {to}"),
        }
    }

    /// From or to the end that is there already, seen from the one that is new.
    fn onward(&self, flow: &Flow) -> String {
        let (word, other) = match (flow.direction, self.is_new(&flow.from)) {
            (Direction::Forward, true) => ("to", &flow.to),
            (Direction::Forward, false) => ("from", &flow.from),
            (_, true) => ("with", &flow.to),
            (_, false) => ("with", &flow.from),
        };
        format!("{word} {}", self.name(other))
    }

    fn is_new(&self, id: &OrganisationId) -> bool {
        self.new.iter().any(|(new, _)| *new == id)
    }

    fn name(&self, id: &OrganisationId) -> &'a str {
        self.after.organisation(id).map_or("", |one| one.name.as_str())
    }

    /// `sector and scale of Watershed`.
    fn set(&self) -> String {
        match self.changed.as_slice() {
            [] if self.changed_flows > 0 => {
                format!("what is said of {}", counted(self.changed_flows, "flow"))
            }
            [] => String::new(),
            [(was, now)] => {
                let mut fields = Vec::new();
                for (differs, field) in [
                    (was.sector != now.sector, "sector"),
                    (was.scale != now.scale, "scale"),
                    (was.kind != now.kind, "kind"),
                    (was.place != now.place, "place"),
                ] {
                    if differs {
                        fields.push(field);
                    }
                }
                let fields = match fields.split_last() {
                    None => "more".to_owned(),
                    Some((last, [])) => (*last).to_owned(),
                    Some((last, before)) => format!("{} and {last}", before.join(", ")),
                };
                format!("{fields} of {}", now.name)
            }
            more => format!("what is said of {}", counted(more.len(), "organisation")),
        }
    }

    /// Organisations as they will look, and the kinds of the flows.
    pub(super) fn chips(&self, look: &Look) -> Vec<Chip> {
        let mut chips: Vec<Chip> = Vec::new();
        let organisations =
            self.new.iter().map(|(_, one)| *one).chain(self.changed.iter().map(|(_, now)| *now));
        let nodes = organisations.map(|one| Chip {
            swatch: Swatch::Node(look.organisation(self.after, one)),
            words: self.stated(one),
        });
        let flows = self.flows.iter().map(|(_, flow)| Chip {
            swatch: Swatch::Flow(look.flow(self.after, flow, false)),
            words: self.after.flow_kind(&flow.kind).map_or_else(String::new, |kind| kind.name.clone()),
        });
        for chip in nodes.chain(flows) {
            if chips.iter().all(|other| other.words != chip.words) {
                chips.push(chip);
            }
        }
        if chips.len() > PICTURES { Vec::new() } else { chips }
    }

    /// `Third sector, regional`.
    fn stated(&self, organisation: &Organisation) -> String {
        let sector = organisation.sector.as_ref().and_then(|id| self.before.sector(id));
        let scale = organisation.scale.as_ref().and_then(|id| self.before.scale(id));
        let words = match (sector, scale) {
            (Some(sector), Some(scale)) => format!("{}, {}", sector.name, scale.name.to_lowercase()),
            (Some(sector), None) => format!("{}, scale not stated", sector.name),
            (None, Some(scale)) => format!("{}, sector not stated", scale.name),
            (None, None) => "Not stated".to_owned(),
        };
        match organisation.kind {
            OrganisationKind::Organisation => words,
            kind => format!("{words}, {}", kind.name()),
        }
    }
}

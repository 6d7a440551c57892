//! Which flows are drawn between which nodes, and in which order they lie side by side.
//! Must not know curves: only who, between whom, and in which lane.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    model::{Direction, Document, Flow, FlowId, FlowKindId, Formality, RecordId, Status, StyleOverride},
    style::{FlowStyle, Look},
};

use super::{ground::Ground, looks::Looks};

/// More kinds of flow than this in view are coloured by family.
pub const MOST_KINDS: usize = 7;

/// A flow to be drawn.
pub(super) struct Strand {
    /// The flows that it draws; more than one only at a collapsed group.
    pub sums: Vec<FlowId>,
    /// The first of them; of several, with no words and no looks that the others do not share.
    pub flow: Arc<Flow>,
    pub style: FlowStyle,
    /// Stations at its ends.
    pub from: usize,
    pub to: usize,
}

impl Strand {
    pub fn id(&self) -> &FlowId {
        &self.sums[0]
    }

    /// Sums a flow up in this line, which from now on shows only what all of them say.
    fn join(&mut self, id: &FlowId, flow: &Flow) {
        self.sums.push(id.clone());
        let own = Arc::make_mut(&mut self.flow);
        if own.label.trim() != flow.label.trim() {
            own.label.clear();
        }
        if own.condition.trim() != flow.condition.trim() {
            own.condition.clear();
        }
        if own.style != flow.style {
            own.style = StyleOverride::default();
        }
        own.z_order = own.z_order.max(flow.z_order);
    }

    pub fn is_loop(&self) -> bool {
        self.from == self.to
    }

    /// Whether its way is drawn by hand or by a broker, so that it keeps no lane.
    pub fn is_led(&self, ground: &Ground) -> bool {
        !self.flow.route.is_empty() || self.broker(ground).is_some()
    }

    /// The node of its broker, if that is drawn and is neither end.
    pub fn broker(&self, ground: &Ground) -> Option<usize> {
        let station = ground.station_of(self.flow.via.as_ref()?)?;
        (station != self.from && station != self.to).then_some(station)
    }
}

/// Flows between one pair of nodes, in the order of their lanes.
pub(super) struct Bundle {
    /// The stations, the one with the smaller number first; the lanes' left side is seen from it.
    pub low: usize,
    pub high: usize,
    /// Numbers of strands.
    pub strands: Vec<usize>,
}

/// Whether the kinds in view are more than colours can tell apart: than any can, or than those of the palette.
pub(super) fn by_family(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    ground: &Ground,
    look: &Look,
) -> bool {
    if look.colours_families_only() {
        return true;
    }
    let groups: BTreeSet<usize> = ground.by_group.values().copied().collect();
    let kinds: BTreeSet<&FlowKindId> = document
        .flows()
        .iter()
        .filter(|(id, flow)| is_seen(id, flow, hidden, ground, &groups))
        .map(|(_, flow)| &flow.kind)
        .collect();
    kinds.len() > MOST_KINDS
}

fn is_seen(
    id: &FlowId,
    flow: &Flow,
    hidden: &BTreeSet<RecordId>,
    ground: &Ground,
    groups: &BTreeSet<usize>,
) -> bool {
    let (Some(from), Some(to)) = (ground.station_of(&flow.from), ground.station_of(&flow.to)) else {
        return false;
    };
    // What goes on inside a collapsed group is not seen.
    let is_inside = from == to && groups.contains(&from);
    !is_inside && !hidden.contains(&RecordId::Flow(id.clone()))
}

/// All flows to be drawn, summed up at collapsed groups; back to front.
pub(super) fn strands(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    ground: &Ground,
    look: &Look,
    by_family: bool,
) -> Vec<Strand> {
    let groups: BTreeSet<usize> = ground.by_group.values().copied().collect();
    let mut looks = Looks::default();
    let mut strands: Vec<Strand> = Vec::new();
    let mut summed: BTreeMap<Alike, usize> = BTreeMap::new();
    for (id, flow) in document.flows() {
        if !is_seen(id, flow, hidden, ground, &groups) {
            continue;
        }
        let (Some(from), Some(to)) = (ground.station_of(&flow.from), ground.station_of(&flow.to)) else {
            continue;
        };
        let mut flow = Arc::clone(flow);
        if groups.contains(&from) || groups.contains(&to) {
            let alike = Alike::new(&flow, from, to, ground);
            if let Some(&number) = summed.get(&alike) {
                strands[number].join(id, &flow);
                continue;
            }
            summed.insert(alike, strands.len());
            // Bends were set for a way to a member, which is not drawn.
            if !flow.route.is_empty() {
                Arc::make_mut(&mut flow).route.clear();
            }
        }
        let style = looks.flow(document, &flow, by_family, look);
        strands.push(Strand { sums: vec![id.clone()], flow, style, from, to });
    }
    for strand in strands.iter_mut().filter(|strand| strand.sums.len() > 1) {
        strand.style = looks.flow(document, &strand.flow, by_family, look);
    }
    strands.sort_by_key(|strand| strand.flow.z_order);
    strands
}

/// What flows at a collapsed group have in common that are summed up in one line: all that the line shows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    ends: (usize, usize),
    kind: FlowKindId,
    direction: Direction,
    formality: Formality,
    status: Status,
    broker: Option<usize>,
}

impl Alike {
    fn new(flow: &Flow, from: usize, to: usize, ground: &Ground) -> Self {
        // Which end is written first says nothing where the line points to neither or to both.
        let ends =
            if flow.direction == Direction::Forward { (from, to) } else { (from.min(to), from.max(to)) };
        let broker = flow.via.as_ref().and_then(|via| ground.station_of(via));
        Self {
            ends,
            kind: flow.kind.clone(),
            direction: flow.direction,
            formality: flow.formality,
            status: flow.status,
            broker: broker.filter(|station| *station != from && *station != to),
        }
    }
}

/// The flows that lie side by side, pair by pair: by kind as the legend orders them, then by direction, status,
/// formality and id, so that an edit elsewhere moves no lane.
pub(super) fn bundles(document: &Document, strands: &[Strand], ground: &Ground) -> Vec<Bundle> {
    let rank: BTreeMap<&FlowKindId, usize> =
        document.flow_kinds_in_order().into_iter().enumerate().map(|(rank, (id, _))| (id, rank)).collect();
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, strand) in strands.iter().enumerate() {
        if strand.is_led(ground) && !strand.is_loop() {
            continue;
        }
        let pair = (strand.from.min(strand.to), strand.from.max(strand.to));
        pairs.entry(pair).or_default().push(number);
    }
    let ordered = pairs.into_iter().map(|((low, high), mut numbers)| {
        numbers.sort_by_key(|number| {
            let strand = &strands[*number];
            let flow = &strand.flow;
            let rank = rank.get(&flow.kind).copied().unwrap_or(usize::MAX);
            (rank, strand.from != low, flow.status, flow.formality, strand.id().clone())
        });
        Bundle { low, high, strands: numbers }
    });
    ordered.collect()
}

//! Which flows are drawn between which nodes, and in which order they lie side by side.
//! Must not know curves: only who, between whom, and in which lane.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    model::{
        Direction, Document, Flow, FlowId, FlowKindId, Formality, OrganisationId, RecordId, StyleOverride,
    },
    style::{FlowStyle, Look},
};

use super::{
    alike::Alike,
    change::{self, Change, Changes},
    ground::Ground,
    looks::Looks,
    shown::Shown,
    types::Target,
};

/// More kinds of flow than this in view are coloured by family.
pub const MOST_KINDS: usize = 7;

/// A flow to be drawn.
pub(super) struct Strand {
    /// The flows that it draws; more than one at a collapsed group, or where flows are bundled.
    pub sums: Vec<FlowId>,
    /// The first of them; of several, with no words and no looks that the others do not share.
    pub flow: Arc<Flow>,
    pub style: FlowStyle,
    /// Whether they are of several kinds: then the line has no kind's colour.
    pub is_mixed: bool,
    /// Stations at its ends.
    pub from: usize,
    pub to: usize,
    pub part: Part,
    /// What became of its flows between two dates.
    pub change: Option<Change>,
}

/// What of its flows a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// All of them, from end to end.
    #[default]
    Whole,
    /// What several lines share, up to where they part.
    Stem,
    /// What a line has for itself, from there on; `said` where the stem says all that there is to say.
    Twig { said: bool },
}

impl Strand {
    pub fn id(&self) -> &FlowId {
        &self.sums[0]
    }

    /// To what its items belong.
    pub fn target(&self) -> Target {
        let id = self.id().clone();
        if self.part == Part::Stem { Target::Stem(id) } else { Target::Flow(id) }
    }

    /// The stem of these lines, which all have the hub at the same end or look alike at both.
    pub fn stem(members: &[&Self], look: &Look) -> Self {
        let first = members[0];
        let mut stem = Self {
            sums: Vec::new(),
            flow: Arc::clone(&first.flow),
            style: first.style.clone(),
            is_mixed: first.is_mixed,
            from: first.from,
            to: first.to,
            part: Part::Stem,
            // Each of its lines says by itself what became of it.
            change: None,
        };
        for member in members {
            stem.sums.extend(member.sums.iter().cloned());
            stem.is_mixed |= member.is_mixed;
            stem.share(&member.flow);
        }
        stem.dress(first.style.clone(), look);
        stem
    }

    /// Whether a stem's label says all that this line's own would.
    pub fn is_said_by(&self, stem: &Self) -> bool {
        let (own, shared) = (&self.flow, &stem.flow);
        !stem.is_mixed
            && self.sums.len() == 1
            && own.label.trim() == shared.label.trim()
            && own.condition.trim() == shared.condition.trim()
    }

    /// Sums a flow up in this line, which from now on shows only what all of them say.
    fn join(&mut self, id: &FlowId, flow: &Flow, from: usize) {
        self.sums.push(id.clone());
        let backward = from != self.from;
        let (start, end) = heads(flow.direction);
        let (start, end) = if backward { (end, start) } else { (start, end) };
        let own = Arc::make_mut(&mut self.flow);
        if own.direction != Direction::Unknown {
            let (own_start, own_end) = heads(own.direction);
            own.direction = match (own_start || start, own_end || end) {
                (true, true) => Direction::Both,
                (false, false) => Direction::None,
                (false, true) => Direction::Forward,
                // It had no direction, and now has the other one.
                (true, false) => {
                    std::mem::swap(&mut own.from, &mut own.to);
                    own.route.reverse();
                    std::mem::swap(&mut self.from, &mut self.to);
                    Direction::Forward
                }
            };
        }
        self.share(flow);
    }

    /// Keeps of its words and looks only what a further flow has, too.
    fn share(&mut self, flow: &Flow) {
        let own = Arc::make_mut(&mut self.flow);
        self.is_mixed |= own.kind != flow.kind;
        if own.formality != flow.formality {
            own.formality = Formality::NotStated;
        }
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

    /// Gives the line its look anew, once all flows are in it.
    fn dress(&mut self, style: FlowStyle, look: &Look) {
        self.style = style;
        if self.is_mixed {
            let heads = (self.style.head_at_start, self.style.head_at_end, self.style.open_head);
            let plain = look.sum_line(&self.flow);
            (self.style.colour, self.style.label_colour) = (plain.colour, plain.label_colour);
            (self.style.dash, self.style.width) = (plain.dash, plain.width);
            (self.style.head_at_start, self.style.head_at_end, self.style.open_head) = heads;
        }
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

/// A flow that is drawn, by a line of its own or summed up.
struct SeenFlow<'a> {
    id: &'a FlowId,
    flow: &'a Arc<Flow>,
    /// Stations at its ends.
    from: usize,
    to: usize,
}

/// All flows that are drawn, in the order of the map.
fn seen<'a>(document: &'a Document, hidden: &BTreeSet<RecordId>, ground: &Ground) -> Vec<SeenFlow<'a>> {
    let groups: BTreeSet<usize> = ground.by_group.values().copied().collect();
    // Only asked by id: the order in which this is kept is never seen.
    let stations: HashMap<&OrganisationId, usize> =
        ground.by_organisation.iter().map(|(id, station)| (id, *station)).collect();
    let mut seen = Vec::with_capacity(document.flows().len());
    for (id, flow) in document.flows() {
        let (Some(&from), Some(&to)) = (stations.get(&flow.from), stations.get(&flow.to)) else { continue };
        // What goes on inside a collapsed group is not seen.
        let is_inside = from == to && groups.contains(&from);
        if !is_inside && (hidden.is_empty() || !hidden.contains(&RecordId::Flow(id.clone()))) {
            seen.push(SeenFlow { id, flow, from, to });
        }
    }
    seen
}

/// Whether the kinds in view are more than colours can tell apart: than any can, or than those of the palette.
fn by_family(seen: &[SeenFlow<'_>], look: &Look) -> bool {
    if look.colours_families_only() {
        return true;
    }
    let mut kinds: Vec<&FlowKindId> = Vec::new();
    for seen in seen {
        if !kinds.contains(&&seen.flow.kind) {
            kinds.push(&seen.flow.kind);
        }
        if kinds.len() > MOST_KINDS {
            return true;
        }
    }
    false
}

/// All flows to be drawn, summed up at collapsed groups and where bundles are asked for; back to front. Beside them
/// whether they are coloured by family.
pub(super) fn strands(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    ground: &Ground,
    look: &Look,
    (shown, changes): (Shown, &Changes),
) -> (Vec<Strand>, bool) {
    let seen = seen(document, hidden, ground);
    let by_family = by_family(&seen, look);
    let groups: BTreeSet<usize> = ground.by_group.values().copied().collect();
    let mut looks = Looks::default();
    let mut strands: Vec<Strand> = Vec::with_capacity(seen.len());
    let mut summed: BTreeMap<Alike, usize> = BTreeMap::new();
    for SeenFlow { id, flow, from, to } in seen {
        let mut flow = Arc::clone(flow);
        let at_group = groups.contains(&from) || groups.contains(&to);
        let change = change::of_flow(changes, id);
        if let Some(alike) = Alike::of((&flow, change), (from, to), ground, at_group, shown) {
            if let Some(&number) = summed.get(&alike) {
                strands[number].join(id, &flow, from);
                continue;
            }
            summed.insert(alike, strands.len());
            // Bends were set for a way to a member, which is not drawn.
            if at_group && !flow.route.is_empty() {
                Arc::make_mut(&mut flow).route.clear();
            }
        }
        let style = looks.flow(document, &flow, by_family, look);
        let (sums, part) = (vec![id.clone()], Part::Whole);
        strands.push(Strand { sums, flow, style, is_mixed: false, from, to, part, change });
    }
    for strand in strands.iter_mut().filter(|strand| strand.sums.len() > 1) {
        let style = looks.flow(document, &strand.flow, by_family, look);
        strand.dress(style, look);
    }
    strands.sort_by_key(|strand| strand.flow.z_order);
    (strands, by_family)
}

/// Whether there is a head where it comes from, and where it goes.
fn heads(direction: Direction) -> (bool, bool) {
    match direction {
        Direction::Forward => (false, true),
        Direction::None => (false, false),
        Direction::Both | Direction::Unknown => (true, true),
    }
}

/// The flows that lie side by side, pair by pair: by kind as the legend orders them, then by direction, status,
/// formality and id, so that an edit elsewhere moves no lane.
pub(super) fn bundles(document: &Document, strands: &[Strand], ground: &Ground) -> Vec<Bundle> {
    let rank: BTreeMap<&FlowKindId, usize> =
        document.flow_kinds_in_order().into_iter().enumerate().map(|(rank, (id, _))| (id, rank)).collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::with_capacity(strands.len());
    for (number, strand) in strands.iter().enumerate() {
        if strand.is_led(ground) && !strand.is_loop() {
            continue;
        }
        pairs.push((strand.from.min(strand.to), strand.from.max(strand.to), number));
    }
    pairs.sort_unstable();
    let ordered = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(|pair| {
        let (low, high, _) = pair[0];
        let mut numbers: Vec<usize> = pair.iter().map(|(_, _, number)| *number).collect();
        numbers.sort_by_cached_key(|number| {
            let strand = &strands[*number];
            let flow = &strand.flow;
            let rank = rank.get(&flow.kind).copied().unwrap_or(usize::MAX);
            (rank, strand.from != low, flow.status, flow.formality, strand.id())
        });
        Bundle { low, high, strands: numbers }
    });
    ordered.collect()
}

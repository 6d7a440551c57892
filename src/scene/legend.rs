//! What the legend says: only what occurs in the picture, in the order of the scheme.
//! Must not know where its entries are put.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{
        Direction, Document, FlowKind, FlowKindId, Formality, LegendPlace, Organisation, OrganisationKind,
        Position, RecordId, Status,
    },
    style::{FlowStyle, Look, NodeShape, NodeStyle, Rgba},
};

use super::{
    change::{Change, Changes},
    data::Data,
    describe::{status_name, tally},
    ground::{Ground, collapsed_style},
    legend_data, legend_marks,
    marks::Marks,
    page::PageFrame,
    reach,
    strands::{Part, Strand},
    types::Target,
    words::clean,
};

/// What stands before an entry's words.
#[derive(Clone, Debug)]
pub(super) enum Sample {
    /// A small node.
    Node(NodeStyle),
    /// A piece of line.
    Line(FlowStyle),
    /// A piece of line with a broker's ring on it.
    Broker(FlowStyle),
    /// A small node, so many times as wide and high as the smallest.
    Sized(NodeStyle, f64),
    /// A small node with a bar for each further scale: its look and the bars' tones.
    Reach(NodeStyle, Vec<Rgba>),
    /// A small tower of influence.
    Tower,
    /// A goal's letter.
    Letter(String),
    /// A badge without a letter.
    Badge(Position),
    /// The sign of what came or went.
    Change(Change),
}

/// An entry: a sample and what it means.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub sample: Sample,
    pub words: String,
}

/// Entries under a title.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub title: String,
    pub entries: Vec<Entry>,
}

/// All sections that have entries.
pub(super) fn sections(
    document: &Document,
    ground: &Ground,
    strands: &[Strand],
    by_family: bool,
    marks: &Marks<'_>,
    data: &Data,
    look: &Look,
) -> Vec<Section> {
    let shown: Vec<&Organisation> = ground
        .by_organisation
        .iter()
        .filter(|(id, station)| ground.stations[**station].target == Target::Organisation((*id).clone()))
        .filter_map(|(id, _)| document.organisation(id).map(|organisation| &**organisation))
        .collect();
    let sections = [
        ("Sector", sectors(document, &shown, look)),
        ("Scale", scales(document, &shown, data, look)),
        ("Flow", flows(document, strands, by_family, look)),
        ("Line", lines(document, ground, strands, look)),
        ("Kind", shapes(ground, &shown, look)),
        ("Status", standings(document, &shown, look)),
        ("Influence", legend_marks::influence(&shown, marks)),
        ("Goal", legend_marks::goals(document, &shown, marks.shown)),
        ("Stance", legend_marks::stances(document, &shown, marks.shown)),
    ];
    let titled = |(title, entries): (&str, Vec<Entry>)| Section { title: title.to_owned(), entries };
    let sections = sections.into_iter().map(titled).chain(legend_data::sections(data, look));
    sections.filter(|section| !section.entries.is_empty()).collect()
}

/// What the signs of before and after say, and on how much they stand.
pub(super) fn changes(
    ground: &Ground,
    strands: &[Strand],
    (frame, changes): (&PageFrame, &Changes),
) -> Option<Section> {
    let (from, to) = frame.as_of.zip(frame.until).filter(|_| frame.legend != LegendPlace::Off)?;
    let entry = |change: Change| {
        let is = |id: RecordId| changes.get(&id) == Some(&change);
        let organisations = ground.by_organisation.keys();
        let organisations = organisations.filter(|id| is(RecordId::Organisation((*id).clone()))).count();
        let flows =
            strands.iter().filter(|strand| strand.part != Part::Stem && strand.change == Some(change));
        let tally = tally(organisations, flows.map(|strand| strand.sums.len()).sum())?;
        let words = match change {
            Change::Came => format!("new by {to}: {tally}"),
            Change::Went => format!("gone by {to}: {tally}"),
        };
        Some(Entry { sample: Sample::Change(change), words })
    };
    let entries: Vec<Entry> = Change::ALL.into_iter().filter_map(entry).collect();
    (!entries.is_empty()).then(|| Section { title: format!("From {from} to {to}"), entries })
}

fn sectors(document: &Document, shown: &[&Organisation], look: &Look) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (id, sector) in document.sectors_in_order() {
        if shown.iter().any(|organisation| organisation.sector.as_ref() == Some(id)) {
            let sample = Sample::Node(look.sector_swatch(Some(sector)));
            entries.push(Entry { sample, words: clean(&sector.name) });
        }
    }
    let known = |organisation: &Organisation| {
        organisation.sector.as_ref().is_some_and(|id| document.sector(id).is_some())
    };
    if shown.iter().any(|organisation| !known(organisation)) {
        let sample = Sample::Node(look.sector_swatch(None));
        entries.push(Entry { sample, words: "Not stated".to_owned() });
    }
    entries
}

fn scales(document: &Document, shown: &[&Organisation], data: &Data, look: &Look) -> Vec<Entry> {
    let mut entries = Vec::new();
    // The bars of further scales have no tone to say which where tone says something else.
    let has_bars = |organisation: &&&Organisation| data.tone.is_none() && !organisation.reach.is_empty();
    let reached: BTreeSet<_> = shown
        .iter()
        .filter(has_bars)
        .flat_map(|organisation| reach::scales(document, organisation))
        .collect();
    let is_seen = data.tone.is_none() || data.outline.is_none();
    for (id, scale) in document.scales_in_order() {
        let has = |organisation: &&Organisation| organisation.scale.as_ref() == Some(id);
        if is_seen && (shown.iter().any(has) || reached.contains(id)) {
            let sample = Sample::Node(look.scale_sample(document, Some(scale)));
            entries.push(Entry { sample, words: clean(&scale.name) });
        }
    }
    let known = |organisation: &Organisation| {
        organisation.scale.as_ref().is_some_and(|id| document.scale(id).is_some())
    };
    if shown.iter().any(|organisation| !known(organisation)) {
        let sample = Sample::Node(look.scale_sample(document, None));
        entries.push(Entry { sample, words: "Not stated".to_owned() });
    }
    if !reached.is_empty() {
        let in_order = document.scales_in_order().into_iter().filter(|(id, _)| reached.contains(id));
        let tones = in_order.filter_map(|(_, scale)| look.scale_swatch(Some(scale)).fill).collect();
        let page = NodeStyle { fill: Some(look.page()), ..look.scale_swatch(None) };
        let style = NodeStyle { outline_dash: Vec::new(), ..page };
        entries.push(Entry {
            sample: Sample::Reach(style, tones),
            words: "also reaches these scales".to_owned(),
        });
    }
    entries
}

/// Kinds of flow, and lines that sum several kinds up.
fn flows(document: &Document, strands: &[Strand], by_family: bool, look: &Look) -> Vec<Entry> {
    let mut entries = kinds(document, strands, by_family, look);
    if strands.iter().any(|strand| strand.is_mixed) {
        let sample = Sample::Line(look.sum_swatch());
        entries.push(Entry { sample, words: "flows of several kinds, summed up".to_owned() });
    }
    entries
}

/// Kinds of flow, or their families where the kinds are too many for colours.
fn kinds(document: &Document, strands: &[Strand], by_family: bool, look: &Look) -> Vec<Entry> {
    let of_one_kind = strands.iter().filter(|strand| !strand.is_mixed);
    let used: BTreeSet<&FlowKindId> = of_one_kind.map(|strand| &strand.flow.kind).collect();
    let kinds: Vec<_> =
        document.flow_kinds_in_order().into_iter().filter(|(id, _)| used.contains(id)).collect();
    if !by_family {
        return kinds.into_iter().map(|(_, kind)| kind_entry(document, kind, by_family, look)).collect();
    }
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, kind) in kinds {
        match kind.family.as_ref().and_then(|id| document.family(id).map(|family| (id, family))) {
            Some((id, family)) => {
                if seen.insert(id) {
                    let sample = Sample::Line(look.family_swatch(family));
                    entries.push(Entry { sample, words: clean(&family.name) });
                }
            }
            None => entries.push(kind_entry(document, kind, by_family, look)),
        }
    }
    entries
}

fn kind_entry(document: &Document, kind: &FlowKind, by_family: bool, look: &Look) -> Entry {
    let sample = Sample::Line(look.flow_swatch(document, kind, by_family));
    Entry { sample, words: clean(&kind.name) }
}

/// Dashes, strokes, open heads and rings: each only where one occurs.
fn lines(document: &Document, ground: &Ground, strands: &[Strand], look: &Look) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |style: FlowStyle, words: String| {
        entries.push(Entry { sample: Sample::Line(style), words });
    };
    let says = |strand: &Strand, formality| {
        strand.flow.formality == formality
            || strand.sums.iter().filter_map(|id| document.flow(id)).any(|flow| flow.formality == formality)
    };
    let has = |formality| {
        let mut current = strands.iter().filter(|strand| strand.flow.status == Status::Current);
        current.any(|strand| says(strand, formality))
    };
    if has(Formality::Informal) {
        let full = match (has(Formality::Formal), has(Formality::NotStated)) {
            (true, true) => Some("formal or not stated"),
            (true, false) => Some("formal"),
            (false, true) => Some("formality not stated"),
            (false, false) => None,
        };
        if let Some(words) = full {
            add(look.formality_swatch(Formality::Formal), words.to_owned());
        }
        add(look.formality_swatch(Formality::Informal), "informal".to_owned());
    }
    for (status, words) in statuses(document, strands.iter().map(|strand| strand.flow.status)) {
        add(look.status_swatch(status), words);
    }
    let plain = look.formality_swatch(Formality::Formal);
    if strands.iter().any(|strand| strand.flow.direction == Direction::Unknown) {
        let style = FlowStyle { open_head: true, head_at_start: true, ..plain.clone() };
        add(style, "direction not known".to_owned());
    }
    if strands.iter().any(|strand| strand.broker(ground).is_some()) {
        let style = FlowStyle { head_at_end: true, ..plain };
        entries.push(Entry { sample: Sample::Broker(style), words: "through a broker".to_owned() });
    }
    entries
}

/// The statuses other than current that occur, with their names; wanted and proposed look alike and are one entry.
fn statuses(document: &Document, used: impl Iterator<Item = Status>) -> Vec<(Status, String)> {
    let used: BTreeSet<Status> = used.collect();
    let mut named: Vec<(Status, String)> = Vec::new();
    for status in used {
        let name = status_name(document, status);
        match (status, named.last_mut()) {
            (Status::Current, _) => {}
            (Status::Proposed, Some((Status::Wanted, words))) => {
                *words = format!("{words} or {name}");
            }
            _ => named.push((status, name)),
        }
    }
    named
}

/// Shapes of nodes where there is more than one.
fn shapes(ground: &Ground, shown: &[&Organisation], look: &Look) -> Vec<Entry> {
    let mut by_shape: BTreeMap<NodeShape, BTreeSet<OrganisationKind>> = BTreeMap::new();
    for organisation in shown {
        by_shape.entry(NodeShape::of(organisation.kind)).or_default().insert(organisation.kind);
    }
    let plain = || NodeStyle { outline_dash: Vec::new(), ..look.scale_swatch(None) };
    let mut entries = Vec::new();
    if by_shape.len() > 1 {
        for (shape, kinds) in by_shape {
            let names: Vec<&str> = kinds.into_iter().map(OrganisationKind::name).collect();
            let style = NodeStyle { shape, fill: Some(look.page()), ..plain() };
            entries.push(Entry { sample: Sample::Node(style), words: listed(&names) });
        }
    }
    if !ground.by_group.is_empty() {
        let sample = Sample::Node(collapsed_style(look));
        entries.push(Entry { sample, words: "collapsed group".to_owned() });
    }
    entries
}

/// Nodes that are not there yet or no more.
fn standings(document: &Document, shown: &[&Organisation], look: &Look) -> Vec<Entry> {
    let entry = |(status, words): (Status, String)| {
        let example = Organisation { status, ..Organisation::default() };
        Entry { sample: Sample::Node(look.organisation(document, &example)), words }
    };
    let used = shown.iter().map(|organisation| organisation.status);
    statuses(document, used).into_iter().map(entry).collect()
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

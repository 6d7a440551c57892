//! Commands at random: of every kind, most of them about what is there, some about what is not.
//! Must not know what they should do.

use ecomap::{
    editor::{self, Arrangement, Command, FlowEnd, Held, Stacking, Target},
    model::{
        Area, AreaId, AreaMeaning, AreaShape, Count, Document, Evidence, EvidenceId, Family, Flow, FlowId,
        FlowKind, FlowKindId, GroupId, MapInfo, Note, NoteId, Organisation, OrganisationId, Point, Record,
        RecordId, Rect, Scale, Sector, SectorId, Transaction, View,
    },
};

use crate::{dice::Dice, generated, gestures};

/// One of the ids, or now and then one that is not there.
fn id<Id: Clone>(dice: &mut Dice, ids: impl Iterator<Item = Id>, absent: Id) -> Id {
    let ids: Vec<Id> = ids.collect();
    if dice.once_in(25) { absent } else { dice.pick(&ids).unwrap_or(absent) }
}

fn organisation_id(dice: &mut Dice, document: &Document) -> OrganisationId {
    id(dice, document.organisations().keys().cloned(), OrganisationId::literal("nobody"))
}

fn flow_id(dice: &mut Dice, document: &Document) -> FlowId {
    id(dice, document.flows().keys().cloned(), FlowId::literal("nothing"))
}

fn kind_id(dice: &mut Dice, document: &Document) -> FlowKindId {
    id(dice, document.flow_kinds().keys().cloned(), FlowKindId::literal("no-kind"))
}

fn group_id(dice: &mut Dice, document: &Document) -> GroupId {
    id(dice, document.groups().keys().cloned(), GroupId::literal("no-group"))
}

fn evidence_id(dice: &mut Dice, document: &Document) -> EvidenceId {
    id(dice, document.evidence().keys().cloned(), EvidenceId::literal("no-evidence"))
}

fn area_id(dice: &mut Dice, document: &Document) -> AreaId {
    id(dice, document.map().areas.iter().map(|area| area.id.clone()), AreaId::literal("no-area"))
}

fn record_id(dice: &mut Dice, document: &Document) -> RecordId {
    id(dice, document.record_ids(), RecordId::Note(NoteId::literal("no-note")))
}

/// A few records, mostly of the canvas.
fn record_ids(dice: &mut Dice, document: &Document) -> Vec<RecordId> {
    let on_canvas: Vec<RecordId> = document.record_ids().filter(|id| Target::of(id).is_some()).collect();
    let count = dice.below(5);
    (0..count)
        .filter_map(
            |_| if dice.once_in(20) { Some(record_id(dice, document)) } else { dice.pick(&on_canvas) },
        )
        .collect()
}

fn targets(dice: &mut Dice, document: &Document) -> Vec<Target> {
    let mut targets: Vec<Target> = record_ids(dice, document).iter().filter_map(Target::of).collect();
    if dice.once_in(5) {
        targets.push(Target::Area(area_id(dice, document)));
    }
    targets
}

fn point(dice: &mut Dice) -> Point {
    if dice.once_in(40) {
        Point::new(f64::NAN, f64::INFINITY)
    } else {
        Point::new(dice.coordinate(), dice.coordinate())
    }
}

fn organisation(dice: &mut Dice, document: &Document) -> Organisation {
    Organisation {
        name: dice.text(),
        sector: Some(id(dice, document.sectors().keys().cloned(), SectorId::literal("no-sector"))),
        scale: document.scales().keys().next().cloned(),
        position: dice.maybe(point),
        ..Organisation::default()
    }
}

fn area(dice: &mut Dice, document: &Document) -> Area {
    let meaning = match dice.below(3) {
        0 => AreaMeaning::Title,
        1 => document.scales().keys().next().cloned().map_or(AreaMeaning::Title, AreaMeaning::Scale),
        _ => {
            AreaMeaning::Sector(id(dice, document.sectors().keys().cloned(), SectorId::literal("no-sector")))
        }
    };
    let corner = point(dice);
    Area {
        id: area_id(dice, document),
        title: dice.text(),
        extent: Rect::new(corner.x, corner.y, dice.coordinate(), 50.0),
        meaning,
        shape: match dice.below(3) {
            0 => AreaShape::Ring { hole: 0.5 },
            1 => AreaShape::Slice { from: 0.0, to: 90.0, hole: 0.1 },
            _ => AreaShape::Rect,
        },
    }
}

/// A record as a form may have left it: sometimes broken.
fn edited(dice: &mut Dice, record: Record) -> Record {
    match record {
        Record::Organisation(it) => {
            let mut it = Organisation::clone(&it);
            match dice.below(5) {
                0 => it.name = dice.text(),
                1 => it.locked = !it.locked,
                2 => it.count = Count { low: Some(5), high: Some(dice.below(10) as u64) },
                3 => it.sector = Some(SectorId::literal("no-sector")),
                _ => it.scale = None,
            }
            it.into()
        }
        Record::Flow(it) => {
            let mut it = Flow::clone(&it);
            match dice.below(4) {
                0 => it.label = dice.text(),
                1 => it.weight = Some(dice.coordinate()),
                2 => it.via = Some(it.from.clone()),
                _ => it.to = OrganisationId::literal("nobody"),
            }
            it.into()
        }
        Record::Map(it) => {
            let mut it = MapInfo::clone(&it);
            if dice.once_in(2) {
                it.goals.clear();
            } else {
                it.title = dice.text();
            }
            it.into()
        }
        other => other,
    }
}

fn replace(dice: &mut Dice, document: &Document) -> Command {
    let ids: Vec<RecordId> = (0..=dice.below(2)).map(|_| record_id(dice, document)).collect();
    let records = ids.into_iter().map(|id| {
        let record = document.get(&id).map_or_else(|| Note::default().into(), |record| edited(dice, record));
        // Now and then a record under an id of another kind.
        if dice.once_in(30) { (id, View::default().into()) } else { (id, record) }
    });
    let records = records.collect();
    Command::Replace { name: "Set".into(), records, coalesce: dice.maybe(|dice| dice.below(2).to_string()) }
}

/// A clipboard: from this map, or from another one.
fn clipboard(dice: &mut Dice, document: &Document) -> Vec<(RecordId, Record)> {
    let other = if dice.once_in(2) { generated(dice) } else { document.clone() };
    let mut session = ecomap::editor::Session::new(other);
    let targets = targets(dice, session.document());
    session.select(targets);
    let mut records = session.copy();
    // A clipboard may have lost a part: text can be cut.
    if !records.is_empty() && dice.once_in(3) {
        records.remove(dice.below(records.len()));
    }
    records
}

/// What the window's actions of arranging make of boxes as large as may be.
fn arranged(dice: &mut Dice, document: &Document) -> Command {
    let targets = targets(dice, document);
    let how = dice.pick(&Arrangement::ALL).unwrap();
    editor::arranged(document, &targets, &gestures::boxes(document), how)
        .unwrap_or(Command::DeleteTargets(Vec::new()))
}

fn stacked_or_held(dice: &mut Dice, document: &Document) -> Command {
    let targets = targets(dice, document);
    let command = match dice.below(4) {
        0 => editor::toggled(document, &targets, Held::Locked),
        1 => editor::toggled(document, &targets, Held::Pinned),
        _ => editor::stacked(document, &targets, dice.pick(&Stacking::ALL).unwrap()),
    };
    command.unwrap_or(Command::DeleteTargets(Vec::new()))
}

/// Any command at all.
pub fn any(dice: &mut Dice, document: &Document) -> Command {
    match dice.below(5) {
        0 => of_flows(dice, document),
        1 => of_scheme(dice, document),
        2 => of_surroundings(dice, document),
        _ => of_canvas(dice, document),
    }
}

fn of_flows(dice: &mut Dice, document: &Document) -> Command {
    match dice.below(6) {
        0 | 1 => {
            let (from, to) = (organisation_id(dice, document), organisation_id(dice, document));
            let mut flow = Flow::new(from, to, kind_id(dice, document));
            flow.via = if dice.once_in(4) { Some(organisation_id(dice, document)) } else { None };
            flow.label = dice.text();
            Command::AddFlow { flow, anyway: dice.once_in(2) }
        }
        2 => Command::AddConnected {
            from: organisation_id(dice, document),
            organisation: organisation(dice, document),
            kind: kind_id(dice, document),
        },
        3 => Command::Reconnect {
            flow: flow_id(dice, document),
            end: if dice.once_in(2) { FlowEnd::From } else { FlowEnd::To },
            to: organisation_id(dice, document),
            anyway: dice.once_in(2),
        },
        4 => Command::Reverse((0..dice.below(3)).map(|_| flow_id(dice, document)).collect()),
        _ => Command::Route {
            flow: flow_id(dice, document),
            bends: (0..dice.below(4)).map(|_| point(dice)).collect(),
        },
    }
}

fn of_scheme(dice: &mut Dice, document: &Document) -> Command {
    match dice.below(8) {
        0 => Command::AddSector(Sector { name: dice.text(), ..Sector::default() }),
        1 => Command::AddScale(Scale { name: dice.text(), ..Scale::default() }),
        2 => Command::AddFamily(Family { name: dice.text(), ..Family::default() }),
        3 => Command::AddFlowKind(FlowKind { name: dice.text(), ..FlowKind::default() }),
        4 | 5 => {
            let from = record_id(dice, document);
            let alike = |id: &RecordId| std::mem::discriminant(id) == std::mem::discriminant(&from);
            let alike: Vec<RecordId> = document.record_ids().filter(alike).collect();
            let into = dice.pick(&alike).unwrap_or_else(|| record_id(dice, document));
            Command::MergeScheme { from, into }
        }
        6 => {
            let all = match dice.below(3) {
                0 => document.sectors().keys().cloned().map(RecordId::Sector).collect::<Vec<_>>(),
                1 => document.flow_kinds().keys().cloned().map(RecordId::FlowKind).collect(),
                _ => document.record_ids().collect(),
            };
            let mut some = dice.some(&all);
            some.reverse();
            Command::Reorder(some)
        }
        _ => {
            let part = |id: &RecordId| {
                matches!(
                    id,
                    RecordId::Sector(_) | RecordId::Scale(_) | RecordId::Family(_) | RecordId::FlowKind(_)
                )
            };
            let parts: Vec<RecordId> = document.record_ids().filter(part).collect();
            Command::Delete(dice.pick(&parts).into_iter().collect())
        }
    }
}

fn of_surroundings(dice: &mut Dice, document: &Document) -> Command {
    match dice.below(15) {
        0 => Command::AddGroup { label: dice.text(), members: record_ids(dice, document) },
        1 => Command::Ungroup((0..dice.below(3)).map(|_| group_id(dice, document)).collect()),
        2 => Command::AddToGroup { group: group_id(dice, document), members: record_ids(dice, document) },
        3 => Command::RemoveFromGroup(record_ids(dice, document)),
        4 => Command::AddNote(Note {
            text: dice.text(),
            position: Some(point(dice)),
            attached_to: dice.maybe(|dice| record_id(dice, document)),
            ..Note::default()
        }),
        5 => Command::AttachNote {
            note: id(dice, document.notes().keys().cloned(), NoteId::literal("no-note")),
            to: dice.maybe(|dice| record_id(dice, document)),
        },
        6 => Command::AddEvidence {
            to: record_ids(dice, document),
            evidence: Evidence { text: dice.text(), ..Evidence::default() },
        },
        7 => Command::CiteEvidence { to: record_ids(dice, document), evidence: evidence_id(dice, document) },
        8 => Command::RemoveEvidence {
            from: record_ids(dice, document),
            evidence: evidence_id(dice, document),
        },
        9 => Command::AddView(View { name: dice.text(), ..View::default() }),
        10 => Command::AddArea(area(dice, document)),
        11 => Command::EditArea(area(dice, document)),
        12 => Command::DeleteAreas((0..dice.below(3)).map(|_| area_id(dice, document)).collect()),
        13 => Command::AddGoal(dice.text()),
        _ => Command::EditMap(MapInfo { title: dice.text(), ..MapInfo::clone(document.map()) }),
    }
}

fn of_canvas(dice: &mut Dice, document: &Document) -> Command {
    match dice.below(16) {
        15 => Command::MergeOrganisations {
            from: organisation_id(dice, document),
            into: organisation_id(dice, document),
        },
        0 => Command::AddOrganisation(organisation(dice, document)),
        1 => Command::Rename { id: record_id(dice, document), name: dice.text() },
        2 => replace(dice, document),
        3 => Command::Move { targets: targets(dice, document), by: point(dice) },
        4 => Command::Nudge {
            targets: targets(dice, document),
            by: Point::new(dice.below(3) as f64 - 1.0, 0.0),
        },
        5 => Command::Place {
            name: "Lay out".into(),
            positions: (0..dice.below(4)).map(|_| (organisation_id(dice, document), point(dice))).collect(),
        },
        6 => {
            let corner = point(dice);
            let rect = Rect::new(corner.x, corner.y, dice.below(200) as f64, dice.below(200) as f64);
            let target = targets(dice, document).pop();
            let target = target.unwrap_or(Target::Area(area_id(dice, document)));
            Command::Resize { target, from: Rect::new(0.0, 0.0, 100.0, 40.0), to: rect }
        }
        7 => Command::Delete(record_ids(dice, document)),
        8 => Command::DeleteTargets(targets(dice, document)),
        9 => Command::Duplicate { targets: targets(dice, document), by: point(dice) },
        10 => Command::Paste { records: clipboard(dice, document), at: point(dice) },
        11 => Command::MoveEach {
            name: "Align left".into(),
            moves: targets(dice, document).into_iter().map(|target| (target, point(dice))).collect(),
        },
        12 => arranged(dice, document),
        13 => stacked_or_held(dice, document),
        _ => {
            let other = generated(dice);
            Command::Transaction { name: "Read".into(), transaction: Transaction::between(document, &other) }
        }
    }
}

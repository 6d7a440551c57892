//! Maps at random: sound ones, with every kind of record and reference.
//! Must not know what they are tried with.

use ecomap::model::{
    Area, AreaId, AreaMeaning, Count, Direction, Document, Evidence, EvidenceId, Flow, FlowId, FlowKindId,
    Focus, Formality, Goal, GoalId, Group, GroupId, MapInfo, Member, Note, NoteId, Organisation,
    OrganisationId, OrganisationKind, Point, Position, Record, RecordId, Rect, ScaleId, SectorId, Size,
    Stance, Status, View, ViewId, default_scheme,
};

use crate::dice::Dice;

/// What the parts of a map may refer to.
struct Known {
    sectors: Vec<SectorId>,
    scales: Vec<ScaleId>,
    kinds: Vec<FlowKindId>,
    organisations: Vec<OrganisationId>,
    evidence: Vec<EvidenceId>,
    goals: Vec<GoalId>,
}

pub fn point(dice: &mut Dice) -> Point {
    Point::new(dice.coordinate(), dice.coordinate())
}

/// A sound map of up to nine organisations.
pub fn generated(dice: &mut Dice) -> Document {
    let scheme = Document::from_records(default_scheme());
    let count = dice.below(10);
    let number = |prefix: &str, index: usize| format!("{prefix}-{index}");
    let known = Known {
        sectors: scheme.sectors().keys().cloned().collect(),
        scales: scheme.scales().keys().cloned().collect(),
        kinds: scheme.flow_kinds().keys().cloned().collect(),
        organisations: (0..count).map(|i| OrganisationId::new(&number("o", i)).unwrap()).collect(),
        evidence: (0..dice.below(4)).map(|i| EvidenceId::new(&number("e", i)).unwrap()).collect(),
        goals: (0..dice.below(3)).map(|i| GoalId::new(&number("g", i)).unwrap()).collect(),
    };
    let mut records = default_scheme();
    records.push((RecordId::Map, map(dice, &known).into()));
    for id in &known.evidence {
        let evidence =
            Evidence { text: dice.clean_text(), respondent: dice.clean_text(), ..Evidence::default() };
        records.push((RecordId::Evidence(id.clone()), evidence.into()));
    }
    for id in &known.organisations {
        records.push((RecordId::Organisation(id.clone()), organisation(dice, &known).into()));
    }
    let mut flows = Vec::new();
    for index in 0..if count == 0 { 0 } else { dice.below(14) } {
        let id = FlowId::new(&number("f", index)).unwrap();
        records.push((RecordId::Flow(id.clone()), flow(dice, &known).into()));
        flows.push(id);
    }
    let groups = groups(dice, &known);
    let mut attachable: Vec<RecordId> =
        known.organisations.iter().cloned().map(RecordId::Organisation).collect();
    attachable.extend(flows.into_iter().map(RecordId::Flow));
    attachable.extend(groups.iter().map(|(id, _)| id.clone()));
    records.extend(groups);
    for index in 0..dice.below(4) {
        let note = Note {
            text: dice.clean_text(),
            position: dice.maybe(point),
            attached_to: if dice.once_in(2) { dice.pick(&attachable) } else { None },
            locked: dice.once_in(5),
            ..Note::default()
        };
        records.push((RecordId::Note(NoteId::new(&number("n", index)).unwrap()), note.into()));
    }
    for index in 0..dice.below(3) {
        records.push((RecordId::View(ViewId::new(&number("v", index)).unwrap()), view(dice, &known).into()));
    }
    Document::from_records(records)
}

fn map(dice: &mut Dice, known: &Known) -> MapInfo {
    let areas = (0..dice.below(4)).map(|index| Area {
        id: AreaId::new(&format!("a-{index}")).unwrap(),
        title: dice.clean_text(),
        extent: Rect::new(dice.coordinate(), dice.coordinate(), 100.0, 400.0),
        meaning: match dice.below(3) {
            0 => AreaMeaning::Title,
            1 => dice.pick(&known.scales).map_or(AreaMeaning::Title, AreaMeaning::Scale),
            _ => dice.pick(&known.sectors).map_or(AreaMeaning::Title, AreaMeaning::Sector),
        },
    });
    let areas = areas.collect();
    let goals = known.goals.iter().map(|id| Goal { id: id.clone(), text: dice.clean_text() }).collect();
    MapInfo { title: dice.clean_text(), coverage: dice.clean_text(), areas, goals, ..MapInfo::default() }
}

fn organisation(dice: &mut Dice, known: &Known) -> Organisation {
    let low = dice.maybe(|dice| dice.below(50) as u64);
    Organisation {
        name: dice.clean_text(),
        kind: dice.pick(&OrganisationKind::ALL).unwrap(),
        sector: dice.maybe(|dice| dice.pick(&known.sectors)).flatten(),
        scale: dice.maybe(|dice| dice.pick(&known.scales)).flatten(),
        reach: if dice.once_in(4) { known.scales.clone() } else { vec![] },
        count: Count { low, high: low.map(|low| low + 10) },
        tags: vec![dice.clean_text()],
        stances: known
            .goals
            .iter()
            .map(|goal| Stance { goal: goal.clone(), position: Position::Support })
            .collect(),
        position: if dice.once_in(6) { None } else { Some(point(dice)) },
        size: dice.maybe(|dice| Size::new(40.0 + dice.below(90) as f64, 40.0)),
        pinned: dice.once_in(6),
        locked: dice.once_in(6),
        evidence: dice.some(&known.evidence),
        ..Organisation::default()
    }
}

fn flow(dice: &mut Dice, known: &Known) -> Flow {
    let end = |dice: &mut Dice| dice.pick(&known.organisations).expect("there are organisations");
    let (from, to) = (end(dice), end(dice));
    let via = if dice.once_in(4) { Some(end(dice)) } else { None };
    let mut flow = Flow::new(from, to, dice.pick(&known.kinds).unwrap());
    flow.via = via.filter(|via| *via != flow.from && *via != flow.to);
    flow.direction = dice.pick(&Direction::ALL).unwrap();
    flow.formality = dice.pick(&Formality::ALL).unwrap();
    flow.status = dice.pick(&Status::ALL).unwrap();
    flow.label = dice.clean_text();
    flow.weight = dice.maybe(|dice| dice.below(100) as f64 / 4.0);
    flow.route = (0..dice.below(3)).map(|_| point(dice)).collect();
    flow.evidence = dice.some(&known.evidence);
    flow
}

/// A forest: each group takes members that no group before it took, groups before it among them.
fn groups(dice: &mut Dice, known: &Known) -> Vec<(RecordId, Record)> {
    let mut free: Vec<Member> = known.organisations.iter().cloned().map(Member::Organisation).collect();
    let mut groups = Vec::new();
    for index in 0..dice.below(4) {
        let mut members = dice.some(&free);
        members.sort();
        free.retain(|member| !members.contains(member));
        let id = GroupId::new(&format!("group-{index}")).unwrap();
        free.push(Member::Group(id.clone()));
        let group = Group { label: dice.clean_text(), members, locked: dice.once_in(6), ..Group::default() };
        groups.push((RecordId::Group(id), Record::from(group)));
    }
    groups
}

fn view(dice: &mut Dice, known: &Known) -> View {
    let mut view = View { name: dice.clean_text(), hidden_kinds: dice.some(&known.kinds), ..View::default() };
    view.filter.sectors = vec![None, dice.pick(&known.sectors)];
    view.filter.scales = dice.some(&known.scales).into_iter().map(Some).collect();
    view.focus = dice.pick(&known.organisations).map(|organisation| Focus {
        organisation,
        steps: 1,
        upstream: true,
        downstream: false,
    });
    view
}

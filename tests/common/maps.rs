//! Generated maps, sound and with every field of every record in use.
//! Must not know what is tested with them.

use std::collections::BTreeMap;

use ecomap::model::Direction;
use ecomap::model::{
    AppearanceRule, AppearanceTarget, Area, AreaId, AreaMeaning, AreaShape, Camera, Confidence, Conflict,
    Count, Document, Evidence, EvidenceId, Family, FamilyId, Filter, Flow, FlowId, FlowKind, FlowKindId,
    Focus, Formality, Glyph, Goal, GoalId, Group, GroupId, GroupLook, Influence, LegendPlace, MapInfo,
    Member, Note, NoteId, NoteLook, Organisation, OrganisationId, OrganisationKind, PageSetup, Pattern,
    Position, Record, RecordId, Scale, ScaleId, Sector, SectorId, Stance, Status, View, ViewId,
    default_scheme,
};
use proptest::prelude::{Strategy, any};

use super::dice::Dice;

/// Maps of up to `most` organisations and as many flows, and a few of everything else. They have no errors; two flows
/// may say the same, which is a warning.
pub fn maps(most: usize) -> impl Strategy<Value = Document> {
    (any::<u64>(), 0..=most, 0..=most)
        .prop_map(|(seed, organisations, flows)| map(seed, organisations, flows))
}

/// The map of this seed.
pub fn map(seed: u64, organisations: usize, flows: usize) -> Document {
    let mut dice = Dice::new(seed);
    let mut maker = Maker { records: Vec::new(), ..Maker::default() };
    maker.scheme(&mut dice);
    maker.evidence(&mut dice);
    maker.map(&mut dice);
    maker.organisations(&mut dice, organisations);
    maker.flows(&mut dice, flows);
    maker.groups(&mut dice);
    maker.notes(&mut dice);
    maker.views(&mut dice);
    Document::from_records(maker.records)
}

/// Records made so far, and the ids that later ones may refer to.
#[derive(Default)]
struct Maker {
    records: Vec<(RecordId, Record)>,
    sectors: Vec<SectorId>,
    scales: Vec<ScaleId>,
    kinds: Vec<FlowKindId>,
    goals: Vec<GoalId>,
    evidence: Vec<EvidenceId>,
    organisations: Vec<OrganisationId>,
    flows: Vec<FlowId>,
    groups: Vec<GroupId>,
}

impl Maker {
    fn add(&mut self, id: RecordId, record: impl Into<Record>) {
        self.records.push((id, record.into()));
    }

    fn scheme(&mut self, dice: &mut Dice) {
        for (id, record) in default_scheme() {
            match &id {
                RecordId::Sector(id) => self.sectors.push(id.clone()),
                RecordId::Scale(id) => self.scales.push(id.clone()),
                RecordId::FlowKind(id) => self.kinds.push(id.clone()),
                _ => {}
            }
            self.records.push((id, record));
        }
        if dice.coin() {
            let sector = Sector {
                name: dice.text(),
                hue: dice.maybe(Dice::length),
                glyph: dice.one(&Glyph::ALL),
                pattern: dice.one(&[Pattern::Plain, Pattern::Rising, Pattern::Falling, Pattern::Crossed]),
                order: dice.order(),
                carried: dice.carried(None),
            };
            self.sectors.push(SectorId::literal("media"));
            self.add(RecordId::Sector(SectorId::literal("media")), sector);
        }
        if dice.coin() {
            let scale = Scale {
                name: dice.text(),
                level: dice.order(),
                lightness: dice.number(),
                chroma: dice.number(),
                outline: dice.number(),
                carried: dice.carried(None),
            };
            self.scales.push(ScaleId::literal("street"));
            self.add(RecordId::Scale(ScaleId::literal("street")), scale);
        }
        if dice.coin() {
            let family = FamilyId::literal("rumour");
            let record = Family {
                name: dice.text(),
                colour: dice.maybe(Dice::colour),
                order: dice.order(),
                carried: dice.carried(None),
            };
            self.add(RecordId::Family(family.clone()), record);
            let kind = FlowKind {
                name: dice.text(),
                family: dice.maybe(|_| family),
                colour: dice.maybe(Dice::colour),
                dash: dice.some(Dice::length),
                undirected: dice.coin(),
                order: dice.order(),
                question: dice.text(),
                carried: dice.carried(None),
            };
            self.kinds.push(FlowKindId::literal("gossip"));
            self.add(RecordId::FlowKind(FlowKindId::literal("gossip")), kind);
        }
    }

    fn evidence(&mut self, dice: &mut Dice) {
        for id in ["aaaaaa", "bbbbbb", "cccccc"].into_iter().take(dice.below(4)) {
            let source = dice.source();
            let record = Evidence {
                text: dice.text(),
                quote: dice.coin(),
                respondent: dice.text(),
                method: dice.text(),
                date: dice.maybe(Dice::date),
                confidence: dice.one(&Confidence::ALL),
                recorded_by: dice.text(),
                carried: dice.carried(Some("source")),
                source,
            };
            self.evidence.push(EvidenceId::literal(id));
            self.add(RecordId::Evidence(EvidenceId::literal(id)), record);
        }
    }

    fn meaning(&self, dice: &mut Dice) -> AreaMeaning {
        match dice.below(3) {
            0 => AreaMeaning::Title,
            1 => AreaMeaning::Scale(dice.one(&self.scales)),
            _ => AreaMeaning::Sector(dice.one(&self.sectors)),
        }
    }

    fn map(&mut self, dice: &mut Dice) {
        self.goals = [GoalId::literal("growth"), GoalId::literal("fairness")][..dice.below(3)].to_vec();
        let goals = self.goals.iter().map(|id| Goal { id: id.clone(), text: dice.text() }).collect();
        let ids = [AreaId::literal("north"), AreaId::literal("south")];
        let areas: Vec<Area> = ids[..dice.below(3)]
            .iter()
            .map(|id| {
                let (title, extent, meaning) = (dice.text(), dice.rect(), self.meaning(dice));
                let shape = match dice.below(4) {
                    0 => AreaShape::Ring { hole: 0.25 },
                    1 => AreaShape::Slice { from: 350.0, to: 410.5, hole: 0.0 },
                    _ => AreaShape::Rect,
                };
                Area { id: id.clone(), title, extent, meaning, shape }
            })
            .collect();
        let mut carried = dice.carried(areas.first().map(|_| "areas[north]"));
        if dice.coin() {
            for (path, raw) in [
                ("//", "// the first line\n// the second"),
                ("/header/generator", "\"ecomap 9\""),
                ("/rounds", "[\n        (id: \"one\"),\n    ]"),
                ("/scheme/statuses", "[]"),
            ] {
                carried.fields.extend(dice.maybe(|_| (path.to_owned(), raw.to_owned())));
            }
            carried.fields.sort();
        }
        let targets = [
            AppearanceTarget::Size,
            AppearanceTarget::Tone,
            AppearanceTarget::Outline,
            AppearanceTarget::FlowWidth,
        ];
        let status_names: BTreeMap<Status, String> =
            dice.some(|dice| (dice.one(&Status::ALL), dice.text())).into_iter().collect();
        let info = MapInfo {
            title: dice.text(),
            subtitle: dice.text(),
            place: dice.text(),
            author: dice.text(),
            licence: dice.text(),
            sources: dice.some(Dice::source),
            coverage: dice.text(),
            created: dice.maybe(Dice::date),
            as_of: dice.maybe(Dice::date),
            background: dice.maybe(Dice::colour),
            palette: dice.text(),
            status_names,
            appearance: dice.some(|dice| AppearanceRule { target: dice.one(&targets), field: dice.text() }),
            goals,
            areas,
            conflicts: dice.some(conflict),
            carried,
        };
        self.add(RecordId::Map, info);
    }

    fn organisations(&mut self, dice: &mut Dice, count: usize) {
        for number in 0..count {
            let id = OrganisationId::new(&format!("organisation-{number}")).expect("a slug");
            let (active_from, active_to) = dice.dates();
            let mut count = Count { low: dice.maybe(Dice::roll), high: dice.maybe(Dice::roll) };
            if let (Some(low), Some(high)) = (count.low, count.high) {
                count = Count { low: Some(low.min(high)), high: Some(low.max(high)) };
            }
            let positions = [Position::Support, Position::Oppose, Position::Neutral];
            let goals = dice.some_of(&self.goals);
            let style = dice.style();
            let record = Organisation {
                name: dice.text(),
                kind: dice.one(&OrganisationKind::ALL),
                sector: dice.maybe(|dice| dice.one(&self.sectors)),
                scale: dice.maybe(|dice| dice.one(&self.scales)),
                reach: dice.some_of(&self.scales),
                place: dice.text(),
                count,
                roles: dice.some(Dice::text),
                tags: dice.some(Dice::text),
                description: dice.text(),
                url: dice.text(),
                influence: dice.maybe(|dice| Influence {
                    height: u32::from(dice.small(3)),
                    agreed_by: dice.text(),
                    when: dice.maybe(Dice::date),
                }),
                stances: goals
                    .into_iter()
                    .map(|goal| Stance { goal, position: dice.one(&positions) })
                    .collect(),
                active_from,
                active_to,
                status: dice.one(&Status::ALL),
                position: dice.maybe(Dice::point),
                size: dice.maybe(Dice::size),
                pinned: dice.coin(),
                locked: dice.coin(),
                z_order: dice.order(),
                evidence: dice.some_of(&self.evidence),
                extra: dice.extra(),
                carried: dice.carried(Some("style")),
                style,
            };
            self.organisations.push(id.clone());
            self.add(RecordId::Organisation(id), record);
        }
    }

    fn flows(&mut self, dice: &mut Dice, count: usize) {
        if self.organisations.is_empty() {
            return;
        }
        for number in 0..count {
            let (from, to) = (dice.one(&self.organisations), dice.one(&self.organisations));
            let (active_from, active_to) = dice.dates();
            let via = dice.pick(&self.organisations).filter(|via| **via != from && **via != to).cloned();
            let record = Flow {
                direction: dice.one(&Direction::ALL),
                formality: dice.one(&Formality::ALL),
                status: dice.one(&Status::ALL),
                label: dice.text(),
                condition: dice.text(),
                via,
                weight: dice.maybe(|dice| dice.number().abs()),
                active_from,
                active_to,
                route: dice.some(Dice::point),
                z_order: dice.order(),
                style: dice.style(),
                evidence: dice.some_of(&self.evidence),
                extra: dice.extra(),
                carried: dice.carried(None),
                ..Flow::new(from, to, dice.one(&self.kinds))
            };
            let id = FlowId::new(&format!("flow-{number}")).expect("a slug");
            self.flows.push(id.clone());
            self.add(RecordId::Flow(id), record);
        }
    }

    fn groups(&mut self, dice: &mut Dice) {
        // Each organisation in one group at most, each group in the next.
        let mut free: Vec<Member> = self.organisations.iter().cloned().map(Member::Organisation).collect();
        for number in 0..dice.below(3) {
            let id = GroupId::new(&format!("group-{number}")).expect("a slug");
            let mut members = Vec::new();
            for _ in 0..dice.below(4).min(free.len()) {
                members.push(free.swap_remove(dice.below(free.len())));
            }
            members.sort();
            let record = Group {
                label: dice.text(),
                members,
                look: dice.one(&[GroupLook::Hull, GroupLook::Frame]),
                collapsed: dice.coin(),
                locked: dice.coin(),
                z_order: dice.order(),
                style: dice.style(),
                evidence: dice.some_of(&self.evidence),
                carried: dice.carried(None),
            };
            free.push(Member::Group(id.clone()));
            self.groups.push(id.clone());
            self.add(RecordId::Group(id), record);
        }
    }

    fn notes(&mut self, dice: &mut Dice) {
        for number in 0..dice.below(3) {
            let targets: Vec<RecordId> = (self.organisations.iter().cloned().map(RecordId::Organisation))
                .chain(self.flows.iter().cloned().map(RecordId::Flow))
                .chain(self.groups.iter().cloned().map(RecordId::Group))
                .collect();
            let record = Note {
                text: dice.text(),
                position: dice.maybe(Dice::point),
                size: dice.maybe(Dice::size),
                look: dice.one(&[NoteLook::Sticky, NoteLook::Plain]),
                colour: dice.maybe(Dice::colour),
                attached_to: dice.pick(&targets).cloned(),
                parked: dice.coin(),
                locked: dice.coin(),
                z_order: dice.order(),
                carried: dice.carried(None),
            };
            self.add(RecordId::Note(NoteId::new(&format!("note-{number}")).expect("a slug")), record);
        }
    }

    fn filter(&self, dice: &mut Dice) -> Filter {
        Filter {
            text: dice.text(),
            sectors: dice.some(|dice| dice.maybe(|dice| dice.one(&self.sectors))),
            scales: dice.some(|dice| dice.maybe(|dice| dice.one(&self.scales))),
            kinds: dice.some_of(&OrganisationKind::ALL),
            flow_kinds: dice.some_of(&self.kinds),
            statuses: dice.some_of(&Status::ALL),
            formalities: dice.some_of(&Formality::ALL),
            tags: dice.some(Dice::text),
            evidence: dice.maybe(Dice::coin),
        }
    }

    fn views(&mut self, dice: &mut Dice) {
        for number in 0..dice.below(3) {
            let record = View {
                name: dice.text(),
                filter: self.filter(dice),
                focus: dice.pick(&self.organisations).cloned().map(|organisation| Focus {
                    organisation,
                    steps: u32::from(dice.small(4)),
                    upstream: dice.coin(),
                    downstream: dice.coin(),
                }),
                layout: dice.text(),
                camera: dice.maybe(|dice| Camera { center: dice.point(), zoom: dice.length() }),
                palette: dice.text(),
                legend: dice.one(&[
                    LegendPlace::Below,
                    LegendPlace::Beside,
                    LegendPlace::Inside,
                    LegendPlace::Off,
                ]),
                hidden_kinds: dice.some_of(&self.kinds),
                date: dice.maybe(Dice::date),
                later_date: dice.maybe(Dice::date),
                caption: dice.text(),
                speaker_notes: dice.text(),
                order: dice.order(),
                page: PageSetup {
                    width_mm: dice.maybe(Dice::length),
                    height_mm: dice.maybe(Dice::length),
                    minimum_type_pt: dice.maybe(Dice::length),
                    margin_mm: dice.maybe(Dice::length),
                    format: dice.one(&[String::new(), "svg".into(), "png".into()]),
                    preset: dice.one(&[String::new(), "single-column".into(), "slide".into()]),
                    dpi: dice.maybe(Dice::length),
                    ground: dice.one(&[String::new(), "dark".into(), "transparent".into()]),
                    outlines: dice.coin(),
                    embed_map: dice.coin(),
                    with: dice.one(&[Vec::new(), vec!["influence".into(), "goals".into()]]),
                    without: dice.one(&[Vec::new(), vec!["title".into()]]),
                },
                carried: dice.carried(None),
            };
            self.add(RecordId::View(ViewId::new(&format!("view-{number}")).expect("a slug")), record);
        }
    }
}

/// What a merge may leave.
fn conflict(dice: &mut Dice) -> Conflict {
    Conflict {
        record: dice.one(&[
            RecordId::Map,
            RecordId::Organisation(OrganisationId::literal("gone")),
            RecordId::FlowKind(FlowKindId::literal("funding")),
        ]),
        field: dice.text(),
        ours: dice.text(),
        theirs: dice.text(),
    }
}

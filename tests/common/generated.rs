//! Seeded maps that look like a researcher's: organisations on a jittered grid with a mean spacing of 2.5 box widths,
//! twice as many flows, mostly between neighbours. The same numbers give the same map for ever.
//! Must not know what is tested or measured with them. Benches take this file by `#[path]`.

#![allow(dead_code, reason = "each test and each bench uses a part of it")]

use ecomap::{model::*, scene, style::Look, text::Fonts};

/// How many organisations the maps have that figures are judged by.
pub const FIGURES: [usize; 3] = [30, 100, 300];

/// Mean distance of neighbours, in mean widths of a box.
const SPACING: f64 = 2.5;
/// How far an organisation stands off its place on the grid at most, in spacings, to either side.
const JITTER: f64 = 0.24;
/// Where the measured boxes end: more tell no more of their mean.
const MEASURED: usize = 300;

/// First words of names, words in the middle, and last ones; a name of one word is one of the first.
#[rustfmt::skip]
const FIRST: [&str; 40] = [
    "Watershed", "Bristol", "Cardiff", "Salford", "Creative", "Digital", "National", "Regional", "Welsh",
    "Northern", "Knowledge", "Media", "Arts", "Film", "Pervasive", "Invest", "Aardman", "Channel",
    "Festival", "Chapter", "Ffilm", "Llywodraeth", "Inter-Action", "Co-operative", "Spike", "Tramshed",
    "Tech", "Games", "Broadcasting", "St David\u{2019}s", "Caf\u{e9}", "Th\u{e9}\u{e2}tre",
    "Universit\u{e9}", "M\u{fc}nchner", "Women\u{2019}s", "Young", "Open", "UK", "BBC", "R&D",
];
#[rustfmt::skip]
const MIDDLE: [&str; 24] = [
    "and", "of", "for", "&", "in", "the", "University", "Economy", "Industries", "Innovation", "Research",
    "Skills", "Enterprise", "Business", "Culture", "Community", "Engineering", "Heritage", "Screen",
    "Sound", "Software", "Cross-sector", "Post-production", "\u{2013}",
];
#[rustfmt::skip]
const LAST: [&str; 32] = [
    "Council", "Network", "Partnership", "Trust", "Studios", "Centre", "Fund", "Lab", "Agency", "Academy",
    "Wales", "England", "Hub", "Cluster", "College", "Foundation", "Group", "Productions", "Festival",
    "Programme", "Institute", "Bay", "Quays", "Ltd", "Collective", "Commission", "Association",
    "Conservatoire", "Representatives", "Entrepreneurs", "Workspaces", "School",
];
/// Words on flows; most are short.
#[rustfmt::skip]
const LABELS: [&str; 24] = [
    "seed funding", "project grants", "rent at cost", "graduates", "PhD students", "residencies",
    "business advice", "shared equipment", "introductions", "mentoring", "commissions",
    "work placements and internships", "match funding for the second phase", "monthly meetings",
    "board membership", "test-bed", "tender", "referrals", "evaluation every three years", "lobbying",
    "festival programme", "open data", "licences", "prot\u{e9}g\u{e9}s",
];
const CONDITIONS: [&str; 4] = ["matched by others", "a bid succeeds", "if the council agrees", "renewed"];
const SECTORS: [&str; 5] = ["government", "industry", "universities", "third-sector", "joint"];
/// From the top band to the lowest.
const SCALES: [&str; 4] = ["international", "national", "regional", "local"];
const KINDS: [&str; 10] = [
    "funding",
    "talent",
    "knowledge",
    "networking",
    "collaboration",
    "policy",
    "service",
    "member-of",
    "investment",
    "brokering",
];
const GROUPS: [&str; 6] = [
    "Partnership",
    "Creative quarter",
    "Consortium of the north",
    "Alliance",
    "Skills board",
    "Anchor tenants",
];
const NOTES: [&str; 4] =
    ["Who pays for this?", "Seen from outside only; ask again.", "New since 2015", "Two bodies, one door."];

/// Chance, by `SplitMix64` (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        // Only the low half: enough here, and the same on every machine.
        (self.roll() as u32 as usize) % end.max(1)
    }

    /// Whether something happens that happens so many times in a hundred.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<'s>(&mut self, of: &[&'s str]) -> &'s str {
        of[self.below(of.len())]
    }

    /// From -1 to 1.
    fn swing(&mut self) -> f64 {
        self.below(20_001) as f64 / 10_000.0 - 1.0
    }
}

/// The map of so many organisations, with twice as many flows. Everything that a figure may show is in it: groups,
/// bands, notes, towers of influence, goals, brokers, flows of every status and formality. It has no errors.
#[must_use]
pub fn map(organisations: usize, seed: u64) -> Document {
    let mut chance = Chance(seed ^ ((organisations as u64) << 32));
    let columns = ((organisations as f64).sqrt().ceil() as usize).max(1);
    let mut made: Vec<Organisation> =
        (0..organisations).map(|index| organisation(&mut chance, index / columns, columns)).collect();
    let spacing = spacing(&made);
    for (index, organisation) in made.iter_mut().enumerate() {
        let place = |number: usize, swing: f64| (number as f64 + JITTER * swing) * spacing;
        let (x, y) = (chance.swing(), chance.swing());
        organisation.position = Some(Point::new(place(index % columns, x), place(index / columns, y)));
    }
    let mut records = default_scheme();
    records.push((RecordId::Map, Record::from(info(organisations, columns, spacing))));
    groups(&mut chance, organisations, columns, &mut records);
    notes(&mut chance, organisations, columns, spacing, &mut records);
    for (index, flow) in flows(&mut chance, organisations, columns).into_iter().enumerate() {
        let id = FlowId::new(&format!("f{index:05}")).expect("a slug");
        records.push((RecordId::Flow(id), Record::from(flow)));
    }
    for (index, organisation) in made.into_iter().enumerate() {
        records.push((RecordId::Organisation(id(index)), Record::from(organisation)));
    }
    Document::from_records(records)
}

/// The id of the organisation of this number; they stand row by row.
#[must_use]
pub fn id(index: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{index:05}")).expect("a slug")
}

fn name(chance: &mut Chance) -> String {
    let words = [1, 2, 2, 2, 3, 3, 3, 4, 4, 5][chance.below(10)];
    let mut name = vec![chance.one(&FIRST)];
    for _ in 2..words {
        let word = chance.one(&MIDDLE);
        if name.last() != Some(&word) {
            name.push(word);
        }
    }
    if words > 1 {
        name.push(chance.one(&LAST));
    }
    name.join(" ")
}

/// An organisation of this row: its scale is mostly that of the band which it stands in.
fn organisation(chance: &mut Chance, row: usize, rows: usize) -> Organisation {
    let kinds = OrganisationKind::ALL;
    let band = if chance.percent(85) { SCALES[band_of(row, rows)] } else { chance.one(&SCALES) };
    let mut made = Organisation {
        name: name(chance),
        kind: if chance.percent(70) { kinds[0] } else { kinds[chance.below(kinds.len())] },
        sector: chance.percent(94).then(|| SectorId::new(chance.one(&SECTORS)).expect("a slug")),
        scale: chance.percent(94).then(|| ScaleId::new(band).expect("a slug")),
        ..Organisation::default()
    };
    if chance.percent(6) {
        made.roles = vec!["funder".into(), "broker".into()];
    }
    if made.kind == OrganisationKind::Group {
        made.count = Count { low: Some(20), high: Some(40) };
    }
    if chance.percent(15) {
        made.influence =
            Some(Influence { height: chance.below(12) as u32, agreed_by: String::new(), when: None });
    }
    for goal in ["growth", "fairness"] {
        if chance.percent(15) {
            let position = [Position::Support, Position::Oppose, Position::Neutral][chance.below(3)];
            made.stances.push(Stance { goal: GoalId::new(goal).expect("a slug"), position });
        }
    }
    made
}

fn band_of(row: usize, rows: usize) -> usize {
    (row * SCALES.len() / rows.max(1)).min(SCALES.len() - 1)
}

/// The mean width of a box times [`SPACING`], canvas units.
fn spacing(organisations: &[Organisation]) -> f64 {
    let (look, fonts) = (Look::default(), Fonts::bundled());
    let scheme = Document::from_records(default_scheme());
    let measured = &organisations[..organisations.len().min(MEASURED)];
    let width = |it: &Organisation| scene::node_size(&scheme, it, &look, &fonts).width;
    let sum: f64 = measured.iter().map(width).sum();
    SPACING * sum / measured.len().max(1) as f64
}

/// Title, goals, and a band for each scale under the rows that are of it.
fn info(organisations: usize, columns: usize, spacing: f64) -> MapInfo {
    let goal = |id: &str, text: &str| Goal { id: GoalId::new(id).expect("a slug"), text: text.into() };
    let mut info = MapInfo {
        title: format!("A generated map of {organisations} organisations"),
        subtitle: "Made from a seed, for tests".into(),
        goals: vec![goal("growth", "More jobs"), goal("fairness", "Open to everybody")],
        ..MapInfo::default()
    };
    let rows = organisations.div_ceil(columns);
    for (band, scale) in SCALES.iter().enumerate() {
        let inside: Vec<usize> = (0..rows).filter(|row| band_of(*row, columns) == band).collect();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
        let (top, bottom) = ((*first as f64 - 0.48) * spacing, (*last as f64 + 0.48) * spacing);
        info.areas.push(Area {
            id: AreaId::new(scale).expect("a slug"),
            title: String::new(),
            extent: Rect::new(-0.7 * spacing, top, (columns as f64 + 0.4) * spacing, bottom - top),
            meaning: AreaMeaning::Scale(ScaleId::new(scale).expect("a slug")),
            shape: ecomap::model::AreaShape::Rect,
        });
    }
    info
}

/// Every thirtieth organisation and one or two at its right form a group.
fn groups(chance: &mut Chance, organisations: usize, columns: usize, records: &mut Vec<(RecordId, Record)>) {
    for number in 0..organisations / 30 {
        let first = number * 30 + chance.below(26);
        let members = (first..=first + 1 + chance.below(2))
            .filter(|member| *member < organisations && member / columns == first / columns);
        let group = Group {
            label: chance.one(&GROUPS).into(),
            members: members.map(|member| Member::Organisation(id(member))).collect(),
            look: if chance.percent(70) { GroupLook::Hull } else { GroupLook::Frame },
            ..Group::default()
        };
        let id = GroupId::new(&format!("g{number:03}")).expect("a slug");
        records.push((RecordId::Group(id), Record::from(group)));
    }
}

/// Notes in the middle between four organisations.
fn notes(
    chance: &mut Chance,
    organisations: usize,
    columns: usize,
    spacing: f64,
    records: &mut Vec<(RecordId, Record)>,
) {
    for number in 0..organisations / 30 {
        let (column, row) = (chance.below(columns), chance.below(organisations / columns));
        let middle = |place: usize| (place as f64 + 0.5) * spacing;
        let note = Note {
            text: chance.one(&NOTES).into(),
            position: Some(Point::new(middle(column), middle(row))),
            look: if chance.percent(50) { NoteLook::Sticky } else { NoteLook::Plain },
            ..Note::default()
        };
        let id = NoteId::new(&format!("n{number:03}")).expect("a slug");
        records.push((RecordId::Note(id), Record::from(note)));
    }
}

/// Twice as many flows as organisations, no two saying the same.
fn flows(chance: &mut Chance, organisations: usize, columns: usize) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    let mut said = std::collections::BTreeSet::new();
    if organisations < 2 {
        return flows;
    }
    let hubs: Vec<usize> = (0..organisations.div_ceil(12)).map(|_| chance.below(organisations)).collect();
    while flows.len() < 2 * organisations {
        // A second flow between the same two is common, and as often runs the other way.
        let again =
            flows.last().filter(|_| chance.percent(12)).map(|flow| (flow.from.clone(), flow.to.clone()));
        let (from, to) = match again {
            Some((from, to)) if chance.percent(50) => (to, from),
            Some(ends) => ends,
            None => {
                let from = if chance.percent(20) {
                    hubs[chance.below(hubs.len())]
                } else {
                    chance.below(organisations)
                };
                let Some(to) = neighbour(chance, from, organisations, columns) else { continue };
                (id(from), id(to))
            }
        };
        let kind = chance.one(&KINDS);
        if said.insert((from.clone(), to.clone(), kind)) {
            flows.push(flow(chance, from, to, kind));
        }
    }
    flows
}

/// Somebody near, and now and then somebody far.
fn neighbour(chance: &mut Chance, from: usize, organisations: usize, columns: usize) -> Option<usize> {
    let reach = match chance.below(100) {
        0..=64 => 1,
        65..=87 => 2,
        88..=95 => 4,
        _ => columns,
    } as isize;
    let mut off = || chance.below(2 * reach as usize + 1) as isize - reach;
    let (column, row) = ((from % columns) as isize + off(), (from / columns) as isize + off());
    let is_on_map = (0..columns as isize).contains(&column) && row >= 0;
    let to = row.checked_mul(columns as isize)? + column;
    (is_on_map && to < organisations as isize && to != from as isize).then_some(to as usize)
}

fn flow(chance: &mut Chance, from: OrganisationId, to: OrganisationId, kind: &str) -> Flow {
    let mut flow = Flow::new(from, to, FlowKindId::new(kind).expect("a slug"));
    flow.direction = match chance.below(100) {
        0..=84 => Direction::Forward,
        85..=92 => Direction::Both,
        93..=97 => Direction::None,
        _ => Direction::Unknown,
    };
    flow.formality = match chance.below(100) {
        0..=24 => Formality::Formal,
        25..=44 => Formality::Informal,
        _ => Formality::NotStated,
    };
    flow.status = match chance.below(100) {
        0..=79 => Status::Current,
        80..=87 => Status::Wanted,
        88..=91 => Status::Proposed,
        92..=95 => Status::Absent,
        _ => Status::Ended,
    };
    if chance.percent(60) {
        flow.label = chance.one(&LABELS).into();
    }
    if chance.percent(4) {
        flow.condition = chance.one(&CONDITIONS).into();
    }
    flow.weight = chance.percent(30).then(|| 1.0 + chance.below(9) as f64);
    flow
}

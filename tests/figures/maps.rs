//! Maps for the tests of figures: small ones by hand, larger ones from a seed.

use ecomap::model::*;

/// A map that is made row by row.
#[derive(Default)]
pub struct Maker {
    records: Vec<(RecordId, Record)>,
    map: MapInfo,
}

impl Maker {
    /// A map with the study's scheme.
    pub fn new(title: &str, subtitle: &str) -> Self {
        let map = MapInfo { title: title.into(), subtitle: subtitle.into(), ..MapInfo::default() };
        Self { records: default_scheme(), map }
    }

    pub fn background(mut self, colour: Colour) -> Self {
        self.map.background = Some(colour);
        self
    }

    pub fn source(mut self, title: &str) -> Self {
        self.map.sources.push(Source { title: title.into(), ..Source::default() });
        self
    }

    /// What organisations may support or oppose: id and words.
    pub fn goals(mut self, goals: &[(&str, &str)]) -> Self {
        let goal = |(id, text): &(&str, &str)| Goal { id: GoalId::new(id).unwrap(), text: (*text).into() };
        self.map.goals = goals.iter().map(goal).collect();
        self
    }

    pub fn band(mut self, id: &str, scale: &str, extent: (f64, f64, f64, f64)) -> Self {
        self.map.areas.push(Area {
            id: AreaId::new(id).unwrap(),
            title: String::new(),
            extent: Rect::new(extent.0, extent.1, extent.2, extent.3),
            meaning: AreaMeaning::Scale(ScaleId::new(scale).unwrap()),
            shape: ecomap::model::AreaShape::Rect,
        });
        self
    }

    /// An organisation; `looks` is "sector scale kind", `-` for not stated.
    pub fn organisation(self, id: &str, name: &str, looks: &str, at: (f64, f64)) -> Self {
        self.organisation_with(id, name, looks, at, |_| {})
    }

    pub fn organisation_with(
        mut self,
        id: &str,
        name: &str,
        looks: &str,
        at: (f64, f64),
        change: impl FnOnce(&mut Organisation),
    ) -> Self {
        let words: Vec<&str> = looks.split(' ').collect();
        let stated = |word: &&str| *word != "-";
        let kind = OrganisationKind::ALL.into_iter().find(|kind| {
            format!("{kind:?}").to_lowercase() == words.get(2).copied().unwrap_or("organisation")
        });
        let mut organisation = Organisation {
            name: name.into(),
            kind: kind.unwrap(),
            sector: Some(words[0]).filter(stated).map(|id| SectorId::new(id).unwrap()),
            scale: Some(words[1]).filter(stated).map(|id| ScaleId::new(id).unwrap()),
            position: Some(Point::new(at.0, at.1)),
            ..Organisation::default()
        };
        change(&mut organisation);
        let id = RecordId::Organisation(OrganisationId::new(id).unwrap());
        self.records.push((id, Record::from(organisation)));
        self
    }

    pub fn flow(self, from: &str, to: &str, kind: &str) -> Self {
        self.flow_with(from, to, kind, |_| {})
    }

    pub fn flow_with(mut self, from: &str, to: &str, kind: &str, change: impl FnOnce(&mut Flow)) -> Self {
        let end = |id: &str| OrganisationId::new(id).unwrap();
        let mut flow = Flow::new(end(from), end(to), FlowKindId::new(kind).unwrap());
        change(&mut flow);
        let alike = format!("{from}--{to}--{kind}");
        let taken = |id: &str| self.records.iter().any(|(other, _)| other.as_str() == id);
        let id = (1..)
            .map(|count| if count == 1 { alike.clone() } else { format!("{alike}-{count}") })
            .find(|id| !taken(id))
            .unwrap();
        self.records.push((RecordId::Flow(FlowId::new(&id).unwrap()), Record::from(flow)));
        self
    }

    /// Rules of appearance by data: field and target.
    pub fn appearance(mut self, rules: &[(&str, AppearanceTarget)]) -> Self {
        let rule = |(field, target): &(&str, AppearanceTarget)| AppearanceRule {
            target: *target,
            field: (*field).to_owned(),
        };
        self.map.appearance = rules.iter().map(rule).collect();
        self
    }

    pub fn record(mut self, id: RecordId, record: impl Into<Record>) -> Self {
        self.records.push((id, record.into()));
        self
    }

    pub fn document(mut self) -> Document {
        self.records.push((RecordId::Map, Record::from(self.map)));
        Document::from_records(self.records)
    }
}

/// The study's figure 5, arranged as the sketch of the look arranges it.
pub fn cardiff() -> Document {
    Maker::new(
        "Public money for young companies in Cardiff",
        "Government at different scales acts as incubator and as seed funder",
    )
    .source("After Nesta, Building bridges (interviews, snowball sampling)")
    .band("national", "national", (40.0, 118.0, 1100.0, 144.0))
    .band("regional", "regional", (40.0, 270.0, 1100.0, 108.0))
    .band("local", "local", (40.0, 386.0, 1100.0, 226.0))
    .organisation("welsh-government", "Welsh Government", "government national", (300.0, 186.0))
    .organisation("finance-wales", "Finance Wales", "government national", (560.0, 186.0))
    .organisation("tech-seed-fund", "Tech Seed Fund", "government national fund", (800.0, 186.0))
    .organisation("creative", "Creative and tech organisations", "industry national group", (1020.0, 186.0))
    .organisation("early-stage", "Early-stage businesses", "industry local group", (800.0, 500.0))
    .organisation("local-government", "Local government", "government local", (300.0, 480.0))
    .organisation("commercial", "Commercial projects", "industry local group", (170.0, 574.0))
    .organisation("non-commercial", "Non-commercial projects", "third-sector local group", (430.0, 574.0))
    .flow("welsh-government", "finance-wales", "mandate")
    .flow("welsh-government", "finance-wales", "funding")
    .flow("finance-wales", "tech-seed-fund", "funding")
    .flow_with("tech-seed-fund", "early-stage", "investment", |flow| {
        flow.condition = "they join the programme".into();
    })
    .flow("finance-wales", "early-stage", "service")
    .flow("welsh-government", "creative", "convening")
    .flow("local-government", "commercial", "funding")
    .flow("local-government", "non-commercial", "funding")
    .document()
}

/// One of everything that a figure may have to draw.
pub fn everything() -> Document {
    let organisation = |id: &str| RecordId::Organisation(OrganisationId::new(id).unwrap());
    let group_id = |id: &str| RecordId::Group(GroupId::new(id).unwrap());
    let note_id = |id: &str| RecordId::Note(NoteId::new(id).unwrap());
    let sticky = note("Ask the festival who pays.", (70.0, 90.0));
    let sticky = Note { attached_to: Some(organisation("tab")), ..sticky };
    let plain = Note { look: NoteLook::Plain, ..note("Seen from outside only", (1020.0, 700.0)) };
    let frame = Group { look: GroupLook::Frame, ..group("A frame", &["tab", "circle"]) };
    let closed = Group { collapsed: true, ..group("Closed cluster", &["co-a", "co-b"]) };
    every_flow(every_node(Maker::new("One of everything", "Every shape, line and mark that a map can hold")))
        .record(group_id("partners"), group("Partnership", &["in-a", "in-b", "in-c"]))
        .record(group_id("framed"), frame)
        .record(group_id("closed"), closed)
        .record(note_id("aaaaaa"), sticky)
        .record(note_id("bbbbbb"), plain)
        .document()
}

fn group(label: &str, members: &[&str]) -> Group {
    let members = members.iter().map(|id| Member::Organisation(OrganisationId::new(id).unwrap()));
    Group { label: label.into(), members: members.collect(), ..Group::default() }
}

fn note(text: &str, at: (f64, f64)) -> Note {
    Note { text: text.into(), position: Some(Point::new(at.0, at.1)), ..Note::default() }
}

fn every_node(maker: Maker) -> Maker {
    maker
        .organisation("box", "University of the West of England", "universities regional", (120.0, 100.0))
        .organisation("unit", "Enterprise unit", "universities local unit", (120.0, 260.0))
        .organisation_with("stack", "Small businesses", "industry local group", (420.0, 100.0), |o| {
            o.count = Count { low: Some(40), high: Some(50) };
        })
        .organisation("pill", "Creative Economy Network", "joint national network", (720.0, 100.0))
        .organisation("cut", "Innovation Fund", "government international fund", (1020.0, 100.0))
        .organisation("tab", "Digital Festival", "third-sector regional event", (420.0, 290.0))
        .organisation("circle", "A founder", "industry local person", (720.0, 290.0))
        .organisation("none", "BBC", "- -", (1020.0, 290.0))
        .organisation("half", "Trade body", "- national", (1020.0, 420.0))
        .organisation_with("wanted", "A hub", "joint regional", (720.0, 440.0), |o| o.status = Status::Wanted)
        .organisation("in-a", "Member A", "industry local", (180.0, 560.0))
        .organisation("in-b", "Member B", "industry regional", (380.0, 620.0))
        .organisation("in-c", "Member C", "third-sector local", (160.0, 680.0))
        .organisation("co-a", "Collapsed one", "industry local", (900.0, 600.0))
        .organisation("co-b", "Collapsed two", "industry local", (1000.0, 660.0))
}

fn every_flow(maker: Maker) -> Maker {
    maker
        .flow("box", "stack", "talent")
        .flow("stack", "box", "knowledge")
        .flow_with("box", "stack", "collaboration", |f| f.direction = Direction::None)
        .flow_with("stack", "pill", "networking", |f| {
            f.formality = Formality::Informal;
            f.direction = Direction::Both;
        })
        .flow_with("pill", "cut", "advocacy", |f| f.status = Status::Wanted)
        .flow_with("stack", "tab", "convening", |f| f.status = Status::Absent)
        .flow_with("tab", "circle", "engagement", |f| f.direction = Direction::Unknown)
        .flow_with("circle", "none", "information", |f| f.status = Status::Ended)
        .flow_with("cut", "none", "funding", |f| f.condition = "matched by others".into())
        .flow_with("unit", "unit", "trade", |f| f.label = "internal trade".into())
        .flow("unit", "unit", "service")
        .flow_with("unit", "in-b", "brokering", |f| {
            f.via = Some(OrganisationId::new("in-a").unwrap());
        })
        .flow_with("half", "wanted", "service", |f| {
            f.route = vec![Point::new(1010.0, 510.0), Point::new(860.0, 520.0)];
        })
        .flow("in-b", "co-a", "investment")
        .flow("in-b", "co-b", "investment")
        .flow("co-a", "co-b", "trade")
}

/// A map of this many organisations and flows, on a jittered grid with a mean spacing of 2.5 box widths.
pub fn generated(organisations: usize, flows: usize, seed: u64) -> Document {
    let mut random = Random(seed);
    let sectors = ["government", "industry", "universities", "third-sector", "joint", "-"];
    let scales = ["local", "regional", "national", "international", "-"];
    let kinds = ["organisation", "organisation", "group", "network", "fund", "event", "person"];
    let flow_kinds = ["funding", "knowledge", "talent", "policy", "networking", "member-of"];
    let words =
        ["Media", "Digital", "Council", "Creative", "Trust", "Studio", "University of", "Fund", "Lab"];
    let columns = (organisations as f64).sqrt().ceil() as usize;
    let mut maker = Maker::new("Generated", "");
    for index in 0..organisations {
        let name: Vec<&str> = (0..1 + random.below(4)).map(|_| words[random.below(words.len())]).collect();
        let looks = format!(
            "{} {} {}",
            sectors[random.below(6)],
            scales[random.below(5)],
            kinds[random.below(kinds.len())]
        );
        let jitter = |random: &mut Random| random.below(120) as f64 - 60.0;
        let at = (
            (index % columns) as f64 * 340.0 + jitter(&mut random),
            (index / columns) as f64 * 200.0 + jitter(&mut random),
        );
        maker = maker.organisation(&format!("o{index}"), &name.join(" "), &looks, at);
    }
    for _ in 0..flows {
        let from = random.below(organisations);
        // Most flows are between neighbours, as on a map that somebody arranged.
        let near = [1, columns, columns + 1, columns - 1, 2];
        let to = if random.below(4) > 0 {
            (from + near[random.below(near.len())]) % organisations
        } else {
            random.below(organisations)
        };
        let kind = flow_kinds[random.below(flow_kinds.len())];
        maker = maker.flow(&format!("o{from}"), &format!("o{to}"), kind);
    }
    maker.document()
}

/// The maps of `examples/`, by file name.
pub fn examples() -> Vec<(String, Document)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    paths.sort();
    let open = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let opened = ecomap::file::open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, opened.value)
    };
    paths.into_iter().map(open).collect()
}

/// A small generator of our own (Marsaglia's xorshift, 64 bits): the same numbers for ever.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

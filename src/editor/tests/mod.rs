//! What the editor promises, told on one small map. Random maps and edits are tried in `tests/properties`.
//! Must not know how the window draws.

mod arranging;
mod aside;
mod deleting;
mod editing;
mod gestures;
mod going_back;
mod hanging_together;
mod merging;
mod pasting;
mod ready;
mod rounds;
mod script;
mod snapping;

use crate::{
    editor::{Command, Session},
    model::{
        Area, AreaId, AreaMeaning, Document, Evidence, EvidenceId, Finding, Flow, FlowId, FlowKindId, Focus,
        Group, GroupId, MapInfo, Member, Note, NoteId, Organisation, OrganisationId, Point, Record, RecordId,
        Rect, ScaleId, SectorId, View, ViewId, default_scheme, validate,
    },
};

fn organisation(id: &'static str) -> OrganisationId {
    OrganisationId::literal(id)
}

fn record(id: &'static str) -> RecordId {
    RecordId::Organisation(organisation(id))
}

fn flow(id: &'static str) -> RecordId {
    RecordId::Flow(FlowId::literal(id))
}

fn kind(id: &'static str) -> FlowKindId {
    FlowKindId::literal(id)
}

fn named(name: &str, x: f64, y: f64) -> Organisation {
    Organisation { name: name.into(), position: Some(Point::new(x, y)), ..Organisation::default() }
}

/// Organisations `a`, `b`, `c`, `d`; `c` is locked, `d` far off. Flows `f` (a to b, one bend) and `g` (b to c, via
/// a). Group `pair` of a and b in group `all` with c. Note `n` about a, note `m` free. Area `band`. Evidence `e` for
/// a and f. View `v` on a.
fn map() -> Document {
    let mut records = default_scheme();
    let mut put = |id: RecordId, record: Record| records.push((id, record));
    let evidence = || vec![EvidenceId::literal("e")];
    let local = || Some(ScaleId::literal("local"));
    let a = Organisation { scale: local(), evidence: evidence(), ..named("Alpha", 100.0, 100.0) };
    put(record("a"), a.into());
    let b = Organisation { sector: Some(SectorId::literal("industry")), ..named("Beta", 400.0, 100.0) };
    put(record("b"), b.into());
    put(record("c"), Organisation { locked: true, ..named("Gamma", 400.0, 300.0) }.into());
    put(record("d"), named("Delta", 900.0, 900.0).into());
    let f = Flow::new(organisation("a"), organisation("b"), kind("funding"));
    put(flow("f"), Flow { route: vec![Point::new(250.0, 50.0)], evidence: evidence(), ..f }.into());
    let g = Flow::new(organisation("b"), organisation("c"), kind("brokering"));
    put(flow("g"), Flow { via: Some(organisation("a")), ..g }.into());
    let pair = vec![Member::Organisation(organisation("a")), Member::Organisation(organisation("b"))];
    put(RecordId::Group(GroupId::literal("pair")), Group { members: pair, ..Group::default() }.into());
    let all = vec![Member::Organisation(organisation("c")), Member::Group(GroupId::literal("pair"))];
    put(RecordId::Group(GroupId::literal("all")), Group { members: all, ..Group::default() }.into());
    let about_a = Note {
        text: "about a".into(),
        position: Some(Point::new(10.0, 20.0)),
        attached_to: Some(record("a")),
        ..Note::default()
    };
    put(RecordId::Note(NoteId::literal("n")), about_a.into());
    let free = Note { text: "free".into(), position: Some(Point::new(100.0, 400.0)), ..Note::default() };
    put(RecordId::Note(NoteId::literal("m")), free.into());
    let band = Area {
        id: AreaId::literal("band"),
        title: String::new(),
        extent: Rect::new(0.0, -200.0, 600.0, 150.0),
        meaning: AreaMeaning::Scale(ScaleId::literal("local")),
        shape: crate::model::AreaShape::Rect,
    };
    put(RecordId::Map, MapInfo { areas: vec![band], ..MapInfo::default() }.into());
    put(
        RecordId::Evidence(EvidenceId::literal("e")),
        Evidence { text: "said so".into(), ..Evidence::default() }.into(),
    );
    let focus = Focus { organisation: organisation("a"), steps: 1, upstream: true, downstream: true };
    put(RecordId::View(ViewId::literal("v")), View { focus: Some(focus), ..View::default() }.into());
    Document::from_records(records)
}

/// Carries it out on the small map; undo must give the map back, and nothing may be broken.
#[allow(clippy::needless_pass_by_value)] // reads better where it is called
fn after(command: Command) -> Document {
    let mut session = Session::new(map());
    session.perform(command.clone()).unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let document = session.document().clone();
    let broken: Vec<_> = validate(&document).into_iter().filter(Finding::is_error).collect();
    assert_eq!(broken, [], "{command:?}");
    session.undo();
    assert_eq!(*session.document(), map(), "{command:?}");
    document
}

/// What a command is refused with.
fn refusal(command: &Command) -> String {
    let mut session = Session::new(map());
    match session.perform(command.clone()) {
        Ok(done) => panic!("{command:?} was carried out as {done:?}"),
        Err(error) => error.to_string(),
    }
}

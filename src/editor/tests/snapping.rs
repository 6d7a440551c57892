//! What snaps, and which guides say so. Rows of boxes; one is dragged, resized or placed among them.

use std::fmt::Write;

use super::{super::Session, map};
use crate::{
    editor::{
        Boxes, Button, Guide, Hit, HitPart, Modifiers, Overlay, Target, ToolEvent, ToolEventKind, ToolKind,
        ToolResponse,
    },
    model::{
        Area, AreaId, AreaMeaning, Document, MapInfo, Organisation, OrganisationId, Point, RecordId, Rect,
        Size, default_scheme,
    },
};

/// Boxes in words, `left,top,width,height`, the first of them the one that is moved: `m`. The others are `a`, `b`, ...
fn stage(boxes: &str) -> Session {
    let mut records = default_scheme();
    let ids = std::iter::once("m").chain(["a", "b", "c", "d"]);
    for (id, words) in ids.zip(boxes.split(' ')) {
        let rect = rect(words.trim_start_matches('!'));
        let organisation = Organisation {
            position: Some(rect.center()),
            size: Some(rect.size()),
            locked: words.starts_with('!'),
            ..Organisation::default()
        };
        records.push((RecordId::Organisation(OrganisationId::new(id).unwrap()), organisation.into()));
    }
    Session::new(Document::from_records(records))
}

fn numbers(words: &str) -> Vec<f64> {
    words.split(',').map(|number| number.parse().unwrap()).collect()
}

fn rect(words: &str) -> Rect {
    let numbers = numbers(words);
    Rect::new(numbers[0], numbers[1], numbers[2], numbers[3])
}

fn boxes(session: &Session, view: Option<Rect>) -> Boxes {
    let rect =
        |it: &Organisation| Rect::from_center(it.position.unwrap(), it.size.unwrap_or(Size::new(80.0, 40.0)));
    let organisations = session.preview().organisations().iter();
    Boxes {
        organisations: organisations.map(|(id, it)| (id.clone(), rect(it))).collect(),
        view,
        ..Boxes::default()
    }
}

struct Hand {
    zoom: f64,
    modifiers: Modifiers,
    view: Option<Rect>,
}

const HAND: Hand =
    Hand { zoom: 1.0, modifiers: Modifiers { shift: false, ctrl: false, alt: false }, view: None };
const CTRL: Hand = Hand { modifiers: Modifiers { shift: false, ctrl: true, alt: false }, ..HAND };

impl Hand {
    fn event(
        &self,
        session: &mut Session,
        kind: ToolEventKind,
        at: Point,
        hit: Option<Target>,
    ) -> ToolResponse {
        let hit = hit.map(|target| Hit::new(target, HitPart::Body));
        let screen_at = at * self.zoom;
        let event = ToolEvent { kind, at, screen_at, hit, modifiers: self.modifiers, zoom: self.zoom };
        let boxes = boxes(session, self.view);
        session.tool_event(&event, &boxes)
    }

    /// Takes hold of something at a place and has it at another, not let go yet.
    fn drag(&self, session: &mut Session, target: Option<Target>, from: Point, to: Point) -> ToolResponse {
        let press = ToolEventKind::Press { button: Button::Primary };
        self.event(session, press, from, target);
        self.event(session, ToolEventKind::Move, from + Point::new(50.0, 50.0), None);
        self.event(session, ToolEventKind::Move, to, None)
    }
}

/// `|100 80..420` an upright line, `-100 80..420` a level one, `↔20..60 @100` a gap in a row, `↕` one in a column.
fn told(overlay: &Overlay) -> String {
    let (Overlay::Guides(guides) | Overlay::Connection { guides, .. }) = overlay else {
        return String::new();
    };
    let mut words = String::new();
    for guide in guides {
        let separator = if words.is_empty() { "" } else { "; " };
        let _ = match *guide {
            Guide::Line { from, to } if from.x == to.x => {
                write!(words, "{separator}|{} {}..{}", from.x, from.y, to.y)
            }
            Guide::Line { from, to } => write!(words, "{separator}-{} {}..{}", from.y, from.x, to.x),
            Guide::Gap { from, to } if from.y == to.y => {
                write!(words, "{separator}↔{}..{} @{}", from.x, to.x, from.y)
            }
            Guide::Spot(at) => write!(words, "{separator}+{},{}", at.x, at.y),
            Guide::Gap { from, to } => write!(words, "{separator}↕{}..{} @{}", from.y, to.y, from.x),
        };
    }
    words
}

fn moving() -> Target {
    OrganisationId::literal("m").into()
}

/// Drags `m` and tells where its left upper corner is, and the guides.
fn dragged(session: &mut Session, hand: &Hand, by: (f64, f64)) -> (String, String) {
    let id = OrganisationId::literal("m");
    let from = session.document().organisation(&id).unwrap().position.unwrap();
    let response = hand.drag(session, Some(moving()), from, from + Point::new(by.0, by.1));
    let rect = boxes(session, None).organisations[&id];
    (format!("{},{}", rect.x, rect.y), told(&response.overlay))
}

/// What, the boxes, how far the first is dragged, where it then stands, and the guides.
type Drag = (&'static str, &'static str, (f64, f64), &'static str, &'static str);

const DRAGS: &[Drag] = &[
    ("nothing near", "0,0,80,40 500,500,100,60", (100.0, 100.0), "100,100", ""),
    (
        "centre to centre, its own size: one line",
        "0,0,80,40 300,200,80,40",
        (303.0, 0.0),
        "300,0",
        "|340 0..240",
    ),
    ("centre to centre, another size", "0,0,80,40 300,200,120,40", (324.0, 0.0), "320,0", "|360 0..240"),
    ("left to left", "0,0,80,40 300,200,120,60", (296.0, 0.0), "300,0", "|300 0..260"),
    ("right to right", "0,0,80,40 300,200,120,60", (345.0, 0.0), "340,0", "|420 0..260"),
    ("left to right, flush", "0,0,80,40 300,200,120,60", (424.0, 0.0), "420,0", "|420 0..260"),
    ("no edge to a centre", "0,0,80,40 300,200,200,60", (398.0, 0.0), "398,0", ""),
    (
        "both axes",
        "0,0,80,40 300,200,80,40 0,400,80,40",
        (304.0, 397.0),
        "300,400",
        "|340 200..440; -420 0..380",
    ),
    (
        "a centre though an edge is a little nearer",
        "0,0,80,40 300,200,86,40",
        (302.0, 0.0),
        "303,0",
        "|343 0..240",
    ),
    ("just within reach", "0,0,80,40 300,200,80,40", (306.0, 0.0), "300,0", "|340 0..240"),
    ("just out of reach", "0,0,80,40 300,200,80,40", (306.1, 0.0), "306.1,0", ""),
    ("the nearer of two", "0,0,80,40 300,200,80,40 308,500,80,40", (305.0, 0.0), "308,0", "|348 0..540"),
    (
        "between two, in the middle",
        "0,500,80,40 0,0,80,40 400,10,80,40",
        (203.0, -494.0),
        "200,10",
        "↔80..200 @50; ↔280..400 @50; -30 200..480",
    ),
    (
        "on as the row goes, to the right",
        "0,500,80,40 0,0,80,40 120,0,80,40",
        (243.0, -503.0),
        "240,0",
        "↔80..120 @40; ↔200..240 @40; -20 0..320",
    ),
    (
        "on as the row goes, to the left",
        "0,500,80,40 400,0,80,40 520,0,80,40",
        (277.0, -485.0),
        "280,15",
        "↔360..400 @55; ↔480..520 @55",
    ),
    (
        "on as the column goes",
        "500,0,80,40 0,0,80,40 0,100,80,40",
        (-485.0, 203.0),
        "15,200",
        "↕40..100 @95; ↕140..200 @95",
    ),
    ("not on another of the row", "0,500,80,40 0,0,300,40", (100.0, -500.0), "100,0", "-20 0..300"),
    ("locked ones are neighbours", "0,0,80,40 !300,200,80,40", (303.0, 0.0), "300,0", "|340 0..240"),
];

#[test]
fn a_dragged_box_snaps_to_edges_centres_and_equal_gaps() {
    for (what, boxes, by, stands, guides) in DRAGS {
        let (at, lines) = dragged(&mut stage(boxes), &HAND, *by);
        assert_eq!((at.as_str(), lines.as_str()), (*stands, *guides), "{what}");
    }
}

#[test]
fn reach_is_measured_on_the_screen() {
    let boxes = "0,0,80,40 300,200,80,40";
    for (zoom, by, stands) in [(0.5, 311.0, "300,0"), (2.0, 302.9, "300,0"), (2.0, 304.0, "304,0")] {
        let (at, _) = dragged(&mut stage(boxes), &Hand { zoom, ..HAND }, (by, 0.0));
        assert_eq!(at, stands, "at zoom {zoom}");
    }
}

#[test]
fn what_is_out_of_sight_is_no_neighbour() {
    let view = Some(Rect::new(-10.0, -10.0, 600.0, 150.0));
    let (at, guides) = dragged(&mut stage("0,0,80,40 300,200,80,40"), &Hand { view, ..HAND }, (303.0, 0.0));
    assert_eq!((at.as_str(), guides.as_str()), ("303,0", ""));
}

#[test]
fn ctrl_holds_snapping_off_and_the_hint_says_so() {
    let mut session = stage("0,0,80,40 300,200,80,40");
    session.set_grid(Some(16.0));
    let (at, guides) = dragged(&mut session, &CTRL, (303.0, 1.0));
    assert_eq!((at.as_str(), guides.as_str()), ("303,1", ""));
    let response = HAND.event(&mut session, ToolEventKind::Move, Point::new(343.0, 21.0), None);
    assert_eq!(
        told(&response.overlay),
        "|340 -4..240",
        "it snaps again, down to the grid, as soon as Ctrl is let go"
    );
    assert!(response.hint.contains("Ctrl holds off snapping"), "{}", response.hint);
}

#[test]
fn the_grid_takes_what_no_neighbour_does() {
    for (what, by, stands) in [
        ("the centre comes to the grid", (43.0, 9.0), "40,12"),
        ("a neighbour is stronger", (303.0, 9.0), "300,12"),
    ] {
        let mut session = stage("0,0,80,40 300,200,80,40");
        session.set_grid(Some(16.0));
        assert_eq!(dragged(&mut session, &HAND, by).0, stands, "{what}");
    }
    let mut session = stage("0,0,80,40");
    session.set_grid(Some(f64::NAN));
    assert_eq!(session.grid(), None);
}

#[test]
fn what_is_let_go_stands_where_it_was_shown_and_back_at_home_nothing_was_done() {
    let mut session = stage("0,0,80,40 300,200,80,40");
    dragged(&mut session, &HAND, (303.0, 0.0));
    let up = ToolEventKind::Release { button: Button::Primary };
    let response = HAND.event(&mut session, up, Point::new(343.0, 20.0), None);
    assert_eq!(response.done.as_deref(), Some("Move"));
    assert_eq!(response.overlay, Overlay::None);
    assert_eq!(boxes(&session, None).organisations[&OrganisationId::literal("m")].x, 300.0);
    assert_eq!(session.history().steps().len(), 1);
}

#[test]
fn locked_ones_stay_and_are_neighbours_of_those_that_go_with_them() {
    let mut session = stage("!0,0,80,40 300,200,80,40");
    let (at, guides) = dragged(&mut session, &HAND, (303.0, 0.0));
    assert_eq!((at.as_str(), guides.as_str()), ("0,0", ""));
    let mut session = stage("0,0,80,40 !300,200,80,40");
    session.select([moving(), OrganisationId::literal("a").into()]);
    let (at, guides) = dragged(&mut session, &HAND, (303.0, 0.0));
    assert_eq!((at.as_str(), guides.as_str()), ("300,0", "|340 0..240"));
}

#[test]
fn several_snap_as_one_box_and_not_to_each_other() {
    let mut session = stage("0,0,80,40 100,60,80,40 400,300,180,40");
    session.select([moving(), OrganisationId::literal("a").into()]);
    let (at, guides) = dragged(&mut session, &HAND, (403.0, 0.0));
    assert_eq!((at.as_str(), guides.as_str()), ("400,0", "|490 0..340"));
}

#[test]
fn a_copy_snaps_to_its_original() {
    let alt = Hand { modifiers: Modifiers { alt: true, ..Modifiers::default() }, ..HAND };
    let mut session = stage("0,0,80,40");
    let from = Point::new(40.0, 20.0);
    let response = alt.drag(&mut session, Some(moving()), from, from + Point::new(200.0, 4.0));
    assert_eq!(told(&response.overlay), "-20 0..280");
}

#[test]
fn a_dragged_corner_snaps_its_two_edges() {
    for (what, hand, to, size, guides) in [
        ("to an edge", &HAND, (303.0, 90.0), "300,90", "|300 0..240"),
        ("to two edges", &HAND, (383.0, 236.0), "380,240", "|380 0..240; -240 0..380"),
        ("not to a centre", &HAND, (339.0, 90.0), "339,90", ""),
        ("not with Ctrl", &CTRL, (303.0, 90.0), "303,90", ""),
        ("not beyond the smallest size", &HAND, (-50.0, 90.0), "32,90", ""),
    ] {
        let mut session = stage("0,0,80,40 300,200,80,40");
        session.select([moving()]);
        let from = Point::new(80.0, 40.0);
        let response = hand.drag(&mut session, Some(moving()), from, Point::new(to.0, to.1));
        let rect = boxes(&session, None).organisations[&OrganisationId::literal("m")];
        assert_eq!(format!("{},{}", rect.width, rect.height), size, "{what}");
        assert_eq!(told(&response.overlay), guides, "{what}");
    }
}

#[test]
fn a_new_organisation_comes_to_stand_on_the_centres_of_others() {
    let mut session = stage("0,0,80,40 300,200,80,40");
    session.set_tool(ToolKind::Place);
    let at = Point::new(344.0, 18.0);
    let response = HAND.event(&mut session, ToolEventKind::Move, at, None);
    assert_eq!(told(&response.overlay), "|340 20..240; -20 0..340; +340,20", "seen before the click");
    let press = ToolEventKind::Press { button: Button::Primary };
    HAND.event(&mut session, press, at, None);
    HAND.event(&mut session, ToolEventKind::Release { button: Button::Primary }, at, None);
    let made = session.document().organisations().values().find(|it| it.size.is_none()).unwrap();
    assert_eq!(made.position, Some(Point::new(340.0, 20.0)));
}

#[test]
fn an_organisation_made_by_drawing_a_flow_comes_level_with_the_first() {
    let mut session = stage("0,0,80,40");
    session.set_tool(ToolKind::Connect);
    let from = Point::new(40.0, 20.0);
    let response = HAND.drag(&mut session, Some(moving()), from, Point::new(400.0, 24.0));
    assert_eq!(told(&response.overlay), "-20 0..400; +400,20");
    HAND.event(
        &mut session,
        ToolEventKind::Release { button: Button::Primary },
        Point::new(400.0, 24.0),
        None,
    );
    let made = session.document().organisations().values().find(|it| it.size.is_none()).unwrap();
    assert_eq!(made.position, Some(Point::new(400.0, 20.0)));
}

#[test]
fn bands_snap_to_bands() {
    let band = |id: &'static str, extent: Rect| Area {
        id: AreaId::literal(id),
        title: id.into(),
        extent,
        meaning: AreaMeaning::Title,
        shape: crate::model::AreaShape::Rect,
    };
    let areas = vec![
        band("one", Rect::new(0.0, 0.0, 600.0, 100.0)),
        band("two", Rect::new(7.0, 160.0, 600.0, 100.0)),
    ];
    let records = map().records().filter(|(id, _)| *id != RecordId::Map).collect::<Vec<_>>();
    let own = (RecordId::Map, MapInfo { areas, ..MapInfo::default() }.into());
    let mut session = Session::new(Document::from_records(records.into_iter().chain([own])));
    let two = Target::Area(AreaId::literal("two"));
    session.select([two.clone()]);
    let from = Point::new(20.0, 170.0);
    let response = HAND.drag(&mut session, Some(two), from, from + Point::new(-4.0, -56.0));
    assert_eq!(session.preview().map().areas[1].extent, Rect::new(0.0, 100.0, 600.0, 100.0));
    assert_eq!(told(&response.overlay), "|300 0..200; -100 0..600");
}

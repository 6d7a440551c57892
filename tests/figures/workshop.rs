//! What a workshop adds to a map: towers, goals, roles, counts, collapsed groups, parked notes. All of it is drawn clear
//! of the rest, and the legend explains what is shown and nothing else.

use std::sync::Arc;

use ecomap::{
    model::*,
    render::{self, PngOptions},
    scene::{self, HitPart, Item, Options, Role, Scene, Shown, Target},
    style::{Look, Palette, Theme},
    text::Fonts,
};

use crate::{
    legend,
    maps::{self, Maker},
    snapshot, svg,
};

const EVERYTHING: Shown =
    Shown { influence: true, goals: true, roles: true, counts: true, parked: true, ..Shown::nothing() };

fn organisation(id: &str) -> OrganisationId {
    OrganisationId::new(id).unwrap()
}

fn goal(id: &str) -> GoalId {
    GoalId::new(id).unwrap()
}

fn tower(height: u32) -> Option<Influence> {
    Some(Influence { height, ..Influence::default() })
}

/// Goals by id, each with its sign: "rents+ skills- export=".
fn stances(text: &str) -> Vec<Stance> {
    let stance = |word: &str| {
        let (id, sign) = word.split_at(word.len() - 1);
        let position = match sign {
            "+" => Position::Support,
            "-" => Position::Oppose,
            _ => Position::Neutral,
        };
        Stance { goal: goal(id), position }
    };
    text.split_whitespace().map(stance).collect()
}

/// The map of a workshop: three goals, towers of several heights, two collapsed groups, four notes.
fn workshop() -> Document {
    let maker = Maker::new("Who shapes the cluster", "As agreed in the workshop")
        .goals(&[
            ("rents", "Affordable space for young studios"),
            ("skills", "A training year for every school leaver"),
            ("export", "Sales abroad"),
        ])
        .organisation_with("council", "City Council", "government local", (160.0, 180.0), |o| {
            o.influence = tower(9);
            o.stances = stances("rents+ skills+ export=");
            o.roles = vec!["funder".into(), "landlord".into()];
        })
        .organisation_with("studio", "Small studios", "industry local group", (520.0, 180.0), |o| {
            o.count = Count { low: Some(40), high: Some(50) };
            o.influence = tower(2);
            o.stances = stances("rents+ export+");
        })
        .organisation_with(
            "network",
            "Creative Economy Network",
            "joint regional network",
            (880.0, 180.0),
            |o| {
                o.influence = tower(5);
                o.stances = stances("skills+ rents=");
                o.roles = vec!["broker".into()];
            },
        )
        .organisation_with("owner", "Property owners", "industry national", (160.0, 420.0), |o| {
            o.influence = tower(12);
            o.stances = stances("rents-");
        })
        .organisation_with("founder", "A founder", "industry local person", (520.0, 420.0), |o| {
            o.influence = tower(0);
            o.stances = stances("export+ rents+");
        })
        .organisation_with("fund", "Innovation Fund", "government international fund", (880.0, 420.0), |o| {
            o.influence = tower(7);
            o.stances = stances("export+ skills- rents=");
            o.count = Count { low: Some(1_000), high: None };
            o.roles = vec!["funder".into()];
        })
        .organisation("school-a", "School A", "universities local", (140.0, 640.0))
        .organisation("school-b", "School B", "universities local", (260.0, 700.0))
        .organisation("school-c", "College", "universities regional", (200.0, 760.0))
        .organisation("lab-a", "Lab A", "universities national", (800.0, 660.0))
        .organisation("lab-b", "Lab B", "universities national", (960.0, 700.0));
    notes_of(groups_of(flows_of(maker))).document()
}

fn flows_of(maker: Maker) -> Maker {
    let undirected = |flow: &mut Flow| flow.direction = Direction::None;
    maker
        .flow("council", "studio", "funding")
        .flow("owner", "studio", "service")
        .flow("network", "studio", "networking")
        .flow("founder", "studio", "talent")
        .flow("fund", "network", "funding")
        .flow("owner", "council", "advocacy")
        .flow("council", "school-a", "funding")
        .flow("council", "school-b", "funding")
        .flow("council", "school-c", "funding")
        .flow("school-a", "school-b", "collaboration")
        .flow("school-b", "school-c", "collaboration")
        .flow_with("school-a", "founder", "knowledge", undirected)
        .flow_with("founder", "school-b", "knowledge", undirected)
        .flow("school-a", "lab-a", "talent")
        .flow("school-c", "lab-b", "talent")
        .flow("lab-a", "lab-b", "knowledge")
        .flow("fund", "lab-a", "investment")
}

fn groups_of(maker: Maker) -> Maker {
    let members = |ids: &[&str]| ids.iter().map(|id| Member::Organisation(organisation(id))).collect();
    let inner = Group {
        label: "Colleges".into(),
        members: members(&["school-c"]),
        collapsed: true,
        ..Group::default()
    };
    let mut all: Vec<Member> = members(&["school-a", "school-b"]);
    all.push(Member::Group(GroupId::literal("colleges")));
    let schools = Group { label: "Schools".into(), members: all, collapsed: true, ..Group::default() };
    let labs = Group {
        label: "University labs".into(),
        members: members(&["lab-a", "lab-b"]),
        collapsed: true,
        ..Group::default()
    };
    maker
        .record(RecordId::Group(GroupId::literal("colleges")), inner)
        .record(RecordId::Group(GroupId::literal("schools")), schools)
        .record(RecordId::Group(GroupId::literal("labs")), labs)
}

fn notes_of(maker: Maker) -> Maker {
    let note = |text: &str| Note { text: text.into(), ..Note::default() };
    let note_id = |id: &str| RecordId::Note(NoteId::new(id).unwrap());
    let parked = |text: &str| Note { parked: true, position: Some(Point::new(300.0, 300.0)), ..note(text) };
    let tied = Note {
        attached_to: Some(RecordId::Organisation(organisation("lab-b"))),
        position: Some(Point::new(130.0, 96.0)),
        ..note("Who speaks for the labs?")
    };
    maker
        .record(note_id("aaaaaa"), tied)
        .record(note_id("bbbbbb"), parked("Is the festival part of this?"))
        .record(note_id("cccccc"), parked("Ask the owners' association, after the council has met in March"))
        .record(note_id("dddddd"), parked("Rents: which year?"))
}

fn drawn(document: &Document, shown: Shown, look: &Look) -> Scene {
    let options = Options { shown, ..Options::figure() };
    scene::build(document, &options, look, &Fonts::bundled())
}

fn picture(shown: Shown) -> Scene {
    drawn(&workshop(), shown, &Look::default())
}

fn looks() -> impl Iterator<Item = (String, Look)> {
    let looks =
        Palette::NAMES.into_iter().flat_map(|name| [Theme::Light, Theme::Dark].map(|theme| (name, theme)));
    looks.map(|(name, theme)| {
        let title = format!("{name}-{}", if theme == Theme::Dark { "dark" } else { "light" });
        (title, Look::new(theme, Palette::named(name).unwrap()))
    })
}

/// The map with a tower on everybody, and stances of every kind.
fn crowned(document: &Document) -> Document {
    let mut records: Vec<_> = document.records().collect();
    for (place, (_, record)) in records.iter_mut().enumerate() {
        match record {
            Record::Organisation(one) => {
                let words = ["rents+ skills-", "export=", "", "rents= skills+ export+"][place % 4];
                let influence = tower((place as u32 * 7) % 13);
                *record =
                    Organisation { influence, stances: stances(words), ..Organisation::clone(one) }.into();
            }
            Record::Map(map) => {
                let goals =
                    ["rents", "skills", "export"].map(|id| Goal { id: goal(id), text: id.to_uppercase() });
                *record = MapInfo { goals: goals.into(), ..MapInfo::clone(map) }.into();
            }
            _ => {}
        }
    }
    Document::from_records(records)
}

/// Leaves the figures in the folder that the variable `FIGURES` names, to be looked at.
#[test]
fn the_workshop_can_be_looked_at() {
    let Some(folder) = std::env::var_os("FIGURES") else { return };
    let fonts = Fonts::bundled();
    let keep = |name: &str, scene: &Scene| {
        let bytes = render::png(scene, &fonts, &PngOptions::default()).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("workshop-{name}.png")), bytes).unwrap();
    };
    for (name, look) in looks() {
        keep(&name, &drawn(&workshop(), EVERYTHING, &look));
    }
    keep("plain", &picture(Shown::default()));
    for (name, document) in maps::examples() {
        keep(&name, &drawn(&crowned(&document), EVERYTHING, &Look::default()));
    }
    println!("{:?}", picture(EVERYTHING).report);
}

/// The parts of an organisation's picture with this role.
fn parts<'a>(scene: &'a Scene, id: &OrganisationId, role: Role) -> Vec<&'a Item> {
    let target = Target::Organisation(id.clone());
    scene.items.iter().filter(|item| item.target == target && item.role == role).collect()
}

#[test]
fn the_workshop_looks_as_it_did_in_every_palette() {
    let kept = looks().filter(|(name, look)| look.theme == Theme::Light || name.starts_with("default"));
    for (name, look) in kept {
        snapshot::check(&format!("workshop-{name}.svg"), &svg(&drawn(&workshop(), EVERYTHING, &look)));
    }
}

/// All text of the figure; in the file each word has a place of its own.
fn said(scene: &Scene) -> String {
    let text = svg(scene);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    parsed.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
}

#[test]
fn a_figure_shows_what_a_workshop_adds_only_where_it_is_asked_for() {
    let none = Shown { roles: false, counts: false, ..Shown::default() };
    for (shown, expected) in [
        (none, ""),
        (Shown { influence: true, ..none }, "INFLUENCE|a disc for each step of influence|"),
        (
            Shown { goals: true, ..none },
            "GOAL|A|Affordable space for young studios|B|A training year for every school leaver|C|Sales abroad|\
             STANCE|supports the goal|opposes the goal|neutral|",
        ),
    ] {
        let said = legend(&picture(shown)).join("|");
        let (_, after) = said.split_once("collapsed group|").unwrap();
        assert_eq!(after.split_once("Conceptual").unwrap().0, expected, "{shown:?}");
    }
    for (roles, counts, expected) in [
        (false, false, None),
        (true, false, Some("Italics under a name: the parts it plays.")),
        (false, true, Some("A number under a name: how many it stands for.")),
        (true, true, Some("Under a name: how many it stands for; in italics, the parts it plays.")),
    ] {
        let scene = picture(Shown { roles, counts, ..none });
        let footer = legend(&scene).pop().unwrap();
        assert_eq!(footer.contains("nder a name"), expected.is_some(), "{footer}");
        assert!(expected.is_none_or(|words| footer.contains(words)), "{footer}");
        let text = svg(&scene);
        assert_eq!(text.contains("landlord"), roles);
    }
    assert!(!said(&picture(none)).contains("Rents: which year?"), "what is parked is not in a figure");
    assert!(said(&picture(Shown { parked: true, ..none })).contains("Rents: which year?"));
}

#[test]
fn a_legend_names_only_goals_and_stances_that_somebody_has() {
    let stance = |o: &mut Organisation| {
        o.stances = vec![Stance { goal: goal("second"), position: Position::Oppose }];
    };
    let document = Maker::new("", "")
        .goals(&[("first", "First"), ("second", "Second")])
        .organisation_with("a", "A", "industry local", (0.0, 0.0), stance)
        .document();
    let said = legend(&drawn(&document, EVERYTHING, &Look::default())).join("|");
    assert!(said.contains("GOAL|B|Second|STANCE|opposes the goal|"), "{said}");
}

#[test]
fn a_tower_has_a_disc_for_every_step_and_its_number_on_top() {
    let scene = picture(EVERYTHING);
    for (id, height) in [("council", 9), ("studio", 2), ("owner", 12), ("founder", 0)] {
        let parts = parts(&scene, &organisation(id), Role::Tower);
        // A base and a number stand with the discs.
        assert_eq!(parts.len(), height + 2, "{id}");
        let number = parts.last().unwrap();
        assert!(parts.iter().all(|part| part.bounds.bottom() >= number.bounds.top()), "{id}");
    }
    assert!(parts(&scene, &organisation("school-a"), Role::Tower).is_empty());
    let tall = Maker::new("", "")
        .organisation_with("a", "A", "industry local", (0.0, 0.0), |o| {
            o.influence = tower(48);
        })
        .organisation_with("b", "B", "industry local", (200.0, 0.0), |o| {
            o.influence = tower(3);
        })
        .document();
    let scene = drawn(&tall, EVERYTHING, &Look::default());
    assert!(legend(&scene).contains(&"a disc for up to 5 steps of influence".to_owned()));
    for (id, discs) in [("a", 10), ("b", 1)] {
        assert_eq!(parts(&scene, &organisation(id), Role::Tower).len(), discs + 2);
    }
}

#[test]
fn towers_and_badges_lie_over_no_words_and_not_over_each_other() {
    stand_clear("the workshop", &picture(EVERYTHING));
    for (name, document) in maps::examples() {
        stand_clear(&name, &drawn(&crowned(&document), EVERYTHING, &Look::default()));
    }
}

fn stand_clear(name: &str, scene: &Scene) {
    for (index, node) in scene.nodes.iter().enumerate() {
        let marks: Vec<Rect> = node.tower.iter().chain(&node.badges).copied().collect();
        let words = scene.items.iter().filter(|item| item.role == Role::Label);
        for mark in &marks {
            for label in words.clone() {
                assert!(
                    !mark.overlaps(label.bounds),
                    "{name}, {}: {mark:?} over {:?}",
                    node.id,
                    label.bounds
                );
            }
        }
        for (place, mark) in marks.iter().enumerate() {
            assert!(marks[place + 1..].iter().all(|other| !mark.overlaps(*other)), "{name}, {}", node.id);
            for other in &scene.nodes[index + 1..] {
                let others = std::iter::once(&other.rect).chain(&other.tower).chain(&other.badges);
                assert!(
                    others.into_iter().all(|rect| !mark.overlaps(*rect)),
                    "{name}, {} and {}",
                    node.id,
                    other.id
                );
            }
            for flow in &scene.flows {
                let tip = [flow.curve.first().unwrap().start, flow.curve.last().unwrap().end];
                assert!(
                    tip.iter().all(|tip| !mark.expanded(-3.0).contains(*tip)),
                    "{} ends under a mark",
                    flow.id
                );
            }
        }
        if let Some(tower) = node.tower {
            assert!(scene.flows_through(tower).is_empty(), "{name}: a flow crosses the tower of {}", node.id);
            let is_clear = tower.corners().iter().all(|corner| !node.outline.contains(*corner));
            assert!(is_clear, "{name}, {}: the tower stands clear of the box", node.id);
        }
    }
}

#[test]
fn towers_and_badges_are_part_of_their_organisation_to_the_pointer() {
    let scene = picture(EVERYTHING);
    for node in &scene.nodes {
        for mark in node.tower.iter().chain(&node.badges) {
            let hit = scene.hit(mark.center(), 4.0).map(|hit| (hit.target, hit.part));
            assert_eq!(hit, Some((Target::Organisation(node.id.clone()), HitPart::Body)));
        }
    }
    let said = &scene.titles[&Target::Organisation(organisation("fund"))];
    assert!(
        said.ends_with("funder, influence 7, neutral on goal A, opposes goal B, supports goal C)"),
        "{said}"
    );
}

#[test]
fn showing_towers_and_badges_moves_nothing() {
    let (bare, full) = (picture(Shown::default()), picture(EVERYTHING));
    let places = |scene: &Scene| scene.nodes.iter().map(|node| node.rect).collect::<Vec<_>>();
    assert_eq!(places(&bare), places(&full));
}

/// The sums of a picture, as "who and whom, what, how many".
fn sums(scene: &Scene) -> Vec<(String, usize)> {
    let mut sums: Vec<_> = scene.flows.iter().map(|flow| (flow.id.to_string(), flow.sums.len())).collect();
    sums.retain(|(_, count)| *count > 1);
    sums.sort();
    sums
}

#[test]
fn a_collapsed_group_sums_its_flows_up_and_counts_them() {
    let document = workshop();
    let scene = picture(EVERYTHING);
    assert_eq!(
        sums(&scene),
        [
            ("council--school-a--funding".to_owned(), 3),
            // Written from either end: a line without a direction is one.
            ("founder--school-b--knowledge".to_owned(), 2),
            ("school-a--lab-a--talent".to_owned(), 2),
        ]
    );
    let seen: usize = scene.flows.iter().map(|flow| flow.sums.len()).sum();
    let inside = 3;
    assert_eq!(seen + inside, document.flows().len(), "every flow is drawn, summed up or said to lie inside");
    let footer = legend(&scene).pop().unwrap();
    assert!(footer.contains("14 flows. 3 more flows lie within collapsed groups."), "{footer}");
    let labels = super::words(&scene, |item| matches!(item.target, Target::Flow(_)));
    assert!(labels.contains(&"funding × 3".to_owned()), "{labels:?}");
    let title = |id: &str| scene.titles[&Target::Group(GroupId::new(id).unwrap())].clone();
    assert_eq!(
        title("schools"),
        "Schools (collapsed group of 3 organisations; 2 flows between them are not drawn)"
    );
    assert_eq!(
        title("labs"),
        "University labs (collapsed group of 2 organisations; 1 flow between them is not drawn)"
    );
    assert!(scene.description.contains("Collapsed groups: University labs (collapsed group of 2"));
}

#[test]
fn of_nested_collapsed_groups_the_outermost_is_drawn_and_hit() {
    let scene = picture(EVERYTHING);
    let groups: Vec<&str> = scene.groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(groups, ["labs", "schools"]);
    let schools = scene.groups.iter().find(|group| group.id.as_str() == "schools").unwrap();
    let hit = scene.hit(schools.rect.center(), 4.0).unwrap();
    assert_eq!(hit.target, Target::Group(GroupId::literal("schools")));
}

fn with_group(document: &Document, id: &'static str, collapsed: bool) -> Document {
    let mut records: Vec<_> = document.records().collect();
    for (record_id, record) in &mut records {
        if *record_id == RecordId::Group(GroupId::literal(id))
            && let Record::Group(group) = record
        {
            *group = Group { collapsed, ..Group::clone(group) }.into();
        }
    }
    Document::from_records(records)
}

#[test]
fn expanding_what_was_collapsed_gives_back_the_picture() {
    let open = with_group(&with_group(&workshop(), "schools", false), "colleges", false);
    let closed = with_group(&open, "schools", true);
    let again = with_group(&closed, "schools", false);
    let figure = |document: &Document| svg(&drawn(document, EVERYTHING, &Look::default()));
    assert_ne!(figure(&open), figure(&closed));
    assert_eq!(figure(&open), figure(&again));
}

#[test]
fn a_sum_says_only_what_all_its_flows_say() {
    let build = |first: &str, second: &str| {
        let member = |id| Member::Organisation(OrganisationId::literal(id));
        let group = Group {
            label: "Labs".into(),
            members: vec![member("b"), member("c")],
            collapsed: true,
            ..Group::default()
        };
        let document = Maker::new("", "")
            .organisation("a", "A", "industry local", (0.0, 0.0))
            .organisation("b", "B", "industry local", (500.0, 0.0))
            .organisation("c", "C", "industry local", (500.0, 90.0))
            .flow_with("a", "b", "funding", |flow| {
                flow.label = first.into();
                flow.route = vec![Point::new(200.0, 400.0)];
            })
            .flow_with("a", "c", "funding", |flow| flow.label = second.into())
            .record(RecordId::Group(GroupId::literal("labs")), group)
            .document();
        let scene = drawn(&document, EVERYTHING, &Look::default());
        assert!(scene.flows[0].bounds.height < 100.0, "bends belong to a way that is not drawn");
        crate::words(&scene, |item| matches!(item.target, Target::Flow(_))).concat()
    };
    assert_eq!(build("seed money", "seed money"), "seed money × 2");
    assert_eq!(build("seed money", "a prize"), "funding × 2");
    assert_eq!(build("", "a prize"), "funding × 2");
}

#[test]
fn parked_notes_stand_in_a_column_beside_the_map() {
    let document = workshop();
    let window = scene::build(&document, &Options::default(), &Look::default(), &Fonts::bundled());
    let parked: Vec<Rect> = window.notes.iter().filter(|note| note.parked).map(|note| note.rect).collect();
    assert_eq!(parked.len(), 3);
    let rest = window.nodes.iter().map(|node| node.rect).chain(window.flows.iter().map(|flow| flow.bounds));
    let map = Rect::around(rest.chain(window.groups.iter().map(|group| group.rect))).unwrap();
    for (index, rect) in parked.iter().enumerate() {
        assert!(rect.left() > map.right(), "{rect:?}");
        assert!((rect.left() - parked[0].left()).abs() < 0.01 && rect.width == parked[0].width);
        assert!(parked[index + 1..].iter().all(|other| !rect.overlaps(*other)));
    }
    let titles = crate::words(&window, |item| item.target == Target::Page);
    assert_eq!(titles, ["PARKING LOT"]);
    let bare = Options { shown: Shown { parked: false, ..Shown::window() }, ..Options::default() };
    let bare = scene::build(&document, &bare, &Look::default(), &Fonts::bundled());
    assert_eq!(bare.notes.len(), 1);
    assert!(crate::words(&bare, |item| item.target == Target::Page).is_empty());
}

#[test]
fn a_note_goes_with_what_it_speaks_of_into_a_collapsed_group_and_out() {
    let tied = |scene: &Scene| scene.notes.iter().find(|note| note.id.as_str() == "aaaaaa").unwrap().rect;
    let closed = picture(EVERYTHING);
    let labs = closed.groups.iter().find(|group| group.id.as_str() == "labs").unwrap().rect;
    assert_eq!(tied(&closed).center(), labs.center() + Point::new(130.0, 96.0));
    let open = drawn(&with_group(&workshop(), "labs", false), EVERYTHING, &Look::default());
    let lab = open.node(&organisation("lab-b")).unwrap().rect;
    assert_eq!(tied(&open).center(), lab.center() + Point::new(130.0, 96.0));
}

#[test]
fn a_note_on_what_is_not_drawn_is_not_drawn_elsewhere() {
    let hidden =
        [RecordId::Organisation(organisation("lab-a")), RecordId::Organisation(organisation("lab-b"))];
    let options = Options { hidden: Arc::new(hidden.into()), ..Options::figure() };
    let scene = scene::build(&workshop(), &options, &Look::default(), &Fonts::bundled());
    assert!(scene.notes.is_empty());
}

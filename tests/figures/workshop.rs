//! What a workshop adds to a map: towers, goals, roles, counts, collapsed groups, parked notes. All of it is drawn clear
//! of the rest, and the legend explains what is shown and nothing else.

use ecomap::{
    model::*,
    render::{self, PngOptions},
    scene::{self, HitPart, Item, Options, Role, Scene, Shown, Target},
    style::{Look, Palette, Theme},
    text::Fonts,
};

use crate::{legend, maps::Maker, snapshot, svg};

const EVERYTHING: Shown = Shown { influence: true, goals: true, tags: true, counts: true, parked: true };

fn organisation(id: &str) -> OrganisationId {
    OrganisationId::new(id).unwrap()
}

fn goal(id: &str) -> GoalId {
    GoalId::new(id).unwrap()
}

/// The map of a workshop: three goals, towers of several heights, two collapsed groups, four notes.
fn workshop() -> Document {
    let tower = |height: u32| Some(Influence { height, ..Influence::default() });
    let stances = |text: &str| -> Vec<Stance> {
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
    };
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
    println!("{:?}", picture(EVERYTHING).report);
}

//! The panels in all their states; `ECOMAP_PICTURES=folder` paints them, to be looked at.

use super::bench::{Bench, area, flow, group, note, organisation};
use super::small_map::small_map;
use ecomap::style::{Look, Palette, Theme};

fn looks() -> [(&'static str, Look); 3] {
    [
        ("light", Look::default()),
        ("dark", Look::new(Theme::Dark, Palette::default())),
        ("grey", Look::new(Theme::Light, Palette::named("greyscale").expect("a palette of the program"))),
    ]
}

#[test]
fn the_inspector_is_shown_in_every_state() {
    let one = organisation("welsh-government");
    for (page, look) in looks() {
        for (name, targets, open) in [
            ("nothing", vec![], vec!["Sources", "Goals", "Bands and columns", "Looks", "Appearance by data"]),
            ("organisation", vec![one.clone()], vec!["About", "Dates", "Appearance"]),
            ("several", vec![one.clone(), organisation("cardiff-university")], vec!["Position and size"]),
            ("flow", vec![flow("a")], vec!["Details", "Route"]),
            ("mixed", vec![flow("a"), flow("b"), organisation("local-government")], vec![]),
            ("group", vec![group("partners")], vec!["Arrange"]),
            ("note", vec![note("note")], vec!["Position and size"]),
            ("area", vec![area("band")], vec![]),
        ] {
            let mut bench = Bench::of(small_map(), &targets, look.clone(), (false, true));
            for section in open {
                bench.open(section);
            }
            bench.picture(&format!("inspector_{name}_{page}"));
        }
    }
}

#[test]
fn forms_are_shown_at_work() {
    for (page, look) in looks() {
        let mut bench = Bench::of(small_map(), &[organisation("welsh-government")], look, (false, true));
        bench.open("Evidence");
        bench.open("It sees itself as a seed funder");
        bench.open("Dates");
        bench.write("Active from", "2019-13");
        bench.open("More fields");
        bench.write("New field", "Staff");
        bench.write("Its value", "5,500");
        bench.click("Add field");
        bench.type_into("Name", "Llywodraeth Cymru");
        bench.picture(&format!("inspector_at_work_{page}"));
        bench.open_list("Kind");
        bench.picture(&format!("inspector_list_{page}"));
    }
}

#[test]
fn the_legend_is_shown_in_every_state() {
    for (page, look) in looks() {
        let mut bench = Bench::of(small_map(), &[organisation("welsh-government")], look, (true, false));
        bench.picture(&format!("legend_{page}"));
        bench.click("Industry");
        bench.click("Authority");
        bench.click("More for Third sector");
        bench.picture(&format!("legend_menu_{page}"));
        bench.click("Rename");
        bench.point_at("Joint");
        bench.picture(&format!("legend_rename_{page}"));
        for (entry, name) in [("Joint", "sector"), ("International", "scale"), ("Mandate", "kind")] {
            bench.click(&format!("More for {entry}"));
            bench.click("Change look");
            bench.picture(&format!("legend_look_{name}_{page}"));
        }
        bench.open_list("Line");
        bench.picture(&format!("legend_look_list_{page}"));
    }
}

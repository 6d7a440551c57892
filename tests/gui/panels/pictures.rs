//! Pictures of the panels in their states, to be looked at: painted when `ECOMAP_TEST_PICTURES` names a folder, and
//! painting them must never fail.

use super::bench::{Bench, flow, organisation, small_map};

#[test]
fn the_panels_can_be_painted_in_every_state() {
    for dark in [false, true] {
        let page = if dark { "dark" } else { "light" };
        for (name, targets, open) in [
            ("nothing", vec![], vec!["Sources", "Goals", "Bands and columns", "Looks"]),
            (
                "organisation",
                vec![organisation("welsh-government")],
                vec!["Evidence", "Dates", "Appearance", "More fields"],
            ),
            (
                "organisations",
                vec![organisation("welsh-government"), organisation("cardiff-university")],
                vec!["Position and size", "Influence and goals"],
            ),
            ("flow", vec![flow("a")], vec!["Details", "Route", "Dates"]),
            ("mixed", vec![flow("a"), flow("b"), organisation("local-government")], vec![]),
        ] {
            let mut bench = Bench::of(small_map(), &targets, dark, (false, true));
            bench.picture(&format!("inspector_{name}_{page}.png"));
            for section in open {
                bench.open(section);
            }
            bench.picture(&format!("inspector_{name}_open_{page}.png"));
        }
        let mut bench = Bench::of(small_map(), &[organisation("welsh-government")], dark, (true, false));
        bench.picture(&format!("legend_{page}.png"));
    }
}

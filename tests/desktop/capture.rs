//! Figure 5 made from an empty map in a real window, keys only, as fast or as slow as somebody talks. Each line leaves
//! a picture, and all of them together a moving one. `ECOMAP_KEY_DELAY` is the time between keys, milliseconds.

use std::{fs, path::Path};

use ecomap::{file, model::Document};

use crate::{
    cardiff::{self, key_strokes},
    ground, map,
    window::Window,
};

/// No more key events than this make the whole map.
const MOST: usize = 600;

fn example() -> Document {
    map(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron"))
}

#[test]
fn figure_5_is_typed_with_keys_alone() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("cardiff.ron");
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    let mut window = Window::open(ground.path(), &[&path.to_string_lossy()]);

    // One key to the bar, two to save.
    let mut keys = 1 + 2;
    window.key("a");
    for (number, line) in cardiff::LINES.iter().enumerate() {
        keys += key_strokes(line);
        for part in line.split_inclusive('\t') {
            window.type_text(part.trim_end_matches('\t'));
            if part.ends_with('\t') {
                window.key("Tab");
            }
        }
        window.screenshot(&format!("capture-{number:02}-a-typed"));
        window.key("Return");
        window.screenshot(&format!("capture-{number:02}-b-done"));
    }
    window.key("ctrl+s");
    let typed = map(&path);
    eprintln!("{keys} key events for {} lines", cardiff::LINES.len());
    assert_eq!(cardiff::organisations(&typed), cardiff::organisations(&example()));
    assert_eq!(cardiff::flows(&typed), cardiff::flows(&example()));
    assert!(keys <= MOST, "{keys} key events");
    window.film("capture-");
}

/// Where things stand in the window of these tests.
mod place {
    pub(super) const GOVERNMENT: (i32, i32) = (1060, 92);
    pub(super) const INDUSTRY: (i32, i32) = (1060, 116);
    pub(super) const THIRD_SECTOR: (i32, i32) = (1060, 164);
    pub(super) const LOCAL: (i32, i32) = (1060, 272);
    pub(super) const NATIONAL: (i32, i32) = (1060, 320);
    /// The list of kinds in the inspector, and two of its rows.
    pub(super) const KIND: (i32, i32) = (1130, 552);
    pub(super) const GROUP: (i32, i32) = (1075, 239);
    pub(super) const FUND: (i32, i32) = (1020, 351);
    /// The line between legend and inspector where it is dragged to first, then for flows.
    pub(super) const DIVIDER: (i32, i32) = (1130, 415);
    pub(super) const HIGHER: (i32, i32) = (1130, 200);
    /// Its column and colour, where nothing else has it.
    pub(super) const LINE: (i32, &str) = (1277, "#E4E7EB");
    pub(super) const FLOW_TOOL: (i32, i32) = (35, 204);
    /// In the inspector of a flow, once it is higher.
    pub(super) const WHAT_FLOWS: (i32, i32) = (1130, 335);
    pub(super) const FORMAL: (i32, i32) = (1033, 444);
    pub(super) const DETAILS: (i32, i32) = (1032, 542);
    pub(super) const CONDITION: (i32, i32) = (1130, 597);
}

/// An organisation of figure 5 and where it is put.
struct Put {
    at: (i32, i32),
    name: &'static str,
    sector: (i32, i32),
    scale: (i32, i32),
    kind: Option<(i32, i32)>,
}

const fn put(
    at: (i32, i32),
    name: &'static str,
    sector: (i32, i32),
    scale: (i32, i32),
    kind: Option<(i32, i32)>,
) -> Put {
    Put { at, name, sector, scale, kind }
}

const WELSH_GOVERNMENT: (i32, i32) = (220, 140);
const FINANCE_WALES: (i32, i32) = (540, 140);
const TECH_SEED_FUND: (i32, i32) = (820, 140);
const CREATIVE: (i32, i32) = (220, 360);
const EARLY_STAGE: (i32, i32) = (820, 400);
const COUNCIL: (i32, i32) = (220, 620);
const COMMERCIAL: (i32, i32) = (540, 560);
const NON_COMMERCIAL: (i32, i32) = (540, 720);

const PUT: [Put; 8] = {
    use place::{FUND, GOVERNMENT, GROUP, INDUSTRY, LOCAL, NATIONAL, THIRD_SECTOR};
    [
        put(WELSH_GOVERNMENT, "Welsh Government", GOVERNMENT, NATIONAL, None),
        put(FINANCE_WALES, "Finance Wales", GOVERNMENT, NATIONAL, None),
        put(TECH_SEED_FUND, "Tech Seed Fund", GOVERNMENT, NATIONAL, Some(FUND)),
        put(CREATIVE, "Organisations in the creative and tech industries", INDUSTRY, NATIONAL, Some(GROUP)),
        put(EARLY_STAGE, "Early-stage businesses", INDUSTRY, LOCAL, Some(GROUP)),
        put(COMMERCIAL, "Commercial projects", INDUSTRY, LOCAL, Some(GROUP)),
        put(NON_COMMERCIAL, "Non-commercial projects", THIRD_SECTOR, LOCAL, Some(GROUP)),
        put(COUNCIL, "Local government (Cardiff)", GOVERNMENT, LOCAL, Some(GROUP)),
    ]
};

/// Across and down in the window, pixels.
type Place = (i32, i32);

/// Funding is what a new flow is; two flows that say the same are refused, so the mandate comes first.
const DRAWN: [(Place, Place, &str); 8] = [
    (WELSH_GOVERNMENT, FINANCE_WALES, "mandate"),
    (WELSH_GOVERNMENT, FINANCE_WALES, ""),
    (WELSH_GOVERNMENT, CREATIVE, "convening"),
    (FINANCE_WALES, TECH_SEED_FUND, ""),
    (FINANCE_WALES, EARLY_STAGE, "service"),
    (COUNCIL, COMMERCIAL, ""),
    (COUNCIL, NON_COMMERCIAL, ""),
    (TECH_SEED_FUND, EARLY_STAGE, "investment"),
];

#[test]
fn figure_5_is_drawn_with_the_mouse_and_names_typed() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("cardiff.ron");
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    let mut window = Window::open(ground.path(), &[&path.to_string_lossy()]);
    // How high the legend is depends on how the window was opened.
    let (column, colour) = place::LINE;
    let line = window.row_of_colour(column, 300..700, colour).expect("a line between legend and inspector");
    window.drag((place::DIVIDER.0, line), place::DIVIDER);
    for (number, one) in PUT.iter().enumerate() {
        window.click(one.sector);
        window.click(one.scale);
        window.double_click(one.at);
        window.type_text(one.name);
        window.key("Return");
        if let Some(kind) = one.kind {
            window.click(place::KIND);
            window.click(kind);
        }
        window.screenshot(&format!("drawn-{number:02}"));
    }
    window.drag(place::DIVIDER, place::HIGHER);
    window.click(place::FLOW_TOOL);
    for (number, (from, to, kind)) in DRAWN.into_iter().enumerate() {
        window.drag(from, to);
        if !kind.is_empty() {
            window.click(place::WHAT_FLOWS);
            window.type_text(kind);
            window.key("Return");
        }
        window.click(place::FORMAL);
        window.screenshot(&format!("drawn-{:02}", number + PUT.len()));
    }
    window.click(place::DETAILS);
    window.click(place::CONDITION);
    window.type_text("Finance Wales sets a condition");
    window.screenshot("drawn-98");
    window.key("ctrl+s");
    window.screenshot("drawn-99");
    let drawn = map(&path);
    assert_eq!(cardiff::organisations(&drawn), cardiff::organisations(&example()));
    assert_eq!(cardiff::flows(&drawn), cardiff::flows(&example()));
    window.film("drawn-");
}

//! What a view keeps of its figure, as `render --view` reads it. Must not know how views come to keep it.

use super::program::{self, Ran};

/// A map of two organisations whose view keeps this.
fn map(view: &str) -> String {
    format!(
        "(header: (format: \"ecomap\", version: \"1.0\"), map: (title: \"Map\"), \
         organisations: [(id: \"a\", name: \"Alpha\", position: (0, 0), count: 12, tags: [\"hub\"], \
         notes: \"in confidence\"), (id: \"b\", name: \"Beta\", position: (300, 0))], \
         flows: [(id: \"f\", from: \"a\", to: \"b\", kind: \"funding\")], \
         views: [(id: \"v\", name: \"V\", {view})])"
    )
}

fn render(view: &str, format: &str, more: &[&str]) -> Ran {
    let mut command = program::command();
    let options = ["render", "-", "-o", "-", "--fonts", "bundled", "--format", format];
    Ran::of(command.args(options).args(more), map(view).as_bytes())
}

fn bytes(view: &str, format: &str, more: &[&str]) -> Vec<u8> {
    let ran = render(view, format, more);
    assert_eq!(ran.code, 0, "{view} as {format} {more:?}: {}", ran.said());
    ran.out
}

/// What a view keeps, the same in words of the terminal, words that win over it, and the formats that it says
/// something to.
const KEPT: [(&str, &[&str], &[&str], &str); 18] = [
    (
        "page: (preset: \"slide\", width_mm: 254, height_mm: 142.875, minimum_type_pt: 9)",
        &["--page", "slide"],
        &["--page", "single-column"],
        "svg png pdf",
    ),
    (
        "page: (preset: \"slide\", width_mm: 254, height_mm: 142.875, minimum_type_pt: 9)",
        &["--page", "slide"],
        &["--width-mm", "120"],
        "svg png pdf",
    ),
    (
        "page: (width_mm: 85, margin_mm: 4)",
        &["--width-mm", "85", "--margin-mm", "4"],
        &["--width-mm", "120"],
        "svg png pdf",
    ),
    (
        "page: (width_mm: 85, minimum_type_pt: 9)",
        &["--width-mm", "85", "--min-type-pt", "9"],
        &["--min-type-pt", "6"],
        "svg png pdf",
    ),
    (
        "page: (preset: \"single-column\", width_mm: 85, margin_mm: 5, minimum_type_pt: 8)",
        &["--page", "single-column", "--margin-mm", "5", "--min-type-pt", "8"],
        &["--min-type-pt", "6"],
        "svg png pdf",
    ),
    ("page: (dpi: 72)", &["--dpi", "72"], &["--dpi", "96"], "png"),
    ("page: (ground: \"dark\")", &["--dark"], &["--ground", "white"], "svg png pdf html"),
    ("page: (ground: \"transparent\")", &["--transparent"], &["--ground", "white"], "svg png pdf"),
    ("page: (outlines: true)", &["--text", "outlines"], &["--text", "text"], "svg"),
    ("page: (embed_map: true)", &["--embed-map"], &["--no-embed-map"], "svg"),
    (
        "page: (with: [\"influence\", \"goals\", \"parked\"])",
        &["--show", "influence,goals,parked"],
        &["--hide", "influence,goals,parked"],
        "svg",
    ),
    (
        "page: (without: [\"counts\", \"roles\"])",
        &["--hide", "counts,tags"],
        &["--show", "counts,tags"],
        "svg png pdf html",
    ),
    (
        "page: (without: [\"title\", \"totals\", \"meaning\"])",
        &["--hide", "title,totals,meaning"],
        &["--show", "title,totals,meaning"],
        "svg png pdf",
    ),
    ("palette: \"greyscale\"", &["--greyscale"], &["--palette", "high-contrast"], "svg png pdf html"),
    ("date: \"2015\"", &["--at", "2015"], &["--at", "2020"], "svg png pdf html"),
    (
        "date: \"2015\", later_date: \"2020\"",
        &["--from", "2015", "--to", "2020"],
        &["--at", "2020"],
        "svg png pdf html",
    ),
    ("legend: Beside", &["--legend", "beside"], &["--legend", "off"], "svg png pdf html"),
    ("caption: \"Who pays\"", &["--caption", "Who pays"], &["--caption", "Who gains"], "svg png pdf html"),
];

#[test]
fn a_view_is_printed_as_it_was_last_and_what_is_asked_for_wins() {
    for (kept, same, other, formats) in KEPT {
        for format in formats.split(' ') {
            let plain = |more: &[&str]| bytes("", format, &[&["--view", "V"], more].concat());
            let of_view = bytes(kept, format, &["--view", "V"]);
            // The map inside holds the view with what it keeps, and the page for browsers its steps.
            let alike = |left: &[u8], right: &[u8], what: &str| match () {
                () if kept.contains("embed_map") || format == "html" => {
                    let inside = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("<metadata");
                    assert_eq!(inside(left), inside(right), "{what}");
                }
                () => assert!(left == right, "{what}"),
            };
            alike(&of_view, &plain(same), &format!("{kept} as {format} is {same:?}"));
            if !kept.contains("influence") {
                assert!(of_view != plain(&[]), "{kept} as {format} changes the figure");
            }
            let won = bytes(kept, format, &[&["--view", "V"], other].concat());
            assert!(kept.contains("influence") || won != of_view, "{kept} as {format}: {other:?} wins");
            if !kept.starts_with("page: (preset") && !kept.contains("width_mm") {
                alike(&won, &plain(other), &format!("{kept} as {format}: {other:?} wins"));
            }
        }
    }
}

#[test]
fn each_page_of_a_story_is_as_its_view_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    let two = map("order: 0, page: (outlines: true, ground: \"transparent\")").replace(
        "views: [",
        "views: [(id: \"w\", name: \"W\", order: 1, page: (ground: \"dark\", dpi: 50)), ",
    );
    std::fs::write(&path, two).unwrap();
    let ran = |arguments: &[&str]| {
        let mut command = program::command();
        let ran = Ran::of(command.current_dir(folder.path()).arg("render").arg(&path).args(arguments), b"");
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.said());
    };
    ran(&["-o", "story.svg", "--all-views", "--caption", "For all of them"]);
    for (file, view) in [("story-1-v.svg", "V"), ("story-2-w.svg", "W")] {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(text.contains("<text"), view == "W", "{file}: outlines are V's");
        assert!(
            text.contains("\"For all of them\"") || text.contains(">For "),
            "{file}: what is asked of all"
        );
    }
}

#[test]
fn what_a_view_keeps_may_be_wrong_and_what_says_nothing_is_told() {
    for (view, format, more, code, words) in [
        ("page: (dpi: 5)", "png", &[][..], 1, "view `V` of the map: the resolution in dpi"),
        ("page: (preset: \"poster\", with: [\"halos\"])", "svg", &[], 0, ""),
        ("", "pdf", &["--dpi", "600"], 0, "without effect in a .pdf: --dpi is for PNG"),
        ("", "png", &["--text", "outlines"], 0, "without effect in a .png: --text is for SVG"),
        ("", "html", &["--page", "slide"], 0, "measures of paper are for SVG, PNG and PDF"),
        ("", "svg", &["--view", "W"], 2, "no view `W`"),
        ("", "svg", &["--dark", "--ground", "white"], 2, "cannot be used with"),
    ] {
        let more = [if more.contains(&"--view") { &[][..] } else { &["--view", "V"] }, more].concat();
        let ran = render(view, format, &more);
        assert_eq!(ran.code, code, "{view} {more:?}: {}", ran.said());
        assert!(ran.said().contains(words), "{view} {more:?}: {}", ran.said());
    }
}

//! Figures of a map at a date, before and after, and at each date. Must not know how they are drawn.

use std::fs;

use super::program::{self, Ran, ecomap, fixture, letters};

fn district() -> String {
    fixture("time/district.ron").display().to_string()
}

fn render(more: &[&str]) -> Ran {
    render_as("svg", more)
}

fn render_as(format: &str, more: &[&str]) -> Ran {
    let map = district();
    let options = ["render", &map, "-o", "-", "--format", format, "--fonts", "bundled"];
    ecomap(&[&options[..], more].concat())
}

type Expected = (
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

/// What is asked for, the line under the title, what the foot of the figure says of dates, names that are there, names
/// that are not, and what is told beside.
const FIGURES: [Expected; 5] = [
    (
        &["--at", "2017"],
        "Invented for tests \u{b7} as of 2017",
        "As of 2017. Without dates: 2 organisations, shown at any date; 3 flows, shown whenever both their ends are.",
        &["Development Agency", "Start-up Hub", "Games Studio", "University"],
        &["Skills Academy", "Media Lab"],
        "2017: 5 organisations and 5 flows there; without dates: 2 organisations and 3 flows",
    ),
    (
        &["--at", "2019-04-01"],
        "as of 2019-04-01",
        "As of 2019-04-01.",
        &["Skills Academy", "Media Lab"],
        &["Games Studio", "Development Agency"],
        "2019-04-01: 5 organisations and 4 flows there",
    ),
    (
        &["--from", "2017", "--to", "2020"],
        "from 2017 to 2020: what came and what went",
        "Before and after: 2017 and 2020.",
        &["Skills Academy", "Media Lab", "Games Studio", "Development Agency", "FROM 2017 TO 2020"],
        &[],
        "2020: 5 organisations and 5 flows there; new: 2 organisations and 3 flows; gone: 2 organisations and 3 flows",
    ),
    (
        &["--view", "both", "--at", "2017"],
        "as of 2017",
        "As of 2017.",
        &["Games Studio"],
        &["Media Lab"],
        "2017: 5 organisations",
    ),
    (
        &["--view", "both"],
        "from 2017 to 2020",
        "Before and after: 2017 and 2020.",
        &["Media Lab", "gone"],
        &[],
        "",
    ),
];

fn words_of(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect()
}

#[test]
fn a_figure_shows_a_date_or_two_and_says_so() {
    for (asked, subtitle, foot, there, not_there, told) in FIGURES {
        let ran = render(asked);
        assert_eq!(ran.code, 0, "{asked:?}: {}", ran.said());
        assert!(letters(&ran.said()).contains(&letters(told)), "{asked:?}: {}", ran.said());
        let svg = ran.text();
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let texts = tree.descendants().filter(|node| node.has_tag_name("text"));
        let words: Vec<String> = texts.map(words_of).collect();
        let all = letters(&words.concat());
        for expected in [&[subtitle, foot][..], there].concat() {
            assert!(all.contains(&letters(expected)), "{asked:?}: {expected}\n{words:#?}");
        }
        for missing in not_there {
            assert!(!all.contains(&letters(missing)), "{asked:?}: {missing}");
        }
    }
}

#[test]
fn a_page_for_browsers_says_under_its_title_which_date_it_is_of() {
    for (asked, subtitle) in [
        (&["--at", "2017"][..], "Invented for tests \u{b7} as of 2017"),
        (
            &["--from", "2017", "--to", "2020"],
            "Invented for tests \u{b7} from 2017 to 2020: what came and what went",
        ),
        (&[], "Invented for tests"),
    ] {
        let ran = render_as("html", asked);
        assert_eq!(ran.code, 0, "{asked:?}: {}", ran.said());
        let page = ran.text();
        assert!(page.contains(&format!(">{subtitle}<")), "{asked:?}: {:?}", page.find("Invented for tests"));
    }
}

#[test]
fn each_date_is_a_file_or_a_page_and_things_stay_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let ran = |output: &str| {
        let mut command = program::command();
        command.current_dir(folder.path()).args(["render", &district(), "--each-date", "-o", output]);
        Ran::of(&mut command, b"")
    };
    let made = ran("map.svg");
    assert_eq!(made.code, 0, "{}", made.said());
    assert!(made.said().contains("2014: 4 organisations"), "{}", made.said());
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let dates = ["2013", "2014", "2015", "2016", "2018-09", "2019-01", "2019-04-01", "2020"];
    let expected: Vec<String> =
        dates.iter().enumerate().map(|(index, date)| format!("map-{}-{date}.svg", index + 1)).collect();
    assert_eq!(names, expected);
    // The council stands at the same place in each of them.
    let places: Vec<String> = names
        .iter()
        .map(|name| {
            let svg = fs::read_to_string(folder.path().join(name)).unwrap();
            let tree = roxmltree::Document::parse(&svg).unwrap();
            let mut texts = tree.descendants().filter(|node| node.has_tag_name("text"));
            let node = texts.find(|node| letters(&words_of(*node)) == "DistrictCouncil");
            let node = node.unwrap_or_else(|| panic!("{name} has no council"));
            let root = tree.root_element().attribute("viewBox").unwrap();
            let corner: Vec<&str> = root.split(' ').take(2).collect();
            let line = node.descendants().find_map(|it| it.attribute("x").zip(it.attribute("y")));
            format!("{corner:?} {line:?}")
        })
        .collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{places:#?}");
    assert_eq!(ran("map.pdf").code, 0);
    let pdf = fs::read(folder.path().join("map.pdf")).unwrap();
    let pages = pdf.windows(11).filter(|window| window == b"/Type /Page").count();
    assert!(pages >= dates.len() || pages == 0, "a page for each date: {pages}");
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    for (more, code, words) in [
        (&["--at", "soon"][..], 2, "2019, 2019-05 or 2019-05-31"),
        (&["--from", "2017"], 2, "--to"),
        (&["--to", "2017"], 2, "--from"),
        (&["--from", "2020", "--to", "2017"], 2, "--to is the later date"),
        (&["--at", "2017", "--from", "2010", "--to", "2020"], 2, "cannot be used with"),
        (&["--each-date", "--at", "2017"], 2, "cannot be used with"),
        (&["--each-date"], 2, "dates as SVG or PNG are several files"),
        (&["--each-date", "--format", "html"], 2, "slider over all dates"),
    ] {
        let map = district();
        let format = if more.contains(&"--format") { &[][..] } else { &["--format", "svg"] };
        let ran = ecomap(&[&["render", &map, "-o", "-"][..], format, more].concat());
        assert_eq!((ran.code, ran.said().contains(words)), (code, true), "{more:?}: {}", ran.said());
    }
    let undated = program::examples().remove(0).display().to_string();
    let ran = ecomap(&["render", &undated, "-o", "figure.pdf", "--each-date"]);
    assert_eq!(ran.code, 1);
    assert!(ran.said().contains("nothing in the map is dated"), "{}", ran.said());
}

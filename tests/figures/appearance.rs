//! Appearance by data: sizes, tones and widths follow the numbers, and the legend says which and how.

use ecomap::{
    model::*,
    pipeline::{self, FigureOptions, FontChoice, Format},
    scene::{Item, Role, Scene, Shape, Target},
};

use super::{figure, legend, maps::Maker, svg};

const FIELDS: [(&str, AppearanceTarget); 4] = [
    ("staff", AppearanceTarget::Size),
    ("influence", AppearanceTarget::Tone),
    ("flows in", AppearanceTarget::Outline),
    ("weight", AppearanceTarget::FlowWidth),
];

/// Four organisations, one of whom nobody counted, and flows of weight 1, 2, 4 and none.
fn map(rules: &[(&str, AppearanceTarget)]) -> Document {
    let staff = |staff: f64, height: u32| {
        move |one: &mut Organisation| {
            one.extra.insert("staff".into(), FieldValue::Number(staff));
            one.influence = Some(Influence { height, ..Influence::default() });
        }
    };
    let weight = |weight: f64| move |flow: &mut Flow| flow.weight = Some(weight);
    let maker = Maker::new("By data", "")
        .organisation_with("a", "Alpha", "government local", (0.0, 0.0), staff(100.0, 1))
        .organisation_with("b", "Alpha", "government local", (500.0, 0.0), staff(50.0, 4))
        .organisation_with("c", "Alpha", "government national", (0.0, 300.0), staff(0.0, 2))
        .organisation("d", "Alpha", "government local", (500.0, 300.0))
        .flow_with("a", "b", "funding", weight(1.0))
        .flow_with("b", "d", "funding", weight(2.0))
        .flow_with("c", "d", "funding", weight(4.0))
        .flow("a", "c", "funding");
    maker.appearance(rules).document()
}

fn rect(scene: &Scene, id: &'static str) -> Rect {
    scene.node(&OrganisationId::literal(id)).unwrap().rect
}

fn strokes(scene: &Scene, target: &Target, role: Role) -> Vec<f64> {
    let of = |item: &&Item| item.target == *target && item.role == role;
    let items = scene.items.iter().filter(of);
    let width = |item: &Item| match &item.shape {
        Shape::Path { stroke: Some(stroke), .. } => Some(stroke.width),
        _ => None,
    };
    items.filter_map(width).collect()
}

#[test]
fn without_a_rule_numbers_change_nothing() {
    let (with, without) = (figure(&map(&[])), {
        let mut bare = map(&[]);
        let stripped = bare.flows().iter().map(|(id, flow)| {
            let after = Flow { weight: None, ..Flow::clone(flow) };
            Change {
                id: RecordId::Flow(id.clone()),
                before: Some(Record::Flow(flow.clone())),
                after: Some(after.into()),
            }
        });
        let transaction = Transaction::new(stripped.collect::<Vec<_>>());
        bare.apply(&transaction).unwrap();
        figure(&bare)
    });
    assert_eq!(svg(&with), svg(&without));
    assert!(legend(&with).iter().any(|words| words.contains("position, distance and line width carry no")));
}

#[test]
fn boxes_grow_by_area_with_what_they_follow() {
    let plain = figure(&map(&[]));
    let grown = figure(&map(&FIELDS[..1]));
    for (id, times) in [("a", 2.0), ("b", 1.5), ("c", 1.0), ("d", 1.0)] {
        let area = |scene: &Scene| rect(scene, id).width * rect(scene, id).height;
        let found = area(&grown) / area(&plain);
        assert!((found - times).abs() < 0.04, "{id}: {found} times as large");
        assert_eq!(rect(&grown, id).center(), rect(&plain, id).center());
    }
}

#[test]
fn flows_are_as_wide_as_their_weight_and_end_where_they_should() {
    let scene = figure(&map(&FIELDS[3..]));
    for (id, width) in
        [("a--b--funding", 2.0), ("b--d--funding", 4.0), ("c--d--funding", 8.0), ("a--c--funding", 1.0)]
    {
        let target = Target::Flow(FlowId::literal(id));
        assert_eq!(strokes(&scene, &target, Role::Line), [width], "{id}");
    }
}

#[test]
fn outlines_and_tones_follow_and_darker_is_more() {
    let scene = figure(&map(&FIELDS[1..3]));
    let body = |id: &'static str| {
        let target = Target::Organisation(OrganisationId::literal(id));
        let found = scene.items.iter().find(|item| item.target == target && item.role == Role::Body);
        match found.map(|item| &item.shape) {
            Some(Shape::Path { fill: Some(fill), stroke: Some(stroke), .. }) => {
                (fill.cie_lightness(), stroke.width)
            }
            other => panic!("{id}: {other:?}"),
        }
    };
    let (a, b, c, d) = (body("a"), body("b"), body("c"), body("d"));
    assert!(
        b.0 < c.0 && c.0 < a.0 && a.0 < d.0,
        "tones by influence 4, 2, 1, not stated: {a:?} {b:?} {c:?} {d:?}"
    );
    assert!((d.1 - 6.0).abs() < 1e-9 && (b.1 - 3.0).abs() < 1e-9 && a.1 < 1.0, "two flows in, one, none");
}

#[test]
fn the_legend_states_every_rule_with_its_numbers_and_what_gives_way() {
    for (rules, titles, sentence) in [
        (&FIELDS[..1], vec!["SIZE: STAFF"], "boxes grow with staff"),
        (&FIELDS[1..2], vec!["TONE: INFLUENCE"], "tone shows influence, not scale"),
        (&FIELDS[2..3], vec!["OUTLINE: FLOWS COMING IN"], "outline width shows flows coming in, not scale"),
        (&FIELDS[3..], vec!["LINE WIDTH: WEIGHT"], "otherwise position and distance carry no measure"),
        (&FIELDS[..], vec!["SIZE: STAFF", "TONE: INFLUENCE"], "neither shows scale"),
    ] {
        let scene = figure(&map(rules));
        let words = legend(&scene);
        for title in titles {
            let at =
                words.iter().position(|words| words == title).unwrap_or_else(|| panic!("{title}: {words:?}"));
            assert!(words[at + 1].parse::<f64>().is_ok(), "a number after {title}: {words:?}");
        }
        let footer = words.last().unwrap();
        assert!(footer.contains(sentence), "{footer}");
        let says = |words: &str| scene.description.to_lowercase().contains(words);
        assert!(sentence.starts_with("otherwise") || says(sentence), "{}", scene.description);
    }
    let words = legend(&figure(&map(&FIELDS[3..])));
    let at = words.iter().position(|words| words == "LINE WIDTH: WEIGHT").unwrap();
    assert_eq!(&words[at + 1..at + 5], ["1", "3", "4", "not stated"], "{words:?}");
    let both = legend(&figure(&map(&FIELDS)));
    assert!(!both.contains(&"SCALE".to_owned()), "no sign is left for scale: {both:?}");
    let tone = legend(&figure(&map(&FIELDS[1..2])));
    assert!(tone.contains(&"SCALE".to_owned()), "the outline still says scale: {tone:?}");
}

#[test]
fn a_rule_for_what_nobody_stated_says_that_it_is_not_stated() {
    let words = legend(&figure(&map(&[("budget", AppearanceTarget::Size)])));
    let at = words.iter().position(|words| words == "SIZE: BUDGET").unwrap();
    assert_eq!(words[at + 1], "not stated");
}

#[test]
fn boxes_grow_with_what_was_measured_and_the_legend_says_how() {
    let drawn = |rules: &[(&str, AppearanceTarget)]| {
        let options = FigureOptions { fonts: FontChoice::Bundled, ..FigureOptions::default() };
        let mut document = map(rules);
        let extra = Flow::new(
            OrganisationId::literal("a"),
            OrganisationId::literal("d"),
            FlowKindId::literal("funding"),
        );
        document
            .apply(&Transaction::new([Change {
                id: RecordId::Flow(FlowId::literal("more")),
                before: None,
                after: Some(extra.into()),
            }]))
            .unwrap();
        pipeline::figure(&document, Format::Svg, &options).unwrap().value.scene
    };
    let plain = drawn(&[]);
    let grown = drawn(&[("degree", AppearanceTarget::Size)]);
    // a is tied to b, c and d, b to a and d, c to a and d, d to all others.
    for (id, degree) in [("a", 3.0), ("b", 2.0), ("c", 2.0), ("d", 3.0)] {
        let area = |scene: &Scene| rect(scene, id).width * rect(scene, id).height;
        let (found, times) = (area(&grown) / area(&plain), 1.0 + degree / 3.0);
        assert!((found - times).abs() < 0.05, "{id}: {found} times as large, not {times}");
    }
    let said = legend(&grown).join(" ");
    for words in ["SIZE: DEGREE, HOW MANY OTHERS IT IS TIED TO", "counted on the flows drawn", "one tie"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let toned = drawn(&[("betweenness", AppearanceTarget::Tone), ("community", AppearanceTarget::Outline)]);
    let said = legend(&toned).join(" ");
    assert!(said.contains("TONE: BETWEENNESS") && said.contains("measures counted"), "{said}");
}

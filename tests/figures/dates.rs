//! Before and after: what came and what went is marked by shape and word, and nothing is drawn over anything.

use std::collections::BTreeSet;

use ecomap::{
    file,
    model::*,
    pipeline::{self, Figure, FigureOptions, FontChoice, Format, time::When},
    scene::{Item, Role, Scene, Shape, Target},
};

use crate::snapshot;

fn district() -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/time/district.ron");
    file::read(std::fs::read(path).unwrap()).unwrap().value
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn before_and_after(more: FigureOptions) -> Figure {
    let when = Some(When::Between(date("2017"), date("2020")));
    let options = FigureOptions { when, fonts: FontChoice::Bundled, ..more };
    pipeline::figure(&district(), Format::Svg, &options).unwrap().value
}

/// Ids of what bears a sign.
fn marked(scene: &Scene) -> BTreeSet<String> {
    let signs = scene.items.iter().filter(|item| item.role == Role::Change);
    let ids = signs.filter_map(|item| match &item.target {
        Target::Organisation(id) => Some(id.as_str().to_owned()),
        Target::Flow(id) => Some(id.as_str().to_owned()),
        _ => None,
    });
    ids.collect()
}

#[test]
fn before_and_after_looks_so() {
    let figure = before_and_after(FigureOptions::default());
    snapshot::check("before-and-after.svg", &String::from_utf8(figure.bytes).unwrap());
    let expected = ["academy", "agency", "f2", "f4", "f5", "f6", "f7", "f8", "lab", "studio"];
    assert_eq!(marked(&figure.scene), expected.map(str::to_owned).into());
}

#[test]
fn each_sign_says_by_word_and_shape_what_its_colour_says() {
    for palette in ["default", "greyscale", "high-contrast", "colour-blind"] {
        for dark in [false, true] {
            let options =
                FigureOptions { palette: Some(palette.to_owned()), dark, ..FigureOptions::default() };
            let scene = before_and_after(options).scene;
            let of = |id: &str| {
                let target = Target::Organisation(OrganisationId::new(id).unwrap());
                let items = scene.items.iter().filter(move |it| it.target == target);
                items.filter(|item| item.role == Role::Change).collect::<Vec<&Item>>()
            };
            for (id, word, strokes) in [("lab", "new", 2), ("studio", "gone", 1)] {
                let items = of(id);
                let words = items.iter().find_map(|item| match &item.shape {
                    Shape::Text(block) => Some(block.words()),
                    Shape::Path { .. } => None,
                });
                assert_eq!(words.as_deref(), Some(word), "{palette}");
                let open = |item: &&&Item| matches!(&item.shape, Shape::Path { fill: None, .. });
                assert_eq!(items.iter().filter(open).count(), strokes, "{palette}: a plus or a minus");
            }
            assert!(scene.titles.values().any(|title| title.ends_with(", gone")));
        }
    }
}

#[test]
fn signs_keep_clear_of_heads_labels_and_each_other() {
    let scene = before_and_after(FigureOptions::default()).scene;
    let signs: Vec<&Item> = scene
        .items
        .iter()
        .filter(|item| item.role == Role::Change && matches!(&item.shape, Shape::Path { fill: Some(_), .. }))
        .collect();
    for sign in &signs {
        for head in scene.items.iter().filter(|item| item.role == Role::Head) {
            let is_node = matches!(sign.target, Target::Organisation(_));
            assert!(!is_node || !head.bounds.overlaps(sign.bounds), "{:?}", sign.target);
        }
        for label in scene.flows.iter().filter_map(|flow| flow.label) {
            assert!(!label.overlaps(sign.bounds), "{:?}", sign.target);
        }
        let others = signs.iter().filter(|other| other.target != sign.target);
        assert!(others.into_iter().all(|other| !other.bounds.overlaps(sign.bounds)), "{:?}", sign.target);
    }
}

#[test]
fn without_dates_a_figure_is_as_it_was() {
    let plain = |when| {
        let options = FigureOptions { when, fonts: FontChoice::Bundled, ..FigureOptions::default() };
        pipeline::figure(&district(), Format::Svg, &options).unwrap().value
    };
    let all = plain(None);
    assert!(marked(&all.scene).is_empty());
    assert_eq!(all.scene.nodes.len(), 7);
    assert_eq!(plain(Some(When::At(date("2017")))).scene.nodes.len(), 5);
}

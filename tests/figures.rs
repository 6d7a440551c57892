//! What a figure must be, whatever the map: nothing overlaps that need not, every arrow ends where it should, the
//! legend is true, text stays text, and the same map gives the same bytes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "figures/appearance.rs"]
mod appearance;
#[path = "figures/bundles.rs"]
mod bundles;
#[path = "figures/dates.rs"]
mod dates;
#[path = "common/generated.rs"]
mod generated;
#[path = "figures/maps.rs"]
mod maps;
#[path = "figures/palettes.rs"]
mod palettes;
#[path = "figures/routes.rs"]
mod routes;
#[path = "figures/snapshot.rs"]
mod snapshot;
#[path = "figures/stems.rs"]
mod stems;
#[path = "figures/truth.rs"]
mod truth;
#[path = "figures/workshop.rs"]
mod workshop;

use std::{collections::BTreeSet, sync::Arc};

use ecomap::{
    model::*,
    render::{self, Background, PngOptions, RenderError, Resolution, SvgOptions},
    scene::{self, Frame, HitPart, Item, Options, Role, Scene, Shape, Target},
    style::{Look, Palette, Theme},
    text::Fonts,
};
use maps::Maker;

fn figure(document: &Document) -> Scene {
    scene::build(document, &Options::figure(), &Look::default(), &Fonts::bundled())
}

fn svg(scene: &Scene) -> String {
    render::svg(scene, &SvgOptions::default())
}

/// All words of the picture with this role and kind of target, each text block as one line.
fn words(scene: &Scene, is_wanted: impl Fn(&Item) -> bool) -> Vec<String> {
    let texts = scene.items.iter().filter(|item| is_wanted(item)).filter_map(|item| match &item.shape {
        Shape::Text(block) => Some(block.words()),
        Shape::Path { .. } => None,
    });
    texts.collect()
}

fn legend(scene: &Scene) -> Vec<String> {
    words(scene, |item| item.target == Target::Legend)
}

/// Leaves the figures in the folder that the variable `FIGURES` names, to be looked at.
#[test]
fn figures_can_be_looked_at() {
    let Some(folder) = std::env::var_os("FIGURES") else { return };
    let fonts = Fonts::with_system();
    let made = [
        ("cardiff", maps::cardiff()),
        ("everything", maps::everything()),
        ("hostile", hostile()),
        ("generated-30", maps::generated(30, 50, 7)),
        ("generated-100", maps::generated(100, 180, 7)),
        ("mixed-30", generated::map(30, 3)),
        ("mixed-100", generated::map(100, 1)),
        ("mixed-300", generated::map(300, 1)),
    ];
    let made = made.into_iter().map(|(name, document)| (name.to_owned(), document));
    for (name, document) in made.chain(maps::examples()) {
        let scene = scene::build(&document, &Options::figure(), &Look::of(&document, Theme::Light), &fonts);
        println!("{name}: {:?}", scene.report);
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join(format!("{name}.svg")), svg(&scene)).unwrap();
        let bytes = render::png(&scene, &fonts, &PngOptions::default()).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
    for name in Palette::NAMES {
        for theme in [Theme::Light, Theme::Dark] {
            let look = Look::new(theme, Palette::named(name).unwrap());
            let scene = scene::build(&maps::everything(), &Options::figure(), &look, &fonts);
            let bytes = render::png(&scene, &fonts, &PngOptions::default()).unwrap();
            let path = std::path::Path::new(&folder).join(format!("look-{name}-{theme:?}.png"));
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn examples_come_out_clear() {
    for (name, document) in maps::examples() {
        let scene = figure(&document);
        assert_eq!(scene.report, scene::SceneReport::default(), "{name}");
        for (index, node) in scene.nodes.iter().enumerate() {
            for other in &scene.nodes[index + 1..] {
                assert!(!node.rect.overlaps(other.rect), "{name}: {} and {}", node.id, other.id);
            }
            for flow in &scene.flows {
                let over = flow.label.is_some_and(|label| label.overlaps(node.rect));
                assert!(!over, "{name}: the label of {} lies over {}", flow.id, node.id);
            }
        }
        let labels: Vec<_> = scene.flows.iter().filter_map(|flow| Some((&flow.id, flow.label?))).collect();
        for (index, (id, label)) in labels.iter().enumerate() {
            for (other, second) in &labels[index + 1..] {
                assert!(!label.overlaps(*second), "{name}: labels of {id} and {other}");
            }
        }
    }
}

#[test]
fn arrows_end_just_before_the_outline_of_every_shape() {
    let kinds = ["organisation", "group", "network", "fund", "event", "person"];
    for kind in kinds {
        for step in 0..16 {
            let angle = f64::from(step) * std::f64::consts::TAU / 16.0;
            let at = (400.0 * angle.cos(), 400.0 * angle.sin());
            let document = Maker::new("", "")
                .organisation("middle", "Creative and tech", &format!("industry local {kind}"), (0.0, 0.0))
                .organisation("other", "Other", "government national", at)
                .flow("other", "middle", "funding")
                .flow_with("middle", "other", "talent", |flow| flow.direction = Direction::Both)
                .document();
            let scene = figure(&document);
            let middle = scene.node(&OrganisationId::literal("middle")).unwrap();
            for flow in &scene.flows {
                let (first, last) = (flow.curve.first().unwrap(), flow.curve.last().unwrap());
                let tip = if flow.to.as_str() == "middle" { last.end } else { first.start };
                let gap = middle.outline.distance(tip);
                assert!((1.0..4.5).contains(&gap), "{kind} at {angle:.2}: {gap:.2} for {}", flow.id);
                assert!(!middle.outline.contains(tip), "{kind} at {angle:.2}: inside for {}", flow.id);
            }
        }
    }
}

#[test]
fn labels_stand_at_least_twelve_units_from_the_sides_of_their_box() {
    let scene = figure(&maps::everything());
    for item in scene.items.iter().filter(|item| item.role == Role::Label) {
        let Target::Organisation(id) = &item.target else { continue };
        let rect = scene.node(id).unwrap().rect;
        assert!(item.bounds.left() >= rect.left() + 11.99, "{id}: {:?} in {rect:?}", item.bounds);
        assert!(item.bounds.right() <= rect.right() - 11.99, "{id}: {:?} in {rect:?}", item.bounds);
        assert!(rect.height >= 38.0, "{id}");
    }
}

#[test]
fn parallel_flows_keep_their_distance_and_their_order() {
    for at in [(400.0, 0.0), (0.0, 300.0), (300.0, 250.0)] {
        let build = |extra: bool| {
            let mut maker = Maker::new("", "")
                .organisation("a", "First", "industry local", (0.0, 0.0))
                .organisation("b", "Second", "industry local", at)
                .flow("a", "b", "talent")
                .flow("b", "a", "funding")
                .flow("a", "b", "policy");
            if extra {
                maker = maker.organisation("far", "Far", "- -", (900.0, 900.0));
            }
            figure(&maker.document())
        };
        let scene = build(false);
        let middles: Vec<Point> = scene.flows.iter().map(|flow| flow.curve[0].point(0.5)).collect();
        for (index, middle) in middles.iter().enumerate() {
            for other in &middles[index + 1..] {
                assert!(middle.distance(*other) > 12.0, "{at:?}: {middles:?}");
            }
        }
        let again: Vec<Point> = build(true).flows.iter().map(|flow| flow.curve[0].point(0.5)).collect();
        assert_eq!(middles, again, "an organisation elsewhere moves no lane");
    }
}

#[test]
fn a_flow_goes_round_a_box_that_it_does_not_touch() {
    let document = Maker::new("", "")
        .organisation("a", "First", "industry local", (0.0, 0.0))
        .organisation("between", "Between", "industry local", (300.0, 0.0))
        .organisation("b", "Last", "industry local", (600.0, 0.0))
        .flow("a", "b", "talent")
        .document();
    let scene = figure(&document);
    assert!(scene.report.crossing_nodes.is_empty());
    let between = scene.node(&OrganisationId::literal("between")).unwrap().rect;
    assert!(scene.flows_through(between).is_empty());
}

#[test]
fn a_label_without_room_is_left_out_and_told() {
    let document = Maker::new("", "")
        .organisation("a", "First", "industry local", (0.0, 0.0))
        .organisation("b", "Over the first", "industry local", (12.0, 4.0))
        .flow("a", "b", "talent")
        .document();
    let scene = figure(&document);
    let flow = &scene.flows[0];
    assert_eq!(scene.report.dropped_labels, std::slice::from_ref(&flow.id));
    assert_eq!((flow.label, flow.words.as_str()), (None, "talent"));
    assert!(!words(&scene, |item| matches!(item.target, Target::Flow(_))).contains(&"talent".to_owned()));
}

#[test]
fn titles_of_bands_stand_in_a_corner_that_is_free() {
    let band = |at: (f64, f64)| {
        let maker = Maker::new("", "").band("low", "local", (-200.0, -100.0, 800.0, 200.0));
        figure(&maker.organisation("a", "Some organisation", "industry local", at).document())
    };
    assert!(band((300.0, 40.0)).areas[0].title.x < -100.0, "on the left where nothing is there");
    let scene = band((-130.0, -75.0));
    let (title, node) = (scene.areas[0].title, scene.nodes[0].rect);
    assert!(title.x > 400.0 && !title.overlaps(node), "{title:?}");
}

#[test]
fn every_kind_of_line_is_drawn_as_its_kind() {
    let scene = figure(&maps::everything());
    let parts = |id: &str, role: Role| {
        let target = Target::Flow(FlowId::new(id).unwrap());
        scene.items.iter().filter(|item| item.target == target && item.role == role).count()
    };
    for (id, heads, strikes, brokers) in [
        ("box--stack--talent", 1, 0, 0),
        ("box--stack--collaboration", 0, 0, 0),
        ("stack--pill--networking", 2, 0, 0),
        ("stack--tab--convening", 1, 1, 0),
        ("tab--circle--engagement", 2, 0, 0),
        ("unit--unit--trade", 1, 0, 0),
        ("unit--in-b--brokering", 1, 0, 1),
    ] {
        let found = (parts(id, Role::Head), parts(id, Role::Strike), parts(id, Role::Broker));
        assert_eq!(found, (heads, strikes, brokers), "{id}");
    }
    let summed = scene.flows.iter().find(|flow| flow.sums.len() == 2).expect("two flows summed up");
    assert_eq!(summed.to.as_str(), "co-a");
    assert!(scene.flow(&FlowId::literal("co-a--co-b--trade")).is_none(), "inside a collapsed group");
    assert_eq!(scene.groups.iter().filter(|group| group.collapsed).count(), 1);
    assert!(scene.node(&OrganisationId::literal("co-a")).is_none());
}

/// A map with a band, two shapes, and lines of several formalities and statuses.
fn varied() -> Document {
    Maker::new("", "")
        .source("A study")
        .band("low", "local", (-200.0, -100.0, 800.0, 200.0))
        .organisation("a", "A", "industry local group", (0.0, 0.0))
        .organisation("b", "B", "industry local", (300.0, 0.0))
        .flow_with("a", "b", "policy", |flow| flow.formality = Formality::Informal)
        .flow_with("b", "a", "policy", |flow| flow.formality = Formality::Formal)
        .flow_with("b", "a", "funding", |flow| flow.status = Status::Absent)
        .document()
}

#[test]
fn the_legend_lists_exactly_what_occurs() {
    let simple = Maker::new("", "")
        .organisation("a", "A", "third-sector local", (0.0, 0.0))
        .organisation("b", "B", "government national", (300.0, 0.0))
        .flow("a", "b", "talent");
    let unstated = Maker::new("", "").organisation("a", "A", "- -", (0.0, 0.0));
    let cases = [
        (
            simple.document(),
            "SECTOR|Government|Third sector|SCALE|Local|National|FLOW|talent|\
             Conceptual: position, distance and line width carry no measure. 2 organisations, 1 flow.",
        ),
        (
            unstated.document(),
            "SECTOR|Not stated|SCALE|Not stated|\
             Conceptual: position, distance and line width carry no measure. 1 organisation, 0 flows.",
        ),
        (
            varied(),
            "SECTOR|Industry|SCALE|Local|FLOW|funding|policy|LINE|formal|informal|absent|\
             KIND|organisation|group of organisations|\
             Conceptual: bands show scale; otherwise position, distance and line width carry no measure. \
             Source: A study. 2 organisations, 3 flows.",
        ),
    ];
    for (document, expected) in cases {
        assert_eq!(legend(&figure(&document)).join("|"), expected);
    }
}

#[test]
fn more_than_seven_kinds_are_coloured_by_family() {
    let kinds = ["funding", "talent", "trade", "policy", "mandate", "networking", "convening", "hosts"];
    let mut maker = Maker::new("", "");
    for index in 0..=kinds.len() {
        let at = (index as f64 * 250.0, 0.0);
        maker = maker.organisation(&format!("o{index}"), "Name", "industry local", at);
    }
    for (index, kind) in kinds.into_iter().enumerate() {
        maker = maker.flow(&format!("o{index}"), &format!("o{}", index + 1), kind);
    }
    let scene = figure(&maker.document());
    let legend = legend(&scene);
    let flows = legend.iter().position(|words| words == "FLOW").unwrap();
    assert_eq!(legend[flows + 1..flows + 5], ["Resources", "Authority", "Social", "Structure"]);
    let labels = words(&scene, |item| matches!(item.target, Target::Flow(_)));
    assert_eq!(labels, kinds, "a label always names the kind");
}

#[test]
fn what_is_hidden_is_not_drawn_nor_in_the_legend() {
    let hidden = BTreeSet::from([RecordId::Organisation(OrganisationId::literal("welsh-government"))]);
    let options = Options { hidden: Arc::new(hidden), ..Options::figure() };
    let scene = scene::build(&maps::cardiff(), &options, &Look::default(), &Fonts::bundled());
    assert_eq!((scene.nodes.len(), scene.flows.len()), (7, 5));
    assert!(!svg(&scene).contains("Welsh Government"));
    assert!(!legend(&scene).contains(&"convening".to_owned()));
}

#[test]
fn who_has_no_place_is_named_not_drawn() {
    let document = Maker::new("", "")
        .organisation_with("a", "A", "- -", (0.0, 0.0), |organisation| organisation.position = None)
        .organisation("b", "B", "- -", (0.0, 0.0))
        .flow("a", "b", "talent")
        .document();
    let scene = figure(&document);
    assert_eq!(scene.report.unplaced, [OrganisationId::literal("a")]);
    assert_eq!((scene.nodes.len(), scene.flows.len()), (1, 0));
}

/// Names and labels that have broken other programs.
fn hostile() -> Document {
    let names = [
        "</text><script>alert(1)</script>",
        "\"quotes\" & 'apostrophes' & <tags/>",
        "]]> and <![CDATA[",
        "bell \u{7} null \u{0} escape \u{1b}[0m",
        "\u{202e}turned round\u{202c} and \u{fffe} back",
        "مركز الابتكار الرقمي",
        "Emoji 👩‍🔬🏴󠁧󠁢󠁷󠁬󠁳󠁿 here",
        "Größe Кластер Σύμπλεγμα 創造都市",
        "=HYPERLINK(\"http://example.org\")",
        "&amp; &#x41; &unknown;",
    ];
    let mut maker = Maker::new("A <title> & \"more\"", "]]>");
    for (index, name) in names.iter().enumerate() {
        let at = ((index % 4) as f64 * 420.0, (index / 4) as f64 * 160.0);
        maker = maker.organisation(&format!("o{index}"), name, "industry local", at);
    }
    maker
        .flow_with("o0", "o1", "talent", |flow| flow.label = "<b> & ]]>".into())
        .flow_with("o4", "o5", "talent", |flow| flow.condition = "\"if\" </tspan>".into())
        .document()
}

#[test]
fn hostile_words_stay_words() {
    let text = svg(&figure(&hostile()));
    let parsed = roxmltree::Document::parse(&text).unwrap();
    assert!(parsed.descendants().all(|node| !node.has_tag_name("script")), "no markup comes from a name");
    let all: String =
        parsed.descendants().filter(roxmltree::Node::is_text).filter_map(|n| n.text()).collect();
    for words in
        ["</text><script>alert(1)</script>", "]]> and <![CDATA[", "&amp; &#x41; &unknown;", "<b> & ]]>"]
    {
        assert!(all.contains(words), "{words}");
    }
    assert!(!all.contains(['\u{0}', '\u{7}', '\u{1b}', '\u{202e}', '\u{fffe}']));
}

#[test]
fn a_name_as_long_as_a_book_stays_whole_and_inside_its_box() {
    let name = "interminable ".repeat(800);
    let document = Maker::new(&name, "")
        .organisation("a", &name, "industry local", (0.0, 0.0))
        .organisation("b", &"x".repeat(10_000), "industry local person", (5000.0, 0.0))
        .flow_with("a", "b", "talent", |flow| flow.label = name.clone())
        .document();
    let scene = figure(&document);
    assert_eq!(scene.report.cut_labels.len(), 1, "a flow's label is cut, and counted");
    for id in ["a", "b"] {
        let id = OrganisationId::new(id).unwrap();
        let node = scene.node(&id).unwrap();
        let own = |item: &&Item| item.target == Target::Organisation(id.clone());
        for item in scene.items.iter().filter(own).filter(|item| item.role == Role::Label) {
            assert!(node.rect.contains_rect(item.bounds), "{id}");
        }
    }
    let whole = words(&scene, |item| item.target == Target::Organisation(OrganisationId::literal("a")));
    assert_eq!(whole.concat(), name.trim());
    assert!(roxmltree::Document::parse(&svg(&scene)).is_ok());
}

#[test]
fn an_svg_can_be_read_searched_and_taken_apart() {
    let scene = figure(&maps::cardiff());
    let text = svg(&scene);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let root = parsed.root_element();
    assert_eq!(root.attribute("width"), Some(format!("{}", scene.bounds.width).as_str()));
    let child = |name: &str| {
        root.children().find(|node| node.has_tag_name((root.tag_name().namespace().unwrap(), name)))
    };
    assert_eq!(child("title").unwrap().text(), Some("Public money for young companies in Cardiff"));
    let spoken = child("desc").unwrap().text().unwrap();
    for words in ["8 organisations, 8 flows", "mandate from Welsh Government to Finance Wales"] {
        assert!(spoken.contains(words), "{spoken}");
    }
    for tag in ["style", "foreignObject", "image", "script", "clipPath"] {
        assert!(!text.contains(&format!("<{tag}")), "{tag} is not understood everywhere");
    }
    let group = parsed.descendants().find(|n| n.attribute("id") == Some("organisation-finance-wales"));
    let group = group.expect("each organisation is a group of its own");
    let inside: String =
        group.descendants().filter(roxmltree::Node::is_text).filter_map(|n| n.text()).collect();
    assert!(inside.contains("Finance Wales (organisation, Government, national)"), "{inside}");
    let ids: Vec<&str> = parsed.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
}

#[test]
fn each_name_is_in_the_svg_once_as_text() {
    let scene = figure(&maps::cardiff());
    let text = svg(&scene);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let labels: Vec<String> = parsed
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .map(|node| node.descendants().filter(roxmltree::Node::is_text).filter_map(|n| n.text()).collect())
        .collect();
    for name in ["Creative and tech organisations", "Early-stage businesses", "Welsh Government"] {
        assert_eq!(labels.iter().filter(|label| *label == name).count(), 1, "{name}: {labels:?}");
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    for document in [maps::cardiff(), maps::everything(), maps::generated(30, 50, 11)] {
        let (first, second) = (figure(&document), figure(&document.clone()));
        assert_eq!(svg(&first), svg(&second));
    }
    let small = PngOptions { resolution: Resolution::WidthPixels(300), background: Background::Page };
    let scene = figure(&maps::cardiff());
    let png = || render::png(&scene, &Fonts::bundled(), &small).unwrap();
    assert_eq!(png(), png());
}

#[test]
fn a_small_map_looks_as_it_did() {
    snapshot::check("cardiff.svg", &svg(&figure(&maps::cardiff())));
    snapshot::check("everything.svg", &svg(&figure(&maps::everything())));
}

#[test]
fn a_png_knows_its_size_on_paper() {
    let scene = figure(&maps::cardiff());
    let fonts = Fonts::bundled();
    for (resolution, pixels, per_metre) in [
        (Resolution::Dpi(48.0), (scene.bounds.width / 2.0).round() as u32, 1890),
        (Resolution::WidthMm { width: 85.0, dpi: 150.0 }, 502, 5906),
        (Resolution::WidthPixels(400), 400, 3780),
    ] {
        let options = PngOptions { resolution, background: Background::Transparent };
        let bytes = render::png(&scene, &fonts, &options).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let info = reader.info();
        assert_eq!(info.width, pixels, "{resolution:?}");
        assert_eq!(info.pixel_dims.unwrap().xppu, per_metre, "{resolution:?}");
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels[3], 0, "the corner is transparent");
        assert!(pixels.chunks(4).any(|pixel| pixel[3] == 255), "and something is drawn");
    }
}

#[test]
fn a_png_that_cannot_be_is_refused_in_words() {
    let scene = figure(&maps::cardiff());
    for (resolution, is_too_large) in [
        (Resolution::Dpi(0.0), false),
        (Resolution::Dpi(f64::NAN), false),
        (Resolution::WidthMm { width: -1.0, dpi: 300.0 }, false),
        (Resolution::Dpi(1e9), true),
    ] {
        let options = PngOptions { resolution, ..PngOptions::default() };
        let error = render::png(&scene, &Fonts::bundled(), &options).unwrap_err();
        assert_eq!(matches!(error, RenderError::TooLarge { .. }), is_too_large, "{error}");
    }
}

#[test]
fn an_empty_map_is_a_picture_too() {
    for options in [Options::figure(), Options::default()] {
        let scene = scene::build(&Document::default(), &options, &Look::default(), &Fonts::bundled());
        assert!(scene.bounds.is_sane());
        assert!(roxmltree::Document::parse(&svg(&scene)).is_ok());
    }
}

#[test]
fn a_point_hits_what_lies_on_top() {
    let options = Options { frame: Frame::Canvas, ..Options::default() };
    let document = maps::everything();
    let scene = scene::build(&document, &options, &Look::default(), &Fonts::bundled());
    let organisation = |id: &str| Target::Organisation(OrganisationId::new(id).unwrap());
    let node = |id: &str| scene.node(&OrganisationId::new(id).unwrap()).unwrap().rect;
    let flow = |id: &str| scene.flow(&FlowId::new(id).unwrap()).unwrap();
    let label = flow("pill--cut--advocacy").label.unwrap();
    let line = flow("circle--none--information");
    let group = scene.groups.iter().find(|group| group.id.as_str() == "partners").unwrap();
    let flow_target = |id: &str| Target::Flow(FlowId::new(id).unwrap());
    let group_target = |id: &str| Target::Group(GroupId::new(id).unwrap());
    let corner = Point::new(group.rect.center().x, node("in-c").top() - 20.0);
    let cases = [
        (node("box").center(), Some((organisation("box"), HitPart::Body))),
        (
            Point::new(node("box").left() - 2.0, node("box").center().y),
            Some((organisation("box"), HitPart::Rim)),
        ),
        (
            Point::new(node("box").left() + 2.0, node("box").center().y),
            Some((organisation("box"), HitPart::Rim)),
        ),
        (label.center(), Some((flow_target("pill--cut--advocacy"), HitPart::Label))),
        (
            line.curve[0].point(0.1) + Point::new(0.0, 2.0),
            Some((flow_target("circle--none--information"), HitPart::Line)),
        ),
        (group.title.center(), Some((group_target("partners"), HitPart::Title))),
        (corner, Some((group_target("partners"), HitPart::Body))),
        (node("none").center() + Point::new(0.0, 60.0), None),
    ];
    for (at, expected) in cases {
        let hit = scene.hit(at, 4.0).map(|hit| (hit.target, hit.part));
        assert_eq!(hit, expected, "{at:?}");
    }
    let note = scene.notes.iter().find(|note| note.id.as_str() == "aaaaaa").unwrap();
    let target = scene.hit(note.rect.center(), 4.0).unwrap().target;
    assert_eq!(target, Target::Note(NoteId::literal("aaaaaa")));
}

#[test]
fn a_marquee_takes_what_it_holds() {
    let scene = figure(&maps::cardiff());
    let taken = scene.within(Rect::new(180.0, 150.0, 480.0, 80.0));
    let names: Vec<String> = taken.iter().map(|target| format!("{target:?}")).collect();
    assert_eq!(
        names,
        [
            "Flow(FlowId(welsh-government--finance-wales--funding))",
            "Flow(FlowId(welsh-government--finance-wales--mandate))",
            "Organisation(OrganisationId(finance-wales))",
            "Organisation(OrganisationId(welsh-government))",
        ]
    );
    assert!(scene.within(Rect::new(5000.0, 5000.0, 10.0, 10.0)).is_empty());
}

#[test]
fn higher_lies_in_front() {
    let build = |first: i32, second: i32| {
        let document = Maker::new("", "")
            .organisation_with("a", "A", "- -", (0.0, 0.0), |organisation| organisation.z_order = first)
            .organisation_with("b", "B", "- -", (10.0, 5.0), |organisation| organisation.z_order = second)
            .document();
        figure(&document).hit(Point::new(5.0, 2.0), 2.0).unwrap().target
    };
    assert_eq!(build(0, 1), Target::Organisation(OrganisationId::literal("b")));
    assert_eq!(build(1, 0), Target::Organisation(OrganisationId::literal("a")));
}

#[test]
fn damaged_places_do_no_harm() {
    for place in [f64::NAN, f64::INFINITY, 1e300, -1e15] {
        let document = Maker::new("", "")
            .organisation("a", "A", "- -", (place, 0.0))
            .organisation("b", "B", "- -", (0.0, 0.0))
            .flow_with("a", "b", "talent", |flow| flow.route = vec![Point::new(place, place)])
            .flow("b", "b", "talent")
            .document();
        let scene = figure(&document);
        assert!(roxmltree::Document::parse(&svg(&scene)).is_ok(), "{place}");
    }
}

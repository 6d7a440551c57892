//! The page of exports: a figure is chosen, seen as it will be printed, written, and what was chosen is kept; pictures
//! for the clipboard.

use ecomap::model::{PageSetup, ViewId};
use eframe::egui::{
    self, ColorImage, Event, Key, Modifiers, OutputCommand, PointerButton, accesskit::Role, vec2,
};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

/// Two organisations, a flow and a view.
fn text() -> String {
    let views =
        "    views: [(id: \"money\", name: \"The money\", caption: \"Who pays whom\", order: 1)],\n)\n";
    let end = SMALL.rfind(')').expect("it ends");
    format!("{}{views}", &SMALL[..end])
}

fn open() -> Window {
    let mut window = Window::open(&text());
    window.key(CTRL_SHIFT, Key::E);
    assert!(window.shell().export().is_some(), "the page is open");
    window
}

/// Opens a list and takes a row of it.
fn choose(window: &mut Window, list: &str, row: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, list).click();
    window.settle();
    window.click(row);
}

/// Writes over what stands in a field.
fn fill(window: &mut Window, field: &str, words: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.type_text(words);
}

/// Turns a switch, also one that is scrolled out of sight.
fn switch(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::CheckBox, name).click_accesskit();
    window.settle();
}

/// Answers the dialog in the window.
fn name(window: &mut Window, words: &str) {
    assert!(window.says("File name"), "it asks where to write");
    window.key(CTRL, Key::A);
    window.type_text(words);
    window.key(NONE, Key::Enter);
}

fn view(window: &Window) -> PageSetup {
    let document = window.map().session.document();
    document.view(&ViewId::literal("money")).expect("it is there").page.clone()
}

/// Presses keys, and what comes on the clipboard.
fn copied(window: &mut Window, modifiers: Modifiers) -> (Option<String>, Option<ColorImage>) {
    // Not queued: a queue gives one step several frames, of which only the last is seen here.
    let key = Event::Key { key: Key::C, physical_key: None, pressed: true, repeat: false, modifiers };
    window.harness.input_mut().events.push(key);
    let mut got = (None, None);
    for _ in 0..4000 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            match command {
                OutputCommand::CopyText(text) => got.0 = Some(text.clone()),
                OutputCommand::CopyImage(image) => got.1 = Some(ColorImage::clone(image)),
                OutputCommand::OpenUrl(_) => {}
            }
        }
        if got.0.is_some() || got.1.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.settle();
    got
}

#[test]
fn a_list_opened_by_a_tap_stands_before_the_page() {
    let mut window = open();
    let place = window.harness.get_by_role_and_label(Role::ComboBox, "Page").rect().center();
    let button = |pressed| Event::PointerButton {
        pos: place,
        button: PointerButton::Primary,
        pressed,
        modifiers: NONE,
    };
    // Opened, closed, opened: pressed and let go within one frame, as a tap is.
    for times in 1..=3 {
        window.harness.input_mut().events.push(Event::PointerMoved(place));
        window.harness.input_mut().events.extend([button(true), button(false)]);
        window.harness.step();
        window.settle();
        let below = place + vec2(0.0, 40.0);
        let on_list = window.harness.query_by_label("Single column, 85 mm").is_some();
        assert_eq!(on_list, times != 2, "tap {times}");
        let page = window.harness.ctx.memory(eframe::egui::Memory::top_modal_layer);
        let top = window.harness.ctx.layer_id_at(below);
        assert_eq!(top != page, on_list, "tap {times}: {top:?} lies on top");
    }
}

#[test]
fn a_question_stands_before_the_page_and_hears_the_keys() {
    let mut window = open();
    let taken = window.home().join("taken.svg");
    std::fs::write(&taken, "precious").expect("writes");
    for (key, is_kept) in [(Key::Escape, true), (Key::Enter, false)] {
        window.key(NONE, Key::Enter);
        // Without the extension the dialog finds no such file: the question comes after it.
        name(&mut window, "taken");
        assert!(window.says("Replace “taken.svg”?"));
        let button = window.harness.get_by_label("Replace file").rect().center();
        let page = egui::LayerId::new(egui::Order::Foreground, egui::Id::new("export figure"));
        assert_ne!(window.harness.ctx.layer_id_at(button), Some(page), "the page lies over the question");
        window.key(NONE, key);
        window.settle();
        let words = std::fs::read_to_string(&taken).expect("reads");
        assert_eq!(words == "precious", is_kept);
        assert_eq!(window.shell().export().is_some(), is_kept, "the page");
    }
}

#[test]
fn a_window_closes_when_its_figure_is_written() {
    let mut window = open();
    window.click("PNG: a picture made of pixels");
    fill(&mut window, "Width, mm", "200");
    fill(&mut window, "Dots an inch", "1200");
    window.key(NONE, Key::Enter);
    window.key(CTRL, Key::A);
    window.type_text("large");
    window.harness.key_press(Key::Enter);
    let is_drawing = |window: &Window| window.shell().export().is_some_and(|page| page.running.is_some());
    for _ in 0..20 {
        if is_drawing(&window) {
            break;
        }
        window.harness.step();
    }
    assert!(is_drawing(&window));
    assert!(!window.close(), "it waits for the figure");
    assert!(window.home().join("large.png").is_file());
    assert!(window.close());
}

#[test]
fn a_window_closes_when_its_hand_out_is_written() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    let mut window = Window::open(&std::fs::read_to_string(example).expect("is there"));
    window.click("File");
    window.click("Export hand-out…");
    window.key(CTRL, Key::A);
    window.type_text("for-all");
    window.harness.key_press(Key::Enter);
    // One step asks for the file, the next begins to write it.
    window.harness.step();
    window.harness.step();
    assert!(!window.close(), "it waits for the hand-out");
    assert!(window.home().join("for-all.pdf").is_file());
    assert!(window.close());
}

#[test]
fn a_figure_never_takes_the_place_of_its_map() {
    let home = tempfile::tempdir().expect("is made");
    let map = home.path().join("map.svg");
    std::fs::write(&map, SMALL).expect("writes");
    let mut window = Window::at(home, Some(map.clone()), ecomap::app::settings::Settings::default());
    window.key(CTRL_SHIFT, Key::E);
    window.key(NONE, Key::Enter);
    name(&mut window, "map");
    assert!(window.says("That is the map itself"));
    assert_eq!(std::fs::read_to_string(map).expect("reads"), SMALL);
}

#[test]
fn what_cannot_be_drawn_is_not_exported() {
    let mut window = open();
    fill(&mut window, "Width, mm", "3");
    assert!(window.says("must lie between 10 and 5000"), "said as soon as it is typed");
    window.key(NONE, Key::Enter);
    assert!(!window.says("File name"), "no file is asked for");
}

#[test]
fn the_page_says_what_will_be_printed() {
    let mut window = open();
    assert!(window.says("mm, smallest type"), "size and type are said");
    window.picture("export-own-size");
    choose(&mut window, "Page", "Double column, 175 mm");
    assert!(window.says("175 × "), "the new width is said");
    window.picture("export-double-column");
    choose(&mut window, "Page", "Slide, 16:9");
    let page = window.shell().export().expect("open").choices.clone();
    assert_eq!((page.width.0.as_str(), page.height.0.as_str()), ("254", "142.875"));
    // Own measures take over as soon as one is typed.
    fill(&mut window, "Width, mm", "120");
    let page = &window.shell().export().expect("open").choices;
    assert_eq!(page.preset, None);
    assert!(window.says("120 × "));
    window.harness.run();
}

#[test]
fn places_are_kept_by_keys_alone_and_so_they_stay() {
    let mut window = open();
    choose(&mut window, "Figure of", "The money");
    let kept = |window: &Window| window.shell().export().expect("open").choices.keep_places;
    assert!(!kept(&window), "a page may move them");
    window.harness.get_by_role_and_label(Role::CheckBox, "Keep places").focus();
    window.settle();
    window.key(NONE, Key::Space);
    assert!(kept(&window));
    window.key(CTRL, Key::Enter);
    name(&mut window, "kept");
    assert_eq!(view(&window).with, ["places"], "the view keeps it");
    window.key(CTRL_SHIFT, Key::E);
    choose(&mut window, "Figure of", "The money");
    assert!(kept(&window));
    switch(&mut window, "Keep places");
    assert!(!kept(&window));
}

#[test]
fn small_type_is_said_in_words() {
    let mut window = open();
    fill(&mut window, "Width, mm", "30");
    fill(&mut window, "Smallest type, pt", "72");
    assert!(window.says("below the 72 pt you asked for"));
    window.picture("export-small-type");
    fill(&mut window, "Smallest type, pt", "large");
    assert!(window.says("Type a number"), "what is wrong is said at its place");
    assert!(window.says("The smallest type is not a number"));
}

#[test]
fn a_figure_is_exported_by_keys_alone() {
    let mut window = open();
    assert_eq!(window.focused(), "Export…", "Enter exports at once");
    window.key(NONE, Key::Enter);
    name(&mut window, "figure");
    let path = window.home().join("figure.svg");
    let svg = std::fs::read_to_string(&path).expect("written, with its extension");
    assert!(svg.contains("Watershed"));
    assert!(window.says("Exported figure.svg"));
    assert!(window.shell().export().is_none(), "the page is left");
    assert!(!window.map().session.is_modified(), "the program remembers, not the map");
    // And it does remember.
    window.key(CTRL_SHIFT, Key::E);
    choose(&mut window, "Page", "Single column, 85 mm");
    window.click("PNG: a picture made of pixels");
    fill(&mut window, "Dots an inch", "96");
    assert!(window.says("321 × "), "the pixels are said");
    window.key(NONE, Key::Enter);
    name(&mut window, "small");
    let png = std::fs::read(window.home().join("small.png")).expect("written");
    assert_eq!(png[16..20], 321_u32.to_be_bytes(), "85 mm at 96 dots an inch");
    let mut window = window.again();
    window.drop_file(&window.home().join("map.ron"));
    window.key(CTRL_SHIFT, Key::E);
    let choices = &window.shell().export().expect("open").choices;
    assert_eq!((choices.width.0.as_str(), choices.dpi.0.as_str()), ("85", "96"));
    assert_eq!(choices.format.extension(), "png");
}

#[test]
fn a_view_keeps_what_was_exported_and_one_undo_takes_it_back() {
    let mut window = open();
    choose(&mut window, "Figure of", "The money");
    choose(&mut window, "Page", "Single column, 85 mm");
    window.click("Legend beside the map");
    switch(&mut window, "Title and subtitle");
    window.key(NONE, Key::Escape);
    assert!(window.shell().export().is_none());
    assert!(!window.map().session.is_modified(), "who only looks changes nothing");
    window.key(CTRL_SHIFT, Key::E);
    choose(&mut window, "Figure of", "The money");
    choose(&mut window, "Page", "Single column, 85 mm");
    switch(&mut window, "Title and subtitle");
    window.key(CTRL, Key::Enter);
    assert!(window.says("map-the-money.svg") || window.says("File name"));
    name(&mut window, "money");
    let svg = std::fs::read_to_string(window.home().join("money.svg")).expect("written");
    assert!(svg.contains("width=\"85mm\""), "as wide as was chosen");
    assert!(svg.contains("whom"), "with the view's caption");
    let kept = view(&window);
    assert_eq!(
        (kept.preset.as_str(), kept.width_mm, kept.format.as_str()),
        ("single-column", Some(85.0), "svg")
    );
    assert_eq!(kept.without, ["title"]);
    assert_eq!(window.map().session.undo_name(), Some("Keep export settings"));
    window.key(CTRL, Key::Z);
    assert_eq!(view(&window), PageSetup::default());
    assert!(!window.map().session.is_modified());
}

#[test]
fn the_map_goes_along_only_when_asked_and_without_what_was_said_in_confidence() {
    let evidence = "    evidence: [(id: \"e\", text: \"told in confidence\")],\n)\n";
    let text = text();
    let mut window = Window::open(&format!("{}{evidence}", &text[..text.rfind(')').expect("it ends")]));
    let mut export = |name_of: &str, switches: &[&str]| {
        window.key(CTRL_SHIFT, Key::E);
        for switch in switches {
            self::switch(&mut window, switch);
        }
        window.picture(&format!("export-{name_of}"));
        window.key(CTRL, Key::Enter);
        name(&mut window, name_of);
        std::fs::read_to_string(window.home().join(format!("{name_of}.svg"))).expect("written")
    };
    let along = "Embed the map, to open it again";
    assert!(!export("without", &[]).contains("header: (format:"));
    let svg = export("with", &[along]);
    assert!(svg.contains("header: (format:") && !svg.contains("told in confidence"), "{svg}");
    assert!(export("evidence", &["Evidence"]).contains("told in confidence"));
    assert!(!export("again", &[]).contains("told in confidence"), "asked for anew each time");
}

#[test]
fn a_story_is_seen_page_by_page_and_becomes_one_pdf() {
    let second = "    views: [(id: \"skills\", name: \"The skills\", order: 2), (id: \"money\"";
    let mut window = Window::open(&text().replace("    views: [(id: \"money\"", second));
    window.key(CTRL_SHIFT, Key::E);
    choose(&mut window, "Figure of", "All 2 views, a page each");
    assert!(window.says("Page 1 of 2") && window.says("One PDF"));
    window.picture("export-story");
    window.click("Next page");
    assert!(window.says("Page 2 of 2"));
    window.key(CTRL, Key::Enter);
    name(&mut window, "story");
    let pdf = std::fs::read(window.home().join("story.pdf")).expect("written");
    assert!(pdf.starts_with(b"%PDF"));
    assert!(window.says("2 pages"), "it says how many pages there are");
    assert!(!window.map().session.is_modified());
}

#[test]
fn escape_closes_a_list_first_and_then_the_page() {
    let mut window = open();
    window.harness.get_by_role_and_label(Role::ComboBox, "Page").click();
    window.settle();
    assert!(window.shows("A4 landscape"));
    window.key(NONE, Key::Escape);
    assert!(!window.shows("A4 landscape") && window.shell().export().is_some());
    window.key(NONE, Key::Escape);
    assert!(window.shell().export().is_none());
}

#[test]
fn a_dialog_that_is_given_up_comes_back_to_the_page() {
    let mut window = open();
    window.key(NONE, Key::Enter);
    assert!(window.says("File name"));
    window.key(NONE, Key::Escape);
    assert!(!window.says("File name"));
    assert!(window.shell().export().is_some());
    assert_eq!(window.focused(), "Export…");
}

#[test]
fn a_figure_that_cannot_be_written_is_told_on_the_page() {
    let mut window = open();
    let folder = window.home().join("narrow.svg");
    std::fs::create_dir(&folder).expect("is made");
    window.key(NONE, Key::Enter);
    name(&mut window, "narrow");
    window.click("Replace file");
    assert!(window.says("narrow.svg was not exported"));
    assert!(window.shell().export().is_some(), "the page stays, to mend it");
    assert!(folder.is_dir());
}

#[test]
fn tab_goes_through_everything_and_everything_has_a_name() {
    let mut window = open();
    let mut met = Vec::new();
    for _ in 0..60 {
        window.key(NONE, Key::Tab);
        met.push(window.focused());
        if met.last().is_some_and(|name| name == "Parked notes") {
            let rect = window.harness.get_by_label("Parked notes").rect();
            let foot = window.harness.get_by_label("Export…").rect();
            assert!(rect.bottom() < foot.top(), "what has the keyboard is in sight: {rect:?} above {foot:?}");
        }
    }
    for wanted in [
        "Export…",
        "Cancel",
        "PNG: a picture made of pixels",
        "Page",
        "Width, mm",
        "Smallest type, pt",
        "Palette",
        "Transparent: what lies under it shows through",
        "Title and subtitle",
        "Caption",
        "Towers of influence",
        "About true size on this screen",
    ] {
        assert!(met.iter().any(|name| name == wanted), "{wanted} is not reached: {met:?}");
    }
    assert!(met.iter().any(|name| name.starts_with("Preview of the page: Two")), "{met:?}");
    assert!(met.iter().all(|name| !name.is_empty()));
}

#[test]
fn it_fits_a_small_window_in_large_type() {
    let mut window = open();
    window.key(NONE, Key::Escape);
    for _ in 0..6 {
        window.key(CTRL_SHIFT, Key::Period);
    }
    window.key(CTRL_SHIFT, Key::E);
    let screen = window.harness.ctx.content_rect();
    for name in ["Export…", "Cancel", "About true size on this screen"] {
        let rect = window.harness.get_by_label(name).rect();
        assert!(screen.contains_rect(rect), "{name} at {rect:?} in {screen:?}");
    }
    window.picture("export-200-percent");
}

#[test]
fn an_action_for_a_format_opens_the_page_with_it() {
    let mut window = Window::open(&text());
    window.key(CTRL, Key::K);
    window.type_text("export figure as pdf");
    window.key(NONE, Key::Enter);
    assert_eq!(window.shell().export().expect("open").choices.format.extension(), "pdf");
}

#[test]
fn what_is_selected_is_copied_as_svg_with_the_flows_between() {
    let third = "        (id: \"spike\", name: \"Spike\", position: (0, 220)),\n    ],\n    flows";
    let mut window = Window::open(&SMALL.replace("    ],\n    flows", third));
    for name in ["BFI, third sector", "Watershed, third sector"] {
        let node = window.harness.get_by_label_contains(name).rect().center();
        let modifiers = if name.starts_with("BFI") { NONE } else { Modifiers::SHIFT };
        window.harness.hover_at(node);
        for pressed in [true, false] {
            let button = eframe::egui::PointerButton::Primary;
            let event = eframe::egui::Event::PointerButton { pos: node, button, pressed, modifiers };
            window.harness.event_modifiers(event, modifiers);
            window.harness.step();
        }
        window.settle();
    }
    assert_eq!(window.map().session.selection().len(), 2);
    let (svg, _) = copied(&mut window, CTRL.plus(Modifiers::ALT));
    let svg = svg.expect("a text");
    assert!(svg.starts_with("<?xml") && svg.contains("Watershed") && svg.contains(">funding<"), "{svg}");
    assert!(!svg.contains("Spike"), "who is not selected stays out");
    assert!(window.says("Copied 2 organisations and 1 flow as SVG"));
}

#[test]
fn the_map_is_copied_as_a_picture_with_its_legend() {
    let mut window = Window::open(&text());
    let (_, image) = copied(&mut window, CTRL_SHIFT);
    let image = image.expect("a picture");
    let [width, height] = image.size;
    assert!(width > 1000 && height > 300, "two pixels a unit: {width} by {height}");
    let words = format!("Copied 2 organisations and 1 flow as a picture, {width} × {height} pixels");
    assert!(window.says(&words));
    assert!(image.pixels.iter().any(|pixel| *pixel != image.pixels[0]), "there is something on it");
}

//! The table as it is used: sorted, filtered, written in place, by one hand on the keyboard; live both ways with the
//! map; pasted into from a spreadsheet; duplicates consolidated.

use ecomap::{
    app::{
        Intent, PanelContext, fonts,
        table::{Sort, Table, table_alone_ui},
        theme::Theme,
    },
    editor::Session,
    model::{Document, Organisation, OrganisationId, Record, RecordId, SectorId, default_scheme},
    style::{Look, Palette},
    text::Fonts,
};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use crate::{cpu_renderer::CpuRenderer, window::Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const PLAIN: Modifiers = Modifiers::NONE;

/// Five organisations, two of them probably one, and three flows.
pub const MAP: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Five"),
    organisations: [
        (id: "bbc", name: "BBC", scale: "national", position: (500, 0)),
        (id: "bfi", name: "BFI", sector: "third-sector", scale: "national", position: (0, 0), tags: ["film"]),
        (id: "uwe", name: "UWE Bristol", sector: "universities", scale: "regional", position: (0, 300)),
        (id: "watershed", name: "Watershed", sector: "third-sector", scale: "local", position: (300, 0)),
        (id: "watershed-2", name: "watershed", sector: "industry", position: (300, 300), tags: ["arts"]),
    ],
    flows: [
        (id: "bfi--watershed--funding", from: "bfi", to: "watershed", kind: "funding"),
        (id: "bfi--watershed-2--funding", from: "bfi", to: "watershed-2", kind: "funding"),
        (id: "uwe--watershed--knowledge", from: "uwe", to: "watershed", kind: "knowledge"),
    ],
)
"#;

/// The map with its table open and the keyboard in it.
pub fn open() -> Window {
    let mut window = Window::open(MAP);
    window.key(PLAIN, Key::B);
    assert!(window.map().table.open);
    window
}

pub fn keys(window: &mut Window, keys: &[Key]) {
    for key in keys {
        window.key(PLAIN, *key);
    }
}

pub fn organisation(window: &Window, id: &'static str) -> Organisation {
    let found = window.map().session.document().organisation(&OrganisationId::literal(id));
    Organisation::clone(found.expect("it is there"))
}

pub fn sector(window: &Window, id: &'static str) -> Option<String> {
    organisation(window, id).sector.map(|sector| sector.as_str().to_owned())
}

pub fn rows(window: &Window, sort: Sort) -> Vec<String> {
    window.map().table.rows(sort).iter().map(|id| id.as_str().to_owned()).collect()
}

pub fn selected(window: &Window) -> Vec<String> {
    window.map().session.selection().records().iter().map(|id| id.as_str().to_owned()).collect()
}

pub fn steps(window: &Window) -> usize {
    window.map().session.history().position()
}

#[test]
fn a_cell_is_written_and_the_cursor_goes_on() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    assert_eq!(selected(&window), ["bbc"], "the cursor's row is selected on the map");
    window.type_text("The BBC");
    window.picture("table_writing");
    window.key(PLAIN, Key::Enter);
    assert_eq!(organisation(&window, "bbc").name, "The BBC");
    assert_eq!(selected(&window), ["bfi"], "Enter goes down");
    // F2 goes on with what stands there, Tab goes right, Escape leaves it.
    window.key(PLAIN, Key::F2);
    window.type_text(" London");
    window.key(PLAIN, Key::Tab);
    assert_eq!(organisation(&window, "bfi").name, "BFI London");
    window.key(PLAIN, Key::Enter);
    window.type_text("net");
    window.key(PLAIN, Key::Escape);
    assert_eq!(organisation(&window, "bfi").kind, ecomap::model::OrganisationKind::Organisation);
    assert_eq!(steps(&window), 2);
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert_eq!(organisation(&window, "bbc").name, "BBC", "one step a cell");
}

#[test]
fn nothing_is_lost_when_keys_come_faster_than_frames() {
    use eframe::egui::Event;
    let mut window = open();
    window.key(CTRL, Key::Home);
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: PLAIN,
    };
    for event in [
        Event::Text("The".into()),
        Event::Text(" ".into()),
        Event::Text("BBC".into()),
        enter(true),
        enter(false),
    ] {
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    assert_eq!(organisation(&window, "bbc").name, "The BBC");
    window.key(PLAIN, Key::F2);
    for event in [Event::Text(" London".into()), enter(true), enter(false)] {
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    assert_eq!(organisation(&window, "bfi").name, "BFI London");
}

#[test]
fn lists_are_chosen_from_by_typing_and_by_arrows() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    window.type_text("univ");
    window.picture("table_choosing");
    window.key(PLAIN, Key::Enter);
    assert_eq!(sector(&window, "bbc").as_deref(), Some("universities"));
    keys(&mut window, &[Key::ArrowUp, Key::Enter, Key::ArrowUp, Key::Enter]);
    assert_eq!(sector(&window, "bbc").as_deref(), Some("industry"), "the one before in the list");
    window.key(PLAIN, Key::ArrowUp);
    window.type_text("nobody");
    window.key(PLAIN, Key::Enter);
    assert!(window.says("“nobody” is no sector of this map"));
    assert!(window.shows("Sector"), "the field stays, with what was typed");
    keys(&mut window, &[Key::Escape]);
    assert_eq!(sector(&window, "bbc").as_deref(), Some("industry"));
    window.key(PLAIN, Key::Backspace);
    window.key(PLAIN, Key::Enter);
    assert_eq!(sector(&window, "bbc"), None, "nothing written is not stated");
}

#[test]
fn figures_that_cannot_be_read_stay_in_the_field_with_what_is_wrong() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    for _ in 0..6 {
        window.key(PLAIN, Key::ArrowRight);
    }
    window.type_text("many");
    window.key(PLAIN, Key::Enter);
    assert!(window.says("“many” is no count. Write it as 12"));
    window.picture("table_problem");
    for _ in 0..4 {
        window.key(PLAIN, Key::Backspace);
    }
    window.type_text("40 to 50");
    window.key(PLAIN, Key::Enter);
    assert_eq!(organisation(&window, "bbc").count.to_string(), "40 to 50");
    // What is counted cannot be written.
    keys(&mut window, &[Key::End]);
    window.type_text("7");
    assert!(window.says("Evidence is counted"));
}

#[test]
fn several_rows_are_written_at_once_in_one_step() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    window.key(SHIFT, Key::ArrowDown);
    window.key(SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window), ["bbc", "bfi", "uwe"]);
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    window.type_text("gov");
    assert!(window.shows("Sector, to 3 rows"));
    window.picture("table_several");
    window.key(PLAIN, Key::Enter);
    for id in ["bbc", "bfi", "uwe"] {
        assert_eq!(sector(&window, id).as_deref(), Some("government"), "{id}");
    }
    assert_eq!(selected(&window).len(), 3, "they stay selected");
    assert_eq!(window.map().session.undo_name(), Some("Set sector of 3 rows"));
    window.key(CTRL, Key::Z);
    assert_eq!(sector(&window, "bfi").as_deref(), Some("third-sector"));
}

#[test]
fn one_cell_of_a_spreadsheet_goes_into_all_rows_that_are_selected() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    window.key(SHIFT, Key::ArrowDown);
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    window.paste("Joint\n");
    assert_eq!(
        (sector(&window, "bbc").as_deref(), sector(&window, "bfi").as_deref()),
        (Some("joint"), Some("joint"))
    );
    assert_eq!(steps(&window), 1);
    window.paste("Nonsense\n");
    assert!(window.says("“Nonsense” is no sector of this map"));
    // Several lines go from the first of the selected rows on.
    window.paste("Government\nIndustry\n");
    assert_eq!(
        (sector(&window, "bbc").as_deref(), sector(&window, "bfi").as_deref()),
        (Some("government"), Some("industry"))
    );
}

#[test]
fn what_is_being_written_is_saved_with_the_map() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    window.type_text("The BBC");
    window.key(CTRL, Key::S);
    let written = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
    assert!(written.contains("name: \"The BBC\""), "{written}");
}

#[test]
fn titles_and_keys_sort_the_rows() {
    let mut window = open();
    assert_eq!(rows(&window, Sort::Organisations), ["bbc", "bfi", "uwe", "watershed", "watershed-2"]);
    window.click("Sort by Scale");
    assert_eq!(rows(&window, Sort::Organisations), ["watershed", "uwe", "bbc", "bfi", "watershed-2"]);
    window.click("Sort by Scale, sorted upward");
    assert_eq!(rows(&window, Sort::Organisations), ["bbc", "bfi", "uwe", "watershed", "watershed-2"]);
    assert!(window.shows("Sort by Scale, sorted downward"));
    window.key(CTRL, Key::Home);
    window.key(PLAIN, Key::Home);
    window.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(rows(&window, Sort::Organisations), ["watershed", "watershed-2", "uwe", "bfi", "bbc"]);
}

#[test]
fn the_filter_leaves_what_holds_its_words() {
    let mut window = open();
    window.key(CTRL, Key::F);
    window.type_text("third local");
    assert_eq!(rows(&window, Sort::Organisations), ["watershed"]);
    assert!(window.says("1 of 5 rows"));
    window.picture("table_filter");
    window.key(PLAIN, Key::Enter);
    window.key(CTRL, Key::A);
    assert_eq!(selected(&window), ["watershed"], "all rows are those that are shown");
    window.key(CTRL, Key::F);
    window.key(PLAIN, Key::Escape);
    assert_eq!(rows(&window, Sort::Organisations).len(), 5);
}

#[test]
fn the_map_and_the_table_follow_each_other() {
    let mut window = open();
    keys(&mut window, &[Key::Escape]);
    let words = "Knowledge from UWE Bristol to Watershed";
    window.harness.get_by_label_contains(words).click_accesskit();
    window.settle();
    assert_eq!(selected(&window), ["uwe--watershed--knowledge"]);
    assert!(window.shows("Flows, 3"), "the sheet of flows is turned to");
    assert_eq!(rows(&window, Sort::Flows).len(), 3);
    window.picture("table_flows");
    // An edit elsewhere shows at once.
    window.key(PLAIN, Key::B);
    window.key(PLAIN, Key::B);
    window.key(CTRL, Key::PageUp);
    window.key(CTRL, Key::End);
    assert_eq!(selected(&window), ["watershed-2"]);
    window.key(CTRL, Key::Delete);
    assert_eq!(rows(&window, Sort::Organisations).len(), 4);
    assert_eq!(window.map().session.document().flows().len(), 2);
    window.key(CTRL, Key::Z);
    assert_eq!(rows(&window, Sort::Organisations).len(), 5);
}

#[test]
fn rows_go_to_a_spreadsheet_without_formulas() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    window.type_text("=1+1");
    window.key(PLAIN, Key::Enter);
    window.key(CTRL, Key::Home);
    window.key(SHIFT, Key::ArrowDown);
    let text = window.copy().expect("rows are copied");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("Name\tKind\tSector\tScale\t"), "{text}");
    assert!(lines[1].starts_with("'=1+1\tOrganisation\tNot stated\tNational\t"), "{text}");
    assert!(lines[2].starts_with("BFI\tOrganisation\tThird sector\tNational\t"), "{text}");
    // Put back where it came from, nothing changes.
    window.key(CTRL, Key::Home);
    let before = steps(&window);
    window.paste(&text);
    assert_eq!(steps(&window), before);
    assert!(window.says("Nothing was changed"));
}

#[test]
fn rows_come_from_a_spreadsheet_in_one_step_and_what_is_unknown_is_told_by_row() {
    let mut window = open();
    window.key(CTRL, Key::End);
    window.paste("Shed\t\tgovernment\tlocal\nAardman\tgroup\tindustry\tinternational\nHub\tplace\tBank\tlocal\n\t\tindustry\n");
    let document = window.map().session.document();
    assert_eq!(organisation(&window, "watershed-2").name, "Shed");
    assert_eq!(sector(&window, "watershed-2").as_deref(), Some("government"));
    assert_eq!(document.organisations().len(), 7);
    assert_eq!(sector(&window, "aardman").as_deref(), Some("industry"));
    assert!(organisation(&window, "aardman").position.is_some(), "it has a place on the map");
    assert_eq!(sector(&window, "hub"), None);
    let notice = window.shell().notices().last().expect("it is told").clone();
    assert_eq!(notice.message, "3 cells changed in 1 row, 2 organisations added, 2 left out or to be minded");
    let found: Vec<&str> = notice.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(found[0].starts_with("Row 3, Sector: “Bank” is no sector of this map"), "{found:?}");
    assert_eq!(found[1], "Row 4: a new organisation needs a name");
    window.picture("table_pasted");
    assert_eq!(steps(&window), 1);
    window.key(CTRL, Key::Z);
    assert_eq!(window.map().session.document().organisations().len(), 5);
}

#[test]
fn flows_come_from_a_spreadsheet_too() {
    let mut window = open();
    window.key(CTRL, Key::PageDown);
    window.key(CTRL, Key::End);
    window.key(PLAIN, Key::ArrowDown);
    window.paste("From\tTo\tWhat flows\tStatus\nBBC\tBFI\tpolicy\twanted\nBFI\tWatershed\tfunding\t\nBBC\tNobody\tpolicy\t\n");
    let document = window.map().session.document();
    let id = ecomap::model::FlowId::literal("bbc--bfi--policy");
    assert_eq!(document.flow(&id).map(|flow| flow.status), Some(ecomap::model::Status::Wanted));
    assert_eq!(document.flows().len(), 4);
    let notice = window.shell().notices().last().expect("it is told").clone();
    let found: Vec<&str> = notice.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found[0], "Row 3: such a flow is there already");
    assert!(found[1].starts_with("Row 4: there is no organisation called “Nobody”"), "{found:?}");
}

#[test]
fn names_are_typed_one_after_the_other_in_the_empty_row() {
    let mut window = open();
    window.key(CTRL, Key::End);
    keys(&mut window, &[Key::Home, Key::ArrowDown]);
    for name in ["Aardman", "Knowle West Media Centre"] {
        window.type_text(name);
        window.key(PLAIN, Key::Enter);
    }
    let document = window.map().session.document();
    assert_eq!(document.organisations().len(), 7);
    assert!(document.organisations().values().all(|it| it.position.is_some()));
}

#[test]
fn duplicates_are_shown_side_by_side_and_merged_by_one_key() {
    let mut window = open();
    window.key(CTRL, Key::K);
    window.type_text("consolidate");
    window.key(PLAIN, Key::Enter);
    assert!(window.map().table.shows_duplicates());
    assert!(window.shows("Watershed · watershed"));
    assert_eq!(selected(&window), ["watershed", "watershed-2"]);
    window.picture("table_duplicates");
    window.key(PLAIN, Key::N);
    assert!(window.says("No two organisations look alike"));
    assert!(window.says("1 pair put aside"));
    window.picture("table_no_duplicates");
    window.click("Show them again");
    window.click("Watershed · watershed");
    window.key(PLAIN, Key::L);
    let document = window.map().session.document();
    assert_eq!((document.organisations().len(), document.flows().len()), (4, 2));
    let kept = organisation(&window, "watershed");
    assert_eq!(kept.tags, ["arts"]);
    assert!(window.says("Merged watershed into Watershed"), "what gave way is told");
    assert!(window.says("1 flow was joined with one that says the same"));
    window.key(CTRL, Key::Z);
    assert_eq!(window.map().session.document().organisations().len(), 5);
}

#[test]
fn the_table_stands_alone_and_is_left_by_keys() {
    let mut window = open();
    keys(&mut window, &[Key::Escape]);
    window.key(SHIFT, Key::B);
    assert!(window.map().table.alone);
    window.picture("table_alone");
    window.key(SHIFT, Key::B);
    assert!(window.map().table.open && !window.map().table.alone);
    keys(&mut window, &[Key::Escape]);
    window.key(SHIFT, Key::B);
    assert!(window.map().table.alone);
    // Whoever leaves the rows sees the canvas that has the keyboard.
    keys(&mut window, &[Key::Escape]);
    assert!(window.map().table.open && !window.map().table.alone);
    assert!(!window.map().table.has_keyboard(&window.harness.ctx));
    keys(&mut window, &[Key::B]);
    assert!(!window.map().table.open);
    // Letters are the canvas's again.
    window.key(PLAIN, Key::O);
    assert_eq!(window.map().session.tool(), ecomap::editor::ToolKind::Place);
}

#[test]
fn f6_comes_to_the_rows() {
    let mut window = open();
    keys(&mut window, &[Key::Escape]);
    for _ in 0..14 {
        window.key(PLAIN, Key::F6);
        if window.map().table.has_keyboard(&window.harness.ctx) {
            window.key(CTRL, Key::End);
            assert_eq!(selected(&window), ["watershed-2"]);
            return;
        }
    }
    panic!("F6 went round without coming to the rows");
}

#[test]
fn rows_and_cells_are_heard() {
    let window = open();
    for (name, role) in [
        ("Organisations table", Role::Grid),
        ("Name: UWE Bristol", Role::GridCell),
        ("Scale: Regional", Role::GridCell),
        ("Sort by Name, sorted upward", Role::Button),
        ("Organisations, 5", Role::RadioButton),
        ("Filter rows", Role::TextInput),
        ("Close the table", Role::Button),
    ] {
        assert_eq!(window.harness.get_by_label(name).accesskit_node().role(), role, "{name}");
    }
}

#[test]
fn of_ten_thousand_rows_those_in_view_are_laid_out_and_nothing_is_made_twice() {
    let record = |number: usize| {
        let id = OrganisationId::new(&format!("o-{number}")).expect("a slug");
        let sector =
            Some(SectorId::literal(if number.is_multiple_of(2) { "industry" } else { "government" }));
        let organisation =
            Organisation { name: format!("Number {number}"), sector, ..Organisation::default() };
        (RecordId::Organisation(id), Record::from(organisation))
    };
    let document = Document::from_records(default_scheme().into_iter().chain((0..10_000).map(record)));
    let mut bench = bench(document);
    bench.run();
    assert_eq!(bench.state().table.rows(Sort::Organisations).len(), 10_000);
    let laid_out = bench.state().table.laid_out();
    assert!((10..40).contains(&laid_out), "{laid_out} rows were laid out");
    let times = bench.state().table.times_made();
    for key in [Key::ArrowDown, Key::PageDown, Key::PageDown, Key::ArrowRight] {
        bench.key_press(key);
        bench.run();
    }
    bench.key_press_modifiers(CTRL, Key::End);
    bench.run();
    assert!(bench.state().table.laid_out() < 40);
    assert_eq!(bench.state().table.times_made(), times, "moving about makes no row anew");
    assert!(bench.query_by_label("Name: Number 9999").is_some(), "the last row is in view");
    assert!(bench.query_by_label("Name: Number 5").is_none());
}

/// A table without a window round it.
struct Bench {
    session: Session,
    table: Table,
    look: Look,
    fonts: Fonts,
    is_set: bool,
}

fn bench(document: Document) -> Harness<'static, Bench> {
    let mut table = Table::default();
    table.toggle();
    let look = Look::new(ecomap::style::Theme::Light, Palette::default());
    let state =
        Bench { session: Session::new(document), table, look, fonts: Fonts::bundled(), is_set: false };
    Harness::builder().with_size([900.0, 600.0]).renderer(CpuRenderer::default()).build_ui_state(
        |ui, bench: &mut Bench| {
            let theme = Theme::new(&bench.look);
            if !std::mem::replace(&mut bench.is_set, true) {
                ui.ctx().set_fonts(fonts::definitions());
                theme.apply(ui.ctx());
                ui.ctx().request_repaint();
                return;
            }
            let context = PanelContext {
                session: &bench.session,
                look: &bench.look,
                theme: &theme,
                fonts: &bench.fonts,
            };
            for intent in table_alone_ui(ui, &context, &mut bench.table) {
                match intent {
                    Intent::Do(command) => drop(bench.session.perform(command)),
                    Intent::Select(ids) => bench.session.select_records(ids),
                    _ => {}
                }
                ui.ctx().request_repaint();
            }
        },
        state,
    )
}

#[test]
fn the_letter_that_opened_the_table_closes_it_again() {
    let mut window = open();
    window.key(PLAIN, Key::B);
    assert!(!window.map().table.open, "nothing is written over");
    assert_eq!(window.map().session.undo_name(), None);
    // Once something was chosen in it, letters are written.
    window.key(PLAIN, Key::B);
    window.key(PLAIN, Key::ArrowDown);
    window.type_text("b");
    assert!(window.map().table.open);
}

#[test]
fn in_the_largest_type_the_filter_does_not_lie_over_the_tabs() {
    let mut window = open();
    for _ in 0..5 {
        window.key(CTRL.plus(SHIFT), Key::Period);
    }
    window.settle();
    window.picture("table_200");
    let filter = window.harness.get_by_role_and_label(Role::TextInput, "Filter rows").rect();
    for tab in ["Organisations, 5", "Flows, 3", "Duplicates"] {
        let tab = window.harness.get_by_label(tab).rect();
        assert!(!filter.intersects(tab.shrink(1.0)), "{filter:?} {tab:?}");
    }
}

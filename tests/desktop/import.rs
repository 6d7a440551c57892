//! Other programs' files in a real window: looked at, given a meaning, opened, laid out in bands, saved, exported; what
//! is found in them is read. Must not know how a file is read.

use std::{fs, path::Path, time::Duration};

use ecomap::{
    file,
    model::{Document, SectorId, default_scheme},
};

use crate::{
    findings, ground,
    screen_reader::Desktop,
    window::{Window, wait_until},
};

const TABLE: &str = "Name,Company,Funder,University,Place\nAardman,1,,,Bristol\nBFI,,1,,London\n\
    UWE,,,1,Bristol\nWatershed,,,,Bristol\n";

const NETWORK: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="Full name" type="string"/>
<attribute id="1" title="Sector" type="string"/></attributes>
<nodes>
<node id="a" label="http://a"><attvalues><attvalue for="0" value="Aardman"/><attvalue for="1" value="business"/></attvalues></node>
<node id="b" label="http://b"><attvalues><attvalue for="0" value="BFI"/><attvalue for="1" value="funder"/></attvalues></node>
</nodes><edges><edge id="0" source="b" target="a"/></edges></graph></gexf>
"#;

/// Opens the window on a file, in a folder in which a map was opened before: there dialogs begin.
fn begun(ground: &Path, path: &Path, environment: &[(&str, &str)]) -> Window {
    let map = ground.join("before.ron");
    let records = Document::from_records(default_scheme());
    fs::write(&map, file::write(&records)).expect("the folder is writable");
    let mut window = Window::open(ground, &[&map.to_string_lossy()]);
    window.ask_to_close();
    assert!(window.ended_well());
    Window::open_with(ground, &[&path.to_string_lossy()], environment)
}

/// Waits until the page has read the file and laid the map out.
fn looked_at(window: &mut Window) {
    std::thread::sleep(Duration::from_secs(3));
    window.settle();
}

/// From the page to a map in bands, a file of ours and a figure.
fn opened_laid_out_exported(window: &mut Window, ground: &Path, name: &str) -> Document {
    window.key("ctrl+Return");
    looked_at(window);
    window.screenshot(&format!("import-{name}-3-opened"));
    window.key("y");
    window.key("1");
    looked_at(window);
    window.key("Return");
    window.screenshot(&format!("import-{name}-4-bands"));
    window.key("ctrl+s");
    window.key("ctrl+a");
    window.type_text(name);
    window.key("Return");
    let map = ground.join(format!("{name}.ron"));
    wait_until("the map is saved", || map.is_file());
    window.settle();
    window.key("ctrl+shift+e");
    looked_at(window);
    window.screenshot(&format!("import-{name}-5-figure"));
    window.key("Return");
    window.key("ctrl+a");
    window.type_text(name);
    window.key("Return");
    let figure = ground.join(format!("{name}.svg"));
    let is_whole = || fs::read_to_string(&figure).is_ok_and(|text| text.trim_end().ends_with("</svg>"));
    wait_until("the figure is written", is_whole);
    file::open(&map).expect("what was saved is a map").value
}

#[test]
fn a_small_table_and_a_small_network_are_taken_by_keys() {
    let Some(ground) = ground() else { return };
    let table = ground.path().join("orgs.csv");
    fs::write(&table, TABLE).expect("the folder is writable");
    let mut window = begun(ground.path(), &table, &[]);
    looked_at(&mut window);
    window.screenshot("import-orgs-1-page");
    let map = opened_laid_out_exported(&mut window, ground.path(), "orgs");
    let sectors: Vec<_> =
        map.organisations().values().map(|it| it.sector.as_ref().map_or("", SectorId::as_str)).collect();
    assert_eq!(sectors, ["industry", "funder", "universities", ""], "ticks are sectors");

    let network = ground.path().join("small.gexf");
    fs::write(&network, NETWORK).expect("the folder is writable");
    let mut window = begun(ground.path(), &network, &[]);
    looked_at(&mut window);
    // From the button: cancel, the format, the fold of organisations, the first column.
    (0..4).for_each(|_| window.key("Tab"));
    window.key("Return");
    window.type_text("name");
    window.key("Return");
    looked_at(&mut window);
    window.screenshot("import-small-2-named");
    let map = opened_laid_out_exported(&mut window, ground.path(), "small");
    let names: Vec<_> = map.organisations().values().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Aardman", "BFI"], "named by the column that was said");
    assert_eq!(map.flows().len(), 1);
}

#[test]
fn a_network_of_hundreds_and_a_table_of_thousands_are_taken() {
    let Some(ground) = ground() else { return };
    let beside = |up: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(up).join("shared/data");
    let data = ["..", "../.."].map(beside).into_iter().find(|folder| folder.is_dir()).unwrap_or_default();
    for (name, file, least, sectors) in
        [("rio", "gexf/rio.gexf", 366, 300), ("waifinder", "csv/waifinder_orgs_nodescr.tsv", 3000, 1000)]
    {
        let path = data.join(file);
        if !path.is_file() {
            eprintln!("skipped: {file} is not here");
            continue;
        }
        // A reader hears the findings of the network.
        let desktop = if name == "rio" { Desktop::start() } else { None };
        let bus = desktop.as_ref().map(Desktop::environment);
        let mut window = begun(ground.path(), &path, bus.as_ref().map_or(&[], |bus| &bus[..]));
        looked_at(&mut window);
        window.screenshot(&format!("import-{name}-1-page"));
        if name == "rio" {
            (0..4).for_each(|_| window.key("Tab"));
            window.key("Return");
            window.type_text("name");
            window.key("Return");
            looked_at(&mut window);
        }
        // The end of the column of choices, where places and colours are.
        window.point((1000, 400));
        window.wheel_down(60);
        window.screenshot(&format!("import-{name}-2-words"));
        if name == "rio" {
            // Neither its places nor its colours.
            window.click((836, 701));
            window.click((836, 737));
            looked_at(&mut window);
            window.screenshot(&format!("import-{name}-2-laid-out"));
        }
        let map = opened_laid_out_exported(&mut window, ground.path(), name);
        assert!(map.organisations().len() >= least, "{name}: {}", map.organisations().len());
        let stated = map.organisations().values().filter(|it| it.sector.is_some()).count();
        assert!(stated >= sectors, "{name}: {stated} have a sector");
        assert!(map.organisations().values().all(|it| it.position.is_some()));
        if let Some(desktop) = &desktop {
            findings::read_and_shown(&mut window, desktop, &map, name);
        }
        window.kill();
    }
}

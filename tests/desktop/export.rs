//! Figures in a real window: exported by keys alone through the dialog in the window, and a picture on the system's
//! clipboard that another program can take.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use crate::{
    ground,
    window::{Window, wait_until},
};

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/fig5_cardiff_government.ron")
        .to_string_lossy()
        .into_owned()
}

/// What another program finds on the clipboard; it is given a while, for the owner may be busy.
fn clipboard(target: &str) -> Vec<u8> {
    let output = Command::new("timeout")
        .args(["5", "xclip", "-selection", "clipboard", "-t", target, "-o"])
        .stderr(Stdio::null())
        .output();
    output.map(|output| output.stdout).unwrap_or_default()
}

/// Width and height that a PNG says of itself.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    if png.starts_with(b"\x89PNG") { Some((number(16)?, number(20)?)) } else { None }
}

#[test]
fn a_figure_is_exported_by_keys_through_the_dialog_in_the_window() {
    let Some(ground) = ground() else { return };
    let map = ground.path().join("cardiff.ron");
    fs::copy(example(), &map).expect("the folder is writable");
    let mut window = Window::open(ground.path(), &[&map.to_string_lossy()]);
    window.key("ctrl+shift+e");
    std::thread::sleep(Duration::from_secs(2));
    window.screenshot("export-1-page");
    window.key("Return");
    window.settle();
    window.screenshot("export-2-dialog");
    window.key("ctrl+a");
    window.type_text("figure");
    window.key("Return");
    let figure = ground.path().join("figure.svg");
    wait_until("the figure is written", || figure.is_file());
    window.screenshot("export-3-told");
    let svg = fs::read_to_string(&figure).expect("readable");
    assert!(svg.contains("Finance Wales"), "the figure is of this map");
    assert_eq!(fs::read_to_string(&map).expect("there"), fs::read_to_string(example()).expect("there"));
}

#[test]
fn another_program_takes_the_picture_from_the_clipboard() {
    let Some(ground) = ground() else { return };
    let mut window = Window::open(ground.path(), &[&example()]);
    window.key("ctrl+shift+c");
    wait_until("a picture is offered", || {
        String::from_utf8_lossy(&clipboard("TARGETS")).lines().any(|target| target == "image/png")
    });
    let png = clipboard("image/png");
    let (width, height) = size(&png).expect("a PNG");
    assert!(width > 1000 && height > 600, "{width} by {height}");
    fs::write(crate::window::pictures().join("export-clipboard.png"), &png).expect("kept to be looked at");
    window.screenshot("export-4-copied");

    window.key("ctrl+alt+c");
    wait_until("an SVG is offered as text", || clipboard("UTF8_STRING").starts_with(b"<?xml"));
    assert!(String::from_utf8_lossy(&clipboard("UTF8_STRING")).contains("Finance Wales"));
}

//! What a screen reader finds: the window asked over AT-SPI, as Orca would, in a session of its own.
//! Must not know how the window makes its objects.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::window::{Window, wait_until};

/// The launcher of the accessibility bus, where distributions put it.
const LAUNCHERS: [&str; 2] =
    ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"];

/// A session bus with accessibility switched on, as on a desktop where a screen reader runs.
pub(crate) struct Desktop {
    address: String,
    running: Vec<Child>,
}

impl Desktop {
    /// `None`, said aloud, where the machine has no AT-SPI.
    pub(crate) fn start() -> Option<Self> {
        let launcher = LAUNCHERS.into_iter().find(|path| Path::new(path).exists());
        let python = Command::new("/usr/bin/python3")
            .args(["-c", "import gi; gi.require_version('Atspi', '2.0')"])
            .stderr(Stdio::null())
            .status();
        let (Some(launcher), true) = (launcher, python.is_ok_and(|status| status.success())) else {
            eprintln!("skipped: needs AT-SPI (Debian: dbus at-spi2-core gir1.2-atspi-2.0 python3-gi)");
            return None;
        };
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon starts");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().expect("asked for")).read_line(&mut address).expect("it says where");
        let address = address.trim().to_owned();
        let accessibility = Command::new(launcher)
            .args(["--launch-immediately", "--a11y=1", "--screen-reader=1"])
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stderr(Stdio::null())
            .spawn()
            .expect("the accessibility bus starts");
        let desktop = Self { address, running: vec![accessibility, bus] };
        wait_until("the accessibility bus", || desktop.is_switched_on());
        Some(desktop)
    }

    fn is_switched_on(&self) -> bool {
        let answer = Command::new("dbus-send")
            .args(["--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"])
            .args(["org.freedesktop.DBus.Properties.Get", "string:org.a11y.Status"])
            .arg("string:ScreenReaderEnabled")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .expect("dbus-send starts");
        String::from_utf8_lossy(&answer.stdout).contains("true")
    }

    /// Where a window finds it: more for its environment.
    pub(crate) fn environment(&self) -> [(&str, &str); 1] {
        [("DBUS_SESSION_BUS_ADDRESS", self.address.as_str())]
    }

    /// All that is found, a line for each object: its role, its name, and whether it is focused or selected.
    fn spoken(&self) -> Vec<String> {
        self.ask(&[])
    }

    /// Does what a reader's user does to the object whose name begins so.
    pub(crate) fn act_on(&self, beginning: &str) {
        self.ask(&["press", beginning]);
    }

    /// Where the middle of the object whose name begins so is in the window.
    pub(crate) fn place_of(&self, beginning: &str) -> (i32, i32) {
        let told = self.ask(&["where", beginning]).join("");
        let place = told.split_once(' ').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
        place.unwrap_or_else(|| panic!("no place: {told}"))
    }

    fn ask(&self, arguments: &[&str]) -> Vec<String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desktop/screen_reader.py");
        let output = Command::new("/usr/bin/python3")
            .arg(script)
            .args(arguments)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .expect("python starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in &mut self.running {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[track_caller]
pub(crate) fn finds(desktop: &Desktop, words: &str) {
    finds_line(desktop, words, |line| line.contains(words));
}

/// The keyboard is on what is called so.
#[track_caller]
fn is_at(desktop: &Desktop, beginning: &str) {
    let role_and_name = format!("\t{beginning}");
    finds_line(desktop, beginning, |line| line.contains(&role_and_name) && line.contains("\tfocused"));
}

/// The line that a reader reads out when it changes says so.
#[track_caller]
fn says(desktop: &Desktop, words: &str) {
    finds_line(desktop, words, |line| line.starts_with("status bar\t") && line.contains(words));
}

#[track_caller]
pub(crate) fn finds_line(desktop: &Desktop, words: &str, is_it: impl Fn(&str) -> bool) {
    let mut spoken = Vec::new();
    for _ in 0..20 {
        spoken = desktop.spoken();
        if spoken.iter().any(|line| is_it(line)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(250));
    }
    panic!("nobody says {words:?} in:\n{}", spoken.join("\n"));
}

#[test]
fn a_screen_reader_finds_the_map_and_an_organisation_is_made_and_renamed_without_the_mouse() {
    let Some(ground) = crate::ground() else { return };
    let Some(desktop) = Desktop::start() else { return };
    let path = ground.path().join("bristol.ron");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    std::fs::copy(example, &path).expect("the example is there");
    let bus = desktop.environment();
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &bus);
    let document = crate::map(&path);
    let spoken = desktop.spoken();
    for organisation in document.organisations().values() {
        let found = spoken.iter().any(|line| line.contains(&organisation.name));
        assert!(found, "{} in:\n{}", organisation.name, spoken.join("\n"));
    }
    for flow in document.flows().values() {
        let name = |id| &document.organisation(id).expect("an end is there").name;
        let (from, to) = (name(&flow.from), name(&flow.to));
        let found = spoken.iter().any(|line| line.contains(from.as_str()) && line.contains(to.as_str()));
        assert!(found, "a flow between {from} and {to} in:\n{}", spoken.join("\n"));
    }
    window.key("ctrl+l");
    window.type_text("Spike Island, third, local");
    window.key("Return");
    finds(&desktop, "Spike Island, third sector, local");
    window.key("Escape");
    window.key("F2");
    window.key("ctrl+a");
    window.type_text("Spike Island Studios");
    window.key("Return");
    finds(&desktop, "Spike Island Studios, third sector, local");
    window.key("ctrl+s");
    wait_until("the map to be saved", || crate::names(&crate::map(&path)).contains(&"Spike Island Studios"));
}

/// Two organisations and a flow.
const SMALL: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Two"),
    organisations: [
        (id: "watershed", name: "Watershed", sector: "third-sector", scale: "local", position: (300, 0)),
        (id: "bfi", name: "The BFI", sector: "third-sector", scale: "national", position: (0, 0)),
    ],
    flows: [
        (id: "bfi--watershed--funding", from: "bfi", to: "watershed", kind: "funding", formality: formal),
    ],
)
"#;

#[test]
fn a_screen_reader_follows_the_keyboard_over_the_map_and_is_told_what_happens() {
    let Some(ground) = crate::ground() else { return };
    let Some(desktop) = Desktop::start() else { return };
    let path = ground.path().join("two.ron");
    std::fs::write(&path, SMALL).expect("writes");
    let bus = desktop.environment();
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &bus);
    is_at(&desktop, "Map canvas");
    let spoken = desktop.spoken();
    let at = |line: &str| spoken.iter().position(|one| one == line);
    let bfi = at("list item\tThe BFI, third sector, national; 1 flow out, 0 in");
    let watershed = at("list item\tWatershed, third sector, local; 0 flows out, 1 in");
    let flow = at("list item\tFunding from The BFI to Watershed, formal");
    assert!(bfi.is_some() && bfi < watershed && watershed < flow, "as one reads:\n{}", spoken.join("\n"));

    // The reader's own action selects, and the keyboard is there; then arrows and Tab walk.
    desktop.act_on("The BFI, third sector");
    is_at(&desktop, "The BFI, third sector");
    for (key, to) in [
        ("Right", "Watershed, third sector"),
        ("Tab", "Funding from The BFI to Watershed"),
        ("Return", "The BFI, third sector"),
    ] {
        window.key(key);
        is_at(&desktop, to);
    }

    // A neighbour is made, named, renamed, given a sector; what happens is said.
    window.key("ctrl+Down");
    window.type_text("Studio");
    window.key("Return");
    is_at(&desktop, "Studio, sector not stated");
    says(&desktop, "Studio");
    window.key("F2");
    window.type_text("The Studio");
    window.key("Return");
    is_at(&desktop, "The Studio, sector not stated, scale not stated; 0 flows out, 1 in");
    window.key("s");
    says(&desktop, "Sector of The Studio: now Not stated. 1 Government");
    window.key("4");
    is_at(&desktop, "The Studio, third sector");
    window.key("ctrl+z");
    says(&desktop, "Undone: Set sector");
    is_at(&desktop, "The Studio, sector not stated");
}

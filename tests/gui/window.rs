//! A whole window with a home of its own, and hands to work in it. Must not know what is tested.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use ecomap::app::{
    Shell, Start,
    settings::{DialogChoice, Folders, Settings},
    workspace::Workspace,
};
use eframe::egui::{Event, Key, Modifiers, OutputCommand, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use tempfile::TempDir;

use crate::cpu_renderer::CpuRenderer;

/// A window.
pub struct Window {
    pub harness: Harness<'static, Shell>,
    asked_to_end: Arc<AtomicBool>,
    home: TempDir,
}

impl Window {
    /// With nothing remembered, on the start page.
    pub fn new() -> Self {
        Self::with(None, Settings::default())
    }

    /// With this file opened.
    pub fn open(text: &str) -> Self {
        let home = TempDir::new().expect("a folder");
        let map = home.path().join("map.ron");
        std::fs::write(&map, text).expect("writes");
        Self::at(home, Some(map), Settings::default())
    }

    pub fn with(map: Option<PathBuf>, settings: Settings) -> Self {
        Self::at(TempDir::new().expect("a folder"), map, settings)
    }

    /// A second window over the same home.
    pub fn again(self) -> Self {
        let Self { harness, home, .. } = self;
        drop(harness);
        let settings = Settings::load(Some(&Folders::below(home.path())));
        Self::at(home, None, settings)
    }

    pub fn at(home: TempDir, map: Option<PathBuf>, settings: Settings) -> Self {
        let asked_to_end = Arc::<AtomicBool>::default();
        let start = Start {
            map,
            folders: Some(Folders::below(home.path())),
            settings: Settings { dialogs: DialogChoice::BuiltIn, ..settings },
            asked_to_end: Arc::clone(&asked_to_end),
            ..Start::default()
        };
        let harness = Harness::builder()
            .with_size([1280.0, 720.0])
            .with_step_dt(1.0 / 20.0)
            .with_max_steps(40)
            .renderer(CpuRenderer::default())
            .build_eframe(move |context| Shell::new(&context.egui_ctx, start));
        let mut window = Self { harness, asked_to_end, home };
        window.settle();
        window
    }

    /// Lets threads end and what moves come to rest.
    pub fn settle(&mut self) {
        let begun = Instant::now();
        loop {
            self.harness.run_steps(2);
            if !self.shell().is_busy() {
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "a thread does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
        self.harness.run_ok();
    }

    pub fn shell(&self) -> &Shell {
        self.harness.state()
    }

    pub fn map(&self) -> &Workspace {
        self.shell().workspace().expect("a map is open")
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Copies, and what is on the clipboard then.
    pub fn copy(&mut self) -> Option<String> {
        self.harness.event(Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.settle();
        text
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Self::dropped(path));
        self.settle();
    }

    /// A file as the desktop drops it.
    pub fn dropped(path: &Path) -> Arc<dyn eframe::egui::DroppedFile + Send + Sync> {
        Arc::new(PathFile(path.to_owned()))
    }

    /// Clicks what a screen reader calls so.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// The name of what has the keyboard.
    pub fn focused(&self) -> String {
        let mut nodes = self.harness.root().children_recursive();
        let focused = nodes.find(|node| node.accesskit_node().is_focused());
        focused.map_or_else(String::new, |node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value()).unwrap_or_else(|| format!("{:?}", node.role()))
        })
    }

    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether words with this part are on the window.
    pub fn says(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// Asks the window to close as a title bar does; whether it does.
    pub fn close(&mut self) -> bool {
        let viewport = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(ViewportEvent::Close);
        self.harness.step();
        let stays = self.commands().contains(&ViewportCommand::CancelClose);
        self.settle();
        !stays
    }

    /// The system ends the program; whether the window closes.
    pub fn end(&mut self) -> bool {
        self.asked_to_end.store(true, Ordering::SeqCst);
        self.close()
    }

    /// What the last frame asked of the system's window.
    pub fn commands(&self) -> Vec<ViewportCommand> {
        let output = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        output.map(|output| output.commands.clone()).unwrap_or_default()
    }

    /// Keeps a picture where `ECOMAP_PICTURES` says.
    pub fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("ECOMAP_PICTURES") else { return };
        let image = self.harness.render().expect("paints");
        image.save(Path::new(&folder).join(format!("{name}.png"))).expect("saves");
    }
}

/// A map of two organisations and a flow, small enough to be read here.
pub const SMALL: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Two"),
    organisations: [
        (id: "bfi", name: "BFI", sector: "third-sector", scale: "national", position: (0, 0)),
        (id: "watershed", name: "Watershed", sector: "third-sector", scale: "local", position: (300, 0)),
    ],
    flows: [
        (id: "bfi--watershed--funding", from: "bfi", to: "watershed", kind: "funding"),
    ],
)
"#;

/// A file as the desktop drops it.
#[derive(Debug)]
struct PathFile(PathBuf);

impl eframe::egui::DroppedFile for PathFile {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

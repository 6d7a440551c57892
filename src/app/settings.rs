//! What the program remembers from one run to the next: `settings.ron`, written whole or not at all.
//! Nothing of a map is kept here. Must not know the window.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    app::export::remembered::Remembered,
    file::{
        backup::Rule,
        disk::{create_folders, in_words},
        save_bytes,
    },
    model::View,
    pipeline::bundled_as,
    scene::Shown,
};

/// How many files are remembered.
const MOST_RECENT: usize = 12;
/// Text sizes to choose from, per cent.
pub const TEXT_SIZES: [u16; 6] = [100, 110, 125, 150, 175, 200];

/// Where settings and recovered maps are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Holds `settings.ron`.
    pub config: PathBuf,
    /// Holds the folders `journal`, `history`, `backup` and `faults`, and `recovery` of versions before them.
    pub state: PathBuf,
}

impl Folders {
    /// The user's own, or below `ECOMAP_HOME` where that is set; `None` where the user has no home.
    #[must_use]
    pub fn find() -> Option<Self> {
        if let Some(home) = std::env::var_os("ECOMAP_HOME").filter(|home| !home.is_empty()) {
            return Some(Self::below(Path::new(&home)));
        }
        let folders = directories::ProjectDirs::from("", "", "ecomap")?;
        let state = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
        Some(Self { config: folders.config_dir().to_owned(), state: state.to_owned() })
    }

    /// Both in one folder.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self { config: folder.to_owned(), state: folder.to_owned() }
    }
}

/// Light, dark, or as the system asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system asks; light where it does not say.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which file dialogs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DialogChoice {
    /// The desktop's where it has some, otherwise our own.
    #[default]
    Automatic,
    /// Our own, in the window.
    BuiltIn,
    /// The desktop's.
    Desktop,
}

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of everything in the window, per cent; one of [`TEXT_SIZES`].
    pub text_size: u16,
    /// Whether the panels at the right are unfolded.
    pub panels: bool,
    /// Whether the card with the letters of the canvas is shown.
    pub key_card: bool,
    /// Whether towers of influence stand on the map.
    pub influence: bool,
    /// Whether goals are shown on the map.
    pub goals: bool,
    /// Whether flows of one kind between the same two are one line.
    pub one_line_a_kind: bool,
    /// Whether all flows between the same two are one line.
    pub one_line_a_pair: bool,
    /// Whether flows that run side by side are one line until they part.
    pub shared_stems: bool,
    /// Whether the grid is on.
    pub grid: bool,
    /// Whether a journal is written while maps are edited, and their history kept beside them.
    pub history: bool,
    /// How many earlier versions of a map's file are kept when it is saved over; 0 keeps none.
    pub backups: u16,
    /// How many days they are kept.
    pub backup_days: u16,
    /// How much all of them may take together, MB.
    pub backup_megabytes: u32,
    /// Nothing glides: camera and panels are at once where they go.
    pub reduce_motion: bool,
    /// Whether a small file beside an open map tells others who has it open.
    pub lock_files: bool,
    /// Width and height of the window, points.
    pub window: Option<(f32, f32)>,
    /// Which file dialogs.
    pub dialogs: DialogChoice,
    /// What was last chosen for figures of whole maps.
    pub figure: Remembered,
    /// The format in which a map was last saved for another program.
    pub other_program: String,
    /// Maps opened or saved, latest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_size: TEXT_SIZES[0],
            panels: true,
            key_card: false,
            influence: false,
            goals: false,
            one_line_a_kind: false,
            one_line_a_pair: false,
            shared_stems: false,
            grid: false,
            history: true,
            backups: Rule::default().versions,
            backup_days: Rule::default().days,
            backup_megabytes: 256,
            reduce_motion: false,
            lock_files: true,
            window: None,
            dialogs: DialogChoice::default(),
            figure: Remembered::default(),
            other_program: String::new(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads them. A file that is not there or cannot be read gives the defaults: settings never keep a map from
    /// being opened.
    #[must_use]
    pub fn load(folders: Option<&Folders>) -> Self {
        let text = folders.and_then(|folders| fs::read_to_string(file(folders)).ok());
        let mut settings: Self = text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
        if !TEXT_SIZES.contains(&settings.text_size) {
            settings.text_size = TEXT_SIZES[0];
        }
        let usable = |side: f32| side.is_finite() && (200.0..20_000.0).contains(&side);
        settings.window = settings.window.filter(|(width, height)| usable(*width) && usable(*height));
        settings.recent.truncate(MOST_RECENT);
        settings
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the folder cannot be made or the file not be written, in words.
    pub fn save(&self, folders: &Folders) -> io::Result<()> {
        create_folders(&folders.config).map_err(|error| {
            let folder = folders.config.display();
            io::Error::other(format!("the folder {folder} cannot be made: {}", in_words(&error)))
        })?;
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        save_bytes(&file(folders), format!("{text}\n").as_bytes()).map_err(io::Error::other)
    }

    /// What is shown on the map beside boxes, names and flows.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown {
            influence: self.influence,
            goals: self.goals,
            one_line_a_kind: self.one_line_a_kind,
            one_line_a_pair: self.one_line_a_pair,
            shared_stems: self.shared_stems,
            ..Shown::window()
        }
    }

    /// How much is kept of maps that are saved over; nothing while no history is kept.
    #[must_use]
    pub fn backup_rule(&self) -> Rule {
        let versions = if self.history { self.backups } else { 0 };
        Rule { versions, days: self.backup_days, bytes: u64::from(self.backup_megabytes) * 1_000_000 }
    }

    /// Draws flows as a saved view keeps it, each by itself where it keeps nothing; whether that is another way.
    pub fn draw_flows_as(&mut self, view: &View) -> bool {
        let now = self.shown();
        let shown = bundled_as(view, now);
        (self.one_line_a_kind, self.one_line_a_pair) = (shown.one_line_a_kind, shown.one_line_a_pair);
        self.shared_stems = shown.shared_stems;
        shown != now
    }

    /// Puts a map at the head of the recent ones. A path that is no UTF-8 cannot be written down, and would take all
    /// other settings with it.
    pub fn remember(&mut self, path: &Path) {
        if path.to_str().is_none() {
            return;
        }
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
    }

    /// Takes a map off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
    }

    /// The next text size up (`1`) or down (`-1`), per cent.
    pub fn step_text_size(&mut self, step: isize) {
        let at = TEXT_SIZES.iter().position(|size| *size == self.text_size).unwrap_or(0);
        let next = at.saturating_add_signed(step).min(TEXT_SIZES.len() - 1);
        self.text_size = TEXT_SIZES[next];
    }
}

fn file(folders: &Folders) -> PathBuf {
    folders.config.join("settings.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(&folder.path().join("new"));
        let mut settings = Settings { theme: ThemeChoice::Dark, text_size: 125, ..Settings::default() };
        settings.remember(Path::new("/maps/a.ron"));
        settings.save(&folders).expect("saves");
        assert_eq!(Settings::load(Some(&folders)), settings);
    }

    #[test]
    fn damaged_settings_are_the_defaults() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        for text in ["", "(theme: Blue)", "(((((", "\u{0}"] {
            fs::write(file(&folders), text).expect("writes");
            assert_eq!(Settings::load(Some(&folders)), Settings::default(), "{text}");
        }
        fs::write(file(&folders), "(text_size: 7, window: Some((1e30, -4)))").expect("writes");
        assert_eq!(Settings::load(Some(&folders)), Settings::default());
    }

    #[test]
    fn the_latest_map_comes_first_and_none_twice() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
        for number in 0..20 {
            settings.remember(Path::new(&format!("map {number}")));
        }
        assert_eq!(settings.recent.len(), MOST_RECENT);
    }

    #[test]
    fn text_size_stays_within_its_steps() {
        let mut settings = Settings::default();
        settings.step_text_size(-1);
        assert_eq!(settings.text_size, 100);
        for _ in 0..10 {
            settings.step_text_size(1);
        }
        assert_eq!(settings.text_size, 200);
    }
}

//! The door of the room: faces, shaping and breaking behind one cheap handle, with what was shaped remembered.
//! Must not know egui or scenes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use rustybuzz::ttf_parser;

use super::{
    BUNDLED, FaceKey, Line, Metrics, TextStyle, Weight,
    cache::Cache,
    faces::{Bundled, bundled_database},
    fallback::{FaceData, System},
    itemise::{Base, without_controls},
    outline::Outline,
    shape::Shaper,
    wrap,
};

/// Fonts of a program. Copies share everything.
#[derive(Clone)]
pub struct Fonts(Arc<Inner>);

struct Inner {
    bundled: Bundled,
    /// The bundled faces by name, once somebody asked: most figures are made without.
    database: OnceLock<Arc<fontdb::Database>>,
    /// Where faces for missing signs come from; `None`: there are none.
    search: Option<Search>,
    system: OnceLock<System>,
    lines: Mutex<Cache<LineKey, Arc<Line>>>,
    wrapped: Mutex<Cache<WrapKey, Vec<Arc<Line>>>>,
    report: Mutex<Report>,
    outlines: Mutex<Outlines>,
}

enum Search {
    Installed,
    Given(fontdb::Database),
}

type StyleKey = (u64, Weight, bool, u64);
type LineKey = (StyleKey, Base);
/// Glyphs that were traced; `None` for those that have no outline.
pub(super) type Outlines = BTreeMap<(FaceKey, u16), Option<Arc<Outline>>>;
type WrapKey = (StyleKey, u64, Option<usize>);

#[derive(Default)]
struct Report {
    used: BTreeSet<FallbackUse>,
    missing: BTreeSet<String>,
}

/// A system face that fell in, and a text that it served.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FallbackUse {
    /// Family name of the face.
    pub family: String,
    /// The line in which it was used.
    pub text: String,
}

/// Bytes of text that are remembered in each half of a cache; a glyph takes forty times as much as its letter.
const REMEMBERED: usize = 256 * 1024;
/// Entries of a report; a map with more has been warned about enough.
const MOST_REPORTED: usize = 2000;

fn style_key(style: &TextStyle) -> StyleKey {
    (style.size.to_bits(), style.weight, style.italic, style.letter_spacing.to_bits())
}

impl Fonts {
    /// The bundled family only: the same lines on every machine.
    #[must_use]
    pub fn bundled() -> Self {
        Self::new(None)
    }

    /// The bundled family, and the system's faces for signs that it lacks. The system is searched at the first such
    /// sign, not before.
    #[must_use]
    pub fn with_system() -> Self {
        Self::new(Some(Search::Installed))
    }

    /// The bundled family, and these faces for signs that it lacks.
    #[must_use]
    pub fn with_fallback(database: fontdb::Database) -> Self {
        Self::new(Some(Search::Given(database)))
    }

    fn new(search: Option<Search>) -> Self {
        Self(Arc::new(Inner {
            bundled: Bundled::default(),
            database: OnceLock::new(),
            search,
            system: OnceLock::new(),
            lines: Mutex::new(Cache::new(REMEMBERED)),
            wrapped: Mutex::new(Cache::new(REMEMBERED)),
            report: Mutex::default(),
            outlines: Mutex::default(),
        }))
    }

    /// One line; new lines and other control characters become spaces.
    #[must_use]
    pub fn line(&self, text: &str, style: &TextStyle) -> Arc<Line> {
        if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            return self.shaped(&without_controls(text), style, Base::Auto);
        }
        self.shaped(text, style, Base::Auto)
    }

    /// The text in lines no wider than `max_width` (canvas units), as few as will do and of like length. `\n` always
    /// breaks; a word wider than `max_width` is broken between signs. Nothing is cut off unless `max_lines` says so;
    /// then the last line ends in an ellipsis. Always at least one line, which may be empty.
    #[must_use]
    pub fn wrap(
        &self,
        text: &str,
        style: &TextStyle,
        max_width: f64,
        max_lines: Option<usize>,
    ) -> Vec<Arc<Line>> {
        let key = (style_key(style), max_width.to_bits(), max_lines);
        if let Some(lines) = self.0.wrapped.lock().unwrap_or_else(PoisonError::into_inner).get(key, text) {
            return lines;
        }
        let lines = wrap::wrap(self, text, style, max_width, max_lines);
        let mut cache = self.0.wrapped.lock().unwrap_or_else(PoisonError::into_inner);
        cache.put(key, text, lines.clone());
        lines
    }

    /// The text in lines no wider than `max_width` (canvas units), each as full as can be: how running text is set.
    /// Otherwise as [`Fonts::wrap`].
    #[must_use]
    pub fn fill(&self, text: &str, style: &TextStyle, max_width: f64) -> Vec<Arc<Line>> {
        wrap::fill(self, text, style, max_width)
    }

    /// Measures of a style in the bundled family; lines with other faces keep them.
    #[must_use]
    pub fn metrics(&self, style: &TextStyle) -> Metrics {
        self.0.bundled.metrics(style)
    }

    /// Which system faces fell in so far, and for what; sorted.
    #[must_use]
    pub fn fallbacks_used(&self) -> Vec<FallbackUse> {
        self.0.report.lock().unwrap_or_else(PoisonError::into_inner).used.iter().cloned().collect()
    }

    /// Signs met so far that no face has; sorted. They are drawn as boxes.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        self.0.report.lock().unwrap_or_else(PoisonError::into_inner).missing.iter().cloned().collect()
    }

    /// The faces by family name, for other painters: the bundled ones, and the system's if any was needed so far.
    #[must_use]
    pub fn database(&self) -> Arc<fontdb::Database> {
        let bundled = || self.0.database.get_or_init(|| Arc::new(bundled_database()));
        Arc::clone(self.0.system.get().map_or_else(bundled, System::database))
    }

    /// The file of a face, for painters of glyphs. `None` for a key of other fonts.
    #[must_use]
    pub fn face_data(&self, face: FaceKey) -> Option<FaceData> {
        match face {
            FaceKey::Bundled(key) => {
                let (_, _, _, bytes) = BUNDLED.get(usize::from(key))?;
                Some(FaceData { bytes: Arc::new(*bytes), index: 0 })
            }
            FaceKey::System(key) => self.0.system.get()?.data(key),
        }
    }

    pub(super) fn outlines(&self) -> &Mutex<Outlines> {
        &self.0.outlines
    }

    /// Works with a parsed face. `None` for a key of other fonts.
    pub(super) fn with_face<T>(
        &self,
        face: FaceKey,
        work: impl FnOnce(&ttf_parser::Face<'_>) -> T,
    ) -> Option<T> {
        match face {
            FaceKey::Bundled(key) => Some(work(self.0.bundled.face(key))),
            FaceKey::System(key) => {
                let data = self.0.system.get()?.data(key)?;
                let face = ttf_parser::Face::parse((*data.bytes).as_ref(), data.index).ok()?;
                Some(work(&face))
            }
        }
    }

    /// A line without control characters in the direction of its paragraph.
    pub(super) fn shaped(&self, text: &str, style: &TextStyle, base: Base) -> Arc<Line> {
        let key = (style_key(style), base);
        if let Some(line) = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner).get(key, text) {
            return line;
        }
        let line = Arc::new(self.with_shaper(|shaper| shaper.line(text, style, base)));
        self.report(&line);
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner).put(key, text, Arc::clone(&line));
        line
    }

    /// See [`Shaper::reach`].
    pub(super) fn reach(&self, text: &str, style: &TextStyle, base: Base) -> Vec<f64> {
        self.with_shaper(|shaper| shaper.reach(text, style, base))
    }

    fn with_shaper<T>(&self, work: impl FnOnce(&Shaper<'_>) -> T) -> T {
        let system = || self.system();
        work(&Shaper { bundled: &self.0.bundled, system: &system })
    }

    fn system(&self) -> Option<&System> {
        let search = self.0.search.as_ref()?;
        Some(self.0.system.get_or_init(|| match search {
            Search::Installed => System::installed(),
            Search::Given(database) => System::of(database),
        }))
    }

    fn report(&self, line: &Line) {
        let fallbacks = line.fallbacks();
        if fallbacks.is_empty() && line.missing.is_empty() {
            return;
        }
        let mut report = self.0.report.lock().unwrap_or_else(PoisonError::into_inner);
        for family in fallbacks {
            if report.used.len() < MOST_REPORTED {
                report.used.insert(FallbackUse { family: family.to_owned(), text: line.text.clone() });
            }
        }
        for sign in &line.missing {
            if report.missing.len() < MOST_REPORTED {
                report.missing.insert(sign.clone());
            }
        }
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("searched", &self.0.system.get().is_some()).finish_non_exhaustive()
    }
}

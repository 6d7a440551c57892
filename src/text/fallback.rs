//! System faces for what the bundled family lacks: searched only when a sign is missing, chosen by a fixed order.
//! Must not know shaping or lines.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rustybuzz::ttf_parser;

use super::{FAMILY, TextStyle, faces::bundled_database};

/// The file of a face, and which of its faces.
#[derive(Clone)]
pub struct FaceData {
    /// Bytes of the font file.
    pub bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Number of the face in a collection.
    pub index: u32,
}

/// Faces of the system, or those that a test gives in their place.
pub(super) struct System {
    database: Arc<fontdb::Database>,
    state: Mutex<State>,
}

/// What has been found out, most of it once for each face or sign.
#[derive(Default)]
struct State {
    loaded: Vec<Loaded>,
    coverage: BTreeMap<fontdb::ID, Coverage>,
    orders: BTreeMap<(u16, bool, bool), Arc<[fontdb::ID]>>,
    chosen: BTreeMap<(u16, bool, Box<str>), Option<u32>>,
}

#[derive(Clone)]
struct Loaded {
    id: fontdb::ID,
    family: Arc<str>,
    data: FaceData,
}

/// So many answers are kept before they are forgotten: no text has more signs.
const MOST_ANSWERS: usize = 100_000;
/// Faces that claim every sign and show none.
const BLANK_FAMILIES: [&str; 4] = ["Last Resort", "LastResort", "Adobe Blank", "Adobe NotDef"];

impl System {
    /// The faces installed here. Reads the font folders: tens of milliseconds.
    pub(super) fn installed() -> Self {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        Self::of(&database)
    }

    /// The faces of this database.
    pub(super) fn of(given: &fontdb::Database) -> Self {
        let mut database = bundled_database();
        for face in given.faces() {
            let family = face.families.first().map_or("", |(name, _)| name.as_str());
            // Another version of the bundled family must not stand in for it.
            if family != FAMILY && !BLANK_FAMILIES.iter().any(|blank| family.contains(blank)) {
                database.push_face_info(face.clone());
            }
        }
        Self { database: Arc::new(database), state: Mutex::default() }
    }

    /// Bundled and system faces.
    pub(super) fn database(&self) -> &Arc<fontdb::Database> {
        &self.database
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the face in which this sign, as a reader sees it, is set.
    pub(super) fn choose(&self, sign: &str, style: &TextStyle) -> Option<u32> {
        let (weight, italic) = (style.weight.number(), style.italic);
        let mut state = self.state();
        let key = (weight, italic, Box::from(sign));
        if let Some(answer) = state.chosen.get(&key) {
            return *answer;
        }
        let order = self.order(&mut state, weight, italic, is_emoji(sign));
        let found = order.iter().copied().find(|id| self.covers(&mut state, *id, sign));
        let answer = found.and_then(|id| self.load(&mut state, id));
        if state.chosen.len() >= MOST_ANSWERS {
            state.chosen.clear();
        }
        state.chosen.insert(key, answer);
        answer
    }

    /// Family name of a face that was chosen before.
    pub(super) fn family(&self, key: u32) -> Option<Arc<str>> {
        self.state().loaded.get(key as usize).map(|loaded| Arc::clone(&loaded.family))
    }

    /// File of a face that was chosen before.
    pub(super) fn data(&self, key: u32) -> Option<FaceData> {
        self.state().loaded.get(key as usize).map(|loaded| loaded.data.clone())
    }

    fn order(&self, state: &mut State, weight: u16, italic: bool, emoji: bool) -> Arc<[fontdb::ID]> {
        let sorted = || {
            let mut faces: Vec<&fontdb::FaceInfo> =
                self.database.faces().filter(|face| family_of(face) != FAMILY).collect();
            faces.sort_by_cached_key(|face| rank(face, weight, italic, emoji));
            faces.into_iter().map(|face| face.id).collect()
        };
        Arc::clone(state.orders.entry((weight, italic, emoji)).or_insert_with(sorted))
    }

    fn covers(&self, state: &mut State, id: fontdb::ID, sign: &str) -> bool {
        let read = || self.database.with_face_data(id, Coverage::read).flatten().unwrap_or_default();
        let coverage = state.coverage.entry(id).or_insert_with(read);
        sign.chars().all(|c| is_ignorable(c) || coverage.has(c))
    }

    fn load(&self, state: &mut State, id: fontdb::ID) -> Option<u32> {
        if let Some(index) = state.loaded.iter().position(|loaded| loaded.id == id) {
            return u32::try_from(index).ok();
        }
        let family = family_of(self.database.face(id)?).into();
        let (bytes, index) = self.database.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
        state.loaded.push(Loaded { id, family, data: FaceData { bytes: Arc::new(bytes), index } });
        u32::try_from(state.loaded.len() - 1).ok()
    }
}

fn family_of(face: &fontdb::FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name.as_str())
}

/// Faces in the order in which they are asked, the same on every machine that has the same ones: plain sans-serif
/// families first, within a family the face nearest to the style.
fn rank(
    face: &fontdb::FaceInfo,
    weight: u16,
    italic: bool,
    emoji: bool,
) -> (u8, String, bool, bool, u16, String) {
    let family = family_of(face);
    let has = |word: &str| family.contains(word);
    let class = match family {
        _ if emoji && has("Emoji") && !has("Color") => 0,
        // Pictures in colours are no ink: last of all, also for emoji.
        _ if has("Emoji") => 9,
        _ if has("Mono") || has("Console") || has("Code") => 7,
        _ if has("Serif") || has("Roman") || has("Times") => 6,
        _ if has("Symbol") || has("Math") || has("Unifont") || has("Dingbat") => 8,
        _ if family.starts_with("Noto Sans") => 2,
        _ if family.starts_with("DejaVu Sans") => 3,
        _ if has("Sans") || has("Gothic") || has("Arial") || has("Segoe") || has("PingFang") => 4,
        _ => 5,
    };
    let slanted = face.style != fontdb::Style::Normal;
    (
        class,
        family.to_owned(),
        face.stretch != fontdb::Stretch::Normal,
        slanted != italic,
        face.weight.0.abs_diff(weight),
        face.post_script_name.clone(),
    )
}

/// Signs that a face has, as ranges.
#[derive(Default)]
struct Coverage(Vec<(u32, u32)>);

impl Coverage {
    fn read(bytes: &[u8], index: u32) -> Option<Self> {
        let face = ttf_parser::Face::parse(bytes, index).ok()?;
        let mut signs = Vec::new();
        for table in face.tables().cmap?.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode)
        {
            table.codepoints(|sign| {
                if table.glyph_index(sign).is_some_and(|glyph| glyph.0 != 0) {
                    signs.push(sign);
                }
            });
        }
        signs.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for sign in signs {
            match ranges.last_mut() {
                Some((_, last)) if sign <= last.saturating_add(1) => *last = sign.max(*last),
                _ => ranges.push((sign, sign)),
            }
        }
        Some(Self(ranges))
    }

    fn has(&self, sign: char) -> bool {
        let sign = u32::from(sign);
        let next = self.0.partition_point(|(first, _)| *first <= sign);
        next > 0 && self.0[next - 1].1 >= sign
    }
}

/// Signs that are not seen, so that no face needs to have them: joiners, direction marks, variation selectors, and
/// what else Unicode calls default ignorable.
pub(super) fn is_ignorable(sign: char) -> bool {
    matches!(
        u32::from(sign),
        0xAD | 0x34F | 0x61C
            | 0x115F..=0x1160
            | 0x17B4..=0x17B5
            | 0x180B..=0x180F
            | 0x200B..=0x200F
            | 0x202A..=0x202E
            | 0x2060..=0x206F
            | 0x3164
            | 0xFE00..=0xFE0F
            | 0xFEFF
            | 0xFFA0
            | 0xFFF0..=0xFFF8
            | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF
    )
}

fn is_emoji(sign: &str) -> bool {
    sign.chars()
        .any(|c| matches!(u32::from(c), 0xFE0F | 0x20E3 | 0x1F000..=0x1F0FF | 0x1F1E6..=0x1F1FF | 0x1F300..=0x1FAFF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_what_the_face_has() {
        let bytes = super::super::BUNDLED[0].3;
        let coverage = Coverage::read(bytes, 0).unwrap();
        let face = ttf_parser::Face::parse(bytes, 0).unwrap();
        for sign in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(coverage.has(sign), face.glyph_index(sign).is_some(), "{sign:?}");
        }
    }

    #[test]
    fn emoji_are_known() {
        for (sign, expected) in [("🎬", true), ("🏴", true), ("✔\u{FE0F}", true), ("é", false), ("你", false)]
        {
            assert_eq!(is_emoji(sign), expected, "{sign}");
        }
    }
}

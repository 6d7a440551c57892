//! The bundled family: four faces of Inter (OFL 1.1), part of the program.
//! Must not know system faces.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustybuzz::ttf_parser;

use super::{Metrics, TextStyle, Weight};

/// The bundled family's name, in figures too.
pub const FAMILY: &str = "Inter";

/// The bundled faces: name, weight, slanted, bytes of the TrueType file.
pub const BUNDLED: [(&str, Weight, bool, &[u8]); 4] = [
    ("Inter-Regular", Weight::Regular, false, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ("Inter-Medium", Weight::Medium, false, include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    ("Inter-Bold", Weight::Bold, false, include_bytes!("../../assets/fonts/Inter-Bold.ttf")),
    ("Inter-Italic", Weight::Regular, true, include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
];

/// Which face a run is set in. The number of a system face is given when it is first used, and holds for the life of
/// the [`super::Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceKey {
    /// One of [`BUNDLED`].
    Bundled(u8),
    /// A face of the system.
    System(u32),
}

impl FaceKey {
    /// Whether it is part of the program.
    #[must_use]
    pub fn is_bundled(self) -> bool {
        matches!(self, Self::Bundled(_))
    }
}

/// Distance of baselines to the em: two lines of a 14-unit label stand 18 units apart.
const LINE_HEIGHT: f64 = 1.3;

/// The bundled faces, each read when it is first asked for.
#[derive(Default)]
pub(super) struct Bundled {
    faces: [OnceLock<rustybuzz::Face<'static>>; 4],
    /// How each face shapes a script, once it was asked: to find that out takes as long as to shape a label.
    plans: Mutex<Vec<(Manner, Arc<rustybuzz::ShapePlan>)>>,
}

/// The number of a face, a direction and a script.
type Manner = (u8, rustybuzz::Direction, rustybuzz::Script);

impl Bundled {
    /// The face in which a style is set.
    pub(super) fn key(style: &TextStyle) -> u8 {
        match (style.italic, style.weight) {
            (true, _) => 3,
            (false, Weight::Regular) => 0,
            (false, Weight::Medium) => 1,
            (false, Weight::Bold) => 2,
        }
    }

    pub(super) fn face(&self, key: u8) -> &rustybuzz::Face<'static> {
        let key = usize::from(key).min(self.faces.len() - 1);
        self.faces[key].get_or_init(|| {
            rustybuzz::Face::from_slice(BUNDLED[key].3, 0)
                .expect("the bundled faces are sound TrueType files")
        })
    }

    /// The text shaped by a face as [`rustybuzz::shape`] does, without features of one's own.
    pub(super) fn shape(&self, key: u8, mut buffer: rustybuzz::UnicodeBuffer) -> rustybuzz::GlyphBuffer {
        buffer.guess_segment_properties();
        let manner = (key, buffer.direction(), buffer.script());
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().find(|(other, _)| *other == manner).map(|(_, plan)| Arc::clone(plan));
        let plan = known.unwrap_or_else(|| {
            let (_, direction, script) = manner;
            let script = Some(script).filter(|script| *script != rustybuzz::script::UNKNOWN);
            let plan = rustybuzz::ShapePlan::new(self.face(key), direction, script, None, &[]);
            let plan = Arc::new(plan);
            plans.push((manner, Arc::clone(&plan)));
            plan
        });
        drop(plans);
        rustybuzz::shape_with_plan(self.face(key), &plan, buffer)
    }

    pub(super) fn metrics(&self, style: &TextStyle) -> Metrics {
        let face: &ttf_parser::Face<'_> = self.face(Self::key(style));
        let scale = em_scale(face, style);
        let height = |value: Option<i16>, otherwise: f64| value.map_or(otherwise, f64::from) * scale;
        Metrics {
            ascent: f64::from(face.ascender()) * scale,
            descent: -f64::from(face.descender()) * scale,
            cap_height: height(face.capital_height(), 1490.0),
            x_height: height(face.x_height(), 1118.0),
            line_height: sane_size(style) * LINE_HEIGHT,
        }
    }
}

/// Canvas units to one unit of the face.
pub(super) fn em_scale(face: &ttf_parser::Face<'_>, style: &TextStyle) -> f64 {
    sane_size(style) / f64::from(face.units_per_em()).max(1.0)
}

fn sane_size(style: &TextStyle) -> f64 {
    if style.size.is_finite() { style.size.max(0.0) } else { 0.0 }
}

/// A database of the bundled faces and nothing else.
pub(super) fn bundled_database() -> fontdb::Database {
    let mut database = fontdb::Database::new();
    for (_, _, _, bytes) in BUNDLED {
        database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    database.set_sans_serif_family(FAMILY);
    database
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_for_each_weight_finds_its_face() {
        let database = bundled_database();
        for (name, weight, italic, _) in BUNDLED {
            let query = fontdb::Query {
                families: &[fontdb::Family::Name(FAMILY)],
                weight: fontdb::Weight(weight.number()),
                style: if italic { fontdb::Style::Italic } else { fontdb::Style::Normal },
                ..fontdb::Query::default()
            };
            let found = database.query(&query).and_then(|id| database.face(id)).unwrap();
            assert_eq!(found.post_script_name, name);
        }
    }

    #[test]
    fn measures_grow_with_the_size() {
        let bundled = Bundled::default();
        let metrics = bundled.metrics(&TextStyle::new(14.0));
        assert!((metrics.line_height - 18.2).abs() < 1e-9);
        assert!(metrics.ascent > metrics.cap_height && metrics.cap_height > metrics.x_height, "{metrics:?}");
        assert!((metrics.cap_height - 10.18).abs() < 0.05, "{metrics:?}");
        assert!(metrics.descent > 2.0 && metrics.descent < 5.0, "{metrics:?}");
    }
}

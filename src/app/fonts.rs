//! The type of the window: the bundled family under egui's names, for panels, menus and the canvas's text fields.
//! Must not know what is written with it; the map's own labels are shaped in `text`.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId};

/// Weight 400: running text; also egui's proportional family.
pub const REGULAR: &str = "inter-regular";
/// Weight 500: controls and node labels.
pub const MEDIUM: &str = "inter-medium";
/// Weight 700: headings.
pub const BOLD: &str = "inter-bold";
/// Italic of weight 400.
pub const ITALIC: &str = "inter-italic";

/// The drawn signs of [`super::icons`].
pub const ICONS: &str = "phosphor";

/// The faces, by the name under which egui knows them.
const FACES: [(&str, &[u8]); 5] = [
    (REGULAR, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    (MEDIUM, include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    (BOLD, include_bytes!("../../assets/fonts/Inter-Bold.ttf")),
    (ITALIC, include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
    (ICONS, include_bytes!("../../assets/icons/Phosphor-Regular.ttf")),
];

/// The family of one of the names above. Only after [`definitions`] were set, or egui panics.
#[must_use]
pub fn family(name: &'static str) -> FontFamily {
    FontFamily::Name(name.into())
}

/// A face at a size in points.
#[must_use]
pub fn font(name: &'static str, size: f32) -> FontId {
    FontId::new(size, family(name))
}

/// egui's own fonts with Inter before them: what Inter lacks is looked for behind it, icons first, so that a sign may
/// stand among words.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    let behind = definitions.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes) in FACES {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let own = [name, REGULAR, ICONS].map(str::to_owned);
        let faces = own.into_iter().chain(behind.iter().cloned()).collect();
        definitions.families.insert(family(name), faces);
    }
    let proportional = definitions.families.entry(FontFamily::Proportional).or_default();
    proportional.splice(0..0, [REGULAR, ICONS].map(str::to_owned));
    definitions
}

//! What the room promises, seen from its door.

mod flows;
mod nodes;
mod vision;

use super::{Look, Palette, Theme};

/// Every palette in both themes.
fn looks() -> impl Iterator<Item = Look> {
    let palettes = Palette::NAMES.into_iter().filter_map(Palette::named);
    palettes.flat_map(|palette| [Theme::Light, Theme::Dark].map(|theme| Look::new(theme, palette)))
}

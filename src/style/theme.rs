//! The look of a whole picture: theme and palette together, and the colours that belong to no record.
//! Must not know what the picture shows.

use super::{Palette, Rgba, colour::DARK_INK, oklch::Oklch, readable_ink};
use crate::model::{Colour, Document};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// White page.
    #[default]
    Light,
    /// Near-black page, the same contrasts.
    Dark,
}

/// How a picture looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// Which colours.
    pub palette: Palette,
    /// The map's own page colour, if it has one.
    pub background: Option<Colour>,
}

impl Look {
    /// The look of this theme and palette on the theme's own page.
    #[must_use]
    pub fn new(theme: Theme, palette: Palette) -> Self {
        Self { theme, palette, background: None }
    }

    /// The look that a map asks for: its palette (the default one where the name is unknown) and its page.
    #[must_use]
    pub fn of(document: &Document, theme: Theme) -> Self {
        let map = document.map();
        let palette = Palette::named(&map.palette).unwrap_or_default();
        Self { theme, palette, background: map.background }
    }

    /// Whether the page is dark.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.theme == Theme::Dark
    }

    fn choose(&self, light: Rgba, dark: Rgba) -> Rgba {
        let colour = if self.is_dark() { dark } else { light };
        if self.palette.is_grey() { Oklch::new(Oklch::from(colour).l, 0.0, 0.0).to_rgba() } else { colour }
    }

    /// A colour made for a light page, as this theme shows it: lightness turned round, hue and chroma kept.
    pub(super) fn themed(&self, colour: Oklch) -> Oklch {
        if self.is_dark() { colour.with_lightness(mirrored(colour.l)) } else { colour }
    }

    /// The ground of everything.
    #[must_use]
    pub fn page(&self) -> Rgba {
        if let Some(background) = self.background {
            let colour = Oklch::from(Rgba::from(background));
            // A page that fits the theme is taken as it is; the other theme gets its counterpart.
            return if (colour.l > 0.55) == self.is_dark() {
                self.palette.node(colour.with_lightness(mirrored(colour.l).clamp(0.17, 0.99))).to_rgba()
            } else if self.palette.is_grey() {
                Oklch::new(colour.l, 0.0, 0.0).to_rgba()
            } else {
                background.into()
            };
        }
        if self.palette.is_high_contrast() {
            return self.choose(Rgba::WHITE, Rgba::BLACK);
        }
        self.choose(Rgba::WHITE, Rgba::new(0x15, 0x18, 0x1d))
    }

    /// Text on the page.
    #[must_use]
    pub fn ink(&self) -> Rgba {
        let ink = if self.palette.is_high_contrast() {
            self.choose(Rgba::BLACK, Rgba::WHITE)
        } else {
            self.choose(DARK_INK, Rgba::new(0xe8, 0xeb, 0xef))
        };
        ink.readable_on(self.page(), 7.0)
    }

    /// Text of lesser weight: captions, titles of areas. Read on page and areas.
    #[must_use]
    pub fn muted(&self) -> Rgba {
        let muted = self.choose(Rgba::new(0x5d, 0x68, 0x78), Rgba::new(0x9a, 0xa4, 0xb2));
        // Half a step more than needed, for the tinted areas in which titles stand.
        muted.readable_on(self.page(), self.palette.text_contrast() + 0.5)
    }

    /// Separators.
    #[must_use]
    pub fn hairline(&self) -> Rgba {
        if self.palette.is_high_contrast() {
            return self.ink();
        }
        self.choose(Rgba::new(0xd9, 0xde, 0xe5), Rgba::new(0x34, 0x3a, 0x43))
    }

    /// The one accent: selection, focus, the primary button.
    #[must_use]
    pub fn accent(&self) -> Rgba {
        let accent = self.choose(Rgba::new(0x1f, 0x62, 0xc4), Rgba::new(0x6e, 0xa8, 0xf7));
        accent.readable_on(self.page(), self.palette.text_contrast())
    }

    /// The sign of what came between two dates.
    #[must_use]
    pub fn came(&self) -> Rgba {
        let came = self.choose(Rgba::new(0x0b, 0x5f, 0xa5), Rgba::new(0x7d, 0xb8, 0xf0));
        came.readable_on(self.page(), self.palette.text_contrast())
    }

    /// The sign of what went; told from [`Look::came`] by those who do not see red and green alike, too.
    #[must_use]
    pub fn went(&self) -> Rgba {
        let went = self.choose(Rgba::new(0xa8, 0x3a, 0x12), Rgba::new(0xf0, 0x9a, 0x6e));
        went.readable_on(self.page(), self.palette.text_contrast())
    }

    /// What stands round a label so that lines don't run through it.
    #[must_use]
    pub fn halo(&self) -> Rgba {
        self.page()
    }

    /// Tint of the area at this place among the map's areas; neighbours differ a little.
    #[must_use]
    pub fn area_fill(&self, index: usize) -> Rgba {
        let share = if index.is_multiple_of(2) { 0.038 } else { 0.018 };
        let share = if self.is_dark() { share * 1.5 } else { share };
        self.page().mix(self.choose(Rgba::new(0x1c, 0x36, 0x5a), Rgba::new(0xc8, 0xd6, 0xea)), share)
    }

    /// Tint of a group's hull; see-through, for groups lie in areas and in one another.
    #[must_use]
    pub fn group_fill(&self) -> Rgba {
        self.choose(Rgba::new(0x3f, 0x5b, 0x85), Rgba::new(0xa9, 0xc0, 0xe6)).with_alpha(14)
    }

    /// Edge of a group's hull.
    #[must_use]
    pub fn group_outline(&self) -> Rgba {
        if self.palette.is_high_contrast() {
            return self.ink();
        }
        self.choose(Rgba::new(0xb4, 0xbd, 0xca), Rgba::new(0x52, 0x5c, 0x6a))
    }

    /// Title of a group or an area.
    #[must_use]
    pub fn group_title(&self) -> Rgba {
        self.muted().readable_on(self.group_fill().over(self.area_fill(0)), self.palette.text_contrast())
    }

    /// Paper of a sticky note: the theme's yellow, or the note's own colour as this theme shows it.
    #[must_use]
    pub fn note_fill(&self, colour: Option<Colour>) -> Rgba {
        let paper = colour.map_or(Oklch::new(0.955, 0.06, 95.0), |colour| Rgba::from(colour).into());
        let dark = if paper.l > 0.55 { paper.with_lightness(mirrored(paper.l) + 0.03) } else { paper };
        let shown = if self.is_dark() { dark } else { paper };
        if self.palette.is_grey() { Oklch::new(shown.l, 0.0, 0.0).to_rgba() } else { shown.to_rgba() }
    }

    /// Edge of a sticky note: a shade of its paper.
    #[must_use]
    pub fn note_outline(&self, colour: Option<Colour>) -> Rgba {
        let fill = self.note_fill(colour);
        fill.mix(readable_ink(fill), if self.palette.is_high_contrast() { 1.0 } else { 0.16 })
    }

    /// Text on a sticky note.
    #[must_use]
    pub fn note_ink(&self, colour: Option<Colour>) -> Rgba {
        readable_ink(self.note_fill(colour))
    }

    /// Whether flows have the colours of their families, because more would not be told apart.
    #[must_use]
    pub fn colours_families_only(&self) -> bool {
        self.palette.colours_families_only()
    }

    /// Whether sectors are told apart by patterns.
    #[must_use]
    pub fn pattern_fills(&self) -> bool {
        self.palette.pattern_fills()
    }
}

/// Lightness on the other page, so that what stood out by so much still does: .91 becomes .31, .36 becomes .80.
fn mirrored(lightness: f64) -> f64 {
    (1.12 - 0.89 * lightness).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks() -> impl Iterator<Item = Look> {
        let palettes = Palette::NAMES.into_iter().filter_map(Palette::named);
        palettes.flat_map(|palette| [Theme::Light, Theme::Dark].map(|theme| Look::new(theme, palette)))
    }

    #[test]
    fn text_is_read_on_page_areas_groups_and_notes_in_every_look() {
        for look in looks() {
            let grounds = [
                look.page(),
                look.area_fill(0),
                look.area_fill(1),
                look.group_fill().over(look.area_fill(0)),
            ];
            for ground in grounds {
                assert!(look.ink().contrast(ground) >= 7.0, "ink: {look:?}");
                assert!(look.group_title().contrast(ground) >= 4.5, "group title: {look:?}");
            }
            for ground in &grounds[..3] {
                assert!(look.muted().contrast(*ground) >= 4.5, "muted: {look:?}");
            }
            for colour in [None, Some(Colour::new(255, 90, 90)), Some(Colour::new(20, 30, 60))] {
                assert!(look.note_ink(colour).contrast(look.note_fill(colour)) >= 4.5, "{look:?}");
            }
        }
    }

    #[test]
    fn areas_are_barely_tinted() {
        for look in looks() {
            for index in 0..2 {
                let contrast = look.area_fill(index).contrast(look.page());
                assert!(contrast > 1.005 && contrast < 1.2, "{look:?}: {contrast}");
            }
        }
    }

    #[test]
    fn a_map_brings_its_own_page() {
        let background = Some(Colour::new(0xff, 0xf8, 0xe7));
        let look = Look { background, ..Look::default() };
        assert_eq!(look.page(), Rgba::new(0xff, 0xf8, 0xe7));
        let dark = Look { background, ..Look::new(Theme::Dark, Palette::default()) };
        assert!(dark.page().luminance() < 0.05, "{:?}", dark.page());
        assert!(dark.ink().contrast(dark.page()) >= 7.0);
    }
}

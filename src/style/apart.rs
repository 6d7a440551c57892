//! Whether sectors are told apart, and signs for a new one that is. Must not know organisations.

use super::{
    Look, NodeStyle, Palette, Theme,
    vision::{Sight, TOLD_APART, difference},
};
use crate::model::{Document, Glyph, Pattern, Sector, SectorId};

/// Hues that are tried for a new sector, degrees apart.
const STEP: f64 = 5.0;
/// The patterns in the order in which new sectors take them.
const PATTERNS: [Pattern; 6] =
    [Pattern::Rising, Pattern::Dots, Pattern::Upright, Pattern::Falling, Pattern::Crossed, Pattern::Plain];

impl Look {
    /// The other sectors of the scheme that this one is not told apart from in this look: the same glyph, and colours
    /// (in grey: the same pattern) that are too near each other for the eyes that the palette is made for.
    #[must_use]
    pub fn sectors_like<'a>(&self, document: &'a Document, id: &SectorId) -> Vec<&'a SectorId> {
        let Some(sector) = document.sector(id) else { return Vec::new() };
        let others = document.sectors_in_order().into_iter();
        let alike = others.filter(|(other, found)| *other != id && self.are_alike(sector, found));
        alike.map(|(other, _)| other).collect()
    }

    /// Each pair of sectors that is not told apart in this look.
    #[must_use]
    pub fn sectors_alike<'a>(&self, document: &'a Document) -> Vec<(&'a SectorId, &'a SectorId)> {
        let all = document.sectors_in_order();
        let mut pairs = Vec::new();
        for (index, (id, sector)) in all.iter().enumerate() {
            let others = all[index + 1..].iter().filter(|(_, other)| self.are_alike(sector, other));
            pairs.extend(others.map(|(other, _)| (*id, *other)));
        }
        pairs
    }

    fn are_alike(&self, one: &Sector, other: &Sector) -> bool {
        if one.glyph != other.glyph {
            return false;
        }
        if self.pattern_fills() {
            return one.pattern == other.pattern;
        }
        let (one, other) = (self.sector_swatch(Some(one)), self.sector_swatch(Some(other)));
        self.distance(&one, &other) < TOLD_APART
    }

    /// The larger difference of fill and outline, to the eyes that see it least.
    fn distance(&self, one: &NodeStyle, other: &NodeStyle) -> f64 {
        let sights = if self.palette == Palette::COLOUR_BLIND { &Sight::ALL[..] } else { &[Sight::Full] };
        let seen = |sight: &Sight| {
            let fills = one.fill.zip(other.fill).map_or(0.0, |(one, other)| difference(one, other, *sight));
            fills.max(difference(one.outline, other.outline, *sight))
        };
        sights.iter().map(seen).fold(f64::INFINITY, f64::min)
    }
}

/// A sector that is told apart from those that are there: a glyph and a pattern that fewest of them have, and the hue
/// that is furthest from theirs to all eyes and in both themes, first of all from those of the same glyph.
#[must_use]
pub fn new_sector(document: &Document, name: String) -> Sector {
    let sectors: Vec<&Sector> = document.sectors().values().map(|sector| &**sector).collect();
    let count = |uses: &dyn Fn(&Sector) -> bool| sectors.iter().filter(|sector| uses(sector)).count();
    let uses = |glyph: Glyph| count(&|sector| sector.glyph == glyph);
    let fewest = Glyph::ALL.into_iter().map(uses).min().unwrap_or(0);
    let glyphs: Vec<Glyph> = Glyph::ALL.into_iter().filter(|glyph| uses(*glyph) == fewest).collect();
    let pattern = PATTERNS.into_iter().min_by_key(|pattern| count(&|sector| sector.pattern == *pattern));
    let (glyph, hue) = free(&sectors, &glyphs);
    Sector { name, hue: Some(hue), glyph, pattern: pattern.unwrap_or_default(), ..Sector::default() }
}

/// How much further a hue must be from that of a sector with the same glyph.
const SAME_GLYPH: f64 = 3.0;

/// The glyph of these and the hue that leave most room.
fn free(sectors: &[&Sector], glyphs: &[Glyph]) -> (Glyph, f64) {
    let first = glyphs.first().copied().unwrap_or_default();
    if sectors.iter().all(|sector| sector.hue.is_none()) {
        return (first, 255.0);
    }
    let palettes = [Palette::default(), Palette::COLOUR_BLIND].into_iter();
    let looks: Vec<Look> = palettes
        .flat_map(|palette| [Theme::Light, Theme::Dark].map(|theme| Look::new(theme, palette)))
        .collect();
    let swatches = |sector: &Sector| -> Vec<NodeStyle> {
        looks.iter().map(|look| look.sector_swatch(Some(sector))).collect()
    };
    let taken: Vec<(Glyph, Vec<NodeStyle>)> =
        sectors.iter().map(|sector| (sector.glyph, swatches(sector))).collect();
    let mut best = (0.0, first, 255.0);
    for step in 0..(360.0 / STEP) as u32 {
        let hue = f64::from(step) * STEP;
        let own = swatches(&Sector { hue: Some(hue), ..Sector::default() });
        let distances: Vec<(Glyph, f64)> = taken
            .iter()
            .map(|(glyph, styles)| {
                let pairs = looks.iter().zip(own.iter().zip(styles));
                let least = pairs.map(|(look, (own, other))| look.distance(own, other));
                (*glyph, least.fold(f64::INFINITY, f64::min))
            })
            .collect();
        for glyph in glyphs {
            let far = |(other, distance): &(Glyph, f64)| {
                if other == glyph { distance / SAME_GLYPH } else { *distance }
            };
            let room = distances.iter().map(far).fold(f64::INFINITY, f64::min);
            if room > best.0 {
                best = (room, *glyph, hue);
            }
        }
    }
    (best.1, best.2)
}

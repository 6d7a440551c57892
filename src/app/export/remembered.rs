//! What was last chosen for figures of whole maps: the program remembers it, for a map without a view has no place
//! for it. Nothing of a map is in it. Must not know the window.

use serde::{Deserialize, Serialize};

use super::choices::Choices;
use crate::model::{LegendPlace, PageSetup, View};

/// As it stands in the settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    format: String,
    preset: String,
    width_mm: Option<f64>,
    height_mm: Option<f64>,
    margin_mm: Option<f64>,
    minimum_type_pt: Option<f64>,
    dpi: Option<f64>,
    ground: String,
    palette: String,
    legend: String,
    outlines: bool,
    embed_map: bool,
    with: Vec<String>,
    without: Vec<String>,
}

const PLACES: [(LegendPlace, &str); 4] = [
    (LegendPlace::Below, ""),
    (LegendPlace::Beside, "beside"),
    (LegendPlace::Inside, "inside"),
    (LegendPlace::Off, "off"),
];

impl Remembered {
    /// What is remembered of these: not the caption, which is one map's.
    #[must_use]
    pub fn of(choices: &Choices) -> Self {
        let mut view = View::default();
        choices.keep_in(&mut view);
        let place = PLACES.iter().find(|(place, _)| *place == view.legend);
        let page = view.page;
        Self {
            format: page.format,
            preset: page.preset,
            width_mm: page.width_mm,
            height_mm: page.height_mm,
            margin_mm: page.margin_mm,
            minimum_type_pt: page.minimum_type_pt,
            dpi: page.dpi,
            ground: page.ground,
            palette: view.palette,
            legend: place.map_or("", |(_, name)| name).to_owned(),
            outlines: page.outlines,
            embed_map: page.embed_map,
            with: page.with,
            without: page.without,
        }
    }

    /// What is chosen at first.
    #[must_use]
    pub fn choices(&self) -> Choices {
        let place = PLACES.iter().find(|(_, name)| *name == self.legend);
        let own = self.clone();
        Choices::of_view(&View {
            palette: own.palette,
            legend: place.map_or(LegendPlace::Below, |(place, _)| *place),
            page: PageSetup {
                width_mm: own.width_mm,
                height_mm: own.height_mm,
                minimum_type_pt: own.minimum_type_pt,
                margin_mm: own.margin_mm,
                format: own.format,
                preset: own.preset,
                dpi: own.dpi,
                ground: own.ground,
                outlines: own.outlines,
                embed_map: own.embed_map,
                with: own.with,
                without: own.without,
            },
            ..View::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::PagePreset;

    #[test]
    fn what_is_remembered_is_chosen_again() {
        let mut choices = Choices::default();
        choices.take_preset(PagePreset::Slide);
        choices.legend = LegendPlace::Inside;
        choices.shown.goals = true;
        let again = Remembered::of(&choices).choices();
        assert_eq!(again, choices);
        choices.caption = "One map's".to_owned();
        assert_eq!(Remembered::of(&choices).choices(), again);
    }
}

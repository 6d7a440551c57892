//! What a figure has round its map, and the page that it is printed on. Must not know where any of it is put.

use crate::model::{Date, LegendPlace, Rect};

/// What stands round the map of a figure, and on what page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageFrame {
    /// Where the legend stands.
    pub legend: LegendPlace,
    /// Nobody asked for that place by name: on a page of a fixed height it may stand beside the map instead of below,
    /// or below, where the map is larger then.
    pub legend_may_move: bool,
    /// Whether title and subtitle stand above.
    pub title: bool,
    /// Words under the figure; none when empty.
    pub caption: String,
    /// The muted line under it all.
    pub footer: Footer,
    /// The state of affairs that is shown, where that is not the map's own date.
    pub as_of: Option<Date>,
    /// A second date: what came and what went between the two is shown.
    pub until: Option<Date>,
    /// The page.
    pub page: Page,
    /// This page's number and how many there are, for figures of several pages.
    pub page_number: Option<(usize, usize)>,
    /// Only this part of the canvas, canvas units: who stands outside is not drawn, who stands inside is drawn whole.
    pub window: Option<Rect>,
}

impl Default for PageFrame {
    /// Title, legend below, the whole footer; the map's own size.
    fn default() -> Self {
        Self {
            legend: LegendPlace::Below,
            legend_may_move: true,
            title: true,
            caption: String::new(),
            footer: Footer::default(),
            as_of: None,
            until: None,
            page: Page::default(),
            page_number: None,
            window: None,
        }
    }
}

impl PageFrame {
    /// What stands under the title: the map's subtitle, then the date or the two dates that are shown.
    #[must_use]
    pub fn under_title(&self, subtitle: &str) -> String {
        match self.when() {
            None => subtitle.to_owned(),
            Some(when) if subtitle.trim().is_empty() => capitalised(&when),
            Some(when) => format!("{} \u{b7} {when}", subtitle.trim()),
        }
    }

    /// The date or the two dates that are shown, as they stand under the title.
    fn when(&self) -> Option<String> {
        let date = self.as_of?;
        Some(match self.until {
            None => format!("as of {date}"),
            Some(until) => format!("from {date} to {until}: what came and what went"),
        })
    }
}

fn capitalised(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// What the line under a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Footer {
    /// What carries meaning and what does not.
    pub meaning: bool,
    /// The sources, and the date that the map shows.
    pub source: bool,
    /// How many organisations and flows are drawn.
    pub totals: bool,
    /// What was asked and what was not.
    pub coverage: bool,
}

impl Default for Footer {
    /// All of it.
    fn default() -> Self {
        Self { meaning: true, source: true, totals: true, coverage: true }
    }
}

/// A page: its size on paper, and how small type may be on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Page {
    /// Width in mm; the map's own size (96 canvas units an inch) when not set.
    pub width_mm: Option<f64>,
    /// Height in mm; as high as the figure needs when not set.
    pub height_mm: Option<f64>,
    /// Margin on every side, in mm; one that suits the page when not set.
    pub margin_mm: Option<f64>,
    /// No type smaller than this, in points, if it can be had.
    pub minimum_type_pt: Option<f64>,
    /// Type of legend and caption, in points; what suits the page when not set.
    pub type_pt: Option<f64>,
}

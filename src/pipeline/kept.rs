//! What a view keeps from when its figure was last made, as options for a figure. Must not know who asks.

use super::{FigureError, FigureOptions, PagePreset, Parts, bundling::bundled_as, figure};
use crate::{
    model::{PageSetup, View},
    scene::{Footer, Shown},
};

/// How a view was last printed, as far as the view does not say it by itself: its page by name, resolution, ground,
/// words as outlines, the map inside, what is shown and left out. Names that only another version knows say nothing.
/// What was said in confidence goes along only when it is asked for anew.
///
/// # Errors
/// When the view keeps a resolution that makes no figure.
pub fn kept(view: &View) -> Result<FigureOptions, FigureError> {
    let page = &view.page;
    let preset = preset(page);
    // A page by name wins over a view's measures: what goes on beside it is named with it.
    let beside = |value: Option<f64>| value.filter(|_| preset.is_some());
    let mut options = FigureOptions {
        page: preset,
        margin_mm: beside(page.margin_mm),
        minimum_type_pt: beside(page.minimum_type_pt),
        dpi: page.dpi,
        transparent: page.ground == "transparent",
        dark: page.ground == "dark",
        outlines: page.outlines,
        embed: page.embed_map.then(Parts::default),
        ..FigureOptions::default()
    };
    figure::resolution(&options).map_err(|problem| FigureError::of_view(view, problem))?;
    let switched = |name: &str, usual: bool| {
        let named = |list: &[String]| list.iter().any(|other| other == name);
        (usual || named(&page.with)) && !named(&page.without)
    };
    let (shown, footer) = (options.shown, options.footer);
    options.no_title = !switched("title", true);
    options.footer = Footer {
        meaning: switched("meaning", footer.meaning),
        source: switched("source", footer.source),
        totals: switched("totals", footer.totals),
        coverage: switched("coverage", footer.coverage),
    };
    let own = Shown {
        influence: switched("influence", shown.influence),
        goals: switched("goals", shown.goals),
        roles: switched("roles", shown.roles),
        counts: switched("counts", shown.counts),
        parked: switched("parked", shown.parked),
        ..shown
    };
    options.shown = bundled_as(view, own);
    Ok(options)
}

/// The page by name, unless somebody changed its measures.
fn preset(page: &PageSetup) -> Option<PagePreset> {
    let preset: PagePreset = page.preset.parse().ok()?;
    let own = preset.page();
    (own.width_mm == page.width_mm && own.height_mm == page.height_mm).then_some(preset)
}

//! What is chosen for a figure, how a view keeps it, and what it asks of the pipeline.
//! Must not draw, and must not know files.

use std::sync::Arc;

use crate::{
    model::{Change, Document, LegendPlace, PageSetup, Record, RecordId, Transaction, View, ViewId},
    pipeline::{FigureOptions, Format, PagePreset, Parts, Unsaved},
    scene::{Footer, Shown},
};

/// Dots an inch until somebody says otherwise.
pub const USUAL_DPI: f64 = 300.0;

/// Of what a figure is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The whole map.
    Map,
    /// A saved view.
    View(ViewId),
    /// All saved views, a page each.
    Views,
    /// What the window shows of the map now.
    Seen,
}

/// What lies under the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A white page.
    White,
    /// A dark page.
    Dark,
    /// Nothing: what the figure is laid on shows through.
    Transparent,
}

impl Ground {
    /// All, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::White, Self::Dark, Self::Transparent];

    /// A ground that nothing shows through.
    #[must_use]
    pub fn opaque(self) -> Self {
        if self == Self::Transparent { Self::White } else { self }
    }

    /// Its name in a file.
    fn name(self) -> &'static str {
        match self {
            Self::White => "",
            Self::Dark => "dark",
            Self::Transparent => "transparent",
        }
    }
}

/// A number as it is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure(pub String);

impl Measure {
    /// This number; nothing stands there without one. To the thousandth, as pages of presentations have it.
    #[must_use]
    pub fn of(value: Option<f64>) -> Self {
        Self(value.map_or_else(String::new, |value| format!("{}", (value * 1000.0).round() / 1000.0)))
    }

    /// The number; a comma is a point.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.0.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Whether something stands there that is no number.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !self.0.trim().is_empty() && self.value().is_none()
    }
}

/// All that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// Of what.
    pub of: Of,
    /// What the window shows of the map, where that is not all of it as it is. Nobody keeps it.
    pub seen: Option<Arc<Unsaved>>,
    /// As what.
    pub format: Format,
    /// A page that is often wanted; otherwise the measures say.
    pub preset: Option<PagePreset>,
    /// Width in mm; nothing is the map's own size.
    pub width: Measure,
    /// Height in mm; nothing is as high as need be.
    pub height: Measure,
    /// Margin in mm; nothing is what suits the page.
    pub margin: Measure,
    /// Smallest type in points; nothing asks for none.
    pub minimum: Measure,
    /// Organisations stand as in the map, also where type is then smaller than asked for.
    pub keep_places: bool,
    /// Palette by name; empty for the map's own.
    pub palette: String,
    /// What lies under it.
    pub ground: Ground,
    /// Where the legend stands.
    pub legend: LegendPlace,
    /// Whether title and subtitle stand above.
    pub title: bool,
    /// Words under it.
    pub caption: String,
    /// What the line under it says.
    pub footer: Footer,
    /// What is shown beside boxes, names and flows.
    pub shown: Shown,
    /// Dots an inch, for pixels.
    pub dpi: Measure,
    /// Words of an SVG are outlines.
    pub outlines: bool,
    /// The map goes along in an SVG.
    pub embed: bool,
    /// What goes along with the map in an SVG and with a web page. Nobody keeps it: what was said in confidence goes
    /// along only when it is asked for anew.
    pub along: Parts,
}

impl Default for Choices {
    fn default() -> Self {
        Self::of_view(&View::default())
    }
}

/// The names of what can be shown and left out, and where that is kept.
type Switch = (&'static str, fn(&mut Choices) -> &mut bool);
const SWITCHES: [Switch; 14] = [
    ("places", |choices| &mut choices.keep_places),
    ("title", |choices| &mut choices.title),
    ("meaning", |choices| &mut choices.footer.meaning),
    ("source", |choices| &mut choices.footer.source),
    ("totals", |choices| &mut choices.footer.totals),
    ("coverage", |choices| &mut choices.footer.coverage),
    ("influence", |choices| &mut choices.shown.influence),
    ("goals", |choices| &mut choices.shown.goals),
    ("roles", |choices| &mut choices.shown.roles),
    ("counts", |choices| &mut choices.shown.counts),
    ("parked", |choices| &mut choices.shown.parked),
    ("one-line-a-kind", |choices| &mut choices.shown.one_line_a_kind),
    ("one-line-a-pair", |choices| &mut choices.shown.one_line_a_pair),
    ("shared-stems", |choices| &mut choices.shown.shared_stems),
];

impl Choices {
    /// What a view keeps; what it does not say is as usual. Made of the whole map.
    #[must_use]
    pub fn of_view(view: &View) -> Self {
        let page = &view.page;
        let preset: Option<PagePreset> = page.preset.parse().ok();
        let mut choices = Self {
            of: Of::Map,
            seen: None,
            format: page.format.parse().unwrap_or(Format::Svg),
            preset: None,
            width: Measure::of(page.width_mm),
            height: Measure::of(page.height_mm),
            margin: Measure::of(page.margin_mm),
            minimum: Measure::of(page.minimum_type_pt),
            keep_places: false,
            palette: view.palette.clone(),
            ground: Ground::ALL
                .into_iter()
                .find(|ground| ground.name() == page.ground)
                .unwrap_or(Ground::White),
            legend: view.legend,
            title: true,
            caption: view.caption.clone(),
            footer: Footer::default(),
            shown: Shown::default(),
            dpi: Measure::of(Some(page.dpi.unwrap_or(USUAL_DPI))),
            outlines: page.outlines,
            embed: page.embed_map,
            along: Parts::default(),
        };
        // A preset holds only as long as nobody changed its measures.
        let same = |preset: &PagePreset| {
            let own = preset.page();
            own.width_mm == page.width_mm && own.height_mm == page.height_mm
        };
        choices.preset = preset.filter(same);
        for (name, switch) in SWITCHES {
            let named = |list: &[String]| list.iter().any(|other| other == name);
            let on = switch(&mut choices);
            *on = (*on || named(&page.with)) && !named(&page.without);
        }
        choices
    }

    /// Writes them into a view; what another version keeps there stays.
    pub fn keep_in(&self, view: &mut View) {
        let (mut usual, mut own) = (Self::of_view(&View::default()), self.clone());
        let known = |name: &String| SWITCHES.iter().any(|(other, _)| other == name);
        let old = &view.page;
        let mut with: Vec<String> = old.with.iter().filter(|name| !known(name)).cloned().collect();
        let mut without: Vec<String> = old.without.iter().filter(|name| !known(name)).cloned().collect();
        for (name, switch) in SWITCHES {
            match (*switch(&mut own), *switch(&mut usual)) {
                (true, false) => with.push(name.to_owned()),
                (false, true) => without.push(name.to_owned()),
                _ => {}
            }
        }
        let page = PageSetup {
            width_mm: self.width.value(),
            height_mm: self.height.value(),
            minimum_type_pt: self.minimum.value(),
            margin_mm: self.margin.value(),
            format: self.format.extension().to_owned(),
            preset: self.preset.map_or_else(String::new, |preset| preset.name().to_owned()),
            dpi: self.dpi.value().filter(|dpi| (dpi - USUAL_DPI).abs() > f64::EPSILON),
            ground: self.ground.name().to_owned(),
            outlines: self.outlines,
            embed_map: self.embed,
            with,
            without,
        };
        view.page = page;
        view.palette.clone_from(&self.palette);
        view.legend = self.legend;
        view.caption.clone_from(&self.caption);
    }

    /// Takes a page that is often wanted, with type that can be read there unless another size is asked for.
    pub fn take_preset(&mut self, preset: PagePreset) {
        if self.minimum.0.trim().is_empty() {
            self.minimum = Measure::of(Some(preset.least_type_pt()));
        }
        let page = preset.page();
        self.preset = Some(preset);
        self.width = Measure::of(page.width_mm);
        self.height = Measure::of(page.height_mm);
        self.margin = Measure::of(page.margin_mm);
    }

    /// Takes the map's own size.
    pub fn take_own_size(&mut self) {
        self.preset = None;
        (self.width, self.height, self.margin) = Default::default();
    }

    /// Whether the map's own size is asked for.
    #[must_use]
    pub fn is_own_size(&self) -> bool {
        self.preset.is_none() && self.width.0.trim().is_empty() && self.height.0.trim().is_empty()
    }

    /// Makes it of something else: with what a view keeps from when it was last exported, otherwise with what is
    /// chosen now and the view's own words and looks.
    pub fn turn_to(&mut self, of: Of, document: &Document) {
        let view = match &of {
            Of::View(id) => document.view(id),
            Of::Map | Of::Views | Of::Seen => None,
        };
        let seen = self.seen.take();
        match view {
            Some(view) if !view.page.format.is_empty() => *self = Self::of_view(view),
            Some(view) => {
                self.caption.clone_from(&view.caption);
                self.legend = view.legend;
                self.palette.clone_from(&view.palette);
            }
            None => self.caption.clear(),
        }
        if of == Of::Views {
            self.format = Format::Pdf;
        }
        (self.of, self.seen) = (of, seen);
    }

    /// What stands where a number should, if anything does.
    #[must_use]
    pub fn wrong(&self) -> Option<&'static str> {
        [
            (&self.width, "The width"),
            (&self.height, "The height"),
            (&self.margin, "The margin"),
            (&self.minimum, "The smallest type"),
            (&self.dpi, "The resolution"),
        ]
        .into_iter()
        .find_map(|(measure, name)| measure.is_wrong().then_some(name))
    }

    /// The map and the options from which the pipeline makes the figure; of all views the page with this number.
    /// What the view keeps is laid aside in a copy: what is chosen wins, also where it is nothing.
    #[must_use]
    pub fn figure(&self, document: &Document, page: usize) -> (Document, FigureOptions) {
        let views = crate::app::find::views_in_order(document);
        let of_all = self.of == Of::Views;
        let view = match &self.of {
            Of::Map | Of::Seen => None,
            Of::View(id) => Some(id.clone()),
            Of::Views => views.get(page).map(|(id, _)| id.clone()),
        };
        let caption = (!of_all).then(|| self.caption.clone());
        let options = FigureOptions {
            view: view.as_ref().map(|id| id.as_str().to_owned()),
            unsaved: self.seen.clone().filter(|_| self.of == Of::Seen),
            page: self.preset,
            width_mm: self.width.value().filter(|_| self.preset.is_none()),
            height_mm: self.height.value().filter(|_| self.preset.is_none()),
            margin_mm: self.margin.value(),
            minimum_type_pt: self.minimum.value(),
            keep_places: self.keep_places,
            legend: Some(self.legend),
            no_title: !self.title,
            caption,
            footer: self.footer,
            page_number: of_all.then_some((page + 1, views.len())),
            dpi: self.dpi.value(),
            palette: Some(self.palette.clone()).filter(|name| !name.is_empty()),
            transparent: self.ground == Ground::Transparent,
            dark: self.ground == Ground::Dark,
            shown: self.shown,
            outlines: self.outlines,
            embed: self.embed.then_some(self.along),
            included: self.along,
            ..FigureOptions::default()
        };
        let options = if self.format == Format::Html { for_browsers(options) } else { options };
        let aside: Vec<ViewId> = match &self.of {
            Of::Views => views.into_iter().map(|(id, _)| id).collect(),
            Of::Map | Of::Seen | Of::View(_) => view.into_iter().collect(),
        };
        (laid_aside(document, &aside, of_all), options)
    }
}

/// A page for browsers has no paper and a heading of its own.
fn for_browsers(options: FigureOptions) -> FigureOptions {
    FigureOptions {
        page: None,
        width_mm: None,
        height_mm: None,
        margin_mm: None,
        minimum_type_pt: None,
        no_title: true,
        ..options
    }
}

/// A copy of the map in which these views keep no page, and no palette unless they are many.
fn laid_aside(document: &Document, ids: &[ViewId], keep_palettes: bool) -> Document {
    let change = |id: &ViewId| {
        let mut view = View::clone(document.view(id)?);
        view.page = PageSetup::default();
        if !keep_palettes {
            view.palette.clear();
        }
        let id = RecordId::View(id.clone());
        Some(Change { before: document.get(&id), id, after: Some(Record::from(view)) })
    };
    let changes: Vec<Change> = ids.iter().filter_map(change).collect();
    let mut copy = document.clone();
    let applied = copy.apply(&Transaction::new(changes));
    debug_assert!(applied.is_ok(), "made from this very document");
    copy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_what_a_view_keeps() {
        let mut choices = Choices::default();
        choices.take_preset(PagePreset::SingleColumn);
        choices.format = Format::Png;
        choices.minimum = Measure("6,5".to_owned());
        choices.palette = "greyscale".to_owned();
        choices.ground = Ground::Transparent;
        choices.legend = LegendPlace::Beside;
        choices.title = false;
        choices.caption = "Figure 3".to_owned();
        choices.footer.coverage = false;
        choices.shown.influence = true;
        choices.keep_places = true;
        choices.shown.counts = false;
        (choices.outlines, choices.embed) = (true, true);
        choices.dpi = Measure("600".to_owned());
        let mut view = View::default();
        choices.keep_in(&mut view);
        assert_eq!(view.page.with, ["places", "influence"]);
        assert_eq!(view.page.without, ["title", "coverage", "counts"]);
        assert_eq!((view.page.minimum_type_pt, view.page.dpi), (Some(6.5), Some(600.0)));
        choices.minimum = Measure("6.5".to_owned());
        assert_eq!(Choices::of_view(&view), choices);
    }

    #[test]
    fn what_was_said_in_confidence_is_asked_for_anew() {
        let choices = Choices { embed: true, along: Parts::ALL, ..Choices::default() };
        let mut view = View::default();
        choices.keep_in(&mut view);
        let again = Choices::of_view(&view);
        assert_eq!((again.embed, again.along), (true, Parts::default()));
        let (_, options) = Choices::default().figure(&Document::default(), 0);
        assert_eq!(options.embed, None);
    }

    #[test]
    fn what_another_version_keeps_stays() {
        let mut view = View::default();
        view.page.without = vec!["halos".to_owned(), "title".to_owned()];
        Choices::default().keep_in(&mut view);
        assert_eq!(view.page.without, ["halos"]);
    }

    #[test]
    fn a_preset_with_other_measures_is_none() {
        let page = PageSetup { preset: "slide".into(), width_mm: Some(120.0), ..PageSetup::default() };
        let view = View { page, ..View::default() };
        let choices = Choices::of_view(&view);
        assert_eq!(choices.preset, None);
        assert_eq!(choices.width.value(), Some(120.0));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (words, value, wrong) in
            [("85", Some(85.0), false), (" 6,5 ", Some(6.5), false), ("", None, false), ("wide", None, true)]
        {
            let measure = Measure(words.to_owned());
            assert_eq!((measure.value(), measure.is_wrong()), (value, wrong), "{words}");
        }
    }
}

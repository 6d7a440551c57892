//! What colour and size mean, and what that makes of each organisation: the scene draws it, as on the map.
//! Must not know where anything stands.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{Color32, vec2};

use super::sketch::Sketch;
use crate::{
    analysis::Measure,
    app::theme::colour,
    model::{
        AppearanceRule, AppearanceTarget, Colour, Document, Organisation, OrganisationId, Point, Record,
        RecordId, ScaleId, StyleOverride,
    },
    scene::{self, Measures, Options, Target},
    style::{Look, NodeShape, oklch::Oklch, readable_ink},
    text::Fonts,
};

/// How round the corners of a box are, canvas units.
const CORNER: f32 = 8.0;
/// Radius of a dot for the smallest and for the largest number, and of one that means nothing, points.
const RADII: (f32, f32) = (3.5, 13.0);
const EVEN: f32 = 5.5;
/// The least radius in which a number is read, points.
const NUMBERED: f32 = 8.0;
/// Hues that are told apart one after the other, degrees; communities beyond are grey, and numbered as all are.
const HUES: [f64; 8] = [255.0, 55.0, 150.0, 325.0, 95.0, 200.0, 20.0, 290.0];
/// Lightness and chroma of a community.
const COMMUNITY_TONE: (f64, f64) = (0.82, 0.105);
/// Lightness and chroma of the smallest and of the largest scale, and their hue.
const SCALE_TONES: [(f64, f64); 2] = [(0.93, 0.04), (0.64, 0.14)];
const SCALE_HUE: f64 = 255.0;

/// What colour says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColourBy {
    /// Sector as hue and scale as tone, as on the map.
    #[default]
    Sector,
    Scale,
    Community,
    Degree,
    Betweenness,
}

impl ColourBy {
    pub const ALL: [Self; 5] = [Self::Sector, Self::Scale, Self::Community, Self::Degree, Self::Betweenness];

    pub fn words(self) -> &'static str {
        match self {
            Self::Sector => "Sector",
            Self::Scale => "Scale",
            Self::Community => "Community",
            Self::Degree => "Degree",
            Self::Betweenness => "Betweenness",
        }
    }

    /// The measure that tone follows.
    pub fn measure(self) -> Option<Measure> {
        match self {
            Self::Degree => Some(Measure::Degree),
            Self::Betweenness => Some(Measure::Betweenness),
            Self::Sector | Self::Scale | Self::Community => None,
        }
    }
}

/// What size says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SizeBy {
    /// Nothing.
    Even,
    #[default]
    Degree,
    Betweenness,
}

impl SizeBy {
    pub const ALL: [Self; 3] = [Self::Degree, Self::Betweenness, Self::Even];

    pub fn words(self) -> &'static str {
        match self {
            Self::Even => "All alike",
            Self::Degree => "Degree",
            Self::Betweenness => "Betweenness",
        }
    }

    pub fn measure(self) -> Option<Measure> {
        match self {
            Self::Even => None,
            Self::Degree => Some(Measure::Degree),
            Self::Betweenness => Some(Measure::Betweenness),
        }
    }
}

/// What colour and size mean together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dress {
    pub colour: ColourBy,
    pub size: SizeBy,
}

/// How one organisation is shown: from near a box as on the map, from afar a dot.
#[derive(Clone, Debug)]
pub(super) struct Costume {
    pub sketch: Arc<Sketch>,
    pub fill: Color32,
    pub line: Color32,
    /// Radius of the dot, points.
    pub radius: f32,
    /// The number of its community where colour says community.
    pub mark: Option<u32>,
    /// What a number on it is written in.
    pub ink: Color32,
}

/// The colour of a community, numbered from 1.
pub(super) fn community_colour(number: u32) -> Colour {
    let (lightness, chroma) = COMMUNITY_TONE;
    let hue = HUES.get(number.saturating_sub(1) as usize);
    let tone = hue.map_or(Oklch::new(0.86, 0.0, 0.0), |hue| Oklch::new(lightness, chroma, *hue));
    Colour::from(tone.to_rgba())
}

/// The colour of each scale: the larger, the darker.
pub(super) fn scale_colours(document: &Document) -> BTreeMap<ScaleId, Colour> {
    let scales = document.scales_in_order();
    let last = scales.len().saturating_sub(1).max(1) as f64;
    let [pale, dark] = SCALE_TONES;
    let tone = |step: usize| {
        let share = step as f64 / last;
        Oklch::new(pale.0 + (dark.0 - pale.0) * share, pale.1 + (dark.1 - pale.1) * share, SCALE_HUE)
    };
    let colours = scales.iter().enumerate();
    colours.map(|(step, (id, _))| ((*id).clone(), Colour::from(tone(step).to_rgba()))).collect()
}

/// The number of one's community.
pub(super) fn community_of(measures: &Measures, id: &OrganisationId) -> Option<u32> {
    measures.get(Measure::Community.name())?.get(id).map(|number| *number as u32)
}

/// Where a number lies between nothing and the largest, 0 to 1.
pub(super) fn share(measures: &Measures, measure: Measure, id: &OrganisationId) -> f64 {
    let Some(values) = measures.get(measure.name()) else { return 0.0 };
    let largest = values.values().copied().fold(0.0, f64::max);
    values.get(id).map_or(0.0, |value| if largest > 0.0 { value / largest } else { 0.0 })
}

/// What each organisation wears. Before there are measures nothing follows them.
pub(super) fn costumes(
    document: &Document,
    look: &Look,
    fonts: &Fonts,
    dress: Dress,
    measures: Option<&Arc<Measures>>,
    left_out: &BTreeSet<RecordId>,
) -> BTreeMap<OrganisationId, Costume> {
    let known = measures.cloned().unwrap_or_default();
    let dressed = dressed(document, dress, &known, left_out);
    let options = Options { measures: Arc::clone(&known), ..Options::default() };
    let scene = scene::build(&dressed, &options, look, fonts);
    let mut sketches: BTreeMap<&OrganisationId, Sketch> = BTreeMap::new();
    for node in &scene.nodes {
        let size = vec2(node.rect.width as f32, node.rect.height as f32);
        let shape = document.organisation(&node.id).map(|one| look.organisation(document, one).shape);
        let corner = match shape {
            Some(NodeShape::Pill | NodeShape::Circle) => size.min_elem() / 2.0,
            _ => CORNER,
        };
        sketches.insert(&node.id, Sketch::new(size, corner));
    }
    for item in &scene.items {
        if let Target::Organisation(id) = &item.target
            && let Some(sketch) = sketches.get_mut(id)
        {
            sketch.add(item);
        }
    }
    let costume = |(id, sketch): (&OrganisationId, Sketch)| {
        let own = dressed.organisation(id).map(|one| look.organisation(&dressed, one));
        let line = own.as_ref().map_or(look.ink(), |style| style.outline);
        let page = look.page();
        let fill = sketch.fill().unwrap_or(colour(page));
        let [red, green, blue, _] = fill.to_array();
        let mark = (dress.colour == ColourBy::Community).then(|| community_of(&known, id)).flatten();
        let costume = Costume {
            sketch: Arc::new(sketch),
            fill,
            line: colour(line),
            radius: radius(dress, &known, id, mark.is_some()),
            mark,
            ink: colour(readable_ink(crate::style::Rgba::new(red, green, blue))),
        };
        (id.clone(), costume)
    };
    sketches.into_iter().map(costume).collect()
}

fn radius(dress: Dress, measures: &Measures, id: &OrganisationId, numbered: bool) -> f32 {
    let radius = match dress.size.measure() {
        None => EVEN,
        // Area follows the number.
        Some(measure) => RADII.0 + (RADII.1 - RADII.0) * share(measures, measure, id).sqrt() as f32,
    };
    if numbered { radius.max(NUMBERED) } else { radius }
}

/// The organisations alone, all at one point, with the rules and colours that the dress asks for.
fn dressed(
    document: &Document,
    dress: Dress,
    measures: &Measures,
    left_out: &BTreeSet<RecordId>,
) -> Document {
    let scales = scale_colours(document);
    let of = |id: &OrganisationId, organisation: &Organisation| {
        let mut one = Organisation { position: Some(Point::default()), size: None, ..organisation.clone() };
        let own = match dress.colour {
            ColourBy::Sector | ColourBy::Degree | ColourBy::Betweenness => None,
            ColourBy::Scale => one.scale.as_ref().and_then(|scale| scales.get(scale)).copied(),
            ColourBy::Community => community_of(measures, id).map(community_colour),
        };
        match dress.colour {
            ColourBy::Sector => {}
            ColourBy::Scale if own.is_none() => one.sector = None,
            _ => one.style = StyleOverride { colour: own, ..StyleOverride::default() },
        }
        one
    };
    let shown = document.records().filter(|(id, _)| !left_out.contains(id));
    let bare = shown.filter_map(|(id, record)| match (&id, record) {
        (RecordId::Organisation(own), Record::Organisation(organisation)) => {
            let one = of(own, &organisation);
            Some((id, Record::from(one)))
        }
        (_, Record::Map(map)) => {
            let mut map = (*map).clone();
            map.appearance = rules(dress, measures);
            Some((id, Record::from(map)))
        }
        (_, Record::Flow(_) | Record::Group(_) | Record::Note(_) | Record::View(_)) => None,
        (_, other) => Some((id, other)),
    });
    Document::from_records(bare)
}

fn rules(dress: Dress, measures: &Measures) -> Vec<AppearanceRule> {
    let rule = |target, measure: Option<Measure>| {
        let name = measure?.name();
        measures.contains_key(name).then(|| AppearanceRule { target, field: name.to_owned() })
    };
    let rules = [
        rule(AppearanceTarget::Size, dress.size.measure()),
        rule(AppearanceTarget::Tone, dress.colour.measure()),
    ];
    rules.into_iter().flatten().collect()
}

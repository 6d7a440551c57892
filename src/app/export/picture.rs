//! A picture for the clipboard: what is selected with the flows between, or the map as it is shown.
//! Must not know the clipboard.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::ColorImage;

use crate::{
    app::chrome::status_line::counted,
    model::{Document, LegendPlace, MapInfo, Member, OrganisationId, Record, RecordId},
    pipeline,
    render::{self, Background, PngOptions, Resolution, SvgOptions},
    scene::{self, Footer, Frame, Options, PageFrame, Scene, Shown},
    style::{Look, Theme},
    text::Fonts,
};

/// Pixels a canvas unit, where that does not make too large a picture.
const SHARP: f64 = 2.0;
/// The longest side, pixels: more makes documents and messages heavy.
const LONGEST: f64 = 6000.0;
/// The longest side of a small picture, pixels.
const SMALL: f64 = 560.0;
/// Free room round a part of a map, canvas units.
const ROOM: f64 = 16.0;

/// As what it is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Pixels.
    Pixels,
    /// The text of an SVG.
    Svg,
}

/// What is to be pictured.
#[derive(Clone, Debug)]
pub struct Part {
    document: Document,
    hidden: Arc<BTreeSet<RecordId>>,
    /// It is the map as a whole.
    whole: bool,
}

/// A picture, and what is said of it.
#[derive(Clone, Debug)]
pub struct Pictured {
    /// As pixels.
    pub image: Option<ColorImage>,
    /// As the text of an SVG.
    pub text: Option<String>,
    /// "Copied 3 organisations and 2 flows as a picture, 1200 × 800 pixels".
    pub words: String,
}

/// What is selected with the flows between; the whole map where nothing is that can stand alone.
#[must_use]
pub fn part(document: &Document, selected: &[RecordId], hidden: &Arc<BTreeSet<RecordId>>) -> Part {
    let wanted = wanted(document, selected);
    if wanted.is_empty() {
        return Part { document: document.clone(), hidden: Arc::clone(hidden), whole: true };
    }
    let records = document.records().filter_map(|(id, record)| match (&id, record) {
        // Bands and columns would stretch over the whole map.
        (RecordId::Map, Record::Map(map)) => {
            let map = MapInfo { areas: Vec::new(), ..MapInfo::clone(&map) };
            Some((id, Record::from(map)))
        }
        (RecordId::Organisation(_) | RecordId::Flow(_) | RecordId::Note(_) | RecordId::Group(_), record) => {
            wanted.contains(&id).then_some((id, record))
        }
        (_, record) => Some((id, record)),
    });
    let records: Vec<(RecordId, Record)> = records.collect();
    // What was selected is wanted, also where the map hides it.
    Part { document: Document::from_records(records), hidden: Arc::default(), whole: false }
}

/// The selected records, the ends of selected flows, members of selected groups, and the flows between selected
/// organisations.
fn wanted(document: &Document, selected: &[RecordId]) -> BTreeSet<RecordId> {
    let on_the_map = |id: &&RecordId| {
        matches!(id, RecordId::Organisation(_) | RecordId::Flow(_) | RecordId::Note(_) | RecordId::Group(_))
    };
    let mut wanted: BTreeSet<RecordId> = selected.iter().filter(on_the_map).cloned().collect();
    let mut groups: Vec<RecordId> = wanted.iter().cloned().collect();
    while let Some(id) = groups.pop() {
        let RecordId::Group(id) = id else { continue };
        let Some(group) = document.group(&id) else { continue };
        for member in &group.members {
            let id = match member {
                Member::Organisation(id) => RecordId::Organisation(id.clone()),
                Member::Group(id) => RecordId::Group(id.clone()),
            };
            if wanted.insert(id.clone()) {
                groups.push(id);
            }
        }
    }
    let organisation = |id: &OrganisationId| RecordId::Organisation(id.clone());
    let mut ends = BTreeSet::new();
    let mut between = BTreeSet::new();
    for (id, flow) in document.flows() {
        let (from, to) = (organisation(&flow.from), organisation(&flow.to));
        if wanted.contains(&RecordId::Flow(id.clone())) {
            ends.extend([from, to]);
        } else if wanted.contains(&from) && wanted.contains(&to) {
            between.insert(RecordId::Flow(id.clone()));
        }
    }
    wanted.extend(ends);
    wanted.extend(between);
    wanted
}

/// Draws it, light, as documents are.
///
/// # Errors
/// When it is too large to be painted, in words.
pub fn draw(part: &Part, shown: Shown, fonts: &Fonts, format: As) -> Result<Pictured, String> {
    let look = Look::of(&part.document, Theme::Light);
    let footer = Footer { meaning: false, source: false, totals: false, coverage: false };
    let frame = PageFrame { title: false, legend: LegendPlace::Below, footer, ..PageFrame::default() };
    let options = Options {
        frame: if part.whole { Frame::Figure(frame) } else { Frame::Canvas },
        hidden: Arc::clone(&part.hidden),
        measures: Arc::new(pipeline::measures(&part.document)),
        shown: Shown { parked: false, ..shown },
        ..Options::default()
    };
    let mut scene = scene::build(&part.document, &options, &look, fonts);
    if !part.whole {
        scene.bounds = scene.bounds.expanded(ROOM);
    }
    let what =
        format!("{} and {}", counted(scene.nodes.len(), "organisation"), counted(scene.flows.len(), "flow"));
    match format {
        As::Svg => {
            let text = render::svg(&scene, &SvgOptions::default());
            Ok(Pictured { image: None, text: Some(text), words: format!("Copied {what} as SVG") })
        }
        As::Pixels => {
            let image = pixels(&scene, fonts)?;
            let [width, height] = image.size;
            let words = format!("Copied {what} as a picture, {width} × {height} pixels");
            Ok(Pictured { image: Some(image), text: None, words })
        }
    }
}

/// A small picture of a map, to know it again by; none of an empty map.
#[must_use]
pub fn small(document: &Document, fonts: &Fonts) -> Option<ColorImage> {
    let options = Options { shown: Shown::window(), ..Options::default() };
    let mut scene = scene::build(document, &options, &Look::of(document, Theme::Light), fonts);
    if scene.nodes.is_empty() {
        return None;
    }
    scene.bounds = scene.bounds.expanded(ROOM);
    let longest = scene.bounds.width.max(scene.bounds.height).max(SMALL);
    let options =
        PngOptions { resolution: Resolution::Dpi(SMALL / longest * 96.0), background: Background::Page };
    unpacked(&render::png(&scene, fonts, &options).ok()?).ok()
}

fn pixels(scene: &Scene, fonts: &Fonts) -> Result<ColorImage, String> {
    let longest = scene.bounds.width.max(scene.bounds.height).max(1.0);
    let dpi = SHARP.min(LONGEST / longest) * 96.0;
    let options = PngOptions { resolution: Resolution::Dpi(dpi), background: Background::Page };
    let bytes = render::png(scene, fonts, &options).map_err(|error| error.to_string())?;
    unpacked(&bytes).map_err(|error| format!("The picture could not be read back: {error}"))
}

fn unpacked(bytes: &[u8]) -> Result<ColorImage, png::DecodingError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    // A picture on a page has three parts a pixel, one on nothing has four.
    decoder.set_transformations(png::Transformations::ALPHA);
    let mut reader = decoder.read_info()?;
    let (width, height) = reader.info().size();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or_default()];
    reader.next_frame(&mut pixels)?;
    Ok(ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &pixels))
}

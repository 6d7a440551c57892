//! Scenes as PDF, one a page: vectors, real text in embedded subset faces, the size of the paper true.
//! Must not know the document; what the tags say is `pdf_tags`'s.

use std::{collections::BTreeMap, num::NonZeroU32};

use krilla::{
    Document, SerializeSettings,
    destination::XyzDestination,
    geom::{Point as PdfPoint, Transform},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::{NumberingStyle, PageLabel, PageSettings},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, TagTree},
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    RenderError,
    number::{HUNDREDTHS, fine},
    pdf_shapes::{self, fill, path, stroke},
    pdf_tags::Tags,
    pdf_text::{self, TextTags},
    reading::{self, Ranks},
};
use crate::{
    scene::{Item, Path, Scene, Segment, Shape, TextBlock, TextPages},
    text::{FaceKey, Fonts, Outline as TextOutline, OutlineStep, Run},
};

/// PDF points to the mm.
const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// PDF points to the canvas unit: one unit is one CSS pixel.
const POINTS_PER_UNIT: f64 = 72.0 / 96.0;
/// The largest side that readers show, in points (ISO 32000-1, annex C).
const LARGEST_SIDE: f64 = 14_400.0;

/// One page.
#[derive(Clone, Copy, Debug)]
pub struct PdfPage<'a> {
    /// What is printed on it.
    pub scene: &'a Scene,
    /// Width on paper in mm; when not set, the scene's own size at 96 units an inch.
    pub width_mm: Option<f64>,
    /// Its bookmark; none when empty.
    pub name: &'a str,
}

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The title of the whole; the first page's when empty.
    pub title: String,
    /// Who made it; may be empty.
    pub author: String,
    /// Its language as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// No page is painted.
    pub transparent: bool,
}

/// The scenes as the bytes of a PDF file. The same scenes give the same bytes: no date is written.
///
/// # Errors
/// When a page has no sensible size, or a face cannot be embedded.
pub fn pdf(pages: &[PdfPage<'_>], fonts: &Fonts, options: &PdfOptions) -> Result<Vec<u8>, RenderError> {
    pdf_with_text(pages, &TextPages::default(), fonts, options)
}

/// The same with pages of text after the figures: headings, paragraphs and tables are tagged as such across pages, and
/// headings are bookmarks.
///
/// # Errors
/// As [`pdf`].
pub fn pdf_with_text(
    pages: &[PdfPage<'_>],
    text: &TextPages,
    fonts: &Fonts,
    options: &PdfOptions,
) -> Result<Vec<u8>, RenderError> {
    let mut document = Document::new_with(SerializeSettings::default());
    let mut faces = Faces { fonts, known: BTreeMap::new() };
    let mut tags = TagTree::new().with_lang(Some(options.language.clone()));
    let mut outline = Outline::new();
    let of = pages.len() + text.pages.len();
    for (index, page) in pages.iter().enumerate() {
        let ranks = reading::ranks(page.scene);
        let mut printed = Tags::default();
        print_page(&mut document, page, (index, of), &mut faces, |surface, faces| {
            printed = print(surface, page.scene, &ranks, faces, options.transparent);
        })?;
        if !page.name.is_empty() {
            let top = XyzDestination::new(index, PdfPoint::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(page.name.to_owned(), top));
        }
        tags.push(printed.group(page.scene, &ranks));
    }
    let mut printed = TextTags::default();
    for (index, page) in text.pages.iter().enumerate() {
        let sheet = PdfPage { scene: &page.scene, width_mm: None, name: "" };
        print_page(&mut document, &sheet, (pages.len() + index, of), &mut faces, |surface, faces| {
            ground(surface, &page.scene, options.transparent);
            for (item, piece) in page.scene.items.iter().zip(&page.pieces) {
                printed.start(surface, *piece);
                print_item(surface, item, faces);
                surface.end_tagged();
            }
        })?;
    }
    let headings = pdf_text::bookmarks(text, pages.len(), POINTS_PER_UNIT);
    let has_bookmarks = !headings.is_empty() || pages.iter().any(|page| !page.name.is_empty());
    for heading in headings {
        outline.push_child(heading);
    }
    if !text.told.is_empty() {
        tags.push(printed.group(text));
    }
    document.set_tag_tree(tags);
    if has_bookmarks {
        document.set_outline(outline);
    }
    document.set_metadata(metadata(pages, options));
    document.finish().map_err(|error| RenderError::NoPdf(words(&error)))
}

/// One page in its true size, the so manieth of so many, filled by `fill`.
fn print_page(
    document: &mut Document,
    page: &PdfPage<'_>,
    (index, of): (usize, usize),
    faces: &mut Faces<'_>,
    fill: impl FnOnce(&mut Surface<'_>, &Faces<'_>),
) -> Result<(), RenderError> {
    let (width, height, scale) = measures(page)?;
    // Whatever may fail does so before the page is begun: a page must be finished.
    faces.embed(page.scene)?;
    let mut settings =
        PageSettings::from_wh(width, height).ok_or(RenderError::Senseless(f64::from(width)))?;
    if of > 1 {
        let number = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        settings = settings.with_page_label(PageLabel::new(Some(NumberingStyle::Arabic), None, number));
    }
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let bounds = page.scene.bounds;
    let fine = (scale / HUNDREDTHS) as f32;
    surface.push_transform(&Transform::from_row(
        fine,
        0.0,
        0.0,
        fine,
        (-bounds.x * scale) as f32,
        (-bounds.y * scale) as f32,
    ));
    fill(&mut surface, faces);
    surface.pop();
    surface.finish();
    sheet.finish();
    Ok(())
}

/// The colour of the page, which says nothing.
fn ground(surface: &mut Surface<'_>, scene: &Scene, transparent: bool) {
    if transparent {
        return;
    }
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_stroke(None);
    surface.set_fill(Some(fill(scene.background)));
    if let Some(page) = path(&Path::rounded_rect(scene.bounds, 0.0)) {
        surface.draw_path(&page);
    }
    surface.end_tagged();
}

fn metadata(pages: &[PdfPage<'_>], options: &PdfOptions) -> Metadata {
    let first = pages.first().map(|page| page.scene);
    let title = if options.title.is_empty() { first.map(|scene| scene.title.clone()) } else { None };
    let authors = [options.author.clone()].into_iter().filter(|author| !author.is_empty());
    Metadata::new()
        .title(title.unwrap_or_else(|| options.title.clone()))
        .description(first.map(|scene| scene.description.clone()).unwrap_or_default())
        .language(options.language.clone())
        .authors(authors.collect())
        .creator("ecomap".to_owned())
}

/// Width and height in points, and points to the canvas unit.
fn measures(page: &PdfPage<'_>) -> Result<(f32, f32, f64), RenderError> {
    let bounds = page.scene.bounds;
    let (width, height) = (bounds.width.max(1.0), bounds.height.max(1.0));
    let scale = page.width_mm.map_or(POINTS_PER_UNIT, |mm| mm * POINTS_PER_MM / width);
    if !(scale.is_finite() && scale > 0.0) {
        return Err(RenderError::Senseless(page.width_mm.unwrap_or(scale)));
    }
    // A map larger than any reader shows is printed as large as can be shown.
    let scale = scale.min(LARGEST_SIDE / width).min(LARGEST_SIDE / height);
    Ok(((width * scale) as f32, (height * scale) as f32, scale))
}

fn print(
    surface: &mut Surface<'_>,
    scene: &Scene,
    ranks: &Ranks<'_>,
    faces: &Faces<'_>,
    transparent: bool,
) -> Tags {
    let mut tags = Tags::default();
    ground(surface, scene, transparent);
    let mut items = reading::painting(scene, ranks).into_iter().peekable();
    while let Some(item) = items.next() {
        tags.start(surface, item);
        let mut piece = vec![item];
        while let Some(next) = items.next_if(|next| Tags::belong_together(item, next)) {
            piece.push(next);
        }
        for alike in piece.chunk_by(|one, next| pdf_shapes::are_plates_alike(one, next)) {
            match alike {
                [item] => print_item(surface, item, faces),
                plates => pdf_shapes::print_plates(surface, plates),
            }
        }
        surface.end_tagged();
    }
    tags
}

fn print_item(surface: &mut Surface<'_>, item: &Item, faces: &Faces<'_>) {
    match &item.shape {
        Shape::Path { path: outline, fill: inside, stroke: line } => {
            let Some(outline) = path(outline) else { return };
            surface.set_fill(inside.map(fill));
            surface.set_stroke(line.as_ref().map(stroke));
            if inside.is_some() || line.is_some() {
                surface.draw_path(&outline);
            }
        }
        Shape::Text(block) => print_text(surface, block, faces),
    }
}

fn print_text(surface: &mut Surface<'_>, block: &TextBlock, faces: &Faces<'_>) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(block.colour)));
    for placed in &block.lines {
        for run in &placed.line.runs {
            let Some(font) = faces.known.get(&run.face).cloned() else { continue };
            let start = PdfPoint::from_xy(fine(placed.x + run.x), fine(placed.baseline));
            let (size, glyphs) = (block.style.size * HUNDREDTHS, glyphs(run, block.style.size));
            surface.draw_glyphs(start, &glyphs, font, &run.text, size as f32, false);
            if !faces.fonts.has_outlines(run) {
                boxes(surface, run, (placed.x + run.x, placed.baseline), (block.style.size, faces.fonts));
            }
        }
    }
}

/// A box for each sign that is a picture in colours: those are no part of a file of vectors.
fn boxes(surface: &mut Surface<'_>, run: &Run, (x, y): (f64, f64), (size, fonts): (f64, &Fonts)) {
    let pictures = run.glyphs.iter().filter(|glyph| fonts.outline(run.face, glyph.id).is_none());
    for glyph in pictures {
        let at = |dx: f32, dy: f32| {
            crate::model::Point::new(x + glyph.x + f64::from(dx) * size, y + glyph.y + f64::from(dy) * size)
        };
        let steps = TextOutline::of_picture().steps;
        let segments = steps.into_iter().filter_map(|step| match step {
            OutlineStep::Move(dx, dy) => Some(Segment::Move(at(dx, dy))),
            OutlineStep::Line(dx, dy) => Some(Segment::Line(at(dx, dy))),
            OutlineStep::Close => Some(Segment::Close),
            OutlineStep::Quad(..) | OutlineStep::Cubic(..) => None,
        });
        if let Some(outline) = path(&Path { segments: segments.collect() }) {
            surface.draw_path(&outline);
        }
    }
}

/// The run's glyphs with the bytes of text that each stands for: what is selected and searched.
fn glyphs(run: &Run, size: f64) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let end_of = |start: usize| {
        let next = starts.partition_point(|other| *other <= start);
        starts.get(next).copied().unwrap_or(run.text.len())
    };
    let mut pen = 0.0;
    let mut glyphs = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(glyph.id.into()),
            (glyph.advance / size) as f32,
            ((glyph.x - pen) / size) as f32,
            (-glyph.y / size) as f32,
            0.0,
            glyph.cluster..end_of(glyph.cluster),
            None,
        ));
        pen += glyph.advance;
    }
    glyphs
}

/// The faces of a file, each embedded once.
struct Faces<'a> {
    fonts: &'a Fonts,
    known: BTreeMap<FaceKey, Font>,
}

impl Faces<'_> {
    /// Takes in every face that a scene is set in.
    fn embed(&mut self, scene: &Scene) -> Result<(), RenderError> {
        for item in &scene.items {
            let Shape::Text(block) = &item.shape else { continue };
            for run in block.lines.iter().flat_map(|placed| &placed.line.runs) {
                if !self.known.contains_key(&run.face) {
                    let data = self.fonts.face_data(run.face);
                    let font = data.and_then(|data| Font::new(data.bytes.into(), data.index));
                    let refused =
                        || RenderError::NoPdf(format!("the face {} cannot be embedded", run.family));
                    self.known.insert(run.face, font.ok_or_else(refused)?);
                }
            }
        }
        Ok(())
    }
}

/// What went wrong, as far as a user can do something about it.
fn words(error: &krilla::error::KrillaError) -> String {
    match error {
        krilla::error::KrillaError::Font(_, why) => format!("a face cannot be embedded ({why})"),
        _ => "the writer of PDF files refused the pages".to_owned(),
    }
}

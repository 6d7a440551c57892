//! `ecomap render`: a figure of a map. Must not know the other commands.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    arguments::{BundleOption, Faces, GroundOption, Included, LegendOption, Part, RenderOptions, Words},
    layout,
    opening::{is_same_file, opened},
    say, write,
};
use crate::{
    diagnostics::Warned,
    model::{Date, Document, LegendPlace, View},
    pipeline::{
        self, FigureError, FigureOptions, FontChoice, Format, PagePreset, Parts,
        time::{self, When},
    },
    scene::{Footer, Shown},
};

pub(super) fn run(options: &RenderOptions) -> Outcome {
    let format = match format(options) {
        Ok(format) => format,
        Err(error) => {
            say::error(&error.to_string());
            return Outcome::Usage;
        }
    };
    if let Some(words) = asked_in_vain(options, format).or_else(|| several(options, format)) {
        say::error(words);
        return Outcome::Usage;
    }
    if is_same_file(&options.map, &options.output) {
        say::error(&format!(
            "the figure would take the place of the map {}: give -o another name",
            options.map.display()
        ));
        return Outcome::Usage;
    }
    let Some(map) = opened(&options.map) else { return Outcome::Failed };
    let map = match options.layout {
        None => Some(map),
        Some(method) => layout::by_method(&map, method),
    };
    let Some(map) = map else { return Outcome::Failed };
    let made = asked(&map, options).and_then(|asked| {
        if options.all_views || options.each_date {
            return story(&map, format, &asked, options);
        }
        let Warned { value, warnings } = pipeline::figure(&map, format, &asked)?;
        let pipeline::Figure { bytes, scene, embedded, .. } = value;
        let_go(scene);
        let files = vec![(options.output.clone(), bytes)];
        Ok(Warned { value: Made { files, embedded }, warnings })
    });
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            say::error(&error.to_string());
            return failed(&error);
        }
    };
    say::warnings(&made.warnings);
    states(&map, options).iter().for_each(|words| say::note(words));
    if let Some(words) = without_effect(options, format) {
        say::note(&words);
    }
    if let Some(words) = &made.value.embedded {
        say::note(words);
    }
    let_go(map);
    deliver(&made.value.files, options)
}

/// The process ends with this command, and all of its memory at once: to take a large map or picture apart piece by piece
/// before would only cost time.
fn let_go<T>(value: T) {
    std::mem::forget(value);
}

/// What is asked for, over what the view keeps that is asked for.
fn asked(map: &Document, options: &RenderOptions) -> Result<FigureOptions, FigureError> {
    let view = options.view.as_deref().map(|name| pipeline::view_named(map, name)).transpose()?;
    figure_options(options, view.map(pipeline::kept).transpose()?.unwrap_or_default())
}

/// What was made: files by name.
struct Made {
    files: Vec<(PathBuf, Vec<u8>)>,
    embedded: Option<String>,
}

/// Whether something was asked for that is not there, or it could not be done.
pub(super) fn failed(error: &FigureError) -> Outcome {
    match error {
        FigureError::UnknownPalette(_)
        | FigureError::UnknownPage(_)
        | FigureError::UnknownView { .. }
        | FigureError::OutOfRange { .. } => Outcome::Usage,
        _ => Outcome::Failed,
    }
}

/// All views: the pages of one PDF, or a file for each.
fn story(
    map: &Document,
    format: Format,
    asked: &FigureOptions,
    options: &RenderOptions,
) -> Result<Warned<Made>, FigureError> {
    // Each view is printed as it was last; a page for browsers is one, and has them all.
    let of_view = |view: &View| figure_options(options, pipeline::kept(view)?);
    let story = match options.each_date {
        true => pipeline::each_date(map, format, asked)?,
        false => pipeline::story_of(map, format, asked, &of_view)?,
    };
    Ok(story.map(|story| {
        let named = |suffix: Option<String>| match suffix {
            None => options.output.clone(),
            Some(suffix) => {
                let stem = options.output.file_stem().unwrap_or_default().to_string_lossy();
                let extension = options.output.extension().map(|extension| extension.to_string_lossy());
                let extension = extension.unwrap_or(Cow::Borrowed(format.extension()));
                options.output.with_file_name(format!("{stem}-{suffix}.{extension}"))
            }
        };
        let files = story.files.into_iter().map(|file| (named(file.suffix), file.bytes)).collect();
        Made { files, embedded: story.embedded }
    }))
}

/// Writes what was made, unless one of it would take the place of the map.
fn deliver(files: &[(PathBuf, Vec<u8>)], options: &RenderOptions) -> Outcome {
    if let Some((path, _)) = files.iter().find(|(path, _)| is_same_file(&options.map, path)) {
        say::error(&format!("{} is the map itself: give -o another name", path.display()));
        return Outcome::Usage;
    }
    for (path, bytes) in files {
        match write::bytes(path, bytes, "figure") {
            Outcome::Done if *path != options.output => say::note(&format!("wrote {}", path.display())),
            Outcome::Done => {}
            other => return other,
        }
    }
    Outcome::Done
}

fn format(options: &RenderOptions) -> Result<Format, FigureError> {
    match &options.format {
        Some(name) => name.to_lowercase().parse(),
        None if options.output == Path::new("-") => Err(FigureError::NoFormatOfStream),
        None => Format::of(&options.output),
    }
}

/// What is asked for, over what a view keeps.
fn figure_options(options: &RenderOptions, kept: FigureOptions) -> Result<FigureOptions, FigureError> {
    let greyscale = options.greyscale.then(|| "greyscale".to_owned());
    let (shown, footer, title) = shown(options, &kept);
    let page: Option<PagePreset> = options.page.as_deref().map(str::parse).transpose()?;
    // Other measures make another page than the one that is kept by name, but for its smallest type.
    let other_page = page.is_some() || options.width_mm.is_some() || options.height_mm.is_some();
    Ok(FigureOptions {
        view: options.view.clone(),
        page: page.or(kept.page.filter(|_| !other_page)),
        width_mm: options.width_mm,
        height_mm: options.height_mm,
        margin_mm: options.margin_mm.or(kept.margin_mm.filter(|_| !other_page)),
        minimum_type_pt: options.min_type_pt.or(kept.minimum_type_pt).or(page.map(PagePreset::least_type_pt)),
        keep_places: options.keep_places,
        legend: legend(options),
        no_title: options.no_title || !title,
        caption: options.caption.clone(),
        footer,
        page_number: None,
        dpi: options.dpi.or(kept.dpi),
        palette: greyscale.or_else(|| options.palette.clone()),
        fonts: match options.fonts {
            Faces::System => FontChoice::System,
            Faces::Bundled => FontChoice::Bundled,
        },
        shown,
        outlines: options.text.map_or(kept.outlines, |text| text == Words::Outlines),
        embed: match (options.embed_map, options.no_embed_map) {
            (true, _) => Some(parts(&options.include)),
            (_, true) => None,
            _ => kept.embed.map(|_| parts(&options.include)),
        },
        included: parts(&options.include),
        when: options
            .at
            .map(When::At)
            .or(options.from.zip(options.to).map(|(from, to)| When::Between(from, to))),
        ..grounded(options, kept)
    })
}

/// On the ground that is asked for, else on the one that is kept.
fn grounded(options: &RenderOptions, kept: FigureOptions) -> FigureOptions {
    let (transparent, dark) = match options.ground {
        None if options.transparent || options.dark => (options.transparent, options.dark),
        None => return kept,
        Some(ground) => (ground == GroundOption::Transparent, ground == GroundOption::Dark),
    };
    FigureOptions { transparent, dark, ..kept }
}

fn legend(options: &RenderOptions) -> Option<LegendPlace> {
    match options.legend {
        _ if options.no_legend => Some(LegendPlace::Off),
        None => None,
        Some(LegendOption::Below) => Some(LegendPlace::Below),
        Some(LegendOption::Beside) => Some(LegendPlace::Beside),
        Some(LegendOption::Inside) => Some(LegendPlace::Inside),
        Some(LegendOption::Off) => Some(LegendPlace::Off),
    }
}

/// What goes along with the map in the figure.
fn parts(included: &[Included]) -> Parts {
    let has = |part| included.contains(&part);
    Parts {
        evidence: has(Included::Evidence),
        respondents: has(Included::Respondents),
        notes: has(Included::Notes),
        speaker_notes: has(Included::SpeakerNotes),
    }
}

/// What a figure shows in the map, under it and over it, with what is asked for and without what is not wanted.
fn shown(options: &RenderOptions, kept: &FigureOptions) -> (Shown, Footer, bool) {
    let (mut shown, mut footer, mut title) = (kept.shown, kept.footer, !kept.no_title);
    let asked = options.show.iter().map(|part| (part, true));
    for (part, on) in asked.chain(options.hide.iter().map(|part| (part, false))) {
        *match part {
            Part::Influence => &mut shown.influence,
            Part::Goals => &mut shown.goals,
            Part::Tags => &mut shown.roles,
            Part::Counts => &mut shown.counts,
            Part::Parked => &mut shown.parked,
            Part::Title => &mut title,
            Part::Meaning => &mut footer.meaning,
            Part::Source => &mut footer.source,
            Part::Totals => &mut footer.totals,
            Part::Coverage => &mut footer.coverage,
        } = on;
    }
    if let Some(bundle) = options.bundle {
        use BundleOption::{Kind, Near, NearSum, Sum};
        shown.one_line_a_kind = bundle == Kind;
        shown.one_line_a_pair = matches!(bundle, Sum | NearSum);
        shown.shared_stems = matches!(bundle, Near | NearSum);
    }
    (shown, footer, title)
}

/// What is asked for and says nothing to this format: told, for a script may make all formats with the same words.
fn without_effect(options: &RenderOptions, format: Format) -> Option<String> {
    let (pixels, words, page) = (format == Format::Png, format == Format::Svg, format == Format::Html);
    let has_paper = options.page.is_some()
        || [options.width_mm, options.height_mm, options.margin_mm, options.min_type_pt]
            .iter()
            .any(Option::is_some);
    let idle: Vec<&str> = [
        ("--dpi is for PNG", options.dpi.is_some() && !pixels),
        ("--text is for SVG", options.text.is_some() && !words),
        ("measures of paper are for SVG, PNG and PDF", has_paper && page),
    ]
    .into_iter()
    .filter_map(|(words, idle)| idle.then_some(words))
    .collect();
    (!idle.is_empty()).then(|| format!("without effect in a .{}: {}", format.extension(), idle.join("; ")))
}

/// What is there at the dates that are asked for, what came and what went, in words.
fn states(map: &Document, options: &RenderOptions) -> Vec<String> {
    let told = |(date, state): (Date, time::State)| format!("{date}: {state}");
    match (options.at, options.from.zip(options.to)) {
        (Some(date), _) => vec![format!("{date}: {}", time::state(map, date, None))],
        (_, Some((from, to))) => vec![told((to, time::state(map, to, Some(from))))],
        _ if options.each_date => time::states(map).into_iter().map(told).collect(),
        _ => Vec::new(),
    }
}

/// What cannot be, for it is several files, or a page that has all of them.
fn several(options: &RenderOptions, format: Format) -> Option<&'static str> {
    let is_stream = options.output == Path::new("-") && matches!(format, Format::Svg | Format::Png);
    match (options.all_views, options.each_date) {
        (true, _) if is_stream => {
            Some("views as SVG or PNG are several files: give -o a name, or take --format pdf")
        }
        (_, true) if is_stream => {
            Some("dates as SVG or PNG are several files: give -o a name, or take --format pdf")
        }
        (_, true) if format == Format::Html => {
            Some("a page for browsers has a slider over all dates: leave out --each-date")
        }
        _ if options.from.zip(options.to).is_some_and(|(from, to)| to.span() < from.span()) => {
            Some("--to is the later date, and lies before --from: change them round")
        }
        _ => None,
    }
}

/// What is asked for and would be left out without a word.
fn asked_in_vain(options: &RenderOptions, format: Format) -> Option<&'static str> {
    let asked = |part| options.include.contains(&part);
    if options.embed_map && format != Format::Svg {
        return Some(
            "only an SVG can hold the map: give -o a name that ends in .svg, or leave out --embed-map",
        );
    }
    match format {
        Format::Html if asked(Included::Respondents) && !asked(Included::Evidence) => {
            Some("respondents go along with their evidence: `--include evidence,respondents`")
        }
        Format::Svg | Format::Png | Format::Pdf if !options.include.is_empty() && !options.embed_map => Some(
            "`--include` says what goes along with a page (.html), or with the map in an SVG (--embed-map)",
        ),
        _ => None,
    }
}

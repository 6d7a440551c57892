//! What may be typed after `ecomap`, and its help. Must not know what the commands do.

mod analysis;
mod exchange;
mod versions;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    layout::{Axes, Method},
    model::Date,
};

pub(super) use analysis::{AnalyseOptions, AnalysisFormat, CountOptions};
pub(super) use exchange::ConvertOptions;
pub(super) use versions::{CompareOptions, DifferenceFormat, MergeOptions};

/// Conceptual ecosystem maps: draw organisations and the flows between them, and print the map.
#[derive(Debug, Parser)]
#[command(
    name = "ecomap",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Example:\n  ecomap examples/fig3_bristol.ron\n\nWithout a command, the editor opens; without a map, on its start page."
)]
pub(super) struct Arguments {
    /// The map to open in the editor
    pub(super) map: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) task: Option<Task>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Make a figure of a map: SVG, PNG, PDF, or a page for browsers
    Render(Box<RenderOptions>),
    /// Arrange a map: in bands, in a grid, in rings, as a network, in layers, or just tidy
    Layout(LayoutOptions),
    /// Make a hand-out of a map: its figure, its organisations and flows with their evidence, in one PDF
    Handout(HandoutOptions),
    /// Make a copy of a map without evidence, respondents and notes
    Redact(RedactOptions),
    /// Say what is wrong with maps, with line and column
    Validate(ValidateOptions),
    /// Turn a map into another program's file, or such a file into a map
    Convert(ConvertOptions),
    /// Measure a map and say what that means: who holds it together, who brokers, what is missing
    #[command(alias = "analyze")]
    Analyse(Box<AnalyseOptions>),
    /// Say how one map differs from another, record by record
    Compare(CompareOptions),
    /// Merge two maps that began as one; usable as a merge driver of git
    Merge(MergeOptions),
}

/// Which faces a figure may be set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Faces {
    /// The bundled family, and faces of the system for signs that it lacks
    #[default]
    System,
    /// The bundled family only: a missing sign is an error
    Bundled,
}

/// What a figure may show beside boxes, names and flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// Towers of influence
    Influence,
    /// Badges for goals that are supported or opposed
    Goals,
    /// The parts that an organisation plays; shown unless hidden
    Tags,
    /// How many an organisation stands for; shown unless hidden
    Counts,
    /// Parked notes, beside the map
    Parked,
    /// Title and subtitle; shown unless hidden
    Title,
    /// The sentence on what position and width mean; shown unless hidden
    Meaning,
    /// Sources and date, under the figure; shown unless hidden
    Source,
    /// How many organisations and flows there are, under the figure; shown unless hidden
    Totals,
    /// What was asked and what was not, under the figure; shown unless hidden
    Coverage,
}

/// Which flows are drawn as one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BundleOption {
    /// Each flow is a line of its own
    None,
    /// Flows of one kind between the same two organisations, with their number
    Kind,
    /// All flows between the same two, with their number; what is wanted, missing or informal stays apart
    Sum,
    /// As kind; and flows of one kind from or to the same organisation that run side by side are one line, with their
    /// number, until they part
    Near,
    /// As sum; and flows from or to the same organisation that run side by side are one line, with their number, until
    /// they part, whatever their kinds
    NearSum,
}

/// Where the legend stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LegendOption {
    /// Under the map
    Below,
    /// To the right of it
    Beside,
    /// In a free corner of it
    Inside,
    /// Nowhere
    Off,
}

/// What lies under a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GroundOption {
    /// A white page
    White,
    /// A dark page
    Dark,
    /// Nothing: what the figure is laid on shows through
    Transparent,
}

/// What becomes of words in an SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Words {
    /// They stay text: to be searched, mended, read aloud
    Text,
    /// Outlines: the figure looks alike everywhere, also without the bundled family
    Outlines,
}

/// What goes along with a map only when it is asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Included {
    /// Pieces of evidence, without those who spoke
    Evidence,
    /// Respondents' roles, who wrote evidence down, who agreed on an influence
    Respondents,
    /// Notes, comments, and words in fields of your own
    Notes,
    /// What a speaker has before them
    SpeakerNotes,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap render bristol.ron -o bristol.svg\n  ecomap render bristol.ron -o bristol.png --width-mm 175 --dpi 300 --greyscale\n  ecomap render bristol.ron -o bristol.pdf --page single-column --min-type-pt 6 --hide title,coverage\n  ecomap render bristol.ron -o goals.svg --show influence,goals\n  ecomap render bristol.ron -o before-after.svg --from 2015 --to 2020\n  ecomap render bristol.ron -o bristol.html --include evidence\n  ecomap render - -o - --format svg < bristol.ron > bristol.svg"
)]
pub(super) struct RenderOptions {
    /// The map; - reads standard input
    pub(super) map: PathBuf,
    /// Where the figure goes, its format by its extension (.svg, .png, .pdf, .html); - writes standard output
    #[arg(short, long, value_name = "FIGURE")]
    pub(super) output: PathBuf,
    /// The format, where no extension tells it: svg, png, pdf or html
    #[arg(long)]
    pub(super) format: Option<String>,
    /// A saved view of the map, by name, as it was last exported: on its page, in its palette, with what it keeps. What
    /// is asked for beside it wins
    #[arg(long, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// All views of the map in their order: the pages of one PDF, or a file for each view (story-1-name.svg)
    #[arg(long, conflicts_with = "view")]
    pub(super) all_views: bool,
    /// The map as it was at a date (2019, 2019-05 or 2019-05-31): what had begun and had not ended; what has no dates is
    /// always there
    #[arg(long, value_name = "DATE", conflicts_with_all = ["all_views", "from"])]
    pub(super) at: Option<Date>,
    /// Before and after: what came and what went from this date to the one of --to is marked
    #[arg(long, value_name = "DATE", requires = "to", conflicts_with = "all_views")]
    pub(super) from: Option<Date>,
    /// The later date of before and after
    #[arg(long, value_name = "DATE", requires = "from")]
    pub(super) to: Option<Date>,
    /// The map at each date at which it changes: the pages of one PDF, or a file for each date (map-1-2015.svg)
    #[arg(long, conflicts_with_all = ["all_views", "at", "from"])]
    pub(super) each_date: bool,
    /// A page: single-column, double-column, slide, a4-portrait, a4-landscape, a3-portrait, a3-landscape; with type of at
    /// least 6 points (9 on a slide) if it can be had
    #[arg(long, value_name = "PAGE")]
    pub(super) page: Option<String>,
    /// Width of the page in mm
    #[arg(long, value_name = "N")]
    pub(super) width_mm: Option<f64>,
    /// Height of the page in mm [default: what the figure needs]
    #[arg(long, value_name = "N")]
    pub(super) height_mm: Option<f64>,
    /// Margin on every side of the page in mm
    #[arg(long, value_name = "N")]
    pub(super) margin_mm: Option<f64>,
    /// No type smaller than this, in points, if it can be had
    #[arg(long, value_name = "N")]
    pub(super) min_type_pt: Option<f64>,
    /// Organisations stay where they are, also where type is then smaller than asked for
    #[arg(long)]
    pub(super) keep_places: bool,
    /// Dots an inch, for PNG [default: 300]
    #[arg(long, value_name = "N")]
    pub(super) dpi: Option<f64>,
    /// Palette: default, colour-blind, greyscale, high-contrast
    #[arg(long, value_name = "NAME")]
    pub(super) palette: Option<String>,
    /// Shades of grey with patterns; the same as --palette greyscale
    #[arg(long, visible_alias = "grayscale", conflicts_with = "palette")]
    pub(super) greyscale: bool,
    /// Show beside the map what a figure leaves out
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub(super) show: Vec<Part>,
    /// Leave out what a figure shows
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub(super) hide: Vec<Part>,
    /// Draw several flows as one line; the flows stay as they are [default: what the view keeps, or none]
    #[arg(long, value_name = "HOW", value_enum)]
    pub(super) bundle: Option<BundleOption>,
    /// Where the legend stands [default: what the view says, or below]
    #[arg(long, value_name = "PLACE", value_enum, conflicts_with = "no_legend")]
    pub(super) legend: Option<LegendOption>,
    /// Leave the legend out; the same as --legend off
    #[arg(long)]
    pub(super) no_legend: bool,
    /// Leave title and subtitle out; the same as --hide title
    #[arg(long)]
    pub(super) no_title: bool,
    /// Words under the figure [default: those of the view]
    #[arg(long, value_name = "TEXT")]
    pub(super) caption: Option<String>,
    /// What becomes of words in an SVG [default: what the view keeps, or text]
    #[arg(long, value_enum)]
    pub(super) text: Option<Words>,
    /// Put the map itself into the SVG, so that the figure can be opened again; without evidence, respondents, notes
    /// and speaker notes, and without words that quote them. The picture shows the map that goes along: with --include
    /// more
    #[arg(long, conflicts_with = "no_embed_map")]
    pub(super) embed_map: bool,
    /// Do not put the map into the SVG, whatever the view keeps
    #[arg(long)]
    pub(super) no_embed_map: bool,
    /// What goes along with a page for browsers, or with the map that is put into an SVG, beyond what anybody may read
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub(super) include: Vec<Included>,
    /// What lies under the figure [default: what the view keeps, or white]
    #[arg(long, value_name = "GROUND", value_enum)]
    pub(super) ground: Option<GroundOption>,
    /// No ground under the figure; the same as --ground transparent
    #[arg(long, conflicts_with = "ground")]
    pub(super) transparent: bool,
    /// On a dark ground; the same as --ground dark
    #[arg(long, conflicts_with = "ground")]
    pub(super) dark: bool,
    /// Arrange the map for this figure, as `ecomap layout` does; the map itself stays as it is
    #[arg(long, value_name = "METHOD", value_enum)]
    pub(super) layout: Option<MethodName>,
    /// Which faces the figure may be set in
    #[arg(long, value_enum, default_value_t)]
    pub(super) fonts: Faces,
}

/// How organisations are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MethodName {
    /// Scales as bands, the largest on top
    Bands,
    /// Scales as bands, sectors as columns
    Grid,
    /// Scales as rings, sectors as slices
    Rings,
    /// Who is joined stands near
    Network,
    /// Flows run one way, layer by layer
    Layered,
    /// The sketch as it is, without overlaps, near-alignments made straight
    Tidy,
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Bands => Self::Bands,
            MethodName::Grid => Self::Grid,
            MethodName::Rings => Self::Rings,
            MethodName::Network => Self::Network,
            MethodName::Layered => Self::Layered,
            MethodName::Tidy => Self::Tidy,
        }
    }
}

/// What a grid or rings divide the map by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AxesName {
    /// Scales one way, sectors the other
    Both,
    /// No columns, no slices
    Scales,
    /// No bands, no rings
    Sectors,
}

impl From<AxesName> for Axes {
    fn from(name: AxesName) -> Self {
        match name {
            AxesName::Both => Self::Both,
            AxesName::Scales => Self::Scales,
            AxesName::Sectors => Self::Sectors,
        }
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap layout bristol.ron -o tidy.ron --method tidy --strength 0.5\n  ecomap layout bristol.ron -o rings.ron --method rings --centre watershed\n  ecomap layout - -o - --method network --seed 7 < bristol.ron > network.ron\n\nPinned and locked organisations stay. The same map, method and seed give the same file, byte for byte."
)]
pub(super) struct LayoutOptions {
    /// The map; - reads standard input
    pub(super) map: PathBuf,
    /// Where the arranged map goes; - writes standard output
    #[arg(short, long, value_name = "MAP")]
    pub(super) output: PathBuf,
    /// How [default: bands where the map states scales or sectors, otherwise network]
    #[arg(long, value_enum)]
    pub(super) method: Option<MethodName>,
    /// Where chance begins: another number may give another arrangement
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// How far to go from the sketch towards the arrangement, 0 to 1 (bands and rings are drawn at 1 only); for tidy, how near counts as in line
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub(super) strength: f64,
    /// Only these may move, by id or name, separated by commas
    #[arg(
        long,
        visible_alias = "only-selected",
        value_name = "IDS",
        value_delimiter = ',',
        conflicts_with = "unplaced"
    )]
    pub(super) only: Vec<String>,
    /// Only those may move that have no place yet
    #[arg(long)]
    pub(super) unplaced: bool,
    /// Bands, columns, rings and slices that are drawn stay, and everyone is arranged within theirs
    #[arg(long)]
    pub(super) keep_bands: bool,
    /// The middle of what moves stays where it was
    #[arg(long, visible_alias = "keep-center")]
    pub(super) keep_centre: bool,
    /// Bands stand side by side; layers follow each other downward
    #[arg(long)]
    pub(super) sideways: bool,
    /// What a grid or rings divide the map by [default: both]
    #[arg(long, value_enum)]
    pub(super) by: Option<AxesName>,
    /// Who stands in the middle of the rings, by id or name
    #[arg(long, visible_alias = "center", value_name = "ID")]
    pub(super) centre: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap handout bristol.ron -o handout.pdf\n  ecomap handout bristol.ron -o handout.pdf --view \"The money\" --page a4-landscape --tables tables\n  ecomap handout bristol.ron -o for-the-team.pdf --include respondents,notes\n\nThe tables are organisations.csv and flows.csv: UTF-8, one row each, evidence in columns. Before words that a spreadsheet would take for a formula (= + - @, tab, line break) stands an apostrophe."
)]
pub(super) struct HandoutOptions {
    /// The map; - reads standard input
    pub(super) map: PathBuf,
    /// Where the hand-out goes; - writes standard output
    #[arg(short, long, value_name = "PDF")]
    pub(super) output: PathBuf,
    /// A page for all of it: a4-portrait, a4-landscape, a3-portrait, a3-landscape [default: A4, the figure lying where
    /// that suits the map, the lists standing]
    #[arg(long, value_name = "PAGE")]
    pub(super) page: Option<String>,
    /// Only what this saved view of the map shows, by name
    #[arg(long, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// What goes along beyond evidence
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub(super) include: Vec<Included>,
    /// Leave the evidence out
    #[arg(long)]
    pub(super) no_evidence: bool,
    /// Palette: default, colour-blind, greyscale, high-contrast
    #[arg(long, value_name = "NAME")]
    pub(super) palette: Option<String>,
    /// Also write what is listed as tables for spreadsheets into this folder
    #[arg(long, value_name = "FOLDER")]
    pub(super) tables: Option<PathBuf>,
    /// Which faces the hand-out may be set in
    #[arg(long, value_enum, default_value_t)]
    pub(super) fonts: Faces,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap redact bristol.ron -o bristol-public.ron\n  ecomap redact bristol.ron -o bristol-reviewed.ron --keep evidence\n\nLeft out: evidence, respondents, notes, speaker notes, comments in the file, words and links in fields of your own, and whatever this version does not know. Kept: names, places, descriptions, flows, groups, goals, views and their captions, sources, coverage."
)]
pub(super) struct RedactOptions {
    /// The map; - reads standard input
    pub(super) map: PathBuf,
    /// Where the copy goes; - writes standard output
    #[arg(short, long, value_name = "COPY")]
    pub(super) output: PathBuf,
    /// What stays in the copy all the same
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub(super) keep: Vec<Included>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  ecomap validate bristol.ron cardiff.ron\n\nPrints path:line:column: message for each finding, and a hint below it. Exit code 0: no errors, 1: errors."
)]
pub(super) struct ValidateOptions {
    /// The maps; - reads standard input
    #[arg(required = true)]
    pub(super) maps: Vec<PathBuf>,
}

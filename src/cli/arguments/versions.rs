//! What may be typed after `ecomap compare` and `ecomap merge`, and its help. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::CountOptions;

/// What a difference is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DifferenceFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets, with --agreement
    Csv,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap compare bristol-2018.ron bristol-2019.ron\n  ecomap compare old.ron new.ron --format json --places\n  ecomap compare hers.ron mine.ron --by-name\n  ecomap compare before.ron after.ron --measures --measure degree,betweenness --by scale\n  ecomap compare group-1.ron group-2.ron group-3.ron --agreement --format csv > agreement.csv\n\nA line for each record that came (+), went (-) or changed (~), what changed below it. Records under one id are one, and so are flows of one kind between the same two. Exit code 0: the same, 1: different, 2: trouble.\n\nWith --agreement any number of maps are taken together: on how many of them is each organisation, each flow? Exit code 0 then."
)]
pub(in crate::cli) struct CompareOptions {
    /// The map as it was; - reads standard input
    pub(in crate::cli) before: PathBuf,
    /// The map as it is
    pub(in crate::cli) after: PathBuf,
    /// More maps, with --agreement
    pub(in crate::cli) more: Vec<PathBuf>,
    /// Count on how many of the maps each organisation and each flow is: several groups drew one system
    #[arg(long, conflicts_with_all = ["measures", "places"])]
    pub(in crate::cli) agreement: bool,
    /// With --agreement: only one id is one organisation, one name is not enough
    #[arg(long, requires = "agreement")]
    pub(in crate::cli) by_id: bool,
    /// Organisations of one name under two ids are the same, unless a map has several of that name
    #[arg(long, conflicts_with = "agreement")]
    pub(in crate::cli) by_name: bool,
    /// What the difference is written for
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: DifferenceFormat,
    /// List also what only moved, and where to
    #[arg(long)]
    pub(in crate::cli) places: bool,
    /// Put measures of both maps beside each other, too
    #[arg(long)]
    pub(in crate::cli) measures: bool,
    #[command(flatten)]
    pub(in crate::cli) count: CountOptions,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap merge before.ron mine.ron hers.ron -o both.ron\n\nAs a merge driver of git, once for each user:\n  git config --global merge.ecomap.name \"ecomap maps\"\n  git config --global merge.ecomap.driver \"ecomap merge %O %A %B -o %A\"\nand in the repository's .gitattributes:\n  *.ron merge=ecomap\n\nChanges to different records, and to different fields of one, all count. Where both changed one field the map holds both values, and the editor asks which to take. What a newer version of ecomap added is kept, comments before records too; any other comment is dropped, and said so.\n\nExit code 0: merged, 1: merged with conflicts, which stand in OUT, 129: not merged, OUT is as it was."
)]
pub(in crate::cli) struct MergeOptions {
    /// The map as both began with it; empty where each made the file by itself
    pub(in crate::cli) base: PathBuf,
    /// Our map
    pub(in crate::cli) ours: PathBuf,
    /// Their map
    pub(in crate::cli) theirs: PathBuf,
    /// Where the merged map goes; may be one of the three; - writes standard output
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
}

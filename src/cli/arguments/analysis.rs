//! What may be typed after `ecomap analyse`, and its help. Must not know what the command does.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{
    analysis::{NotStated, Reading, Strength},
    model::{Formality, Status},
};

/// What an analysis is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AnalysisFormat {
    /// For people: tables, then findings in sentences
    #[default]
    Table,
    /// For spreadsheets: a row for each organisation
    Csv,
    /// For programs: everything
    Json,
}

macro_rules! option {
    ($(#[$about:meta])* $name:ident -> $type:ty { $($(#[$doc:meta])* $one:ident = $value:expr,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(in crate::cli) enum $name {
            $($(#[$doc])* $one,)*
        }

        impl From<$name> for $type {
            fn from(option: $name) -> Self {
                match option {
                    $($name::$one => $value,)*
                }
            }
        }
    };
}

option! {
    /// How a flow counts that says no way.
    ReadingOption -> Reading {
        /// As a tie each way
        Both = Reading::BothWays,
        /// From its first end to its second
        Drawn = Reading::AsDrawn,
        /// Not at all
        Out = Reading::LeftOut,
    }
}

option! {
    /// How strong parallel flows are.
    StrengthOption -> Strength {
        /// One tie, however many
        Once = Strength::Once,
        /// As strong as they are many
        Counted = Strength::Counted,
        /// As strong as their weights together
        Weighed = Strength::Weighed,
    }
}

option! {
    /// Whether something is there.
    StatusOption -> Status {
        /// It is there
        Current = Status::Current,
        /// Somebody wishes for it
        Wanted = Status::Wanted,
        /// Somebody has proposed it
        Proposed = Status::Proposed,
        /// It is missing
        Absent = Status::Absent,
        /// It was there
        Ended = Status::Ended,
    }
}

option! {
    /// Whether a link is a formal one.
    FormalityOption -> Formality {
        /// By contract, statute, membership
        Formal = Formality::Formal,
        /// By acquaintance
        Informal = Formality::Informal,
        /// Nobody said
        NotStated = Formality::NotStated,
    }
}

option! {
    /// What becomes of those without a class.
    NotStatedOption -> NotStated {
        /// They are a class of their own
        Class = NotStated::OneClass,
        /// They are left out of what is told by class
        Out = NotStated::LeftOut,
    }
}

/// What counts as a tie, and what organisations are classed by.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is counted")]
pub(in crate::cli) struct CountOptions {
    /// Measures of the organisations, by name; `all` for all of them
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(in crate::cli) measure: Vec<String>,
    /// What organisations are classed by: sector, scale, kind, place, or a field of your own
    #[arg(long, value_name = "FIELD", default_value = "sector")]
    pub(in crate::cli) by: String,
    /// What becomes of those of whom nobody said it
    #[arg(long, value_name = "WHAT", value_enum, default_value = "class")]
    pub(in crate::cli) not_stated: NotStatedOption,
    /// Leave direction out: every flow joins its ends
    #[arg(long)]
    pub(in crate::cli) undirected: bool,
    /// How flows count that have no direction, or whose direction nobody knows
    #[arg(long, value_name = "HOW", value_enum, default_value = "both")]
    pub(in crate::cli) no_direction: ReadingOption,
    /// How strong parallel flows are
    #[arg(long, value_name = "HOW", value_enum, default_value = "once")]
    pub(in crate::cli) strength: StrengthOption,
    /// Which flows count
    #[arg(
        long,
        value_name = "LIST",
        value_enum,
        value_delimiter = ',',
        default_value = "current,wanted,proposed"
    )]
    pub(in crate::cli) status: Vec<StatusOption>,
    /// Only flows of these kinds, by id or name
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(in crate::cli) kind: Vec<String>,
    /// Only flows of this formality
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(in crate::cli) formality: Option<FormalityOption>,
    /// Count flows from an organisation to itself
    #[arg(long)]
    pub(in crate::cli) self_flows: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap analyse bristol.ron\n  ecomap analyse bristol.ron --by scale --status current --report bristol.md\n  ecomap analyse bristol.ron --format csv --measure betweenness,constraint,brokerage > bristol.csv\n\nMeasures: degree, degree-in, degree-out, betweenness, closeness, eigenvector, reach, constraint, effective-size, efficiency, community, piece, core, parted, e-i, coordinator, consultant, representative, gatekeeper, liaison, brokerage, brokerage-z.\n\nA map that people drew is not a census: the numbers describe the drawing. What counts as a tie is stated under every report."
)]
pub(in crate::cli) struct AnalyseOptions {
    /// The map; - reads standard input
    pub(in crate::cli) map: PathBuf,
    /// What it is written for
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: AnalysisFormat,
    /// Write a report into this file: .md, .html, or .csv with the findings
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) count: CountOptions,
}

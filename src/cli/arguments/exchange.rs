//! What may be typed after `ecomap convert`, and its help. Must not know what it does.

use std::path::{Path, PathBuf};

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ecomap convert bristol.ron bristol.graphml\n  ecomap convert network.gexf network.ron\n  ecomap convert bristol.ron -o bristol.xlsx --strict\n  ecomap convert bristol.ron - --to dot | dot -Tsvg > bristol.svg\n  ecomap convert survey.txt survey.ron --from csv\n\nFormats: graphml, gexf, csv, xlsx, canvas, kumu, cyjs, dot, gml, pajek, drawio; written only: mermaid, table; read only: 360giving. What a format cannot hold is said, item by item, on standard error. Evidence, notes and comments never go along unseen."
)]
pub(in crate::cli) struct ConvertOptions {
    /// The map, or another program's file; - reads standard input
    pub(in crate::cli) input: PathBuf,
    /// Where the result goes, its format by its extension (.ron is a map); - writes standard output
    #[arg(value_name = "OUTPUT", required_unless_present = "output")]
    second: Option<PathBuf>,
    /// The same, as other commands have it
    #[arg(short, long, value_name = "OUTPUT", conflicts_with = "second")]
    output: Option<PathBuf>,
    /// The format of the input, where its content does not tell it
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) from: Option<String>,
    /// The format of the output, where its extension does not tell it; ron for a map
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) to: Option<String>,
    /// Write nothing if anything would be lost
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

impl ConvertOptions {
    /// Where the result goes, whichever way it was said.
    pub(in crate::cli) fn output(&self) -> &Path {
        self.second.as_deref().or(self.output.as_deref()).unwrap_or(Path::new("-"))
    }
}

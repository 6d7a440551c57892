//! `ecomap convert`: a map as another program's file, and the other way round. Must not know the other commands.

use std::path::{Path, PathBuf};

use super::{
    Outcome,
    arguments::ConvertOptions,
    opening::{is_same_file, opened, report},
    say, write,
};
use crate::{file, interchange::Format, model::Document, pipeline, text::Fonts};

pub(super) fn run(options: &ConvertOptions) -> Outcome {
    if is_same_file(&options.input, &options.output) {
        say::error(&format!(
            "the result would take the place of {}: give it another name",
            options.input.display()
        ));
        return Outcome::Usage;
    }
    let to = match target(options) {
        Ok(to) => to,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let document = match source(options) {
        Ok(Some(document)) => document,
        Ok(None) => return Outcome::Failed,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    match to {
        None => write::bytes(&options.output, file::write(&document).as_bytes(), "map"),
        Some(format) => export(&document, format, options),
    }
}

/// The format of the result; none for a map of ours.
fn target(options: &ConvertOptions) -> Result<Option<Format>, String> {
    if let Some(name) = &options.to {
        if name.eq_ignore_ascii_case("ron") {
            return Ok(None);
        }
        return name.parse().map(Some).map_err(|error: crate::interchange::UnknownFormat| error.to_string());
    }
    let is_map = options.output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
    if is_map {
        return Ok(None);
    }
    Format::of_name(&options.output)
        .map(Some)
        .ok_or_else(|| format!("the name {} tells no format: say which with --to", options.output.display()))
}

/// The map to convert; none where it cannot be opened, which is said.
fn source(options: &ConvertOptions) -> Result<Option<Document>, String> {
    let Some(name) = options.from.as_deref().filter(|name| !name.eq_ignore_ascii_case("ron")) else {
        return Ok(opened(&options.input));
    };
    let format: Format =
        name.parse().map_err(|error: crate::interchange::UnknownFormat| error.to_string())?;
    let read = pipeline::bytes(&options.input).and_then(|bytes| pipeline::import(&bytes, format));
    Ok(match read {
        Ok(read) => {
            say::warnings(&read.warnings);
            Some(read.value)
        }
        Err(error) => {
            report(&options.input, &error);
            None
        }
    })
}

fn export(document: &Document, format: Format, options: &ConvertOptions) -> Outcome {
    let (parts, loss) = match pipeline::export(document, format, &Fonts::bundled()) {
        Ok(made) => made,
        Err(error) => {
            say::error(&error.to_string());
            return Outcome::Failed;
        }
    };
    if !loss.is_empty() {
        say::note(&format!("{} cannot hold all of the map; left out:", format.name()));
        loss.lines().iter().for_each(|line| say::note(&format!("  {line}")));
        if options.strict {
            say::error("nothing was written, for --strict allows no loss");
            return Outcome::Failed;
        }
    }
    if parts.len() > 1 && options.output == Path::new("-") {
        say::error("the result is several files: give it a name");
        return Outcome::Usage;
    }
    for part in &parts {
        let path = named(&options.output, part.suffix);
        if is_same_file(&options.input, &path) {
            say::error(&format!("{} is what is converted: give the result another name", path.display()));
            return Outcome::Usage;
        }
        match write::bytes(&path, &part.bytes, "file") {
            Outcome::Done if path != options.output => say::note(&format!("wrote {}", path.display())),
            Outcome::Done => {}
            other => return other,
        }
    }
    Outcome::Done
}

/// The name of one of several files.
fn named(output: &Path, suffix: &str) -> PathBuf {
    if suffix.is_empty() {
        return output.to_path_buf();
    }
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let extension = output.extension().map(|it| format!(".{}", it.to_string_lossy())).unwrap_or_default();
    output.with_file_name(format!("{stem}-{suffix}{extension}"))
}

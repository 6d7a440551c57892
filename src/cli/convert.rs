//! `ecomap convert`: a map as another program's file, and the other way round. Must not know the other commands.

use std::path::Path;

use super::{
    Outcome,
    arguments::ConvertOptions,
    opening::{is_same_file, opened, report},
    say, write,
};
use crate::{
    file,
    interchange::{Format, ReadError, UnknownFormat, WriteError},
    model::Document,
    pipeline,
    text::Fonts,
};

pub(super) fn run(options: &ConvertOptions) -> Outcome {
    let to = match target(options) {
        Ok(to) => to,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let output = options.output();
    let files = to.map_or_else(|| vec![output.to_path_buf()], |format| format.files(output));
    if let Some(own) = files.iter().find(|file| is_same_file(&options.input, file)) {
        let words = format!("the result would take the place of {}: give it another name", own.display());
        say::error(&words);
        return Outcome::Usage;
    }
    if files.len() > 1 && output == Path::new("-") {
        say::error("the result is several files: give it a name");
        return Outcome::Usage;
    }
    let document = match source(options) {
        Ok(Some(document)) => document,
        Ok(None) => return Outcome::Failed,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    match to {
        None => write::bytes(output, file::write(&document).as_bytes(), "map"),
        Some(format) => export(&document, format, options),
    }
}

/// A format that was asked for by name; none for a map of ours.
fn named(name: &str) -> Result<Option<Format>, String> {
    if name.eq_ignore_ascii_case("ron") {
        return Ok(None);
    }
    let found: Result<Format, UnknownFormat> = name.parse();
    found.map(Some).map_err(|error| format!("{error}, or ron"))
}

/// The format of the result; none for a map of ours.
fn target(options: &ConvertOptions) -> Result<Option<Format>, String> {
    let output = options.output();
    let found = match &options.to {
        Some(name) => named(name)?,
        None if output == Path::new("-") => {
            return Err("standard output tells no format: say which with --to".to_owned());
        }
        None if output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) => None,
        None => {
            let found = Format::of_name(output);
            let words = || format!("the name {} tells no format: say which with --to", output.display());
            Some(found.ok_or_else(words)?)
        }
    };
    match found {
        Some(format) if !format.is_written() => Err(WriteError::ReadOnly(format).to_string()),
        found => Ok(found),
    }
}

/// The map to convert; none where it cannot be opened, which is said.
fn source(options: &ConvertOptions) -> Result<Option<Document>, String> {
    let Some(format) = options.from.as_deref().map(named).transpose()?.flatten() else {
        return Ok(opened(&options.input));
    };
    if !format.is_read() {
        return Err(ReadError::WriteOnly(format).to_string());
    }
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
    let output = options.output();
    for (path, part) in format.files(output).iter().zip(&parts) {
        match write::bytes(path, &part.bytes, "file") {
            Outcome::Done if path != output => say::note(&format!("wrote {}", path.display())),
            Outcome::Done => {}
            other => return other,
        }
    }
    Outcome::Done
}

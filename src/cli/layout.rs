//! `ecomap layout`: a map arranged anew. Must not know the other commands.

use std::collections::BTreeSet;

use super::{
    Outcome,
    arguments::{LayoutOptions, MethodName},
    opening::{is_same_file, opened},
    progress::Progress,
    say, write,
};
use crate::{
    file,
    layout::{Axes, Method, Request, Restriction},
    model::{Document, OrganisationId},
    pipeline::{self, Arranged},
    style::{Look, Theme},
    text::Fonts,
};

pub(super) fn run(options: &LayoutOptions) -> Outcome {
    if let Some(words) = asked_in_vain(options) {
        say::error(&words);
        return Outcome::Usage;
    }
    if is_same_file(&options.map, &options.output) {
        say::error(&format!(
            "the arranged map would take the place of {}: give -o another name",
            options.map.display()
        ));
        return Outcome::Usage;
    }
    let Some(document) = opened(&options.map) else { return Outcome::Failed };
    let request = match request(&document, options) {
        Ok(request) => request,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let Some(arranged) = arranged(&document, &request) else { return Outcome::Failed };
    let outcome = write::bytes(&options.output, file::write(&arranged.document).as_bytes(), "map");
    if outcome == Outcome::Done {
        for words in &arranged.told {
            say::note(words);
        }
        say::note(&arranged.summary(request.method));
    }
    outcome
}

/// The map arranged by a method as it suits, for a figure.
pub(super) fn by_method(document: &Document, method: MethodName) -> Option<Document> {
    let request = Request { method: method.into(), restriction: Restriction::Free, ..Request::default() };
    let arranged = arranged(document, &request)?;
    for words in &arranged.told {
        say::note(words);
    }
    Some(arranged.document)
}

fn arranged(document: &Document, request: &Request) -> Option<Arranged> {
    let watch = Progress::new("Laying out");
    let look = Look::of(document, Theme::Light);
    let arranged = pipeline::arrange(document, request, &look, &Fonts::with_system(), &watch);
    watch.end();
    // Nobody calls it off here.
    arranged.map_err(|cancelled| say::error(&cancelled.to_string())).ok()
}

fn request(document: &Document, options: &LayoutOptions) -> Result<Request, String> {
    let restriction = if options.unplaced {
        Restriction::Unplaced
    } else if options.only.is_empty() {
        Restriction::Free
    } else {
        let named = options.only.iter().map(|name| organisation(document, name, "--only"));
        Restriction::Only(named.collect::<Result<BTreeSet<_>, _>>()?)
    };
    let centre =
        options.centre.as_deref().map(|name| organisation(document, name, "--centre")).transpose()?;
    let method = options.method.map_or_else(|| pipeline::first_method(document), Method::from);
    Ok(Request {
        method,
        restriction,
        strength: options.strength,
        seed: options.seed,
        sideways: options.sideways,
        axes: options.by.map_or_else(Axes::default, Axes::from),
        centre,
        keep_bands: options.keep_bands,
        keep_centre: options.keep_centre,
    })
}

/// The organisation of this id or, where there is none, of this very name.
fn organisation(document: &Document, name: &str, option: &str) -> Result<OrganisationId, String> {
    let organisations = document.organisations();
    let by_id = organisations.keys().find(|id| id.as_str() == name);
    let mut by_name = organisations.iter().filter(|(_, it)| it.name.trim() == name.trim()).map(|(id, _)| id);
    let found = by_id.or_else(|| by_name.next()).cloned();
    found.ok_or_else(|| {
        let near = organisations.keys().map(|id| (strsim::jaro_winkler(id.as_str(), name), id));
        let near = near.filter(|(alike, _)| *alike > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
        let meant = near.map(|(_, id)| format!(": did you mean `{id}`?")).unwrap_or_default();
        format!("{option}: the map has no organisation `{name}`{meant}")
    })
}

/// What is asked for and would be passed over without a word.
fn asked_in_vain(options: &LayoutOptions) -> Option<String> {
    let method = options.method.map(Method::from);
    if !(0.0..=1.0).contains(&options.strength) {
        return Some(format!("the strength must lie between 0 and 1, not {}", options.strength));
    }
    if options.centre.is_some() && method != Some(Method::Rings) {
        return Some("only rings have somebody in the middle: --centre goes with --method rings".into());
    }
    if options.by.is_some() && !matches!(method, Some(Method::Grid | Method::Rings)) {
        return Some("--by goes with --method grid or rings".into());
    }
    let has_sides = matches!(method, Some(Method::Bands | Method::Grid | Method::Layered));
    if options.sideways && !has_sides {
        return Some("--sideways goes with --method bands, grid or layered".into());
    }
    None
}

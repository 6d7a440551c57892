//! What a map is made from: its list of sources. Must not know the rest of the map's form.

use eframe::egui::Ui;

use super::{form::named, map::Map};
use crate::{
    app::widgets::{Icon, fold_row_ui, pair_ui, quiet_button_ui},
    model::{MapInfo, Source},
};

/// Each source under its title, and the button that adds one.
pub(super) fn sources_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let sources = form.context.session.document().map().sources.clone();
    for (index, source) in sources.iter().enumerate() {
        let words = if source.title.is_empty() { "Untitled source" } else { &source.title };
        let id = form.subject.id(&format!("source {index}"));
        fold_row_ui(ui, id, words, &source.page, |ui| {
            source_ui(ui, form, index);
            if quiet_button_ui(ui, Some(Icon::Cross), "Remove source", false).clicked() {
                form.subject.change("Remove source", |record| {
                    if index < record.sources.len() {
                        record.sources.remove(index);
                    }
                });
            }
        });
    }
    if quiet_button_ui(ui, Some(Icon::Plus), "Add source", true).clicked() {
        form.subject.change("Add source", |record| record.sources.push(Source::default()));
    }
}

fn source_ui(ui: &mut Ui, form: &mut Map<'_>, index: usize) {
    let part = |get: fn(&Source) -> &String| {
        move |record: &MapInfo| record.sources.get(index).map(get).cloned().unwrap_or_default()
    };
    let key = format!("source {index} title");
    form.text(ui, named(&key, "Title of the text"), part(|source| &source.title), |record, title| {
        if let Some(source) = record.sources.get_mut(index) {
            source.title = title;
        }
    });
    pair_ui(ui, |left, right| {
        let key = format!("source {index} url");
        let url = named(&key, "Web address").hint("https://");
        form.text(left, url, part(|source| &source.url), |record, url| {
            if let Some(source) = record.sources.get_mut(index) {
                source.url = url;
            }
        });
        let key = format!("source {index} page");
        form.text(right, named(&key, "Page or section"), part(|source| &source.page), |record, page| {
            if let Some(source) = record.sources.get_mut(index) {
                source.page = page;
            }
        });
    });
}

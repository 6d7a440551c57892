//! The words of a file and the classes of the scheme that they mean. Must not know how a map is made from them.

use std::collections::BTreeMap;

use eframe::egui::{Id, Ui};

use super::{columns::pair_row_ui, job::Made, words::more};
use crate::{
    app::{
        chrome::status_line::counted,
        theme::Theme,
        widgets::{Choice, Swatch, combo_is_open, combo_ui, hint_ui, section_ui},
    },
    interchange::{Mapping, Meaning},
    model::{Document, FlowKindId, OrganisationKind, ScaleId, SectorId},
    style::Look,
};

/// More words are not shown: they are taken as is probable.
const MOST: usize = 120;
const NOT_STATED: &str = "Not stated";

/// A class that a word can mean.
struct Class<I> {
    id: I,
    name: String,
    swatch: Swatch,
}

/// Shows all words of classes; whether a meaning was changed.
pub(super) fn values_ui(
    ui: &mut Ui,
    theme: &Theme,
    made: &Made,
    mapping: &mut Mapping,
    open: Option<&Document>,
) -> bool {
    let (scheme, look) = (&made.file.scheme, &made.look);
    let sectors = |document: &Document| sectors(document, look);
    let scales = |document: &Document| scales(document, look);
    let kinds = |document: &Document| flow_kinds(document, look);
    let words = &made.words;
    let mut changed = false;
    let part = |title, words| Part { theme, title, words };
    changed |= part("Sectors", &words.sectors).ui(
        ui,
        &mut mapping.sectors,
        (&sectors(scheme), &sectors(&made.document)),
        open.map(sectors),
    );
    changed |= part("Scales", &words.scales).ui(
        ui,
        &mut mapping.scales,
        (&scales(scheme), &scales(&made.document)),
        open.map(scales),
    );
    changed |= kinds_ui(ui, theme, &words.organisation_kinds, &mut mapping.organisation_kinds);
    changed |= part("Kinds of flow", &words.flow_kinds).ui(
        ui,
        &mut mapping.flow_kinds,
        (&kinds(scheme), &kinds(&made.document)),
        open.map(kinds),
    );
    changed
}

fn sectors(document: &Document, look: &Look) -> Vec<Class<SectorId>> {
    let sectors = document.sectors_in_order().into_iter().map(|(id, sector)| Class {
        id: id.clone(),
        name: sector.name.clone(),
        swatch: Swatch::Node(look.sector_swatch(Some(sector))),
    });
    sectors.collect()
}

fn scales(document: &Document, look: &Look) -> Vec<Class<ScaleId>> {
    let scales = document.scales_in_order().into_iter().map(|(id, scale)| Class {
        id: id.clone(),
        name: scale.name.clone(),
        swatch: Swatch::Node(look.scale_sample(document, Some(scale))),
    });
    scales.collect()
}

fn flow_kinds(document: &Document, look: &Look) -> Vec<Class<FlowKindId>> {
    let kinds = document.flow_kinds_in_order().into_iter().map(|(id, kind)| Class {
        id: id.clone(),
        name: kind.name.clone(),
        swatch: Swatch::Flow(look.flow_swatch(document, kind, false)),
    });
    kinds.collect()
}

/// A part of the form: the words of one sort of class.
struct Part<'a> {
    theme: &'a Theme,
    title: &'a str,
    words: &'a [(String, usize)],
}

impl Part<'_> {
    fn ui<I: Clone + PartialEq>(
        &self,
        ui: &mut Ui,
        meanings: &mut BTreeMap<String, Meaning<I>>,
        (scheme, made): (&[Class<I>], &[Class<I>]),
        open: Option<Vec<Class<I>>>,
    ) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let mut changed = false;
        let remark = counted(self.words.len(), "word");
        section_ui(ui, Id::new(("import", self.title)), self.title, &remark, true, |ui| {
            let open = open.unwrap_or_default();
            for (word, times) in self.words.iter().take(MOST) {
                let id = Id::new(("import word", self.title, word));
                let now = meanings.get(word).cloned().unwrap_or_else(|| Meaning::New(word.clone()));
                let chosen = pair_row_ui(ui, self.theme, word, &times_words(*times), |ui, label| {
                    let rows = if combo_is_open(ui, id) {
                        let named = meanings.values().filter_map(new_name);
                        choices(word, &now, scheme, &open, named)
                    } else {
                        vec![current(&now, scheme, made)]
                    };
                    let at = rows.iter().position(|row| row.value == now);
                    combo_ui(ui, id, label, &rows, at, NOT_STATED).cloned()
                });
                if let Some(chosen) = chosen.filter(|chosen| *chosen != now) {
                    meanings.insert(word.clone(), chosen);
                    changed = true;
                }
            }
            if self.words.len() > MOST {
                hint_ui(ui, &more(self.words.len() - MOST));
            }
        });
        changed
    }
}

fn times_words(times: usize) -> String {
    if times == 1 { "once".to_owned() } else { format!("{times} times") }
}

fn new_name<I>(meaning: &Meaning<I>) -> Option<&String> {
    if let Meaning::New(name) = meaning { Some(name) } else { None }
}

/// The row of what is chosen: the whole list is gathered only while it is open.
fn current<I: Clone + PartialEq>(
    now: &Meaning<I>,
    scheme: &[Class<I>],
    made: &[Class<I>],
) -> Choice<Meaning<I>> {
    match now {
        Meaning::Known(id) => match scheme.iter().find(|class| class.id == *id) {
            Some(class) => Choice::new(now.clone(), &class.name).with_swatch(class.swatch.clone()),
            None => Choice::new(now.clone(), "In the file’s scheme"),
        },
        Meaning::New(name) => {
            let row = Choice::new(now.clone(), format!("New: {name}"));
            match made.iter().find(|class| class.name == *name) {
                Some(class) => row.with_swatch(class.swatch.clone()),
                None => row,
            }
        }
        Meaning::Unstated => Choice::new(now.clone(), NOT_STATED),
    }
}

fn choices<'n, I: Clone + PartialEq>(
    word: &'n str,
    now: &'n Meaning<I>,
    scheme: &[Class<I>],
    open: &[Class<I>],
    named: impl Iterator<Item = &'n String>,
) -> Vec<Choice<Meaning<I>>> {
    let row = |class: &Class<I>, meaning, heading| {
        Choice::new(meaning, &class.name).with_swatch(class.swatch.clone()).under(heading)
    };
    let mut rows: Vec<_> =
        scheme.iter().map(|class| row(class, Meaning::Known(class.id.clone()), "Of the scheme")).collect();
    let is_known = |name: &str| scheme.iter().any(|class| class.name.eq_ignore_ascii_case(name));
    let others = open.iter().filter(|class| !is_known(&class.name));
    rows.extend(others.map(|class| row(class, Meaning::New(class.name.clone()), "Of the open map")));
    let mut names: Vec<&str> = vec![word];
    names.extend(new_name(now).map(String::as_str));
    names.extend(named.map(String::as_str));
    for name in names {
        let meaning = Meaning::New(name.to_owned());
        if !rows.iter().any(|row| row.value == meaning) {
            rows.push(Choice::new(meaning, format!("New: {name}")).under("Add to the scheme"));
        }
    }
    rows.push(Choice::new(Meaning::Unstated, NOT_STATED).under("Otherwise"));
    rows
}

/// Kinds of organisation are not of the scheme: a word is one of them, or becomes a field.
fn kinds_ui(
    ui: &mut Ui,
    theme: &Theme,
    words: &[(String, usize)],
    meanings: &mut BTreeMap<String, Option<OrganisationKind>>,
) -> bool {
    if words.is_empty() {
        return false;
    }
    let mut changed = false;
    let remark = counted(words.len(), "word");
    section_ui(ui, Id::new("import kinds"), "Kinds of organisation", &remark, true, |ui| {
        let named = |kind: OrganisationKind| Choice::new(Some(kind), crate::app::words::capital(kind.name()));
        let mut rows: Vec<_> = OrganisationKind::ALL.into_iter().map(named).collect();
        rows.push(Choice::new(None, "Keep as a field"));
        for (word, times) in words.iter().take(MOST) {
            let now = meanings.get(word).copied().flatten();
            let at = rows.iter().position(|row| row.value == now);
            let id = Id::new(("import organisation kind", word));
            let chosen = pair_row_ui(ui, theme, word, &times_words(*times), |ui, label| {
                combo_ui(ui, id, label, &rows, at, "").copied()
            });
            if let Some(chosen) = chosen.filter(|chosen| *chosen != now) {
                meanings.insert(word.clone(), chosen);
                changed = true;
            }
        }
        if words.len() > MOST {
            hint_ui(ui, &more(words.len() - MOST));
        }
    });
    changed
}

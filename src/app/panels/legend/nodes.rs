//! Sectors and scales in the legend. Must not know flows.

use std::collections::BTreeMap;

use eframe::egui::{Id, Ui};

use super::{
    LegendState,
    entry::{Entry, Wish, entry_ui},
    group_title_ui,
    naming::{Named, Naming, naming_ui},
};
use crate::{
    app::{
        intent::{Intent, PanelContext},
        widgets::Swatch,
        words::NOT_STATED,
    },
    editor::Command,
    model::{Document, Organisation, Record, RecordId, Scale, ScaleId, SectorId},
    style::new_sector,
};

/// The sectors of the scheme, *not stated* last.
pub(super) fn sectors_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
) {
    if group_title_ui(ui, "Sector", "Add sector").clicked() {
        state.naming = Some(Naming::new(Named::NewSector));
    }
    let document = context.session.document();
    let mut lines: Vec<Line<SectorId>> = document
        .sectors_in_order()
        .into_iter()
        .map(|(id, sector)| Line {
            value: Some(id.clone()),
            record: Some(RecordId::Sector(id.clone())),
            name: sector.name.clone(),
            swatch: Swatch::Node(context.look.sector_swatch(Some(sector))),
        })
        .collect();
    lines.push(Line::not_stated(Swatch::Node(context.look.sector_swatch(None))));
    let group = Group {
        lines,
        current: context.session.current_sector().cloned(),
        get: |organisation| organisation.sector.clone(),
        set: |organisation, value| organisation.sector = value,
        set_current: Intent::SetCurrentSector,
        step: "Set sector",
        hint: "New organisations get this sector",
    };
    group.ui(ui, context, state, intents);
    if let Some(name) = naming_ui(ui, &mut state.naming, &Named::NewSector) {
        intents.push(Intent::Do(Command::AddSector(new_sector(document, name))));
    }
}

/// The scales of the scheme from small to large, *not stated* last.
pub(super) fn scales_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
) {
    if group_title_ui(ui, "Scale", "Add scale").clicked() {
        state.naming = Some(Naming::new(Named::NewScale));
    }
    let document = context.session.document();
    let mut lines: Vec<Line<ScaleId>> = document
        .scales_in_order()
        .into_iter()
        .map(|(id, scale)| Line {
            value: Some(id.clone()),
            record: Some(RecordId::Scale(id.clone())),
            name: scale.name.clone(),
            swatch: Swatch::Node(context.look.scale_sample(document, Some(scale))),
        })
        .collect();
    lines.push(Line::not_stated(Swatch::Node(context.look.scale_sample(document, None))));
    let group = Group {
        lines,
        current: context.session.current_scale().cloned(),
        get: |organisation| organisation.scale.clone(),
        set: |organisation, value| {
            organisation.reach.retain(|reached| Some(reached) != value.as_ref());
            organisation.scale = value;
        },
        set_current: Intent::SetCurrentScale,
        step: "Set scale",
        hint: "New organisations get this scale",
    };
    group.ui(ui, context, state, intents);
    if let Some(name) = naming_ui(ui, &mut state.naming, &Named::NewScale) {
        intents.push(Intent::Do(Command::AddScale(new_scale(document, name))));
    }
}

/// One line: a sector or a scale, or that none is stated.
struct Line<V> {
    value: Option<V>,
    record: Option<RecordId>,
    name: String,
    swatch: Swatch,
}

impl<V> Line<V> {
    fn not_stated(swatch: Swatch) -> Self {
        Self { value: None, record: None, name: NOT_STATED.to_owned(), swatch }
    }
}

/// Sectors or scales: what they share.
struct Group<V> {
    lines: Vec<Line<V>>,
    current: Option<V>,
    get: fn(&Organisation) -> Option<V>,
    set: fn(&mut Organisation, Option<V>),
    set_current: fn(Option<V>) -> Intent,
    step: &'static str,
    hint: &'static str,
}

impl<V: Clone + Ord> Group<V> {
    fn ui(
        &self,
        ui: &mut Ui,
        context: &PanelContext<'_>,
        state: &mut LegendState,
        intents: &mut Vec<Intent>,
    ) {
        let document = context.session.document();
        let mut counts: BTreeMap<Option<V>, usize> = BTreeMap::new();
        for organisation in document.organisations().values() {
            *counts.entry((self.get)(organisation)).or_default() += 1;
        }
        let selected = context.session.selection().organisations().len();
        for (index, line) in self.lines.iter().enumerate() {
            if let Some(id) = &line.record
                && state.naming.as_ref().is_some_and(|naming| naming.what == Named::Record(id.clone()))
            {
                if let Some(name) = naming_ui(ui, &mut state.naming, &Named::Record(id.clone())) {
                    intents.push(Intent::Do(Command::Rename { id: id.clone(), name }));
                }
                continue;
            }
            let others: Vec<&Line<V>> = self
                .lines
                .iter()
                .filter(|other| other.record.is_some() && other.record != line.record)
                .collect();
            let names: Vec<String> = others.iter().map(|other| other.name.clone()).collect();
            let entry = Entry {
                id: Id::new(("legend", self.step, line.record.as_ref().map(RecordId::as_str))),
                swatch: line.swatch.clone(),
                name: &line.name,
                count: counts.get(&line.value).copied().unwrap_or(0),
                current: self.current == line.value,
                hint: self.hint,
                selected,
                editable: line.record.is_some(),
                others: &names,
            };
            if let Some(wish) = entry_ui(ui, &entry) {
                let into = others.iter().map(|other| other.record.clone()).collect::<Vec<_>>();
                self.grant(context, state, intents, index, &wish, &into);
            }
            if let Some(id) = &line.record {
                state.looks_ui(ui, context, id, intents);
            }
        }
    }

    fn grant(
        &self,
        context: &PanelContext<'_>,
        state: &mut LegendState,
        intents: &mut Vec<Intent>,
        index: usize,
        wish: &Wish,
        others: &[Option<RecordId>],
    ) {
        let Some(line) = self.lines.get(index) else { return };
        match (wish, &line.record) {
            (Wish::MakeCurrent, _) => intents.push((self.set_current)(line.value.clone())),
            (Wish::Apply, _) => intents.extend(self.apply(context, line.value.as_ref())),
            (Wish::SelectAll, _) => {
                let all = context.session.document().organisations().iter();
                let all = all.filter(|(_, organisation)| (self.get)(organisation) == line.value);
                intents.push(Intent::Select(all.map(|(id, _)| RecordId::Organisation(id.clone())).collect()));
            }
            (_, Some(id)) => {
                let order: Vec<RecordId> = self.lines.iter().filter_map(|line| line.record.clone()).collect();
                intents.extend(super::edit_scheme(state, wish, id, &line.name, &order, others));
            }
            (_, None) => {}
        }
    }

    /// The value for every selected organisation that is not locked and has another.
    fn apply(&self, context: &PanelContext<'_>, value: Option<&V>) -> Option<Intent> {
        let document = context.session.document();
        let mut records = Vec::new();
        for id in context.session.selection().organisations() {
            let Some(before) = document.organisation(&id) else { continue };
            if !before.locked && (self.get)(before).as_ref() != value {
                let mut after = Organisation::clone(before);
                (self.set)(&mut after, value.cloned());
                records.push((RecordId::Organisation(id), Record::from(after)));
            }
        }
        let command = Command::Replace { name: self.step.to_owned(), records, coalesce: None };
        matches!(&command, Command::Replace { records, .. } if !records.is_empty())
            .then_some(Intent::Do(command))
    }
}

/// A scale above the largest: a darker tone and a heavier outline.
fn new_scale(document: &Document, name: String) -> Scale {
    let largest = document.scales_in_order().last().map(|(_, scale)| Scale::clone(scale));
    let largest =
        largest.unwrap_or(Scale { lightness: 0.97, chroma: 0.05, outline: 0.4, ..Scale::default() });
    Scale {
        name,
        lightness: (largest.lightness - 0.06).max(0.25),
        chroma: largest.chroma,
        outline: largest.outline + 0.6,
        ..Scale::default()
    }
}

//! The inspector: all fields of what is selected, one or many, or of the map where nothing is.
//! Emits intents; must not change anything itself.

mod area;
mod arranging;
mod by_data;
mod choices;
mod colour;

mod drafts;
mod evidence;
mod extra;
mod flow;
mod form;
mod goals;
mod group;
mod hues;
mod looks;
mod map;
mod note;
mod organisation;
mod shared_sections;
mod sources;
mod subject;
mod words;
mod written;

use std::sync::Arc;

use eframe::egui::{Id, Label, RichText, TextWrapMode, Ui};

pub(in crate::app) use choices::{called, flow_kinds, organisation_kinds, scales, sectors, statuses};
use drafts::Drafts;
use form::Form;
pub(in crate::app::panels) use looks::looks_ui;
use subject::Subject;

use crate::app::words::number;
use crate::{
    app::{
        fonts,
        intent::{Intent, PanelContext},
        widgets::{GAP, LABEL_SIZE, caption_ui, hairline_ui, muted},
        words::capital,
    },
    editor::Target,
    model::{AreaId, Document, Flow, Group, MapInfo, Note, Organisation, Record, RecordId},
};

/// What the inspector remembers between frames: unfinished text, and where the keyboard was.
#[derive(Clone, Debug, Default)]
pub struct InspectorState {
    drafts: Drafts,
    focus: Option<Id>,
    series: u64,
}

impl InspectorState {
    /// Moves on to the next undo step when the keyboard goes to another field.
    fn follow_focus(&mut self, ui: &Ui) {
        let focus = ui.memory(eframe::egui::Memory::focused);
        if focus != self.focus {
            self.focus = focus;
            self.series += 1;
        }
    }
}

/// Shows what is selected and returns what the user asks for.
pub fn inspector_ui(ui: &mut Ui, context: &PanelContext<'_>, state: &mut InspectorState) -> Vec<Intent> {
    state.follow_focus(ui);
    ui.spacing_mut().item_spacing.y = GAP;
    let chosen = Chosen::of(context);
    let mut intents = Vec::new();
    heading_ui(ui, &chosen, context.session.document());
    if chosen.is_empty() {
        let subject = Subject::new(map_record(context.session.document()), state.series);
        let mut form = Form { context, drafts: &mut state.drafts, subject };
        map::map_ui(ui, &mut form);
        intents.append(&mut form.subject.into_intents());
        return intents;
    }
    arranging::arranging_ui(ui, context, &mut intents);
    let several = chosen.kinds() > 1;
    let mut part = Part { ui, context, state, intents: &mut intents, several };
    part.show("Organisations", chosen.organisations, organisation::organisation_ui);
    part.show("Flows", chosen.flows, flow::flow_ui);
    part.show("Groups", chosen.groups, group::group_ui);
    part.show("Notes", chosen.notes, note::note_ui);
    let areas = chosen.areas;
    if !areas.is_empty() {
        part.show("Bands and columns", map_record(context.session.document()), |ui, form| {
            for area in &areas {
                area::area_ui(ui, form, area);
            }
        });
    }
    intents
}

fn map_record(document: &Document) -> Vec<(RecordId, Arc<MapInfo>)> {
    vec![(RecordId::Map, Arc::clone(document.map()))]
}

/// What is selected, by kind.
#[derive(Default)]
struct Chosen {
    organisations: Vec<(RecordId, Arc<Organisation>)>,
    flows: Vec<(RecordId, Arc<Flow>)>,
    groups: Vec<(RecordId, Arc<Group>)>,
    notes: Vec<(RecordId, Arc<Note>)>,
    areas: Vec<AreaId>,
}

impl Chosen {
    fn of(context: &PanelContext<'_>) -> Self {
        let document = context.session.document();
        let mut chosen = Self::default();
        for target in context.session.selection().targets() {
            match target {
                Target::Organisation(id) => {
                    let record = document.organisation(id).cloned();
                    chosen
                        .organisations
                        .extend(record.map(|record| (RecordId::Organisation(id.clone()), record)));
                }
                Target::Flow(id) => {
                    let record = document.flow(id).cloned();
                    chosen.flows.extend(record.map(|record| (RecordId::Flow(id.clone()), record)));
                }
                Target::Group(id) => {
                    let record = document.group(id).cloned();
                    chosen.groups.extend(record.map(|record| (RecordId::Group(id.clone()), record)));
                }
                Target::Note(id) => {
                    let record = document.note(id).cloned();
                    chosen.notes.extend(record.map(|record| (RecordId::Note(id.clone()), record)));
                }
                Target::Area(id) => chosen.areas.push(id.clone()),
            }
        }
        chosen
    }

    fn counts(&self) -> [(usize, &'static str, &'static str); 5] {
        [
            (self.organisations.len(), "organisation", "organisations"),
            (self.flows.len(), "flow", "flows"),
            (self.groups.len(), "group", "groups"),
            (self.notes.len(), "note", "notes"),
            (self.areas.len(), "area", "areas"),
        ]
    }

    fn kinds(&self) -> usize {
        self.counts().iter().filter(|(count, ..)| *count > 0).count()
    }

    fn is_empty(&self) -> bool {
        self.kinds() == 0
    }

    /// The one thing selected, if it is one.
    fn only(&self) -> Option<RecordId> {
        let all = self.organisations.iter().map(|(id, _)| id);
        let mut all = all
            .chain(self.flows.iter().map(|(id, _)| id))
            .chain(self.groups.iter().map(|(id, _)| id))
            .chain(self.notes.iter().map(|(id, _)| id));
        let first = all.next()?;
        (all.next().is_none() && self.areas.is_empty()).then(|| first.clone())
    }
}

/// What the panel speaks of, in a muted line and a strong one.
fn heading_ui(ui: &mut Ui, chosen: &Chosen, document: &Document) {
    let (kind, name) = if chosen.is_empty() {
        ("Map".to_owned(), choices::called(&document.map().title))
    } else if let [(id, flow)] = &chosen.flows[..]
        && chosen.kinds() == 1
    {
        let kind = document.flow_kind(&flow.kind).map(|kind| capital(&kind.name));
        (capital(id.kind()), kind.unwrap_or_default())
    } else if let ([id], 1) = (&chosen.areas[..], chosen.kinds()) {
        let found = document.map().areas.iter().find(|area| area.id == *id);
        ("Band or column".to_owned(), found.map_or_else(String::new, |found| area::name(document, found)))
    } else if let Some(id) = chosen.only() {
        (capital(id.kind()), choices::title(document, &id))
    } else {
        let words = chosen.counts().into_iter().filter(|(count, ..)| *count > 0);
        let words = words
            .map(|(count, one, many)| format!("{} {}", number(count), if count == 1 { one } else { many }));
        ("Selection".to_owned(), words.collect::<Vec<_>>().join(", "))
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(RichText::new(kind).size(LABEL_SIZE).color(muted(ui)));
        let strong = RichText::new(name).font(fonts::font(fonts::MEDIUM, 15.0));
        ui.add(Label::new(strong).wrap_mode(TextWrapMode::Truncate));
    });
}

/// One kind's form among the selected.
struct Part<'a, 'c> {
    ui: &'a mut Ui,
    context: &'a PanelContext<'c>,
    state: &'a mut InspectorState,
    intents: &'a mut Vec<Intent>,
    several: bool,
}

impl Part<'_, '_> {
    fn show<T: Clone + PartialEq>(
        &mut self,
        caption: &str,
        records: Vec<(RecordId, Arc<T>)>,
        form_ui: impl FnOnce(&mut Ui, &mut Form<'_, T>),
    ) where
        Record: From<T>,
    {
        if records.is_empty() {
            return;
        }
        if self.several {
            hairline_ui(self.ui);
            caption_ui(self.ui, caption);
        }
        let subject = Subject::new(records, self.state.series);
        let mut form = Form { context: self.context, drafts: &mut self.state.drafts, subject };
        form_ui(self.ui, &mut form);
        self.intents.append(&mut form.subject.into_intents());
    }
}

//! The page that filters: chips for what occurs on the map, the focus on one organisation, all by keyboard.
//! Must not know what a filter hides.

use std::collections::BTreeSet;

use eframe::egui::{self, Id};

use super::looking::Looking;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::{
            parts::{Sign, Weight, sign_button_ui, words_button_ui, words_ui},
            status_line::counted,
        },
        icons, theme,
        widgets::{Name, TextField, caption_ui, chip_ui, segments_ui, text_field_ui},
        words::{NOT_STATED, capital},
    },
    editor::Target,
    model::{
        Document, Filter, FlowKindId, Formality, OrganisationId, OrganisationKind, ScaleId, SectorId, Status,
    },
};

/// More tags than this would be a wall.
const MOST_TAGS: usize = 40;

/// What occurs on the map, each with its name, in the order of the scheme.
#[derive(Default)]
pub struct Occurring {
    revision: Option<u64>,
    sectors: Vec<(Option<SectorId>, String)>,
    scales: Vec<(Option<ScaleId>, String)>,
    kinds: Vec<(OrganisationKind, String)>,
    flow_kinds: Vec<(FlowKindId, String)>,
    formalities: Vec<(Formality, String)>,
    statuses: Vec<(Status, String)>,
    tags: Vec<(String, String)>,
    evidence: bool,
}

impl Occurring {
    /// Gathers anew where the map has changed.
    pub fn refresh(&mut self, document: &Document, revision: u64) {
        if self.revision != Some(revision) {
            *self = Self::of(document);
            self.revision = Some(revision);
        }
    }

    fn of(document: &Document) -> Self {
        let organisations = || document.organisations().values();
        let flows = || document.flows().values();
        let sectors: BTreeSet<_> = organisations().map(|one| one.sector.clone()).collect();
        let scales: BTreeSet<_> = organisations().map(|one| one.scale.clone()).collect();
        let kinds: BTreeSet<_> = organisations().map(|one| one.kind).collect();
        let flow_kinds: BTreeSet<_> = flows().map(|flow| flow.kind.clone()).collect();
        let formalities: BTreeSet<_> = flows().map(|flow| flow.formality).collect();
        let statuses: BTreeSet<_> = flows().map(|flow| flow.status).collect();
        let tags: BTreeSet<_> = organisations().flat_map(|one| one.tags.iter().cloned()).collect();
        let in_scheme = document.sectors_in_order().into_iter();
        let in_scheme = in_scheme.map(|(id, sector)| (id.clone(), sector.name.clone()));
        let sectors = stated_or_not(in_scheme, &sectors);
        let in_scheme = document.scales_in_order().into_iter();
        let in_scheme = in_scheme.map(|(id, scale)| (id.clone(), scale.name.clone()));
        let scales = stated_or_not(in_scheme, &scales);
        let in_order = document.flow_kinds_in_order().into_iter();
        Self {
            revision: None,
            sectors,
            scales,
            kinds: named_all(OrganisationKind::ALL, OrganisationKind::name, &kinds),
            flow_kinds: in_order
                .filter(|(id, _)| flow_kinds.contains(*id))
                .map(|(id, kind)| (id.clone(), kind.name.clone()))
                .collect(),
            formalities: named_all(Formality::ALL, Formality::name, &formalities),
            statuses: named_all(Status::ALL, Status::name, &statuses),
            tags: tags.into_iter().take(MOST_TAGS).map(|tag| (tag.clone(), tag)).collect(),
            evidence: organisations().any(|one| !one.evidence.is_empty())
                || flows().any(|flow| !flow.evidence.is_empty()),
        }
    }
}

/// What occurs, in the order of the scheme, *not stated* last.
fn stated_or_not<Id: Ord>(
    in_scheme: impl Iterator<Item = (Id, String)>,
    occurring: &BTreeSet<Option<Id>>,
) -> Vec<(Option<Id>, String)> {
    let known = in_scheme.map(|(id, name)| (Some(id), name));
    let all = known.chain([(None, NOT_STATED.to_owned())]);
    all.filter(|(id, _)| occurring.contains(id)).collect()
}

fn named_all<T: Copy + Ord, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    occurring: &BTreeSet<T>,
) -> Vec<(T, String)> {
    let there = all.into_iter().filter(|one| occurring.contains(one));
    there.map(|one| (one, capital(name(one)))).collect()
}

/// Shows the page.
pub fn page_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    looking: &mut Looking,
    occurring: &mut Occurring,
    focus: bool,
) -> Vec<Intent> {
    occurring.refresh(context.session.document(), context.session.revision());
    let mut intents = Vec::new();
    let look = TextField {
        id: Id::new("filter words"),
        name: Name::Words("Show organisations with these words"),
        hint: "Only organisations with these words",
        rows: 1,
        wrong: false,
        width: None,
    };
    let field = text_field_ui(ui, look, &mut looking.filter_mut().text);
    if focus {
        field.request_focus();
    }
    let room = (ui.ctx().content_rect().height() - 300.0).max(160.0);
    egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            focus_ui(ui, context, looking, &mut intents);
            chips_ui(ui, context.session.document(), looking.filter_mut(), occurring);
        },
    );
    ui.horizontal(|ui| {
        let any = !looking.is_all();
        ui.add_enabled_ui(any, |ui| {
            if words_button_ui(ui, context.theme, "Save as view…", Weight::Plain).clicked() {
                intents.push(Intent::Act(Action::SaveView));
            }
        });
        if any && words_button_ui(ui, context.theme, "Show all", Weight::Quiet).clicked() {
            intents.push(Intent::Act(Action::ShowAll));
        }
    });
    intents
}

fn chips_ui(ui: &mut egui::Ui, document: &Document, filter: &mut Filter, there: &Occurring) {
    let stated = |name: Option<&str>| name.unwrap_or(NOT_STATED).to_owned();
    group_ui(ui, "Sector", &there.sectors, &mut filter.sectors, |id| {
        stated(id.as_ref().and_then(|id| document.sector(id)).map(|sector| sector.name.as_str()))
    });
    group_ui(ui, "Scale", &there.scales, &mut filter.scales, |id| {
        stated(id.as_ref().and_then(|id| document.scale(id)).map(|scale| scale.name.as_str()))
    });
    group_ui(ui, "Kind of flow", &there.flow_kinds, &mut filter.flow_kinds, |id| {
        stated(document.flow_kind(id).map(|kind| kind.name.as_str()))
    });
    group_ui(ui, "Formality", &there.formalities, &mut filter.formalities, |one| capital(one.name()));
    group_ui(ui, "Status of flows", &there.statuses, &mut filter.statuses, |one| capital(one.name()));
    group_ui(ui, "Kind of organisation", &there.kinds, &mut filter.kinds, |one| capital(one.name()));
    group_ui(ui, "Tags, all of", &there.tags, &mut filter.tags, Clone::clone);
    if there.evidence || filter.evidence.is_some() {
        let named = |with: &bool| if *with { "With evidence" } else { "Without" }.to_owned();
        let options = [true, false].map(|with| (with, named(&with)));
        let mut chosen: Vec<bool> = filter.evidence.into_iter().collect();
        group_ui(ui, "Evidence", &options, &mut chosen, named);
        // With and without is all: the later one counts.
        filter.evidence = chosen.last().copied();
    }
}

/// A caption and its chips; nothing where there is nothing to choose between. What is chosen has its chip although it
/// occurs no more, or it could not be left.
fn group_ui<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    title: &str,
    options: &[(T, String)],
    chosen: &mut Vec<T>,
    named: impl Fn(&T) -> String,
) {
    if options.len() < 2 && chosen.is_empty() {
        return;
    }
    let gone = chosen.iter().filter(|value| !options.iter().any(|(option, _)| option == *value));
    let gone: Vec<(T, String)> = gone.map(|value| (value.clone(), named(value))).collect();
    ui.add_space(8.0);
    caption_ui(ui, title);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (value, words) in options.iter().chain(&gone) {
            let on = chosen.contains(value);
            if chip_ui(ui, words, Some(on)).clicked() {
                if on {
                    chosen.retain(|other| other != value);
                } else {
                    chosen.push(value.clone());
                }
                ui.ctx().request_repaint();
            }
        }
    });
}

/// The organisation that is selected alone.
#[must_use]
pub fn selected_organisation(context: &PanelContext<'_>) -> Option<OrganisationId> {
    match context.session.selection().only() {
        Some(Target::Organisation(id)) => Some(id.clone()),
        _ => None,
    }
}

/// What is near one organisation: how far, which way.
fn focus_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, looking: &mut Looking, intents: &mut Vec<Intent>) {
    let theme = context.theme;
    let document = context.session.document();
    let name = |id: &OrganisationId| document.organisation(id).map_or("", |one| one.name.as_str());
    ui.add_space(4.0);
    caption_ui(ui, "Focus");
    let Some(focus) = looking.view().focus.clone() else {
        match selected_organisation(context) {
            Some(id) => {
                let words = format!("Only what is near “{}”", shortened(name(&id)));
                let button = words_button_ui(ui, theme, &words, Weight::Plain);
                if button.on_hover_text(Action::FocusOn.entry().tip()).clicked() {
                    intents.push(Intent::Act(Action::FocusOn));
                }
            }
            None => {
                let words = "Select an organisation to show only what is near it";
                words_ui(ui, words, theme::regular(12.5), theme.muted);
            }
        }
        return;
    };
    let before = format!("{}, ", shortened(name(&focus.organisation)));
    steps_ui(ui, context.theme, &before, looking);
    let ways = [("Upstream", (true, false)), ("Both ways", (true, true)), ("Downstream", (false, true))];
    let now = ways.iter().position(|(_, way)| *way == (focus.upstream, focus.downstream));
    let options = ways.map(|(word, _)| (word, word));
    let id = Id::new("focus ways");
    if let Some(index) = segments_ui(ui, id, None, &options, now)
        && let Some(focus) = looking.focus_mut()
    {
        (focus.upstream, focus.downstream) = ways[index].1;
        ui.ctx().request_repaint();
    }
}

/// `Watershed, 2 steps` with a minus and a plus.
pub fn steps_ui(ui: &mut egui::Ui, theme: &theme::Theme, before: &str, looking: &mut Looking) {
    let Some(steps) = looking.view().focus.as_ref().map(|focus| focus.steps) else { return };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let words = format!("{before}{}", counted(steps as usize, "step"));
        words_ui(ui, &words, theme::medium(13.0), theme.ink);
        for (action, icon, name) in [
            (Action::FocusLess, icons::MINUS, "One step fewer"),
            (Action::FocusOn, icons::PLUS, "One step more"),
        ] {
            let tip = format!("{name}  ({})", action.entry().shortcut_text());
            let sign =
                Sign { icon, name, tip: &tip, tip_beside: false, side: 24.0, on: false, enabled: true };
            if sign_button_ui(ui, theme, &sign).clicked() {
                looking.step_focus(None, action == Action::FocusOn);
                ui.ctx().request_repaint();
            }
        }
    });
}

/// Short enough for a button.
#[must_use]
pub fn shortened(name: &str) -> String {
    const LONGEST: usize = 28;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(LONGEST).collect::<String>().trim_end())
}

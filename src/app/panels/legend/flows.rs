//! Flow kinds in the legend, by family. Must not know organisations' looks.

use std::collections::BTreeMap;

use eframe::egui::{
    Align2, CursorIcon, FontId, Id, Popup, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    LegendState, edit_scheme,
    entry::{Entry, Wish, entry_ui, shy_button_ui},
    group_title_ui,
    naming::{Named, Naming, naming_ui},
};
use crate::{
    app::{
        fonts,
        intent::{Intent, PanelContext},
        widgets::{CONTROL, GAP, Icon, LABEL_SIZE, Swatch, focus_ring, menu_row_ui, muted, strong},
        words::capital,
    },
    editor::Command,
    model::{Family, FamilyId, Flow, FlowKind, FlowKindId, Record, RecordId},
};

/// Kinds of one family.
struct Part<'a> {
    family: Option<(FamilyId, String)>,
    kinds: Vec<(&'a FlowKindId, &'a FlowKind)>,
}

impl Part<'_> {
    fn name(&self) -> &str {
        self.family.as_ref().map_or("Other", |(_, name)| name)
    }

    fn key(&self) -> Option<FamilyId> {
        self.family.as_ref().map(|(id, _)| id.clone())
    }
}

impl LegendState {
    /// Begins to type the name of a new kind in a family, and opens the family.
    fn name_new_kind(&mut self, family: Option<FamilyId>) {
        self.folds.insert(family.clone(), true);
        self.naming = Some(Naming::new(Named::NewFlowKind(family)));
    }
}

/// All kinds of flow by family; what does not occur shows itself when the family is opened.
pub(super) fn flows_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
) {
    let parts = parts(context);
    let add = group_title_ui(ui, "Flow", "Add flow kind or family");
    Popup::menu(&add).width(220.0).show(|ui| add_ui(ui, state, &parts));
    let mut counts: BTreeMap<&FlowKindId, usize> = BTreeMap::new();
    for flow in context.session.document().flows().values() {
        *counts.entry(&flow.kind).or_default() += 1;
    }
    for part in &parts {
        part_ui(ui, context, state, intents, part, &counts);
    }
    if let Some(name) = naming_ui(ui, &mut state.naming, &Named::NewFamily) {
        intents.push(Intent::Do(Command::AddFamily(Family { name, ..Family::default() })));
    }
}

/// What can be added: a kind in each family, or a family.
fn add_ui(ui: &mut Ui, state: &mut LegendState, parts: &[Part<'_>]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for part in parts {
        let words = format!("Flow kind in {}", part.name());
        if menu_row_ui(ui, None, &words, false).clicked() {
            state.name_new_kind(part.key());
            ui.close();
        }
    }
    if menu_row_ui(ui, None, "Family", false).clicked() {
        state.naming = Some(Naming::new(Named::NewFamily));
        ui.close();
    }
}

/// The scheme's families in order, empty ones too, and at last the kinds without one.
fn parts<'a>(context: &PanelContext<'a>) -> Vec<Part<'a>> {
    let document = context.session.document();
    let mut families: Vec<_> = document.families().iter().collect();
    families.sort_by_key(|(id, family)| (family.order, (*id).clone()));
    let kinds = document.flow_kinds_in_order();
    let of = |family: Option<&FamilyId>| {
        let kinds = kinds.iter().filter(|(_, kind)| kind.family.as_ref() == family);
        kinds.map(|&(id, kind)| (id, &**kind)).collect::<Vec<_>>()
    };
    let mut parts: Vec<Part<'a>> = families
        .into_iter()
        .map(|(id, family)| Part { family: Some((id.clone(), family.name.clone())), kinds: of(Some(id)) })
        .collect();
    let homeless = of(None);
    if !homeless.is_empty() || parts.is_empty() {
        parts.push(Part { family: None, kinds: homeless });
    }
    parts
}

fn part_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
    part: &Part<'_>,
    counts: &BTreeMap<&FlowKindId, usize>,
) {
    let key = part.key();
    let current = context.session.current_kind();
    let in_sight = |id: &FlowKindId| counts.contains_key(id) || current == Some(id);
    // Folded, a family shows what occurs, as the figure's legend does; on an empty map the first one lies open.
    let nothing_yet = counts.is_empty() && part.kinds.iter().any(|(id, _)| current == Some(id));
    let open = state.folds.get(&key).copied().unwrap_or(nothing_yet);
    let hidden = part.kinds.iter().filter(|(id, _)| !in_sight(id)).count();
    if let Some(id) = key.clone().map(RecordId::Family)
        && state.naming.as_ref().is_some_and(|naming| naming.what == Named::Record(id.clone()))
    {
        if let Some(name) = naming_ui(ui, &mut state.naming, &Named::Record(id.clone())) {
            intents.push(Intent::Do(Command::Rename { id, name }));
        }
    } else {
        family_ui(ui, state, intents, part, open, hidden);
        if let Some(id) = key.clone().map(RecordId::Family) {
            state.looks_ui(ui, context, &id, intents);
        }
    }
    for (id, kind) in part.kinds.iter().filter(|(id, _)| open || in_sight(id)) {
        kind_ui(ui, context, state, intents, part, (id, kind), counts.get(id).copied().unwrap_or(0));
    }
    let new = Named::NewFlowKind(key.clone());
    if let Some(name) = naming_ui(ui, &mut state.naming, &new) {
        let colour = key.as_ref().and_then(|id| context.session.document().family(id)?.colour);
        intents.push(Intent::Do(Command::AddFlowKind(FlowKind {
            name,
            family: key,
            colour,
            ..FlowKind::default()
        })));
    }
}

/// A family's row: opens and closes, and has a menu of its own.
fn family_ui(
    ui: &mut Ui,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
    part: &Part<'_>,
    open: bool,
    hidden: usize,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CONTROL), Sense::click());
    let warm = response.hovered() || response.has_focus() || ui.rect_contains_pointer(rect);
    let ink = if warm { strong(ui) } else { muted(ui) };
    let sign = if open { Icon::ChevronDown } else { Icon::ChevronRight };
    sign.paint(ui.painter(), Rect::from_min_size(rect.min, vec2(12.0, CONTROL)), ink);
    let at = pos2(rect.left() + 12.0 + GAP, rect.center().y);
    let said = ui.painter().text(at, Align2::LEFT_CENTER, part.name(), fonts::font(fonts::MEDIUM, 12.0), ink);
    if hidden > 0 && !open {
        let at = pos2(said.right() + GAP, rect.center().y);
        let small = FontId::proportional(LABEL_SIZE);
        ui.painter().text(at, Align2::LEFT_CENTER, format!("{hidden} more"), small, muted(ui));
    }
    if response.has_focus() {
        focus_ring(ui, rect);
    }
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::CollapsingHeader, ui.is_enabled(), open, part.name())
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        state.folds.insert(part.key(), !open);
    }
    let Some(id) = part.key() else { return };
    let end = Rect::from_min_max(rect.right_top() - vec2(CONTROL - 4.0, 0.0), rect.max + vec2(4.0, 0.0));
    let name = format!("More for {}", part.name());
    let menu = shy_button_ui(ui, response.id.with("menu"), end, Icon::Dots, &name, warm);
    Popup::menu(&menu).width(200.0).show(|ui| family_menu_ui(ui, state, intents, &id, part.name()));
}

fn family_menu_ui(
    ui: &mut Ui,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
    id: &FamilyId,
    name: &str,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if menu_row_ui(ui, None, "Add flow kind", false).clicked() {
        state.name_new_kind(Some(id.clone()));
        ui.close();
    }
    if menu_row_ui(ui, None, "Rename", false).clicked() {
        state.rename(RecordId::Family(id.clone()), name);
        ui.close();
    }
    if menu_row_ui(ui, None, "Change look", false).clicked() {
        state.edit_looks(RecordId::Family(id.clone()));
        ui.close();
    }
    if menu_row_ui(ui, None, "Delete", false).clicked() {
        intents.push(Intent::Do(Command::Delete(vec![RecordId::Family(id.clone())])));
        ui.close();
    }
}

fn kind_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
    part: &Part<'_>,
    (id, kind): (&FlowKindId, &FlowKind),
    count: usize,
) {
    let record = RecordId::FlowKind(id.clone());
    let renaming = Named::Record(record.clone());
    if state.naming.as_ref().is_some_and(|naming| naming.what == renaming) {
        if let Some(name) = naming_ui(ui, &mut state.naming, &renaming) {
            intents.push(Intent::Do(Command::Rename { id: record, name }));
        }
        return;
    }
    let document = context.session.document();
    let others: Vec<_> =
        document.flow_kinds_in_order().into_iter().filter(|(other, _)| *other != id).collect();
    let names: Vec<String> = others.iter().map(|(_, kind)| capital(&kind.name)).collect();
    let hint = format!("New flows get this kind\n{}", kind.question);
    let entry = Entry {
        id: Id::new(("legend", "flow kind", id.as_str())),
        swatch: Swatch::Flow(context.look.flow_swatch(document, kind, false)),
        name: &capital(&kind.name),
        count,
        current: context.session.current_kind() == Some(id),
        hint: hint.trim_end(),
        selected: context.session.selection().flows().len(),
        editable: true,
        others: &names,
    };
    match entry_ui(ui, &entry) {
        None => {}
        Some(Wish::MakeCurrent) => intents.push(Intent::SetCurrentKind(id.clone())),
        Some(Wish::Apply) => intents.extend(apply(context, id)),
        Some(Wish::SelectAll) => {
            let all = document.flows().iter().filter(|(_, flow)| flow.kind == *id);
            intents.push(Intent::Select(all.map(|(id, _)| RecordId::Flow(id.clone())).collect()));
        }
        Some(wish) => {
            let order: Vec<_> = part.kinds.iter().map(|(id, _)| RecordId::FlowKind((*id).clone())).collect();
            let into: Vec<_> = others.iter().map(|(id, _)| Some(RecordId::FlowKind((*id).clone()))).collect();
            intents.extend(edit_scheme(state, &wish, &record, &kind.name, &order, &into));
        }
    }
    state.looks_ui(ui, context, &record, intents);
}

/// The kind for every selected flow that has another.
fn apply(context: &PanelContext<'_>, kind: &FlowKindId) -> Option<Intent> {
    let document = context.session.document();
    let mut records = Vec::new();
    for id in context.session.selection().flows() {
        let Some(before) = document.flow(&id) else { continue };
        if before.kind != *kind {
            let after = Flow { kind: kind.clone(), ..Flow::clone(before) };
            records.push((RecordId::Flow(id), Record::from(after)));
        }
    }
    let name = "Set what flows".to_owned();
    (!records.is_empty()).then_some(Intent::Do(Command::Replace { name, records, coalesce: None }))
}

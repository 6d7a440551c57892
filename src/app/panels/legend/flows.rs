//! Flow kinds in the legend, by family. Must not know organisations' looks.

use std::collections::BTreeMap;

use eframe::egui::{
    Align2, CursorIcon, FontId, Id, Popup, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    LegendState, edit_scheme,
    entry::{Entry, Wish, entry_ui},
    group_title_ui,
    naming::{Named, Naming, naming_ui},
};
use crate::{
    app::{
        fonts,
        intent::{Intent, PanelContext},
        panels::inspector::capital,
        widgets::{
            CONTROL, GAP, Icon, LABEL_SIZE, Swatch, focus_ring, icon_button_ui, menu_row_ui, muted, strong,
        },
    },
    editor::Command,
    model::{Family, FamilyId, Flow, FlowKind, FlowKindId, Record, RecordId},
};

/// Kinds of one family.
struct Part<'a> {
    family: Option<(FamilyId, String)>,
    kinds: Vec<(&'a FlowKindId, &'a FlowKind)>,
}

/// All kinds of flow, those families open in which something occurs.
pub(super) fn flows_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
) {
    if group_title_ui(ui, "Flow", "Add family of flows") {
        state.naming = Some(Naming::new(Named::NewFamily));
    }
    let mut counts: BTreeMap<&FlowKindId, usize> = BTreeMap::new();
    for flow in context.session.document().flows().values() {
        *counts.entry(&flow.kind).or_default() += 1;
    }
    for part in parts(context) {
        part_ui(ui, context, state, intents, &part, &counts);
    }
    if let Some(name) = naming_ui(ui, &mut state.naming, &Named::NewFamily) {
        intents.push(Intent::Do(Command::AddFamily(Family { name, ..Family::default() })));
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
    let key = part.family.as_ref().map(|(id, _)| id.clone());
    let occurring: usize = part.kinds.iter().filter_map(|(id, _)| counts.get(id)).sum();
    let current = context.session.current_kind();
    let holds_current = part.kinds.iter().any(|(id, _)| Some(*id) == current);
    let open = state.folds.get(&key).copied().unwrap_or(occurring > 0 || holds_current);
    if let Some(id) = key.clone().map(RecordId::Family)
        && state.naming.as_ref().is_some_and(|naming| naming.what == Named::Record(id.clone()))
    {
        if let Some(name) = naming_ui(ui, &mut state.naming, &Named::Record(id.clone())) {
            intents.push(Intent::Do(Command::Rename { id, name }));
        }
    } else {
        family_ui(ui, state, intents, part, open, occurring);
    }
    if !open {
        return;
    }
    for (id, kind) in &part.kinds {
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

/// A family's row: opens and closes, adds a kind, has a menu of its own.
fn family_ui(
    ui: &mut Ui,
    state: &mut LegendState,
    intents: &mut Vec<Intent>,
    part: &Part<'_>,
    open: bool,
    occurring: usize,
) {
    let name = part.family.as_ref().map_or("Other", |(_, name)| name);
    let key = part.family.as_ref().map(|(id, _)| id.clone());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ui.available_width() - 2.0 * CONTROL;
        let (rect, response) = ui.allocate_exact_size(vec2(width, CONTROL), Sense::click());
        let warm = response.hovered() || response.has_focus();
        let ink = if warm { strong(ui) } else { muted(ui) };
        let sign = if open { Icon::ChevronDown } else { Icon::ChevronRight };
        sign.paint(ui.painter(), Rect::from_min_size(rect.min, vec2(12.0, CONTROL)), ink);
        let at = pos2(rect.left() + 12.0 + GAP, rect.center().y);
        let font = fonts::font(fonts::MEDIUM, 12.0);
        let said = ui.painter().text(at, Align2::LEFT_CENTER, name, font, ink);
        if occurring > 0 && !open {
            let at = pos2(said.right() + GAP, rect.center().y);
            ui.painter().text(
                at,
                Align2::LEFT_CENTER,
                occurring,
                FontId::proportional(LABEL_SIZE),
                muted(ui),
            );
        }
        if response.has_focus() {
            focus_ring(ui, rect);
        }
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, ui.is_enabled(), open, name));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.clicked() {
            state.folds.insert(key.clone(), !open);
        }
        if icon_button_ui(ui, Icon::Plus, &format!("Add flow kind to {name}")).clicked() {
            state.folds.insert(key.clone(), true);
            state.naming = Some(Naming::new(Named::NewFlowKind(key.clone())));
        }
        if let Some(id) = key {
            let menu = icon_button_ui(ui, Icon::Dots, &format!("More for {name}"));
            Popup::menu(&menu).width(200.0).show(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if menu_row_ui(ui, None, "Rename family", false).clicked() {
                    state.rename(RecordId::Family(id.clone()), name);
                    ui.close();
                }
                if menu_row_ui(ui, None, "Delete family", false).clicked() {
                    intents.push(Intent::Do(Command::Delete(vec![RecordId::Family(id.clone())])));
                    ui.close();
                }
            });
        }
    });
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
    let entry = Entry {
        id: Id::new(("legend", "flow kind", id.as_str())),
        swatch: Swatch::Flow(context.look.flow_swatch(document, kind, false)),
        name: &capital(&kind.name),
        count,
        current: context.session.current_kind() == Some(id),
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
    (!records.is_empty()).then(|| Intent::Do(Command::Replace { name, records, coalesce: None }))
}

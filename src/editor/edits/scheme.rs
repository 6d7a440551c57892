//! Edits of the scheme: sectors, scales, families and kinds of flow, and the views that look through them.
//! Must not know what colour means what.

use std::collections::BTreeSet;

use crate::model::{
    AreaMeaning, Document, Family, FamilyId, FlowKind, Record, RecordId, Scale, Sector, View, slug,
};

use super::{CommandError, Draft, Outcome, remap::remapped, spoken, text};

pub(super) fn add_sector(draft: &mut Draft, sector: &Sector) -> Result<Outcome, CommandError> {
    let mut sector = sector.clone();
    text::clean(&mut sector.name);
    sector.order = draft.sectors().values().map(|it| it.order.saturating_add(1)).max().unwrap_or(0);
    let id = draft.new_sector_id(&sector.name, |_| false);
    draft.put(RecordId::Sector(id), sector);
    Ok(Outcome::named("Add sector"))
}

pub(super) fn add_scale(draft: &mut Draft, scale: &Scale) -> Result<Outcome, CommandError> {
    let mut scale = scale.clone();
    text::clean(&mut scale.name);
    scale.level = draft.scales().values().map(|it| it.level.saturating_add(1)).max().unwrap_or(0);
    let id = draft.new_scale_id(&scale.name, |_| false);
    draft.put(RecordId::Scale(id), scale);
    Ok(Outcome::named("Add scale"))
}

pub(super) fn add_family(draft: &mut Draft, family: &Family) -> Result<Outcome, CommandError> {
    let mut family = family.clone();
    text::clean(&mut family.name);
    family.order = draft.families().values().map(|it| it.order.saturating_add(1)).max().unwrap_or(0);
    if let Some(id) = new_family_id(draft, &family.name) {
        draft.put(RecordId::Family(id), family);
    }
    Ok(Outcome::named("Add family of flow kinds"))
}

/// An id for a new family of this name. There always is one.
pub(super) fn new_family_id(document: &Document, name: &str) -> Option<FamilyId> {
    let base = slug(name, "family");
    let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
    let free = |id: &FamilyId| !document.was_given(&RecordId::Family(id.clone()));
    std::iter::once(base.clone()).chain(numbered).find_map(|text| FamilyId::new(&text).ok().filter(free))
}

pub(super) fn add_flow_kind(draft: &mut Draft, kind: &FlowKind) -> Result<Outcome, CommandError> {
    let mut kind = kind.clone();
    text::clean(&mut kind.name);
    text::clean(&mut kind.question);
    kind.order = draft.flow_kinds().values().map(|it| it.order.saturating_add(1)).max().unwrap_or(0);
    let id = draft.new_flow_kind_id(&kind.name, |_| false);
    draft.put(RecordId::FlowKind(id), kind);
    Ok(Outcome::named("Add flow kind"))
}

pub(super) fn add_view(draft: &mut Draft, view: &View) -> Result<Outcome, CommandError> {
    let record = text::cleaned(&view.clone().into());
    let Record::View(view) = record else { return Err(CommandError::Nothing("add as a view")) };
    let mut view = View::clone(&view);
    view.order = draft.views().values().map(|it| it.order.saturating_add(1)).max().unwrap_or(0);
    let id = draft.new_view_id(&view.name, |_| false);
    draft.put(RecordId::View(id), view);
    Ok(Outcome::named("Add view"))
}

/// Every record that mentions the id, with the mention turned to `to`, or dropped.
fn turn(draft: &mut Draft, from: &RecordId, to: Option<&RecordId>) {
    let mapping = |id: RecordId| if id == *from { to.cloned() } else { Some(id) };
    let changed: Vec<(RecordId, Record)> = draft
        .records()
        .filter_map(|(id, record)| {
            let turned = remapped(&record, &mapping)?;
            (turned != record).then_some((id, turned))
        })
        .collect();
    for (id, record) in changed {
        draft.put(id, record);
    }
}

pub(super) fn merge(draft: &mut Draft, from: &RecordId, into: &RecordId) -> Result<Outcome, CommandError> {
    draft.need(from)?;
    draft.need(into)?;
    if from == into {
        return Err(CommandError::Same(from.clone()));
    }
    match (from, into) {
        (RecordId::Sector(_), RecordId::Sector(_))
        | (RecordId::Scale(_), RecordId::Scale(_))
        | (RecordId::Family(_), RecordId::Family(_))
        | (RecordId::FlowKind(_), RecordId::FlowKind(_)) => {}
        _ => return Err(CommandError::NotAlike(from.clone(), into.clone())),
    }
    turn(draft, from, Some(into));
    draft.remove(from.clone());
    Ok(Outcome::named(format!("Merge {}", from.kind())))
}

/// Takes every mention of a part of the scheme out, before it goes. A flow can't be without its kind.
pub(super) fn release(draft: &mut Draft, id: &RecordId) -> Result<(), CommandError> {
    if let RecordId::FlowKind(kind) = id {
        let count = draft.flows().values().filter(|flow| flow.kind == *kind).count();
        if count > 0 {
            let name = draft.flow_kind(kind).map_or_else(|| kind.to_string(), |kind| kind.name.clone());
            return Err(CommandError::InUse { name, count });
        }
    }
    keep_filters(draft, id)?;
    keep_area_titles(draft, id);
    turn(draft, id, None);
    Ok(())
}

/// Refuses to empty a view's list: an empty list asks for everything.
fn keep_filters(draft: &Draft, id: &RecordId) -> Result<(), CommandError> {
    let is_all = |view: &View| {
        let filter = &view.filter;
        match id {
            RecordId::Sector(id) => matches!(filter.sectors.as_slice(), [Some(only)] if only == id),
            RecordId::Scale(id) => matches!(filter.scales.as_slice(), [Some(only)] if only == id),
            RecordId::FlowKind(id) => matches!(filter.flow_kinds.as_slice(), [only] if only == id),
            _ => false,
        }
    };
    match draft.views().iter().find(|(_, view)| is_all(view)) {
        Some((view, _)) => Err(CommandError::OnlyShown {
            part: spoken(draft, id),
            view: spoken(draft, &RecordId::View(view.clone())),
        }),
        None => Ok(()),
    }
}

/// An area that was titled by its sector or scale keeps the words.
fn keep_area_titles(draft: &mut Draft, id: &RecordId) {
    let means = |meaning: &AreaMeaning| match meaning {
        AreaMeaning::Title => false,
        AreaMeaning::Scale(scale) => *id == RecordId::Scale(scale.clone()),
        AreaMeaning::Sector(sector) => *id == RecordId::Sector(sector.clone()),
    };
    if draft.map().areas.iter().any(|area| means(&area.meaning) && area.title.is_empty()) {
        let name = text::name_of(draft, id).unwrap_or_default();
        draft.change_map(|map| {
            for area in map.areas.iter_mut().filter(|it| means(&it.meaning) && it.title.is_empty()) {
                area.title.clone_from(&name);
            }
        });
    }
}

pub(super) fn reorder(draft: &mut Draft, ids: &[RecordId]) -> Result<Outcome, CommandError> {
    let Some(first) = ids.first() else { return Err(CommandError::Nothing("put in order")) };
    for id in ids {
        draft.need(id)?;
        if std::mem::discriminant(id) != std::mem::discriminant(first) {
            return Err(CommandError::NotAlike(first.clone(), id.clone()));
        }
    }
    let present = match first {
        RecordId::Sector(_) => {
            in_order(draft.sectors_in_order().into_iter().map(|(id, _)| id), RecordId::Sector)
        }
        RecordId::Scale(_) => {
            in_order(draft.scales_in_order().into_iter().map(|(id, _)| id), RecordId::Scale)
        }
        RecordId::FlowKind(_) => {
            in_order(draft.flow_kinds_in_order().into_iter().map(|(id, _)| id), RecordId::FlowKind)
        }
        RecordId::Family(_) => {
            let mut families: Vec<_> = draft.families().iter().collect();
            families.sort_by_key(|(id, family)| (family.order, (*id).clone()));
            in_order(families.into_iter().map(|(id, _)| id), RecordId::Family)
        }
        RecordId::View(_) => {
            let mut views: Vec<_> = draft.views().iter().collect();
            views.sort_by_key(|(id, view)| (view.order, (*id).clone()));
            in_order(views.into_iter().map(|(id, _)| id), RecordId::View)
        }
        _ => return Err(CommandError::Nothing("put in order")),
    };
    let mut seen = BTreeSet::new();
    let all = ids.iter().cloned().chain(present).filter(|id| seen.insert(id.clone()));
    for (order, id) in (0..).zip(all.collect::<Vec<_>>()) {
        set_order(draft, &id, order);
    }
    Ok(Outcome::named(format!("Re-order {}s", plural_stem(first))))
}

fn in_order<'a, Id: Clone + 'a>(
    ids: impl Iterator<Item = &'a Id>,
    wrap: fn(Id) -> RecordId,
) -> Vec<RecordId> {
    ids.cloned().map(wrap).collect()
}

fn plural_stem(id: &RecordId) -> &'static str {
    if matches!(id, RecordId::Family(_)) { "flow kind familie" } else { id.kind() }
}

fn set_order(draft: &mut Draft, id: &RecordId, order: i32) {
    macro_rules! set {
        ($record:expr, $type:ty, $field:ident) => {{
            let mut record = <$type>::clone($record);
            record.$field = order;
            record.into()
        }};
    }
    let ordered: Option<Record> = match draft.get(id) {
        Some(Record::Sector(record)) => Some(set!(&record, Sector, order)),
        Some(Record::Scale(record)) => Some(set!(&record, Scale, level)),
        Some(Record::Family(record)) => Some(set!(&record, Family, order)),
        Some(Record::FlowKind(record)) => Some(set!(&record, FlowKind, order)),
        Some(Record::View(record)) => Some(set!(&record, View, order)),
        _ => None,
    };
    if let Some(record) = ordered {
        draft.put(id.clone(), record);
    }
}

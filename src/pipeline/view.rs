//! What a saved view hides, and the order of views. Must not know how the rest is drawn.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::search::says;
use crate::{
    model::{
        Document, Filter, Flow, Focus, Note, Organisation, OrganisationId, RecordId, Status, View, ViewId,
    },
    scene::{Change, Changes},
};

/// The saved views in the order of the story.
#[must_use]
pub fn views_in_order(document: &Document) -> Vec<(&ViewId, &View)> {
    let mut views: Vec<(&ViewId, &View)> = document.views().iter().map(|(id, view)| (id, &**view)).collect();
    views.sort_by_key(|(id, view)| (view.order, (*id).clone()));
    views
}

/// The records that a view does not show: what its filter does not ask for, what is too far from its focus, and what
/// cannot be seen without these: flows with a hidden end, notes attached to what is hidden.
///
/// A view of two dates hides only what it shows at neither.
#[must_use]
pub fn hidden_by(view: &View, document: &Document) -> BTreeSet<RecordId> {
    let Some((before, after)) = view.date.zip(view.later_date) else { return hidden_then(view, document) };
    let then = |date| hidden_then(&View { date: Some(date), later_date: None, ..view.clone() }, document);
    let (before, after) = (then(before), then(after));
    before.intersection(&after).cloned().collect()
}

/// What somebody looks at and has not saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unsaved {
    /// What is shown of the map.
    pub view: View,
    /// Shown although the view hides it.
    pub spared: BTreeSet<RecordId>,
}

/// What a figure of this view does not show, with what is spared where the view is an unsaved one.
#[must_use]
pub(super) fn not_shown(
    view: Option<&View>,
    document: &Document,
    unsaved: Option<&Unsaved>,
) -> Arc<BTreeSet<RecordId>> {
    let mut hidden = view.map(|view| hidden_by(view, document)).unwrap_or_default();
    if let Some(unsaved) = unsaved {
        hidden.retain(|id| !unsaved.spared.contains(id));
    }
    Arc::new(hidden)
}

/// What a view of a map between two dates shows at only one of them.
#[must_use]
pub fn changes_by(view: &View, document: &Document) -> Changes {
    let Some((before, after)) = view.date.zip(view.later_date) else { return Changes::new() };
    let then = |date| hidden_then(&View { date: Some(date), later_date: None, ..view.clone() }, document);
    let (before, after) = (then(before), then(after));
    let came = before.difference(&after).map(|id| (id.clone(), Change::Came));
    came.chain(after.difference(&before).map(|id| (id.clone(), Change::Went))).collect()
}

/// The same for a view of one date, or of none.
fn hidden_then(view: &View, document: &Document) -> BTreeSet<RecordId> {
    let mut hidden = BTreeSet::new();
    let wanted = |organisation: &Organisation| {
        view.date.is_none_or(|date| date.lies_within(organisation.active_from, organisation.active_to))
            && shows_organisation(&view.filter, organisation)
    };
    let mut shown: BTreeSet<&OrganisationId> =
        document.organisations().iter().filter(|(_, one)| wanted(one)).map(|(id, _)| id).collect();
    if let Some(focus) = &view.focus {
        // What one looks at is shown, whatever else is asked for.
        shown.extend(document.organisations().get_key_value(&focus.organisation).map(|(id, _)| id));
    }
    if let Some(focus) = &view.focus {
        let near =
            within(focus, document.flows().values().map(|it| &**it).filter(|it| runs(view, &shown, it)));
        shown.retain(|id| near.contains(*id));
    }
    let gone = document.organisations().keys().filter(|id| !shown.contains(id));
    hidden.extend(gone.map(|id| RecordId::Organisation(id.clone())));
    let gone = document.flows().iter().filter(|(_, flow)| !runs(view, &shown, flow));
    hidden.extend(gone.map(|(id, _)| RecordId::Flow(id.clone())));
    let is_attached = |note: &Note| note.attached_to.as_ref().is_some_and(|target| hidden.contains(target));
    let notes = document.notes().iter().filter(|(_, note)| is_attached(note));
    let notes: Vec<RecordId> = notes.map(|(id, _)| RecordId::Note(id.clone())).collect();
    hidden.extend(notes);
    hidden
}

/// Whether a flow is asked for and both its ends are shown.
fn runs(view: &View, shown: &BTreeSet<&OrganisationId>, flow: &Flow) -> bool {
    !view.hidden_kinds.contains(&flow.kind)
        && view.date.is_none_or(|date| date.lies_within(flow.active_from, flow.active_to))
        && shows_flow(&view.filter, flow)
        && shown.contains(&flow.from)
        && shown.contains(&flow.to)
}

fn asks<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

fn shows_organisation(filter: &Filter, organisation: &Organisation) -> bool {
    (filter.text.trim().is_empty() || says(organisation, &filter.text))
        && asks(&filter.sectors, &organisation.sector)
        && asks(&filter.scales, &organisation.scale)
        && asks(&filter.kinds, &organisation.kind)
        && filter.tags.iter().all(|tag| organisation.tags.contains(tag))
        && filter.evidence.is_none_or(|wanted| wanted != organisation.evidence.is_empty())
}

fn shows_flow(filter: &Filter, flow: &Flow) -> bool {
    asks(&filter.flow_kinds, &flow.kind)
        && asks::<Status>(&filter.statuses, &flow.status)
        && asks(&filter.formalities, &flow.formality)
        && filter.evidence.is_none_or(|wanted| wanted != flow.evidence.is_empty())
}

/// Who is at most so many of these flows away, along the ways that the focus follows.
fn within<'a>(focus: &'a Focus, flows: impl Iterator<Item = &'a Flow>) -> BTreeSet<OrganisationId> {
    let mut next: BTreeMap<&OrganisationId, Vec<&OrganisationId>> = BTreeMap::new();
    for flow in flows {
        let both = flow.direction != crate::model::Direction::Forward;
        if focus.downstream || both {
            next.entry(&flow.from).or_default().push(&flow.to);
        }
        if focus.upstream || both {
            next.entry(&flow.to).or_default().push(&flow.from);
        }
    }
    let mut near = BTreeSet::from([focus.organisation.clone()]);
    let mut rim = vec![&focus.organisation];
    for _ in 0..focus.steps {
        let reached = rim.iter().filter_map(|id| next.get(*id)).flatten().copied();
        rim = reached.filter(|id| near.insert((*id).clone())).collect();
        if rim.is_empty() {
            break;
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FlowId, FlowKindId, Record, default_scheme};

    /// a -> b -> c, a and b funded, c isolated but for knowledge.
    fn chain() -> Document {
        let organisation = |id: &'static str| {
            let record = Organisation { name: id.to_uppercase(), ..Organisation::default() };
            (RecordId::Organisation(OrganisationId::literal(id)), Record::from(record))
        };
        let flow = |from: &'static str, to: &'static str, kind: &'static str| {
            let flow = Flow::new(
                OrganisationId::literal(from),
                OrganisationId::literal(to),
                FlowKindId::literal(kind),
            );
            let id = FlowId::new(&format!("{from}--{to}--{kind}")).expect("a slug");
            (RecordId::Flow(id), Record::from(flow))
        };
        let records = [
            organisation("a"),
            organisation("b"),
            organisation("c"),
            flow("a", "b", "funding"),
            flow("b", "c", "knowledge"),
        ];
        Document::from_records(default_scheme().into_iter().chain(records))
    }

    fn names(hidden: &BTreeSet<RecordId>) -> Vec<&str> {
        hidden.iter().map(RecordId::as_str).collect()
    }

    #[test]
    fn a_view_hides_what_it_does_not_ask_for() {
        let kind = |id: &'static str| FlowKindId::literal(id);
        let filter = |filter: Filter| View { filter, ..View::default() };
        for (view, hidden) in [
            (View::default(), vec![]),
            (View { hidden_kinds: vec![kind("funding")], ..View::default() }, vec!["a--b--funding"]),
            (
                filter(Filter { flow_kinds: vec![kind("funding")], ..Filter::default() }),
                vec!["b--c--knowledge"],
            ),
            (
                filter(Filter { text: "B".into(), ..Filter::default() }),
                vec!["a", "c", "a--b--funding", "b--c--knowledge"],
            ),
            (filter(Filter { sectors: vec![None], ..Filter::default() }), vec![]),
        ] {
            assert_eq!(names(&hidden_by(&view, &chain())), hidden, "{view:?}");
        }
    }

    #[test]
    fn a_view_of_a_date_shows_what_was_there_then() {
        let date = |text: &str| text.parse::<crate::model::Date>().expect("a date");
        let mut records: BTreeMap<_, _> = chain().records().collect();
        let b = Organisation {
            name: "B".into(),
            active_from: Some(date("2015-06")),
            active_to: Some(date("2018")),
            ..Organisation::default()
        };
        records.insert(RecordId::Organisation(OrganisationId::literal("b")), Record::from(b));
        let document = Document::from_records(records);
        for (at, is_there) in
            [("2014", false), ("2015", true), ("2015-05", false), ("2018-12-31", true), ("2019", false)]
        {
            let view = View { date: Some(date(at)), ..View::default() };
            let gone = vec!["b", "a--b--funding", "b--c--knowledge"];
            let expected = if is_there { vec![] } else { gone };
            assert_eq!(names(&hidden_by(&view, &document)), expected, "{at}");
        }
    }

    #[test]
    fn a_focus_shows_what_is_near_along_the_flows() {
        for (steps, upstream, downstream, hidden) in [
            (0, true, true, vec!["a", "c", "a--b--funding", "b--c--knowledge"]),
            (1, true, true, vec![]),
            (1, true, false, vec!["c", "b--c--knowledge"]),
            (1, false, true, vec!["a", "a--b--funding"]),
            (u32::MAX, false, true, vec!["a", "a--b--funding"]),
        ] {
            let focus = Focus { organisation: OrganisationId::literal("b"), steps, upstream, downstream };
            let view = View { focus: Some(focus), ..View::default() };
            assert_eq!(names(&hidden_by(&view, &chain())), hidden);
        }
    }

    #[test]
    fn a_focus_follows_only_flows_that_are_shown() {
        let focus = |hidden_kinds: Vec<FlowKindId>| View {
            focus: Some(Focus {
                organisation: OrganisationId::literal("a"),
                steps: 2,
                upstream: true,
                downstream: true,
            }),
            hidden_kinds,
            ..View::default()
        };
        assert_eq!(names(&hidden_by(&focus(vec![]), &chain())), Vec::<&str>::new());
        let without = focus(vec![FlowKindId::literal("knowledge")]);
        assert_eq!(names(&hidden_by(&without, &chain())), ["c", "b--c--knowledge"]);
    }

    #[test]
    fn a_note_goes_with_what_it_speaks_of() {
        let note = Note {
            attached_to: Some(RecordId::Organisation(OrganisationId::literal("a"))),
            ..Note::default()
        };
        let record = (RecordId::Note(crate::model::NoteId::literal("n")), Record::from(note));
        let document = Document::from_records(chain().records().chain([record]));
        let view = View { filter: Filter { text: "b".into(), ..Filter::default() }, ..View::default() };
        assert!(names(&hidden_by(&view, &document)).contains(&"n"));
        assert!(!names(&hidden_by(&View::default(), &document)).contains(&"n"));
    }
}

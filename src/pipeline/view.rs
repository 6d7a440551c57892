//! What a saved view hides. Must not know how the rest is drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Filter, Flow, Focus, Organisation, OrganisationId, RecordId, Status, View};

/// The records that a view does not show.
#[must_use]
pub fn hidden_by(view: &View, document: &Document) -> BTreeSet<RecordId> {
    let near = view.focus.as_ref().map(|focus| within(focus, document));
    let mut hidden = BTreeSet::new();
    for (id, organisation) in document.organisations() {
        let is_near = near.as_ref().is_none_or(|near| near.contains(id));
        if !is_near || !shows_organisation(&view.filter, organisation) {
            hidden.insert(RecordId::Organisation(id.clone()));
        }
    }
    for (id, flow) in document.flows() {
        if view.hidden_kinds.contains(&flow.kind) || !shows_flow(&view.filter, flow) {
            hidden.insert(RecordId::Flow(id.clone()));
        }
    }
    hidden
}

fn asks<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

fn shows_organisation(filter: &Filter, organisation: &Organisation) -> bool {
    let words = filter.text.to_lowercase();
    let has_words = [&organisation.name, &organisation.place, &organisation.description]
        .into_iter()
        .chain(&organisation.tags)
        .any(|text| text.to_lowercase().contains(&words));
    has_words
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

/// Who is at most so many flows away, along the ways that the focus follows.
fn within(focus: &Focus, document: &Document) -> BTreeSet<OrganisationId> {
    let mut next: BTreeMap<&OrganisationId, Vec<&OrganisationId>> = BTreeMap::new();
    for flow in document.flows().values() {
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
            (filter(Filter { text: "b".into(), ..Filter::default() }), vec!["a", "c"]),
            (filter(Filter { sectors: vec![None], ..Filter::default() }), vec![]),
        ] {
            assert_eq!(names(&hidden_by(&view, &chain())), hidden, "{view:?}");
        }
    }

    #[test]
    fn a_focus_shows_what_is_near_along_the_flows() {
        for (steps, upstream, downstream, hidden) in [
            (0, true, true, vec!["a", "c"]),
            (1, true, true, vec![]),
            (1, true, false, vec!["c"]),
            (1, false, true, vec!["a"]),
        ] {
            let focus = Focus { organisation: OrganisationId::literal("b"), steps, upstream, downstream };
            let view = View { focus: Some(focus), ..View::default() };
            assert_eq!(names(&hidden_by(&view, &chain())), hidden);
        }
    }
}

//! The measures of the network that a map's own rules of appearance follow. Must not know what is drawn by them.

use std::collections::BTreeSet;

use crate::{
    analysis::{self, Conventions, Graph, Measure},
    model::{AppearanceTarget, Document},
    scene::{self, Measures},
    topology::Topology,
};

/// Which measures the rules of a map name. A field of the author's own of such a name that holds numbers is followed
/// instead: what somebody stated is not replaced by what was counted.
#[must_use]
pub fn named_measures(document: &Document) -> BTreeSet<Measure> {
    let rules = document.map().appearance.iter().filter(|rule| rule.target != AppearanceTarget::FlowWidth);
    let named = rules.filter_map(|rule| Measure::named(rule.field.trim()));
    named.filter(|measure| !scene::is_stated(document, measure.name())).collect()
}

/// The measures that the rules of a map name, on all of its flows by the usual conventions; none are worked out that
/// no rule names. Takes its time on a large map: about a second for 10,000 organisations.
#[must_use]
pub fn measures(document: &Document) -> Measures {
    let named: Vec<Measure> = named_measures(document).into_iter().collect();
    if named.is_empty() {
        return Measures::new();
    }
    let graph = Graph::new(&Topology::new(document), document, &Conventions::default());
    // Nobody calls it off.
    analysis::measured(&graph, &named, &analysis::Unwatched).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            AppearanceRule, FieldValue, Flow, FlowId, FlowKindId, MapInfo, Organisation, OrganisationId,
            Record, RecordId,
        },
        scene::{BETWEENNESS, COMMUNITY, DEGREE},
    };

    /// A star of four, its middle in between; whoever is told states a degree of their own.
    fn star(field: &str, stated: bool) -> Document {
        let id = |name: &'static str| OrganisationId::literal(name);
        let mut records: Vec<(RecordId, Record)> = ["a", "b", "c", "middle"]
            .map(|name| {
                let mut one = Organisation::default();
                if stated {
                    one.extra.insert("degree".into(), FieldValue::Number(7.0));
                }
                (RecordId::Organisation(id(name)), one.into())
            })
            .into();
        for (flow, from) in [("1", "a"), ("2", "b"), ("3", "c")] {
            let flow_id = RecordId::Flow(FlowId::literal(flow));
            records.push((flow_id, Flow::new(id(from), id("middle"), FlowKindId::literal("funding")).into()));
        }
        let rule = AppearanceRule { target: AppearanceTarget::Size, field: field.into() };
        records.push((RecordId::Map, MapInfo { appearance: vec![rule], ..MapInfo::default() }.into()));
        Document::from_records(records)
    }

    #[test]
    fn the_scene_and_the_measures_have_the_same_names() {
        assert_eq!(Measure::ALL.map(Measure::name), [DEGREE, BETWEENNESS, COMMUNITY]);
    }

    #[test]
    fn only_what_a_rule_names_is_measured_and_what_is_stated_counts_for_more() {
        for (field, stated, found) in [
            ("degree", false, Some(3.0)),
            (" degree ", false, Some(3.0)),
            ("degree", true, None),
            ("flows", false, None),
            ("centrality", false, None),
        ] {
            let measured = measures(&star(field, stated));
            let middle = OrganisationId::literal("middle");
            let number = measured.get("degree").and_then(|all| all.get(&middle)).copied();
            assert_eq!(number, found, "{field}");
            assert_eq!(measured.len(), usize::from(found.is_some()), "{field}");
        }
    }
}

//! Who is who on two maps: organisations of one name under two ids, flows that say the same. Must not know what differs.

use std::collections::BTreeMap;

use crate::{
    editor::names::folded,
    model::{Document, Flow, FlowId, OrganisationId, RecordId},
    pipeline::merge::turned,
};

/// Two organisations of one name, each under an id that the other map does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// Its id there.
    pub there: OrganisationId,
    /// Its id here.
    pub here: OrganisationId,
    /// What it is called here.
    pub name: String,
}

/// Organisations that are probably one, for they have one name: case, accents and punctuation aside. Those of which one
/// map has several of that name are left out, for nobody knows which is meant. By name.
#[must_use]
pub fn namesakes(there: &Document, here: &Document) -> Vec<Namesake> {
    let [of_there, of_here] = [(there, here), (here, there)].map(|(document, other)| {
        let mut names: BTreeMap<String, Vec<&OrganisationId>> = BTreeMap::new();
        let own = document.organisations().iter().filter(|(id, _)| other.organisation(id).is_none());
        for (id, one) in own.filter(|(_, one)| !one.name.trim().is_empty()) {
            names.entry(folded(&one.name)).or_default().push(id);
        }
        names
    });
    let only = |ids: &Vec<&OrganisationId>| match ids.as_slice() {
        [id] => Some((*id).clone()),
        _ => None,
    };
    let pair = |(name, ids): (&String, &Vec<&OrganisationId>)| {
        let (here_id, there_id) = (only(ids)?, only(of_there.get(name)?)?);
        let name = here.organisation(&here_id)?.name.clone();
        Some(Namesake { there: there_id, here: here_id, name })
    };
    of_here.iter().filter_map(pair).collect()
}

/// A map with the ids of another for these organisations, and for flows of one kind between the same two.
pub(super) fn named_as(
    there: &Document,
    here: &Document,
    same: &[(OrganisationId, OrganisationId)],
) -> Document {
    let is_free = |id: &OrganisationId| there.organisation(id).is_none();
    let ids = same
        .iter()
        .filter(|(_, here)| is_free(here))
        .map(|(old, new)| (RecordId::Organisation(old.clone()), RecordId::Organisation(new.clone())));
    let there = turned(there, &ids.collect());
    let flows = flows_as(&there, here);
    turned(&there, &flows)
}

/// Flows that each map has under an id of its own: of several that are alike the first is the first.
fn flows_as(there: &Document, here: &Document) -> BTreeMap<RecordId, RecordId> {
    let line = |flow: &'_ Flow| (flow.from.clone(), flow.to.clone(), flow.kind.clone());
    let own = |document: &Document, other: &Document| {
        let mut lines: BTreeMap<_, Vec<FlowId>> = BTreeMap::new();
        for (id, flow) in document.flows().iter().filter(|(id, _)| other.flow(id).is_none()) {
            lines.entry(line(flow)).or_default().push(id.clone());
        }
        lines
    };
    let (of_there, of_here) = (own(there, here), own(here, there));
    let mut ids = BTreeMap::new();
    for (line, flows) in of_there {
        let others = of_here.get(&line).into_iter().flatten();
        ids.extend(
            flows
                .into_iter()
                .zip(others)
                .map(|(old, new)| (RecordId::Flow(old), RecordId::Flow(new.clone()))),
        );
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        file,
        pipeline::{Fate, compared},
    };

    fn map(text: &str) -> Document {
        let text = format!("(header: (format: \"ecomap\", version: \"1.0\"), {text})");
        file::read(&text).expect("reads").value
    }

    fn pair() -> (Document, Document) {
        let there = map("organisations: [(id: \"o1\", name: \"BFI\"), (id: \"o2\", name: \"Watershed\")],
             flows: [(id: \"f1\", from: \"o1\", to: \"o2\", kind: \"funding\")],");
        let here = map(
            "organisations: [(id: \"bfi\", name: \"B.F.I.\"), (id: \"watershed\", name: \"WATERSHED\")],
             flows: [(id: \"bfi--watershed--funding\", from: \"bfi\", to: \"watershed\", kind: \"funding\")],",
        );
        (there, here)
    }

    #[test]
    fn organisations_of_one_name_are_one_only_when_somebody_says_so() {
        let (there, here) = pair();
        let found = namesakes(&there, &here);
        let ids: Vec<(&str, &str)> =
            found.iter().map(|one| (one.there.as_str(), one.here.as_str())).collect();
        assert!(ids.contains(&("o2", "watershed")), "{ids:?}");
        let apart = compared(&there, &here, &[]).difference;
        assert_eq!((apart.count(Fate::Added), apart.count(Fate::Gone)), (3, 3));
        let same: Vec<_> = [("o1", "bfi"), ("o2", "watershed")]
            .map(|(one, other)| (OrganisationId::literal(one), OrganisationId::literal(other)))
            .to_vec();
        let together = compared(&there, &here, &same).difference;
        assert_eq!(
            (together.count(Fate::Added), together.count(Fate::Gone)),
            (0, 0),
            "and the flow with them"
        );
        assert_eq!(together.count(Fate::Changed), 2, "their names are spelt otherwise");
    }

    #[test]
    fn of_two_of_one_name_nobody_knows_which_is_meant() {
        let there = map("organisations: [(id: \"a\", name: \"Lab\")],");
        let here = map("organisations: [(id: \"b\", name: \"Lab\"), (id: \"c\", name: \"lab\")],");
        assert!(namesakes(&there, &here).is_empty());
    }
}

//! Grants as 360Giving publishes them: funders, recipients, and a flow for each grant. Read only. Must not know maps.

use serde_json::Value as Json;

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Edge, ForeignGraph, Node, Value},
    json,
};
use crate::diagnostics::Diagnostic;

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let top = json::parse(text, Format::Grants360)?;
    let grants = json::list(&top, "grants");
    if grants.is_empty() {
        let reason = "there are no grants in it".into();
        return Err(ReadError::NotSo { format: Format::Grants360, reason });
    }
    let mut gathering = Gathering::default();
    for grant in grants {
        let ends = ["fundingOrganization", "recipientOrganization"].map(|key| json::list(grant, key).first());
        let [Some(funder), Some(recipient)] = ends else {
            gathering.count(
                (
                    "grant lacks a funder or a recipient and was left out",
                    "grants lack a funder or a recipient and were left out",
                ),
                0,
                "",
            );
            continue;
        };
        let (from, to) = (organisation(funder, &mut gathering)?, organisation(recipient, &mut gathering)?);
        let columns = &mut gathering.graph.edge_columns;
        let mut fields = vec![(columns.index("kind"), Value::Text("funding".into()))];
        for (key, title) in [
            ("awardDate", "active from"),
            ("description", "description"),
            ("currency", "currency"),
            ("id", "grant id"),
        ] {
            let column = columns.titled(key, title);
            fields.extend(json::text(grant, key).map(|text| (column, Value::Text(text))));
        }
        let label = json::text(grant, "title").unwrap_or_default();
        let weight = json::number(grant, "amountAwarded");
        gathering.edge(Edge { from, to, label, weight, fields, ..Edge::default() })?;
    }
    gathering.done()
}

fn organisation(object: &Json, gathering: &mut Gathering) -> Result<usize, ReadError> {
    let name = json::text(object, "name").unwrap_or_default();
    let id = json::text(object, "id").unwrap_or_else(|| name.clone());
    if let Some(index) = gathering.find(&id) {
        return Ok(index);
    }
    let columns = &mut gathering.graph.node_columns;
    let mut fields = Vec::new();
    for (key, title) in [
        ("addressLocality", "place"),
        ("postalCode", "postcode"),
        ("url", "url"),
        ("charityNumber", "charity number"),
        ("companyNumber", "company number"),
    ] {
        let column = columns.titled(key, title);
        fields.extend(json::text(object, key).map(|text| (column, Value::Text(text))));
    }
    fields.push((columns.titled("org-id", "organisation id"), Value::Text(id.clone())));
    gathering.node(Node { id, label: name, fields, ..Node::default() })
}

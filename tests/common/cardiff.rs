//! Figure 5 typed by somebody who listens: the lines of the capture bar, how many keys they take, and what a map says
//! apart from where things stand. Must not know what types them.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeSet;

use ecomap::model::Document;

/// Lines of the capture bar; a tab is the key that takes the completion, each line ends with Enter.
pub const LINES: &[&str] = &[
    "Welsh Government,g,n",
    "Finance Wales,g,n",
    "Tech Seed Fund,fu,g,n",
    "Local government (Cardiff),gr,g,l",
    "Commercial projects,gr,ind,l",
    "Non-commercial projects,gr,th,l",
    "Early-stage businesses,gr,ind,l",
    "Organisations in the creative and tech industries,gr,ind,n",
    "wel\t>fin\t:fu,man,f",
    "wel\t>org\t:conv,f",
    "fin\t>tec\t:fu,f",
    "fin\t>ear\t:se,f",
    "loc\t>com\t,non\t:fu,f",
    "tec\t>ear\t:inv,f,if Finance Wales sets a condition",
];

/// Key events of a line: each sign, Shift for a capital and for a sign above another, and Enter.
#[must_use]
pub fn key_strokes(line: &str) -> usize {
    let shifted = |sign: char| sign.is_uppercase() || r##"~!@#$%^&*()_+{}|:"<>?"##.contains(sign);
    line.chars().map(|sign| 1 + usize::from(shifted(sign))).sum::<usize>() + 1
}

/// The organisations of a map: name, kind, sector, scale.
#[must_use]
pub fn organisations(document: &Document) -> BTreeSet<String> {
    let all = document.organisations().values();
    all.map(|one| format!("{} | {} | {:?} | {:?}", one.name, one.kind.name(), one.sector, one.scale))
        .collect()
}

/// The flows of a map: ends, kind, direction, formality, status, condition.
#[must_use]
pub fn flows(document: &Document) -> BTreeSet<String> {
    let name = |id| document.organisation(id).map(|one| one.name.clone()).unwrap_or_default();
    let all = document.flows().values();
    all.map(|flow| {
        format!(
            "{} > {} | {} | {:?} | {:?} | {:?} | {}",
            name(&flow.from),
            name(&flow.to),
            flow.kind,
            flow.direction,
            flow.formality,
            flow.status,
            flow.condition
        )
    })
    .collect()
}

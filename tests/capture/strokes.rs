//! How many keys a map takes when nothing is completed.

use std::{collections::BTreeSet, path::Path};

use ecomap::{
    file,
    model::{Document, Organisation, OrganisationId},
};

use crate::capture_lines;

/// Key events: each sign, Shift where an English keyboard needs it, and Enter after each line.
fn strokes(lines: &[&str]) -> usize {
    let shifted = |sign: char| sign.is_uppercase() || "~!@#$%^&*()_+{}|:\"<>?".contains(sign);
    lines
        .iter()
        .map(|line| line.chars().map(|sign| if shifted(sign) { 2 } else { 1 }).sum::<usize>() + 1)
        .sum()
}

fn organisations(document: &Document) -> BTreeSet<String> {
    let told = |it: &Organisation| format!("{}, {:?}, {:?}, {:?}", it.name, it.kind, it.sector, it.scale);
    document.organisations().values().map(|it| told(it)).collect()
}

fn flows(document: &Document) -> BTreeSet<String> {
    let name = |id: &OrganisationId| document.organisation(id).map(|it| it.name.clone());
    let told = document.flows().values().map(|it| {
        let ends = (name(&it.from), name(&it.to), it.via.as_ref().and_then(name));
        format!("{ends:?} {:?}", (&it.kind, it.direction, it.formality, it.status, &it.condition, &it.label))
    });
    told.collect()
}

pub(crate) const FIGURE: [&str; 6] = [
    "Welsh Government [g,n]>Organisations in the creative and tech industries [ind,n,gr]:conv f",
    "welsh government>Finance Wales [g,n]:f,man,formal",
    "finance wales>Tech Seed Fund [g,n,f]:f f",
    "tech seed fund>Early-stage businesses [ind,l,gr]:inv f (Finance Wales sets a condition)",
    "finance wales>early-stage businesses:se f",
    "Local government (Cardiff) [g,l,gr]>Commercial projects [ind,l,gr],Non-commercial projects [t,l,gr]:f f",
];

#[test]
fn the_figure_of_cardiffs_government_takes_fewer_than_600_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron");
    let example = file::open(&path).expect("the example is sound").value;
    let document = capture_lines(&FIGURE, None);
    assert_eq!(organisations(&document), organisations(&example));
    assert_eq!(flows(&document), flows(&example));
    assert!(strokes(&FIGURE) <= 460, "{} keys", strokes(&FIGURE));
}

pub(crate) const ROOM: [&str; 12] = [
    "Watershed,t,l;Knowle West Media,t,l;Spike Island,t,l;Nesta,t,n",
    "UWE,u,r;Bath Uni,u,r;BFI,g,n;Arts Council,g,n;City Council,g,l",
    "Aardman,ind,l;BBC,ind,n;Studio,ind,l",
    "watershed>uwe,knowle west media:kn",
    "bfi,arts council,city council>watershed:f",
    "arts council>spike island,knowle west media:f",
    "nesta>uwe,studio:inv",
    "uwe,bath uni>aardman:tal",
    "bbc<>aardman:tr",
    "studio~>watershed:kn",
    "bbc?>studio:tr",
    "uwe--bath uni:col",
];

#[test]
fn a_map_of_twelve_organisations_and_fifteen_flows_takes_fewer_than_500_keys() {
    let document = capture_lines(&ROOM, None);
    assert_eq!((document.organisations().len(), document.flows().len()), (12, 15));
    assert!(document.organisations().values().all(|it| it.sector.is_some() && it.scale.is_some()));
    assert!(strokes(&ROOM) <= 450, "{} keys", strokes(&ROOM));
}

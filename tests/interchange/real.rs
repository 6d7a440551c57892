//! Files that other people and other programs made, where they lie beside the repository: opened with the right counts.

use std::path::{Path, PathBuf};

use ecomap::{
    interchange::{self, Format},
    model::validate,
};

/// Folder and file, then organisations, flows, groups.
const FILES: [(&str, usize, usize, usize); 20] = [
    ("graphml/miserables.graphml", 77, 254, 0),
    ("graphml/nasty_miserables_broken.graphml", 77, 254, 0),
    // 15 are declared, 36 only named by edges.
    ("graphml/nasty_missing_nodes.graphml", 51, 37, 0),
    ("graphml/mixed_multigraph.graphml", 6, 8, 0),
    ("graphml/tinkerpop-modern.graphml", 6, 6, 0),
    // 21 nodes, 5 of them groups; one group has flows of its own and is an organisation, too.
    ("graphml/yed_sub-statemachines.graphml", 17, 11, 5),
    ("graphml/yed_training-tips.graphml", 17, 4, 4),
    ("gexf/les_miserables.gexf", 77, 254, 0),
    ("gexf/rio.gexf", 366, 1107, 0),
    // 2 are declared, 4 only named by edges.
    ("gexf/nasty_missing_nodes.gexf", 6, 4, 0),
    ("gexf/nasty_mixed.gexf", 3, 3, 0),
    ("gexf/nasty_undeclared_attribute.gexf", 2, 1, 0),
    ("gexf/nasty_case.gexf", 10, 20, 0),
    ("gexf/nasty_liststring.gexf", 4, 5, 0),
    ("gexf/edge_viz.gexf", 2, 1, 0),
    ("gexf/v1_3.gexf", 2, 1, 0),
    // 5 boxes, one of them a group.
    ("canvas/sample.canvas", 4, 1, 1),
    // 28 nodes, 4 of them groups, 3 of which have flows of their own.
    ("json/cyto_compound.json", 27, 35, 4),
    ("json/360g_wolfson_grants.json", 306, 379, 0),
    ("csv/waifinder_orgs_nodescr.tsv", 3391, 0, 0),
];

fn folder() -> Option<PathBuf> {
    let beside = |up: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(up).join("shared/data");
    [beside(".."), beside("../..")].into_iter().find(|folder| folder.is_dir())
}

#[test]
fn real_files_are_opened_with_the_right_counts() {
    let Some(folder) = folder() else {
        eprintln!("skipped: there is no folder shared/data beside the repository");
        return;
    };
    for (name, organisations, flows, groups) in FILES {
        let path = folder.join(name);
        let bytes = std::fs::read(&path).expect("the file is there");
        let format =
            Format::recognise(&bytes, Some(&path)).unwrap_or_else(|| panic!("{name}: not recognised"));
        let read = interchange::read(&bytes, format).unwrap_or_else(|error| panic!("{name}: {error}"));
        let map = read.value.document().value;
        let found = (map.organisations().len(), map.flows().len(), map.groups().len());
        assert_eq!(found, (organisations, flows, groups), "{name}");
        let errors: Vec<_> = validate(&map).into_iter().filter(ecomap::model::Finding::is_error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

//! Files that other people and other programs made, where they lie beside the repository: opened with the right counts.

use std::path::{Path, PathBuf};

use ecomap::{
    interchange::{self, Format},
    model::validate,
};

/// Folder and file, then organisations, flows, groups.
const FILES: [(&str, usize, usize, usize); 7] = [
    ("graphml/miserables.graphml", 77, 254, 0),
    ("graphml/nasty_miserables_broken.graphml", 77, 254, 0),
    // 15 are declared, 36 only named by edges.
    ("graphml/nasty_missing_nodes.graphml", 51, 37, 0),
    ("graphml/mixed_multigraph.graphml", 6, 8, 0),
    ("graphml/tinkerpop-modern.graphml", 6, 6, 0),
    // 21 nodes, 5 of them groups; one group has flows of its own and is an organisation, too.
    ("graphml/yed_sub-statemachines.graphml", 17, 11, 5),
    ("graphml/yed_training-tips.graphml", 17, 4, 4),
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
        let errors: Vec<_> = validate(&map).into_iter().filter(|finding| finding.is_error()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

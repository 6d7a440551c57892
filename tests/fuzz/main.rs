//! Every reader against inputs that nobody would write: no panic, no overflow of the stack, no hang, no hunger for
//! memory. Each reader runs in a process of its own, so that also what kills a process is seen, with the input that did
//! it. Must not know what a right answer is, save that what was read can be written and read again.
//!
//! `ECOMAP_FUZZ_SECONDS` says how long each reader is tried (3 when not set), `ECOMAP_FUZZ_SEED` where chance begins,
//! `ECOMAP_FUZZ_FOUND` a folder that takes inputs with a new kind of answer.

// What was tried is told by printing it: there is nobody else to tell.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../common/dice.rs"]
#[allow(dead_code)]
mod dice;
mod foreign;
mod hunt;
mod mutate;
mod readers;
mod work_kept;

use std::alloc::System;

/// Counts what is in use, so that a reader's hunger can be measured.
#[global_allocator]
static MEMORY: cap::Cap<System> = cap::Cap::new(System, usize::MAX);

#[test]
fn a_map_or_a_figure_from_a_file() {
    hunt::hunt(&readers::FILE);
}

#[test]
fn records_from_the_clipboard() {
    hunt::hunt(&readers::CLIPBOARD);
}

#[test]
fn lines_that_are_typed_or_pasted() {
    hunt::hunt(&readers::LINES);
}

#[test]
fn a_journal_that_was_found() {
    hunt::hunt(&work_kept::JOURNAL);
}

#[test]
fn two_maps_that_are_merged() {
    hunt::hunt(&work_kept::MERGING);
}

#[test]
fn a_file_of_graphml() {
    hunt::hunt(&foreign::GRAPHML);
}

#[test]
fn a_file_of_gexf() {
    hunt::hunt(&foreign::GEXF);
}

#[test]
fn a_table_as_text() {
    hunt::hunt(&foreign::CSV);
}

#[test]
fn a_workbook() {
    hunt::hunt(&foreign::XLSX);
}

#[test]
fn a_sheet_of_a_workbook() {
    hunt::hunt(&foreign::SHEET);
}

#[test]
fn a_file_of_json_canvas() {
    hunt::hunt(&foreign::CANVAS);
}

#[test]
fn a_project_of_kumu() {
    hunt::hunt(&foreign::KUMU);
}

#[test]
fn a_network_of_cytoscape() {
    hunt::hunt(&foreign::CYTOSCAPE);
}

#[test]
fn a_list_of_grants() {
    hunt::hunt(&foreign::GRANTS);
}

#[test]
fn a_graph_of_graphviz() {
    hunt::hunt(&foreign::DOT);
}

#[test]
fn a_file_of_gml() {
    hunt::hunt(&foreign::GML);
}

#[test]
fn a_network_of_pajek() {
    hunt::hunt(&foreign::PAJEK);
}

#[test]
fn a_drawing_of_drawio() {
    hunt::hunt(&foreign::DRAWIO);
}

/// Not a test: the process in which one reader is tried. The tests above start it.
#[test]
#[ignore = "the tests start it"]
fn worker() {
    hunt::work();
}

//! The inspector and the legend: every field can be set through its control, what is wrong is said in place, and the
//! map changes only by commands.

mod bench;
mod fields;
mod inspector;
mod legend;
mod pictures;
mod small_map;

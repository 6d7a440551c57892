//! The picture: a display list of what a map looks like, and what lies where in it.
//! Must not know windows, files, or how a picture is painted.

mod alike;
mod areas;
mod badge;
mod bends;
mod build;
mod change;
mod courses;
mod crossings;
mod curve;
mod data;
mod describe;
mod fans;
mod few;
mod flows;
mod footer;
mod frame;
mod grid;
mod ground;
mod groups;
mod hit;
mod inside;
mod label_line;
mod label_places;
mod label_room;
mod labels;
mod led;
mod legend;
mod legend_data;
mod legend_layout;
mod legend_marks;
mod lines;
mod looks;
mod marks;
mod memo;
mod node;
mod notes;
mod nudge;
mod outlines;
mod page;
mod parking;
mod partings;
mod path;
mod pattern;
mod placed;
mod ports;
mod reach;
mod route;
mod seen;
mod shapes;
mod sheet;
mod shown;
mod smooth;
mod stage;
mod stems;
mod strands;
mod text_pages;
mod text_row;
mod text_table;
mod titles;
mod tower;
mod types;
mod vacated;
mod ways;
mod words;

pub use badge::letter as goal_letter;
pub use build::{build, build_with};
pub use change::{Change, Changes};
pub use curve::Cubic;
pub use data::{
    BETWEENNESS, COMMUNITY, COUNT, DEGREE, DataField, FLOWS, FLOWS_IN, FLOWS_OUT, INFLUENCE, Measures,
    WEIGHT, data_fields, field_words, is_stated, measure_words,
};
pub use ground::collapsed_box;
pub use legend_layout::{flow_sample, node_sample};
pub use memo::Routes;
pub use node::{measured_boxes, node_boxes, node_size};
pub use notes::note_size;
pub use page::{Footer, Page, PageFrame};
pub use path::{Path, Segment};
pub use shown::Shown;
pub use strands::MOST_KINDS;
pub use text_pages::{
    Passage, TextCell, TextColumn, TextMatter, TextPage, TextPages, TextPaper, TextPart, Told, Voice,
    text_pages,
};
pub use types::{
    AreaBox, Bridge, FlowPath, Frame, GroupBox, Hit, HitPart, Item, NodeBox, NoteBox, Options, PlacedLine,
    Role, Scene, SceneReport, Shape, Stroke, Target, TextBlock,
};

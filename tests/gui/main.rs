//! The window without a screen: real input events in, the document and accessible names out, pictures on the way.
//!
//! `ECOMAP_PICTURES=folder` keeps the pictures that the tests take, to be looked at.

mod actions;
mod arrange;
mod aside;
mod backups;
mod bundling;
mod canvas;
mod canvas_pictures;
mod capture;
#[path = "../common/cardiff.rs"]
mod cardiff;
mod compare;
mod cpu_renderer;
mod explore;
mod export;
mod find;
mod findings;
mod history;
mod import;
mod key_card;
mod keyboard;
mod large;
mod layouts;
mod merging;
mod other_program;
mod panels;
mod present;
mod reading;
mod rounds;
mod shell;
mod spoken;
mod stage;
mod table;
mod table_hands;
mod time;
mod window;

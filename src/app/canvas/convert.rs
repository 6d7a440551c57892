//! Between the words of the editor, of the scene and of egui: three rooms that do not know each other.
//! Must not decide anything.

use eframe::egui::{self, CursorIcon, PointerButton, Pos2};

use crate::{
    editor::{self, Button, Cursor},
    model::Point,
    scene,
};

/// What a hit of a scene is to the editor; the page, the title and the legend are nothing to it. A line that stands for
/// several flows means all of them.
#[must_use]
pub fn hit(of: scene::Hit, scene: &scene::Scene) -> Option<editor::Hit> {
    let part = match of.part {
        scene::HitPart::Body => editor::HitPart::Body,
        scene::HitPart::Rim => editor::HitPart::Rim,
        scene::HitPart::Line => editor::HitPart::Line,
        scene::HitPart::Label => editor::HitPart::Label,
        scene::HitPart::Title => editor::HitPart::Title,
    };
    let flows = scene.flows_of(&of.target).iter().skip(1);
    let with = flows.cloned().map(editor::Target::Flow).collect();
    Some(editor::Hit { target: editor_target(of.target)?, part, with })
}

/// What a target of the scene is to the editor.
#[must_use]
pub fn editor_target(of: scene::Target) -> Option<editor::Target> {
    match of {
        scene::Target::Organisation(id) => Some(editor::Target::Organisation(id)),
        scene::Target::Flow(id) | scene::Target::Stem(id) => Some(editor::Target::Flow(id)),
        scene::Target::Group(id) => Some(editor::Target::Group(id)),
        scene::Target::Note(id) => Some(editor::Target::Note(id)),
        scene::Target::Area(id) => Some(editor::Target::Area(id)),
        scene::Target::Page | scene::Target::Title | scene::Target::Legend => None,
    }
}

/// What a target of the editor is in the scene.
#[must_use]
pub fn scene_target(of: &editor::Target) -> scene::Target {
    match of {
        editor::Target::Organisation(id) => scene::Target::Organisation(id.clone()),
        editor::Target::Flow(id) => scene::Target::Flow(id.clone()),
        editor::Target::Group(id) => scene::Target::Group(id.clone()),
        editor::Target::Note(id) => scene::Target::Note(id.clone()),
        editor::Target::Area(id) => scene::Target::Area(id.clone()),
    }
}

/// A button, if tools know it.
#[must_use]
pub fn button(of: PointerButton) -> Option<Button> {
    match of {
        PointerButton::Primary => Some(Button::Primary),
        PointerButton::Secondary => Some(Button::Secondary),
        PointerButton::Middle => Some(Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

/// Keys held down.
#[must_use]
pub fn modifiers(of: egui::Modifiers) -> editor::Modifiers {
    editor::Modifiers { shift: of.shift, ctrl: of.ctrl || of.command, alt: of.alt }
}

/// The pointer's picture.
#[must_use]
pub fn cursor(of: Cursor) -> CursorIcon {
    match of {
        Cursor::Default => CursorIcon::Default,
        Cursor::Pointing => CursorIcon::PointingHand,
        Cursor::Grab => CursorIcon::Grab,
        Cursor::Grabbing => CursorIcon::Grabbing,
        Cursor::Move => CursorIcon::Move,
        Cursor::Copy => CursorIcon::Copy,
        Cursor::Crosshair => CursorIcon::Crosshair,
        Cursor::ResizeFalling => CursorIcon::ResizeNwSe,
        Cursor::ResizeRising => CursorIcon::ResizeNeSw,
        Cursor::NotAllowed => CursorIcon::NotAllowed,
    }
}

/// A place on the screen as the editor has it.
#[must_use]
pub fn point(of: Pos2) -> Point {
    Point::new(f64::from(of.x), f64::from(of.y))
}

//! What hands do over the canvas, sorted: what moves the camera, what goes to the tool, what is a key of the canvas.
//! Must not know what any of it brings about.

use eframe::egui::{
    self, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect as ScreenRect, Vec2, vec2,
};

use super::walk::Way;
use crate::editor::{self, Button, ToolEventKind};

/// One notch of a wheel zooms by this factor.
const NOTCH: f64 = 1.15;
/// A line of scrolling with Shift moves the view by so many points.
const LINE: f32 = 48.0;
/// The second click of two comes down no farther off than this, screen points.
const DOUBLE_CLICK_REACH: f32 = 6.0;
/// A touch pad's pinch under ctrl: points of scrolling for e times the zoom.
const POINTS_PER_E: f64 = 200.0;

/// Something that happened, in the words of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// For the tool in hand.
    Tool {
        /// What.
        kind: ToolEventKind,
        /// Where on the screen.
        at: Pos2,
        /// Keys held down.
        modifiers: Modifiers,
    },
    /// Move what is seen, screen points.
    Pan(Vec2),
    /// Zoom about a place.
    Zoom {
        /// What stays where it is.
        at: Pos2,
        /// By how much.
        factor: f64,
    },
    /// The right button came down: select what is there, a menu follows.
    Menu(Pos2),
    /// Any button came down on the canvas.
    Touched,
    /// Move what is selected; whole steps right and down.
    Nudge {
        /// Steps right and down.
        by: (f64, f64),
        /// In large steps.
        large: bool,
    },
    /// Walk to the nearest thing that way.
    Walk {
        /// Which way.
        way: Way,
        /// What is selected stays selected.
        extend: bool,
    },
    /// Make a neighbour on that side.
    Beside(Way),
    /// Make the box wider, narrower, higher or lower.
    Resize(Way),
    /// To the next or the former flow of what is in focus.
    Step {
        /// The former.
        back: bool,
    },
    /// Open the menu of what is in focus.
    MenuByKey,
    /// A finger has rested: what it began is left, the menu opens there.
    LongPress(Pos2),
    /// Name what is selected.
    Rename,
    /// Take what is selected away.
    Delete,
}

impl Act {
    /// Whether a key begins what goes by the boxes of things as they are now; a grid is gone by with them.
    pub(super) fn goes_by_boxes(&self, grid: bool) -> bool {
        let enter = ToolEventKind::Key(editor::Key::Enter);
        match self {
            Self::Nudge { .. } => grid,
            Self::Beside(_) | Self::Resize(_) => true,
            Self::Tool { kind, .. } => *kind == enter,
            _ => false,
        }
    }
}

/// What is held down.
#[derive(Debug, Default)]
pub struct Hands {
    held: Option<Button>,
    panning: Option<(PointerButton, Pos2)>,
    last_press: Option<(f64, Pos2)>,
    /// Where the pointer is, if it is over the canvas or holds something of it.
    pub pointer: Option<Pos2>,
    space: bool,
    /// Dragging moves the view, whatever is under the pointer: there is nothing to edit.
    pub drags_view: bool,
}

/// Where the canvas lies, and whose events these are.
pub struct Ground<'a> {
    /// Asks which layer is top-most.
    pub ctx: &'a egui::Context,
    /// The canvas's own.
    pub layer: egui::LayerId,
    /// Its part of the screen.
    pub rect: ScreenRect,
    /// A text field on it, which takes its own events.
    pub field: Option<ScreenRect>,
    /// Whether the keyboard goes to the canvas.
    pub focused: bool,
    /// Whether the canvas has use for Tab, and for Shift+Tab.
    pub tab: (bool, bool),
    /// A finger has rested on the canvas.
    pub long_press: bool,
}

impl Ground<'_> {
    /// Whether a place belongs to the canvas and nothing lies over it.
    #[must_use]
    pub fn owns(&self, at: Pos2) -> bool {
        self.rect.contains(at)
            && self.field.is_none_or(|field| !field.contains(at))
            && self.ctx.layer_id_at(at).is_none_or(|layer| layer == self.layer)
    }
}

impl Hands {
    /// Whether the view is being dragged.
    #[must_use]
    pub fn is_panning(&self) -> bool {
        self.panning.is_some()
    }

    /// Whether a drag would move the view.
    #[must_use]
    pub fn would_pan(&self) -> bool {
        self.space || self.panning.is_some()
    }

    /// Sorts the events of a frame.
    pub fn sort(&mut self, ground: &Ground<'_>) -> Vec<Act> {
        let delay = ground.ctx.options(|options| options.input_options.max_double_click_delay);
        let (events, now, touch) =
            ground.ctx.input(|input| (input.events.clone(), input.time, input.multi_touch()));
        let mut acts = Vec::new();
        for event in &events {
            match event {
                Event::PointerMoved(at) => self.moved(*at, ground, &mut acts),
                Event::PointerButton { pos, button, pressed: true, modifiers } => {
                    let double = self.is_double(*pos, *button, now, delay);
                    self.pressed(*pos, *button, *modifiers, double, ground, &mut acts);
                }
                Event::PointerButton { pos, button, pressed: false, modifiers } => {
                    self.released(*pos, *button, *modifiers, &mut acts);
                }
                // What a key held down means is shown at once, not at the next move.
                Event::ModifiersChanged(modifiers) if self.held.is_some() => {
                    let at = self.pointer.unwrap_or_default();
                    acts.push(Act::Tool { kind: ToolEventKind::Move, at, modifiers: *modifiers });
                }
                Event::PointerGone if self.held.is_none() && self.panning.is_none() => self.pointer = None,
                Event::WindowFocused(false) => self.let_go(&mut acts),
                Event::MouseWheel { unit, delta, modifiers, .. } => {
                    acts.extend(self.over(ground).and_then(|at| wheel(at, *unit, *delta, *modifiers)));
                }
                Event::Zoom(factor) => {
                    let factor = f64::from(*factor);
                    acts.extend(self.over(ground).map(|at| Act::Zoom { at, factor }));
                }
                Event::Key { key, pressed, modifiers, .. } => {
                    self.key(*key, *pressed, *modifiers, ground, &mut acts);
                }
                _ => {}
            }
        }
        if ground.long_press
            && let Some(at) = self.held.and(self.pointer)
        {
            self.let_go(&mut acts);
            acts.push(Act::LongPress(at));
        }
        if let Some(touch) = touch.filter(|touch| ground.owns(touch.center_pos)) {
            self.let_go(&mut acts);
            acts.push(Act::Pan(touch.translation_delta));
            acts.push(Act::Zoom { at: touch.center_pos, factor: f64::from(touch.zoom_delta) });
        }
        acts
    }

    fn over(&self, ground: &Ground<'_>) -> Option<Pos2> {
        self.pointer.filter(|at| ground.owns(*at))
    }

    fn is_double(&mut self, at: Pos2, button: PointerButton, now: f64, delay: f64) -> bool {
        let before = self.last_press.take();
        if button != PointerButton::Primary {
            return false;
        }
        let double =
            before.is_some_and(|(time, place)| now - time < delay && place.distance(at) < DOUBLE_CLICK_REACH);
        if !double {
            self.last_press = Some((now, at));
        }
        double
    }

    fn moved(&mut self, at: Pos2, ground: &Ground<'_>, acts: &mut Vec<Act>) {
        if let Some((button, last)) = self.panning {
            acts.push(Act::Pan(at - last));
            self.panning = Some((button, at));
        }
        let ours = self.held.is_some() || self.panning.is_some() || ground.owns(at);
        self.pointer = ours.then_some(at);
        if ours && self.panning.is_none() {
            let modifiers = ground.ctx.input(|input| input.modifiers);
            acts.push(Act::Tool { kind: ToolEventKind::Move, at, modifiers });
        }
    }

    fn pressed(
        &mut self,
        at: Pos2,
        button: PointerButton,
        modifiers: Modifiers,
        double: bool,
        ground: &Ground<'_>,
        acts: &mut Vec<Act>,
    ) {
        if !ground.owns(at) || self.held.is_some() || self.panning.is_some() {
            return;
        }
        self.pointer = Some(at);
        acts.push(Act::Touched);
        match button {
            PointerButton::Middle => self.panning = Some((button, at)),
            PointerButton::Primary if self.space => self.panning = Some((button, at)),
            PointerButton::Primary if self.drags_view => {
                self.panning = Some((button, at));
                let kind = ToolEventKind::Press { button: Button::Primary };
                acts.push(Act::Tool { kind, at, modifiers });
            }
            PointerButton::Secondary => acts.push(Act::Menu(at)),
            PointerButton::Primary if double => {
                acts.push(Act::Tool { kind: ToolEventKind::DoubleClick, at, modifiers });
            }
            PointerButton::Primary => {
                self.held = Some(Button::Primary);
                acts.push(Act::Tool {
                    kind: ToolEventKind::Press { button: Button::Primary },
                    at,
                    modifiers,
                });
            }
            PointerButton::Extra1 | PointerButton::Extra2 => {}
        }
    }

    fn released(&mut self, at: Pos2, button: PointerButton, modifiers: Modifiers, acts: &mut Vec<Act>) {
        if self.panning.is_some_and(|(held, _)| held == button) {
            self.panning = None;
        }
        if let Some(button) = super::convert::button(button).filter(|button| self.held == Some(*button)) {
            self.held = None;
            acts.push(Act::Tool { kind: ToolEventKind::Release { button }, at, modifiers });
        }
    }

    fn let_go(&mut self, acts: &mut Vec<Act>) {
        self.panning = None;
        self.space = false;
        if self.held.take().is_some() {
            let at = self.pointer.unwrap_or_default();
            acts.push(Act::Tool { kind: ToolEventKind::Cancel, at, modifiers: Modifiers::NONE });
        }
    }

    fn key(
        &mut self,
        key: Key,
        pressed: bool,
        modifiers: Modifiers,
        ground: &Ground<'_>,
        acts: &mut Vec<Act>,
    ) {
        if key == Key::Space {
            self.space = pressed && ground.focused;
        }
        if !pressed || !ground.focused {
            return;
        }
        let at = self.pointer.unwrap_or(ground.rect.center());
        let plain = !modifiers.command && !modifiers.ctrl && !modifiers.alt;
        let tool = |key: editor::Key| Act::Tool { kind: ToolEventKind::Key(key), at, modifiers };
        match key {
            Key::Escape => acts.push(tool(editor::Key::Escape)),
            Key::Enter if plain => acts.push(tool(editor::Key::Enter)),
            Key::F2 if plain => acts.push(Act::Rename),
            Key::F10 if plain && modifiers.shift => acts.push(Act::MenuByKey),
            Key::Delete | Key::Backspace if plain => acts.push(Act::Delete),
            Key::Tab if plain && !modifiers.shift && ground.tab.0 => acts.push(Act::Step { back: false }),
            Key::Tab if plain && modifiers.shift && ground.tab.1 => acts.push(Act::Step { back: true }),
            _ => acts.extend(arrow(key).map(|way| arrowed(way, modifiers))),
        }
    }
}

fn arrow(key: Key) -> Option<Way> {
    match key {
        Key::ArrowLeft => Some(Way::Left),
        Key::ArrowRight => Some(Way::Right),
        Key::ArrowUp => Some(Way::Up),
        Key::ArrowDown => Some(Way::Down),
        _ => None,
    }
}

/// Alt moves what is selected, Ctrl makes a neighbour, Ctrl and Shift resize; else an arrow walks.
fn arrowed(way: Way, modifiers: Modifiers) -> Act {
    let unit = way.unit();
    match (modifiers.alt, modifiers.command || modifiers.ctrl, modifiers.shift) {
        (true, _, large) => Act::Nudge { by: (unit.x, unit.y), large },
        (false, true, false) => Act::Beside(way),
        (false, true, true) => Act::Resize(way),
        (false, false, extend) => Act::Walk { way, extend },
    }
}

/// A wheel zooms, a touch pad's two fingers move the view; ctrl makes either zoom, shift makes a wheel move the view.
/// What a turn of the wheel, or two fingers, ask for.
pub(in crate::app) fn wheel(
    at: Pos2,
    unit: MouseWheelUnit,
    delta: Vec2,
    modifiers: Modifiers,
) -> Option<Act> {
    let zooms = modifiers.ctrl || modifiers.command;
    let act = match unit {
        MouseWheelUnit::Point if zooms => Act::Zoom { at, factor: (f64::from(delta.y) / POINTS_PER_E).exp() },
        MouseWheelUnit::Point => Act::Pan(delta),
        // Some systems turn a wheel with shift to the side themselves.
        MouseWheelUnit::Line | MouseWheelUnit::Page if modifiers.shift && !zooms => {
            Act::Pan(vec2(delta.x + delta.y, 0.0) * LINE)
        }
        MouseWheelUnit::Line | MouseWheelUnit::Page if delta.y == 0.0 => Act::Pan(vec2(delta.x, 0.0) * LINE),
        MouseWheelUnit::Line | MouseWheelUnit::Page => {
            Act::Zoom { at, factor: NOTCH.powf(f64::from(delta.y)) }
        }
    };
    Some(act).filter(|_| delta != Vec2::ZERO)
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn a_wheel_zooms_and_two_fingers_pan() {
        let at = pos2(10.0, 20.0);
        let (none, shift, ctrl) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::CTRL);
        use MouseWheelUnit::{Line, Point};
        for (unit, delta, modifiers, expected) in [
            (Line, vec2(0.0, 1.0), none, Some(Act::Zoom { at, factor: NOTCH })),
            (Line, vec2(0.0, 1.0), shift, Some(Act::Pan(vec2(LINE, 0.0)))),
            (Point, vec2(3.0, -7.0), none, Some(Act::Pan(vec2(3.0, -7.0)))),
            (Point, vec2(0.0, 200.0), ctrl, Some(Act::Zoom { at, factor: 1.0_f64.exp() })),
            (Line, vec2(0.0, 0.0), none, None),
        ] {
            assert_eq!(wheel(at, unit, delta, modifiers), expected, "{unit:?} {delta:?}");
        }
    }
}

//! What the keys of a presenter, and of a clicker, do. Must not draw.

use eframe::egui::{self, Event, Key, Modifiers};

use super::{Presenting, focus};
use crate::{
    app::canvas::Canvas,
    editor::{Session, Target},
    model::OrganisationId,
};

/// What a key asks of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// End the presentation.
    Leave,
    /// Fill the screen, or do not.
    FullScreen,
}

/// No story has more digits.
const MOST_DIGITS: usize = 3;

impl Presenting {
    /// Takes all keys of this frame out of the input: nothing else may act on them.
    pub fn keys(&mut self, ctx: &egui::Context, session: &mut Session, canvas: &Canvas) -> Option<Wish> {
        let mut pressed = Vec::new();
        let mut clicked = false;
        let black = self.black;
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: is_down, modifiers, .. } => {
                    if *is_down {
                        pressed.push((*key, *modifiers));
                    }
                    false
                }
                Event::PointerButton { pressed: true, .. } if black => {
                    clicked = true;
                    false
                }
                Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut => false,
                _ => true,
            });
        });
        if !pressed.is_empty() {
            // Tab and the arrows are ours: the keyboard stays where it is.
            ctx.memory_mut(|memory| {
                memory.move_focus(egui::FocusDirection::None);
                memory.request_focus(Canvas::id());
            });
        }
        if black && (clicked || !pressed.is_empty()) {
            self.black = false;
            ctx.request_repaint();
            return None;
        }
        let mut wish = None;
        for (key, modifiers) in pressed {
            wish = self.key(key, modifiers, session, canvas).or(wish);
            ctx.request_repaint();
        }
        wish
    }

    fn key(
        &mut self,
        key: Key,
        modifiers: Modifiers,
        session: &mut Session,
        canvas: &Canvas,
    ) -> Option<Wish> {
        if let Some(digit) = digit(key).filter(|_| modifiers.is_none()) {
            if self.typed.len() < MOST_DIGITS {
                self.typed.push(digit);
            }
            return None;
        }
        let typed = std::mem::take(&mut self.typed);
        match key {
            Key::Escape if typed.is_empty() => return Some(Wish::Leave),
            Key::F5 => return Some(Wish::Leave),
            Key::F11 => return Some(Wish::FullScreen),
            Key::Backspace if !typed.is_empty() => {
                self.typed = typed[..typed.len() - 1].to_owned();
            }
            Key::Enter if !typed.is_empty() => self.jump(typed.parse().unwrap_or(1)),
            Key::PageDown | Key::Space | Key::ArrowRight | Key::ArrowDown | Key::Enter => self.next(),
            Key::PageUp | Key::ArrowLeft | Key::ArrowUp | Key::Backspace => self.previous(),
            Key::Home => self.jump(1),
            Key::End => self.jump(self.steps.len()),
            Key::B | Key::Period => self.black = true,
            Key::L => self.spot = !self.spot,
            Key::N => self.notes = !self.notes,
            Key::Z => self.whole = !self.whole,
            Key::D if focus(session).is_some() => {
                session.select([]);
                self.dim = false;
            }
            Key::D => self.dim = !self.dim,
            Key::Tab => self.walk(!modifiers.shift, session, canvas),
            Key::F1 | Key::Questionmark | Key::H => self.hint_until = None,
            _ => {}
        }
        None
    }

    fn next(&mut self) {
        if self.stop + 1 < self.plan.stops.len() {
            self.stop += 1;
        } else if self.step + 1 < self.steps.len() {
            (self.step, self.stop) = (self.step + 1, 0);
        }
    }

    fn previous(&mut self) {
        if self.stop > 0 {
            self.stop -= 1;
        } else if self.step > 0 {
            // The last stop of the step before: clamped once that is planned.
            (self.step, self.stop) = (self.step - 1, usize::MAX);
        }
    }

    /// To a step, from 1.
    fn jump(&mut self, number: usize) {
        self.step = number.clamp(1, self.steps.len()) - 1;
        self.stop = 0;
        // Also back to where the step begins, if the view was moved.
        self.sent = self.sent.map(|(step, _, planned)| (step, usize::MAX, planned));
    }

    /// To the next organisation, row by row as one reads.
    fn walk(&mut self, forward: bool, session: &mut Session, canvas: &Canvas) {
        let Some(scene) = canvas.scene() else { return };
        let row = |y: f64| (y / 60.0).round() as i64;
        let mut ids: Vec<(i64, i64, &OrganisationId)> = scene
            .nodes
            .iter()
            .map(|node| (row(node.rect.center().y), node.rect.center().x as i64, &node.id))
            .collect();
        ids.sort_unstable();
        let count = ids.len();
        if count == 0 {
            return;
        }
        let at = focus(session).and_then(|id| ids.iter().position(|(_, _, other)| **other == id));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        session.select([Target::Organisation(ids[next].2.clone())]);
        self.follow = true;
    }
}

fn digit(key: Key) -> Option<char> {
    let keys = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    let number = keys.iter().position(|other| *other == key)?;
    char::from_digit(u32::try_from(number).ok()?, 10)
}

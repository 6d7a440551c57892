//! Keys: how they are written, and which action a press asks for.
//! Must not know what actions do.

use eframe::egui::{self, Event, Key, KeyboardShortcut, Modifiers};

use super::{Action, Entry, Situation, TABLE};

/// How keys are written: `Ctrl+Shift+S`, `F1`, `V`.
#[must_use]
pub fn text(shortcut: &KeyboardShortcut) -> String {
    let mut text = String::new();
    for (held, name) in [
        (shortcut.modifiers.command || shortcut.modifiers.ctrl, "Ctrl+"),
        (shortcut.modifiers.alt, "Alt+"),
        (shortcut.modifiers.shift, "Shift+"),
    ] {
        if held {
            text.push_str(name);
        }
    }
    text.push_str(match shortcut.logical_key {
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::Comma => ",",
        Key::Period => ".",
        Key::Backslash => "\\",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Quote => "'",
        Key::Slash => "/",
        Key::Num0 => "0",
        Key::Num1 => "1",
        Key::Num2 => "2",
        other => other.name(),
    });
    text
}

/// Where the keyboard goes at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The canvas, or nothing in particular.
    Canvas,
    /// A text field: letters and the clipboard are its own.
    Text,
    /// The rows of the table: letters, arrows and the clipboard are its own.
    Table,
}

/// What a key that a text field understands itself.
fn is_text_key(shortcut: &KeyboardShortcut) -> bool {
    let plain = !shortcut.modifiers.command && !shortcut.modifiers.ctrl && !shortcut.modifiers.alt;
    let function = is_function(shortcut.logical_key);
    let editing = matches!(shortcut.logical_key, Key::Z | Key::Y | Key::A | Key::C | Key::X | Key::V);
    // On some keyboards Alt writes signs.
    let writes = shortcut.modifiers.alt && !shortcut.modifiers.command && !shortcut.modifiers.ctrl;
    (plain && !function) || editing || (writes && !function)
}

/// What a key that the table understands itself. Undo, saving and the function keys stay the window's.
fn is_table_key(shortcut: &KeyboardShortcut) -> bool {
    let modified = shortcut.modifiers.command || shortcut.modifiers.ctrl;
    let key = shortcut.logical_key;
    if modified {
        return !shortcut.modifiers.shift && matches!(key, Key::A | Key::C | Key::X | Key::V | Key::F);
    }
    !is_function(key) || key == Key::F2
}

/// Whether the press is left to what has the keyboard.
fn is_left(shortcut: &KeyboardShortcut, focus: Focus) -> bool {
    match focus {
        Focus::Text => is_text_key(shortcut),
        Focus::Table => is_table_key(shortcut),
        Focus::Canvas => false,
    }
}

fn is_function(key: Key) -> bool {
    use Key::{F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12};
    matches!(key, F1 | F2 | F3 | F4 | F5 | F6 | F7 | F8 | F9 | F10 | F11 | F12)
}

/// Whether the press is the shortcut. Shift is not asked for where the sign itself may need it.
fn matches(shortcut: &KeyboardShortcut, key: Key, pressed: Modifiers) -> bool {
    let wanted = shortcut.modifiers;
    let shift_is_free = matches!(key, Key::Plus | Key::Questionmark);
    key == shortcut.logical_key
        && (pressed.command || pressed.ctrl) == (wanted.command || wanted.ctrl)
        && pressed.alt == wanted.alt
        && (shift_is_free || pressed.shift == wanted.shift)
}

/// Whether the press is one of the action's own.
#[must_use]
pub fn asks_for(action: Action, key: Key, pressed: Modifiers) -> bool {
    action.entry().shortcuts.iter().any(|shortcut| matches(shortcut, key, pressed))
}

fn action_of(key: Key, pressed: Modifiers, focus: Focus) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| {
        entry.shortcuts.iter().any(|shortcut| matches(shortcut, key, pressed) && !is_left(shortcut, focus))
    })
}

/// What was held when the system asked for a copy. It tells only that something is to be copied, whatever else is held,
/// and in a slow frame the keys may be up again: what came just before tells, or else the next key.
fn held_at_copy(events: &[Event], now: Modifiers) -> Modifiers {
    let at = events.iter().position(|event| matches!(event, Event::Copy)).unwrap_or(0);
    let told = |event: &Event| match event {
        Event::ModifiersChanged(modifiers) | Event::Key { modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    let after = || events[at..].iter().find_map(told).unwrap_or(now);
    events[..at].iter().rev().find_map(told).unwrap_or_else(after)
}

/// The actions that this frame's keys ask for; those presses are taken out of the input, and with a plain letter the
/// text that it would write. What comes after the key that brings the capture bar is typed into it, and what comes
/// after one that opens the panel of arrangements is for the panel.
#[must_use]
pub fn take(ctx: &egui::Context, situation: &Situation, focus: Focus) -> Vec<Action> {
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        let held = held_at_copy(&input.events, input.modifiers);
        let mut letter_taken = false;
        let mut passed_on = false;
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if !passed_on => {
                match action_of(*key, *modifiers, focus) {
                    Some(entry) => {
                        let opens = entry.action == Action::Capture || entry.action.arranges();
                        passed_on = opens && situation.allows(entry.action);
                        letter_taken = !modifiers.command && !modifiers.ctrl;
                        if situation.allows(entry.action) {
                            actions.push(entry.action);
                        }
                        false
                    }
                    None => true,
                }
            }
            Event::Text(_) if letter_taken => {
                letter_taken = false;
                false
            }
            Event::Copy | Event::Cut if !matches!(focus, Focus::Text | Focus::Table) => {
                let action = match (event, held.shift, held.alt) {
                    (Event::Cut, ..) => Action::Cut,
                    (_, true, _) => Action::CopyPicture,
                    (_, _, true) => Action::CopySvg,
                    _ => Action::Copy,
                };
                if situation.allows(action) {
                    actions.push(action);
                }
                false
            }
            _ => true,
        });
    });
    actions
}

/// Text pasted in this frame, unless a text field takes it.
#[must_use]
pub fn take_paste(ctx: &egui::Context, focus: Focus) -> Option<String> {
    if matches!(focus, Focus::Text | Focus::Table) {
        return None;
    }
    ctx.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, pressed: bool, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
    }

    #[test]
    fn a_copy_knows_what_was_held_however_slow_the_frame() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let both = ctrl | Modifiers::SHIFT;
        let (none, copy) = (Modifiers::NONE, || Event::Copy);
        let changed = Event::ModifiersChanged;
        // As a desktop tells it, with all keys down and up in one frame; with the letter's way up alone; with nothing.
        let all = vec![
            key(Key::ShiftLeft, true, ctrl),
            changed(both),
            copy(),
            key(Key::ShiftLeft, false, both),
            changed(ctrl),
            changed(none),
            key(Key::C, false, none),
        ];
        let cases = [
            (all, none, both),
            (vec![copy(), key(Key::C, false, both)], none, both),
            (vec![copy()], ctrl, ctrl),
        ];
        for (events, now, expected) in cases {
            assert_eq!(held_at_copy(&events, now), expected, "{events:?}");
        }
    }
}

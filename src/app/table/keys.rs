//! What the keyboard asks of a sheet: while the sheet has it, every press is the sheet's own but those that the whole
//! window answers to. Must not know what comes of a press.

use eframe::egui::{Event, Key, Modifiers, Ui};

use super::cursor::Step;

/// A press, as the sheet understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Move the cursor; with Shift the selection grows to it.
    Move(Step, bool),
    /// The cursor's row in or out of the selection.
    Toggle,
    /// Write in the cell.
    Open,
    /// Write this in the cell, in place of what stands there.
    Type(String),
    /// Take the selected rows away.
    Delete,
    /// Select all rows.
    All,
    Copy,
    Cut,
    Paste(String),
    /// Sort by the cursor's column, upward or downward.
    Sort(bool),
    /// The next sheet, or the one before.
    Sheet(isize),
    /// To the field of the filter.
    Filter,
    /// Give the keyboard back.
    Leave,
    /// The letter that opened the table, pressed again before anything was done in it; with Shift.
    OpenerAgain(bool),
}

/// The presses of this frame; they are taken out of the input. `page` is how many rows are seen at once. In a `fresh`
/// table, where nothing has been done yet, the letter that opened it closes it: a second press must not write over a name.
pub(super) fn take(ui: &Ui, page: usize, fresh: bool) -> Vec<Press> {
    let mut presses = Vec::new();
    let is_opener = |text: &str| fresh && text.eq_ignore_ascii_case("b");
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Copy => keep(&mut presses, Press::Copy),
            Event::Cut => keep(&mut presses, Press::Cut),
            Event::Paste(text) => keep(&mut presses, Press::Paste(text.clone())),
            Event::Text(text) if is_opener(text) => false,
            Event::Text(text) if text.trim().is_empty() => keep(&mut presses, Press::Toggle),
            Event::Text(text) => keep(&mut presses, Press::Type(text.clone())),
            Event::Key { key: Key::B, pressed: true, modifiers, .. }
                if fresh && presses.is_empty() && !modifiers.command && !modifiers.ctrl && !modifiers.alt =>
            {
                keep(&mut presses, Press::OpenerAgain(modifiers.shift))
            }
            Event::Key { key, pressed: true, modifiers, .. } => match press(*key, *modifiers, page) {
                Some(press) => keep(&mut presses, press),
                // A letter comes once more as text; alone it means nothing here, nor to whoever comes after.
                None => modifiers.command || modifiers.ctrl || modifiers.alt || is_function(*key),
            },
            _ => true,
        });
    });
    presses
}

/// Takes the press; the event is not for others.
fn keep(presses: &mut Vec<Press>, press: Press) -> bool {
    presses.push(press);
    false
}

fn is_function(key: Key) -> bool {
    key.name().len() > 1
        && key.name().starts_with('F')
        && key.name()[1..].bytes().all(|sign| sign.is_ascii_digit())
}

fn press(key: Key, modifiers: Modifiers, page: usize) -> Option<Press> {
    let (control, shift) = (modifiers.command || modifiers.ctrl, modifiers.shift);
    let page = isize::try_from(page.max(1)).unwrap_or(1);
    if modifiers.alt {
        return match key {
            Key::ArrowUp => Some(Press::Sort(true)),
            Key::ArrowDown => Some(Press::Sort(false)),
            _ => None,
        };
    }
    let step = match (key, control) {
        (Key::ArrowUp, false) => Step::Rows(-1),
        (Key::ArrowDown, false) => Step::Rows(1),
        (Key::ArrowUp | Key::Home, true) => Step::FirstRow,
        (Key::ArrowDown | Key::End, true) => Step::LastRow,
        (Key::ArrowLeft, false) => Step::Columns(-1),
        (Key::ArrowRight, false) => Step::Columns(1),
        (Key::ArrowLeft, true) | (Key::Home, false) => Step::FirstColumn,
        (Key::ArrowRight, true) | (Key::End, false) => Step::LastColumn,
        (Key::PageUp, false) => Step::Rows(-page),
        (Key::PageDown, false) => Step::Rows(page),
        (Key::Tab, false) => return Some(Press::Move(Step::Cells(if shift { -1 } else { 1 }), false)),
        (Key::PageUp, true) => return Some(Press::Sheet(-1)),
        (Key::PageDown, true) => return Some(Press::Sheet(1)),
        (Key::Enter | Key::F2, false) => return Some(Press::Open),
        (Key::Backspace, false) => return Some(Press::Type(String::new())),
        (Key::Delete, false) => return Some(Press::Delete),
        (Key::Escape, false) => return Some(Press::Leave),
        (Key::A, true) => return Some(Press::All),
        (Key::F, true) => return Some(Press::Filter),
        _ => return None,
    };
    let grows = shift && matches!(step, Step::Rows(_) | Step::FirstRow | Step::LastRow);
    Some(Press::Move(step, grows))
}

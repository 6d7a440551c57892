//! What the keyboard asks of a sheet: while the sheet has it, every press is the sheet's own but those that the whole
//! window answers to. Must not know what comes of a press.

use eframe::egui::{Event, Key, Modifiers, Ui};

use super::cursor::Step;
use crate::app::actions::{Action, keys::asks_for};

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
    /// Nothing is to stand in the cell.
    Clear,
    /// Take the selected rows away.
    TakeRows,
    /// Select all rows.
    All,
    Copy,
    Cut,
    Paste(String),
    /// Sort by the cursor's column, upward or downward.
    Sort(bool),
    /// The other sheet.
    Sheet,
    /// To the field of the filter.
    Filter,
    /// Give the keyboard back.
    Leave,
    /// What opens the table was pressed again before anything was done in it.
    OpenerAgain(Action),
}

/// The presses of this frame; they are taken out of the input. `page` is how many rows are seen at once. In a `fresh`
/// table, where nothing has been done yet, the letter that opened it closes it: a second press must not write over a name.
pub(super) fn take(ui: &Ui, page: usize, fresh: bool) -> Vec<Press> {
    let mut presses = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Copy => keep(&mut presses, Press::Copy),
            Event::Cut => keep(&mut presses, Press::Cut),
            Event::Paste(text) => keep(&mut presses, Press::Paste(text.clone())),
            // The letter comes once more as text.
            Event::Text(_) if matches!(presses.last(), Some(Press::OpenerAgain(_))) => false,
            Event::Text(text) if text.trim().is_empty() => keep(&mut presses, Press::Toggle),
            Event::Text(text) => keep(&mut presses, Press::Type(text.clone())),
            Event::Key { key, pressed: true, modifiers, .. } => {
                let opener = opener(*key, *modifiers).filter(|_| fresh && presses.is_empty());
                match opener.map(Press::OpenerAgain).or_else(|| press(*key, *modifiers, page)) {
                    Some(press) => keep(&mut presses, press),
                    // A letter comes once more as text; alone it means nothing here, nor to whoever comes after.
                    None => modifiers.command || modifiers.ctrl || modifiers.alt || is_function(*key),
                }
            }
            _ => true,
        });
    });
    presses
}

/// Which of the actions that open the table the press asks for.
fn opener(key: Key, modifiers: Modifiers) -> Option<Action> {
    [Action::Table, Action::TableAlone].into_iter().find(|action| asks_for(*action, key, modifiers))
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
        (Key::PageUp | Key::PageDown, true) => return Some(Press::Sheet),
        (Key::Enter | Key::F2, false) => return Some(Press::Open),
        (Key::Backspace, false) => return Some(Press::Type(String::new())),
        (Key::Delete, false) => return Some(Press::Clear),
        (Key::Delete, true) => return Some(Press::TakeRows),
        (Key::Escape, false) => return Some(Press::Leave),
        (Key::A, true) => return Some(Press::All),
        (Key::F, true) => return Some(Press::Filter),
        _ => return None,
    };
    let grows = shift && matches!(step, Step::Rows(_) | Step::FirstRow | Step::LastRow);
    Some(Press::Move(step, grows))
}

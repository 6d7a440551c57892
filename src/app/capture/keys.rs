//! The keys of the line: what an order is, and in which order typing and orders are done when a slow frame brings
//! several at once. Must not know what an order brings about.

use eframe::egui::{Event, Key, Modifiers};

use super::list::Offer;

/// What a key asks of the line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Order {
    /// Enter: do what is typed, or take the row of the list that was walked to.
    Take,
    /// Ctrl+Enter: the same, with what is on the map already in place of its probable doubles.
    TakeExisting,
    /// Tab while a list is open: its row into the line.
    Complete,
    /// Up in the list, or to the line before.
    Up,
    /// Down in the list, or to the line after.
    Down,
    /// Esc: the list goes, then the keyboard.
    Leave,
    /// Tab without a list: on to the next part of the window.
    Out {
        /// To the one before.
        back: bool,
    },
    /// Shift+Enter: another line.
    NewLine,
    /// Ctrl+Z in an empty line.
    Undo,
    /// Ctrl+Y or Ctrl+Shift+Z in an empty line.
    Redo,
    /// Several lines were pasted.
    Lines(String),
    /// A completion was clicked.
    Choose(Offer),
}

/// How the line stands, as far as keys depend on it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// Nothing is typed.
    pub(super) empty: bool,
    /// It holds several lines: up and down are the caret's.
    pub(super) lines: bool,
    /// The list of completions is open.
    pub(super) list: bool,
}

/// Takes the first order out of the events of a frame, and all typing after it: that is of the next frame, when the
/// order has been carried out. What was held back comes first there.
pub(super) fn first_order(events: &mut Vec<Event>, standing: Standing) -> (Option<Order>, Vec<Event>) {
    let mut empty = standing.empty;
    let mut found = None;
    for (at, event) in events.iter().enumerate() {
        match order(event, Standing { empty, ..standing }) {
            Some(order) => {
                found = Some((at, order));
                break;
            }
            None => empty &= !matches!(event, Event::Text(_) | Event::Paste(_)),
        }
    }
    let Some((at, order)) = found else { return (None, Vec::new()) };
    let after = events.split_off(at + 1);
    events.pop();
    let (held, rest) = after.into_iter().partition(is_typing);
    events.extend::<Vec<Event>>(rest);
    (Some(order), held)
}

fn is_typing(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_) | Event::Cut | Event::Copy)
}

fn order(event: &Event, standing: Standing) -> Option<Order> {
    match event {
        Event::Paste(text) if text.trim().contains(['\n', '\t']) => Some(Order::Lines(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => key_order(*key, *modifiers, standing),
        _ => None,
    }
}

fn key_order(key: Key, modifiers: Modifiers, standing: Standing) -> Option<Order> {
    let command = modifiers.command || modifiers.ctrl;
    match (key, command, modifiers.shift) {
        _ if modifiers.alt => None,
        (Key::Enter, false, false) => Some(Order::Take),
        (Key::Enter, false, true) => Some(Order::NewLine),
        (Key::Enter, true, _) => Some(Order::TakeExisting),
        (Key::Tab, false, false) if standing.list => Some(Order::Complete),
        (Key::Tab, false, back) => Some(Order::Out { back }),
        (Key::ArrowUp, false, false) if standing.list || !standing.lines => Some(Order::Up),
        (Key::ArrowDown, false, false) if standing.list || !standing.lines => Some(Order::Down),
        (Key::Escape, false, false) => Some(Order::Leave),
        (Key::Z, true, false) if standing.empty => Some(Order::Undo),
        (Key::Z, true, true) | (Key::Y, true, _) if standing.empty => Some(Order::Redo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn what_is_typed_after_enter_is_of_the_next_line() {
        let mut events = vec![
            text("Wate"),
            text("rshed"),
            key(Key::Enter, Modifiers::NONE),
            text("BFI"),
            Event::PointerGone,
            key(Key::Enter, Modifiers::NONE),
        ];
        let (order, held) = first_order(&mut events, Standing { empty: true, ..Standing::default() });
        assert_eq!(order, Some(Order::Take));
        assert_eq!(events, [text("Wate"), text("rshed"), Event::PointerGone]);
        assert_eq!(held, [text("BFI"), key(Key::Enter, Modifiers::NONE)]);
    }

    #[test]
    fn keys_mean_what_the_line_lets_them() {
        let (none, ctrl, shift) = (Modifiers::NONE, Modifiers::COMMAND, Modifiers::SHIFT);
        let empty = Standing { empty: true, ..Standing::default() };
        let (line, list) = (Standing::default(), Standing { list: true, ..Standing::default() });
        let lines = Standing { lines: true, ..Standing::default() };
        for (event, standing, expected) in [
            (key(Key::Tab, none), line, Some(Order::Out { back: false })),
            (key(Key::Tab, none), list, Some(Order::Complete)),
            (key(Key::Tab, shift), list, Some(Order::Out { back: true })),
            (key(Key::ArrowUp, none), line, Some(Order::Up)),
            (key(Key::ArrowUp, none), lines, None),
            (key(Key::ArrowUp, none), Standing { list: true, ..lines }, Some(Order::Up)),
            (key(Key::Z, ctrl), line, None),
            (key(Key::Z, ctrl), empty, Some(Order::Undo)),
            (key(Key::Z, ctrl | shift), empty, Some(Order::Redo)),
            (key(Key::Enter, ctrl), line, Some(Order::TakeExisting)),
            (key(Key::Enter, shift), line, Some(Order::NewLine)),
            (Event::Paste("one line\n".to_owned()), line, None),
            (Event::Paste("a\nb".to_owned()), line, Some(Order::Lines("a\nb".to_owned()))),
            (Event::Paste("a\tb".to_owned()), line, Some(Order::Lines("a\tb".to_owned()))),
        ] {
            assert_eq!(first_order(&mut vec![event.clone()], standing).0, expected, "{event:?} {standing:?}");
        }
    }
}

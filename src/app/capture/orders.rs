//! Orders carried out on the line: what is to be done on the map goes out as an intent.
//! Must not know how words are read, nor draw.

use eframe::egui::{self, FocusDirection};

use super::{CaptureBar, Captured, keys::Order, list::Offer};
use crate::app::{Intent, PanelContext, actions::Action, canvas::Canvas};

/// Carries an order out.
pub(super) fn carry_out(
    ui: &egui::Ui,
    context: &PanelContext<'_>,
    bar: &mut CaptureBar,
    order: Order,
    intents: &mut Vec<Intent>,
) {
    match order {
        Order::Take => match bar.list.walked().cloned() {
            Some(offer) => choose(bar, &offer),
            None => take(bar, context, intents),
        },
        Order::TakeExisting => {
            if let Some(understood) = bar.understood_now(context)
                && !understood.doubts.is_empty()
            {
                let text = understood.with_existing();
                bar.set_text(text);
            }
            take(bar, context, intents);
        }
        Order::Complete => {
            if let Some(offer) = bar.list.chosen().cloned() {
                choose(bar, &offer);
            }
        }
        Order::Choose(offer) => choose(bar, &offer),
        Order::Up => {
            if bar.list.is_open() {
                bar.list.up();
            } else if let Some(line) = bar.past.earlier(&bar.text) {
                bar.set_text(line);
            }
        }
        Order::Down => {
            if bar.list.is_open() {
                bar.list.down();
            } else if let Some(line) = bar.past.later() {
                bar.set_text(line);
            }
        }
        Order::Leave => {
            if !bar.list.close() {
                ui.memory_mut(|memory| memory.request_focus(Canvas::id()));
                bar.focused = false;
                bar.focus_frames = 0;
            }
        }
        Order::Out { back } => {
            let way = if back { FocusDirection::Previous } else { FocusDirection::Next };
            // In the next frame, before the field: egui looks for what comes after it while it is shown.
            bar.leaving = Some(way);
        }
        Order::NewLine => bar.insert("\n"),
        Order::Lines(text) => bar.insert(&plain_lines(&text)),
        Order::Undo => {
            bar.said.clear();
            intents.push(Intent::Act(Action::Undo));
        }
        Order::Redo => {
            bar.said.clear();
            intents.push(Intent::Act(Action::Redo));
        }
    }
    ui.ctx().request_repaint();
}

/// The row of the list into the line.
fn choose(bar: &mut CaptureBar, offer: &Offer) {
    if bar.text.get(offer.replace.clone()).is_some() {
        bar.text.replace_range(offer.replace.clone(), &offer.text);
        bar.put_caret(offer.replace.start + offer.text.len());
    }
    bar.list.close();
}

/// What is typed becomes a step of the map; what can't be read is told of.
fn take(bar: &mut CaptureBar, context: &PanelContext<'_>, intents: &mut Vec<Intent>) {
    bar.list.close();
    if bar.text.trim().is_empty() {
        return;
    }
    let Some(understood) = bar.understood_now(context) else { return };
    if !understood.does_something() {
        bar.insisted = true;
        // Enter asks: it is said again.
        bar.told.clear();
        return;
    }
    intents.push(Intent::Capture(Box::new(Captured {
        command: understood.command.clone(),
        focus: understood.focus.clone(),
        said: understood.said.clone(),
        line: bar.text.clone(),
        unread: understood.unread.clone(),
    })));
}

/// Line ends as we have them, and no empty lines round them.
pub(super) fn plain_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim_end().trim_start_matches('\n').to_owned()
}

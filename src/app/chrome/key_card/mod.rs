//! The key card: what each plain letter does on the canvas, and the choosers that S, C, K, M and T open.
//! Must not know how an edit is carried out.

mod chooser;
mod letters;
mod values;

use eframe::egui::{self, Event, Key, Rect};

use crate::{
    app::{Intent, Notice, PanelContext, actions::Action},
    editor::Session,
};
use values::{Choice, Subject};

/// The key card of one map.
#[derive(Default)]
pub struct KeyCard {
    chooser: Option<Chooser>,
    /// It has been opened and what it says has not been said aloud yet.
    opened: bool,
}

/// A chooser that is open.
struct Chooser {
    action: Action,
    /// Which of the choices the arrows are at.
    lit: Option<usize>,
    /// A letter has stepped it on: the steps are one edit.
    stepped: bool,
    /// How many stand side by side, as it was last drawn.
    columns: usize,
}

impl KeyCard {
    /// Whether a chooser is open.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        self.chooser.is_some()
    }

    /// Opens the chooser of a letter; why not, where it has nothing to speak of.
    pub fn choose(&mut self, action: Action, session: &Session) -> Option<Notice> {
        let subject = Subject::of(action, session);
        if subject.is_empty() {
            let words = match action {
                Action::ChooseFormality => Some("Select a flow first: M says whether it is formal"),
                Action::ChooseStatus => Some("Select a flow or an organisation first: T says its status"),
                _ => None,
            };
            if let Some(words) = words {
                return Some(Notice::warning(words));
            }
        }
        let lit = chosen(&values::choices(action, session.document()), &subject, session);
        self.chooser = Some(Chooser { action, lit, stepped: false, columns: 1 });
        self.opened = true;
        None
    }

    /// Takes its keys out of the frame's input while a chooser is open: digits choose, its letter steps on, arrows and
    /// Enter, Esc. Any other key closes it and means what it always means.
    pub fn take_keys(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Intent> {
        let mut intents = Vec::new();
        if self.chooser.is_none() {
            return intents;
        }
        let mut kept_focus = false;
        ctx.input_mut(|input| {
            let mut taken = false;
            input.events.retain(|event| match event {
                // Held for the digit that comes after it.
                Event::Key { key: Key::ShiftLeft | Key::ShiftRight, .. } => true,
                Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                    let plain = !modifiers.any() || modifiers.shift_only();
                    taken = plain && self.take_key(*key, *physical_key, session, &mut intents);
                    kept_focus |= taken;
                    if !taken && self.chooser.is_some() {
                        self.close(&mut intents);
                    }
                    !taken
                }
                Event::Text(_) if taken => {
                    taken = false;
                    false
                }
                _ => true,
            });
        });
        if kept_focus {
            ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
        intents
    }

    fn take_key(
        &mut self,
        key: Key,
        physical: Option<Key>,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> bool {
        let Some(chooser) = &mut self.chooser else { return false };
        let choices = values::choices(chooser.action, session.document());
        let letter = chooser.action.entry().shortcuts.iter().any(|shortcut| shortcut.logical_key == key);
        match key {
            Key::Escape => self.close(intents),
            Key::Enter | Key::Space => {
                if let Some(lit) = chooser.lit {
                    self.pick(&choices, lit, session, intents);
                }
                self.close(intents);
            }
            Key::ArrowRight => chooser.go(1, choices.len()),
            Key::ArrowLeft => chooser.go(-1, choices.len()),
            Key::ArrowDown => chooser.go(chooser.columns as isize, choices.len()),
            Key::ArrowUp => chooser.go(-(chooser.columns as isize), choices.len()),
            _ if letter => {
                let subject = Subject::of(chooser.action, session);
                let now = chosen(&choices, &subject, session);
                let next = now.map_or(0, |now| (now + 1) % choices.len().max(1));
                chooser.lit = Some(next);
                chooser.stepped = true;
                self.pick(&choices, next, session, intents);
            }
            _ => {
                let named =
                    |key: Key| choices.iter().position(|choice| choice.key.and_then(key_of) == Some(key));
                // On some keyboards a digit needs Shift: then the key itself counts.
                let is_digit = |key: &Key| key.name().parse::<u8>().is_ok();
                let at = named(key).or_else(|| physical.filter(is_digit).and_then(named));
                let Some(at) = at else { return false };
                self.pick(&choices, at, session, intents);
                self.close(intents);
            }
        }
        true
    }

    /// Carries a choice out.
    fn pick(&self, choices: &[Choice], at: usize, session: &Session, intents: &mut Vec<Intent>) {
        let (Some(chooser), Some(choice)) = (&self.chooser, choices.get(at)) else { return };
        let subject = Subject::of(chooser.action, session);
        if subject.has(&choice.value, session) && !chooser.stepped {
            return;
        }
        let coalesce = chooser.stepped.then(|| format!("key card {:?} {subject:?}", chooser.action));
        intents.extend(subject.set(chooser.action, &choice.value, session, coalesce));
        let of = subject.words(chooser.action, session.document());
        let noun = values::noun(chooser.action);
        intents.push(Intent::Announce(format!("{}, {noun} of {of}", choice.words)));
    }

    fn close(&mut self, intents: &mut Vec<Intent>) {
        if self.chooser.take().is_some_and(|chooser| chooser.stepped) {
            intents.push(Intent::Seal);
        }
    }
}

impl Chooser {
    /// Moves on among so many, and stays at the ends.
    fn go(&mut self, by: isize, count: usize) {
        let next = match self.lit {
            None => 0,
            Some(lit) => lit.saturating_add_signed(by),
        };
        if next < count
            && (by > 0 || self.lit.is_some_and(|lit| lit >= by.unsigned_abs()) || self.lit.is_none())
        {
            self.lit = Some(next);
        }
    }
}

/// The choice that all of the subject has.
fn chosen(choices: &[Choice], subject: &Subject, session: &Session) -> Option<usize> {
    choices.iter().position(|choice| subject.has(&choice.value, session))
}

/// The key with this sign on it.
fn key_of(sign: char) -> Option<Key> {
    Key::from_name(sign.encode_utf8(&mut [0; 4]))
}

/// Shows the chooser that is open over the foot of `place`, or over its head where it would cover what it speaks of,
/// which stands at `spoken_of`; or the letters if they are wanted.
pub fn key_card_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    card: &mut KeyCard,
    letters: bool,
    place: Rect,
    spoken_of: Option<Rect>,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    if card.is_choosing() {
        chooser::chooser_ui(ctx, context, card, (place, spoken_of), &mut intents);
    } else if letters {
        letters::letters_ui(ctx, context.theme, place);
    }
    intents
}

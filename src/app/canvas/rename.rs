//! Typing a name where it stands: a text field over the label. Must not know commands: hands the new name back.

use eframe::egui::{
    self, Color32, CornerRadius, FontId, Id, Key, Margin, Modifiers, Rect as ScreenRect, Stroke, StrokeKind,
    TextEdit, UiBuilder, Vec2, text::CCursor, text_selection::CCursorRange, vec2,
};

use super::{camera::Projection, derived::Derived};
use crate::{
    app::{fonts, theme::colour},
    model::Document,
    scene::Target,
    style::Look,
    text::{TextStyle, Weight},
};

/// Distance of the words from the edge of the field, screen points.
const PADDING: f32 = 12.0;
/// The field is never narrower, screen points.
const NARROWEST: f32 = 120.0;
/// Words are never smaller while they are typed, screen points.
const SMALLEST: f32 = 12.0;

/// A name being typed.
#[derive(Clone, Debug)]
pub struct Rename {
    /// Whose.
    pub target: Target,
    text: String,
    fresh: bool,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Still typing.
    Typing,
    /// This is the name.
    Commit(String),
    /// Leave the name as it was.
    Cancel,
}

/// The words that a target shows, as they are edited; none for what has no name.
#[must_use]
pub fn words_of(document: &Document, target: &Target) -> Option<String> {
    match target {
        Target::Organisation(id) => document.organisation(id).map(|one| one.name.clone()),
        Target::Flow(id) => document.flow(id).map(|flow| flow.label.clone()),
        Target::Group(id) => document.group(id).map(|group| group.label.clone()),
        Target::Note(id) => document.note(id).map(|note| note.text.clone()),
        Target::Area(id) => {
            document.map().areas.iter().find(|area| area.id == *id).map(|area| area.title.clone())
        }
        Target::Stem(_) | Target::Page | Target::Title | Target::Legend => None,
    }
}

impl Rename {
    /// Begins with the name as it is, all of it selected. None for what has no name.
    #[must_use]
    pub fn begin(document: &Document, target: Target) -> Option<Self> {
        let text = words_of(document, &target)?;
        Some(Self { target, text, fresh: true })
    }

    /// The field's id, for focus.
    #[must_use]
    pub fn id(&self) -> Id {
        Id::new(("rename", &self.target))
    }

    /// Shows the field; says how it ends, and where the field lies.
    pub fn show_ui(
        &mut self,
        ui: &mut egui::Ui,
        projection: &Projection,
        derived: &Derived,
        look: &Look,
    ) -> (Outcome, Option<ScreenRect>) {
        let Some(place) = Place::of(&self.target, projection, derived, look) else {
            return (Outcome::Cancel, None);
        };
        let many_lines = matches!(self.target, Target::Note(_));
        let ended = ended_by_key(ui, many_lines);
        let rect = place.field(ui, &self.text);
        let stroke = Stroke::new(2.0, colour(look.accent()));
        ui.painter().rect(rect, CornerRadius::same(8), place.ground, stroke, StrokeKind::Outside);
        let id = self.id();
        let words = place.galley_size(ui, &self.text, rect.width());
        let inner = ScreenRect::from_center_size(rect.center(), vec2(rect.width() - 2.0 * PADDING, words.y));
        let output = ui
            .scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                ui.visuals_mut().override_text_color = Some(place.ink);
                ui.visuals_mut().text_cursor.stroke.color = place.ink;
                TextEdit::multiline(&mut self.text)
                    .id(id)
                    .font(place.font.clone())
                    .frame(egui::Frame::NONE)
                    .margin(Margin::ZERO)
                    .desired_rows(1)
                    .min_size(vec2(inner.width(), 0.0))
                    .desired_width(inner.width())
                    .horizontal_align(place.align)
                    .show(ui)
            })
            .inner;
        let response = &output.response.response;
        if self.fresh {
            self.fresh = false;
            response.request_focus();
            let mut state = output.state;
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(self.text.chars().count()));
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), self.id());
            ui.ctx().request_repaint();
            return (Outcome::Typing, Some(rect));
        }
        let outcome = match ended {
            Some(ended) => self.finished(ended),
            // A press elsewhere, or another field that takes the keyboard, means: this is the name.
            None if pressed_beside(ui, rect) || taken_by_another(ui, id) => self.finished(Ended::Commit),
            None => {
                // The release of the click that opened the field takes the keyboard away again.
                if !response.has_focus() {
                    response.request_focus();
                }
                Outcome::Typing
            }
        };
        (outcome, Some(rect))
    }

    /// Whether it is a note that is being written.
    #[must_use]
    pub fn is_note(&self) -> bool {
        matches!(self.target, Target::Note(_))
    }

    /// The name as far as it is typed.
    #[must_use]
    pub fn committed(&self) -> Outcome {
        self.finished(Ended::Commit)
    }

    fn finished(&self, ended: Ended) -> Outcome {
        match ended {
            // A note holds what somebody said: it is not thrown away by a key that elsewhere only ends things.
            Ended::Cancel if self.is_note() && !self.text.trim().is_empty() => self.finished(Ended::Commit),
            Ended::Cancel => Outcome::Cancel,
            Ended::Commit if self.is_note() => Outcome::Commit(self.text.trim_end().to_owned()),
            Ended::Commit => Outcome::Commit(self.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }
}

#[derive(Clone, Copy)]
enum Ended {
    Commit,
    Cancel,
}

/// Enter, Ctrl+Enter and Tab keep the name, Escape drops it; Shift+Enter is a new line where lines are kept.
fn ended_by_key(ui: &egui::Ui, many_lines: bool) -> Option<Ended> {
    ui.input_mut(|input| {
        let shift_enter = !many_lines && input.consume_key(Modifiers::SHIFT, Key::Enter);
        let commit = shift_enter
            || (!(many_lines && input.modifiers.shift) && input.consume_key(Modifiers::NONE, Key::Enter))
            || input.consume_key(Modifiers::COMMAND, Key::Enter)
            || input.consume_key(Modifiers::NONE, Key::Tab)
            || input.consume_key(Modifiers::SHIFT, Key::Tab);
        let cancel = input.consume_key(Modifiers::NONE, Key::Escape);
        if cancel { Some(Ended::Cancel) } else { commit.then_some(Ended::Commit) }
    })
}

fn pressed_beside(ui: &egui::Ui, field: ScreenRect) -> bool {
    ui.input(|input| {
        let pressed = input.pointer.any_pressed();
        pressed && input.pointer.interact_pos().is_some_and(|at| !field.contains(at))
    })
}

fn taken_by_another(ui: &egui::Ui, field: Id) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    focused.is_some_and(|id| id != field && id != super::Canvas::id())
}

/// Where the field stands and how it looks.
struct Place {
    rect: ScreenRect,
    font: FontId,
    ink: Color32,
    ground: Color32,
    align: egui::Align,
}

impl Place {
    fn of(target: &Target, projection: &Projection, derived: &Derived, look: &Look) -> Option<Self> {
        let label = derived.label(target);
        let around = match (target, label) {
            // What is as large as its contents is named where its title stands.
            (Target::Group(_) | Target::Area(_) | Target::Flow(_), Some((_, bounds))) => bounds,
            (Target::Flow(_), None) => {
                let center = derived.rect(target)?.center();
                crate::model::Rect::from_center(center, crate::model::Size::new(80.0, 16.0))
            }
            _ => derived.rect(target)?,
        };
        let style = label.map_or(TextStyle::new(14.0).weight(Weight::Medium), |(block, _)| block.style);
        let size = (style.size * projection.zoom) as f32;
        let name = match (style.italic, style.weight) {
            (true, _) => fonts::ITALIC,
            (false, Weight::Regular) => fonts::REGULAR,
            (false, Weight::Medium) => fonts::MEDIUM,
            (false, Weight::Bold) => fonts::BOLD,
        };
        let centred = matches!(target, Target::Organisation(_) | Target::Flow(_));
        Some(Self {
            rect: projection.screen_rect(around),
            font: fonts::font(name, size.max(SMALLEST)),
            ink: colour(look.ink()),
            ground: colour(look.page()),
            align: if centred { egui::Align::Center } else { egui::Align::Min },
        })
    }

    fn galley_size(&self, ui: &egui::Ui, text: &str, width: f32) -> Vec2 {
        let shown = if text.is_empty() { "M" } else { text };
        let galley = ui.fonts_mut(|fonts| {
            fonts.layout(shown.to_owned(), self.font.clone(), self.ink, (width - 2.0 * PADDING).max(1.0))
        });
        galley.size()
    }

    /// The box of what is named, grown so that all that was typed is seen.
    fn field(&self, ui: &egui::Ui, text: &str) -> ScreenRect {
        let widest = (self.font.size * 18.0).max(self.rect.width()).max(NARROWEST);
        let words = self.galley_size(ui, text, widest);
        let width = (words.x + 2.0 * PADDING + 4.0).max(self.rect.width()).max(NARROWEST);
        let height = (words.y + 12.0).max(self.rect.height());
        if self.align == egui::Align::Center {
            ScreenRect::from_center_size(self.rect.center(), vec2(width, height))
        } else {
            let top = self.rect.center().y - height / 2.0;
            let left = self.rect.left() - if self.rect.width() > width { 0.0 } else { PADDING };
            ScreenRect::from_min_size(egui::pos2(left, top), vec2(width, height))
        }
    }
}

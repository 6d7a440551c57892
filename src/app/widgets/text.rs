//! The text field: faint ground, no outline until the pointer or the keyboard comes, the accent's ring while it is
//! edited, the ring of errors while what stands there is wrong. Must not know what the text means.

use eframe::egui::{
    Color32, CornerRadius, FontId, Frame, Id, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
    vec2,
};

use super::{CONTROL, RADIUS, TEXT_SIZE, accent, control_fill, hairline, hover_fill};

/// What names a field for those who do not see it.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// The label above it.
    Label(Id),
    /// These words, where no label is shown.
    Words(&'a str),
}

/// Gives a text field without a label its name.
pub fn name_text_field(ui: &Ui, response: &Response, name: &str, text: &str) {
    response.widget_info(|| WidgetInfo {
        label: Some(name.to_owned()),
        ..WidgetInfo::text_edit(ui.is_enabled(), text, text, "")
    });
}

/// How a text field looks and is named.
#[derive(Clone, Copy, Debug)]
pub struct TextField<'a> {
    /// Of the field itself; names what it edits, so that the caret never wanders to another record.
    pub id: Id,
    /// What names it.
    pub name: Name<'a>,
    /// Muted words where nothing stands.
    pub hint: &'a str,
    /// Rows; more than one keeps line breaks.
    pub rows: usize,
    /// What stands there is wrong.
    pub wrong: bool,
    /// Width, points; the whole of it when `None`.
    pub width: Option<f32>,
}

impl<'a> TextField<'a> {
    /// A line under a label.
    #[must_use]
    pub fn line(id: Id, label: Id, hint: &'a str) -> Self {
        Self { id, name: Name::Label(label), hint, rows: 1, wrong: false, width: None }
    }
}

/// Edits `text`; the answer tells `changed` and `lost_focus`.
pub fn text_field_ui(ui: &mut Ui, field: TextField<'_>, text: &mut String) -> Response {
    let focused = ui.memory(|memory| memory.has_focus(field.id));
    let hovered = ui.ctx().read_response(field.id).is_some_and(|response| response.hovered());
    let fill = if focused {
        ui.visuals().text_edit_bg_color()
    } else if hovered {
        hover_fill(ui)
    } else {
        control_fill(ui)
    };
    let frame = Frame::new().inner_margin(Margin::symmetric(8, 6)).corner_radius(RADIUS).fill(fill);
    let edit = if field.rows > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
    let edit = edit
        .id(field.id)
        .hint_text(field.hint.to_owned())
        .font(FontId::proportional(TEXT_SIZE))
        .desired_rows(field.rows)
        .desired_width(field.width.unwrap_or(f32::INFINITY))
        .min_size(vec2(0.0, CONTROL))
        .frame(frame);
    let response = ui.add(edit);
    let response = match field.name {
        Name::Label(label) => response.labelled_by(label),
        Name::Words(words) => {
            name_text_field(ui, &response, words, text);
            response
        }
    };
    let ring = if field.wrong {
        Stroke::new(1.5, ui.visuals().error_fg_color)
    } else if focused {
        Stroke::new(2.0, accent(ui))
    } else if hovered {
        hairline(ui)
    } else {
        Stroke::new(0.0, Color32::TRANSPARENT)
    };
    ui.painter().rect_stroke(response.rect, CornerRadius::same(RADIUS), ring, StrokeKind::Inside);
    response
}

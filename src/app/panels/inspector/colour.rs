//! The colour field: a swatch that opens the scheme's colours, and the colour in writing.
//! Must not know what is coloured.

use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Popup, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType,
    vec2,
};

use super::form::{Field, Form};
use crate::{
    app::{
        theme,
        widgets::{CONTROL, INNER, RADIUS, hairline, strong},
    },
    model::{Colour, Document, Record},
    style::Rgba,
};

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// A colour that may be left out.
    pub(super) fn colour(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        get: impl Fn(&T) -> Option<Colour>,
        set: impl Fn(&mut T, Option<Colour>),
    ) {
        let current = self.subject.shared(&get).same().flatten();
        let mut picked = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = INNER;
            let width = (ui.available_width() - CONTROL - INNER).max(40.0);
            ui.allocate_ui(vec2(width, CONTROL), |ui| {
                self.written(ui, field, &get, &set, |_| None);
            });
            ui.vertical(|ui| {
                // In line with the field, under the height of its label.
                ui.add_space(18.0);
                picked = picker_ui(ui, field.label, current, self.context.session.document());
            });
        });
        if let Some(colour) = picked {
            self.subject
                .change(&format!("Edit {}", field.label.to_lowercase()), |record| set(record, colour));
        }
    }
}

/// The swatch; opens the colours that the map uses already. `Some(None)` is *none of its own*.
fn picker_ui(
    ui: &mut Ui,
    name: &str,
    current: Option<Colour>,
    document: &Document,
) -> Option<Option<Colour>> {
    let response = swatch_ui(ui, current, CONTROL, &format!("Choose: {}", name.to_lowercase()));
    let mut picked = None;
    Popup::menu(&response).show(|ui| {
        ui.set_max_width(7.0 * 28.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(INNER);
            if swatch_ui(ui, None, 24.0, "None of its own").clicked() {
                picked = Some(None);
            }
            for colour in colours(document) {
                if swatch_ui(ui, Some(colour), 24.0, &colour.to_string()).clicked() {
                    picked = Some(Some(colour));
                }
            }
        });
    });
    picked
}

/// Colours of the scheme's families and kinds, each once.
fn colours(document: &Document) -> Vec<Colour> {
    let mut colours: Vec<Colour> = Vec::new();
    let families = document.families().values().filter_map(|family| family.colour);
    let kinds = document.flow_kinds_in_order();
    for colour in families.chain(kinds.into_iter().filter_map(|(_, kind)| kind.colour)) {
        if !colours.contains(&colour) {
            colours.push(colour);
        }
    }
    colours
}

fn swatch_ui(ui: &mut Ui, colour: Option<Colour>, side: f32, name: &str) -> eframe::egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let inner = rect.shrink(2.0);
    let radius = CornerRadius::same(RADIUS - 2);
    match colour {
        Some(Colour { red, green, blue }) => {
            ui.painter().rect_filled(inner, radius, theme::colour(Rgba::new(red, green, blue)));
        }
        None => {
            ui.painter().rect_stroke(inner, radius, hairline(ui), StrokeKind::Inside);
            ui.painter().line_segment([inner.left_bottom(), inner.right_top()], hairline(ui));
        }
    }
    let ring = if response.hovered() || response.has_focus() { strong(ui) } else { Color32::TRANSPARENT };
    ui.painter().rect_stroke(rect, CornerRadius::same(RADIUS), Stroke::new(1.5, ring), StrokeKind::Inside);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ColorButton, ui.is_enabled(), name));
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand)
}

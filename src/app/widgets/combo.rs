//! One of many: a field that opens a list, each row with its swatch. Must not know what is chosen.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Id, Key, Popup, PopupCloseBehavior, Rect, Response, ScrollArea,
    Sense, Ui, WidgetInfo, WidgetType, text::LayoutJob, text::TextWrapping, vec2,
};

use super::{
    CONTROL, GAP, Icon, Name, RADIUS, Swatch, TEXT_SIZE, TextField, caption_ui, control_fill, focus_ring,
    hint_ui, hover_fill, muted, paint_swatch, row_fill, strong, text_field_ui,
};

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Choice<V> {
    /// What it stands for.
    pub value: V,
    /// Its words.
    pub words: String,
    /// Drawn before the words.
    pub swatch: Option<Swatch>,
    /// The heading under which it stands; rows of one heading come together.
    pub heading: Option<String>,
}

impl<V> Choice<V> {
    /// A row of words alone.
    pub fn new(value: V, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), swatch: None, heading: None }
    }

    /// The same with a swatch.
    #[must_use]
    pub fn with_swatch(self, swatch: Swatch) -> Self {
        Self { swatch: Some(swatch), ..self }
    }

    /// The same under a heading.
    #[must_use]
    pub fn under(self, heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), ..self }
    }
}

/// A combo over the whole width. `current` is the row that is chosen; `otherwise` stands there when none is (mixed
/// values, nothing yet). Returns the row that was clicked.
pub fn combo_ui<'v, V>(
    ui: &mut Ui,
    id: Id,
    label: Id,
    choices: &'v [Choice<V>],
    current: Option<usize>,
    otherwise: &str,
) -> Option<&'v V> {
    let shown = current.and_then(|index| choices.get(index));
    let words = shown.map_or(otherwise, |choice| choice.words.as_str());
    let swatch = shown.and_then(|choice| choice.swatch.as_ref());
    let rect = ui.allocate_space(vec2(ui.available_width(), CONTROL)).1;
    let response = ui.interact(rect, id, Sense::click());
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() || open { hover_fill(ui) } else { control_fill(ui) };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
        let arrow = Rect::from_min_max(rect.right_top() - vec2(26.0, 0.0), rect.max);
        Icon::ChevronDown.paint(ui.painter(), arrow, muted(ui));
        let inner = Rect::from_min_max(rect.min, arrow.left_bottom());
        row(ui, inner, swatch, words, shown.is_none());
        if response.has_focus() || open {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::new(WidgetType::ComboBox);
        info.enabled = ui.is_enabled();
        info.current_text_value = Some(words.to_owned());
        info
    });
    let response = response.labelled_by(label).on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        // The list opens with nothing sought, and with the keyboard in it if it was opened by key.
        ui.data_mut(|data| data.insert_temp(id, Search { words: String::new(), opening: OPENING }));
    }
    list(&response, choices, current)
}

/// Whether the list of the combo with this id is open: a long list need not be gathered before.
#[must_use]
pub fn combo_is_open(ui: &Ui, id: Id) -> bool {
    ui.ctx().read_response(id).is_some_and(|response| {
        response.clicked() || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response))
    })
}

/// What is sought in an open list.
#[derive(Clone, Debug, Default)]
struct Search {
    words: String,
    /// For so many frames more the keyboard is to come: over a page that stands before all else, a list is not heard in
    /// the first.
    opening: u8,
}

/// The list under the field; a long one with a field to search it.
fn list<'v, V>(response: &Response, choices: &'v [Choice<V>], current: Option<usize>) -> Option<&'v V> {
    let mut clicked = None;
    let popup = Popup::menu(response)
        .width(response.rect.width().max(200.0))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_min_width(response.rect.width().max(200.0) - 2.0 * GAP);
        ui.spacing_mut().item_spacing.y = 0.0;
        stay_on_top(ui);
        let mut search: Search = ui.data(|data| data.get_temp(response.id)).unwrap_or_default();
        let enter = search_ui(ui, response.id, &mut search, choices.len());
        let sought = search.words.trim().to_lowercase();
        let found = choices.iter().enumerate();
        let found: Vec<_> =
            found.filter(|(_, choice)| choice.words.to_lowercase().contains(&sought)).collect();
        if found.is_empty() {
            hint_ui(ui, "Nothing of that name");
        }
        if enter && !sought.is_empty() {
            clicked = found.first().map(|(_, choice)| &choice.value);
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            let mut heading = None;
            for (index, choice) in found {
                if choice.heading.is_some() && choice.heading != heading {
                    ui.add_space(GAP);
                    caption_ui(ui, choice.heading.as_deref().unwrap_or_default());
                    heading.clone_from(&choice.heading);
                }
                let chosen = current == Some(index);
                let row = menu_row_ui(ui, choice.swatch.as_ref(), &choice.words, chosen);
                if row.clicked() {
                    clicked = Some(&choice.value);
                }
                if search.opening > 0 && chosen {
                    if search.opening == OPENING {
                        row.scroll_to_me(Some(eframe::egui::Align::Center));
                    }
                    if choices.len() <= SHORT && response.has_focus() {
                        row.request_focus();
                    }
                }
            }
        });
        if search.opening > 0 {
            search.opening -= 1;
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(response.id, search));
        if clicked.is_some() {
            ui.close();
        }
    });
    clicked
}

/// Keeps the list before what it was opened from. A tap, pressed and let go within one frame, raises both at once, and
/// a page that was raised before would stay before its own list.
fn stay_on_top(ui: &Ui) {
    let layer = ui.layer_id();
    let top = ui.memory(|memory| memory.areas().top_layer_id(layer.order));
    ui.ctx().move_to_top(layer);
    if top != Some(layer) {
        ui.ctx().request_repaint();
    }
}

/// The keyboard comes to an opened list within so many frames.
const OPENING: u8 = 4;
/// A list up to this length needs no search.
const SHORT: usize = 13;

/// The field that searches a long list; returns whether Enter was pressed in it.
fn search_ui(ui: &mut Ui, id: Id, search: &mut Search, length: usize) -> bool {
    if length <= SHORT {
        return false;
    }
    let name = Name::Words("Find in the list");
    let look = TextField { id: id.with("search"), name, hint: "Find", rows: 1, wrong: false, width: None };
    let field = text_field_ui(ui, look, &mut search.words);
    if search.opening > 0 && !field.has_focus() {
        field.request_focus();
    }
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// A row of a menu, with the tick of what is chosen.
pub fn menu_row_ui(ui: &mut Ui, swatch: Option<&Swatch>, words: &str, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CONTROL), Sense::click());
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), row_fill(ui));
        }
        let end = Rect::from_min_max(rect.right_top() - vec2(24.0, 0.0), rect.max);
        if chosen {
            Icon::Tick.paint(ui.painter(), end, strong(ui));
        }
        row(ui, Rect::from_min_max(rect.min, end.left_bottom()), swatch, words, !ui.is_enabled());
        if response.has_focus() {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, ui.is_enabled(), chosen, words));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A row of a menu that opens another.
pub fn submenu_row_ui(ui: &mut Ui, words: &str) -> Response {
    let response = menu_row_ui(ui, None, words, false);
    let end = Rect::from_min_max(response.rect.right_top() - vec2(24.0, 0.0), response.rect.max);
    Icon::ChevronRight.paint(ui.painter(), end, muted(ui));
    response
}

/// Swatch and words within a rectangle, cut off with an ellipsis where they do not fit.
fn row(ui: &Ui, rect: Rect, swatch: Option<&Swatch>, words: &str, faint: bool) {
    let mut left = rect.left() + GAP;
    if let Some(swatch) = swatch {
        let size = swatch.size();
        let place = Rect::from_center_size(eframe::egui::pos2(left + size.x / 2.0, rect.center().y), size);
        paint_swatch(ui.painter(), place, swatch);
        left += size.x + GAP;
    }
    let ink = if faint { muted(ui) } else { strong(ui) };
    let mut job = LayoutJob::simple_singleline(words.to_owned(), FontId::proportional(TEXT_SIZE), ink);
    job.wrap = TextWrapping::truncate_at_width((rect.right() - left).max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = eframe::egui::pos2(left, rect.center().y);
    let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    ui.painter().galley(place.min, galley, ink);
}

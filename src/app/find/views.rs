//! The page of saved views, the steps of the story: chosen again, put in order, written about, taken away.
//! Must not know the camera: what is seen now is asked for by intent.

use eframe::egui::{self, Id, Key, Modifiers};

use super::search::select_all;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        canvas::PICTURE,
        chrome::parts::{Row, Sign, Weight, row_ui, sign_button_ui, words_button_ui, words_ui},
        icons,
        present::READABLE,
        theme,
        widgets::{Name, TextField, caption_ui, text_field_ui},
    },
    editor::Command,
    model::{Camera, Document, RecordId, View, ViewId},
    pipeline,
};

/// Size of a name on the map, canvas units.
const USUAL_LABEL: f64 = 14.0;

/// What the page remembers.
#[derive(Default)]
pub struct ViewsPage {
    /// The view that is shown and written about.
    pub chosen: Option<ViewId>,
    /// Its name is to be typed.
    pub naming: bool,
    /// Where the chosen view is listed.
    pub row: Option<Id>,
}

/// The views in the order of the story.
#[must_use]
pub fn views_in_order(document: &Document) -> Vec<(ViewId, View)> {
    let views = pipeline::views_in_order(document).into_iter();
    views.map(|(id, view)| (id.clone(), view.clone())).collect()
}

/// Shows the page; `focus` gives the list the keyboard. While the card does not have it, keys are not the page's own:
/// elsewhere Alt with the arrows nudges what is selected.
pub fn page_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    page: &mut ViewsPage,
    (focus, has_keyboard): (bool, bool),
) -> Vec<Intent> {
    let theme = context.theme;
    let views = views_in_order(context.session.document());
    let mut intents = Vec::new();
    page.chosen = page.chosen.take().filter(|id| views.iter().any(|(other, _)| other == id));
    if views.is_empty() {
        let words = "A view keeps what is seen now: place, filter and focus. Views in their order are the steps of \
                     the story that F5 presents.";
        words_ui(ui, words, theme::regular(12.5), theme.muted);
    }
    if has_keyboard {
        order_keys(ui, page, &views, &mut intents);
    }
    let room = (ui.ctx().content_rect().height() - 460.0).max(92.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (number, (id, view)) in views.iter().enumerate() {
                    let row = list_row_ui(ui, context, page, number, id, view, &mut intents);
                    let is_chosen = page.chosen.as_ref().map_or(number == 0, |chosen| chosen == id);
                    if is_chosen {
                        page.row = Some(row.id);
                    }
                    if focus && is_chosen {
                        row.request_focus();
                    }
                }
            });
    });
    ui.horizontal(|ui| {
        let words = Action::SaveView.entry().name;
        let tip = Action::SaveView.entry().tip();
        let weight = if views.is_empty() { Weight::Main } else { Weight::Plain };
        let button = words_button_ui(ui, theme, words, weight).on_hover_text(tip);
        if focus && views.is_empty() {
            button.request_focus();
        }
        if button.clicked() {
            intents.push(Intent::Act(Action::SaveView));
        }
        if !views.is_empty() && words_button_ui(ui, theme, "Present", Weight::Quiet).clicked() {
            intents.push(Intent::Act(Action::Present));
        }
    });
    let chosen = page.chosen.clone().and_then(|id| views.iter().find(|(other, _)| *other == id).cloned());
    if let Some((id, view)) = chosen {
        ui.separator();
        tools_ui(ui, context, page, &views, &id, &mut intents);
        if view.camera.is_some_and(|camera| !is_readable(camera)) {
            let words = "Small type from here: it is presented in parts. Zoom in and update for one picture.";
            words_ui(ui, words, theme::regular(12.5), theme.warning);
        }
        fields_ui(ui, page, &id, &view, &mut intents);
    }
    intents
}

fn list_row_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    page: &mut ViewsPage,
    number: usize,
    id: &ViewId,
    view: &View,
    intents: &mut Vec<Intent>,
) -> egui::Response {
    let name = format!("{}   {}", number + 1, named(view));
    let chosen = page.chosen.as_ref() == Some(id);
    let row = Row { icon: icons::EYE, words: &name, beside: &view.caption, on: chosen, ..Row::default() };
    let response = row_ui(ui, context.theme, &row);
    if response.clicked() {
        page.chosen = Some(id.clone());
        intents.push(Intent::ShowView(id.clone()));
    }
    response
}

fn named(view: &View) -> &str {
    if view.name.is_empty() { "Unnamed view" } else { &view.name }
}

/// Alt with the arrows moves the chosen view in the story.
fn order_keys(ui: &egui::Ui, page: &ViewsPage, views: &[(ViewId, View)], intents: &mut Vec<Intent>) {
    let Some(chosen) = &page.chosen else { return };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let by = match (pressed(Key::ArrowUp), pressed(Key::ArrowDown)) {
        (true, false) => -1,
        (false, true) => 1,
        _ => return,
    };
    intents.extend(moved(views, chosen, by));
}

/// One of them farther up or down in the story.
fn moved(views: &[(ViewId, View)], id: &ViewId, by: isize) -> Option<Intent> {
    let at = views.iter().position(|(other, _)| other == id)?;
    let to = at.checked_add_signed(by).filter(|to| *to < views.len())?;
    let mut ids: Vec<RecordId> = views.iter().map(|(id, _)| RecordId::View(id.clone())).collect();
    let one = ids.remove(at);
    ids.insert(to, one);
    Some(Intent::Do(Command::Reorder(ids)))
}

/// Whether a name in the usual size is read from across a room when the view is presented.
fn is_readable(camera: Camera) -> bool {
    camera.zoom * USUAL_LABEL >= READABLE * f64::from(PICTURE.y)
}

/// What can be done with the chosen view.
fn tools_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    page: &mut ViewsPage,
    views: &[(ViewId, View)],
    id: &ViewId,
    intents: &mut Vec<Intent>,
) {
    let at = views.iter().position(|(other, _)| other == id).unwrap_or(0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if words_button_ui(ui, context.theme, "Update from now", Weight::Plain)
            .on_hover_text("Keep what is seen now in this view: place, filter, focus and how flows are drawn")
            .clicked()
        {
            intents.push(Intent::UpdateView(id.clone()));
        }
        for (by, icon, name, tip, enabled) in [
            (-1, icons::CARET_UP, "Earlier in the story", "Earlier  (Alt+Up)", at > 0),
            (1, icons::CARET_DOWN, "Later in the story", "Later  (Alt+Down)", at + 1 < views.len()),
        ] {
            let sign = Sign { icon, name, tip, tip_beside: false, side: 28.0, on: false, enabled };
            if sign_button_ui(ui, context.theme, &sign).clicked() {
                intents.extend(moved(views, id, by));
            }
        }
        let (name, icon) = ("Delete view", icons::TRASH);
        let sign = Sign { icon, name, tip: name, tip_beside: false, side: 28.0, on: false, enabled: true };
        if sign_button_ui(ui, context.theme, &sign).clicked() {
            page.chosen = None;
            intents.push(Intent::Do(Command::Delete(vec![RecordId::View(id.clone())])));
        }
    });
}

/// Name, caption and notes of the chosen view.
fn fields_ui(ui: &mut egui::Ui, page: &mut ViewsPage, id: &ViewId, view: &View, intents: &mut Vec<Intent>) {
    type Part = fn(&mut View) -> &mut String;
    let parts: [(&str, &str, usize, Part); 3] = [
        ("Name", "What this step is called", 1, |view| &mut view.name),
        ("Caption", "Shown large at the foot", 2, |view| &mut view.caption),
        ("Speaker notes", "Only for you: N shows them", 3, |view| &mut view.speaker_notes),
    ];
    for (title, hint, rows, part) in parts {
        caption_ui(ui, title);
        let mut edited = view.clone();
        let field_id = Id::new(("view", id.as_str(), title));
        let name = Name::Words(title);
        let look = TextField { id: field_id, name, hint, rows, wrong: false, width: None };
        let field = text_field_ui(ui, look, part(&mut edited));
        if title == "Name" && std::mem::take(&mut page.naming) {
            field.request_focus();
            select_all(ui.ctx(), field_id, &view.name);
        }
        // Done with the name: the keyboard stays in the card, where Esc closes it.
        let done = rows == 1 && field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(row) = page.row.filter(|_| done) {
            ui.memory_mut(|memory| memory.request_focus(row));
        }
        if field.changed() {
            intents.push(Intent::Do(Command::Replace {
                name: format!("Edit {} of view", title.to_lowercase()),
                records: vec![(RecordId::View(id.clone()), edited.into())],
                coalesce: Some(format!("view {id} {title}")),
            }));
        }
        if field.lost_focus() {
            intents.push(Intent::Seal);
        }
    }
}

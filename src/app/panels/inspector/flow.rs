//! The form of flows: what flows, which way, how; the rare fields folded. Must not know other records' forms.

use eframe::egui::{
    Align, Align2, FontId, Layout, Link, Rect, Sense, TextWrapMode, Ui, UiBuilder, pos2, vec2,
};

use super::{
    choices::{brokers, flow_kinds, statuses, title},
    form::{Form, named},
};
use crate::app::chrome::status_line::counted;
use crate::{
    app::{
        intent::Intent,
        widgets::{
            CONTROL, GAP, Icon, LABEL_SIZE, combo_is_open, hint_ui, icon_button_ui, muted, pair_ui,
            quiet_button_ui, section_ui,
        },
    },
    editor::Command,
    model::{Direction, Flow, FlowId, Formality, RecordId},
};

type Flows<'a> = Form<'a, Flow>;

/// Height of a line of words between controls, points.
const LINE: f32 = 22.0;

/// All fields of the chosen flows.
pub(super) fn flow_ui(ui: &mut Ui, form: &mut Flows<'_>) {
    ends_ui(ui, form);
    let kinds = flow_kinds(form.context);
    let kind = named("kind", "What flows");
    form.choice(ui, kind, &kinds, |record| record.kind.clone(), |record, kind| record.kind = kind);
    form.segments(
        ui,
        named("direction", "Direction"),
        &[
            (Direction::Forward, "Forward", "Forward"),
            (Direction::Both, "Both", "Both ways"),
            (Direction::None, "None", "No direction"),
            (Direction::Unknown, "Not known", "Direction not known"),
        ],
        |record| record.direction,
        |record, direction| record.direction = direction,
    );
    form.segments(
        ui,
        named("formality", "Formality"),
        &[
            (Formality::Formal, "Formal", "Formal"),
            (Formality::Informal, "Informal", "Informal"),
            (Formality::NotStated, "Not stated", "Not stated"),
        ],
        |record| record.formality,
        |record, formality| record.formality = formality,
    );
    pair_ui(ui, |left, right| {
        let choices = statuses(form.context.session.document());
        let status = named("status", "Status");
        form.choice(left, status, &choices, |record| record.status, |record, status| record.status = status);
        let label = named("label", "Label").hint("the kind's name");
        form.text(right, label, |record| record.label.clone(), |record, label| record.label = label);
    });
    let id = form.subject.id("details");
    section_ui(ui, id, "Details", "", false, |ui| details_ui(ui, form));
    form.evidence_section_ui(ui, |record| &record.evidence);
    form.dates_section_ui(
        ui,
        |record| (record.active_from, record.active_to),
        |record| (&mut record.active_from, &mut record.active_to),
    );
    let id = form.subject.id("route");
    section_ui(ui, id, "Route", &bends(form), false, |ui| route_ui(ui, form));
    form.style_section_ui(ui, "Line", false, |record| &record.style, |record| &mut record.style);
    form.extra_section_ui(ui, |record| &record.extra, |record| &mut record.extra);
}

/// Where it comes from and where it goes; a click selects the end, the button turns the flow round.
fn ends_ui(ui: &mut Ui, form: &mut Flows<'_>) {
    let document = form.context.session.document();
    let flow_id = |id: &RecordId| if let RecordId::Flow(id) = id { Some(id.clone()) } else { None };
    let ids: Vec<FlowId> = form.subject.ids().iter().filter_map(flow_id).collect();
    let Some((from, to)) = form.subject.only().map(|(_, flow)| (flow.from.clone(), flow.to.clone())) else {
        if quiet_button_ui(ui, Some(Icon::Swap), "Turn the flows round", true).clicked() {
            form.subject.ask_for(Intent::Do(Command::Reverse(ids)));
        }
        return;
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * LINE), Sense::hover());
    let mut asked = None;
    for (row, (word, end)) in [("From", from), ("To", to)].into_iter().enumerate() {
        let id = RecordId::Organisation(end);
        let top = rect.top() + row as f32 * LINE;
        let font = FontId::proportional(LABEL_SIZE);
        let at = pos2(rect.left(), top + LINE / 2.0);
        ui.painter().text(at, Align2::LEFT_CENTER, word, font, muted(ui));
        let place =
            Rect::from_min_max(pos2(rect.left() + 40.0, top), pos2(rect.right() - CONTROL - GAP, top + LINE));
        let left = Layout::left_to_right(Align::Center);
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place).layout(left));
        cell.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        if cell.add(Link::new(title(document, &id))).on_hover_text("Select it").clicked() {
            asked = Some(Intent::Select(vec![id]));
        }
    }
    let place =
        Rect::from_center_size(rect.right_center() - vec2(CONTROL / 2.0, 0.0), vec2(CONTROL, CONTROL));
    let mut cell = ui.new_child(UiBuilder::new().max_rect(place));
    if icon_button_ui(&mut cell, Icon::Swap, "Turn the flow round").clicked() {
        asked = Some(Intent::Do(Command::Reverse(ids)));
    }
    if let Some(intent) = asked {
        form.subject.ask_for(intent);
    }
}

fn details_ui(ui: &mut Ui, form: &mut Flows<'_>) {
    let condition = named("condition", "Condition").hint("Only if, only when …");
    form.paragraph(
        ui,
        condition,
        2,
        |record| record.condition.clone(),
        |record, text| record.condition = text,
    );
    // On a large map the list is long: while it is closed only what it shows is gathered.
    let open = combo_is_open(ui, form.subject.id("via"));
    let current = form.subject.shared(|flow| flow.via.clone()).same().flatten();
    let choices = brokers(form.context.session.document(), |id| {
        let is_end = |flow: &Flow| flow.from == *id || flow.to == *id;
        if open { form.subject.count(is_end) == 0 } else { current.as_ref() == Some(id) }
    });
    let via = named("via", "Brokered by");
    form.choice(ui, via, &choices, |record| record.via.clone(), |record, via| record.via = via);
    form.written(
        ui,
        named("weight", "Weight").hint("in your own measure"),
        |record| record.weight,
        |record, weight| record.weight = weight,
        |record| {
            let good = record.weight.is_none_or(|weight| weight >= 0.0);
            (!good).then(|| "The weight must be a number from 0 up.".to_owned())
        },
    );
    hint_ui(ui, "Weight does not change the drawing unless the map says so.");
}

fn bends(form: &Flows<'_>) -> String {
    match form.subject.shared(|record| record.route.len()).same() {
        Some(0) => String::new(),
        Some(count) => counted(count, "bend"),
        None => "mixed".to_owned(),
    }
}

fn route_ui(ui: &mut Ui, form: &mut Flows<'_>) {
    let bent = form.subject.count(|record| !record.route.is_empty()) > 0;
    if bent {
        if quiet_button_ui(ui, None, "Clear the bends", true).clicked() {
            form.subject.change("Clear bends", |record| record.route.clear());
        }
    } else {
        hint_ui(ui, "It runs as it likes. Drag its line on the map to bend it.");
    }
    let order = named("z order", "Order (higher is in front)");
    form.written(
        ui,
        order,
        |record| Some(record.z_order),
        |record, z| record.z_order = z.unwrap_or(0),
        |_| None,
    );
}

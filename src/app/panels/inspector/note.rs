//! The form of notes: text, look, what they speak of. Must not know other records' forms.

use eframe::egui::Ui;

use super::{
    choices::title,
    form::{Form, MIXED, named},
};
use crate::{
    app::{
        intent::Intent,
        widgets::{Choice, combo_is_open, combo_ui, field_ui, pair_ui, section_ui},
    },
    editor::Command,
    model::{Document, Note, NoteLook, Point, RecordId, Size},
};

type Notes<'a> = Form<'a, Note>;

/// A note's size where only one side was chosen by hand, canvas units.
const USUAL: Size = Size::new(160.0, 96.0);

/// All fields of the chosen notes.
pub(super) fn note_ui(ui: &mut Ui, form: &mut Notes<'_>) {
    form.locked_ui(ui, |record| record.locked, |record, on| record.locked = on);
    let free = form.subject.flag(|record| record.locked) != Some(true);
    ui.add_enabled_ui(free, |ui| {
        let text = named("text", "Text").hint("What is on your mind");
        form.paragraph(ui, text, 4, |record| record.text.clone(), |record, text| record.text = text);
        form.segments(
            ui,
            named("look", "Drawn as"),
            &[
                (NoteLook::Sticky, "Sticky note", "Sticky note"),
                (NoteLook::Plain, "Words", "Words on the page"),
            ],
            |record| record.look,
            |record, look| record.look = look,
        );
        form.colour(
            ui,
            named("colour", "Paper").hint("the theme's"),
            |record| record.colour,
            |record, colour| record.colour = colour,
        );
        attached_ui(ui, form);
        form.flag(
            ui,
            "Parked: to be dealt with later",
            |record| record.parked,
            |record, on| record.parked = on,
        );
        let id = form.subject.id("arrange");
        section_ui(ui, id, "Position and size", "", false, |ui| arrange_ui(ui, form));
    });
}

/// What a note may speak of, by name; only those that are `wanted`.
fn targets(document: &Document, wanted: impl Fn(&RecordId) -> bool) -> Vec<Choice<Option<RecordId>>> {
    let organisations = document.organisations().keys().cloned().map(RecordId::Organisation);
    let groups = document.groups().keys().cloned().map(RecordId::Group);
    let flows = document.flows().keys().cloned().map(RecordId::Flow);
    let mut choices = vec![Choice::new(None, "Nothing in particular")];
    for (heading, ids) in [
        ("Organisations", organisations.filter(&wanted).collect::<Vec<_>>()),
        ("Groups", groups.filter(&wanted).collect()),
        ("Flows", flows.filter(&wanted).collect()),
    ] {
        let choice = |id: RecordId| {
            let words = title(document, &id);
            Choice::new(Some(id), words).under(heading)
        };
        let mut part: Vec<_> = ids.into_iter().map(choice).collect();
        part.sort_by_key(|choice| choice.words.to_lowercase());
        choices.extend(part);
    }
    choices
}

/// Tying is a command of its own: the note stays where it is, although its place is then counted from its target.
fn attached_ui(ui: &mut Ui, form: &mut Notes<'_>) {
    let id = form.subject.id("attached to");
    let current = form.subject.shared(|record| record.attached_to.clone()).same();
    // On a large map the list is long: while it is closed only what it shows is gathered.
    let open = combo_is_open(ui, id);
    let choices = targets(form.context.session.document(), |id| {
        open || current.as_ref().is_some_and(|current| current.as_ref() == Some(id))
    });
    let current = current.and_then(|target| choices.iter().position(|choice| choice.value == target));
    let chosen =
        field_ui(ui, "Speaks of", |ui, label| combo_ui(ui, id, label, &choices, current, MIXED)).cloned();
    let Some(to) = chosen else { return };
    for id in form.subject.ids().to_vec() {
        if let RecordId::Note(note) = id {
            form.subject.ask_for(Intent::Do(Command::AttachNote { note, to: to.clone() }));
        }
    }
}

fn arrange_ui(ui: &mut Ui, form: &mut Notes<'_>) {
    pair_ui(ui, |left, right| {
        form.written(
            left,
            named("x", "Centre, from left"),
            |record| record.position.map(|position| position.x),
            |record, x| {
                if let Some(x) = x {
                    record.position.get_or_insert(Point::default()).x = x;
                }
            },
            |_| None,
        );
        form.written(
            right,
            named("y", "Centre, from top"),
            |record| record.position.map(|position| position.y),
            |record, y| {
                if let Some(y) = y {
                    record.position.get_or_insert(Point::default()).y = y;
                }
            },
            |_| None,
        );
    });
    let rule = |record: &Note| {
        let good = record.size.is_none_or(|size| size.width > 0.0 && size.height > 0.0);
        (!good).then(|| "Width and height must be numbers above 0.".to_owned())
    };
    pair_ui(ui, |left, right| {
        form.written(
            left,
            named("width", "Width").hint("by its text"),
            |record| record.size.map(|size| size.width),
            |record, width| {
                record.size = width.map(|width| Size { width, ..record.size.unwrap_or(USUAL) });
            },
            rule,
        );
        form.written(
            right,
            named("height", "Height").hint("by its text"),
            |record| record.size.map(|size| size.height),
            |record, height| {
                record.size = height.map(|height| Size { height, ..record.size.unwrap_or(USUAL) });
            },
            rule,
        );
    });
    let order = named("z order", "Order (higher is in front)");
    form.written(
        ui,
        order,
        |record| Some(record.z_order),
        |record, z| record.z_order = z.unwrap_or(0),
        |_| None,
    );
    form.lock_ui(ui, |record| record.locked, |record, on| record.locked = on);
}

//! The form of groups: title, look, members. Must not know other records' forms.

use eframe::egui::Ui;

use super::{
    choices::title,
    form::{Form, named},
};
use crate::{
    app::{
        intent::Intent,
        widgets::{hint_ui, removable_chip_ui, section_ui},
    },
    editor::Command,
    model::{Group, GroupLook, Member, RecordId},
};

type Groups<'a> = Form<'a, Group>;

/// All fields of the chosen groups.
pub(super) fn group_ui(ui: &mut Ui, form: &mut Groups<'_>) {
    form.locked_ui(ui, |record| record.locked, |record, on| record.locked = on);
    let free = form.subject.flag(|record| record.locked) != Some(true);
    ui.add_enabled_ui(free, |ui| {
        let label = named("label", "Title").hint("What they are together");
        form.text(ui, label, |record| record.label.clone(), |record, label| record.label = label);
        form.segments(
            ui,
            named("look", "Drawn as"),
            &[(GroupLook::Hull, "Soft outline", "Soft outline"), (GroupLook::Frame, "Frame", "Frame")],
            |record| record.look,
            |record, look| record.look = look,
        );
        form.flag(
            ui,
            "Collapsed into one node",
            |record| record.collapsed,
            |record, on| record.collapsed = on,
        );
        members_ui(ui, form);
        form.evidence_section_ui(ui, |record| &record.evidence);
        let id = form.subject.id("arrange");
        section_ui(ui, id, "Arrange", "", false, |ui| {
            let order = named("z order", "Order (higher is in front)");
            form.written(
                ui,
                order,
                |record| Some(record.z_order),
                |record, z| record.z_order = z.unwrap_or(0),
                |_| None,
            );
            form.lock_ui(ui, |record| record.locked, |record, on| record.locked = on);
        });
        form.style_section_ui(ui, "Fill", true, |record| &record.style, |record| &mut record.style);
    });
}

fn members_ui(ui: &mut Ui, form: &mut Groups<'_>) {
    let Some((_, group)) = form.subject.only() else { return };
    let members = group.members.clone();
    let document = form.context.session.document();
    let mut gone = None;
    section_ui(
        ui,
        form.subject.id("members"),
        "Members",
        &crate::app::words::number(members.len()),
        true,
        |ui| {
            if members.is_empty() {
                hint_ui(ui, "No members yet. Select some organisations with the group and choose Group.");
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::Vec2::splat(4.0);
                for member in &members {
                    let id = match member {
                        Member::Organisation(id) => RecordId::Organisation(id.clone()),
                        Member::Group(id) => RecordId::Group(id.clone()),
                    };
                    if removable_chip_ui(ui, &title(document, &id), true) {
                        gone = Some(id);
                    }
                }
            });
        },
    );
    if let Some(id) = gone {
        form.subject.ask_for(Intent::Do(Command::RemoveFromGroup(vec![id])));
    }
}

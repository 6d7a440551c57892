//! The form of organisations: the everyday fields first, the rare ones folded. Must not know other records' forms.

use eframe::egui::Ui;

use super::{
    choices::{goals, organisation_kinds, positions, scales, sectors, statuses},
    form::{Form, named},
};
use crate::app::words::capital;
use crate::{
    app::widgets::{hint_ui, pair_ui, section_ui},
    model::{Date, Influence, Organisation, Point, Size, Stance},
    scene,
};

type Organisations<'a> = Form<'a, Organisation>;

/// All fields of the chosen organisations.
pub(super) fn organisation_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    form.locked_ui(ui, |record| record.locked, |record, on| record.locked = on);
    let free = form.subject.flag(|record| record.locked) != Some(true);
    ui.add_enabled_ui(free, |ui| {
        everyday_ui(ui, form);
        let section = |form: &Organisations<'_>, name| form.subject.id(name);
        let id = section(form, "about");
        let place = form.subject.shared(|record| record.place.clone()).same().unwrap_or_default();
        section_ui(ui, id, "About", &place, false, |ui| about_ui(ui, form));
        form.evidence_section_ui(ui, |record| &record.evidence);
        let id = section(form, "influence");
        section_ui(ui, id, "Influence and goals", &influence_remark(form), false, |ui| {
            influence_ui(ui, form);
            stances_ui(ui, form);
        });
        form.dates_section_ui(
            ui,
            |record| (record.active_from, record.active_to),
            |record| (&mut record.active_from, &mut record.active_to),
        );
        let id = section(form, "arrange");
        section_ui(ui, id, "Position and size", "", false, |ui| arrange_ui(ui, form));
        form.style_section_ui(ui, "Fill", true, |record| &record.style, |record| &mut record.style);
        form.extra_section_ui(ui, |record| &record.extra, |record| &mut record.extra);
    });
}

fn everyday_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    let name = named("name", "Name").hint("What it is called");
    form.text(ui, name, |record| record.name.clone(), |record, name| record.name = name);
    let kinds = organisation_kinds();
    form.choice(ui, named("kind", "Kind"), &kinds, |record| record.kind, |record, kind| record.kind = kind);
    let choices = sectors(form.context);
    let sector = named("sector", "Sector");
    form.choice(
        ui,
        sector,
        &choices,
        |record| record.sector.clone(),
        |record, sector| record.sector = sector,
    );
    pair_ui(ui, |left, right| {
        let choices = scales(form.context);
        form.choice(
            left,
            named("scale", "Scale"),
            &choices,
            |record| record.scale.clone(),
            |record, scale| {
                record.reach.retain(|reached| Some(reached) != scale.as_ref());
                record.scale = scale;
            },
        );
        let choices = statuses(form.context.session.document());
        let status = named("status", "Status");
        form.choice(right, status, &choices, |record| record.status, |record, status| record.status = status);
    });
}

fn about_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    let document = form.context.session.document();
    let only_scale = form.subject.shared(|record| record.scale.clone()).same().flatten();
    let reach: Vec<_> = document
        .scales_in_order()
        .into_iter()
        .filter(|(id, _)| Some(*id) != only_scale.as_ref())
        .map(|(id, scale)| (id.clone(), scale.name.clone()))
        .collect();
    form.chips(
        ui,
        named("reach", "Also reaches"),
        &reach,
        |record, scale| record.reach.contains(scale),
        |record, scale, on| {
            record.reach.retain(|other| other != scale);
            if on && record.scale.as_ref() != Some(scale) {
                record.reach.push(scale.clone());
            }
        },
    );
    let place = named("place", "Place").hint("Town, street, region");
    form.text(ui, place, |record| record.place.clone(), |record, place| record.place = place);
    count_ui(ui, form);
    let roles = named("roles", "Roles").hint("anchor, broker …");
    form.word_list(ui, roles, |record| &record.roles, |record| &mut record.roles);
    let tags = named("tags", "Tags").hint("Add a tag");
    form.word_list(ui, tags, |record| &record.tags, |record| &mut record.tags);
    let description = named("description", "Description").hint("A sentence or two");
    form.paragraph(
        ui,
        description,
        3,
        |record| record.description.clone(),
        |record, text| record.description = text,
    );
    let url = named("url", "Web address").hint("https://");
    form.text(ui, url, |record| record.url.clone(), |record, url| record.url = url);
}

fn count_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    let rule = |record: &Organisation| match (record.count.low, record.count.high) {
        (Some(low), Some(high)) if low > high => {
            Some(format!("At least {low} can't be more than at most {high}."))
        }
        _ => None,
    };
    pair_ui(ui, |left, right| {
        let low = named("count low", "At least").hint("how many");
        form.written(left, low, |record| record.count.low, |record, low| record.count.low = low, rule);
        let high = named("count high", "At most").hint("how many");
        form.written(right, high, |record| record.count.high, |record, high| record.count.high = high, rule);
    });
}

fn influence_remark(form: &Organisations<'_>) -> String {
    let height = form.subject.shared(|record| record.influence.as_ref().map(|influence| influence.height));
    height.same().flatten().map_or_else(String::new, |height| format!("{height} high"))
}

fn influence_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    fn part(record: &mut Organisation) -> &mut Influence {
        record.influence.get_or_insert_with(Influence::default)
    }
    pair_ui(ui, |left, right| {
        form.written(
            left,
            named("influence height", "Height of its tower").hint("stones"),
            |record| record.influence.as_ref().map(|influence| influence.height),
            |record, height| match height {
                Some(height) => part(record).height = height,
                None => record.influence = None,
            },
            |_| None,
        );
        let has_tower = form.subject.flag(|record| record.influence.is_some()) == Some(true);
        right.add_enabled_ui(has_tower, |ui| {
            form.written::<Date>(
                ui,
                named("influence when", "Agreed when"),
                |record| record.influence.as_ref().and_then(|influence| influence.when),
                |record, when| {
                    if let Some(influence) = &mut record.influence {
                        influence.when = when;
                    }
                },
                |_| None,
            );
        });
    });
    let has_tower = form.subject.flag(|record| record.influence.is_some()) == Some(true);
    ui.add_enabled_ui(has_tower, |ui| {
        form.text(
            ui,
            named("influence by", "Agreed by").hint("Who was in the room"),
            |record| record.influence.as_ref().map_or_else(String::new, |part| part.agreed_by.clone()),
            |record, by| {
                if let Some(influence) = &mut record.influence {
                    influence.agreed_by = by;
                }
            },
        );
    });
}

fn stances_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    let goals = goals(form.context.session.document());
    if goals.is_empty() {
        hint_ui(ui, "The map has no goals yet. Add them in the map's own fields: select nothing.");
    }
    for (goal, text) in goals {
        let key = format!("stance {goal}");
        form.segments(
            ui,
            named(&key, &capital(&text)),
            &positions(),
            |record| record.stances.iter().find(|stance| stance.goal == goal).map(|stance| stance.position),
            |record, position| {
                record.stances.retain(|stance| stance.goal != goal);
                record.stances.extend(position.map(|position| Stance { goal: goal.clone(), position }));
            },
        );
    }
}

fn arrange_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    pair_ui(ui, |left, right| {
        form.written(
            left,
            named("x", "Centre, from left").hint("not placed"),
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
            named("y", "Centre, from top").hint("not placed"),
            |record| record.position.map(|position| position.y),
            |record, y| {
                if let Some(y) = y {
                    record.position.get_or_insert(Point::default()).y = y;
                }
            },
            |_| None,
        );
    });
    size_ui(ui, form);
    let order = named("z order", "Order (higher is in front)");
    form.written(
        ui,
        order,
        |record| Some(record.z_order),
        |record, z| record.z_order = z.unwrap_or(0),
        |_| None,
    );
    form.flag(
        ui,
        "Pinned: layouts leave it where it is",
        |record| record.pinned,
        |record, on| {
            record.pinned = on;
        },
    );
    form.lock_ui(ui, |record| record.locked, |record, on| record.locked = on);
}

fn size_ui(ui: &mut Ui, form: &mut Organisations<'_>) {
    let rule = |record: &Organisation| {
        let good = record.size.is_none_or(|size| size.width > 0.0 && size.height > 0.0);
        (!good).then(|| "Width and height must be numbers above 0.".to_owned())
    };
    let context = form.context;
    let box_of = |record: &Organisation| -> Size {
        scene::node_size(context.session.document(), record, context.look, context.fonts)
    };
    pair_ui(ui, |left, right| {
        form.written(
            left,
            named("width", "Width").hint("by its name"),
            |record| record.size.map(|size| size.width),
            |record, width| {
                record.size =
                    width.map(|width| Size { width, ..record.size.unwrap_or_else(|| box_of(record)) });
            },
            rule,
        );
        form.written(
            right,
            named("height", "Height").hint("by its name"),
            |record| record.size.map(|size| size.height),
            |record, height| {
                record.size =
                    height.map(|height| Size { height, ..record.size.unwrap_or_else(|| box_of(record)) });
            },
            rule,
        );
    });
}

//! Aligning and distributing what is selected, as a row of signs. Must not know how any of it is done.

use eframe::egui::{Sense, Ui, vec2};

use crate::{
    app::{
        actions::Action,
        chrome::parts::{Sign, sign_button_ui},
        intent::{Intent, PanelContext},
    },
    editor::Target,
};

/// The parts of the row, with a hairline between them.
const PARTS: [&[Action]; 3] = [
    &[Action::AlignLeft, Action::AlignCentre, Action::AlignRight],
    &[Action::AlignTop, Action::AlignMiddle, Action::AlignBottom],
    &[Action::DistributeAcross, Action::DistributeDown],
];
/// Side of a button, points.
const SIDE: f32 = 28.0;

/// Shows the row, if two or more things with a box are selected.
pub(super) fn arranging_ui(ui: &mut Ui, context: &PanelContext<'_>, intents: &mut Vec<Intent>) {
    let targets = context.session.selection().targets();
    let count = targets.iter().filter(|target| !matches!(target, Target::Flow(_))).count();
    if count < 2 {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (index, part) in PARTS.into_iter().enumerate() {
            if index > 0 {
                let (rect, _) = ui.allocate_exact_size(vec2(9.0, 16.0), Sense::hover());
                ui.painter().vline(rect.center().x, rect.y_range(), context.theme.hairline_stroke());
            }
            for action in part {
                let distributes = index == 2;
                let entry = action.entry();
                let tip = format!("{}\n{}", entry.tip(), entry.description);
                let sign = Sign {
                    icon: entry.icon,
                    name: entry.name,
                    tip: &tip,
                    tip_beside: false,
                    side: SIDE,
                    on: false,
                    enabled: count > if distributes { 2 } else { 1 },
                };
                if sign_button_ui(ui, context.theme, &sign).clicked() {
                    intents.push(Intent::Act(*action));
                }
            }
        }
    });
}

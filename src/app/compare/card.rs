//! The card of comparing over the canvas. Must not know how anything is compared.

use eframe::egui::{self, Id, Rect, vec2};

use super::{
    CompareCard, Page, Wish,
    job::Found,
    list::{legend_ui, list_ui},
    sources::{Own, others_ui, sign, sources_ui},
    tables::{agreement_ui, measures_ui},
};
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::{
            corner_card::{corner_card_ui, take_keyboard},
            parts::{Weight, sign_button_ui, words_button_ui, words_ui},
        },
        icons, theme,
        widgets::{fold_row_ui, segments_ui, switch_ui},
        words::number,
    },
    model::RecordId,
};

const WIDTH: f32 = 392.0;
const PAGES: [(Page, (&str, &str)); 3] = [
    (Page::Differences, ("Differences", "Differences")),
    (Page::Measures, ("Measures", "Measures of both maps")),
    (Page::Agreement, ("Agreement", "On how many maps is what")),
];

/// Shows the card in the canvas's right upper corner; what is asked for.
pub fn compare_card_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    own: Own<'_>,
    place: Rect,
) -> (Vec<Intent>, Option<Wish>) {
    if !card.open {
        return (Vec::new(), None);
    }
    let (mut intents, mut wish) = (Vec::new(), None);
    let shown = corner_card_ui(ctx, context.theme, ("compare", WIDTH, 6.0), place, |ui| {
        let title = head_ui(ui, context, card, &mut intents);
        wish =
            if card.others.is_empty() { sources_ui(ui, context, own) } else { others_ui(ui, context, card) };
        if !card.others.is_empty() {
            wish = found_ui(ui, context, card, title, &mut intents).or(wish.take());
        }
    });
    (card.rect, card.has_keyboard) = (Some(shown.rect), shown.has_keyboard);
    (intents, wish)
}

fn head_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    intents: &mut Vec<Intent>,
) -> Id {
    ui.horizontal(|ui| {
        let title = words_ui(ui, "Compare", theme::bold(15.0), context.theme.ink).id;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let close = sign_button_ui(
                ui,
                context.theme,
                &sign(icons::X, "Leave comparing", "Leave comparing  (Esc)"),
            );
            take_keyboard(&close, &mut card.wants_keyboard);
            if close.clicked() {
                card.close();
            }
            for (action, icon) in
                [(Action::NextDifference, icons::CARET_DOWN), (Action::PreviousDifference, icons::CARET_UP)]
            {
                let (name, tip) = (action.entry().name, action.entry().tip());
                let sign = sign(icon, name, &tip);
                if !card.others.is_empty() && sign_button_ui(ui, context.theme, &sign).clicked() {
                    intents.push(Intent::Act(action));
                }
            }
        });
        title
    })
    .inner
}

fn found_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    title: Id,
    intents: &mut Vec<Intent>,
) -> Option<Wish> {
    let theme = context.theme;
    let Some(found) = card.found() else {
        let words = if card.work.has_failed() {
            ("The maps could not be compared. Both are as they were.", theme.danger)
        } else {
            ("Comparing…", theme.muted)
        };
        words_ui(ui, words.0, theme::regular(13.0), words.1);
        return None;
    };
    let id = Id::new("compare pages");
    let current = PAGES.iter().position(|(page, _)| *page == card.page);
    let options = PAGES.each_ref().map(|(_, words)| *words);
    if let Some(index) = segments_ui(ui, id, title, &options, current) {
        card.page = PAGES[index].0;
    }
    let working = "Counting…";
    let clicked = match card.page {
        Page::Differences => differences_ui(ui, context, card, (&found, title), intents),
        Page::Measures => match &found.measures {
            Some(beside) => measures_ui(ui, context, card, beside),
            None => {
                words_ui(ui, working, theme::regular(13.0), theme.muted);
                None
            }
        },
        Page::Agreement => match &found.agreement {
            Some(agreement) => agreement_ui(ui, context, agreement),
            None => {
                words_ui(ui, working, theme::regular(13.0), theme.muted);
                None
            }
        },
    };
    clicked.and_then(|id| shown(context, card, &id, intents))
}

/// Shows a record on the map; what is on the other map only is looked at where it stood.
fn shown(
    context: &PanelContext<'_>,
    card: &CompareCard,
    id: &RecordId,
    intents: &mut Vec<Intent>,
) -> Option<Wish> {
    if context.session.document().contains(id) {
        intents.push(Intent::Select(vec![id.clone()]));
        intents.push(Intent::Reveal(vec![id.clone()]));
        return None;
    }
    intents.push(Intent::Select(Vec::new()));
    card.place_of(id).map(Wish::Look)
}

fn differences_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    (found, title): (&Found, Id),
    intents: &mut Vec<Intent>,
) -> Option<RecordId> {
    let id = Id::new("compare how");
    let options = [("Laid over", "Laid over"), ("Side by side", "Side by side")];
    if let Some(index) = segments_ui(ui, id, title, &options, Some(usize::from(card.beside))) {
        card.beside = index == 1;
    }
    legend_ui(ui, context.theme, card, found);
    namesakes_ui(ui, context, card, found);
    list_ui(ui, context, card, found, intents)
}

/// Organisations of one name under two ids: one only where somebody says so.
fn namesakes_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, card: &mut CompareCard, found: &Found) {
    let Some(other) = card.others.get_mut(card.chosen).filter(|_| !found.namesakes.is_empty()) else {
        return;
    };
    let (all, sure) = (found.namesakes.len(), other.same.len());
    let remark = format!("{} of {} taken for one", number(sure), number(all));
    fold_row_ui(ui, Id::new("namesakes"), "One name, two ids", &remark, |ui| {
        let words = "Tick those that are one organisation; the others count as gone and added.";
        words_ui(ui, words, theme::regular(12.0), context.theme.muted);
        let scroll = egui::ScrollArea::vertical().id_salt("namesakes").max_height(150.0);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for one in &found.namesakes {
                let on = other.same.contains_key(&one.there);
                if switch_ui(ui, &one.name, Some(on)).clicked() {
                    if on {
                        other.same.remove(&one.there);
                    } else {
                        other.same.insert(one.there.clone(), one.here.clone());
                    }
                }
            }
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            if words_button_ui(ui, context.theme, "Take all for one", Weight::Plain).clicked() {
                let pairs = found.namesakes.iter().map(|one| (one.there.clone(), one.here.clone()));
                other.same = pairs.collect();
            }
            if words_button_ui(ui, context.theme, "None", Weight::Quiet).clicked() {
                other.same.clear();
            }
        });
    });
}

//! Notices over the foot of the canvas: what went well goes by itself, errors stay until they are dismissed.
//! Must not know where they come from.

use std::time::{Duration, Instant};

use eframe::egui::{self, Align, Align2, Layout, Margin, Sense, Stroke, pos2, vec2};

use super::parts::{Sign, Weight, sign_button_ui, words_button_ui, words_ui};
use crate::app::{
    actions::Action,
    icons,
    intent::{Intent, Notice, Tone},
    theme::{self, Theme},
};

/// How long a good word stays.
const DONE_STAYS: Duration = Duration::from_secs(4);
/// How long a warning stays.
const WARNING_STAYS: Duration = Duration::from_secs(10);
/// Width of a word that goes by itself, points.
const BRIEF: f32 = 300.0;
/// No narrower, unless the window is, points.
const LEAST: f32 = 320.0;
/// In less than this the buttons stand under the words, points.
const BESIDE: f32 = 440.0;
/// More would cover the map.
const MOST: usize = 4;

/// What is being told.
#[derive(Default)]
pub struct Notices {
    shown: Vec<(Notice, Instant)>,
}

impl Notices {
    /// Tells the user. The same words again replace the old ones; the oldest goes where there are too many.
    pub fn say(&mut self, notice: Notice) {
        self.shown.retain(|(other, _)| other.message != notice.message);
        self.shown.push((notice, Instant::now()));
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// Takes away all of this tone: what was wrong is right now.
    pub fn clear(&mut self, tone: Tone) {
        self.shown.retain(|(notice, _)| notice.tone != tone);
    }

    /// What is being told, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.shown.iter().map(|(notice, _)| notice)
    }

    /// Shows them, centred at the foot of `place`. Returns the notice whose findings are to be shown; what a button
    /// offers is added to `intents`.
    pub fn ui(
        &mut self,
        ctx: &egui::Context,
        theme: &Theme,
        place: egui::Rect,
        intents: &mut Vec<Intent>,
    ) -> Option<Notice> {
        self.expire(ctx);
        if self.shown.is_empty() {
            return None;
        }
        // Beside wide panels, or in large type, the canvas is too narrow for words: then they lie over the panels too.
        let least = (ctx.content_rect().width() - 32.0).min(LEAST);
        let width = (place.width() - 32.0).min(520.0).max(least);
        // What is too narrow for them ends where a card begins.
        let middle = place.center().x.min(place.right() - 16.0 - width / 2.0);
        let foot = pos2(middle, place.bottom() - 16.0);
        let mut wanted = None;
        egui::Area::new("notices".into())
            .order(egui::Order::Foreground)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(foot)
            .show(ctx, |ui| {
                ui.set_width(width);
                let mut dismissed = None;
                for (index, (notice, _)) in self.shown.iter().enumerate() {
                    let brief =
                        notice.tone == Tone::Done && notice.findings.is_empty() && notice.offer.is_none();
                    let width = if brief { width.min(BRIEF) } else { width };
                    let margin = (ui.available_width() - width) / 2.0;
                    let shown = ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        ui.add_space(margin);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            ui.spacing_mut().item_spacing.x = theme::UNIT;
                            notice_ui(ui, theme, notice)
                        })
                        .inner
                    });
                    match shown.inner {
                        Some(Wish::Dismiss) => dismissed = Some(index),
                        Some(Wish::Read) => wanted = Some(notice.clone()),
                        Some(Wish::Offer(action)) => {
                            intents.push(Intent::Act(action));
                            dismissed = Some(index);
                        }
                        None => {}
                    }
                }
                if let Some(index) = dismissed {
                    self.shown.remove(index);
                }
            });
        wanted
    }

    fn expire(&mut self, ctx: &egui::Context) {
        let now = Instant::now();
        let stays = |tone| match tone {
            Tone::Done => Some(DONE_STAYS),
            Tone::Warning => Some(WARNING_STAYS),
            Tone::Error => None,
        };
        let left = |notice: &Notice, since: Instant| {
            let stays = stays(notice.tone).filter(|_| notice.findings.is_empty() && !notice.stays)?;
            Some(stays.saturating_sub(now - since))
        };
        self.shown.retain(|(notice, since)| left(notice, *since).is_none_or(|left| !left.is_zero()));
        let next = self.shown.iter().filter_map(|(notice, since)| left(notice, *since)).min();
        if let Some(next) = next {
            ctx.request_repaint_after(next);
        }
    }
}

enum Wish {
    Dismiss,
    Read,
    Offer(Action),
}

fn notice_ui(ui: &mut egui::Ui, theme: &Theme, notice: &Notice) -> Option<Wish> {
    let (icon, ink, ground) = match notice.tone {
        Tone::Done => (icons::CHECK_CIRCLE, theme.success, theme.surface),
        Tone::Warning => (icons::WARNING, theme.warning, theme.warning_soft),
        Tone::Error => (icons::WARNING_CIRCLE, theme.danger, theme.danger_soft),
    };
    let line =
        Stroke::new(1.0, if notice.tone == Tone::Done { theme.hairline } else { ink.gamma_multiply(0.45) });
    let frame = theme.floating().fill(ground).stroke(line).inner_margin(Margin::symmetric(12, 8));
    let mut wish = None;
    let under = ui.available_width() < BESIDE && (!notice.findings.is_empty() || notice.offer.is_some());
    frame.show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let sign = Sign {
                icon: icons::X,
                name: "Dismiss",
                tip: "Dismiss",
                tip_beside: false,
                side: 24.0,
                on: false,
                enabled: true,
            };
            if sign_button_ui(ui, theme, &sign).clicked() {
                wish = Some(Wish::Dismiss);
            }
            if !under {
                buttons_ui(ui, theme, notice, &mut wish);
            }
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(20.0, 24.0), Sense::hover());
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, theme::icon(18.0), ink);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.add_space(3.0);
                    words_ui(ui, &notice.message, theme::medium(13.0), theme.ink);
                    if !notice.detail.is_empty() {
                        words_ui(ui, &notice.detail, theme::regular(12.5), theme.muted);
                    }
                    ui.add_space(2.0);
                });
            });
        });
        if under {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| buttons_ui(ui, theme, notice, &mut wish));
        }
    });
    wish
}

fn buttons_ui(ui: &mut egui::Ui, theme: &Theme, notice: &Notice, wish: &mut Option<Wish>) {
    if !notice.findings.is_empty() && words_button_ui(ui, theme, "Show findings", Weight::Quiet).clicked() {
        *wish = Some(Wish::Read);
    }
    if let Some(action) = notice.offer
        && words_button_ui(ui, theme, action.entry().name, Weight::Quiet).clicked()
    {
        *wish = Some(Wish::Offer(action));
    }
}

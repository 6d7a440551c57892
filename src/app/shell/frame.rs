//! One frame: keys, bars, panels, canvas, and what lies over them. Must not know how a wish is carried out.

use std::sync::Arc;

use eframe::egui::{self, Margin, Rect, UiBuilder};

use super::{
    Page, Shell,
    around::{Around, around_ui, instead_ui, over_canvas_ui},
    files::is_there,
    parts::Part,
};
use crate::{
    app::{
        actions::{Action, Situation, keys},
        chrome::{
            about::about_ui,
            findings_page::findings_page_ui,
            key_card::{KeyCard, key_card_ui},
            menu_bar::{folder_name, menu_bar_ui},
            parts::{Weight, words_button_ui, words_ui},
            question::question_ui,
            shortcuts_page::shortcuts_page_ui,
            start_page::{Recent, Recovered, start_page_ui},
            status_line::status_line_ui,
        },
        find::{find_card_ui, hidden_bar_ui},
        intent::{Intent, Notice},
        rounds,
        settings::ThemeChoice,
        theme,
        workspace::Workspace,
    },
    scene::Options,
};

/// The distance of the grid's lines, canvas units.
const GRID: f64 = 16.0;
/// A window narrower than this folds its panels while an arrangement is chosen, points.
const NARROW: f32 = 1400.0;
/// What can be done in Explore.
const EXPLORE_HINT: &str =
    "Drag to pull, click to select in the map, arrows walk, the wheel zooms; Esc goes back";

impl Shell {
    /// What the window's state allows.
    pub(super) fn situation(&self) -> Situation {
        let mut situation = self.workspace.as_ref().map(Workspace::situation).unwrap_or_default();
        situation.on.push(match self.desk.settings.theme {
            ThemeChoice::Light => Action::ThemeLight,
            ThemeChoice::Dark => Action::ThemeDark,
            ThemeChoice::System => Action::ThemeSystem,
        });
        for (on, action) in [
            (self.desk.settings.reduce_motion, Action::ReduceMotion),
            (self.desk.settings.history, Action::KeepHistory),
            (self.desk.settings.panels, Action::TogglePanels),
            (self.desk.settings.key_card, Action::KeyCard),
            (self.desk.settings.influence, Action::ShowInfluence),
            (self.desk.settings.goals, Action::ShowGoals),
            (self.desk.settings.one_line_a_kind, Action::OneLineAKind),
            (self.desk.settings.one_line_a_pair, Action::OneLineAPair),
            (self.desk.settings.shared_stems, Action::SharedStems),
            (self.desk.settings.grid, Action::Grid),
        ] {
            if on {
                situation.on.push(action);
            }
        }
        situation
    }

    /// Whether something stands before everything else, so that keys are its own.
    pub(super) fn is_blocked(&self) -> bool {
        self.desk.asked.is_some()
            || !matches!(self.desk.page, Page::None)
            || self.desk.dialogs.is_inside()
            || self
                .workspace
                .as_ref()
                .is_some_and(|workspace| workspace.present.is_none() && workspace.rounds.is_choosing())
    }

    /// Draws a frame and carries out what was asked for in it.
    pub(super) fn frame_ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let document = self.workspace.as_ref().map(|workspace| workspace.session.document());
        self.appearance.follow(&ctx, &self.desk.settings, document);
        self.lay_grid();
        let situation = self.situation();
        let mut intents = Vec::new();
        if let Some(workspace) = &mut self.workspace {
            workspace.capture.begin_frame(&ctx, &workspace.canvas);
            // Esc is the presenter's own: the card is there behind the picture, but nobody sees it.
            if workspace.present.is_none() {
                workspace.find.begin_frame(&ctx);
            }
        }
        let presenting = self.workspace.as_ref().is_some_and(|workspace| workspace.present.is_some());
        if !self.is_blocked() && presenting {
            intents.extend(self.present_keys(&ctx));
        } else if !self.is_blocked() {
            self.arrange_keys(&ctx);
            self.leave_cards(&ctx);
            self.take_keys(&ctx, &situation, &mut intents);
        }
        self.follow_arranging(&ctx, &mut intents);
        self.desk.parts.begin();
        let title = self.workspace.as_ref().map(Workspace::title);
        let theme = self.appearance.theme;
        let recent = &self.desk.settings.recent;
        if !presenting {
            self.desk.parts.show(ui, Part::Menu, |ui| {
                intents.extend(menu_bar_ui(ui, &theme, &situation, title.as_ref(), recent));
            });
        }
        let place = if presenting {
            self.presented_ui(ui, &situation, &mut intents)
        } else if self.workspace.is_some() {
            self.map_ui(ui, &situation, &mut intents)
        } else {
            self.start_ui(ui, &mut intents)
        };
        self.tell_of_boxes();
        self.key_card_ui(&ctx, place, &mut intents);
        self.over_ui(&ctx, &situation, place, &mut intents);
        for intent in intents {
            self.perform(&ctx, intent);
        }
        self.desk.voice.follow(self.workspace.as_ref(), self.desk.notices.iter());
        self.desk.voice.voice_ui(&ctx);
    }

    /// The grid is the window's, not the map's; nobody presents it.
    fn lay_grid(&mut self) {
        if let Some(workspace) = &mut self.workspace {
            let shown = self.desk.settings.grid && workspace.present.is_none();
            workspace.session.set_grid(shown.then_some(GRID));
        }
    }

    fn take_keys(&mut self, ctx: &egui::Context, situation: &Situation, intents: &mut Vec<Intent>) {
        let in_table = self.workspace.as_ref().is_some_and(|workspace| workspace.table.has_keyboard(ctx));
        let focus = match (ctx.text_edit_focused(), in_table) {
            (true, _) => keys::Focus::Text,
            (false, true) => keys::Focus::Table,
            (false, false) => keys::Focus::Canvas,
        };
        if let Some(workspace) = self.workspace.as_mut().filter(|_| focus != keys::Focus::Text) {
            intents.extend(workspace.key_card.take_keys(ctx, &workspace.session));
        }
        intents.extend(keys::take(ctx, situation, focus).into_iter().map(Intent::Act));
        if let Some(text) = keys::take_paste(ctx, focus) {
            self.paste(&text);
        }
        if let Some(workspace) = self.workspace.as_mut().filter(|_| asks_for_capture(intents)) {
            // At once: what was typed after the key in the same frame is for the bar.
            workspace.capture.focus();
        }
        // So it is with the panel of arrangements, where it is this frame's keys that open it.
        let opens = intents.iter().position(|intent| matches!(intent, Intent::Act(it) if it.arranges()));
        if let Some(Intent::Act(action)) = opens.filter(|_| !self.is_arranging()).map(|at| intents.remove(at))
            && self.lay_out(action)
        {
            self.arrange_keys(ctx);
        }
    }

    /// The open map and what stands round it; the canvas's place.
    fn map_ui(&mut self, ui: &mut egui::Ui, situation: &Situation, intents: &mut Vec<Intent>) -> Rect {
        let Some(workspace) = &mut self.workspace else { return ui.max_rect() };
        let theme = self.appearance.theme;
        let status = workspace.status(hint(workspace), workspace.canvas.zoom());
        self.desk.parts.show(ui, Part::Status, |ui| {
            intents.extend(status_line_ui(ui, &theme, situation, &status));
        });
        if let Some(told) = workspace.settle_find(ui.ctx()) {
            self.desk.notices.say(told);
        }
        intents.extend(workspace.rounds.hold(&mut workspace.session).map(Intent::Say));
        let lit = workspace.find.lit().or_else(|| workspace.rounds.lit());
        let lit = lit.or_else(|| workspace.time.lit().cloned());
        workspace.canvas.set_lit(lit);
        workspace.table.set_hidden(workspace.find.hidden());
        let context = self.appearance.context(&workspace.session);
        let asleep = workspace.arranging.is_some();
        // Beside the panel of arrangements a small window has room for the map alone.
        let mut folded = false;
        let beside = self.desk.beside.as_ref().map(|beside| beside.name());
        let folds = asleep && ui.available_width() < NARROW;
        let around = Around {
            parts: &mut self.desk.parts,
            panels: if folds { &mut folded } else { &mut self.desk.settings.panels },
            inspector: &mut workspace.inspector,
            legend: &mut workspace.legend,
            capture: &mut workspace.capture,
            rounds: &mut workspace.rounds,
            conflicts: !workspace.conflicts_hidden,
            read_only: workspace.read_only.as_ref(),
            beside: beside.as_deref(),
            hidden_strip: workspace.explore.is_some() || workspace.table.open,
            find: &mut workspace.find,
            time: &mut workspace.time,
            table: workspace.table.beside(),
        };
        let mut rest = round_the_canvas(ui, &theme, asleep);
        around_ui(&mut rest, &context, around, intents);
        let rest = rest.available_rect_before_wrap();
        let mut middle = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("middle"));
        let ui = &mut middle;
        workspace.canvas.show_ghost(workspace.capture.ghost());
        intents.extend(rounds::chooser_ui(ui.ctx(), &context, &mut workspace.rounds));
        let mut table = workspace.table.instead();
        if let Some(table) = &mut table {
            table.focus_if(self.desk.parts.take_wish(Part::Instead));
        }
        self.desk.parts.arrive(ui.ctx(), Part::Instead);
        if let Some(explore) = &mut workspace.explore {
            explore.set_hidden(workspace.find.hidden());
        }
        if let Some(place) = instead_ui(ui, &context, table, workspace.explore.as_mut(), intents) {
            self.desk.parts.stands(Part::Instead, place);
            let under_bar = place.with_min_y(place.top() + theme::BAR_HEIGHT);
            self.find_ui(ui, under_bar, intents);
            return place;
        }
        self.canvas_ui(ui, situation, intents)
    }

    /// The canvas and what lies over it; its place.
    fn canvas_ui(&mut self, ui: &mut egui::Ui, situation: &Situation, intents: &mut Vec<Intent>) -> Rect {
        let covered = self.covered(ui.available_width());
        self.other_pane_ui(ui);
        let Some(workspace) = &mut self.workspace else { return ui.max_rect() };
        let Workspace { session, canvas, find, measuring, time, .. } = workspace;
        let hidden = Arc::clone(find.hidden());
        let measures = measuring.follow(ui.ctx(), session);
        let (shown, changes) = (self.desk.settings.shown(), Arc::clone(time.changes()));
        let options = Options { hidden, shown, measures, changes, ..Options::default() };
        if self.desk.parts.take_wish(Part::Canvas) {
            canvas.focus(ui.ctx());
        }
        let place = egui::CentralPanel::no_frame().show(ui, |ui| {
            let context = self.appearance.canvas(ui, situation, &options, covered);
            intents.extend(canvas.canvas_ui(ui, session, &context));
        });
        let place = place.response.rect;
        self.desk.parts.stands(Part::Canvas, place);
        let context = self.appearance.context(session);
        let ghost = workspace.capture.ghost().or_else(|| workspace.comparing.ghost());
        let over = (&mut self.desk.parts, ghost.is_some());
        over_canvas_ui(ui, &context, situation, over, place, intents);
        rounds::frame_ui(ui, &context, &workspace.rounds, place);
        if !workspace.table.open {
            intents.extend(hidden_bar_ui(ui.ctx(), &context, &mut workspace.find, place));
        }
        self.arranging_ui(ui, place);
        self.find_ui(ui, place, intents);
        self.history_ui(ui.ctx(), place);
        self.findings_ui(ui.ctx(), place, intents);
        self.compare_ui(ui, place, intents);
        place
    }

    /// The card of search, filters and views.
    fn find_ui(&mut self, ui: &egui::Ui, place: Rect, intents: &mut Vec<Intent>) {
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.arranging.is_none())
        else {
            return;
        };
        let context = self.appearance.context(&workspace.session);
        self.desk.parts.arrive(ui.ctx(), Part::Find);
        intents.extend(find_card_ui(ui.ctx(), &context, &mut workspace.find, place));
        if let Some(rect) = workspace.find.rect() {
            self.desk.parts.stands(Part::Find, rect);
        }
    }

    /// The letters and their choosers, over whatever stands in the middle.
    fn key_card_ui(&mut self, ctx: &egui::Context, place: Rect, intents: &mut Vec<Intent>) {
        let Some(workspace) = self.workspace.as_mut() else { return };
        if workspace.present.is_some() || ctx.text_edit_focused() {
            workspace.key_card = KeyCard::default();
        }
        if workspace.present.is_none() {
            let context = self.appearance.context(&workspace.session);
            let letters = self.desk.settings.key_card;
            let spoken_of = workspace.canvas.on_screen(workspace.session.selection().last());
            let card = &mut workspace.key_card;
            intents.extend(key_card_ui(ctx, &context, card, letters, place, spoken_of));
        }
    }

    fn start_ui(&mut self, ui: &mut egui::Ui, intents: &mut Vec<Intent>) -> Rect {
        let there = |path: &std::path::PathBuf| {
            let there = is_there(path);
            Recent { path: path.clone(), there, kept: !there && self.has_backups(path) }
        };
        let recent: Vec<Recent> = self.desk.settings.recent.iter().map(there).collect();
        let left = self.desk.left.iter().map(|(one, picture)| Recovered {
            name: one.name.clone(),
            words: one.words.clone(),
            folder: one.path.as_deref().map(folder_name),
            picture: picture.clone(),
        });
        let left: Vec<Recovered> = left.collect();
        let theme = self.appearance.theme;
        let shown = egui::CentralPanel::no_frame().show(ui, |ui| start_page_ui(ui, &theme, &recent, &left));
        if let Some(wish) = shown.inner {
            self.start_wish(ui.ctx(), wish, intents);
        }
        shown.response.rect
    }

    /// Says once, and again when there are more, that signs are drawn as boxes for want of a face.
    fn tell_of_boxes(&mut self) {
        let missing = self.appearance.fonts.missing();
        if missing.len() <= self.desk.boxes_told {
            return;
        }
        self.desk.boxes_told = missing.len();
        let some: Vec<&str> = missing.iter().take(6).map(String::as_str).collect();
        let notice = Notice::warning("Some signs are drawn as boxes: no typeface here has them").detail(
            format!("{}. Install one that covers their script and open the map again.", some.join(" ")),
        );
        self.say(notice);
    }

    /// What lies over the window: notices, pages, questions, dialogs.
    fn over_ui(
        &mut self,
        ctx: &egui::Context,
        situation: &Situation,
        place: Rect,
        intents: &mut Vec<Intent>,
    ) {
        let theme = self.appearance.theme;
        let beside = self.desk.parts.beside_cards(place);
        if let Some(notice) = self.desk.notices.ui(ctx, &theme, beside, intents) {
            self.desk.page = Page::Findings(notice);
        }
        if self.desk.dialogs.is_outside() {
            self.dialog_outside_ui(ctx, place);
        }
        self.export_page_ui(ctx);
        self.import_page_ui(ctx);
        self.other_program_page_ui(ctx);
        self.backups_page_ui(ctx);
        let over = match &mut self.desk.page {
            Page::None | Page::Export(_) | Page::Import(_) | Page::OtherProgram(_) | Page::Backups(_) => {
                false
            }
            Page::Commands(palette) => {
                let (intent, over) = palette.ui(ctx, &theme, situation, &self.desk.settings.recent);
                intents.extend(intent);
                over
            }
            Page::Shortcuts => shortcuts_page_ui(ctx, &theme),
            Page::Underneath => self.underneath_ui(ctx),
            Page::About => {
                about_ui(ctx, &theme, self.desk.folders.as_ref().map(|folders| folders.config.as_path()))
            }
            Page::Findings(notice) => findings_page_ui(ctx, &theme, notice).is_some(),
        };
        if over {
            self.desk.page = Page::None;
            ctx.request_repaint();
        }
        if let Some(answer) = self.desk.dialogs.ui(ctx, &theme) {
            self.answered(ctx, answer);
        }
        if let Some(words) = self.question()
            && let Some(reply) = question_ui(ctx, &theme, &words)
        {
            self.replied(ctx, reply);
        }
    }

    /// The desktop shows a dialog: it can be given up from here should it never answer.
    fn dialog_outside_ui(&mut self, ctx: &egui::Context, place: Rect) {
        let theme = self.appearance.theme;
        let at = place.center_top() + egui::vec2(0.0, 16.0);
        egui::Area::new("dialog outside".into())
            .order(egui::Order::Foreground)
            .pivot(egui::Align2::CENTER_TOP)
            .fixed_pos(at)
            .show(ctx, |ui| {
                theme.floating().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let words = "Choose a file in the desktop's dialog";
                        words_ui(ui, words, theme::regular(13.0), theme.ink);
                        if words_button_ui(ui, &theme, "Cancel", Weight::Quiet).clicked() {
                            self.desk.dialogs.cancel();
                            self.desk.after_saving = None;
                        }
                    });
                });
            });
    }
}

/// What can be done now, for the status line.
fn hint(workspace: &Workspace) -> &str {
    match (&workspace.explore, &workspace.arranging) {
        (Some(_), _) => EXPLORE_HINT,
        (None, Some(arranging)) => arranging.hint(),
        (None, None) => workspace.canvas.hint(),
    }
}

/// What stands round the canvas gets the room first, and cannot be used while an arrangement is being chosen.
fn round_the_canvas(ui: &mut egui::Ui, theme: &theme::Theme, asleep: bool) -> egui::Ui {
    let place = ui.available_rect_before_wrap();
    let mut rest = ui.new_child(UiBuilder::new().max_rect(place).id_salt("around"));
    if asleep {
        ui.painter().rect_filled(place, 0.0, theme.surface);
        rest.style_mut().visuals.disabled_alpha = 0.7;
        rest.disable();
    }
    rest
}

fn asks_for_capture(intents: &[Intent]) -> bool {
    intents.iter().any(|intent| matches!(intent, Intent::Act(Action::Capture)))
}

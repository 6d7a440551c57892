//! The panel of influence and goals: its head, its two leaves, and what it remembers. Must not know any edit.

use eframe::egui::{self, Align, Id, Layout, Margin, Ui, vec2};

use super::{edits, goals::goals_ui, influence::influence_ui, reading};
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::parts::{Sign, sign_button_ui, words_ui},
        icons,
        intent::Notice,
        theme,
        widgets::segments_ui,
    },
    editor::Session,
    model::{Document, GoalId, OrganisationId, Position},
};

/// Width of the panel when first opened, points.
const WIDTH: f32 = 332.0;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Leaf {
    /// Towers.
    #[default]
    Influence,
    /// Goals and stances.
    Goals,
}

/// In which order the towers stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The highest first.
    #[default]
    Height,
    /// By name.
    Name,
}

/// What the panel remembers.
#[derive(Default)]
pub(super) struct Panel {
    /// Whether it is shown.
    pub(super) open: bool,
    /// The panels at the right were folded to make room for it.
    pub(super) folded: bool,
    pub(super) leaf: Leaf,
    pub(super) order: Order,
    /// The rows as they stand, and for which state of the map and which order they were sorted.
    pub(super) rows: Vec<OrganisationId>,
    pub(super) sorted: Option<(u64, Order)>,
    /// Who agreed last: the next tower is agreed on by the same room.
    pub(super) who: String,
    /// A date that is being typed, for the organisations for which it is.
    pub(super) date: Option<(Vec<OrganisationId>, String)>,
    /// What was selected when the list was last scrolled.
    pub(super) seen: Vec<OrganisationId>,
    /// The goal that W speaks of.
    pub(super) goal: Option<GoalId>,
    pub(super) new_goal: String,
}

impl Panel {
    /// The rows in their order. While `still`, they do not change places under the pointer.
    pub(super) fn sort(&mut self, session: &Session, still: bool) {
        let document = session.document();
        let wanted = (session.revision(), self.order);
        let there = self.rows.len() == document.organisations().len()
            && self.rows.iter().all(|id| document.organisation(id).is_some());
        let same_order = self.sorted.is_some_and(|(_, order)| order == self.order);
        if self.sorted == Some(wanted) || still && there && same_order {
            return;
        }
        self.rows = match self.order {
            Order::Height => reading::by_height(document),
            Order::Name => reading::by_name(document),
        };
        self.sorted = Some(wanted);
    }

    /// The goal that is spoken of: the chosen one, or the first.
    pub(super) fn current_goal(&self, document: &Document) -> Option<GoalId> {
        let goals = &document.map().goals;
        let chosen = self.goal.as_ref().filter(|id| goals.iter().any(|goal| goal.id == **id));
        chosen.or_else(|| goals.first().map(|goal| &goal.id)).cloned()
    }

    /// Speaks of the next goal; after the last of the first.
    pub(super) fn next_goal(&mut self, document: &Document) {
        let goals = &document.map().goals;
        let now = self.current_goal(document);
        let at = goals.iter().position(|goal| Some(&goal.id) == now.as_ref()).unwrap_or(0);
        self.goal = goals.get((at + 1) % goals.len().max(1)).map(|goal| goal.id.clone());
        self.leaf = Leaf::Goals;
    }

    /// The next stance for what is selected: support, oppose, neutral, none.
    pub(super) fn step_stance(&mut self, session: &mut Session) -> Option<Notice> {
        let document = session.document();
        let Some(goal) = self.current_goal(document) else {
            let notice = Notice::warning("There is no goal yet to support or oppose");
            return Some(notice.detail("Press I and add one under Goals."));
        };
        let ids = session.selection().organisations();
        let first = document.organisation(ids.first()?)?;
        let next = match edits::stance_of(first, &goal) {
            None => Some(Position::Support),
            Some(Position::Support) => Some(Position::Oppose),
            Some(Position::Oppose) => Some(Position::Neutral),
            Some(Position::Neutral) => None,
        };
        self.leaf = Leaf::Goals;
        let command = edits::stance(document, &ids, &goal, next);
        edits::perform(session, command)
    }
}

/// Shows the panel while it is open.
pub(super) fn panel_ui(ui: &mut Ui, context: &PanelContext<'_>, panel: &mut Panel) -> Vec<Intent> {
    let mut intents = Vec::new();
    if !panel.open {
        return intents;
    }
    egui::Panel::left("influence and goals")
        .default_size(WIDTH)
        .size_range(288.0..=480.0)
        .show_separator_line(false)
        .frame(context.theme.panel(Margin { left: 16, right: 12, top: 10, bottom: 10 }))
        .show(ui, |ui| {
            let line = context.theme.hairline_stroke();
            ui.painter().vline(ui.clip_rect().right() - 0.5, ui.clip_rect().y_range(), line);
            ui.spacing_mut().item_spacing = vec2(theme::UNIT, theme::UNIT);
            head_ui(ui, context, panel, &mut intents);
            match panel.leaf {
                Leaf::Influence => influence_ui(ui, context, panel, &mut intents),
                Leaf::Goals => goals_ui(ui, context, panel, &mut intents),
            }
        });
    intents
}

fn head_ui(ui: &mut Ui, context: &PanelContext<'_>, panel: &mut Panel, intents: &mut Vec<Intent>) {
    let label = ui
        .horizontal(|ui| {
            let title = words_ui(ui, "Influence and goals", theme::bold(15.0), context.theme.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let tip = format!("Close  ({})", Action::Influence.entry().shortcut_text());
                let sign = Sign {
                    icon: icons::X,
                    name: "Close influence and goals",
                    tip: &tip,
                    tip_beside: false,
                    side: 28.0,
                    on: false,
                    enabled: true,
                };
                if sign_button_ui(ui, context.theme, &sign).clicked() {
                    intents.push(Intent::Act(Action::Influence));
                }
            });
            title.id
        })
        .inner;
    let options = [("Influence", "Influence"), ("Goals", "Goals")];
    let current = Some(usize::from(panel.leaf == Leaf::Goals));
    match segments_ui(ui, Id::new("influence leaf"), label, &options, current) {
        Some(0) => panel.leaf = Leaf::Influence,
        Some(_) => panel.leaf = Leaf::Goals,
        None => {}
    }
}

//! A session with the two panels beside it, driven as a user would.

use std::sync::Arc;

use eframe::egui::{self, Key, Modifiers, Theme as EguiTheme};
use egui_kittest::{Harness, kittest::Queryable};

use super::small_map::small_map;
use crate::{cpu_renderer::CpuRenderer, stage::keep};
use ecomap::{
    app::{
        fonts,
        intent::{Intent, PanelContext},
        panels::{InspectorState, LegendState, inspector_ui, legend_ui},
        theme::Theme,
    },
    editor::{Command, Session, Target},
    model::{AreaId, Document, FlowId, GroupId, NoteId, Organisation, OrganisationId, validate},
    style::Look,
    text::Fonts,
};

/// What stands in the window under test.
pub struct Window {
    pub session: Session,
    look: Look,
    theme: Theme,
    fonts: Fonts,
    inspector: InspectorState,
    legend: LegendState,
    with_legend: bool,
    with_inspector: bool,
    pub intents: Vec<Intent>,
}

/// The panels over a session.
pub struct Bench {
    pub harness: Harness<'static, Window>,
}

pub fn organisation(id: &'static str) -> Target {
    Target::Organisation(OrganisationId::literal(id))
}

pub fn group(id: &'static str) -> Target {
    Target::Group(GroupId::literal(id))
}

pub fn note(id: &'static str) -> Target {
    Target::Note(NoteId::literal(id))
}

pub fn area(id: &'static str) -> Target {
    Target::Area(AreaId::literal(id))
}

pub fn flow(id: &'static str) -> Target {
    Target::Flow(FlowId::literal(id))
}

impl Bench {
    /// The inspector alone, so that labels are unlike.
    pub fn inspector(targets: &[Target]) -> Self {
        Self::of(small_map(), targets, Look::default(), (false, true))
    }

    /// The legend alone.
    pub fn legend(targets: &[Target]) -> Self {
        Self::of(small_map(), targets, Look::default(), (true, false))
    }

    /// A map, what is selected in it, how it looks, and which of legend and inspector are shown.
    pub fn of(document: Document, targets: &[Target], look: Look, (legend, inspector): (bool, bool)) -> Self {
        let mut session = Session::new(document);
        session.select(targets.iter().cloned());
        let theme = if look.is_dark() { EguiTheme::Dark } else { EguiTheme::Light };
        let window = Window {
            session,
            theme: Theme::new(&look),
            look,
            fonts: Fonts::bundled(),
            inspector: InspectorState::default(),
            legend: LegendState::default(),
            with_legend: legend,
            with_inspector: inspector,
            intents: Vec::new(),
        };
        let mut set_up = false;
        let harness = Harness::builder()
            .with_size([304.0, 1600.0])
            .with_theme(theme)
            .with_max_steps(60)
            .renderer(CpuRenderer::default())
            .build_ui_state(
                move |ui, window: &mut Window| {
                    if !set_up {
                        ui.ctx().set_fonts(fonts::definitions());
                        window.theme.apply(ui.ctx());
                        set_up = true;
                        ui.ctx().request_repaint();
                        return;
                    }
                    window_ui(ui, window);
                },
                window,
            );
        let mut bench = Self { harness };
        bench.run();
        bench
    }

    pub fn run(&mut self) {
        self.harness.run();
    }

    pub fn session(&self) -> &Session {
        &self.harness.state().session
    }

    pub fn document(&self) -> &Document {
        self.session().document()
    }

    pub fn select(&mut self, targets: &[Target]) {
        self.harness.state_mut().session.select(targets.iter().cloned());
        self.run();
    }

    /// Clicks the control of this name.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.run();
    }

    /// Opens a section; its name may end in a remark.
    pub fn open(&mut self, section: &str) {
        let with_remark = format!("{section}, ");
        self.harness
            .get_by(|node| {
                let name = node.label().unwrap_or_default();
                name == section || name.starts_with(&with_remark)
            })
            .click();
        self.run();
    }

    /// Puts the text into the field of this label in place of what stands there, and leaves the field.
    pub fn write(&mut self, label: &str, text: &str) {
        self.type_into(label, text);
        self.leave();
    }

    /// The same without leaving the field.
    pub fn type_into(&mut self, label: &str, text: &str) {
        self.field(label).click();
        self.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.run();
        if text.is_empty() {
            self.harness.key_press(Key::Delete);
        } else {
            self.field(label).type_text(text);
        }
        self.run();
    }

    /// Types on at the end of a field that has the keyboard.
    pub fn type_more(&mut self, label: &str, text: &str) {
        self.field(label).type_text(text);
        self.run();
    }

    /// Types into the field that has the keyboard, at the end, and takes it with Enter.
    pub fn type_name(&mut self, text: &str) {
        self.harness.key_press(Key::End);
        self.run();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.run();
        self.harness.key_press(Key::Enter);
        self.run();
    }

    /// Clicks the row of a menu; other controls may bear the same name.
    pub fn click_menu(&mut self, label: &str) {
        self.harness
            .get_by(|node| {
                node.role() == egui::accesskit::Role::Button && node.label().as_deref() == Some(label)
            })
            .click();
        self.run();
    }

    /// How many steps can be undone.
    pub fn steps(&self) -> usize {
        self.session().history().position()
    }

    /// Takes the keyboard out of every field.
    pub fn leave(&mut self) {
        let focused = self.harness.ctx.memory(egui::Memory::focused);
        if let Some(id) = focused {
            self.harness.ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        self.run();
        self.run();
    }

    fn field<'a>(&'a self, label: &'a str) -> egui_kittest::Node<'a> {
        use egui::accesskit::Role;
        self.harness.get_by(|node| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().as_deref() == Some(label)
        })
    }

    /// What stands in the field of this label.
    pub fn value(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    /// What the list of this label shows.
    pub fn shown(&self, label: &str) -> String {
        use egui::accesskit::Role;
        let node = self
            .harness
            .get_by(|node| node.role() == Role::ComboBox && node.label().as_deref() == Some(label));
        node.value().unwrap_or_default()
    }

    /// Opens the list of this label.
    pub fn open_list(&mut self, label: &str) {
        use egui::accesskit::Role;
        self.harness
            .get_by(|node| node.role() == Role::ComboBox && node.label().as_deref() == Some(label))
            .click();
        self.run();
    }

    /// Opens the list of this label and chooses a row.
    pub fn choose(&mut self, label: &str, row: &str) {
        use egui::accesskit::Role;
        self.open_list(label);
        self.harness
            .get_by(|node| node.role() == Role::Button && node.label().as_deref() == Some(row))
            .click();
        self.run();
    }

    pub fn says(&self, words: &str) -> bool {
        self.harness.query_by_label_contains(words).is_some()
    }

    /// Paints what is shown where pictures are wanted: painting on the processor takes its time.
    pub fn picture(&mut self, name: &str) {
        if std::env::var_os("ECOMAP_PICTURES").is_none() {
            return;
        }
        let picture = self.harness.render().expect("the renderer paints every mesh");
        keep(&picture, name);
    }

    /// Moves the pointer over the control of this name.
    pub fn point_at(&mut self, label: &str) {
        self.harness.get_by_label(label).hover();
        self.run();
    }
}

fn window_ui(ui: &mut egui::Ui, window: &mut Window) {
    let Window { session, look, theme, fonts, inspector, legend, with_legend, with_inspector, intents } =
        window;
    let context = PanelContext { session, look, theme, fonts };
    let mut asked = Vec::new();
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(ui.ctx().content_rect()));
    egui::CentralPanel::default().frame(theme.panel(egui::Margin::ZERO)).show(&mut ui, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            egui::Frame::new().inner_margin(16).show(ui, |ui| {
                if *with_legend {
                    asked.extend(legend_ui(ui, &context, legend));
                    ui.add_space(16.0);
                }
                if *with_inspector {
                    asked.extend(inspector_ui(ui, &context, inspector));
                }
            });
        });
    });
    for intent in &asked {
        match intent {
            Intent::EditLooks(id) => legend.edit_looks(id.clone()),
            _ => carry_out(session, intent.clone()),
        }
    }
    intents.extend(asked);
}

fn carry_out(session: &mut Session, intent: Intent) {
    match intent {
        Intent::Do(command) => {
            let what = format!("{command:?}");
            session.perform(command).unwrap_or_else(|error| panic!("{error}: {what}"));
            let findings: Vec<_> = validate(session.document())
                .into_iter()
                .filter(|finding| finding.severity == ecomap::diagnostics::Severity::Error)
                .collect();
            assert!(findings.is_empty(), "{findings:?} after {what}");
        }
        Intent::Select(ids) => session.select_records(ids),
        Intent::SetCurrentKind(kind) => session.set_current_kind(kind),
        Intent::SetCurrentSector(sector) => session.set_current_sector(sector),
        Intent::SetCurrentScale(scale) => session.set_current_scale(scale),
        other => panic!("no panel asks for {other:?}"),
    }
}

/// The edits that were asked for.
pub fn edits(intents: &[Intent]) -> Vec<&Command> {
    intents
        .iter()
        .filter_map(|intent| if let Intent::Do(command) = intent { Some(command) } else { None })
        .collect()
}

/// The one record of an organisation.
pub fn record(document: &Document, id: &str) -> Arc<Organisation> {
    Arc::clone(&document.organisations()[id])
}

//! Carrying out: each intent and each action has its arm here, and most arms are one call. Must not draw.

use eframe::egui::{self, ViewportCommand};

use super::{Page, Shell, leaving::After};
use crate::{
    app::{
        actions::Action,
        canvas::scene_target,
        capture::Captured,
        chrome::{command_palette::CommandPalette, start_page},
        dialogs::Purpose,
        export::picture::As,
        fault, find,
        intent::{Intent, Notice, Tone},
        panels::called,
        settings::ThemeChoice,
        templates,
        workspace::Workspace,
    },
    editor::{Command, CommandError, Done, ToolKind},
    model::{Document, RecordId},
    pipeline::Format,
};

/// How much nearer a step of the zoom is.
const ZOOM_STEP: f64 = 1.25;

impl Shell {
    /// Carries a wish out.
    pub(super) fn perform(&mut self, ctx: &egui::Context, intent: Intent) {
        match intent {
            Intent::Act(action) => self.act(ctx, action),
            Intent::OpenFile(path) => self.open(ctx, path),
            Intent::Say(notice) => self.say(notice),
            Intent::Capture(captured) => self.capture(*captured),
            Intent::Announce(words) => self.desk.voice.say(words),
            other => self.perform_on_map(other),
        }
        ctx.request_repaint();
    }

    /// What is being written in a cell of the table becomes part of the map.
    pub(super) fn finish_cell(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        let context = self.appearance.context(&workspace.session);
        for intent in workspace.table.finish_writing(&context) {
            self.perform_on_map(intent);
        }
    }

    /// Carries an edit out and tells what came of it. Whether it was not refused.
    fn carry_out(&mut self, command: Command) -> bool {
        let Some(workspace) = &mut self.workspace else { return false };
        let merged = merged(&command, workspace.session.document());
        let result = workspace.session.perform(command);
        let Some(done) = self.tell(result) else { return false };
        if !done.told.is_empty() {
            let detail = format!("{}.", done.told.join(". "));
            self.say(Notice::done(merged.unwrap_or(done.name)).detail(detail));
        }
        true
    }

    fn perform_on_map(&mut self, intent: Intent) {
        let Some(workspace) = &mut self.workspace else { return };
        let session = &mut workspace.session;
        match intent {
            Intent::Do(command) => {
                self.carry_out(command);
            }
            Intent::DoThen(command, then) => {
                if self.carry_out(command) {
                    then.into_iter().for_each(|intent| self.perform_on_map(intent));
                }
            }
            Intent::Say(notice) => self.say(notice),
            Intent::Select(ids) => session.select_records(ids),
            Intent::SetCurrentKind(kind) => match workspace.rounds.refuses(&kind, session) {
                Some(notice) => self.say(notice),
                None => session.set_current_kind(kind),
            },
            Intent::BeginRound(kind) => {
                let refused = workspace.rounds.begin(kind, session, &mut workspace.canvas);
                // Flows are drawn on the map, not in the network beneath it.
                workspace.explore = None;
                refused.into_iter().for_each(|notice| self.say(notice));
            }
            Intent::SetCurrentSector(sector) => session.set_current_sector(sector),
            Intent::SetCurrentScale(scale) => session.set_current_scale(scale),
            Intent::Seal => session.seal(),
            Intent::EditLooks(id) => workspace.legend.edit_looks(id),
            Intent::Rename(id) => workspace.canvas.begin_rename(&id),
            Intent::ZoomTo(ids) => {
                workspace.explore.iter_mut().for_each(|explore| explore.fly_to(&ids));
                workspace.canvas.zoom_to_records(&ids);
            }
            Intent::Reveal(ids) => {
                workspace.explore.iter_mut().for_each(|explore| explore.fly_to(&ids));
                workspace.canvas.reveal(&ids, workspace.covered());
            }
            Intent::ShowView(id) => {
                workspace.show_view(&id);
                let view = workspace.session.document().view(&id);
                if view.is_some_and(|view| self.desk.settings.draw_flows_as(view)) {
                    self.keep_settings();
                }
            }
            Intent::UpdateView(id) => {
                let command = workspace.updated_view(&id, self.desk.settings.shown());
                let result = command.map(|command| workspace.session.perform(command));
                if let Some(result) = result {
                    self.tell(result);
                }
            }
            Intent::Act(_) | Intent::OpenFile(_) | Intent::Capture(_) | Intent::Announce(_) => {}
        }
    }

    /// Makes what was typed a step of the map. Refused, the line stays with the reason beside it.
    fn capture(&mut self, captured: Captured) {
        let Some(workspace) = &mut self.workspace else { return };
        if let Some(command) = captured.command.clone()
            && let Err(error) = workspace.session.perform(command)
        {
            workspace.capture.refuse(Notice::refused(&error, &workspace.session).message);
            return;
        }
        workspace.canvas.show_new(captured.focus.iter().map(scene_target).collect());
        workspace.session.select(captured.focus.clone());
        let revision = workspace.session.revision();
        workspace.capture.done(captured, revision);
    }

    /// Says why a command was refused.
    pub(super) fn tell(&mut self, result: Result<Done, CommandError>) -> Option<Done> {
        match result {
            Ok(done) => Some(done),
            Err(error) => {
                if let Some(workspace) = &self.workspace {
                    self.desk.notices.say(Notice::refused(&error, &workspace.session));
                }
                None
            }
        }
    }

    /// Does what a menu or a key asks for.
    pub(super) fn act(&mut self, ctx: &egui::Context, action: Action) {
        fault::note(action.entry().name);
        match action {
            Action::NewMap => self.begin(ctx, Workspace::untitled(templates::empty(), "New map")),
            Action::NewBandsMap => {
                self.begin(ctx, Workspace::untitled(templates::sectors_by_scale(), "New map"));
            }
            Action::StartPage | Action::CloseMap => self.leave_for(ctx, After::StartPage),
            Action::OpenMap => self.ask_open(),
            Action::Import => self.ask_import(),
            Action::SaveMap | Action::SaveMapAs if self.refuse_to_save() => {}
            Action::SaveMap => self.save(ctx, None),
            Action::SaveMapAs => self.ask_write(Purpose::SaveMap),
            Action::ExportFigure => self.open_export(None),
            Action::ExportSvg => self.open_export(Some(Format::Svg)),
            Action::ExportPng => self.open_export(Some(Format::Png)),
            Action::ExportPdf => self.open_export(Some(Format::Pdf)),
            Action::ExportHtml => self.open_export(Some(Format::Html)),
            Action::ExportHandout => self.ask_write(Purpose::ExportHandout),
            Action::SaveRedacted => self.ask_write(Purpose::RedactedCopy),
            Action::SaveReport => self.ask_write(Purpose::Report),
            // The guard asks what is to be asked.
            Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Action::ShowInfluence | Action::ShowGoals => self.switch(action),
            Action::OneLineAKind | Action::OneLineAPair | Action::SharedStems => self.switch(action),
            Action::TogglePanels | Action::Grid | Action::KeyCard | Action::ReduceMotion => {
                self.switch(action);
            }
            Action::KeepHistory => self.toggle_history(),
            Action::WipeHistory => self.ask_wipe(),
            Action::ThemeLight => self.choose_theme(ThemeChoice::Light),
            Action::ThemeDark => self.choose_theme(ThemeChoice::Dark),
            Action::ThemeSystem => self.choose_theme(ThemeChoice::System),
            Action::TextLarger => self.step_text_size(1),
            Action::TextSmaller => self.step_text_size(-1),
            Action::TextNormal => self.step_text_size(isize::MIN),
            Action::CommandPalette => self.desk.page = Page::Commands(CommandPalette::default()),
            Action::Shortcuts => self.desk.page = Page::Shortcuts,
            Action::About => self.desk.page = Page::About,
            Action::CopyFaultReport => self.copy_report(ctx),
            Action::NextPart => self.desk.parts.go(ctx, false),
            Action::PreviousPart => self.desk.parts.go(ctx, true),
            Action::Present => self.toggle_present(ctx),
            Action::FullScreen => toggle_full_screen(ctx),
            // From a menu: the system's clipboard answers in the next frame.
            Action::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Action::Copy => {
                self.copy(ctx);
            }
            Action::Cut => self.cut(ctx),
            Action::CopyPicture => self.copy_picture(ctx, As::Pixels),
            Action::CopySvg => self.copy_picture(ctx, As::Svg),
            other => {
                if !self.mind_file(ctx, other) && !self.arrange(other) && !self.lay_out(other) {
                    self.act_on_map(other);
                }
            }
        }
        ctx.request_repaint();
    }

    /// What concerns the open map's file; whether it was that.
    fn mind_file(&mut self, ctx: &egui::Context, action: Action) -> bool {
        match action {
            Action::ChangedOnDisk => self.show_underneath(),
            Action::Conflicts => self.toggle_conflicts(),
            Action::Backups => self.open_backups(ctx),
            Action::Unread => self.show_unread(),
            Action::SaveForProgram => self.open_other_program(),
            Action::NextDifference => self.step_difference(false),
            Action::PreviousDifference => self.step_difference(true),
            _ => return false,
        }
        true
    }

    fn act_on_map(&mut self, action: Action) {
        let Some(workspace) = &mut self.workspace else { return };
        let Workspace { session, canvas, .. } = workspace;
        match action {
            Action::Undo => {
                session.undo();
            }
            Action::Redo => {
                session.redo();
            }
            Action::SelectAll => {
                session.select_all();
                let hidden = workspace.find.hidden();
                let shown = session.selection().records().into_iter().filter(|id| !hidden.contains(id));
                session.select_records(shown.collect::<Vec<_>>());
            }
            Action::Deselect => session.select([]),
            Action::AddFlowAnyway => self.add_flow_anyway(),
            Action::ToolSelect => session.set_tool(ToolKind::Select),
            Action::ToolOrganisation => session.set_tool(ToolKind::Place),
            Action::ToolFlow => canvas.take_up_flow(session),
            Action::ToolNote => session.set_tool(ToolKind::Note),
            Action::ToolHand => session.set_tool(ToolKind::Pan),
            Action::ToggleExplore => {
                if let Some(refused) = workspace.toggle_explore() {
                    self.say(refused);
                }
            }
            Action::ZoomIn => canvas.zoom_by(ZOOM_STEP),
            Action::ZoomOut => canvas.zoom_by(1.0 / ZOOM_STEP),
            Action::ZoomActual => canvas.set_zoom(1.0),
            Action::ZoomFit => canvas.zoom_to_fit(),
            Action::ZoomSelection => workspace.zoom_to_selection(),
            Action::Rename => workspace.begin_rename(),
            Action::SaveView => self.save_view(),
            Action::FocusOn => {
                if !workspace.find.focus_on(&workspace.session, true) {
                    self.say(Notice::warning("Select an organisation first, to show only what is near it"));
                }
            }
            Action::Duplicate
            | Action::Delete
            | Action::Group
            | Action::Ungroup
            | Action::ToggleFold
            | Action::TogglePark => self.edit(action),
            other => {
                open_room(workspace, other);
                self.act_in_round(other);
                self.choose(other);
            }
        }
    }

    fn add_flow_anyway(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        if let Some(command) = workspace.session.offered().cloned() {
            let result = workspace.session.perform(command);
            self.tell(result);
        }
    }

    /// Rounds, influence and goals. What is built there is to be seen on the map.
    fn act_in_round(&mut self, action: Action) {
        let Some(workspace) = &mut self.workspace else { return };
        let told = workspace.rounds.act(action, &mut workspace.session);
        if action == Action::ReadInfluence && workspace.rounds.is_reading() {
            let first = workspace.session.selection().records();
            workspace.canvas.reveal(&first, workspace.covered());
        }
        let opened = action == Action::Influence && workspace.rounds.panel_is_open();
        let towers = matches!(action, Action::InfluenceUp | Action::InfluenceDown | Action::ReadInfluence);
        let settings = &mut self.desk.settings;
        if action == Action::Influence {
            settings.panels = workspace.rounds.side(settings.panels, &workspace.canvas);
        }
        let before = (settings.influence, settings.goals);
        settings.influence |= opened || towers;
        settings.goals |= opened || action == Action::GoalStance;
        if (settings.influence, settings.goals) != before {
            self.keep_settings();
        }
        if let Some(notice) = told {
            self.say(notice);
        }
    }

    /// The actions that are one command on what is selected.
    fn edit(&mut self, action: Action) {
        let Some(workspace) = &mut self.workspace else { return };
        let selection = workspace.session.selection();
        let targets = selection.targets().to_vec();
        let records = selection.records();
        let group = |id: &RecordId| match id {
            RecordId::Group(id) => Some(id.clone()),
            _ => None,
        };
        let note = |id: &RecordId| match id {
            RecordId::Note(id) => Some(id.clone()),
            _ => None,
        };
        let command = match action {
            Action::Duplicate => Command::Duplicate { targets, by: Command::DUPLICATE_OFFSET },
            Action::Group => Command::AddGroup { label: String::new(), members: records },
            Action::Ungroup => Command::Ungroup(records.iter().filter_map(group).collect()),
            Action::ToggleFold | Action::TogglePark => {
                let document = workspace.session.document();
                let aside = if action == Action::ToggleFold {
                    Command::fold(document, &records.iter().filter_map(group).collect::<Vec<_>>())
                } else {
                    Command::park(document, &records.iter().filter_map(note).collect::<Vec<_>>())
                };
                let Some(aside) = aside else { return };
                aside
            }
            _ => Command::DeleteTargets(targets),
        };
        let result = workspace.session.perform(command);
        let done = self.tell(result);
        if let (Action::Group, Some(done), Some(workspace)) = (action, done, &mut self.workspace)
            && let Some(id) = done.created.first()
        {
            // A new group is there to be named.
            workspace.canvas.begin_rename(id);
        }
    }

    /// Keeps what is seen now as a view, the last step of the story; its name is to be typed.
    fn save_view(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        let command = Command::AddView(workspace.view_now(self.desk.settings.shown()));
        let result = workspace.session.perform(command);
        let created = self.tell(result).and_then(|done| done.created.into_iter().next());
        if let (Some(RecordId::View(id)), Some(workspace)) = (created, &mut self.workspace) {
            workspace.find.name_view(id);
        }
    }

    fn begin(&mut self, ctx: &egui::Context, workspace: Workspace) {
        self.leave_for(ctx, After::Show(Box::new(workspace)));
    }

    /// The letters that open a chooser.
    fn choose(&mut self, action: Action) {
        use Action::{ChooseFormality, ChooseKind, ChooseScale, ChooseSector, ChooseStatus};
        let letters = [ChooseSector, ChooseScale, ChooseKind, ChooseFormality, ChooseStatus];
        let Some(workspace) = self.workspace.as_mut().filter(|_| letters.contains(&action)) else { return };
        if let Some(notice) = workspace.key_card.choose(action, &workspace.session) {
            self.say(notice);
        }
    }

    /// The actions that turn a setting on or off.
    fn switch(&mut self, action: Action) {
        let settings = &mut self.desk.settings;
        let switch = match action {
            Action::TogglePanels => &mut settings.panels,
            Action::ShowInfluence => &mut settings.influence,
            Action::ShowGoals => &mut settings.goals,
            Action::OneLineAKind => &mut settings.one_line_a_kind,
            Action::OneLineAPair => &mut settings.one_line_a_pair,
            Action::SharedStems => &mut settings.shared_stems,
            Action::Grid => &mut settings.grid,
            Action::KeyCard => &mut settings.key_card,
            _ => &mut settings.reduce_motion,
        };
        *switch = !*switch;
        match action {
            // One line a pair leaves none a kind, and the other way round.
            Action::OneLineAKind => settings.one_line_a_pair = false,
            Action::OneLineAPair => settings.one_line_a_kind = false,
            _ => {}
        }
        self.keep_settings();
    }

    fn choose_theme(&mut self, choice: ThemeChoice) {
        self.desk.settings.theme = choice;
        self.keep_settings();
    }

    fn step_text_size(&mut self, step: isize) {
        self.desk.settings.step_text_size(step);
        self.keep_settings();
        self.desk.notices.clear(Tone::Done);
        let percent = self.desk.settings.text_size;
        self.say(Notice::done(format!("Text size {percent} %")));
    }

    /// Carries out what the start page asks for.
    pub(super) fn start_wish(
        &mut self,
        ctx: &egui::Context,
        wish: start_page::Wish,
        intents: &mut Vec<Intent>,
    ) {
        match wish {
            start_page::Wish::Act(action) => intents.push(Intent::Act(action)),
            start_page::Wish::Open(path) => intents.push(Intent::OpenFile(path)),
            start_page::Wish::Backups(path) => {
                let trouble = format!("{} is no longer there.", path.display());
                self.show_backups(ctx, path, None, trouble);
            }
            start_page::Wish::Example(example) => self.open_example(ctx, example),
            start_page::Wish::Forget(path) => {
                self.desk.settings.forget(&path);
                self.keep_settings();
            }
            start_page::Wish::Restore { place, elsewhere } => self.restore(ctx, place, elsewhere),
            start_page::Wish::ThrowAway(place) => self.ask_throw_away(place),
        }
    }
}

/// The actions that open or close a part of the window.
fn open_room(workspace: &mut Workspace, action: Action) {
    match action {
        Action::Capture => workspace.capture.focus(),
        Action::Find => workspace.find.focus(),
        Action::History | Action::Findings | Action::CompareWith => workspace.toggle_card(action),
        Action::Filter => workspace.find.turn_to(find::Page::Filter),
        Action::Views => workspace.find.turn_to(find::Page::Views),
        Action::FocusLess => {
            workspace.find.looking_mut().step_focus(None, false);
        }
        Action::ShowAll => {
            workspace.find.looking_mut().show_all();
            workspace.time.close();
        }
        Action::Time => workspace.time.toggle(),
        Action::PlayTime => workspace.time.play(),
        Action::Table => workspace.table.toggle(),
        Action::TableAlone => workspace.table.toggle_alone(),
        Action::Consolidate => workspace.table.consolidate(),
        _ => {}
    }
}

/// What was done by a command that unites two organisations, in words: told when it has gone well.
fn merged(command: &Command, document: &Document) -> Option<String> {
    let Command::MergeOrganisations { from, into } = command else { return None };
    let name = |id| document.organisation(id).map(|one| called(&one.name));
    Some(format!("Merged {} into {}", name(from)?, name(into)?))
}

fn toggle_full_screen(ctx: &egui::Context) {
    let full = ctx.input(|input| input.viewport().fullscreen == Some(true));
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
}

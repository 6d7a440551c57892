//! What is said aloud of what happens: one line of the accessibility tree that a screen reader reads out whenever it
//! changes. Must not know who listens.

use eframe::egui::{
    self,
    accesskit::{Live, Role},
};

use crate::app::words::number;
use crate::{
    app::{canvas::spoken, intent::Notice, workspace::Workspace},
    editor::{Session, Target},
};

/// How the map stood when it was last spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    /// Which map.
    serial: u64,
    revision: u64,
    position: usize,
    undo: Option<String>,
    redo: Option<String>,
    selected: usize,
}

impl Seen {
    fn of(workspace: &Workspace) -> Self {
        let session = &workspace.session;
        Self {
            serial: workspace.serial(),
            revision: session.revision(),
            position: session.history().position(),
            undo: session.undo_name().map(str::to_owned),
            redo: session.redo_name().map(str::to_owned),
            selected: session.selection().len(),
        }
    }
}

/// The voice of the window.
#[derive(Default)]
pub(super) struct Voice {
    words: String,
    /// The same words twice must differ, or they are not read out again.
    again: bool,
    seen: Option<Seen>,
    notice: Option<String>,
    /// What this frame has to say, in order.
    sentences: Vec<String>,
}

impl Voice {
    /// Says something at the end of the frame. Whoever says what was done says it better than the name of the step.
    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.sentences.push(words.into());
    }

    /// Says what was announced, or else what has happened to the map since the last frame, and what is being told.
    pub(super) fn follow<'a>(
        &mut self,
        workspace: Option<&Workspace>,
        notices: impl Iterator<Item = &'a Notice>,
    ) {
        let now = workspace.map(Seen::of);
        if let (Some(workspace), Some(before), Some(now)) = (workspace, &self.seen, &now)
            && before.serial == now.serial
            && let Some(words) = happened(before, now, &workspace.session)
            && self.sentences.is_empty()
        {
            self.say(words);
        }
        self.seen = now;
        let notice = notices.last().map(|notice| match notice.detail.as_str() {
            "" => notice.message.clone(),
            detail => format!("{}. {detail}", notice.message),
        });
        if notice != self.notice {
            self.notice.clone_from(&notice);
            if let Some(notice) = notice {
                self.say(notice);
            }
        }
        if !self.sentences.is_empty() {
            let words = std::mem::take(&mut self.sentences).join(". ");
            self.again = self.words == words && !self.again;
            self.words = words;
        }
    }

    /// The line itself; nothing is painted.
    pub(super) fn voice_ui(&self, ctx: &egui::Context) {
        let id = egui::Id::new("voice");
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            // A space that nobody hears makes the same words differ.
            let end = if self.again { ".\u{a0}" } else { "." };
            if !self.words.is_empty() {
                node.set_label(format!("{}{end}", self.words.trim_end_matches('.')));
            }
        });
    }
}

/// A change in words; none for nothing, and for more of what was just said, such as a word being typed.
fn happened(before: &Seen, now: &Seen, session: &Session) -> Option<String> {
    if before.revision == now.revision {
        let several = now.selected != before.selected && now.selected != 1;
        return several.then(|| match now.selected {
            0 => "Nothing selected".to_owned(),
            many => format!("{} selected", number(many)),
        });
    }
    if now.position < before.position && now.redo == before.undo {
        return Some(format!("Undone: {}", now.redo.as_deref().unwrap_or("a step")));
    }
    if now.position > before.position && before.redo.is_some() && now.undo == before.redo {
        return Some(format!("Done again: {}", now.undo.as_deref().unwrap_or("a step")));
    }
    if now.position == before.position && now.undo == before.undo && !is_first_name(session) {
        return None;
    }
    let step = now.undo.clone()?;
    match session.selection().only().and_then(|target| name(session, target)) {
        Some(name) => Some(format!("{step}: {name}")),
        None => Some(step),
    }
}

/// The last step made something, and that is what is selected: it has just got its name.
fn is_first_name(session: &Session) -> bool {
    session.history().last().is_some_and(|step| {
        let mut changes = step.transaction.changes().iter();
        let only = session.selection().only().and_then(Target::record);
        changes.any(|change| change.before.is_none() && Some(&change.id) == only.as_ref())
    })
}

fn name(session: &Session, target: &Target) -> Option<String> {
    let document = session.document();
    match target {
        Target::Organisation(id) => document.organisation(id).map(|one| spoken::called(&one.name)),
        Target::Flow(id) => document.flow(id).map(|one| spoken::flow(document, one)),
        Target::Group(id) => document.group(id).map(|one| one.label.clone()),
        Target::Note(id) => document.note(id).map(|one| one.text.clone()),
        Target::Area(_) => None,
    }
}

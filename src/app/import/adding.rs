//! Adding to the open map: by what organisations are found again, and which pairs are probably one. Must not know how the
//! two are united.

use eframe::egui::{Id, Ui};

use super::{
    columns::pair_row_ui,
    job::{Adding, Joined, Made},
    words::{likeness, more},
};
use crate::{
    app::{
        chrome::status_line::counted,
        theme::Theme,
        widgets::{Choice, combo_ui, field_ui, hint_ui, section_ui, segments_ui},
    },
    editor::Standing,
    model::{Document, OrganisationId},
    pipeline::Key,
};

/// More pairs are not shown.
const MOST: usize = 100;

/// What is chosen for it, whatever the open map is now.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) key: Key,
    pub(super) united: std::collections::BTreeSet<(OrganisationId, OrganisationId)>,
}

impl Choices {
    /// With the open map, and what the file is called.
    pub(super) fn adding(&self, standing: Standing, name: &str) -> Adding {
        Adding { standing, name: name.to_owned(), key: self.key, united: self.united.clone() }
    }
}

/// Shows it; whether something was changed.
pub(super) fn adding_ui(
    ui: &mut Ui,
    theme: &Theme,
    made: &Made,
    open: &Document,
    choices: &mut Choices,
) -> bool {
    let Some(joined) = &made.joined else { return false };
    let mut changed = false;
    section_ui(ui, Id::new("import adding"), "Adding to the open map", "", true, |ui| {
        let keys = [
            ("By name", "Organisations of the same name are one"),
            ("By id", "Organisations of the same id are one"),
            ("Never", "All organisations of the file are new"),
        ];
        let all = [Key::Name, Key::Id, Key::Never];
        let current = all.iter().position(|key| *key == choices.key);
        let clicked = field_ui(ui, "Found again", |ui, label| {
            segments_ui(ui, Id::new("import key"), label, &keys, current)
        });
        if let Some(index) = clicked.filter(|index| Some(*index) != current) {
            *choices = Choices { key: all[index], ..Choices::default() };
            changed = true;
        }
        match joined {
            Ok(joined) => {
                hint_ui(ui, &summary(joined, made));
                changed |= pairs_ui(ui, theme, joined, (open, &made.document), choices);
            }
            Err(words) => hint_ui(ui, words),
        }
    });
    changed
}

/// "12 are there already and take on what the file says, 30 are new".
fn summary(joined: &Joined, made: &Made) -> String {
    let addition = &joined.addition;
    let all = made.document.organisations().len();
    let new = all.saturating_sub(addition.united);
    let mut words = match addition.united {
        0 => format!("{} will be new.", counted(new, "organisation")),
        1 => format!("1 organisation is there already and takes on what the file says; {new} will be new."),
        united => {
            format!(
                "{united} organisations are there already and take on what the file says; {new} will be new."
            )
        }
    };
    if addition.flows_there > 0 {
        words.push_str(&format!(" {} there already.", is_are(addition.flows_there, "flow")));
    }
    if !addition.scheme.is_empty() {
        words.push_str(&format!(" New in the scheme: {}.", addition.scheme.join(", ")));
    }
    for told in &addition.told {
        words.push_str(&format!(" {told}."));
    }
    words
}

fn is_are(count: usize, one: &str) -> String {
    format!("{} {}", counted(count, one), if count == 1 { "is" } else { "are" })
}

fn pairs_ui(
    ui: &mut Ui,
    theme: &Theme,
    joined: &Joined,
    (open, other): (&Document, &Document),
    choices: &mut Choices,
) -> bool {
    let name = |document: &Document, id: &OrganisationId| {
        document.organisation(id).map_or_else(|| id.to_string(), |it| it.name.clone())
    };
    if joined.matched.too_many {
        hint_ui(
            ui,
            "Too many names to look for those that are nearly alike: Edit, Consolidate duplicates finds them later",
        );
    }
    let likely = &joined.matched.likely;
    if likely.is_empty() {
        return false;
    }
    let mut changed = false;
    hint_ui(ui, &format!("{} probably there already:", is_are(likely.len(), "more organisation")));
    for pair in likely.iter().take(MOST) {
        let key = (pair.theirs.clone(), pair.ours.clone());
        let is_one = choices.united.contains(&key);
        let title = name(other, &pair.theirs);
        let ours = name(open, &pair.ours);
        let below = format!("on the map: {ours}, {}", likeness(pair.likeness));
        let rows = [Choice::new(false, "Another one"), Choice::new(true, "The same")];
        let id = Id::new(("import pair", &pair.theirs, &pair.ours));
        let chosen = pair_row_ui(ui, theme, &title, &below, |ui, label| {
            combo_ui(ui, id, label, &rows, Some(usize::from(is_one)), "").copied()
        });
        match chosen {
            Some(true) => changed |= choices.united.insert(key),
            Some(false) => changed |= choices.united.remove(&key),
            None => {}
        }
    }
    if likely.len() > MOST {
        hint_ui(ui, &more(likely.len() - MOST));
    }
    changed
}

//! How files of one shape were taken the last time: `imports.ron` beside the settings. A shape is a format and the names
//! of its fields; names of organisations are not in it. Must not know the page.

use std::{collections::BTreeMap, fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    app::settings::Folders,
    file::{disk::create_folders, save_bytes},
    interchange::{Colours, Dashes, FieldType, Mapping, Meaning, Read, Role, graph::Columns},
    model::{FlowKindId, OrganisationKind, ScaleId, SectorId},
};

/// How many shapes are remembered.
const MOST: usize = 40;
/// A shape of more words than this is not remembered.
const MOST_WORDS: usize = 500;

/// All that is remembered, latest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    shapes: Vec<Shape>,
}

/// How files of one shape are taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Shape {
    format: String,
    node_columns: Vec<String>,
    edge_columns: Vec<String>,
    nodes: Vec<String>,
    edges: Vec<String>,
    labels_are_kinds: bool,
    names: bool,
    unplaced: bool,
    sizes: bool,
    ids: bool,
    node_colours: bool,
    edge_colours: bool,
    dashes: String,
    sectors: BTreeMap<String, String>,
    scales: BTreeMap<String, String>,
    organisation_kinds: BTreeMap<String, String>,
    flow_kinds: BTreeMap<String, String>,
}

const LEFT_OUT: &str = "-";

impl Remembered {
    /// Reads it; what is not there or damaged is nothing.
    #[must_use]
    pub fn load(folders: Option<&Folders>) -> Self {
        let text = folders.and_then(|folders| fs::read_to_string(path(folders)).ok());
        let mut found: Self = text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
        found.shapes.truncate(MOST);
        found
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the folder cannot be made or the file not be written, in words.
    pub fn save(&self, folders: &Folders) -> io::Result<()> {
        create_folders(&folders.config)?;
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        save_bytes(&path(folders), format!("{text}\n").as_bytes()).map_err(io::Error::other)
    }

    /// How a file of this shape was taken the last time.
    #[must_use]
    pub fn of(&self, read: &Read) -> Option<Mapping> {
        let shape = self.shapes.iter().find(|shape| shape.is_of(read))?;
        Some(shape.mapping(read))
    }

    /// Remembers how a file is taken. What our own writers made says that itself.
    pub fn keep(&mut self, read: &Read, mapping: &Mapping) {
        if read.graph.own.is_some() {
            return;
        }
        self.forget(read);
        self.shapes.insert(0, Shape::new(read, mapping));
        self.shapes.truncate(MOST);
    }

    /// Forgets how files of this shape are taken.
    pub fn forget(&mut self, read: &Read) {
        self.shapes.retain(|shape| !shape.is_of(read));
    }
}

fn path(folders: &Folders) -> PathBuf {
    folders.config.join("imports.ron")
}

fn keys(columns: &Columns) -> Vec<String> {
    columns.list().iter().map(|column| column.key.clone()).collect()
}

impl Shape {
    fn new(read: &Read, mapping: &Mapping) -> Self {
        let graph = &read.graph;
        let roles = |roles: &[Role]| roles.iter().map(|role| role_word(*role)).collect();
        let kinds = mapping.organisation_kinds.iter();
        let kinds =
            kinds.map(|(word, kind)| (word.clone(), kind.map_or("", OrganisationKind::name).to_owned()));
        Self {
            format: read.format.key().to_owned(),
            node_columns: keys(&graph.node_columns),
            edge_columns: keys(&graph.edge_columns),
            nodes: roles(&mapping.nodes),
            edges: roles(&mapping.edges),
            labels_are_kinds: mapping.labels_are_kinds,
            names: mapping.names,
            unplaced: mapping.unplaced,
            sizes: mapping.sizes,
            ids: mapping.ids,
            node_colours: mapping.node_colours == Colours::Keep,
            edge_colours: mapping.edge_colours == Colours::Keep,
            dashes: dashes_word(mapping.dashes).to_owned(),
            sectors: words(&mapping.sectors, SectorId::as_str),
            scales: words(&mapping.scales, ScaleId::as_str),
            organisation_kinds: kinds.take(MOST_WORDS).collect(),
            flow_kinds: words(&mapping.flow_kinds, FlowKindId::as_str),
        }
    }

    fn is_of(&self, read: &Read) -> bool {
        let graph = &read.graph;
        graph.own.is_none()
            && self.format == read.format.key()
            && self.node_columns == keys(&graph.node_columns)
            && self.edge_columns == keys(&graph.edge_columns)
    }

    /// What is guessed, with what was said the last time.
    fn mapping(&self, read: &Read) -> Mapping {
        let mut mapping = read.mapping.clone();
        let scheme = Mapping::scheme(&read.graph);
        for (roles, said) in [(&mut mapping.nodes, &self.nodes), (&mut mapping.edges, &self.edges)] {
            for (role, word) in roles.iter_mut().zip(said) {
                *role = role_of(word);
            }
        }
        let colours = |keep| if keep { Colours::Keep } else { Colours::Drop };
        mapping.labels_are_kinds = self.labels_are_kinds;
        mapping.names = self.names;
        mapping.unplaced = self.unplaced;
        mapping.sizes = self.sizes;
        mapping.ids = self.ids;
        mapping.node_colours = colours(self.node_colours);
        mapping.edge_colours = colours(self.edge_colours);
        mapping.dashes = dashes_of(&self.dashes);
        let sector = |id: &str| SectorId::new(id).ok().filter(|id| scheme.sector(id).is_some());
        take(&mut mapping.sectors, &self.sectors, sector);
        let scale = |id: &str| ScaleId::new(id).ok().filter(|id| scheme.scale(id).is_some());
        take(&mut mapping.scales, &self.scales, scale);
        let kind = |id: &str| FlowKindId::new(id).ok().filter(|id| scheme.flow_kind(id).is_some());
        take(&mut mapping.flow_kinds, &self.flow_kinds, kind);
        for (word, kind) in &self.organisation_kinds {
            let kind = OrganisationKind::ALL.into_iter().find(|it| it.name() == kind);
            mapping.organisation_kinds.insert(word.clone(), kind);
        }
        mapping
    }
}

/// `=id` is a class of the scheme, `+name` a new one, nothing is not stated.
fn words<I>(meanings: &BTreeMap<String, Meaning<I>>, id: impl Fn(&I) -> &str) -> BTreeMap<String, String> {
    let words = meanings.iter().take(MOST_WORDS).map(|(word, meaning)| {
        let said = match meaning {
            Meaning::Known(known) => format!("={}", id(known)),
            Meaning::New(name) => format!("+{name}"),
            Meaning::Unstated => String::new(),
        };
        (word.clone(), said)
    });
    words.collect()
}

/// A class that is no more leaves the word to the guess.
fn take<I>(
    meanings: &mut BTreeMap<String, Meaning<I>>,
    said: &BTreeMap<String, String>,
    known: impl Fn(&str) -> Option<I>,
) {
    for (word, said) in said {
        let meaning = match (said.strip_prefix('='), said.strip_prefix('+')) {
            (Some(id), _) => known(id).map(Meaning::Known),
            (_, Some(name)) => Some(Meaning::New(name.to_owned())),
            _ => Some(Meaning::Unstated),
        };
        if let Some(meaning) = meaning {
            meanings.insert(word.clone(), meaning);
        }
    }
}

fn role_word(role: Role) -> String {
    match role {
        Role::Extra => String::new(),
        Role::Ignore => LEFT_OUT.to_owned(),
        Role::ExtraOf(kind) => format!("field {}", kind.name()),
        other => other.title().to_owned(),
    }
}

fn role_of(word: &str) -> Role {
    if word == LEFT_OUT {
        return Role::Ignore;
    }
    let kind =
        word.strip_prefix("field ").and_then(|name| FieldType::ALL.into_iter().find(|it| it.name() == name));
    kind.map(Role::ExtraOf).or_else(|| Role::of_title(word)).unwrap_or_default()
}

fn dashes_word(dashes: Dashes) -> &'static str {
    match dashes {
        Dashes::Field => "field",
        Dashes::Informal => "informal",
        Dashes::Drop => "drop",
    }
}

fn dashes_of(word: &str) -> Dashes {
    match word {
        "informal" => Dashes::Informal,
        "drop" => Dashes::Drop,
        _ => Dashes::Field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::{self, Format};

    fn read(text: &str) -> Read {
        interchange::read(text.as_bytes(), Format::Csv).expect("reads").value
    }

    #[test]
    fn what_was_said_of_a_shape_is_said_again_and_forgotten() {
        let first = read("Name,Type,Note\nBFI,fund,a\nUWE,school,b\n");
        let mut mapping = first.mapping.clone();
        mapping.nodes = vec![Role::Sector, Role::Ignore];
        mapping.unplaced = true;
        mapping.follow(&first.graph);
        mapping.sectors.insert("fund".into(), Meaning::Known(SectorId::literal("government")));
        mapping.sectors.insert("school".into(), Meaning::New("Schools".into()));
        let mut remembered = Remembered::default();
        remembered.keep(&first, &mapping);
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        remembered.save(&folders).expect("saves");
        let mut remembered = Remembered::load(Some(&folders));
        assert_eq!(remembered.of(&first), Some(mapping.clone()));
        // Other rows, the same columns; a word that was not there is guessed.
        let second = read("Name,Type,Note\nBBC,fund,a\nITV,company,b\n");
        let mut again = remembered.of(&second).expect("is of that shape");
        again.follow(&second.graph);
        assert_eq!(again.nodes, mapping.nodes);
        assert_eq!(again.sectors.get("fund"), mapping.sectors.get("fund"));
        assert!(!again.sectors.contains_key("school") && again.sectors.contains_key("company"));
        assert_eq!(remembered.of(&read("Name,Kind,Note\nBFI,fund,a\n")), None);
        remembered.forget(&second);
        assert_eq!(remembered.of(&first), None);
    }
}

//! Reading a file and making the map that it means, with its picture, on a thread: a new wish calls the last one off, and
//! what was made last stays until there is better. Must not know the page.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui;

use super::remembered::Remembered;
use crate::app::words::number;
use crate::{
    app::{
        canvas::Picture,
        jobs::{Job, Jobs},
        progress::Progress,
    },
    diagnostics::Diagnostic,
    editor::{Addition, Command, Ready, Standing},
    interchange::{self, ClassWords, Format, Mapping, Read, Role, Survey, Uses},
    model::{Area, Change, Document, MapInfo, OrganisationId, Record, RecordId, Transaction},
    pipeline::{self, Key, Matched},
    scene::Options,
    style::{Look, Theme},
    text::Fonts,
    watch::{Cancelled, Watch},
};

/// More warnings are counted, not told one by one.
const MOST_WARNINGS: usize = 200;

/// A file as it was read.
pub struct File {
    /// What it holds and how it is probably meant.
    pub read: Read,
    /// What there was to mind, each with the line it speaks of where that can be shown.
    pub warnings: Vec<(Diagnostic, Option<String>)>,
    /// What was said of the columns of a table.
    pub uses: Uses,
    /// What stands in its columns.
    pub survey: Survey,
    /// The scheme that words may mean.
    pub scheme: Document,
}

/// How it is to be added to the open map.
#[derive(Clone)]
pub struct Adding {
    /// The open map.
    pub standing: Standing,
    /// What the file is called: the step is named after it.
    pub name: String,
    /// By what organisations are found again.
    pub key: Key,
    /// Probable pairs that were said to be one.
    pub united: BTreeSet<(OrganisationId, OrganisationId)>,
}

/// With what pictures are made.
#[derive(Clone)]
pub struct Drawing {
    /// Looks.
    pub look: Look,
    /// Type.
    pub fonts: Fonts,
    /// What is shown.
    pub options: Options,
}

/// What is wanted.
#[derive(Clone)]
pub struct Order {
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
    /// As what it is read.
    pub format: Format,
    /// What is said of the columns of a table.
    pub uses: Uses,
    /// What columns were before something else was said of others, by their keys: of organisations, of flows.
    pub roles: [BTreeMap<String, Role>; 2],
    /// The file, where it has been read as that already.
    pub file: Option<Arc<File>>,
    /// How it is meant; as is probable when not said.
    pub mapping: Option<Mapping>,
    /// What may be remembered of files of this shape.
    pub remembered: Arc<Remembered>,
    /// The open map, if there is one that may be edited.
    pub adding: Option<Adding>,
    /// With what the picture is made.
    pub drawing: Drawing,
}

/// What adding to the open map comes to.
pub struct Joined {
    /// Who is the same.
    pub matched: Matched,
    /// What it comes to; its changes are those of the step.
    pub addition: Addition,
    /// The step, worked out: large ones take longer than a frame.
    pub step: Ready,
}

/// What was made.
pub struct Made {
    /// The file.
    pub file: Arc<File>,
    /// How it is meant, with a meaning for each word of its classes.
    pub mapping: Mapping,
    /// Whether that was remembered from another file of this shape.
    pub is_remembered: bool,
    /// The words of its classes.
    pub words: ClassWords,
    /// The map; everything on it has a place.
    pub document: Document,
    /// How many organisations had none in the file.
    pub placed: usize,
    /// What there is to mind about the mapping.
    pub warnings: Vec<Diagnostic>,
    /// How it looks.
    pub look: Look,
    /// What it looks like.
    pub picture: Picture,
    /// What adding it comes to, or why it cannot be added.
    pub joined: Option<Result<Joined, String>>,
}

/// Why nothing was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It was called off.
    Stopped,
    /// In words.
    Failed(String),
}

impl From<Cancelled> for Trouble {
    fn from(_: Cancelled) -> Self {
        Self::Stopped
    }
}

type Done = (u64, Result<Box<Made>, Trouble>);

/// The thread and what it is to do next.
#[derive(Default)]
pub struct Work {
    jobs: Jobs<Done>,
    number: u64,
    wanted: Option<Order>,
    running: Option<Arc<Progress>>,
}

impl Work {
    /// Asks for this instead of all that was asked for before.
    pub fn want(&mut self, order: Order) {
        self.number += 1;
        self.stop_running();
        self.wanted = Some(order);
    }

    /// Nothing is wanted any more.
    pub fn stop(&mut self) {
        self.number += 1;
        self.stop_running();
        self.wanted = None;
    }

    fn stop_running(&self) {
        if let Some(progress) = &self.running {
            progress.stop();
        }
    }

    /// Whether something is being made or waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.wanted.is_some() || self.jobs.is_busy()
    }

    /// How far it is, per cent; none while that is not known.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        let percent = self.running.as_ref()?.percent();
        (percent > 0).then_some(percent)
    }

    /// What was made of the latest wish, if it has been since last asked; begins what is wanted next.
    pub fn follow(&mut self, ctx: &egui::Context) -> Option<Result<Box<Made>, Trouble>> {
        let mut latest = None;
        for (number, result) in self.jobs.finished() {
            self.running = None;
            if number == self.number {
                latest = Some(result);
            }
        }
        if !self.jobs.is_busy()
            && let Some(order) = self.wanted.take()
        {
            let progress = Progress::new(ctx);
            self.running = Some(progress.clone());
            let number = self.number;
            let gave_up = (number, Err(Trouble::Failed(FAULT.to_owned())));
            self.jobs.run(ctx, Job::Import, gave_up, move || (number, make(order, &*progress).map(Box::new)));
        }
        latest
    }
}

const FAULT: &str = "A fault in ecomap: this file could not be taken. Nothing was changed.";

impl Drop for Work {
    fn drop(&mut self) {
        self.stop_running();
    }
}

fn make(order: Order, watch: &dyn Watch) -> Result<Made, Trouble> {
    let Order { bytes, format, uses, roles, file, mapping, remembered, adding, drawing } = order;
    let file = match file {
        Some(file) => file,
        None => Arc::new(read(&bytes, format, &uses)?),
    };
    watch.go_on()?;
    let known = if mapping.is_none() { remembered.of(&file.read) } else { None };
    let is_remembered = known.is_some();
    let mut mapping = mapping.or(known).unwrap_or_else(|| file.read.mapping.clone());
    let graph = &file.read.graph;
    let [nodes, edges] = &roles;
    for (list, columns, before) in
        [(&mut mapping.nodes, &graph.node_columns, nodes), (&mut mapping.edges, &graph.edge_columns, edges)]
    {
        for (role, column) in list.iter_mut().zip(columns.list()) {
            *role = before.get(&column.key).copied().unwrap_or(*role);
        }
    }
    mapping.follow(graph);
    let words = mapping.words(graph);
    watch.go_on()?;
    let mapped = mapping.document(graph);
    watch.go_on()?;
    let Drawing { look, fonts, options } = drawing;
    let areas = mapped.value.map().areas.clone();
    let opened = pipeline::opened_watched(mapped.value, &look, &fonts, watch)?;
    let (document, placed) = (opened.document, opened.placed);
    let theme = if look.is_dark() { Theme::Dark } else { Theme::Light };
    let its_look = Look::of(&document, theme);
    let measures = Arc::new(pipeline::measures(&document));
    let picture = Picture::of(&document, &its_look, &Options { measures, ..options }, &fonts);
    watch.go_on()?;
    let joined = match adding {
        Some(adding) => Some(join(adding, &with_areas(&document, areas), watch)?),
        None => None,
    };
    Ok(Made {
        file,
        mapping,
        is_remembered,
        words,
        document,
        placed,
        warnings: mapped.warnings,
        look: its_look,
        picture,
        joined,
    })
}

/// The same map with these areas: bands in which it was laid out to be looked at are none of the file's.
fn with_areas(document: &Document, areas: Vec<Area>) -> Document {
    let mut map = MapInfo::clone(document.map());
    map.areas = areas;
    let change =
        Change { id: RecordId::Map, before: document.get(&RecordId::Map), after: Some(Record::from(map)) };
    let mut copy = document.clone();
    let applied = copy.apply(&Transaction::new([change]));
    debug_assert!(applied.is_ok(), "made from this very document");
    copy
}

fn read(bytes: &[u8], format: Format, uses: &Uses) -> Result<File, Trouble> {
    let read =
        pipeline::read_foreign(bytes, format, uses).map_err(|error| Trouble::Failed(error.to_string()))?;
    let survey = Survey::of(&read.value.graph);
    let scheme = Mapping::scheme(&read.value.graph);
    let mut found = read.warnings;
    let more = found.len().saturating_sub(MOST_WARNINGS);
    found.truncate(MOST_WARNINGS);
    if more > 0 {
        found.push(Diagnostic::warning(format!("and {} more", number(more))));
    }
    let rows: BTreeSet<u32> = found.iter().filter_map(|one| Some(one.place?.line)).collect();
    let rows: BTreeMap<u32, String> = interchange::lines(bytes, &rows);
    let with_row = |one: Diagnostic| {
        let row = one.place.and_then(|place| rows.get(&place.line)).filter(|row| !row.is_empty()).cloned();
        (one, row)
    };
    Ok(File {
        read: read.value,
        warnings: found.into_iter().map(with_row).collect(),
        survey,
        scheme,
        uses: uses.clone(),
    })
}

fn join(adding: Adding, other: &Document, watch: &dyn Watch) -> Result<Result<Joined, String>, Trouble> {
    let Adding { standing, name, key, united } = adding;
    let document = standing.document();
    let matched = pipeline::matched(document, other, key, watch)?;
    let mut same = matched.same.clone();
    let mut taken: BTreeSet<OrganisationId> = same.values().cloned().collect();
    for (theirs, ours) in &united {
        let are_there = other.organisation(theirs).is_some() && document.organisation(ours).is_some();
        if are_there && !same.contains_key(theirs) && taken.insert(ours.clone()) {
            same.insert(theirs.clone(), ours.clone());
        }
    }
    watch.go_on()?;
    let addition = pipeline::addition(document, other, &same);
    watch.go_on()?;
    let joined = addition.and_then(|mut addition| {
        let transaction = std::mem::take(&mut addition.transaction);
        let command = Command::Transaction { name: format!("Import {name}"), transaction };
        let step = standing.work_out(&command, addition.made.clone())?;
        Ok(Joined { matched, addition, step })
    });
    Ok(joined.map_err(|error| error.to_string()))
}

//! Which class each organisation belongs to: its sector, its scale, or what a field says. Must not know what is measured.

use std::collections::BTreeMap;

use super::Graph;
use crate::model::{Document, FieldValue, Organisation, OrganisationId};

/// What is said of those of whom nobody said a class.
const NOT_STATED: &str = "not stated";

/// What organisations are classed by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Their sector.
    #[default]
    Sector,
    /// Their scale.
    Scale,
    /// What kind of node they are.
    Kind,
    /// Where they are.
    Place,
    /// A field of the author's own.
    Field(String),
}

impl By {
    /// What somebody typed: sector, scale, kind, place, or else a field.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.trim() {
            "sector" => Self::Sector,
            "scale" => Self::Scale,
            "kind" => Self::Kind,
            "place" => Self::Place,
            field => Self::Field(field.to_owned()),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Sector => "sector",
            Self::Scale => "scale",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Field(field) => field,
        }
    }

    /// What several of them are called.
    #[must_use]
    pub fn plural(&self) -> String {
        match self {
            Self::Field(field) => format!("values of {field}"),
            _ => format!("{}s", self.name()),
        }
    }

    fn of(&self, document: &Document, one: &Organisation) -> Option<String> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match self {
            Self::Sector => {
                let id = one.sector.as_ref()?;
                said(document.sector(id).map_or(id.as_str(), |sector| &sector.name))
            }
            Self::Scale => {
                let id = one.scale.as_ref()?;
                said(document.scale(id).map_or(id.as_str(), |scale| &scale.name))
            }
            Self::Kind => said(one.kind.name()),
            Self::Place => said(&one.place),
            Self::Field(field) => match one.extra.get(field)? {
                FieldValue::Text(text) | FieldValue::Link(text) => said(text),
                FieldValue::Number(number) => Some(number.to_string()),
                FieldValue::Date(date) => Some(date.to_string()),
                FieldValue::YesNo(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
            },
        }
    }

    /// The order of the map's own scheme, where it has one.
    fn order(&self, document: &Document) -> Vec<String> {
        match self {
            Self::Sector => document.sectors_in_order().iter().map(|(_, one)| one.name.clone()).collect(),
            Self::Scale => document.scales_in_order().iter().map(|(_, one)| one.name.clone()).collect(),
            Self::Kind | Self::Place | Self::Field(_) => Vec::new(),
        }
    }
}

/// What becomes of those of whom nobody said a class. It changes every count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotStated {
    /// They are a class of their own, named "not stated".
    #[default]
    OneClass,
    /// They and their ties are left out.
    LeftOut,
}

/// The classes of the organisations of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The classes that somebody is in: in the order of the scheme or else of their names, "not stated" last.
    pub names: Vec<String>,
    /// The class of each in the order of the graph; `None` for who is left out.
    pub of: Vec<Option<usize>>,
    /// The class that is no statement, if there is one.
    pub not_stated: Option<usize>,
}

impl Classes {
    /// The classes of a map.
    #[must_use]
    pub fn new(document: &Document, graph: &Graph, by: &By, not_stated: NotStated) -> Self {
        let class = |id: &OrganisationId| by.of(document, document.organisation(id)?);
        let said: Vec<Option<String>> = graph.ids().iter().map(class).collect();
        let order = by.order(document);
        let place = |name: &String| order.iter().position(|one| one == name).unwrap_or(order.len());
        let mut names: Vec<String> = said.iter().flatten().cloned().collect();
        names.sort_by_cached_key(|name| (place(name), name.clone()));
        names.dedup();
        let number: BTreeMap<&String, usize> =
            names.iter().enumerate().map(|(at, name)| (name, at)).collect();
        let own = (not_stated == NotStated::OneClass && said.contains(&None)).then_some(names.len());
        let of =
            said.iter().map(|name| name.as_ref().map_or(own, |name| number.get(name).copied())).collect();
        if own.is_some() {
            names.push(NOT_STATED.to_owned());
        }
        Self { names, of, not_stated: own }
    }

    /// Classes that somebody gives by number; each is named by it.
    #[must_use]
    pub fn numbered(of: Vec<Option<usize>>) -> Self {
        let count = of.iter().flatten().max().map_or(0, |most| most + 1);
        Self { names: (0..count).map(|number| number.to_string()).collect(), of, not_stated: None }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether nobody is in a class.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many organisations each has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.len()];
        self.of.iter().flatten().for_each(|class| sizes[*class] += 1);
        sizes
    }
}

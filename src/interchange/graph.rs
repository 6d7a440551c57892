//! The foreign graph: what any reader hands over and any writer takes, before and after it is a map. Must not know
//! the syntax of a format, nor what its fields mean to us.

use std::collections::HashMap;

use super::uses::UsedColumn;
use crate::model::{Colour, Point, Size};

/// A value of a field, as its format types it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A finite number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// Several words.
    List(Vec<String>),
}

impl Value {
    /// Words, a number or yes and no, as one line of text; lists as [`join`] writes them.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::YesNo(yes) => yes.to_string(),
            Self::List(items) => join(items),
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Number(_) | Self::YesNo(_) => false,
        }
    }

    /// The number, also one written as words.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Number(number) => *number,
            Self::Text(text) => text.trim().parse().ok()?,
            Self::YesNo(_) | Self::List(_) => return None,
        };
        number.is_finite().then_some(number)
    }

    /// Yes or no, also as words and as 1 and 0.
    #[must_use]
    pub fn yes_no(&self) -> Option<bool> {
        match self {
            Self::YesNo(yes) => Some(*yes),
            Self::Number(number) if *number == 0.0 || *number == 1.0 => Some(*number == 1.0),
            Self::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is a tick: 1, yes, true, x.
    #[must_use]
    pub fn is_tick(&self) -> bool {
        let words = || matches!(self.words().trim().to_lowercase().as_str(), "x" | "✓" | "✔" | "1.0");
        self.yes_no() == Some(true) || words()
    }

    /// The items of a list; of words, what [`split`] finds in them.
    #[must_use]
    pub fn items(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.clone(),
            other => split(&other.words()),
        }
    }
}

/// A list as one text: `a|b`; as JSON where an item would be misread.
#[must_use]
pub fn join(items: &[String]) -> String {
    let is_plain = |item: &String| {
        !item.is_empty() && !item.contains(['|', ';', ',']) && item.trim() == item && !item.starts_with('[')
    };
    if items.iter().all(is_plain) {
        items.join("|")
    } else {
        serde_json::Value::from(items.to_vec()).to_string()
    }
}

/// The items of a list that was written as one text: JSON, `[a, b]`, `a|b`, `a; b` or `a, b`.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.starts_with('[')
        && let Ok(items) = serde_json::from_str::<Vec<serde_json::Value>>(text)
    {
        let words = |item: &serde_json::Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
        return items.iter().map(words).collect();
    }
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let sign = ['|', ';', ','].into_iter().find(|sign| inner.contains(*sign)).unwrap_or('|');
    let items = inner.split(sign).map(|item| item.trim().trim_matches(['\'', '"']).to_owned());
    items.filter(|item| !item.is_empty()).collect()
}

/// A field that nodes or edges of the file have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What the file calls it within; begins with `ecomap:` for what our own writers put there.
    pub key: String,
    /// What it is called in words.
    pub title: String,
}

/// The columns of nodes or of edges, found by key.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    list: Vec<Column>,
    by_key: HashMap<String, usize>,
}

impl Columns {
    /// The index of the column with this key; made if it is not there yet, with the key for its title.
    pub fn index(&mut self, key: &str) -> usize {
        self.titled(key, key)
    }

    /// The same with a title in words for a new one.
    pub fn titled(&mut self, key: &str, title: &str) -> usize {
        if let Some(index) = self.by_key.get(key) {
            return *index;
        }
        self.list.push(Column { key: key.to_owned(), title: title.to_owned() });
        self.by_key.insert(key.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }

    /// The index of the column with this key, if there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// All, in the order in which the file names them.
    #[must_use]
    pub fn list(&self) -> &[Column] {
        &self.list
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dash {
    /// A full line.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dashes and dots.
    DashDotted,
}

impl Dash {
    /// Its name in most formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
            Self::DashDotted => "dash-dotted",
        }
    }

    /// The dash that a format's word means; a full line where it has no such word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let word = word.to_ascii_lowercase();
        match (word.contains("dash"), word.contains("dot")) {
            (true, true) => Self::DashDotted,
            (true, false) => Self::Dashed,
            (false, true) => Self::Dotted,
            (false, false) => Self::Solid,
        }
    }
}

/// The shape of a node, as far as formats share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A box.
    Box,
    /// A box with round corners.
    RoundBox,
    /// An ellipse.
    Ellipse,
    /// A circle or dot.
    Circle,
    /// A rhombus.
    Diamond,
    /// A hexagon.
    Hexagon,
    /// A triangle.
    Triangle,
    /// A star.
    Star,
    /// A parallelogram or another slanted box.
    Slanted,
    /// An octagon.
    Octagon,
}

impl Shape {
    /// Its name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::RoundBox => "rounded box",
            Self::Ellipse => "ellipse",
            Self::Circle => "circle",
            Self::Diamond => "diamond",
            Self::Hexagon => "hexagon",
            Self::Triangle => "triangle",
            Self::Star => "star",
            Self::Slanted => "parallelogram",
            Self::Octagon => "octagon",
        }
    }

    /// The shape that a format's word means, if it is near one of these.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let table: [(&[&str], Self); 10] = [
            (&["round", "pill"], Self::RoundBox),
            (&["box", "rect", "square"], Self::Box),
            (&["circle", "disc", "dot", "point"], Self::Circle),
            (&["ellip", "oval"], Self::Ellipse),
            (&["diamond", "rhomb"], Self::Diamond),
            (&["hexagon"], Self::Hexagon),
            (&["triang"], Self::Triangle),
            (&["star"], Self::Star),
            (&["parallelogram", "trapez"], Self::Slanted),
            (&["octagon"], Self::Octagon),
        ];
        table
            .into_iter()
            .find_map(|(words, shape)| words.iter().any(|part| word.contains(part)).then_some(shape))
    }
}

/// How a node or an edge looks in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Looks {
    /// Fill of a node, line of an edge.
    pub colour: Option<Colour>,
    /// Outline of a node.
    pub outline: Option<Colour>,
    /// Width of outline or line, canvas units.
    pub width: Option<f64>,
    /// Words on it.
    pub ink: Option<Colour>,
    /// Shape of a node.
    pub shape: Option<Shape>,
    /// Dashes of outline or line.
    pub dash: Option<Dash>,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Something that edges join.
    #[default]
    Node,
    /// Something that holds others.
    Group,
    /// Words on the canvas.
    Note,
}

/// A node, a group or a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What the file calls it within.
    pub id: String,
    /// What it is called in words; may be empty.
    pub label: String,
    /// What it stands for.
    pub part: Part,
    /// Its centre, canvas units, y down.
    pub centre: Option<Point>,
    /// Its box, canvas units.
    pub size: Option<Size>,
    /// How it looks.
    pub looks: Looks,
    /// The group it belongs to, as an index into the nodes.
    pub parent: Option<usize>,
    /// Its fields: column and value.
    pub fields: Vec<(usize, Value)>,
    /// The line or row it came from; 0 where there is none.
    pub line: u32,
}

/// Which way an edge points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// From the first end to the second.
    #[default]
    Forward,
    /// From the second to the first.
    Back,
    /// Both ways.
    Both,
    /// No way.
    None,
}

/// An edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// What the file calls it within; may be empty.
    pub id: String,
    /// Where it comes from, as an index into the nodes.
    pub from: usize,
    /// Where it goes.
    pub to: usize,
    /// Which way it points.
    pub way: Way,
    /// Words on it.
    pub label: String,
    /// Its weight.
    pub weight: Option<f64>,
    /// How it looks.
    pub looks: Looks,
    /// Its bends, canvas units, y down.
    pub route: Vec<Point>,
    /// Its fields: column and value.
    pub fields: Vec<(usize, Value)>,
    /// The line or row it came from; 0 where there is none.
    pub line: u32,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct ForeignGraph {
    /// What it is called; may be empty.
    pub title: String,
    /// A sentence or two on it.
    pub description: String,
    /// Fields of nodes, groups and notes.
    pub node_columns: Columns,
    /// Fields of edges.
    pub edge_columns: Columns,
    /// Columns of a table that became names, ids and ends.
    pub used: Vec<UsedColumn>,
    /// Nodes, groups and notes in the order of the file.
    pub nodes: Vec<Node>,
    /// Edges in the order of the file.
    pub edges: Vec<Edge>,
    /// Positions are those of dots: boxes with names in them may need more room.
    pub dots: bool,
    /// Ids say something to people; those of programs that number as they go do not.
    pub ids_tell: bool,
    /// What our own writer put there for the map as a whole: see `own`.
    pub own: Option<super::own::Own>,
}

impl ForeignGraph {
    /// How many there are of nodes that edges may join, of edges, of groups.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let of = |part: Part| self.nodes.iter().filter(|node| node.part == part).count();
        (of(Part::Node), self.edges.len(), of(Part::Group))
    }
}

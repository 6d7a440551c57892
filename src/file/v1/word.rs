//! Version 1: values of which there are a few, each with a word of its own.
//! Must not know which record holds them.

use crate::{
    file::{
        problems::nearest,
        reading::Reading,
        syntax::{Kind, Node},
        value::{StandIn, Value},
        writing::Out,
    },
    model::{
        AppearanceTarget, Confidence, Direction, Formality, Glyph, GroupLook, LegendPlace, NoteLook,
        OrganisationKind, Pattern, Position, Status,
    },
};

/// Finds the value for a word, whatever its case and whether it stands in quotes.
fn find<'t, T: Copy>(
    node: &Node<'t>,
    reading: &mut Reading<'t>,
    what: &str,
    words: &[(T, &'static str)],
) -> Option<T> {
    let word = match &node.kind {
        Kind::Word(word) => (*word).to_owned(),
        Kind::Text(text) => (*text).to_owned(),
        _ => return reading.expected(node, what, &list(words)),
    };
    let spelt = word.to_lowercase().replace([' ', '-'], "_");
    if let Some((value, _)) = words.iter().find(|(_, name)| *name == spelt) {
        return Some(*value);
    }
    let hint = match nearest(&spelt, words.iter().map(|(_, name)| *name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}", list(words)),
    };
    let shown: String = word.chars().take(40).collect();
    reading.fault(node, format!("unknown {what} `{shown}`"), Some(&hint))
}

fn list<T>(words: &[(T, &'static str)]) -> String {
    let names: Vec<&str> = words.iter().map(|(_, name)| *name).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

macro_rules! words {
    ($($type:ident: $what:literal, preset $preset:ident { $($value:ident = $word:literal),* $(,)? })*) => {$(
        impl Preset for $type {
            const PRESET: Self = Self::$preset;
        }

        impl Value for $type {
            fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
                find(node, reading, $what, &[$(($type::$value, $word)),*])
            }

            fn write(&self, out: &mut Out<'_>) {
                out.push(match self {
                    $($type::$value => $word,)*
                });
            }

            fn is_default(&self) -> bool {
                *self == <$type as Preset>::PRESET
            }
        }
    )*};
}

/// The value that a field left out stands for. Part of the format: never changed within version 1.
trait Preset {
    const PRESET: Self;
}

impl StandIn for Position {
    fn stand_in() -> Self {
        Self::PRESET
    }
}

impl StandIn for AppearanceTarget {
    fn stand_in() -> Self {
        Self::PRESET
    }
}

words! {
    OrganisationKind: "kind of organisation", preset Organisation {
        Organisation = "organisation",
        Unit = "unit",
        Group = "group",
        Network = "network",
        Cluster = "cluster",
        Programme = "programme",
        Fund = "fund",
        Place = "place",
        Event = "event",
        Person = "person",
        Policy = "policy",
        Concept = "concept",
        JointFormation = "joint_formation",
    }
    Direction: "direction", preset Forward {
        Forward = "forward",
        Both = "both",
        None = "none",
        Unknown = "unknown",
    }
    Formality: "formality", preset NotStated {
        Formal = "formal",
        Informal = "informal",
        NotStated = "not_stated",
    }
    Status: "status", preset Current {
        Current = "current",
        Wanted = "wanted",
        Proposed = "proposed",
        Absent = "absent",
        Ended = "ended",
    }
    Glyph: "glyph", preset Circle {
        Square = "square",
        Triangle = "triangle",
        Diamond = "diamond",
        Circle = "circle",
        Hexagon = "hexagon",
        Star = "star",
        Pentagon = "pentagon",
        Cross = "cross",
    }
    Pattern: "pattern", preset Plain {
        Plain = "plain",
        Rising = "rising",
        Falling = "falling",
        Dots = "dots",
        Upright = "upright",
        Crossed = "crossed",
    }
    GroupLook: "look of a group", preset Hull {
        Hull = "hull",
        Frame = "frame",
    }
    NoteLook: "look of a note", preset Sticky {
        Sticky = "sticky",
        Plain = "plain",
    }
    Confidence: "confidence", preset Stated {
        Stated = "stated",
        Inferred = "inferred",
        Contested = "contested",
    }
    LegendPlace: "place of the legend", preset Below {
        Below = "below",
        Beside = "beside",
        Inside = "inside",
        Off = "off",
    }
    Position: "position on a goal", preset Support {
        Support = "support",
        Oppose = "oppose",
        Neutral = "neutral",
    }
    AppearanceTarget: "part of the appearance", preset Size {
        Size = "size",
        Tone = "tone",
        Outline = "outline",
        FlowWidth = "flow_width",
    }
}

//! What the page says: roles of columns, counts, what happens. Must not draw.

use crate::app::words::number;
use crate::{
    app::chrome::status_line::counted,
    editor::names::Likeness,
    interchange::{FieldType, Format, Role},
};

/// Roles that a column of organisations can have, with their headings.
pub(super) const NODE_ROLES: [(&str, Role, &str); 31] = [
    ("Organisation", Role::Name, "Name"),
    ("Organisation", Role::Sector, "Sector"),
    ("Organisation", Role::SectorTick, "Sector where ticked"),
    ("Organisation", Role::Scale, "Scale"),
    ("Organisation", Role::Reach, "Further scales"),
    ("Organisation", Role::Kind, "Kind of organisation"),
    ("Organisation", Role::Place, "Place"),
    ("Organisation", Role::Group, "Group"),
    ("Organisation", Role::Tags, "Tags"),
    ("Organisation", Role::Roles, "Roles"),
    ("Organisation", Role::Description, "Description"),
    ("Organisation", Role::Url, "Web address"),
    ("Organisation", Role::Count, "How many it stands for"),
    ("Organisation", Role::Influence, "Influence"),
    ("Organisation", Role::Status, "Status"),
    ("Organisation", Role::ActiveFrom, "Date it began"),
    ("Organisation", Role::ActiveTo, "Date it ended"),
    ("Organisation", Role::Id, "Id"),
    ("Where and how", Role::X, "Position across"),
    ("Where and how", Role::Y, "Position down"),
    ("Where and how", Role::Width, "Width"),
    ("Where and how", Role::Height, "Height"),
    ("Where and how", Role::Colour, "Colour"),
    ("A field of its own", Role::Extra, "Extra field"),
    ("A field of its own", Role::ExtraOf(FieldType::Text), "Extra field: text"),
    ("A field of its own", Role::ExtraOf(FieldType::Number), "Extra field: number"),
    ("A field of its own", Role::ExtraOf(FieldType::Date), "Extra field: date"),
    ("A field of its own", Role::ExtraOf(FieldType::YesNo), "Extra field: yes or no"),
    ("A field of its own", Role::ExtraOf(FieldType::Link), "Extra field: link"),
    ("Not taken", Role::Ignore, "Leave out"),
    ("", Role::Record, "Sort of record"),
];

/// Roles that a column of flows can have.
pub(super) const EDGE_ROLES: [(&str, Role, &str); 18] = [
    ("Flow", Role::Kind, "Kind of flow"),
    ("Flow", Role::Label, "Label"),
    ("Flow", Role::Direction, "Direction"),
    ("Flow", Role::Formality, "Formality"),
    ("Flow", Role::Status, "Status"),
    ("Flow", Role::Weight, "Weight"),
    ("Flow", Role::ActiveFrom, "Date it began"),
    ("Flow", Role::ActiveTo, "Date it ended"),
    ("Flow", Role::Condition, "Condition"),
    ("Flow", Role::Via, "Broker"),
    ("Flow", Role::Id, "Id"),
    ("A field of its own", Role::Extra, "Extra field"),
    ("A field of its own", Role::ExtraOf(FieldType::Text), "Extra field: text"),
    ("A field of its own", Role::ExtraOf(FieldType::Number), "Extra field: number"),
    ("A field of its own", Role::ExtraOf(FieldType::Date), "Extra field: date"),
    ("A field of its own", Role::ExtraOf(FieldType::YesNo), "Extra field: yes or no"),
    ("A field of its own", Role::ExtraOf(FieldType::Link), "Extra field: link"),
    ("Not taken", Role::Ignore, "Leave out"),
];

/// A role in words, also one that nobody can choose.
pub(super) fn role(role: Role, table: &[(&str, Role, &str)]) -> String {
    let known = table.iter().find(|(_, other, _)| *other == role);
    known.map_or_else(|| crate::app::words::capital(role.title()), |(_, _, words)| (*words).to_owned())
}

/// "a GEXF file".
pub(super) fn format(format: Format) -> &'static str {
    match format {
        Format::Csv => "CSV or another table of text",
        Format::Xlsx => "Workbook (XLSX, ODS)",
        other => other.name(),
    }
}

/// "132 organisations, 240 flows, 3 groups".
pub(super) fn counts(organisations: usize, flows: usize, groups: usize, notes: usize) -> String {
    let mut words = format!("{}, {}", counted(organisations, "organisation"), counted(flows, "flow"));
    for (count, one) in [(groups, "group"), (notes, "note")] {
        if count > 0 {
            words.push_str(", ");
            words.push_str(&counted(count, one));
        }
    }
    words
}

/// In what way two names are alike.
pub(super) fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "the same name",
        Likeness::Abbreviation => "a short form",
        Likeness::Typing => "a letter or two differ",
    }
}

/// "and 3 more".
pub(super) fn more(count: usize) -> String {
    format!("and {} more", number(count))
}

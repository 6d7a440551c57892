//! Tables: rows of cells with tabs between, as a spreadsheet gives them.
//! Must not know what a single cell says beyond whose it is.

use std::ops::Range;

use crate::model::{Direction, FieldValue, Formality, Status};

use super::{
    Attributes, CaptureProblem, Meaning,
    after::{self, After},
    flow, lists, organisation,
    reader::{Reader, clean_name, problem},
    words::{Found, Manner, Strictness},
};
use crate::editor::names::folded;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Name,
    From,
    To,
    /// Whatever can be said of an organisation; the key is said by the header.
    Trait(&'static str),
    /// Whatever can be said of a flow.
    Manner,
    Condition,
    Label,
    Via,
    /// A field of the user's own.
    Extra(String),
}

struct Row {
    whole: Range<usize>,
    /// The cells, without blanks around; the last ones that are empty left out.
    cells: Vec<Range<usize>>,
}

/// Whether a tab stands between words.
pub(super) fn is_table(text: &str) -> bool {
    // A word processor sets a tab after a bullet.
    text.split(['\n', '\r']).any(|line| lists::unmarked(line).contains('\t'))
}

/// Reads a text row by row.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut rows = rows(reader);
    let header = rows.first().and_then(|row| header(reader, row));
    if header.is_some() {
        let row = rows.remove(0);
        let meaning = if rows.is_empty() {
            let hint = "write rows under it, or take it out";
            Err(problem(row.whole.clone(), "nothing stands under this row of titles", hint))
        } else {
            Ok(Meaning { is_heading: true, ..Meaning::default() })
        };
        reader.push(row.whole, meaning);
    }
    let columns = header.unwrap_or_else(|| guess(reader, &rows));
    for row in rows {
        let meaning = self::row(reader, &row, &columns);
        reader.push(row.whole, meaning);
    }
}

fn rows(reader: &Reader<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    let ends = reader.text.char_indices().filter(|(_, sign)| matches!(sign, '\n' | '\r'));
    for end in ends.map(|(place, _)| place).chain([reader.text.len()]) {
        let span = start..end;
        start = (end + 1).min(reader.text.len());
        if reader.slice(&span).trim().is_empty() {
            continue;
        }
        let mut cells = Vec::new();
        let mut from = span.start;
        for part in reader.slice(&span).split('\t') {
            cells.push(reader.trimmed(from..from + part.len()));
            from += part.len() + 1;
        }
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        rows.push(Row { whole: reader.trimmed(span), cells });
    }
    rows
}

/// What a cell says, without the quotes that a spreadsheet puts round some.
fn cell_text(reader: &Reader<'_>, cell: &Range<usize>) -> String {
    let text = reader.slice(cell);
    let is_quoted = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
    clean_name(&if is_quoted { organisation::unquoted(text) } else { text.to_owned() })
}

/// The columns, when the first row names them: its first two cells are titles that are known.
fn header(reader: &Reader<'_>, row: &Row) -> Option<Vec<Column>> {
    let titles: Vec<String> = row.cells.iter().map(|cell| cell_text(reader, cell)).collect();
    let is_flow = titles.iter().any(|title| matches!(titled(title, false), Some(Column::From)));
    let known = titles.iter().filter(|title| titled(title, is_flow).is_some()).count();
    let mut columns: Vec<Column> = Vec::new();
    for (place, title) in titles.iter().enumerate() {
        let column = titled(title, is_flow);
        let taken = |column: &Column| !matches!(column, Column::Manner) && columns.contains(column);
        let free = column
            .filter(|column| matches!(column, Column::From | Column::To | Column::Name) || !taken(column));
        columns.push(free.unwrap_or_else(|| own_field(title, place, &columns)));
    }
    let has = |column: Column| columns.iter().filter(|other| **other == column).count() == 1;
    let has_subject = has(Column::Name) || (has(Column::From) && has(Column::To));
    (known >= 2 && known * 2 >= titles.len() && has_subject).then_some(columns)
}

/// A column that has no field of its own; no two of one name.
fn own_field(title: &str, place: usize, others: &[Column]) -> Column {
    let title = if title.is_empty() { "Column" } else { title };
    let plain = Column::Extra(title.to_owned());
    if others.contains(&plain) || title == "Column" {
        return Column::Extra(format!("{title} {}", place + 1));
    }
    plain
}

fn titled(title: &str, is_flow: bool) -> Option<Column> {
    Some(match folded(title).as_str() {
        "from" | "source" | "giver" | "provider" | "sender" | "from organisation" => Column::From,
        "to" | "target" | "receiver" | "recipient" | "to organisation" => Column::To,
        "name" | "organisation" | "organization" | "organisations" | "actor" | "node" if !is_flow => {
            Column::Name
        }
        "kind" | "type" if !is_flow => Column::Trait("kind"),
        "sector" if !is_flow => Column::Trait("sector"),
        "scale" | "level" if !is_flow => Column::Trait("scale"),
        "place" | "location" if !is_flow => Column::Trait("place"),
        "tag" | "tags" if !is_flow => Column::Trait("tag"),
        "role" | "roles" if !is_flow => Column::Trait("role"),
        "kind" | "type" | "flow" | "flow kind" | "kind of flow" | "relation" | "relationship" | "what" => {
            Column::Manner
        }
        "formality" | "status" | "manner" if is_flow => Column::Manner,
        "condition" | "if" if is_flow => Column::Condition,
        "label" if is_flow => Column::Label,
        "via" | "broker" if is_flow => Column::Via,
        _ => return None,
    })
}

/// What the columns probably hold, when nothing says so.
fn guess(reader: &Reader<'_>, rows: &[Row]) -> Vec<Column> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let others = || rows.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.is_empty());
    let is_trait = |cell: &Range<usize>| {
        let text = cell_text(reader, cell);
        matches!(reader.vocabulary.of_organisation(&text, Strictness::Most), Found::One(_))
    };
    let mut columns = Vec::new();
    if others().next().is_some() && others().all(is_trait) {
        columns.push(Column::Name);
        columns.resize(width, Column::Trait(""));
    } else {
        columns.extend([Column::From, Column::To]);
        columns.resize(width.max(2), Column::Manner);
    }
    columns
}

fn row(reader: &Reader<'_>, row: &Row, columns: &[Column]) -> Result<Meaning, CaptureProblem> {
    if let Some(cell) = row.cells.iter().skip(columns.len()).find(|cell| !cell.is_empty()) {
        return Err(problem(cell.clone(), "this cell stands under no title", "give its column a title"));
    }
    let cells = || columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    let first = |wanted: Column| cells().find(|(column, _)| **column == wanted).map(|(_, cell)| cell);
    if columns.contains(&Column::Name) {
        let Some(name) = first(Column::Name) else { return Err(no_name(row)) };
        let mut attributes = Attributes::default();
        for (column, cell) in cells() {
            said_of_organisation(reader, column, cell, &mut attributes)?;
        }
        let mention = reader.mention(&cell_text(reader, name), name.clone(), attributes)?;
        return Ok(Meaning { mentions: vec![mention], ..Meaning::default() });
    }
    let (Some(from), Some(to)) = (first(Column::From), first(Column::To)) else {
        // A name alone is an organisation.
        let alone = first(Column::From).filter(|_| row.cells.len() == 1);
        let Some(name) = alone else { return Err(no_name(row)) };
        let mention = reader.mention(&cell_text(reader, name), name.clone(), Attributes::default())?;
        return Ok(Meaning { mentions: vec![mention], ..Meaning::default() });
    };
    drawn(reader, row, (from, to), cells())
}

fn no_name(row: &Row) -> CaptureProblem {
    problem(row.whole.clone(), "a name is missing in this row", "write it in its column")
}

fn said_of_organisation(
    reader: &Reader<'_>,
    column: &Column,
    cell: &Range<usize>,
    attributes: &mut Attributes,
) -> Result<(), CaptureProblem> {
    match column {
        Column::Trait("place") => attributes.place = Some(cell_text(reader, cell)),
        Column::Trait("tag") => attributes.tags.extend(listed(reader, cell)),
        Column::Trait("role") => attributes.roles.extend(listed(reader, cell)),
        Column::Trait(_) => organisation::items(reader, cell.clone(), attributes)?,
        Column::Extra(title) => {
            attributes.extra.insert(title.clone(), FieldValue::Text(cell_text(reader, cell)));
        }
        _ => {}
    }
    Ok(())
}

fn listed(reader: &Reader<'_>, cell: &Range<usize>) -> Vec<String> {
    let text = cell_text(reader, cell);
    let mut list: Vec<String> = Vec::new();
    for item in text.split([',', ';']).map(clean_name) {
        if !item.is_empty() && !list.contains(&item) {
            list.push(item);
        }
    }
    list
}

/// The flows that a row draws.
fn drawn<'c>(
    reader: &Reader<'_>,
    row: &Row,
    (from, to): (&Range<usize>, &Range<usize>),
    cells: impl Iterator<Item = (&'c Column, &'c Range<usize>)>,
) -> Result<Meaning, CaptureProblem> {
    let mut after = After::default();
    let mut extra = crate::model::ExtraFields::new();
    for (column, cell) in cells {
        match column {
            Column::Manner => manner(reader, cell, &mut after)?,
            Column::Condition => after.condition = Some(cell_text(reader, cell)),
            Column::Label => after.label = Some(cell_text(reader, cell)),
            Column::Via => after.via = Some((cell_text(reader, cell), cell.clone())),
            Column::Extra(title) => {
                extra.insert(title.clone(), FieldValue::Text(cell_text(reader, cell)));
            }
            Column::Name | Column::From | Column::To | Column::Trait(_) => {}
        }
    }
    let mut meaning = Meaning::default();
    let mut end = |cell: &Range<usize>| -> Result<usize, CaptureProblem> {
        let mention = reader.mention(&cell_text(reader, cell), cell.clone(), Attributes::default())?;
        Ok(meaning.add(mention))
    };
    let (from, to) = (end(from)?, end(to)?);
    let via = match &after.via {
        Some((name, span)) => {
            Some((meaning.add(reader.mention(name, span.clone(), Attributes::default())?), span.clone()))
        }
        None => None,
    };
    let how = (
        after.formality.as_ref().map_or(Formality::NotStated, |(formality, _)| *formality),
        after.status.as_ref().map_or(Status::Current, |(status, _)| *status),
    );
    let ends = (from, to, Direction::Forward);
    flow::draw(reader, ends, how, &after, (None, via.as_ref()), &row.whole, &mut meaning)?;
    for link in &mut meaning.links {
        link.extra.clone_from(&extra);
    }
    Ok(meaning)
}

/// A cell that says what flows or how: the name of a kind whole, or words as after a colon.
fn manner(reader: &Reader<'_>, cell: &Range<usize>, after: &mut After) -> Result<(), CaptureProblem> {
    let text = cell_text(reader, cell);
    match reader.vocabulary.of_flow(&text, !after.kinds.is_empty()) {
        Found::One(Manner::Kind(kind)) if !after.kinds.contains(&kind) => {
            after.kinds.push(kind);
            Ok(())
        }
        _ => after::read_into(reader, cell.clone(), after),
    }
}

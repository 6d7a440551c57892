//! What messages call the record that stands at a place of the text.
//! Must not know what is wrong with it.

use super::syntax::{Field, Kind, Node};

/// The words for the sections' records.
const WORDS: [(&str, &str); 10] = [
    ("organisations", "organisation"),
    ("flows", "flow"),
    ("groups", "group"),
    ("notes", "note"),
    ("evidence", "evidence"),
    ("views", "view"),
    ("sectors", "sector"),
    ("scales", "scale"),
    ("families", "family of flow kinds"),
    ("flow_kinds", "flow kind"),
];

/// The record at a byte of the text, in words.
pub(super) fn label(root: &Node<'_>, offset: u32) -> Option<String> {
    let field = field_at(root, offset)?;
    match field.name {
        "map" => Some("the map".into()),
        "header" => Some("the header".into()),
        "scheme" => label(&field.value, offset).or_else(|| Some("the scheme".into())),
        name => {
            let (_, word) = WORDS.iter().find(|(section, _)| *section == name)?;
            let (place, item) = item_at(&field.value, offset)?;
            Some(of_record(word, place, item))
        }
    }
}

/// The record's node at a byte of the text, which lies within one of its lists.
pub(super) fn record_at<'n, 't>(root: &'n Node<'t>, offset: u32) -> Option<&'n Node<'t>> {
    let field = field_at(root, offset)?;
    match field.name {
        "map" => Some(&field.value),
        "scheme" => record_at(&field.value, offset),
        _ => item_at(&field.value, offset).map(|(_, item)| item),
    }
}

fn field_at<'n, 't>(node: &'n Node<'t>, offset: u32) -> Option<&'n Field<'t>> {
    let fields = node.fields();
    let behind = fields.partition_point(|field| field.start <= offset);
    fields.get(behind.checked_sub(1)?).filter(|field| offset < field.value.span.end.max(field.start + 1))
}

fn item_at<'n, 't>(list: &'n Node<'t>, offset: u32) -> Option<(usize, &'n Node<'t>)> {
    let Kind::List(items) = &list.kind else { return None };
    let behind = items.partition_point(|item| item.span.start <= offset);
    let place = behind.checked_sub(1)?;
    items.get(place).filter(|item| offset <= item.span.end).map(|item| (place, item))
}

fn of_record(word: &str, place: usize, record: &Node<'_>) -> String {
    let text = |name: &str| match record.field(name)?.value.kind {
        Kind::Text(text) if !text.is_empty() => Some(text.chars().take(60).collect::<String>()),
        _ => None,
    };
    if let Some(id) = text("id") {
        return format!("{word} `{id}`");
    }
    if let (Some(from), Some(to)) = (text("from"), text("to")) {
        return format!("{word} from `{from}` to `{to}`");
    }
    match text("name").or_else(|| text("label")).or_else(|| text("text")) {
        Some(name) => format!("{word} \"{}\"", name.lines().next().unwrap_or_default()),
        None => format!("{word} number {} of its list", place + 1),
    }
}

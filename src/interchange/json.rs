//! What the JSON formats share: a parsed text, fields of objects, our own part under one key. Must not know any of them.

use serde_json::{Map, Value as Json};

use super::{
    Format, ReadError, boxes,
    graph::{Column, Columns, ForeignGraph, Value},
    own::Own,
};
use crate::diagnostics::Place;

/// The key of what is ours.
pub(super) const OWN: &str = "ecomap";

/// The text as JSON; nesting beyond 128 levels is refused by the parser.
pub(super) fn parse(text: &str, format: Format) -> Result<Json, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Syntax {
        format,
        place: Place { line: error.line().max(1) as u32, column: error.column().max(1) as u32 },
        reason: error.to_string(),
    })
}

/// A text under a key; numbers are texts, too.
pub(super) fn text(object: &Json, key: &str) -> Option<String> {
    match object.get(key)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A finite number under a key.
pub(super) fn number(object: &Json, key: &str) -> Option<f64> {
    object.get(key)?.as_f64().filter(|number| number.is_finite())
}

/// The list under a key; empty where there is none.
pub(super) fn list<'j>(object: &'j Json, key: &str) -> &'j [Json] {
    object.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// A value of JSON as one of ours; none where it is null.
pub(super) fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(yes) => Value::YesNo(*yes),
        Json::Number(number) => Value::Number(number.as_f64().filter(|number| number.is_finite())?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(
            items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect(),
        ),
        Json::Object(_) => Value::Text(json.to_string()),
    })
}

/// One of our values as JSON.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(number) => whole(*number),
        Value::YesNo(yes) => Json::from(*yes),
        Value::List(items) => Json::from(items.clone()),
    }
}

/// A number, without a point where it has nothing behind it.
pub(super) fn whole(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9e15 && !(number == 0.0 && number.is_sign_negative()) {
        Json::from(number as i64)
    } else {
        // What the parser would not give back to the last digit is kept as words.
        let json = Json::from(number);
        let again = serde_json::from_str::<f64>(&json.to_string());
        if again.is_ok_and(|again| again == number) { json } else { Json::from(number.to_string()) }
    }
}

/// The fields of an object but for some keys, and those of our own part.
pub(super) fn fields(object: &Json, without: &[&str], columns: &mut Columns) -> Vec<(usize, Value)> {
    let mut found = Vec::new();
    let Some(object) = object.as_object() else { return found };
    for (key, json) in object {
        if key == OWN {
            let ours = json.as_object().into_iter().flatten();
            found.extend(ours.filter_map(|(key, json)| Some((columns.index(key), value(json)?))));
        } else if !without.contains(&key.as_str())
            && let Some(value) = value(json)
        {
            found.push((columns.index(key), value));
        }
    }
    found
}

/// Fields as an object, by keys.
pub(super) fn object(columns: &[Column], fields: &[(usize, Value)]) -> Json {
    Json::Object(fields.iter().map(|(column, value)| (columns[*column].key.clone(), json(value))).collect())
}

/// Fields into an object: ours under our key, the user's own by their names where those are free.
pub(super) fn put(into: &mut Map<String, Json>, columns: &[Column], fields: &[(usize, Value)]) {
    if !fields.is_empty() {
        into.insert(OWN.into(), object(columns, fields));
    }
}

/// The map as a whole from the top of a file.
pub(super) fn own(top: &Json) -> Option<Own> {
    Some(Own(top.get(OWN)?.as_str()?.to_owned()))
}

/// Text of JSON as files have it: two spaces, a line break at the end.
pub(super) fn written(json: &Json) -> String {
    let mut text = serde_json::to_string_pretty(json).unwrap_or_default();
    text.push('\n');
    text
}

/// The boxes of groups as canvases draw them.
pub(super) fn group_boxes(graph: &ForeignGraph) -> Vec<Option<crate::model::Rect>> {
    boxes::of_groups(graph)
}

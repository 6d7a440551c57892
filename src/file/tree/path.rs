//! Places within a record's tree: `source/page`, `goals[grow]/text`, `tags["film"]`, `extra["budget"]`.
//! Must not know records.

use super::{Brackets, KEYED, SETS, SPLIT, Tree, item_tree, tree};
use crate::file::syntax::scan;

/// A step from a value to one within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step<'p> {
    Field(&'p str),
    Key(&'p str),
}

/// The steps of a path. What a map carries of its file has paths that begin with `/` and is one step.
fn steps(path: &str) -> Vec<Step<'_>> {
    if path.starts_with('/') {
        return vec![Step::Field(path)];
    }
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let end = closing(inside);
            steps.push(Step::Key(&inside[..end]));
            rest = inside.get(end + 1..).unwrap_or_default();
        } else {
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let end = name.find(['/', '[']).unwrap_or(name.len());
            steps.push(Step::Field(&name[..end]));
            rest = &name[end..];
        }
    }
    steps
}

/// Where the bracket closes that is open at the beginning of the text; brackets between quotes do not count.
fn closing(text: &str) -> usize {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => depth += 1,
            ']' if !is_quoted && depth == 0 => return at,
            ']' if !is_quoted => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

impl Tree {
    /// The value at a place; none where there is none, or the default.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        steps(path).into_iter().try_fold(self, |tree, step| match (tree, step) {
            (Self::Named(_, list), Step::Field(name) | Step::Key(name))
            | (Self::Items(list), Step::Key(name)) => {
                list.iter().find(|(other, _)| other == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Puts a value, as the file spells it, at a place; an empty one takes away what is there. False, and nothing
    /// happens, when there is no such place or the text is no value.
    #[must_use]
    pub fn put(&mut self, path: &str, text: &str) -> bool {
        let scanned = scan(text);
        let is_of_file = path.starts_with('/');
        if !text.is_empty() && !is_of_file && !scanned.faults.is_empty() {
            return false;
        }
        let steps = steps(path);
        let Some((last, before)) = steps.split_last() else { return false };
        let mut place = self;
        let mut name = "";
        for step in before {
            let next = match *step {
                Step::Field(field) => {
                    name = field;
                    named(place, field)
                }
                Step::Key(key) => existing(place, key),
            };
            let Some(next) = next else { return false };
            place = next;
        }
        let value = |is_item: bool, field: &str| match (text.is_empty(), is_item) {
            (true, _) => None,
            (false, true) => Some(item_tree(name, &scanned.root, text).1),
            (false, false) if is_of_file => Some(Self::Whole(text.to_owned())),
            (false, false) => Some(tree(field, &scanned.root, text)),
        };
        match (place, *last) {
            (Self::Named(_, list), Step::Field(key) | Step::Key(key)) => set(list, key, value(false, key)),
            (Self::Items(list), Step::Key(key)) => set(list, key, value(true, key)),
            _ => return false,
        }
        true
    }
}

/// The value of this name, made empty where only its default is missing.
fn named<'t>(tree: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
    let Tree::Named(_, list) = tree else { return None };
    if !list.iter().any(|(other, _)| other == name) {
        let empty = match name {
            _ if SPLIT.contains(&name) => Tree::Named(Brackets::Round, Vec::new()),
            _ if SETS.contains(&name) || KEYED.iter().any(|(list, _)| *list == name) => {
                Tree::Items(Vec::new())
            }
            _ => Tree::Named(Brackets::Curly, Vec::new()),
        };
        list.push((name.to_owned(), empty));
    }
    list.iter_mut().find(|(other, _)| other == name).map(|(_, value)| value)
}

fn existing<'t>(tree: &'t mut Tree, key: &str) -> Option<&'t mut Tree> {
    match tree {
        Tree::Named(_, list) | Tree::Items(list) => {
            list.iter_mut().find(|(other, _)| other == key).map(|(_, value)| value)
        }
        Tree::Whole(_) => None,
    }
}

fn set(list: &mut Vec<(String, Tree)>, key: &str, value: Option<Tree>) {
    let place = list.iter().position(|(other, _)| other == key);
    match (place, value) {
        (Some(place), Some(value)) => list[place].1 = value,
        (Some(place), None) => drop(list.remove(place)),
        (None, Some(value)) => list.push((key.to_owned(), value)),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_whatever_its_keys_hold() {
        for (path, expected) in [
            ("name", vec![Step::Field("name")]),
            ("source/page", vec![Step::Field("source"), Step::Field("page")]),
            ("goals[grow]/text", vec![Step::Field("goals"), Step::Key("grow"), Step::Field("text")]),
            ("tags[\"a]/b\\\"]\"]", vec![Step::Field("tags"), Step::Key("\"a]/b\\\"]\"")]),
            ("conflicts[(a: [1])]", vec![Step::Field("conflicts"), Step::Key("(a: [1])")]),
            ("/header/version", vec![Step::Field("/header/version")]),
        ] {
            assert_eq!(steps(path), expected, "{path}");
        }
        for broken in ["tags[", "[", "a[\"", "]", "a//b"] {
            let _ = steps(broken);
        }
    }
}

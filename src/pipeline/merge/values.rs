//! Merging the values of one record: what each side did to each field, against what both began with.
//! Must not know which record it is, or what a value means.

use std::cmp::Ordering;

use super::sequence;
use crate::file::{Brackets, Tree, VERSION};

/// Whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// Where both sides said something, and not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Differing {
    /// The field, as [`Tree::at`] finds it.
    pub path: String,
    /// Raw text; empty where it was taken away.
    pub ours: String,
    pub theirs: String,
}

/// Values that belong together in one picture or one order: of two arrangements one stands as a whole, not half of each.
const TOGETHER: [&str; 5] = ["position", "extent", "order", "level", "z_order"];

/// Two places that are no further apart than this are one place, canvas units.
const SAME_PLACE: f64 = 1.0;

/// Merges values and gathers where they differ.
pub(super) struct Values {
    /// Whose arrangement stands where both arranged.
    pub lead: Side,
    pub differing: Vec<Differing>,
}

impl Values {
    /// The value of both sides. `path` is empty for a whole record.
    pub fn merge(
        &mut self,
        base: Option<&Tree>,
        ours: Option<&Tree>,
        theirs: Option<&Tree>,
        path: &str,
    ) -> Option<Tree> {
        if ours == theirs || base == theirs {
            return ours.cloned();
        }
        if base == ours {
            return theirs.cloned();
        }
        if path == VERSION {
            return newer(ours, theirs).cloned();
        }
        let sides = [base, ours, theirs];
        let present = || sides.into_iter().flatten();
        match (ours.or(theirs), path.ends_with(']') && (ours.is_none() || theirs.is_none())) {
            // What one side took away as a whole, the other changed.
            (_, true) => self.choose(ours, theirs, path),
            (Some(Tree::Named(brackets, _)), _)
                if present().all(|tree| matches!(tree, Tree::Named(other, _) if other == brackets)) =>
            {
                self.named(*brackets, sides, path)
            }
            (Some(Tree::Items(_)), _) if present().all(|tree| matches!(tree, Tree::Items(_))) => {
                self.items(sides, path)
            }
            _ => self.choose(ours, theirs, path),
        }
    }

    fn named(&mut self, brackets: Brackets, sides: [Option<&Tree>; 3], path: &str) -> Option<Tree> {
        let [base, ours, theirs] = sides;
        let own = |tree: Option<&'_ Tree>, name: &str| tree.and_then(|tree| tree.field(name)).cloned();
        let mut names: Vec<&String> = Vec::new();
        for (name, _) in ours.into_iter().chain(theirs).flat_map(Tree::named) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut fields = Vec::new();
        for name in names {
            let at = match (path, brackets) {
                ("", _) => name.clone(),
                (path, Brackets::Round) => format!("{path}/{name}"),
                (path, Brackets::Curly) => format!("{path}[{name}]"),
            };
            let (base, ours, theirs) = (own(base, name), own(ours, name), own(theirs, name));
            if let Some(value) = self.merge(base.as_ref(), ours.as_ref(), theirs.as_ref(), &at) {
                fields.push((name.clone(), value));
            }
        }
        (path.is_empty() || !fields.is_empty()).then_some(Tree::Named(brackets, fields))
    }

    fn items(&mut self, sides: [Option<&Tree>; 3], path: &str) -> Option<Tree> {
        let keys = |tree: Option<&Tree>| -> Vec<String> {
            tree.into_iter().flat_map(Tree::items).map(|(key, _)| key.clone()).collect()
        };
        let item = |tree: Option<&Tree>, key: &str| {
            let mut items = tree.into_iter().flat_map(Tree::items);
            items.find(|(other, _)| other == key).map(|(_, item)| item.clone())
        };
        let [base, ours, theirs] = sides;
        let order = sequence::merged(&keys(base), &keys(ours), &keys(theirs));
        let mut items = Vec::new();
        for key in order {
            let (base, ours, theirs) = (item(base, &key), item(ours, &key), item(theirs, &key));
            let value = self.merge(base.as_ref(), ours.as_ref(), theirs.as_ref(), &format!("{path}[{key}]"));
            items.extend(value.map(|value| (key, value)));
        }
        (!items.is_empty()).then_some(Tree::Items(items))
    }

    fn choose(&mut self, ours: Option<&Tree>, theirs: Option<&Tree>, path: &str) -> Option<Tree> {
        let spelt = |tree: Option<&Tree>| tree.map(Tree::spelt).unwrap_or_default();
        let (ours_text, theirs_text) = (spelt(ours), spelt(theirs));
        let field = path.rsplit('/').next().unwrap_or(path);
        let is_together = TOGETHER.contains(&field) && ours.is_some() && theirs.is_some();
        let side = if is_together { self.lead } else { stands(&ours_text, &theirs_text) };
        if !(path == "position" && is_same_place(&ours_text, &theirs_text)) {
            self.differing.push(Differing { path: path.to_owned(), ours: ours_text, theirs: theirs_text });
        }
        match side {
            Side::Ours => ours.cloned(),
            Side::Theirs => theirs.cloned(),
        }
    }
}

/// Which of two values stands in the meantime: the one that says more, whoever said it.
pub(super) fn stands(ours: &str, theirs: &str) -> Side {
    match ours.len().cmp(&theirs.len()).then_with(|| ours.cmp(theirs)) {
        Ordering::Less => Side::Theirs,
        Ordering::Equal | Ordering::Greater => Side::Ours,
    }
}

/// The later version of the format of two files.
fn newer<'t>(ours: Option<&'t Tree>, theirs: Option<&'t Tree>) -> Option<&'t Tree> {
    let number = |tree: &Tree| -> Vec<u64> {
        tree.spelt().split('.').map(|part| part.parse().unwrap_or_default()).collect()
    };
    ours.into_iter().chain(theirs).max_by_key(|tree| number(tree))
}

fn is_same_place(ours: &str, theirs: &str) -> bool {
    let point = |text: &str| -> Option<(f64, f64)> {
        let (x, y) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(',')?;
        Some((x.trim().parse().ok()?, y.trim().parse().ok()?))
    };
    match (point(ours), point(theirs)) {
        (Some(one), Some(other)) => libm::hypot(one.0 - other.0, one.1 - other.1) <= SAME_PLACE,
        _ => false,
    }
}

//! How several flows are drawn as one line, as a view keeps it: by the names that stand in its page.
//! Must not know who shows the view.

use crate::{model::View, scene::Shown};

/// A switch by the name under which a view keeps it.
pub(super) type Switch = (&'static str, fn(&mut Shown) -> &mut bool);

/// The switches of lines that stand for several flows. A view that names none draws each flow by itself.
pub(super) const BUNDLING: [Switch; 3] = [
    ("one-line-a-kind", |shown| &mut shown.one_line_a_kind),
    ("one-line-a-pair", |shown| &mut shown.one_line_a_pair),
    ("shared-stems", |shown| &mut shown.shared_stems),
];

/// The same with flows drawn as this view keeps it.
#[must_use]
pub fn bundled_as(view: &View, mut shown: Shown) -> Shown {
    let named = |list: &[String], name: &str| list.iter().any(|other| other == name);
    for (name, switch) in BUNDLING {
        *switch(&mut shown) = named(&view.page.with, name) && !named(&view.page.without, name);
    }
    shown
}

/// Keeps in a view how flows are drawn; all else that it keeps stays.
pub fn keep_bundling(view: &mut View, mut shown: Shown) {
    let is_other = |name: &String| BUNDLING.iter().all(|(known, _)| known != name);
    view.page.without.retain(is_other);
    view.page.with.retain(is_other);
    let on = BUNDLING.into_iter().filter(|(_, switch)| *switch(&mut shown));
    view.page.with.extend(on.map(|(name, _)| name.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_keeps_how_flows_are_drawn_and_nothing_else_of_it_changes() {
        let mut view = View::default();
        view.page.with = vec!["influence".to_owned(), "one-line-a-pair".to_owned()];
        view.page.without = vec!["halos".to_owned(), "one-line-a-kind".to_owned()];
        let kind = Shown { one_line_a_kind: true, goals: true, ..Shown::window() };
        keep_bundling(&mut view, kind);
        assert_eq!(view.page.with, ["influence", "one-line-a-kind"]);
        assert_eq!(view.page.without, ["halos"]);
        assert_eq!(bundled_as(&view, Shown { one_line_a_pair: true, ..kind }), kind);
        keep_bundling(&mut view, Shown::default());
        assert_eq!(bundled_as(&view, kind), Shown { one_line_a_kind: false, ..kind });
    }
}

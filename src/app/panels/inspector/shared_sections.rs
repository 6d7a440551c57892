//! Sections that several kinds of record share: the lock, dates, looks. Must not know which record it is.

use eframe::egui::Ui;

use super::form::{Form, named};
use crate::{
    app::widgets::{Icon, hint_ui, pair_ui, quiet_button_ui, section_ui},
    model::{Date, Record, StyleOverride},
};

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// Said on top when the lock is on, since nothing else can be changed then.
    pub(super) fn locked_ui(&mut self, ui: &mut Ui, get: impl Fn(&T) -> bool, set: impl Fn(&mut T, bool)) {
        if self.subject.flag(&get) == Some(true) {
            hint_ui(ui, "Locked: nothing moves or changes it by accident.");
            if quiet_button_ui(ui, None, "Unlock", true).clicked() {
                self.subject.change("Unlock", |record| set(record, false));
            }
        }
    }

    /// The lock among the rare fields, for what is not locked yet.
    pub(super) fn lock_ui(&mut self, ui: &mut Ui, get: impl Fn(&T) -> bool, set: impl Fn(&mut T, bool)) {
        self.flag(ui, "Locked: nothing moves or changes it", get, set);
    }

    /// From when to when, in a section of its own.
    pub(super) fn dates_section_ui(
        &mut self,
        ui: &mut Ui,
        get: impl Fn(&T) -> (Option<Date>, Option<Date>),
        get_mut: impl Fn(&mut T) -> (&mut Option<Date>, &mut Option<Date>),
    ) {
        let remark = match self.subject.shared(&get).same() {
            Some((None, None)) => String::new(),
            Some((Some(from), None)) => format!("from {from}"),
            Some((None, Some(to))) => format!("until {to}"),
            Some((Some(from), Some(to))) => format!("{from} to {to}"),
            None => "mixed".to_owned(),
        };
        let rule = |record: &T| match get(record) {
            (Some(from), Some(to)) if !from.may_precede(to) => {
                Some(format!("It would end ({to}) before it begins ({from})."))
            }
            _ => None,
        };
        section_ui(ui, self.subject.id("dates"), "Dates", &remark, false, |ui| {
            pair_ui(ui, |left, right| {
                let field = named("active from", "Active from");
                self.written(
                    left,
                    field,
                    |record| get(record).0,
                    |record, date| *get_mut(record).0 = date,
                    rule,
                );
                let field = named("active to", "Active to");
                self.written(
                    right,
                    field,
                    |record| get(record).1,
                    |record, date| *get_mut(record).1 = date,
                    rule,
                );
            });
            hint_ui(ui, "A year, a month or a day: 2019, 2019-05, 2019-05-31");
        });
    }

    /// Looks that differ from the scheme's, in a section of their own.
    pub(super) fn style_section_ui(
        &mut self,
        ui: &mut Ui,
        colour: &str,
        outlined: bool,
        get: impl Fn(&T) -> &StyleOverride,
        get_mut: impl Fn(&mut T) -> &mut StyleOverride,
    ) {
        let own = self.subject.count(|record| !get(record).is_empty()) > 0;
        let remark = if own { "own looks" } else { "" };
        let rule = |record: &T| {
            let good = get(record).width.is_none_or(|width| width >= 0.0);
            (!good).then(|| "The width must be a number from 0 up.".to_owned())
        };
        section_ui(ui, self.subject.id("appearance"), "Appearance", remark, false, |ui| {
            pair_ui(ui, |left, right| {
                let field = named("style colour", colour);
                self.colour(
                    left,
                    field,
                    |record| get(record).colour,
                    |record, colour| {
                        get_mut(record).colour = colour;
                    },
                );
                let field = named("style width", "Width").hint("scheme's");
                self.written(
                    right,
                    field,
                    |record| get(record).width,
                    |record, width| get_mut(record).width = width,
                    rule,
                );
            });
            if outlined {
                let field = named("style outline", "Outline");
                self.colour(
                    ui,
                    field,
                    |record| get(record).outline,
                    |record, colour| {
                        get_mut(record).outline = colour;
                    },
                );
            }
            if own && quiet_button_ui(ui, Some(Icon::Cross), "As the scheme has it", false).clicked() {
                self.subject.change("Reset looks", |record| *get_mut(record) = StyleOverride::default());
            } else if !own {
                hint_ui(ui, "Left empty, the scheme decides: hue says sector, tone says scale.");
            }
        });
    }
}

//! The bar as the window asks it: which dates, what is told to the filter, when a frame is wanted.

use super::*;
use crate::model::{Organisation, OrganisationId, Record};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Organisations that begin and end so.
fn session(dates: &[(&str, &str, &str)]) -> Session {
    let records = dates.iter().map(|(id, from, to)| {
        let one = Organisation {
            name: (*id).to_owned(),
            active_from: from.parse().ok(),
            active_to: to.parse().ok(),
            ..Organisation::default()
        };
        (RecordId::Organisation(OrganisationId::new(id).expect("an id")), Record::from(one))
    });
    Session::new(Document::from_records(records))
}

fn three() -> Session {
    session(&[("a", "", ""), ("b", "2010", "2014"), ("c", "2015", "")])
}

struct Shown {
    time: TimeBar,
    look: Looking,
    session: Session,
}

impl Shown {
    fn new(session: Session) -> Self {
        let mut shown = Self { time: TimeBar::default(), look: Looking::default(), session };
        shown.time.toggle();
        shown.at(0.0);
        shown
    }

    /// A frame at this time, with motion.
    fn at(&mut self, now: f64) -> Option<f64> {
        let next = self.time.settle(&self.session, &mut self.look, (now, false));
        let _ = self.look.settle(&mut self.session);
        next
    }

    fn hidden(&self) -> Vec<String> {
        self.look.hidden().iter().map(|id| id.as_str().to_owned()).collect()
    }
}

#[test]
fn it_opens_at_the_last_date_and_closed_it_hides_nothing() {
    let mut shown = Shown::new(three());
    assert_eq!(shown.time.when(), Some(When::At(date("2015"))));
    assert_eq!(shown.hidden(), ["b"]);
    shown.time.toggle();
    shown.at(1.0);
    assert_eq!(shown.time.when(), None);
    assert!(shown.hidden().is_empty() && shown.look.is_all());
    // Nothing is dated: it says so and hides nothing.
    let undated = Shown::new(session(&[("a", "", "")]));
    assert!(undated.time.is_open() && undated.time.when().is_none() && undated.hidden().is_empty());
}

#[test]
fn a_step_fades_out_then_in_within_a_quarter_of_a_second_and_comes_to_rest() {
    let mut shown = Shown::new(three());
    let document = shown.session.document().clone();
    shown.time.go(date("2010"), &document, (1.0, false));
    // What goes is still there, and goes pale.
    assert_eq!(shown.at(1.06), Some(0.0));
    assert_eq!(shown.hidden(), ["b"]);
    let (going, share) = shown.time.pale().expect("something goes").clone();
    assert!(going.len() == 1 && (0.4..0.6).contains(&share), "{share}");
    shown.at(1.125);
    assert_eq!(shown.hidden(), ["c"], "what comes is there, pale at first");
    assert!(shown.time.pale().expect("something comes").1 > 0.9);
    shown.at(1.25);
    assert!(shown.time.pale().is_none());
    assert_eq!(shown.at(1.3), None, "at rest no frame is wanted");
    // Without motion it is there at once.
    shown.time.go(date("2015"), &document, (2.0, true));
    assert_eq!(shown.time.settle(&shown.session, &mut shown.look, (2.0, true)), None);
    assert_eq!(shown.time.when(), Some(When::At(date("2015"))));
}

#[test]
fn it_plays_to_the_end_and_stops() {
    let mut shown = Shown::new(three());
    shown.time.play();
    let mut dates = Vec::new();
    let mut now = 10.0;
    let mut frames = 0;
    while let Some(next) = shown.at(now) {
        frames += 1;
        assert!(frames < 200, "it comes to an end");
        now += next.max(0.02);
        let Some(When::At(date)) = shown.time.when() else { panic!("one date") };
        if dates.last() != Some(&date) {
            dates.push(date);
        }
    }
    assert!(!shown.time.is_playing());
    dates.dedup();
    let told: Vec<String> = dates.iter().map(Date::to_string).collect();
    assert_eq!(told.join(" "), "2015 2010 2015", "from the last it begins anew");
    // Stopped, it stays where it is.
    shown.time.play();
    shown.at(100.0);
    shown.time.play();
    assert_eq!((shown.time.is_playing(), shown.at(100.5).is_some_and(|next| next > 0.0)), (false, false));
}

#[test]
fn before_and_after_shows_both_and_marks_what_changed() {
    let mut shown = Shown::new(three());
    shown.time.toggle_beside();
    shown.at(1.0);
    assert_eq!(shown.time.when(), Some(When::Between(date("2010"), date("2015"))));
    assert!(shown.hidden().is_empty());
    assert_eq!(shown.time.changes().len(), 2);
    let words = shown.time.made.state.to_string();
    assert!(words.contains("new: 1 organisation; gone: 1 organisation"), "{words}");
    shown.time.toggle_beside();
    shown.at(2.0);
    assert!(shown.time.changes().is_empty());
}

#[test]
fn ghosts_stay_and_can_be_edited() {
    let mut shown = Shown::new(three());
    shown.time.toggle_ghosts();
    shown.at(1.0);
    assert!(shown.hidden().is_empty());
    let lit = shown.time.lit().expect("some are lit");
    let there: Vec<&str> = lit.iter().map(RecordId::as_str).collect();
    assert_eq!(there, ["a", "c"]);
}

#[test]
fn a_view_brings_its_dates_and_takes_them_away() {
    let mut shown = Shown::new(three());
    shown.time.show(Some(When::At(date("2012-05"))));
    shown.at(1.0);
    assert_eq!(shown.time.when(), Some(When::At(date("2012-05"))), "a date that is no moment is kept");
    assert_eq!(shown.hidden(), ["c"]);
    assert_eq!((shown.time.beyond(true), shown.time.beyond(false)), (Some(date("2015")), Some(date("2010"))));
    shown.time.show(None);
    shown.at(2.0);
    assert!(!shown.time.is_open() && shown.hidden().is_empty());
}

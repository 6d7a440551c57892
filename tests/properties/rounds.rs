//! A round takes back what is its own, whatever was done, undone and done again meanwhile; never what stood before.

use ecomap::editor::{Session, Since};
use proptest::prelude::*;

use crate::{assert_same, commands, dice::Dice, generated};

fn any_round_leaves_what_stood_before(numbers: Vec<u32>) {
    let mut dice = Dice::new(numbers);
    let mut session = Session::new(generated(&mut dice));
    for _ in 0..dice.below(6) {
        let command = commands::any(&mut dice, session.document());
        drop(session.perform(command));
    }
    let mut round = Since::now(&mut session);
    let mut stood = session.document().clone();
    while !dice.is_spent() {
        round.follow(session.history());
        let is_empty = round.steps(session.history()).is_empty();
        let again = session.redo_name().is_some();
        match dice.below(8) {
            0 => {
                session.undo();
                if is_empty {
                    stood = session.document().clone();
                }
            }
            1 if again => {
                session.redo();
                let mut after = round.clone();
                after.follow(session.history());
                if after.steps(session.history()).is_empty() {
                    stood = session.document().clone();
                }
            }
            2 => {
                round.take_back(&mut session);
                assert_same(session.document(), &stood, "a round taken back leaves what stood before");
            }
            3 if is_empty => {
                assert_eq!(round.take_back_last(&mut session), None);
                assert_same(session.document(), &stood, "an empty round takes nothing back");
            }
            3 => assert!(round.take_back_last(&mut session).is_some()),
            _ => {
                let command = commands::any(&mut dice, session.document());
                drop(session.perform(command));
            }
        }
    }
    round.take_back(&mut session);
    assert_same(session.document(), &stood, "a round taken back leaves what stood before");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn any_round_takes_back_only_its_own(numbers in prop::collection::vec(0_u32..5000, 0..300)) {
        any_round_leaves_what_stood_before(numbers);
    }
}

//! Inputs from inputs: bytes turned, words put in, parts cut, doubled, nested and crossed. Must not know who reads them.

use crate::dice::Dice;

/// Longer inputs are cut: what a reader cannot do with so much, it cannot do with more.
const LONGEST: usize = 100_000;

/// Another input, from one of those there are.
pub fn mutated(from: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = dice.pick(from).cloned().unwrap_or_default();
    // Long beginnings are boring: mostly a part of them is taken.
    if input.len() > 3_000 && dice.below(4) > 0 {
        let length = 200 + dice.below(2_500);
        let start = if dice.coin() { 0 } else { dice.below(input.len() - length) };
        input = input[start..start + length].to_vec();
    }
    for _ in 0..=dice.below(6) {
        change(&mut input, from, words, dice);
    }
    input.truncate(LONGEST);
    input
}

fn change(input: &mut Vec<u8>, from: &[Vec<u8>], words: &[&str], dice: &mut Dice) {
    let at = dice.below(input.len() + 1);
    let end = at + dice.below((input.len() - at).min(400) + 1);
    match dice.below(10) {
        0 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = dice.roll() as u8;
            }
        }
        2 | 3 => {
            if let Some(word) = dice.pick(words) {
                input.splice(at..at, word.bytes());
            }
        }
        4 => {
            input.drain(at..end);
        }
        5 => {
            let part = input[at..end].to_vec();
            input.splice(at..at, part);
        }
        6 => {
            let times = 1 + dice.below(3_000);
            let opening =
                dice.pick(&["(", "[", "{", "a: (", "Some(", "/*", "<g>", "\""]).copied().unwrap_or("(");
            input.splice(at..at, opening.bytes().cycle().take(times * opening.len()));
        }
        7 => input.truncate(at),
        8 => {
            if let Some(other) = dice.pick(from) {
                let start = dice.below(other.len() + 1);
                let length = dice.below((other.len() - start).min(600) + 1);
                input.splice(at..end, other[start..start + length].iter().copied());
            }
        }
        _ => another_number(input, at, dice),
    }
}

/// The first number from there on becomes one that few expect.
fn another_number(input: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(start) = input.iter().skip(at).position(u8::is_ascii_digit).map(|skipped| at + skipped) else {
        return;
    };
    let digits = input[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let number =
        dice.pick(&["0", "-1", "1e400", "99999999999999999999", "NaN", "inf", "0.0000001", "4294967296"]);
    input.splice(start..start + digits, number.copied().unwrap_or("0").bytes());
}

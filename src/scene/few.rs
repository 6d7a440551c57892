//! A set of numbers that is nearly always small: it then needs no memory of its own. Must not know what they number.

/// So many are held in place.
const IN_PLACE: usize = 8;
/// Up to so many are looked through one by one; more are held as bits, or a thousand lines would be asked a million
/// times.
const LISTED: usize = 64;

/// Numbers, each once.
#[derive(Debug, Default)]
pub(super) struct Few {
    count: usize,
    first: [u32; IN_PLACE],
    more: Vec<u32>,
    /// All of them, a bit for each number, where they are many; else nothing.
    bits: Vec<u64>,
}

impl Few {
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn contains(&self, number: usize) -> bool {
        if !self.bits.is_empty() {
            return self.bits.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1);
        }
        let number = number as u32;
        self.first[..self.count.min(IN_PLACE)].contains(&number) || self.more.contains(&number)
    }

    /// Adds a number; `false` when it was there already.
    pub fn add(&mut self, number: usize) -> bool {
        if self.contains(number) {
            return false;
        }
        if self.count == LISTED && self.bits.is_empty() {
            let all = self.first.iter().chain(&self.more).map(|number| *number as usize);
            all.for_each(|number| set(&mut self.bits, number));
        }
        if !self.bits.is_empty() {
            set(&mut self.bits, number);
        } else if let Some(place) = self.first.get_mut(self.count) {
            *place = number as u32;
        } else {
            self.more.push(number as u32);
        }
        self.count += 1;
        true
    }

    /// Takes a number out, if it is there.
    pub fn remove(&mut self, number: usize) {
        if !self.bits.is_empty() {
            if self.contains(number) {
                self.bits[number / 64] &= !(1 << (number % 64));
                self.count -= 1;
            }
            return;
        }
        let number = number as u32;
        let held = self.count.min(IN_PLACE);
        // The last one takes its place.
        let last = self.more.last().copied().or_else(|| self.first[..held].last().copied());
        let mut all = self.first[..held].iter_mut().chain(&mut self.more);
        if let (Some(place), Some(last)) = (all.find(|other| **other == number), last) {
            *place = last;
            self.more.pop();
            self.count -= 1;
        }
    }

    pub fn clear(&mut self) {
        self.count = 0;
        self.more.clear();
        self.bits.clear();
    }
}

fn set(bits: &mut Vec<u64>, number: usize) {
    let word = number / 64;
    if bits.len() <= word {
        bits.resize(word + 1, 0);
    }
    bits[word] |= 1 << (number % 64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_set_however_many_it_holds() {
        let mut few = Few::default();
        for count in [20, 64, 65, 300] {
            for number in (0..count).chain(5..15) {
                let is_new = few.len() < count;
                assert_eq!(few.add(number), is_new);
            }
            for number in [3, 19, 12, 400] {
                few.remove(number);
            }
            let held: Vec<usize> = (0..500).filter(|number| few.contains(*number)).collect();
            let expected: Vec<usize> = (0..count).filter(|number| ![3, 19, 12].contains(number)).collect();
            assert_eq!((held, few.len()), (expected, count - 3));
            few.clear();
            assert!(few.len() == 0 && !few.contains(1));
        }
    }
}

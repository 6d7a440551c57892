//! A set of numbers that is nearly always small: it then needs no memory of its own. Must not know what they number.

/// So many are held in place.
const IN_PLACE: usize = 8;

/// Numbers, each once, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Few {
    count: usize,
    first: [u32; IN_PLACE],
    more: Vec<u32>,
}

impl Few {
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn contains(&self, number: usize) -> bool {
        let number = number as u32;
        self.first[..self.count.min(IN_PLACE)].contains(&number) || self.more.contains(&number)
    }

    /// Adds a number; `false` when it was there already.
    pub fn add(&mut self, number: usize) -> bool {
        if self.contains(number) {
            return false;
        }
        match self.first.get_mut(self.count) {
            Some(place) => *place = number as u32,
            None => self.more.push(number as u32),
        }
        self.count += 1;
        true
    }

    /// Takes a number out, if it is there; the last one takes its place.
    pub fn remove(&mut self, number: usize) {
        let number = number as u32;
        let held = self.count.min(IN_PLACE);
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_set_however_many_it_holds() {
        let mut few = Few::default();
        for number in (0..20).chain(5..15) {
            let is_new = few.len() < 20;
            assert_eq!(few.add(number), is_new);
        }
        for number in [3, 19, 12, 40] {
            few.remove(number);
        }
        let held: Vec<usize> = (0..50).filter(|number| few.contains(*number)).collect();
        let expected: Vec<usize> = (0..20).filter(|number| ![3, 19, 12].contains(number)).collect();
        assert_eq!((held, few.len()), (expected, 17));
        few.clear();
        assert!(few.len() == 0 && !few.contains(1));
    }
}

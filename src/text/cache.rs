//! A bounded memory of what has been shaped.
//! Must not know what it remembers.

use std::{collections::HashMap, hash::Hash};

/// Remembers values by a small key and a text. When the young half is full it becomes the old one, and the old one is
/// forgotten: what is in use moves back to the young half, so nothing needs a clock.
#[derive(Debug)]
pub(super) struct Cache<K, V> {
    young: HashMap<K, HashMap<Box<str>, V>>,
    old: HashMap<K, HashMap<Box<str>, V>>,
    held: usize,
    capacity: usize,
}

impl<K: Eq + Hash + Copy, V: Clone> Cache<K, V> {
    /// `capacity` in bytes of text for each of the two halves.
    pub(super) fn new(capacity: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), held: 0, capacity }
    }

    pub(super) fn get(&mut self, key: K, text: &str) -> Option<V> {
        if let Some(value) = self.young.get(&key).and_then(|texts| texts.get(text)) {
            return Some(value.clone());
        }
        let value = self.old.get_mut(&key)?.remove(text)?;
        self.put(key, text, value.clone());
        Some(value)
    }

    pub(super) fn put(&mut self, key: K, text: &str, value: V) {
        // A constant for what an entry costs beside its text.
        let cost = text.len() + 64;
        if cost > self.capacity {
            return;
        }
        if self.held + cost > self.capacity {
            self.old = std::mem::take(&mut self.young);
            self.held = 0;
        }
        self.held += cost;
        self.young.entry(key).or_default().insert(text.into(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut cache = Cache::new(1000);
        cache.put(1, "kept", 7);
        for index in 0..1000 {
            cache.put(1, &format!("passing {index}"), index);
            assert_eq!(cache.get(1, "kept"), Some(7), "after {index}");
        }
        assert_eq!(cache.get(1, "passing 3"), None);
        assert_eq!(cache.get(2, "kept"), None);
        let held: usize =
            [&cache.young, &cache.old].iter().flat_map(|half| half.values()).map(HashMap::len).sum();
        assert!(held < 40, "{held}");
    }

    #[test]
    fn a_book_is_not_remembered() {
        let mut cache = Cache::new(1000);
        cache.put(1, &"long ".repeat(1000), 1);
        assert!(cache.young.is_empty());
    }
}

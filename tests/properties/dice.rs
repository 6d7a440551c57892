//! Choices drawn from a list of numbers: so that what failed shrinks to few and small ones.
//! Must not know what is chosen.

/// The numbers not yet used; zeros when there are no more.
pub struct Dice {
    numbers: std::vec::IntoIter<u32>,
}

impl Dice {
    pub fn new(numbers: Vec<u32>) -> Self {
        Self { numbers: numbers.into_iter() }
    }

    pub fn is_spent(&self) -> bool {
        self.numbers.len() == 0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.numbers.next().unwrap_or(0) as usize % limit.max(1)
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        if list.is_empty() { None } else { Some(list[self.below(list.len())].clone()) }
    }

    /// Some of the list, in its order.
    pub fn some<T: Clone>(&mut self, list: &[T]) -> Vec<T> {
        let share = 1 + self.below(3);
        list.iter().filter(|_| self.below(4) < share).cloned().collect()
    }

    pub fn coordinate(&mut self) -> f64 {
        (self.below(2000) as f64) - 1000.0
    }

    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.below(2) == 0 { None } else { Some(value(self)) }
    }

    pub fn text(&mut self) -> String {
        const TEXTS: [&str; 14] = [
            "",
            "Watershed",
            "UWE Bristol",
            "Größe & Maß",
            "</text><script>",
            "a\tb\u{7}c",
            "two\nlines",
            "two\r\nlines",
            "مؤسسة",
            "東京",
            " blanks ",
            "funding",
            "organisation",
            "watershed",
        ];
        TEXTS[self.below(TEXTS.len())].to_owned()
    }
}

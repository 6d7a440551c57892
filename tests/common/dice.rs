//! Chance for generated maps: small values drawn from one seed, so that a failure can be drawn again.
//! Must not know what is made of them.

use ecomap::model::{
    Carried, Colour, Date, ExtraFields, FieldValue, Point, Rect, Size, Source, StyleOverride,
};

/// Texts that have broken programs before.
const TEXTS: [&str; 26] = [
    "Watershed",
    "UWE Bristol",
    "Größe & Maß",
    "日本語の名前",
    "Кластер",
    "Ἀθῆναι",
    "שלום עולם",
    "مرحبا",
    "\u{202e}reversed",
    "e\u{301}cole",
    "👩‍👩‍👧 family",
    "a \"quoted\" word",
    "back\\slash\\",
    "two\nlines\n",
    "\n",
    "</text><script>alert(1)</script>",
    "// no comment",
    "/* neither */",
    "r#\"raw\"#",
    "it's",
    "(x: 1, y: [2], z: {3: 4}),",
    "None",
    "  blanks  ",
    "no\u{a0}break",
    "\u{feff}mark",
    "\u{2028}line separator",
];

/// Chance, by `SplitMix64` (Steele, Lea, Flood 2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        // Only the low half: enough for any list here, and the same on every machine.
        (self.roll() as u32 as usize) % end.max(1)
    }

    /// A small number below `end`.
    pub fn small(&mut self, end: u8) -> u8 {
        let [first, ..] = self.roll().to_le_bytes();
        first % end
    }

    pub fn coin(&mut self) -> bool {
        self.roll() & 1 == 1
    }

    pub fn pick<'s, T>(&mut self, from: &'s [T]) -> Option<&'s T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }

    /// One of these, for which at least one must be given.
    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        self.pick(of).expect("something to choose from").clone()
    }

    /// A value every second time.
    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    /// Up to three values.
    pub fn some<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(4);
        (0..count).map(|_| make(self)).collect()
    }

    /// Up to three of these, each once.
    pub fn some_of<T: Clone + PartialEq>(&mut self, of: &[T]) -> Vec<T> {
        let mut chosen = Vec::new();
        for value in self.some(|dice| dice.pick(of).cloned()).into_iter().flatten() {
            if !chosen.contains(&value) {
                chosen.push(value);
            }
        }
        chosen
    }

    /// Words, empty every third time.
    pub fn text(&mut self) -> String {
        match self.below(6) {
            0 | 1 => String::new(),
            2 => (0..self.below(8)).map(|_| self.one(&TEXTS)).collect::<Vec<_>>().join(" "),
            _ => self.one(&TEXTS).to_owned(),
        }
    }

    /// A finite number, small ones more often.
    pub fn number(&mut self) -> f64 {
        match self.below(6) {
            0 => self.one(&[
                0.0,
                -0.0,
                1.0,
                -1.5,
                1e300,
                -1e-300,
                0.1 + 0.2,
                f64::MAX,
                f64::MIN_POSITIVE,
                1e16,
            ]),
            1 => Some(f64::from_bits(self.roll())).filter(|number| number.is_finite()).unwrap_or(7.0),
            _ => (self.below(20_000) as f64 - 10_000.0) / 4.0,
        }
    }

    /// A finite number above 0.
    pub fn length(&mut self) -> f64 {
        Some(self.number().abs()).filter(|number| *number > 0.0).unwrap_or(1.0)
    }

    pub fn order(&mut self) -> i32 {
        self.one(&[0, 0, 1, -1, 12, i32::MAX, i32::MIN])
    }

    pub fn point(&mut self) -> Point {
        let on_canvas = |number: f64| if number.abs() <= Point::REACH { number } else { Point::REACH };
        Point::new(on_canvas(self.number()), on_canvas(self.number()))
    }

    pub fn size(&mut self) -> Size {
        Size::new(self.length().min(Point::REACH), self.length().min(Point::REACH))
    }

    pub fn rect(&mut self) -> Rect {
        let small = |dice: &mut Self| dice.below(4000) as f64 / 8.0;
        Rect::new(small(self), -small(self), small(self), small(self))
    }

    pub fn date(&mut self) -> Date {
        let year = self.one(&[1, 987, 1984, 2019, 9999]);
        let month = self.maybe(|dice| dice.small(12) + 1);
        let day = month.and_then(|_| self.maybe(|dice| dice.small(28) + 1));
        Date::new(year, month, day).expect("every month has 28 days")
    }

    /// Two dates in order, or fewer.
    pub fn dates(&mut self) -> (Option<Date>, Option<Date>) {
        match (self.maybe(Self::date), self.maybe(Self::date)) {
            (Some(from), Some(to)) if !from.may_precede(to) => (Some(to), Some(from)),
            dates => dates,
        }
    }

    pub fn colour(&mut self) -> Colour {
        let [red, green, blue, ..] = self.roll().to_le_bytes();
        Colour::new(red, green, blue)
    }

    pub fn style(&mut self) -> StyleOverride {
        if self.coin() {
            return StyleOverride::default();
        }
        StyleOverride {
            colour: self.maybe(Self::colour),
            outline: self.maybe(Self::colour),
            width: self.maybe(Self::length),
        }
    }

    pub fn source(&mut self) -> Source {
        Source { title: self.text(), url: self.text(), page: self.text() }
    }

    pub fn extra(&mut self) -> ExtraFields {
        self.some(|dice| {
            let value = match dice.below(5) {
                0 => FieldValue::Text(dice.text()),
                1 => FieldValue::Number(dice.number()),
                2 => FieldValue::Date(dice.date()),
                3 => FieldValue::YesNo(dice.coin()),
                _ => FieldValue::Link(dice.text()),
            };
            (dice.text(), value)
        })
        .into_iter()
        .collect()
    }

    /// What a file of a newer version may hold beside what this one reads. `within` is the path of a nested struct that
    /// the record has.
    pub fn carried(&mut self, within: Option<&str>) -> Carried {
        if self.below(3) > 0 {
            return Carried::default();
        }
        let lines =
            ["// a comment", "//", "//! about \"it\"", "/* all on one line */", "// ключ: (значение)"];
        let raw = ["soon", "\"a text\"", "-1.50", "(a: 1, b: [2, // two\n    3])", "{}", "Some((0, 1))"];
        let mut fields = Vec::new();
        for name in ["future", "xylem"] {
            fields.extend(self.maybe(|dice| (name.to_owned(), dice.one(&raw).to_owned())));
        }
        if let Some(within) = within {
            fields.push((format!("{within}/shelf"), self.one(&raw).to_owned()));
        }
        fields.sort();
        Carried { comment: self.some(|dice| dice.one(&lines).to_owned()), fields }
    }
}

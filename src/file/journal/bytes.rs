//! Numbers and texts as bytes: what the payload of a frame is made of. Must not know any entry.

/// Bytes that are being put together.
#[derive(Default)]
pub(super) struct Put {
    pub bytes: Vec<u8>,
}

impl Put {
    /// A number, seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.bytes.push(low(rest) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(low(rest));
    }

    /// Bytes with their length before them.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Nothing, or a value.
    pub(super) fn maybe<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }
}

fn low(number: u64) -> u8 {
    let [first, ..] = (number & 0x7f).to_le_bytes();
    first
}

/// Bytes that are being taken apart. Each part is `None` where the bytes do not hold it.
pub(super) struct Take<'b> {
    pub rest: &'b [u8],
}

impl<'b> Take<'b> {
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for place in 0..10_u32 {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            let bits = u64::from(first & 0x7f);
            // The tenth byte has room for one bit.
            if place == 9 && bits > 1 {
                return None;
            }
            number |= bits << (7 * place);
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(super) fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// Whether the value is there, and it.
    #[allow(clippy::option_option)] // outer: the bytes hold it; inner: it is there
    pub(super) fn maybe<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            1 => take(self).map(Some),
            _ => None,
        }
    }

    /// So many values as the number before them says. No room is made for more than the bytes can hold.
    pub(super) fn list<T>(&mut self, mut take: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok().filter(|count| *count <= self.rest.len())?;
        let mut list = Vec::with_capacity(count.min(1024));
        for _ in 0..count {
            list.push(take(self)?);
        }
        Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut put = Put::default();
            put.number(number);
            put.text("Größe");
            put.maybe(Some("x"), Put::text);
            put.maybe(None::<&str>, Put::text);
            let mut take = Take { rest: &put.bytes };
            assert_eq!(take.number(), Some(number));
            assert_eq!(take.text(), Some("Größe"));
            assert_eq!(take.maybe(Take::owned), Some(Some("x".to_owned())));
            assert_eq!(take.maybe(Take::owned), Some(None));
            assert!(take.rest.is_empty());
            assert_eq!(take.number(), None);
        }
    }

    #[test]
    fn lengths_that_cannot_be_are_no_values() {
        let endless = [0xff_u8; 12];
        assert_eq!(Take { rest: &endless }.number(), None);
        assert_eq!(Take { rest: &[200, 1, b'a'] }.text(), None);
        assert_eq!(Take { rest: &[255, 255, 255, 255, 15, 0] }.list(Take::number), None);
        assert_eq!(Take { rest: &[1, 0xff] }.text(), None, "no UTF-8");
    }
}

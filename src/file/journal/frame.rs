//! Frames: each a length, a checksum and a payload, one after the other behind the journal's first line.
//! Must not know what a payload says.

/// The first line of every journal. The number changes when older programs must keep their hands off.
pub(super) const FIRST_LINE: &[u8] = b"ecomap journal 1\n";
/// The longest payload, in bytes: two texts of the longest map, and names.
const LONGEST: usize = 160_000_000;
/// Length and checksum.
const HEAD: usize = 12;

/// A number that tells bytes from others: FNV-1a with 64 bits (Fowler, Noll, Vo; <http://www.isthe.com/chongo/tech/comp/fnv/>).
/// Any change of a single byte changes it; two other texts agree once in 2^64.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// Appends a frame with this payload. False when it is too long for one; nothing was appended then.
pub(super) fn append(out: &mut Vec<u8>, payload: &[u8]) -> bool {
    let Some(length) = u32::try_from(payload.len()).ok().filter(|_| payload.len() <= LONGEST) else {
        return false;
    };
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&checksum(length, payload).to_le_bytes());
    out.extend_from_slice(payload);
    true
}

/// The length is under the checksum too: a frame of zeros is none.
fn checksum(length: u32, payload: &[u8]) -> u64 {
    fingerprint(payload) ^ u64::from(length).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The same frames under checksums that are right, as far as there are whole ones: to try the reader with entries that
/// nobody wrote.
#[must_use]
pub fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut mended = FIRST_LINE.to_vec();
    let mut rest = bytes.strip_prefix(FIRST_LINE).unwrap_or(bytes);
    while let Some((head, behind)) = rest.split_first_chunk::<HEAD>() {
        let [one, two, three, four, ..] = *head;
        let length = u32::from_le_bytes([one, two, three, four]) as usize;
        let (payload, behind) = behind.split_at(length.min(behind.len()));
        if !append(&mut mended, payload) {
            break;
        }
        rest = behind;
    }
    mended
}

/// The payloads of a journal up to the first frame that is not whole.
pub(super) struct Frames<'b> {
    rest: &'b [u8],
    /// Where the next frame begins, bytes.
    pub at: usize,
}

impl<'b> Frames<'b> {
    /// Of these bytes; `None` when they do not begin as a journal does.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(FIRST_LINE)?;
        Some(Self { rest, at: FIRST_LINE.len() })
    }
}

impl<'b> Iterator for Frames<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let (sum, rest) = rest.split_first_chunk::<8>()?;
        let length = u32::from_le_bytes(*length);
        let size = usize::try_from(length).ok().filter(|size| *size <= LONGEST)?;
        let (payload, rest) = rest.split_at_checked(size)?;
        if checksum(length, payload) != u64::from_le_bytes(*sum) {
            return None;
        }
        self.rest = rest;
        self.at += HEAD + size;
        Some(payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(payloads: &[&[u8]]) -> Vec<u8> {
        let mut bytes = FIRST_LINE.to_vec();
        for payload in payloads {
            assert!(append(&mut bytes, payload));
        }
        bytes
    }

    #[test]
    fn the_fingerprint_is_the_published_one() {
        for (text, number) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(fingerprint(text.as_bytes()), number, "{text}");
        }
    }

    #[test]
    fn a_journal_cut_anywhere_gives_the_frames_before_the_cut() {
        let payloads: [&[u8]; 3] = [b"one", b"", b"three"];
        let bytes = journal(&payloads);
        let whole = [FIRST_LINE.len(), FIRST_LINE.len() + 15, FIRST_LINE.len() + 27, bytes.len()];
        for cut in FIRST_LINE.len()..=bytes.len() {
            let mut frames = Frames::of(&bytes[..cut]).unwrap();
            let read: Vec<_> = frames.by_ref().collect();
            let count = whole.iter().filter(|end| **end <= cut).count() - 1;
            assert_eq!(read, &payloads[..count], "cut at {cut}");
            assert_eq!(frames.at == cut, whole.contains(&cut), "cut at {cut}");
        }
        assert!(Frames::of(&bytes[..5]).is_none());
    }

    #[test]
    fn no_flipped_bit_goes_unseen() {
        let bytes = journal(&[b"one", b"two", b"three"]);
        for place in FIRST_LINE.len()..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[place] ^= 1 << bit;
                let mut frames = Frames::of(&flipped).unwrap();
                let read: Vec<_> = frames.by_ref().collect();
                assert!(read.len() < 3 && frames.at < bytes.len(), "byte {place}, bit {bit}");
            }
        }
        let zeros = [FIRST_LINE, &[0; 64]].concat();
        assert_eq!(Frames::of(&zeros).unwrap().count(), 0, "a hole that a power cut left");
    }
}

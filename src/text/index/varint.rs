//! Numbers in as few bytes as they need: seven bits a byte, low ones first, the high bit says that more
//! follow.

/// Appends a number.
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "seven bits and a flag")]
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "less than 128")]
    bytes.push(number as u8);
}

/// Takes a number from the front; `None` at the end, and where the bytes stop in the middle of one.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    // Most numbers are short, and nearly all time of a search is spent here.
    match **bytes {
        [a @ 0..0x80, ref rest @ ..] => {
            *bytes = rest;
            Some(u64::from(a))
        }
        [a, b @ 0..0x80, ref rest @ ..] => {
            *bytes = rest;
            Some(u64::from(a & 0x7F) | u64::from(b) << 7)
        }
        _ => take_long(bytes),
    }
}

#[cold]
fn take_long(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A difference as a number without sign: small ones of both signs stay small.
pub(super) const fn unsigned(difference: i64) -> u64 {
    ((difference << 1) ^ (difference >> 63)).cast_unsigned()
}

/// The difference again.
pub(super) const fn signed(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

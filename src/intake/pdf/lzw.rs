//! What LZW streams of a PDF grow to, by the lengths of their codes alone.

/// Code that empties the table.
const CLEAR: usize = 256;
/// Code behind the last.
const END: usize = 257;
/// Most codes there are.
const CODES: usize = 4096;

/// How many bytes come of the data, as far as it can be unpacked; `None` when they are more than `limit`.
/// Codes are taken to widen one early, as they do unless a stream says otherwise.
pub(super) fn grown(data: &[u8], limit: u64) -> Option<u64> {
    let mut lengths = [1_u32; CODES];
    let (mut next, mut last) = (END + 1, None);
    let (mut bits, mut held, mut sum) = (0_u32, 0_u32, 0_u64);
    let mut data = data.iter();
    loop {
        let width = match next + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = data.next() else { return Some(sum) };
            bits = bits << 8 | u32::from(*byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        match code {
            END => return Some(sum),
            CLEAR => {
                (next, last) = (END + 1, None);
                continue;
            }
            // Where it breaks off, so does whoever reads it.
            _ if code > next || code == next && last.is_none() => return Some(sum),
            _ => {}
        }
        if let Some(last) = last
            && next < CODES
        {
            lengths[next] = lengths[last] + 1;
            next += 1;
        }
        sum += u64::from(*lengths.get(code)?);
        if sum > limit {
            return None;
        }
        last = Some(code);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Codes as a stream holds them.
    pub(in crate::intake::pdf) fn packed(codes: &[u16]) -> Vec<u8> {
        let (mut bytes, mut bits, mut held, mut next) = (Vec::new(), 0_u64, 0, END);
        for code in codes {
            let width = match next + 2 {
                ..513 => 9,
                513..1025 => 10,
                1025..2049 => 11,
                _ => 12,
            };
            bits = bits << width | u64::from(*code);
            held += width;
            while held >= 8 {
                held -= 8;
                bytes.push(u8::try_from(bits >> held & 0xFF).unwrap_or(0));
            }
            next = if usize::from(*code) == CLEAR { END } else { (next + 1).min(CODES) };
        }
        bytes.push(u8::try_from(bits << (8 - held) & 0xFF).unwrap_or(0));
        bytes
    }

    #[test]
    fn codes_are_counted_by_their_lengths() {
        // The example of the PDF standard, 7.4.4.2.
        let example = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(grown(&example, 100), Some(10));
        assert_eq!(grown(&example, 9), None);
        assert_eq!(grown(b"", 8), Some(0));
        assert_eq!(grown(&[0xFF; 100], 8), Some(0));
    }
}

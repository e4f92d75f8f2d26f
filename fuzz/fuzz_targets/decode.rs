//! Bytes of any encoding become text or are refused; U+FFFD stands only where the file has it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pizhu::intake::{ReadOptions, decode};

fuzz_target!(|data: &[u8]| {
    let Ok(decoded) = decode(data, &ReadOptions::default()) else { return };
    if decoded.encoding == "UTF-8" {
        let text = decoded.text.as_bytes();
        assert!(text.is_empty() || data.windows(text.len()).any(|part| part == text), "UTF-8 is taken as it is");
    }
    // Of the encodings that are told, these can write U+FFFD themselves.
    let can_say_it = decoded.encoding.starts_with("UTF-") || decoded.encoding == "GB18030";
    assert!(can_say_it || !decoded.text.contains('\u{FFFD}'), "{}: {:?}", decoded.encoding, decoded.text);
});

//! Words, up to the first NUL, are looked for in a text: they are found exactly where the search copy has
//! them, and each place in the copy leads back to one in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pizhu::text::{Folding, Needle, Normal};

fuzz_target!(|data: &str| {
    let (words, text) = data.split_once('\0').unwrap_or((data, data));
    for keep_case in [false, true] {
        let folding = Folding { keep_case };
        let copy = Normal::of(text, folding);
        let length = text.chars().count();
        let (mut last, mut at) = ((0, 0), 0);
        for c in copy.text().chars() {
            let origin = copy.origin(at..at + c.len_utf8()).expect("every character comes from somewhere");
            assert!(last.0 <= origin.start() && last.1 <= origin.end(), "the way back turns round: {text:?}");
            assert!(origin.end() as usize <= length, "the way back leads out: {text:?}");
            last = (origin.start(), origin.end());
            at += c.len_utf8();
        }
        let Ok(mut needle) = Needle::new(words, folding) else { continue };
        let wanted = Normal::of(words.trim(), folding).text().trim().to_owned();
        let found = needle.places(text);
        assert_eq!(found.is_empty(), !copy.text().contains(&wanted), "{words:?} in {text:?}");
        for place in found {
            let there = Normal::of(place.slice(text).expect("inside the text"), folding);
            assert!(there.text().contains(&wanted), "{words:?} at {place} in {text:?}");
        }
    }
});

//! A text becomes paragraphs by a guide from the project file, which anybody may have written: JSON up to
//! the first NUL, then the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pizhu::text::Guide;

fuzz_target!(|data: &[u8]| {
    let Some(end) = data.iter().position(|byte| *byte == 0) else { return };
    let Ok(guide) = serde_json::from_slice::<Guide>(&data[..end]) else { return };
    pizhu_fuzz::hold(&guide, &String::from_utf8_lossy(&data[end + 1..]));
});

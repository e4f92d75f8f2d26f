//! A text becomes paragraphs, in every layout: no character is lost or made up, lines are as they are told.
//! The first byte chooses the layout and whether radicals stay.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pizhu::text::{Guide, Layout};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else { return };
    let layout = Layout::ALL[usize::from(choice) % Layout::ALL.len()];
    let guide = Guide { keep_radicals: choice >= 0x80, ..Guide::of(layout) };
    pizhu_fuzz::hold(&guide, &String::from_utf8_lossy(text));
});

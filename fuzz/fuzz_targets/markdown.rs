//! A file of Markdown.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| pizhu_fuzz::read("text.md", data));

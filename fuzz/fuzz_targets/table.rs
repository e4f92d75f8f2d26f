//! A table, of a kind the first byte chooses.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, table)) = data.split_first() else { return };
    let names = ["rows.csv", "rows.tsv", "rows.jsonl"];
    pizhu_fuzz::read(names[usize::from(choice) % names.len()], table);
});

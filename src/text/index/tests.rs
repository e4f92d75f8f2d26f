use proptest::prelude::*;

use super::{Address, Paragraphs, Segment, SegmentBuilder, Starts, list_in};
use crate::text::{Folding, Needle, Normal, normal::tests::texts};

fn build(texts: &[String]) -> Segment {
    let mut builder = SegmentBuilder::new(-5, usize::MAX);
    // What was in it before must leave no trace.
    builder.add(Address { document: 9, ordinal: 9, id: 0 }, "从前的人");
    builder.finish();
    for (id, text) in (1..).zip(texts) {
        builder.add(address(id), Normal::of(text, Folding::default()).text());
    }
    builder.finish().expect("a segment")
}

/// Documents of three paragraphs; every fifth id is nobody's.
fn address(n: i64) -> Address {
    Address { document: n / 3 + 1, ordinal: n % 3 + 1, id: n + n / 5 }
}

/// The lists one by one, from the last; `may_guess` leaves out all but that.
fn starts(lists: &[&[u8]], may_guess: bool) -> Starts {
    let mut order = (0..u64::MAX).zip(lists.iter().copied()).collect::<Vec<_>>().into_iter().rev();
    let (offset, list) = order.next().expect("words");
    let mut found = Starts::new(offset, list);
    order.filter(|_| !may_guess).for_each(|(offset, list)| found.narrow(offset, list));
    found
}

fn look(segment: &Segment, words: &[char], may_guess: bool) -> Vec<(Address, usize)> {
    let lists: Vec<&[u8]> = words
        .iter()
        .map(|c| match segment.blocks.iter().rev().find(|block| block.first <= *c) {
            Some(block) => list_in(&block.bytes, *c).expect("a sound block"),
            None => &[],
        })
        .collect();
    let found = starts(&lists, may_guess);
    let mut paragraphs = Paragraphs::new(&segment.paragraphs, segment.first);
    let mut by_paragraph: Vec<(Address, usize)> = Vec::new();
    let mut end = 0;
    for start in found.positions().iter().copied() {
        if start < end {
            by_paragraph.last_mut().expect("it stands in the same").1 += 1;
        } else {
            let (at, begin, length) = paragraphs.next_behind(start).expect("it stands somewhere");
            assert!(begin <= start || may_guess);
            by_paragraph.push((at, 1));
            end = begin + length;
        }
    }
    by_paragraph
}

#[test]
fn addresses_come_back_as_they_were() {
    let texts: Vec<String> = (0..40).map(|n| "字".repeat(n)).collect();
    let segment = build(&texts);
    let found: Vec<(Address, u64)> =
        Paragraphs::new(&segment.paragraphs, segment.first).map(|(at, _, length)| (at, length)).collect();
    assert_eq!(found, (1..=40).map(|n| (address(n), n.cast_unsigned() - 1)).collect::<Vec<_>>());
    assert_eq!((segment.first, segment.last), (1, 48));
    assert_eq!((segment.first_document, segment.last_document), (1, 14));
}

#[test]
fn a_full_segment_says_so() {
    let mut builder = SegmentBuilder::new(1, 2);
    assert!(builder.finish().is_none());
    builder.add(address(1), "一");
    assert!(!builder.is_full() && builder.len() == 1);
    builder.add(address(2), "二");
    assert!(builder.is_full() && !builder.is_empty());
    builder.finish();
    assert!(builder.is_empty());
}

#[test]
fn words_do_not_run_over_the_end_of_a_paragraph() {
    let segment = build(&["人工".to_owned(), "智能".to_owned()]);
    assert!(look(&segment, &['工', '智'], false).is_empty());
    assert_eq!(look(&segment, &['智', '能'], false).len(), 1);
}

#[test]
fn damaged_bytes_end_early() {
    let segment = build(&["人工智能人工智能".to_owned()]);
    for cut in 0..segment.blocks[0].bytes.len() {
        let bytes = &segment.blocks[0].bytes[..cut];
        let list = list_in(bytes, '能').unwrap_or_default();
        starts(&[list, &[0xFF; 20], &[0x80]], false);
    }
    assert!(list_in(&[0xFF; 30], '能').is_err());
    assert!(list_in(&[1, 200], '能').is_err());
    assert_eq!(Paragraphs::new(&[0xFF; 40], i64::MAX).count(), 0);
    for cut in 0..segment.paragraphs.len() {
        assert!(Paragraphs::new(&segment.paragraphs[..cut], 1).count() <= 1);
        assert!(Paragraphs::new(&segment.paragraphs[cut..], 1).next_behind(3).is_none_or(|(_, begin, _)| begin <= 8));
    }
}

proptest! {
    #[test]
    fn what_the_lists_say_is_what_stands_in_the_texts(
        some in prop::collection::vec(texts(), 1..12), needle in texts(), own in any::<[usize; 3]>(), keep_case: bool,
    ) {
        // Half the needles are cut from the texts, or nothing would ever be found.
        let from: Vec<char> = some[own[0] % some.len()].chars().collect();
        let needle = if own[0] % 2 == 0 && !from.is_empty() {
            from.into_iter().cycle().skip(own[1] % 24).take(own[2] % 4 + 1).collect()
        } else {
            needle
        };
        let Ok(mut sought) = Needle::new(&needle, Folding { keep_case, ..Folding::default() }) else { return Ok(()) };
        let segment = build(&some);
        let row: Vec<char> = sought.indexed().iter().flatten().copied().collect();
        let found = look(&segment, &row, false);
        let guessed = look(&segment, &row, true);
        for (id, text) in (1..).zip(&some) {
            let copy = Normal::of(text, Folding::default());
            let row: String = row.iter().collect();
            let listed = found.iter().find(|(at, _)| *at == address(id)).map_or(0, |(_, n)| *n);
            let copy: Vec<char> = copy.text().chars().collect();
            let rows = (0..copy.len()).filter(|at| copy[*at..].iter().collect::<String>().starts_with(&row)).count();
            prop_assert_eq!(listed, rows, "{} in {}", needle, text);
            let places = sought.places(text).len();
            prop_assert!(places == 0 || guessed.iter().any(|(at, _)| *at == address(id)), "{} in {}", needle, text);
            prop_assert!(!sought.is_counted_by_index() || places == listed, "{} in {}: {}", needle, text, places);
        }
    }
}

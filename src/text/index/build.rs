//! Making a segment: every character appends to its list, so that one pass is all there is.

use super::varint::{put, unsigned};

/// A block is closed when the next list would make it larger than this, in bytes: two pages of a database
/// and a little. A look at a rare character reads little that it does not need.
const BLOCK: usize = 9_000;

/// A segment is closed when its characters are more than this, however few its paragraphs are: a search
/// holds one segment at a time in memory.
const MOST_POSITIONS: u64 = 1 << 23;

/// A paragraph and its place in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The document's id.
    pub document: i64,
    /// The paragraph's number in it.
    pub ordinal: i64,
    /// The paragraph's id.
    pub id: i64,
}

/// A finished segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The first of the ids it answers for; not each is a paragraph's.
    pub first: i64,
    /// The last of these ids, that of its last paragraph.
    pub last: i64,
    /// The lowest document of its paragraphs.
    pub first_document: i64,
    /// The highest document of its paragraphs.
    pub last_document: i64,
    /// The addresses and lengths of its paragraphs, read by `super::Paragraphs`.
    pub paragraphs: Vec<u8>,
    /// The lists, by character.
    pub blocks: Vec<Block>,
}

/// The lists of some characters that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The first of the characters.
    pub first: char,
    /// Per character its code point, the length of its list in bytes, the list; read by [`super::entries`].
    pub bytes: Vec<u8>,
}

/// Collects paragraphs in the order of their ids. Its memory serves segment after segment.
#[derive(Debug)]
pub struct SegmentBuilder {
    most_paragraphs: usize,
    /// By code point: one more than the place in `lists`, 0 for none.
    list_of: Vec<u32>,
    lists: Vec<List>,
    used: usize,
    /// Paragraphs that follow each other in everything, finished runs and the one being made.
    runs: Vec<u8>,
    run: Run,
    /// The lengths of all paragraphs.
    lengths: Vec<u8>,
    n: usize,
    /// The first id this segment answers for.
    first: i64,
    last: Address,
    documents: (i64, i64),
    next: u64,
}

/// Paragraphs whose ids and numbers follow each other in one document.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// From the paragraph before to the first of these: id, document, number.
    steps: [i64; 3],
    paragraphs: u64,
    /// Characters with the gaps behind them.
    positions: u64,
    /// Bytes their lengths take.
    bytes: u64,
}

#[derive(Debug)]
struct List {
    character: char,
    /// One more than the last position, so that every distance is positive.
    behind: u64,
    bytes: Vec<u8>,
}

impl SegmentBuilder {
    /// An empty segment that answers for paragraphs from the id `first` on, and is full when it holds
    /// `most_paragraphs`.
    pub fn new(first: i64, most_paragraphs: usize) -> Self {
        Self {
            most_paragraphs: most_paragraphs.max(1),
            list_of: vec![0; char::MAX as usize + 1],
            lists: Vec::new(),
            used: 0,
            runs: Vec::new(),
            run: Run::default(),
            lengths: Vec::new(),
            n: 0,
            first,
            last: before(first),
            documents: (i64::MAX, i64::MIN),
            next: 0,
        }
    }

    /// Adds a paragraph with its text as [`crate::text::Normal`] writes it. Ids must grow.
    pub fn add(&mut self, address: Address, normal: &str) {
        debug_assert!(address.id > self.last.id, "ids grow");
        let begin = self.next;
        for c in normal.chars() {
            let slot = &mut self.list_of[c as usize];
            if *slot == 0 {
                *slot = new_list(&mut self.lists, &mut self.used, c);
            }
            let list = &mut self.lists[*slot as usize - 1];
            put(&mut list.bytes, self.next + 1 - list.behind);
            list.behind = self.next + 1;
            self.next += 1;
        }
        self.locate(address, self.next - begin);
        // The gap keeps words from running over the end of a paragraph.
        self.next += 1;
    }

    /// Whether it is time to finish the segment.
    pub fn is_full(&self) -> bool {
        self.n >= self.most_paragraphs || self.next >= MOST_POSITIONS
    }

    /// How many paragraphs it holds.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// The segment, and a fresh start behind it; `None` if it is empty.
    pub fn finish(&mut self) -> Option<Segment> {
        if self.n == 0 {
            return None;
        }
        let lists = &mut self.lists[..self.used];
        lists.sort_unstable_by_key(|list| list.character);
        let mut blocks: Vec<Block> = Vec::new();
        for list in lists {
            self.list_of[list.character as usize] = 0;
            match blocks.last_mut() {
                Some(block) if block.bytes.len() + list.bytes.len() <= BLOCK => list.write(&mut block.bytes),
                _ => {
                    let mut bytes = Vec::with_capacity(BLOCK);
                    list.write(&mut bytes);
                    blocks.push(Block { first: list.character, bytes });
                }
            }
        }
        let (first_document, last_document) = self.documents;
        (self.used, self.n, self.next) = (0, 0, 0);
        self.documents = (i64::MAX, i64::MIN);
        self.end_run();
        let mut paragraphs = Vec::with_capacity(self.runs.len() + self.lengths.len() + 4);
        put(&mut paragraphs, self.runs.len() as u64);
        paragraphs.append(&mut self.runs);
        paragraphs.append(&mut self.lengths);
        let (first, last) = (self.first, self.last.id);
        self.first = last + 1;
        self.last = before(self.first);
        Some(Segment { first, last, first_document, last_document, paragraphs, blocks })
    }

    fn end_run(&mut self) {
        let Run { steps: [id, document, ordinal], paragraphs, positions, bytes } = std::mem::take(&mut self.run);
        if paragraphs > 0 {
            for number in [id.cast_unsigned(), unsigned(document), unsigned(ordinal), paragraphs, positions, bytes] {
                put(&mut self.runs, number);
            }
        }
    }

    /// Notes a paragraph: nothing but its length if it follows the one before, as it nearly always does.
    fn locate(&mut self, address: Address, length: u64) {
        self.documents = (self.documents.0.min(address.document), self.documents.1.max(address.document));
        let before = self.last;
        let steps = [address.id - before.id, address.document - before.document, address.ordinal - before.ordinal];
        if steps != [1, 0, 1] || self.n == 0 {
            self.end_run();
            self.run.steps = steps;
        }
        let bytes = self.lengths.len();
        put(&mut self.lengths, length);
        self.run.paragraphs += 1;
        self.run.positions += length + 1;
        self.run.bytes += (self.lengths.len() - bytes) as u64;
        (self.last, self.n) = (address, self.n + 1);
    }
}

/// What the first paragraph's address is told from.
pub(super) const fn before(first: i64) -> Address {
    Address { document: 0, ordinal: 0, id: first.saturating_sub(1) }
}

impl List {
    fn write(&mut self, block: &mut Vec<u8>) {
        put(block, u64::from(u32::from(self.character)));
        put(block, self.bytes.len() as u64);
        block.append(&mut self.bytes);
    }
}

/// Takes an unused list, or makes one; returns one more than its place.
#[cold]
fn new_list(lists: &mut Vec<List>, used: &mut usize, character: char) -> u32 {
    match lists.get_mut(*used) {
        Some(list) => (list.character, list.behind) = (character, 0),
        None => lists.push(List { character, behind: 0, bytes: Vec::new() }),
    }
    *used += 1;
    // There are fewer lists than code points.
    u32::try_from(*used).unwrap_or(u32::MAX)
}

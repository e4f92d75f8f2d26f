//! The search copies of a document's paragraphs, made once for everything that looks at them.

use super::normal::{Folding, Normal};

/// Normalised copies of texts, one behind the other in one string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copies {
    text: String,
    /// Where each copy ends, in bytes.
    ends: Vec<usize>,
}

impl Copies {
    /// The copies of `texts` as [`Normal`] makes them with the ordinary folding.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut copies, mut normal) = (Self::default(), Normal::default());
        for text in texts {
            normal.fill(text, Folding::default());
            copies.text.push_str(normal.text());
            copies.ends.push(copies.text.len());
        }
        copies
    }

    /// Each copy, in the order of the texts.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins.zip(&self.ends).map(|(begin, end)| &self.text[*begin..*end])
    }

    /// Bytes of all copies.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_copy_is_that_of_its_text() {
        let texts = ["ＡＩ 人才", "", "“算力”⻓期", "㎡"];
        let copies = Copies::of(texts);
        let alone: Vec<String> =
            texts.iter().map(|text| Normal::of(text, Folding::default()).text().to_owned()).collect();
        assert_eq!(copies.iter().collect::<Vec<_>>(), alone);
        assert_eq!(Copies::default().iter().count(), 0);
    }
}

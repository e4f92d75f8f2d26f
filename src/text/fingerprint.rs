//! What stays the same of a text when its wraps, blanks and the forms of its characters change.

use super::normal::{Folding, Normal};
use crate::model::sha256_hex;

/// SHA-256 of the words of `texts` in their search form, without any blanks, lower-case hexadecimal.
pub fn words_hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let (mut words, mut normal) = (String::new(), Normal::default());
    for text in texts {
        normal.fill(text, Folding::default());
        words.extend(normal.text().split_whitespace());
    }
    sha256_hex(words.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::words_hash;

    #[test]
    fn the_same_words_have_the_same_hash_however_they_are_set() {
        let hash = words_hash(["人工智能 AI，", "第二段“好”。"]);
        assert_eq!(hash, words_hash(["人工智能AI，第二段\"好\"。"]));
        assert_eq!(hash, words_hash(["人工智能\u{3000}ＡＩ，\n第二", "段「好」。"]));
        assert_ne!(hash, words_hash(["人工智能 AI，", "第三段“好”。"]));
    }
}

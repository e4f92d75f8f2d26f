//! What the targets share: reading a file of some name, and what must hold of every text in it.

use std::path::Path;

use pizhu::intake::{self, ReadOptions};
use pizhu::text::Guide;

/// Reads the bytes as a file of that name. Refusing is an answer; what is taken must hold.
pub fn read(name: &str, bytes: &[u8]) {
    let refused = intake::read(Path::new(name), bytes, &ReadOptions::default(), &mut |text| {
        if let Ok(incoming) = text {
            hold(&incoming.guide, &incoming.text);
            stored(&incoming.guide, &incoming.text);
        }
        true
    });
    drop(refused);
}

/// Restores a text and holds what came out against it.
pub fn hold(guide: &Guide, text: &str) {
    let restored = guide.restore(text);
    if let Err(why) = restored.check(text) {
        panic!("{why}\nguide: {guide:?}\ntext: {text:?}\nrestored: {restored:?}");
    }
}

/// A guide that was stored restores the same.
fn stored(guide: &Guide, text: &str) {
    let json = serde_json::to_string(guide).expect("a guide can be written");
    let back: Guide = serde_json::from_str(&json).expect("a guide can be read");
    assert_eq!(back.restore(text), guide.restore(text), "guide: {guide:?}\ntext: {text:?}");
}

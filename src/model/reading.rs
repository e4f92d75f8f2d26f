//! Readings: how far one coder got with one paragraph.

use super::names::named_enum;

named_enum! {
    /// What a coder said of a paragraph. No reading at all means: not read yet.
    ReadingState("reading state") {
        /// Read and coded.
        Done = "done",
        /// Read, nothing to code in it.
        None = "none",
        /// To be looked at again.
        Unsure = "unsure",
    }
}

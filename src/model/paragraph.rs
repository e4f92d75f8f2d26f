//! A paragraph: one numbered unit of text inside a document.

use super::names::named_enum;

named_enum! {
    /// What a paragraph is on its page.
    ParagraphKind("paragraph kind") {
        /// The headline of the document.
        Title = "title",
        /// A second headline, often opening with a dash.
        Subtitle = "subtitle",
        /// A heading inside the text; the paragraphs after it form its section.
        Heading = "heading",
        /// An introduction set apart from the text.
        Lead = "lead",
        /// Running text.
        Body = "body",
        /// The words under a picture.
        Caption = "caption",
        /// The author's or photographer's line.
        Byline = "byline",
        /// The heading or text of a box beside the article.
        Box = "box",
        /// Page heads, page numbers and other matter of the page, not of the text.
        Furniture = "furniture",
    }
}

//! The cells of a hit that `find` and `kwic` have in common, so that `tag` reads both.

use pizhu::analysis::find::Hit;

use super::rows::Cell;

/// `document, paragraph, start, end`.
pub(crate) fn place(hit: &Hit) -> Vec<Cell> {
    let place = hit.place.as_ref();
    vec![
        hit.document.as_str().into(),
        place.map(|place| place.paragraph).into(),
        place.map(|place| place.span.start()).into(),
        place.map(|place| place.span.end()).into(),
    ]
}

/// `quote`: the words of the paragraph at that place; of a hit in a statement, those of the statement.
pub(crate) fn quote(hit: &Hit) -> Cell {
    hit.place.as_ref().map(|place| place.quote.as_str()).into()
}

/// `statement, field, words`: where a hit beside the texts stands, and what was found there.
pub(crate) fn beside_texts(hit: &Hit) -> [Cell; 3] {
    let statement = hit.statement.map(|id| id.to_string());
    [statement.into(), hit.field.as_str().into(), hit.window.words.as_str().into()]
}

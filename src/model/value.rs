//! One value of an answer whose shape nobody knows beforehand.

/// What stands in one cell of the answer to a free question.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Missing.
    Null,
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes that are no text.
    Blob(Vec<u8>),
}

impl Value {
    /// The value a person means by typing `text`: a plain number is a number, words between single
    /// quotes are those words, all else is the text as it stands. `007` and `1e5` are texts.
    pub fn typed(text: &str) -> Self {
        if let Some(words) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            return Self::Text(words.to_owned());
        }
        match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) if number.to_string() == text => Self::Int(number),
            (_, Ok(number)) if is_decimal(text) => Self::Real(number),
            _ => Self::Text(text.to_owned()),
        }
    }
}

/// Whether `text` is digits, a point and digits, with a minus at most.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn numbers_are_numbers_and_the_rest_is_text() {
        assert_eq!(Value::typed("14"), Value::Int(14));
        assert_eq!(Value::typed("-3"), Value::Int(-3));
        assert_eq!(Value::typed("0.5"), Value::Real(0.5));
        assert_eq!(Value::typed("'2025'"), Value::Text("2025".to_owned()));
        for text in ["", "007", "+1", "1e5", "inf", "NaN", "2025-06", "人才", "99999999999999999999", "'", "."] {
            assert_eq!(Value::typed(text), Value::Text(text.to_owned()));
        }
    }
}

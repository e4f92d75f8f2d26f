//! How values are written in a picture.

/// What values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How many.
    Count,
    /// How much, with places behind the point.
    Amount,
    /// Parts of 1, written per cent.
    Share,
    /// More or less than expected.
    Difference,
}

impl Scale {
    /// A value as people read it.
    pub fn shown(self, value: f64) -> String {
        match self {
            Self::Count => format!("{value:.0}"),
            Self::Amount => format!("{value:.2}"),
            Self::Share => format!("{:.0} %", value * 100.0),
            Self::Difference => format!("{value:+.1}").replace('-', "−"),
        }
    }

    /// The same for a value between those there are.
    pub(super) fn shown_between(self, value: f64) -> String {
        if self == Self::Count && value.fract() != 0.0 { format!("{value:.1}") } else { self.shown(value) }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn values_are_written_for_people() {
        assert_eq!(Scale::Count.shown(1204.0), "1204");
        assert_eq!(Scale::Share.shown(0.125), "12 %");
        assert_eq!(Scale::Difference.shown(-1.25), "−1.2");
        assert_eq!(Scale::Difference.shown(1.26), "+1.3");
        assert_eq!(Scale::Count.shown_between(1.5), "1.5");
    }
}

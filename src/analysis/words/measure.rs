//! Numbers about words, by the formulas of their inventors. Pure.

/// How unevenly a word is spread over texts: Gries' deviation of proportions (Gries 2008, International
/// Journal of Corpus Linguistics 13:4), half the sum over all texts of the difference between the text's
/// share of the word and its share of all words. 0 is as even as can be, near 1 is all in one small text.
/// `parts` are the texts the word stands in: how often, and how many words the text has; `n` and `total`
/// are the sums over all texts.
pub(super) fn deviation(parts: impl Iterator<Item = (u64, u64)>, n: u64, total: u64) -> f64 {
    let (mut sum, mut rest) = (0.0, total);
    for (own, size) in parts {
        sum += (share(own, n) - share(size, total)).abs();
        rest -= size;
    }
    // In all other texts its share is 0.
    (sum + share(rest, total)) / 2.0
}

/// How sure it is that a word's shares in two samples differ: the log-likelihood G² of Rayson and Garside
/// (2000, Comparing corpora using frequency profiling): 2 (a ln(a/E₁) + b ln(b/E₂)). 3.84 is the 5 % level
/// for one word, 15.13 the 0.01 % level.
pub fn log_likelihood(a: u64, total_a: u64, b: u64, total_b: u64) -> f64 {
    let part = |n: u64, total: u64| {
        let expected = total as f64 * (a + b) as f64 / (total_a + total_b) as f64;
        if n == 0 { 0.0 } else { n as f64 * (n as f64 / expected).ln() }
    };
    // Rounding must not bring what is 0 below it.
    (2.0 * (part(a, total_a) + part(b, total_b))).max(0.0)
}

/// How many times as frequent a word is, as a binary logarithm: Hardie's Log Ratio (2014). 1 is twice as
/// frequent in the first sample, −1 half. A word that one sample lacks counts as half an occurrence there.
pub fn log_ratio(a: u64, total_a: u64, b: u64, total_b: u64) -> f64 {
    let relative = |n: u64, total: u64| if n == 0 { 0.5 } else { n as f64 } / (total.max(1)) as f64;
    (relative(a, total_a) / relative(b, total_b)).log2()
}

/// How exclusively two words stand together: logDice (Rychlý 2008, A lexicographer-friendly association
/// score), 14 + log₂(2 f(x,y) / (f(x) + f(y))). It does not depend on the size of the texts. At most 14, as
/// `both` counts pairs in which every x and every y stands once at most.
pub fn log_dice(both: u64, x: u64, y: u64) -> f64 {
    14.0 + (2.0 * both as f64 / (x + y) as f64).log2()
}

/// How sure it is that two words stand together more often than by chance: the t-score (Church et al.
/// 1991) as Sketch Engine has it, (f(x,y) − f(x) f(y) / N) / √f(x,y).
pub fn t_score(both: u64, x: u64, y: u64, total: u64) -> f64 {
    (both as f64 - x as f64 * y as f64 / total as f64) / (both as f64).sqrt()
}

/// How often in a million words.
pub fn per_million(n: u64, total: u64) -> f64 {
    share(n, total) * 1e6
}

fn share(n: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { n as f64 / total as f64 }
}

#[cfg(test)]
mod tests {
    use super::{deviation, log_dice, log_likelihood, log_ratio, per_million, t_score};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-3
    }

    #[test]
    fn dispersion_is_that_of_the_worked_example() {
        // Gries (2008): the letter a in five parts of 9, 10, 10, 10 and 11 letters, once, twice, three,
        // four and five times; s = 0.18 0.2 0.2 0.2 0.22, DP = 0.18.
        let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
        assert!(near(deviation(parts.into_iter(), 15, 50), 0.18));
        // Nowhere but in one text of a hundredth of all words.
        assert!(near(deviation([(7, 10)].into_iter(), 7, 1000), 0.99));
        assert!(near(deviation([(2, 10), (4, 20)].into_iter(), 6, 30), 0.0));
    }

    #[test]
    fn keyness_is_that_of_the_formulas() {
        // 2 (10 ln(10/6) + 2 ln(2/6)), in samples of one size.
        assert!(near(log_likelihood(10, 1000, 2, 1000), 5.822));
        assert!(near(log_ratio(10, 1000, 2, 1000), 2.322));
        assert!(near(log_likelihood(5, 100, 50, 1000), 0.0));
        assert!(near(log_likelihood(0, 1000, 8, 1000), 11.090));
        assert!(near(log_ratio(0, 1000, 8, 1000), -4.0));
        assert!(near(log_ratio(1, 10, 1, 40), 2.0));
    }

    #[test]
    fn company_is_that_of_the_formulas() {
        assert!(near(log_dice(10, 10, 10), 14.0));
        assert!(near(log_dice(5, 20, 60), 11.0));
        assert!(near(t_score(16, 40, 100, 1000), 3.0));
        assert!(near(per_million(3, 2000), 1500.0));
    }
}

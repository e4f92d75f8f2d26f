//! "Did you mean": names close to one that was not found.

/// At most three of `candidates` close to `name`, the closest first.
///
/// Close means: one holds the other, or the edit distance is at most a third of the longer name, at
/// least one character.
pub fn near<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let length = name.chars().count();
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let longer = length.max(candidate.chars().count());
            let distance = strsim::damerau_levenshtein(name, candidate);
            let close = distance <= (longer / 3).max(1) && distance < longer;
            let held = length >= 2 && (candidate.contains(name) || name.contains(candidate));
            (close || held).then_some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn one_wrong_character_is_close() {
        assert_eq!(near("熊爱伦", ["熊艾伦", "陈前斌", "郑亮"]), ["熊艾伦"]);
        assert_eq!(near("市教", ["市教委", "市科技局"]), ["市教委"]);
        assert!(near("王", ["李", "张"]).is_empty());
    }
}

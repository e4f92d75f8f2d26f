//! Counts of words against texts small enough to count by hand.

use super::sandbox::Sandbox;

/// Two documents: 算力 算力 建设 and 建设 产业, the second with page furniture.
fn project() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.ok("init --coder li -q");
    std::fs::write(sandbox.path("a.txt"), "算力，算力建设。\n").expect("a text");
    std::fs::write(sandbox.path("b.txt"), "建设产业。\n\n2025 产业\n").expect("a text");
    sandbox.ok("import a.txt --key a -q");
    sandbox.ok("import b.txt --key b -q");
    sandbox.ok("para kind b:2 furniture -q");
    sandbox
}

/// The lines without what cut the words.
fn lines(sandbox: &Sandbox, command: &str) -> Vec<String> {
    sandbox.ok(command).lines().skip(1).map(|line| line.split(",\"jieba").next().unwrap_or(line).to_owned()).collect()
}

#[test]
fn words_are_counted_by_document() {
    let sandbox = project();
    let listed = lines(&sandbox, "words");
    assert_eq!(listed.len(), 3);
    // Five words, three of them in a: 算力 has all its share there, 建设 half where 0.6 and 0.4 stand.
    let dp = |line: &str| line.rsplit(',').next().and_then(|dp| dp.parse::<f64>().ok()).expect("a number");
    assert!(listed[0].starts_with("建设,2,400000.0,2,") && (dp(&listed[0]) - 0.1).abs() < 1e-12, "{listed:?}");
    assert!(listed[1].starts_with("算力,2,400000.0,1,") && (dp(&listed[1]) - 0.4).abs() < 1e-12, "{listed:?}");
    assert!(listed[2].starts_with("产业,1,200000.0,1,") && (dp(&listed[2]) - 0.6).abs() < 1e-12, "{listed:?}");
}

#[test]
fn page_furniture_counts_only_where_it_is_asked_for() {
    let sandbox = project();
    assert_eq!(lines(&sandbox, "words --paragraph-kind furniture"), ["产业,1,1000000.0,1,0.0"]);
}

#[test]
fn a_reference_is_all_the_rest_or_what_is_named() {
    let sandbox = project();
    let rest = lines(&sandbox, "words --document a --against rest");
    let named = sandbox.run(["words", "--document", "a", "--against", "--document b"]);
    assert_eq!(named.code, 0, "{}", named.err);
    assert_eq!(rest.len(), named.out.lines().count() - 1);
    for (line, other) in rest.iter().zip(named.out.lines().skip(1)) {
        assert!(other.starts_with(line.as_str()), "{line} {other}");
    }
    assert!(rest.iter().any(|line| line.starts_with("建设,1,1,")), "{rest:?}");
}

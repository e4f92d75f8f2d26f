//! Counts are what SQL over the public views gives, whatever two properties meet.

use super::sandbox::Sandbox;

/// The demo's project, as everybody has it, with a second coder's work in it.
fn project() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.ok("demo d -q");
    std::fs::rename(sandbox.path("d/pizhu.db"), sandbox.path("pizhu.db")).expect("the project");
    sandbox.ok("coder add wang");
    sandbox.ok("tag 8 --quote 制定算力普惠政策 --theme 算力普惠 --actor 黄井强 --coder wang");
    sandbox
}

/// What `stats` and `sql` say must be the same rows, in whatever order.
fn same(sandbox: &Sandbox, stats: &str, sql: &str) {
    let rows = |text: &str| {
        let mut rows: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        rows.sort();
        rows
    };
    let counted = rows(&sandbox.ok(stats));
    let asked = sandbox.run(["sql", "--limit", "0", sql]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(!counted.is_empty(), "{stats}");
    assert_eq!(counted, rows(&asked.out), "{stats}");
}

#[test]
fn counts_are_those_of_the_views() {
    let sandbox = project();
    same(
        &sandbox,
        "stats theme actor",
        "SELECT ifnull(c.code, '(none)'), ifnull(a.actor, '(none)'), count(DISTINCT s.statement_id)
           FROM v_statement s
           LEFT JOIN v_statement_code c ON c.statement_id = s.statement_id AND c.variable = 'theme'
           LEFT JOIN v_statement_actor a ON a.statement_id = s.statement_id GROUP BY 1, 2",
    );
    same(
        &sandbox,
        "stats theme --depth 1",
        "SELECT ifnull(substr(c.code, 1, instr(c.code || '/', '/') - 1), '(none)'), count(DISTINCT s.statement_id)
           FROM v_statement s LEFT JOIN v_statement_code c ON c.statement_id = s.statement_id GROUP BY 1",
    );
    same(
        &sandbox,
        "stats actor_type role",
        "SELECT ifnull(actor_type, '(none)'), role, count(DISTINCT statement_id) FROM v_statement_actor GROUP BY 1, 2",
    );
    same(
        &sandbox,
        "stats organization actor --kind proposal --role proposer",
        "SELECT ifnull(a.organization, '(none)'), a.actor, count(DISTINCT s.statement_id)
           FROM v_statement s JOIN v_statement_actor a ON a.statement_id = s.statement_id
          WHERE s.kind = 'proposal' AND a.role = 'proposer' GROUP BY 1, 2",
    );
    same(
        &sandbox,
        "stats month coder",
        "SELECT substr(published, 1, 7), coder, count(*) FROM v_statement GROUP BY 1, 2",
    );
    same(
        &sandbox,
        "stats document outlet",
        "SELECT s.document, ifnull(d.outlet, '(none)'), count(*)
           FROM v_statement s JOIN v_document d ON d.document = s.document GROUP BY 1, 2",
    );
    same(&sandbox, "stats kind --by wang", "SELECT kind, count(*) FROM v_statement WHERE coder = 'wang' GROUP BY 1");
    same(
        &sandbox,
        "stats theme theme --kind proposal --theme 人才培养",
        "SELECT a.code, b.code, count(DISTINCT a.statement_id)
           FROM v_statement_code a JOIN v_statement_code b ON b.statement_id = a.statement_id
          WHERE a.statement_id IN (SELECT statement_id FROM v_statement WHERE kind = 'proposal')
            AND a.statement_id IN (SELECT statement_id FROM v_statement_code WHERE code LIKE '人才培养%')
          GROUP BY 1, 2",
    );
}

#[test]
fn totals_count_each_statement_once() {
    let sandbox = project();
    let wide = sandbox.ok("stats theme actor --wide");
    let lines: Vec<Vec<&str>> = wide.lines().map(|line| line.split(',').collect()).collect();
    let total = |line: &[&str]| line.last().and_then(|n| n.parse::<i64>().ok()).expect("a total");
    let (margin, rows) = lines[1..].split_last().expect("rows");
    assert_eq!(margin[0], "(total)");
    let statements = sandbox.run(["sql", "select count(*) from statement"]).out;
    assert_eq!(Some(total(margin).to_string().as_str()), statements.lines().nth(1));
    // Statements carry several themes: the sum is larger, as it must be.
    assert!(rows.iter().map(|row| total(row)).sum::<i64>() > total(margin));
    // A coverage beside every share: of the coder asked for, or of anybody.
    let coverage = |line: &str| sandbox.words(line).err.lines().last().expect("a line").to_owned();
    assert_eq!(coverage("stats kind"), "32 statements of 33 read paragraphs (of 47)");
    assert_eq!(coverage("stats kind --by wang"), "1 statement of 1 read paragraph (of 47)");
    assert_eq!(coverage("stats kind --document cq-ai:1-10"), "10 statements of 10 read paragraphs (of 10)");
}

/// Every property there is.
const FACETS: &[&str] = &[
    "theme",
    "actor",
    "actor_type",
    "organization",
    "role",
    "document",
    "outlet",
    "year",
    "month",
    "region",
    "author",
    "language",
    "coder",
    "kind",
    "stage",
    "attr_level",
    "attr_it's",
];

/// A project in which everything is: several coders, documents with and without what they may have,
/// spans that overlap, codes on each level, actors in several roles.
fn full_project() -> Sandbox {
    let sandbox = project();
    sandbox.write(
        "more.txt",
        "市政府要求优化算力设施。各区县制定算力普惠政策，企业参与。\n\n高校加强人工智能人才培养。\n\n没有人读过这一段。\n",
    );
    sandbox.ok("import more.txt --key more --date 2024");
    for line in [
        "codebook variable stage --single",
        "tag more:1 --quote 优化算力设施 --theme 算力设施 --code stage=draft --new --actor 黄井强 --actor 市教委",
        "tag more:1 --quote 算力设施。各区县制定 --theme 算力普惠 --theme 算力设施 --to 市教委 --actor 黄井强 --to 华为",
        "tag more:1 --quote 区县 --kind problem --coder wang",
        "tag more:2 --quote 加强人工智能人才培养 --theme 培养体系 --code stage=final --new --coder wang",
        "doc set cq-ai --region 重庆 --attr level=市",
    ] {
        let (told, code) = sandbox.shell(&format!("pizhu {line} 2>&1"));
        assert_eq!(code, 0, "{line}: {told}");
    }
    sandbox
}

#[test]
fn the_sql_behind_a_table_gives_the_same_table() {
    let sandbox = full_project();
    let units = ["statement", "paragraph", "document", "characters"];
    let measures = ["", "share,per_1000", "row_share,column_share,share,per_1000", "expected,residual,adjusted"];
    let filters = [
        "",
        "--role proposer",
        "--kind proposal --depth 1",
        "--by wang --roll-up",
        "--document more --from 2024",
        "--theme 算力设施 --depth 1 --roll-up",
    ];
    let mut tables = 0;
    for (n, rows) in FACETS.iter().enumerate() {
        for (m, columns) in FACETS.iter().enumerate() {
            // A third of all pairs, each property on either side.
            if (n + 2 * m) % 3 != 0 {
                continue;
            }
            let unit = units[(n + m) % 4];
            let measure = measures[(n * 3 + m + n / 4) % 4];
            if unit == "characters" && measure.starts_with("expected") {
                continue;
            }
            let measure = if measure.is_empty() { String::new() } else { format!("--measure {measure}") };
            let filter = filters[(n * 5 + m) % 6];
            let line = format!("stats {rows} \"{columns}\" --unit {unit} {measure} {filter}")
                .replace("attr_it's", "attr_level");
            let (table, code) = sandbox.shell(&format!("pizhu {line} 2>/dev/null"));
            if code == 3 {
                continue;
            }
            let (sql, _) = sandbox.shell(&format!("pizhu {line} --explain 2>/dev/null | pizhu sql - --limit 0 2>&1"));
            assert_eq!((table.as_str(), code), (sql.replace("0 rows\n", "").as_str(), 0), "{line}");
            tables += usize::from(table.lines().count() > 2);
        }
    }
    assert!(tables > 40, "{tables}");
}

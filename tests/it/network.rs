//! Ties are what SQL over the public views gives, and files say the same as lists.

use super::sandbox::Sandbox;

/// The demo's project, as everybody has it.
fn project() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.ok("demo d -q");
    std::fs::rename(sandbox.path("d/pizhu.db"), sandbox.path("pizhu.db")).expect("the project");
    sandbox
}

/// What `network` and `sql` say must be the same rows: source, target, weight.
fn same(sandbox: &Sandbox, network: &str, sql: &str) {
    let rows = |text: &str| {
        let cut = |line: &str| line.splitn(4, ',').take(3).collect::<Vec<_>>().join(",");
        let mut rows: Vec<String> = text.lines().skip(1).map(cut).collect();
        rows.sort();
        rows
    };
    let tied = rows(&sandbox.ok(network));
    let asked = sandbox.run(["sql", "--limit", "0", sql]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(tied.len() > 5, "{network}");
    assert_eq!(tied, rows(&asked.out), "{network}");
}

#[test]
fn ties_are_those_of_the_views() {
    let sandbox = project();
    let uses = "SELECT c.code, a.actor, count(DISTINCT c.statement_id) AS n
                  FROM v_statement_code c JOIN v_statement_actor a ON a.statement_id = c.statement_id
                 WHERE c.variable = 'theme' AND a.role = 'proposer' GROUP BY 1, 2";
    same(&sandbox, "network actor theme", &format!("SELECT actor, code, n FROM ({uses})"));
    same(
        &sandbox,
        "network theme --via actor",
        &format!(
            "SELECT x.code, y.code, sum(x.n * y.n) FROM ({uses}) x JOIN ({uses}) y ON y.actor = x.actor AND x.code < y.code GROUP BY 1, 2"
        ),
    );
    same(
        &sandbox,
        "network actor --via theme --duplicates acrossrange",
        &format!(
            "SELECT x.actor, y.actor, count(*) FROM ({uses}) x JOIN ({uses}) y ON y.code = x.code AND x.actor < y.actor GROUP BY 1, 2"
        ),
    );
}

#[test]
fn an_organization_speaks_through_its_people_and_for_itself() {
    let sandbox = project();
    same(
        &sandbox,
        "network organization theme",
        "SELECT CASE WHEN a.actor_kind = 'person' THEN a.organization ELSE a.actor END AS speaker, c.code, count(DISTINCT c.statement_id)
           FROM v_statement_code c JOIN v_statement_actor a ON a.statement_id = c.statement_id
          WHERE c.variable = 'theme' AND a.role = 'proposer' AND speaker IS NOT NULL GROUP BY 1, 2",
    );
}

#[test]
fn a_matrix_is_the_list_the_other_way_round() {
    let sandbox = project();
    let list = sandbox.ok("network theme --via actor --depth 1");
    let matrix = sandbox.ok("network theme --via actor --depth 1 --as matrix");
    let mut lines = matrix.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next().expect("a header")[1..].to_vec();
    let rows: Vec<Vec<&str>> = lines.collect();
    let mut ties = 0;
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row[0], names[i]);
        assert_eq!(row[i + 1], "0");
        for (j, weight) in row[1..].iter().enumerate() {
            assert_eq!(*weight, rows[j][i + 1]);
            if i < j && *weight != "0" {
                ties += 1;
                assert!(list.contains(&format!("\n{},{},{weight},", names[i], names[j])), "{list}");
            }
        }
    }
    assert_eq!(ties, list.lines().count() - 1);
}

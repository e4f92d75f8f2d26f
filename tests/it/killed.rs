//! kill −9 at random moments: what was acknowledged is there, what was not is there whole or not at
//! all, and the file is sound.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use pizhu::model::Session;
use pizhu::store::Store;

use super::dump;
use super::sandbox::Sandbox;

/// Trials of each kind.
const TRIALS: u64 = 100;

/// A small generator of random moments; `FAULT_SEED` repeats a run.
struct Moments(u64);

impl Moments {
    fn new() -> Self {
        let seed = std::env::var("FAULT_SEED").ok().and_then(|text| text.parse().ok());
        let seed = seed.unwrap_or_else(|| u64::from(std::process::id()) | 1);
        println!("FAULT_SEED={seed}");
        Self(seed)
    }

    /// A number below `n`, by xorshift.
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// Runs the program and kills it at a random moment of its life. Returns whether it had ended well
/// before, and what it had said on standard error.
fn killed(sandbox: &Sandbox, words: &str, life: Duration, moments: &mut Moments) -> (bool, String) {
    let mut child = sandbox
        .command()
        .args(words.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let micros = u64::try_from(life.as_micros()).expect("short");
    let until = Instant::now() + Duration::from_micros(moments.below(micros + micros / 4));
    while Instant::now() < until && child.try_wait().expect("a child").is_none() {
        std::hint::spin_loop();
    }
    let _ = child.kill();
    let status = child.wait().expect("a child");
    let said = BufReader::new(child.stderr.take().expect("standard error")).lines().map_while(Result::ok);
    (status.success(), said.collect::<Vec<_>>().join("\n"))
}

/// How long the program lives when nobody kills it, as far as is known: follows the machine, so that
/// the moments keep falling before and after the commit however busy it is.
struct Life(Duration);

impl Life {
    fn measured(sandbox: &Sandbox, words: &str) -> Self {
        let start = Instant::now();
        sandbox.ok(words);
        Self(start.elapsed())
    }

    fn learn(&mut self, came_through: bool) {
        self.0 = if came_through { self.0 * 9 / 10 } else { self.0 * 10 / 9 };
    }
}

fn counts(sandbox: &Sandbox) -> (usize, usize, usize) {
    let store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project opens");
    store
        .read(|r| {
            let documents = r.documents()?;
            let paragraphs = documents.iter().map(|d| usize::try_from(d.n_paragraphs).expect("small")).sum();
            Ok::<_, pizhu::store::StoreError>((documents.len(), paragraphs, r.statements(None)?.len()))
        })
        .expect("counts")
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let sandbox = Sandbox::empty();
    let mut moments = Moments::new();
    let text: String =
        (0..400).map(|n| format!("第{n}条建议优化算力基础设施建设布局，促进算力资源集聚化、规模化发展。\n")).collect();
    sandbox.write("big.txt", &text);
    sandbox.ok("init --coder li --name killed");
    let mut life = Life::measured(&sandbox, "import big.txt --layout lines --key first");
    let (mut documents, mut late) = (1, 0);
    for trial in 0..TRIALS {
        let words = format!("import big.txt --layout lines --allow-duplicate --key t{trial}");
        let (acknowledged, _) = killed(&sandbox, &words, life.0, &mut moments);
        let (now, paragraphs, _) = counts(&sandbox);
        assert_eq!(paragraphs, now * 400, "trial {trial}: a half import");
        assert!(now == documents || now == documents + 1, "trial {trial}: {documents} became {now}");
        assert!(!acknowledged || now == documents + 1, "trial {trial}: an acknowledged import is lost");
        late += usize::from(now > documents);
        life.learn(now > documents);
        documents = now;
    }
    dump::assert_whole(&sandbox.path("pizhu.db"));
    // Moments spread over the whole life of the program: both outcomes occur.
    assert!(late > 0 && late < usize::try_from(TRIALS).expect("small"), "{late} imports came through");
}

#[test]
fn a_file_of_statements_is_there_whole_or_not_at_all() {
    let sandbox = Sandbox::with_project();
    let mut moments = Moments::new();
    let row =
        |n: usize| format!(r#"{{"paragraph": "cq-ai:5", "span": "{n}..{}", "theme": "甲", "actor": "乙"}}"#, n + 1);
    let rows: String = (0..150).map(|n| format!("{}\n", row(n))).collect();
    sandbox.write("rows.jsonl", &rows);
    let mut life = Life::measured(&sandbox, "tag --from rows.jsonl --new");
    let (mut statements, mut late) = (150, 0);
    for trial in 0..TRIALS {
        let (acknowledged, _) = killed(&sandbox, "tag --from rows.jsonl --again", life.0, &mut moments);
        let (_, _, now) = counts(&sandbox);
        assert!(now == statements || now == statements + 150, "trial {trial}: {statements} became {now}");
        assert!(!acknowledged || now > statements, "trial {trial}: acknowledged statements are lost");
        late += usize::from(now > statements);
        life.learn(now > statements);
        statements = now;
    }
    dump::assert_whole(&sandbox.path("pizhu.db"));
    assert!(late > 0 && late < usize::try_from(TRIALS).expect("small"), "{late} files came through");
}

#[test]
fn single_statements_stay_once_they_are_said() {
    let sandbox = Sandbox::with_project();
    let mut moments = Moments::new();
    let mut life = Life::measured(&sandbox, "tag 2 --span 0..1 --theme 甲 --actor 乙 --new");
    let mut said: Vec<String> = vec!["s1".to_owned()];
    for trial in 0..TRIALS / 2 {
        let words = format!("tag 2 --span {trial}..{} --theme 甲 --actor 乙 --again", trial + 1);
        let (acknowledged, words) = killed(&sandbox, &words, life.0, &mut moments);
        if let Some(handle) = words.split_whitespace().next().filter(|word| word.starts_with('s')) {
            said.push(handle.to_owned());
        }
        life.learn(acknowledged);
        assert!(!acknowledged || words.starts_with('s'), "{words}");
    }
    let store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project opens");
    let there: Vec<String> =
        store.read(|r| r.statements(None)).expect("statements").iter().map(|s| s.id.to_string()).collect();
    for handle in &said {
        assert!(there.contains(handle), "{handle} was acknowledged and is lost");
    }
    dump::assert_whole(&sandbox.path("pizhu.db"));
}

//! Links are the work of the coder who made them.

use super::documents::add_coder;
use super::sandbox::Sandbox;

#[test]
fn only_own_links_are_removed_unless_told_otherwise() {
    let sandbox = Sandbox::with_project();
    add_coder(&sandbox, "wang");
    for paragraph in [7, 8, 9] {
        sandbox.ok(&format!("tag {paragraph} --theme 算力 --new"));
    }
    // Both coders see the same relation: two rows, side by side.
    sandbox.ok("link s2 refines s1");
    sandbox.ok("--coder wang link s2 refines s1 s3");
    let both = "from_statement,to_statement,type,coder\n\
                s2,s1,refines,li\ns2,s1,refines,wang\ns2,s3,refines,wang\n";
    assert_eq!(sandbox.ok("link list"), both);

    let run = sandbox.words("link s2 refines s1 s3 --remove");
    assert_eq!(run.code, 4);
    assert!(run.err.contains("s2 refines s3 is the work of wang") && run.err.contains("--others"), "{}", run.err);
    assert_eq!(sandbox.ok("link list"), both, "all or nothing");

    sandbox.ok("link s2 refines s1 --remove");
    assert_eq!(sandbox.ok("link list s1"), "from_statement,to_statement,type,coder\ns2,s1,refines,wang\n");
    sandbox.ok("link s2 refines s1 s3 --remove --others");
    assert_eq!(sandbox.ok("link list"), "from_statement,to_statement,type,coder\n");
    sandbox.ok("undo 2");
    assert_eq!(sandbox.ok("link list"), both);
}

#[test]
fn notes_of_others_stay_when_one_clears_his_own() {
    let sandbox = Sandbox::with_project();
    add_coder(&sandbox, "wang");
    sandbox.ok("note 8 甲");
    sandbox.ok("--coder wang note 8 乙");
    sandbox.ok("note 8 --clear");
    let left = sandbox.ok("note 8");
    assert!(left.contains("wang") && left.contains('乙') && !left.contains('甲'), "{left}");
    let log = sandbox.ok("log");
    assert!(sandbox.words("note 8 --clear").err.contains("you have no notes on paragraph cq-ai:8"));
    assert_eq!(sandbox.ok("log"), log, "nothing to clear, nothing logged");
}

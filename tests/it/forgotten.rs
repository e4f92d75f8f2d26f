//! No test file is forgotten: every file beside this one is a module of the one test binary.

use super::sandbox::root;

#[test]
fn every_file_is_a_module() {
    let main = std::fs::read_to_string(root().join("tests/it/main.rs")).expect("main.rs");
    for entry in std::fs::read_dir(root().join("tests/it")).expect("tests/it").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(main.contains(&format!("mod {module};\n")), "tests/it/{name} is no module of main.rs");
    }
}

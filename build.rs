//! Tells the linker where the program goes. See `docs/adr/0016-fixed-address.md`.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PIZHU_PIE");
    let target = |key: &str, wanted: &str| std::env::var(key).is_ok_and(|value| value == wanted);
    let is_glibc = target("CARGO_CFG_TARGET_OS", "linux") && target("CARGO_CFG_TARGET_ENV", "gnu");
    if is_glibc && std::env::var_os("PIZHU_PIE").is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

//! Checks `src/taxonomy` and `src/lang` and turns them into static tables.
//!
//! Every error names the file and the key, so that a translator who knows no
//! Rust can mend it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "build/packs.rs"]
mod packs;
#[path = "src/lexicon/pattern.rs"]
#[allow(dead_code)]
mod pattern;
#[path = "build/taxonomy.rs"]
mod taxonomy;
#[path = "build/variants.rs"]
mod variants;

use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=src/taxonomy");
    println!("cargo:rerun-if-changed=src/lang");
    println!("cargo:rerun-if-changed=build");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let kinds = taxonomy::read(Path::new("src/taxonomy"));
    fs::write(Path::new(&out).join("taxonomy.rs"), taxonomy::generate(&kinds)).expect("OUT_DIR is writable");
    match packs::generate(Path::new("src/lang"), &kinds) {
        Ok(packs) => {
            fs::write(Path::new(&out).join("packs.rs"), packs.code).expect("OUT_DIR is writable");
            fs::write(Path::new(&out).join("packs.lzma"), packs.archive).expect("OUT_DIR is writable");
        }
        Err(errors) => {
            for error in &errors {
                println!("cargo:error={error}");
            }
            std::process::exit(1);
        }
    }
}

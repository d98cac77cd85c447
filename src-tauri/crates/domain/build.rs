//! Turns the catalogue `words/en/*.json` into Rust constants: one module a file, one constant a key.
//!
//! The window reads the same files, so a sentence stands in one place for both.

use std::{env, fs, path::Path};

fn main() {
    let catalogue = Path::new("words/en");
    println!("cargo::rerun-if-changed=words/en");
    let mut files: Vec<_> = fs::read_dir(catalogue)
        .expect("words/en is part of the crate")
        .map(|entry| entry.expect("words/en can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let mut out = String::new();
    for path in files {
        let name = path
            .file_stem()
            .and_then(|s| s.to_str())
            .expect("a plain file name")
            .to_owned();
        if name == "ui" || name.starts_with("ui_") {
            continue; // the window's own words, checked by the TypeScript compiler
        }
        let text = fs::read_to_string(&path).expect("a readable catalogue file");
        let words: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        out += &format!("/// The words of `words/en/{name}.json`.\npub mod {name} {{\n");
        for (key, value) in words {
            let value = value.as_str().expect("every word is a string");
            out += &format!(
                "    /// “{}”\n    pub const {}: &str = {value:?};\n",
                value.replace('\n', " "),
                key.to_uppercase()
            );
        }
        out += "}\n";
    }
    let target = Path::new(&env::var_os("OUT_DIR").expect("set by cargo")).join("words.rs");
    fs::write(target, out).expect("OUT_DIR is writable");
}

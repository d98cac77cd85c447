//! Prints `data/article.hashes`: the hashes of the article's runs of six words. The article itself is no part of this
//! repository; the variable ARTICLE says where it is.

use std::{collections::BTreeSet, env, fs, process::ExitCode};

#[path = "../tests/check/runs.rs"]
mod runs;

fn main() -> ExitCode {
    let Some(path) = env::var_os("ARTICLE") else {
        eprintln!("ARTICLE says where the article is.");
        return ExitCode::from(2);
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("The article cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "# Generated: FNV-1a of each run of {} words of the article, by ARTICLE=… cargo run -p library --example article_hashes",
        runs::WORDS
    );
    let all: BTreeSet<u64> = runs::runs(&text).into_iter().collect();
    for hash in all {
        println!("{hash:016x}");
    }
    ExitCode::SUCCESS
}

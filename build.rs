//! Lists what is in `frontend/dist`, so that the binary carries the web page with it,
//! and has the crate built anew when a migration is added.
//!
//! Node is not called: `make` builds the page first, and a binary built without it
//! serves a page that says how. `frontend/dist` is always there (it holds a
//! committed `.gitkeep`), so nothing is rebuilt unless the page was.
#![expect(clippy::expect_used, reason = "a build that cannot read its own directory has to stop")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where we are"));
    let dist = root.join("frontend/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    // A macro embeds the migrations, and cargo does not see that a new one came.
    println!("cargo::rerun-if-changed={}", root.join("sql/migrations").display());
    let mut files = Vec::new();
    collect(&dist, &mut files);
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&dist).expect("it was found in there").to_string_lossy().replace('\\', "/");
        // Writing to a string does not fail.
        let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.display());
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo gives a directory")).join("page.rs");
    fs::write(out, list).expect("the directory can be written");
}

/// Every file below `directory` that is not hidden.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

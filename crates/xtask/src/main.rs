//! The workshop: the commands with which Enact itself is tested and kept in shape.
//!
//! `cargo xtask` lists them. One file per command.

// A workshop talks to the terminal and says how long a step took; the law does neither.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod bench;
#[cfg(feature = "bind")]
mod bind;
mod layers;
mod package;
mod pages;
mod report;
mod soak;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  test     everything a change must pass: format, lints, tests, layers, the laws
  bench    every benchmark in one run, as a table in docs/benchmarks.md
           with --peers beside other tools, in docs/benchmarks-peers.md; --only GROUP prints a part
  layers   whether each crate knows only what its layer may know
  pages    whether everybody can read the pages that commands write
  soak     compiled laws against evaluation, for as many cases as one likes
  package  the package for browsers and Node, and the page, in target/package";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test"] => test::run(),
        ["bench"] => bench::run(),
        ["bench", "--peers"] => bench::peers::run(None),
        ["bench", "--peers", "--only", group] => bench::peers::run(Some(group)),
        ["layers"] => layers::run(),
        ["pages"] => pages::run(),
        ["package"] => package::run(),
        ["soak", arguments @ ..] => soak::run(arguments),
        #[cfg(feature = "bind")]
        ["bind", module, folder] => bind::run(module, folder),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("unknown command: {}\n\n{USAGE}", arguments.join(" "));
            ExitCode::from(2)
        }
    }
}

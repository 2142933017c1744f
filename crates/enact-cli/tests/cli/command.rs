//! Runs the command in a folder of its own, with laws of the test's making.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An allowance for the insured, in English.
pub const LAW: &str = r#"---
title: Allowance Act
short: AA
language: en
in-force: 2025-01-01
text: draft
---
# Allowance Act

## Article 1

1. Who lives here is known by income and insurance.

```enact
entity person
fact income of person : money per year from "tax office"
fact insured of person : yes/no
assume income ≥ €0 per year
judgement hardship of person : yes/no by "case worker"
```

## Article 2

1. An insured person is entitled to a thousand euros, less a hundredth of the income.

```enact
parameter basis : money per year is €1,000 per year
entitlement allowance of person : money per year
rule allowance is (basis − 1% of income) but at least €0 per year rounded down to euros when insured
no entitlement to allowance otherwise
```

2. In a case of hardship the basis is paid in full.

```enact
notwithstanding (1)
rule allowance is basis when hardship
```

## Article 3

```enact
decision award to person by "Agency" : money per year is allowance

safeguard "never negative" : award ≥ €0 per year

example "low income" on 2025-03-01
  given person
    income is €10,000
    insured is yes
    hardship is no
  then award is €900
  because article 2(1)
```
"#;

/// The same in Dutch, with a slip in every rule.
pub const SLIPS: &str = r#"---
title: Toeslagwet
short: Tw
language: nl
in-force: 2025-01-01
text: draft
---
## Artikel 1

```enact
soort persoon
gegeven inkomen van persoon : bedrag per jaar
```

## Artikel 2

```enact
aanspraak toeslag van persoon : bedrag per jaar
regel toeslag bedraagt € 100 per jaar indien inkomen =< € 1.000 per jaar
regel rijk van persoon indien inkomn > € 50.000 per jaar
```
"#;

/// A benefit for a household with children, on what was earned a year before.
pub const HOUSEHOLD: &str = r#"---
title: Household Act
short: HA
language: en
in-force: 2025-01-01
text: draft
month-end: last day
currency: EUR
---
## Article 1

```enact
entity household
fact rent of household : money
fact income of household : money from "tax office"
entity child
fact children of household : list of child, at most 4, belonging to household
fact born of child : date
fact earnings of child : money
```

## Article 2

```enact
rule earlier-income of household is income on (reference-date − 1 year)
rule counts of child when years between born and reference-date < 18 and earnings < rent of household
decision benefit to household by "Agency" : money is
  when earlier-income > €30,000 : €0
  otherwise : €50 × (number of children with counts)
```
"#;

/// What a command came to.
pub struct Outcome {
    /// Its exit status.
    pub exit: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A folder for one test.
pub struct Place(TempDir);

impl Place {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let place = Self(TempDir::new().unwrap());
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    /// A folder with the ruleset `aa` and a case.
    pub fn allowance() -> Self {
        Self::with(&[
            ("aa/enact.toml", "name = \"allowance\"\nversion = \"1\"\n"),
            ("aa/aa.law.md", LAW),
            ("case.json", r#"{"income": "10000", "insured": true, "hardship": false}"#),
        ])
    }

    /// A folder with the ruleset `ha`, about a household with children.
    pub fn household() -> Self {
        Self::with(&[
            ("ha/enact.toml", "name = \"household\"\nversion = \"1\"\n"),
            ("ha/ha.law.md", HOUSEHOLD),
        ])
    }

    /// Writes a file, with the folders it needs.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a file holds.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs `enact` here.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.fed(arguments, "")
    }

    /// Runs `enact` here, with `input` on standard input.
    pub fn fed(&self, arguments: &[&str], input: &str) -> Outcome {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Outcome {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The command, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
        command.args(arguments).current_dir(self.path());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// A page to be read as a test: its style aside, an element a line.
pub fn laid_out(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}{body}").replace("><", ">\n<")
}

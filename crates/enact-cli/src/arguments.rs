//! What can be typed behind `enact`.

mod build;
mod coverage;
mod facts;
mod help;
mod mutate;
mod run;
mod weave;

pub use build::{Build, Inspect, InspectFormat};
pub use coverage::{Coverage, CoverageFailOn, CoverageFormat};
pub use facts::{Ask, Data, DataFormat, Schema, WhyNot};
pub use help::{Cases, CasesFormat, CasesTask, Completions, Convert, Init, Man, Watch};
pub use mutate::{Mutate, MutateFailOn, MutateFormat};
pub use run::{Run, TableFormat};
pub use weave::Weave;

use clap::{Args, Parser, Subcommand, ValueEnum};
use enact_source::Language;
use enact_value::Date;
use enact_verify::Patience;
use std::path::PathBuf;

pub(crate) const EXITS: &str = "\
Exit status:
  0  fine; warnings alone are fine
  1  findings that are errors, failed examples, a case without an answer, files to be formatted
  2  the command line is not understood, or something could not be read or written";

pub(crate) const DIFF_EXITS: &str = "\
Exit status:
  0  no differences of the level that --fail-on asks for
  1  such differences, or an error in one of the laws
  2  the command line is not understood, or something could not be read or written
  3  it was not found out whether there are such differences";

/// Executable legislation: check a law, run its examples, decide a case and show why.
///
/// A RULESET is a folder with an `enact.toml` and its laws (`*.law.md`), a folder with
/// `versions/*` of such folders, or a single `*.law.md`.
#[derive(Debug, Parser)]
#[command(name = "enact", version, after_help = EXITS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a ruleset: a small law that checks, passes its examples and decides.
    Init(Init),
    /// Check laws: names, types, units, citations, cases.
    Check(Check),
    /// Prove the safeguards of a law for every case, or show a case that breaks them.
    Verify(Verify),
    /// Run the examples in the laws and the tables of cases beside them.
    Test(Test),
    /// Show which sentences of a law have code, and what its examples do not show.
    Coverage(Coverage),
    /// Try slips in the law: which of them would its examples and safeguards not notice?
    Mutate(Mutate),
    /// Check and test again whenever a file changes.
    Watch(Watch),
    /// Decide one case and say why.
    Decide(Decide),
    /// Ask for what a decision needs, one question at a time, and decide.
    Ask(Ask),
    /// Find the single change of the case that gives another outcome.
    WhyNot(WhyNot),
    /// Compare two versions of a ruleset: what changes, and for whom.
    Diff(Diff),
    /// Apply bills to a ruleset, and check what comes of it.
    Amend(Amend),
    /// Draw what rests on what.
    Graph(Graph),
    /// List the facts that a ruleset asks for, and which decisions read them.
    Data(Data),
    /// Give the JSON Schema of a decision's case and outcome.
    Schema(Schema),
    /// Find the cases that together show what a decision does; turn tables into workbooks.
    Cases(Cases),
    /// Compile decisions to a WebAssembly module that any host can run.
    Build(Build),
    /// Show what a compiled module says of itself.
    Inspect(Inspect),
    /// Decide every row of a table.
    Run(Run),
    /// Lay out the code of laws in the usual way.
    Fmt(Fmt),
    /// Put the official text in the place of the prose of a law.
    Weave(Weave),
    /// Explain a code such as E0503.
    Explain(Explain),
    /// Write completions for a shell.
    Completions(Completions),
    /// Write manual pages.
    Man(Man),
}

/// How findings are shown.
#[derive(Debug, Clone, Args)]
pub struct Display {
    /// Language of the messages; the law's own when left out.
    #[arg(long, value_name = "nl|en", value_parser = language)]
    pub lang: Option<Language>,
    /// No colours and plain ASCII; also when NO_COLOR is set or the output is not a terminal.
    #[arg(long)]
    pub plain: bool,
}

/// `enact check`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Check {
    /// Folders with an enact.toml or with versions/*, or single *.law.md files.
    #[arg(required = true, value_name = "RULESET")]
    pub rulesets: Vec<PathBuf>,
    /// An official text (XML): find what changed in it since it was woven in.
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a report of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people, with the lines of the law.
    Human,
    /// One JSON object, `enact-findings/1`: docs/schema/findings.schema.json.
    Json,
    /// Workflow commands that show findings beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// `enact verify`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Verify {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
    /// What makes the command end with exit status 1.
    #[arg(long, value_enum, default_value_t = FailOn::Refuted)]
    pub fail_on: FailOn,
    /// Write the report to this file, and the counts to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How far a proof goes.
    #[command(flatten)]
    pub search: Search,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a report on safeguards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// For people.
    Text,
    /// One JSON object, `enact-verification/1`: docs/schema/verification.schema.json.
    Json,
    /// For a memorandum or a pull request.
    Markdown,
    /// A page that stands alone, with how the outcomes run.
    Html,
}

/// How far a proof goes.
#[derive(Debug, Args)]
pub struct Search {
    /// How many choices to weigh for one safeguard or decision before it counts as not proved.
    #[arg(long, value_name = "NUMBER", default_value_t = Patience::LONG.choices)]
    pub choices: u64,
    /// How many elements of a list to consider at most.
    #[arg(long, value_name = "NUMBER", default_value_t = Patience::LONG.list_most)]
    pub list_most: u32,
    /// Which SMT solver is asked what is left open.
    #[arg(long, value_enum, default_value_t = SolverChoice::Auto)]
    pub solver: SolverChoice,
}

impl Search {
    /// How long is looked.
    pub fn patience(&self) -> Patience {
        Patience { choices: self.choices, list_most: self.list_most }
    }
}

/// An SMT solver that can be asked, when it is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SolverChoice {
    /// One that is installed, if any.
    Auto,
    /// None.
    None,
    /// Z3.
    Z3,
    /// cvc5.
    Cvc5,
}

/// What makes `enact verify` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A safeguard that does not hold.
    Refuted,
    /// That, and whatever is not proved.
    Unproved,
    /// Nothing but an error in the law.
    None,
}

/// `enact diff`.
#[derive(Debug, Args)]
#[command(after_help = DIFF_EXITS)]
pub struct Diff {
    /// The version before: a RULESET, git:REVISION:PATH, or two revisions as FROM..TO; with --law a
    /// bill (*.bill.md).
    #[arg(required_unless_present = "git_driver")]
    pub before: Option<String>,
    /// The version after: a RULESET or git:REVISION:PATH; with --law a bill.
    pub after: Option<String>,
    /// With FROM..TO: the ruleset in the repository.
    #[arg(last = true, value_name = "PATH")]
    pub path: Option<String>,
    /// The ruleset that a bill amends: compare what the two versions of the bill make of it; with one
    /// version, what the bill makes of it.
    #[arg(long, value_name = "RULESET")]
    pub law: Option<String>,
    /// For git, which calls it for each file: git config diff.enact.command "enact diff --git-driver".
    #[arg(long, num_args = 1..=9, value_name = "ARGUMENT", allow_hyphen_values = true)]
    pub git_driver: Option<Vec<String>>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Which differences make the command end with exit status 1.
    #[arg(long, value_enum, default_value_t = DiffLevel::Any)]
    pub fail_on: DiffLevel,
    /// A claim or decision of which more is a burden, such as a fine.
    #[arg(long, value_name = "NAME")]
    pub burden: Vec<String>,
    /// Count the cases in this table (*.csv) or list (*.json) under both versions, instead of a
    /// report on every possible case.
    #[arg(long, value_name = "FILE", requires = "decision")]
    pub population: Option<PathBuf>,
    /// With --population: the decision or entitlement.
    #[arg(long, value_name = "NAME")]
    pub decision: Option<String>,
    /// With --population: the fact by which the cases are grouped.
    #[arg(long, value_name = "FACT", requires = "population")]
    pub by: Option<String>,
    /// With --population: the reference date, where the table has no column for it.
    #[arg(long, value_name = "DATE", value_parser = date, requires = "population")]
    pub on: Option<Date>,
    /// Changes that were accepted, with who and why: they count as no difference.
    #[arg(long, value_name = "FILE")]
    pub accepted: Option<PathBuf>,
    /// A fact that was only renamed.
    #[arg(long, value_name = "BEFORE=AFTER", value_parser = renamed)]
    pub renamed: Vec<(String, String)>,
    /// Write the bill with which the one becomes the other, instead of a report.
    #[arg(long)]
    pub bill: bool,
    /// Write the table of changes for an explanatory memorandum, what each provision was beside what
    /// it becomes, instead of a report: as Markdown, or with --format html as a page.
    #[arg(long, conflicts_with_all = ["bill", "population"])]
    pub table: bool,
    /// Write the report to this file, and the verdicts to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How far a proof goes.
    #[command(flatten)]
    pub search: Search,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// One JSON object, `enact-diff/1`: docs/schema/diff.schema.json.
    Json,
    /// For a memorandum or a pull request.
    Markdown,
    /// A page that stands alone, with both texts side by side.
    Html,
    /// Annotations of GitHub.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit: a test for each decision and safeguard.
    Junit,
}

/// Which differences make `enact diff` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffLevel {
    /// Somebody is worse off, or an outcome of which that is not known becomes another, or a safeguard no longer holds.
    Worse,
    /// Anything but examples.
    Any,
    /// Something is not found out.
    Unproved,
    /// A safeguard that was proved no longer is.
    Safeguard,
    /// Nothing.
    None,
}

/// `enact amend`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Amend {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Bills (*.bill.md), in the order in which they are applied.
    #[arg(required = true, value_name = "BILL")]
    pub bills: Vec<PathBuf>,
    /// The bills are meant to follow each other: they may amend the same provision.
    #[arg(long)]
    pub in_order: bool,
    /// Write the consolidated ruleset to this folder.
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// `enact test`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Test {
    /// Folders with an enact.toml or with versions/*, or single *.law.md files.
    #[arg(required = true, value_name = "RULESET")]
    pub rulesets: Vec<PathBuf>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = TestFormat::Human)]
    pub format: TestFormat,
    /// Write the report to this file, and what failed in words to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a report on examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people: what failed, and why.
    Human,
    /// One JSON object, `enact-test/1`.
    Json,
    /// JUnit XML, for servers that run tests.
    Junit,
}

/// `enact decide`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Decide {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// What to decide; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// The case, JSON or YAML under the law's own names; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub case: PathBuf,
    /// The reference date: the day whose law applies, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Date,
    /// Text for the person concerned, or the decision record as JSON.
    #[arg(long, value_enum, default_value_t = DecisionFormat::Text)]
    pub format: DecisionFormat,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DecisionFormat {
    /// The outcome and its reasons.
    Text,
    /// The decision record, `enact-decision/1`: docs/schema/decision.schema.json.
    Json,
}

/// `enact graph`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Graph {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Only what this decision or value rests on.
    #[arg(long, value_name = "NAME")]
    pub decision: Option<String>,
    /// Only what rests on this fact, parameter or judgement.
    #[arg(long, value_name = "NAME")]
    pub fact: Option<String>,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// Form of the drawing.
    #[arg(long, value_enum)]
    pub format: GraphFormat,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// Graphviz.
    Dot,
    /// Mermaid, for Markdown.
    Mermaid,
    /// A picture.
    Svg,
    /// Nodes and links.
    Json,
}

/// `enact fmt`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Fmt {
    /// Laws (*.law.md), or folders with laws.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Change nothing; list the files that would change.
    #[arg(long)]
    pub check: bool,
    /// Language of the messages.
    #[arg(long, value_name = "nl|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// `enact explain`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Explain {
    /// The code of a finding, such as E0503.
    #[arg(required_unless_present = "list", value_name = "CODE")]
    pub code: Option<String>,
    /// List all codes that have a page.
    #[arg(long)]
    pub list: bool,
    /// Language of the page.
    #[arg(long, value_name = "nl|en", value_parser = language)]
    pub lang: Option<Language>,
}

fn renamed(text: &str) -> Result<(String, String), String> {
    let pair =
        text.split_once('=').filter(|(before, after)| !before.is_empty() && !after.is_empty());
    let pair = pair.map(|(before, after)| (before.trim().to_owned(), after.trim().to_owned()));
    pair.ok_or_else(|| {
        "give the name before and the name after, as in old-name=new-name".to_owned()
    })
}

pub(crate) fn language(code: &str) -> Result<Language, String> {
    code.parse().map_err(|()| "write `nl` or `en`".to_owned())
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text)
        .map_err(|_| "write a day of the calendar as year-month-day, such as 2025-03-01".to_owned())
}

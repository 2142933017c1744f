//! Would the examples of a law notice a slip in it? Each variant of the law, with the one who
//! notices it, or with the case that nobody has thought of.
//!
//! Start at [`Mutation::of`]. A [variant](enact_syntax::variants) is the law with one slip in it,
//! as a drafter could have written it. It is checked as any law is; the worked cases are run
//! under it; its safeguards are judged. What none of them notices is compared with the law
//! itself: no case is decided otherwise, or there is one, which is shown as the example that is
//! missing.

mod bench;
mod compared;
mod told;

use crate::examples::drafted::{Said, example};
use crate::{Ruleset, case, said, written};
use bench::{Bench, Killing, Verdict};
use enact_model::table::TermId;
use enact_source::{Citation, Language};
use enact_syntax::Variant;
use enact_verify::Patience;
use serde::Serialize;
use serde_json::Value as Json;

/// What became of every variant of a ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mutation {
    /// The form of this report: `enact-mutation/1`.
    pub format: &'static str,
    /// The name of the ruleset.
    pub ruleset: String,
    /// The values, claims and decisions by whose outcome variants are told from the law.
    pub decisions: Vec<String>,
    /// How many worked cases were run under each variant: those that pass under the law itself.
    pub examples: usize,
    /// How many variants came to what.
    pub counts: Counts,
    /// How many examples would notice all that goes unnoticed.
    pub missing: usize,
    /// The variants, in order of the text.
    pub variants: Vec<Tried>,
}

/// How many variants came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub variants: usize,
    /// A worked case no longer comes out as it should.
    pub example: usize,
    /// A safeguard no longer holds.
    pub safeguard: usize,
    /// The check finds something that it does not find in the law itself.
    pub check: usize,
    /// No case is decided otherwise.
    pub same: usize,
    /// Nobody notices, and a case is decided otherwise.
    pub unnoticed: usize,
    /// Nobody notices, and whether a case is decided otherwise was not found out.
    pub open: usize,
}

/// One variant, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// The kind of slip.
    pub kind: &'static str,
    /// The provision in which it is.
    pub provision: String,
    /// The file of the law.
    pub file: String,
    /// The first line that changes.
    pub line: usize,
    /// The slip in a clause: `if in article 2(3) “at least” were “more than”`.
    pub told: String,
    /// The lines of the law that change.
    pub before: Vec<String>,
    /// What they would be.
    pub after: Vec<String>,
    /// `example`, `safeguard`, `check`, `same`, `unnoticed` or `open`.
    pub verdict: &'static str,
    /// Who notices: the title of the example or the safeguard, or the code of the finding.
    pub by: Option<String>,
    /// What is noticed, or why there is no more to say.
    pub why: Option<String>,
    /// The case that would notice it.
    pub case: Option<Missing>,
}

/// A case that is decided otherwise, and that no worked case is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// What the example is called; one case may show several slips.
    pub title: String,
    /// What to decide.
    pub decide: String,
    /// The reference date.
    pub on: String,
    /// The case, in the form in which cases are read.
    pub case: Json,
    /// The case in words.
    pub told: String,
    /// What it comes to under the law.
    pub outcome: String,
    /// What it comes to under the variant.
    pub otherwise: String,
    /// The example, to be pasted into the law once it is right; none for what an example cannot say.
    pub example: Option<String>,
}

impl Mutation {
    /// Tries every variant of `ruleset` that bears on `asked`, or on any of its decisions when
    /// none is asked for. `told` hears how many have been tried, of how many.
    #[must_use]
    pub fn of(
        ruleset: &Ruleset,
        asked: Option<TermId>,
        patience: Patience,
        language: Language,
        told: &mut dyn FnMut(usize, usize),
    ) -> Self {
        let program = ruleset.program();
        let mut bench = Bench::of(ruleset, asked, patience, language);
        let variants = bench.variants();
        let mut tried = Vec::with_capacity(variants.len());
        for (number, (law, variant)) in variants.iter().enumerate() {
            told(number, variants.len());
            let verdict = bench.verdict(*law, variant);
            tried.extend(entry(ruleset, &bench, *law, variant, verdict, language));
        }
        told(variants.len(), variants.len());
        Self {
            format: "enact-mutation/1",
            ruleset: ruleset.manifest.name.clone(),
            decisions: bench.asked.iter().map(|term| program.terms[*term].name.clone()).collect(),
            examples: bench.examples(),
            counts: Counts::of(&tried),
            missing: bench.missing(),
            variants: tried,
        }
    }

    /// The report for programs: one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// The variants with this verdict.
    pub fn with<'a>(&'a self, verdict: &'a str) -> impl Iterator<Item = &'a Tried> {
        self.variants.iter().filter(move |tried| tried.verdict == verdict)
    }
}

impl Counts {
    fn of(tried: &[Tried]) -> Self {
        let count = |verdict: &str| tried.iter().filter(|tried| tried.verdict == verdict).count();
        Self {
            variants: tried.len(),
            example: count("example"),
            safeguard: count("safeguard"),
            check: count("check"),
            same: count("same"),
            unnoticed: count("unnoticed"),
            open: count("open"),
        }
    }
}

fn entry(
    ruleset: &Ruleset,
    bench: &Bench<'_>,
    law: usize,
    variant: &Variant,
    verdict: Verdict,
    language: Language,
) -> Option<Tried> {
    let document = bench.document(law)?;
    let source = ruleset.sources().get(document.file)?;
    let law = document.header.short.clone();
    let ground = Citation { law, provision: variant.provision.clone() };
    let provision = ground.cite(language);
    let place = variant.span().start;
    let (before, after) = told::lines(source, variant);
    let told = told::slip(&variant.change, &provision, language);
    let (verdict, by, why, case) = match verdict {
        Verdict::Example { title } => ("example", Some(title), None, None),
        Verdict::Safeguard { title } => ("safeguard", Some(title), None, None),
        Verdict::Check { code, message } => ("check", Some(code.to_owned()), Some(message), None),
        Verdict::Same { why } => ("same", None, Some(why), None),
        Verdict::Open { why } => ("open", None, Some(why), None),
        Verdict::Unnoticed(killing) => {
            let missing = missing(ruleset, &killing, document.header.language, language);
            ("unnoticed", None, None, Some(missing))
        }
    };
    Some(Tried {
        kind: variant.kind.name(),
        provision,
        file: source.name.clone(),
        line: source.line_column(place).line,
        told,
        before,
        after,
        verdict,
        by,
        why,
        case,
    })
}

/// The case that is missing, told in `language` and written as an example of a law in its own.
fn missing(
    ruleset: &Ruleset,
    killing: &Killing,
    written_in: Language,
    language: Language,
) -> Missing {
    let program = ruleset.program();
    let Killing { title, term, case, on, outcome, otherwise } = killing;
    let told = crate::verification::CaseTold { program, case, on: *on, language };
    Missing {
        title: title.clone(),
        decide: program.terms[*term].name.clone(),
        on: written::iso(*on),
        case: case::to_json(program, case),
        told: told.words(),
        outcome: said::outcome(program, *term, outcome, language),
        otherwise: otherwise.clone(),
        example: example(
            program,
            case,
            *on,
            Said { title, term: *term, outcome, grounds: &[] },
            written_in,
        ),
    }
}

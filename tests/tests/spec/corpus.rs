//! The corpus: laws with one planted defect each, and sound laws that look suspicious.
//!
//! What the pages pin is checked as on any page of the specification. Here is checked what makes
//! them a corpus: a page of `bad` has one defect and no other finding, a page of `good` none;
//! every case that is shown can be written down, read back and decided, and shows the defect then
//! too; and with a solver nothing else is found than without.

use crate::pages;
use enact::{Ruleset, case, verification};
use enact_eval::{Case, Decision, Fault, Outcome, Step};
use enact_graph::RuleGraph;
use enact_model::table::{EntityId, TermId};
use enact_solver::{Installed, Kind};
use enact_source::{Diagnostic, FileId, Language, Severity, Source, Sources};
use enact_tests::page::Section;
use enact_tests::{laws, places, section, solver};
use enact_value::Date;
use enact_verify::{Finding, Flaw, Means, Patience, Report, Verdict, Witness};
use libtest_mimic::{Failed, Trial};
use std::sync::Arc;

/// What of a safeguard or of a protected fact is proved.
const PROOFS: [&str; 2] = ["N0377", "N0420"];

/// The least number of pages.
const LEAST: [(&str, usize); 2] = [("corpus/bad", 40), ("corpus/good", 15)];

/// One test about the list of pages, one about the number in each folder, one a page, and one a
/// page with a solver.
pub fn trials() -> Vec<Trial> {
    let solver = solver::installed(Kind::Z3).map(Arc::new);
    let mut trials = vec![Trial::test("corpus: every page is listed in its README", listed)];
    for (folder, least) in LEAST {
        let bad = folder.ends_with("bad");
        let pages = pages::within(folder);
        let count = pages.len();
        trials.push(Trial::test(format!("{folder}: at least {least} pages"), move || {
            if count < least { Err(format!("{count} pages").into()) } else { Ok(()) }
        }));
        for (path, name, language) in pages {
            let sections: Vec<Section> =
                pages::read(&path).into_iter().filter(section::is_test).collect();
            let (same, by) = (sections.clone(), solver.clone());
            trials.push(Trial::test(format!("{name}: what it is there for"), move || {
                on_each(&sections, |section| defects(section, language, bad))
            }));
            let promises = |section: &Section| section.laws().any(|law| is_promise(&law.text));
            if same.iter().any(promises) {
                trials.push(with_solver(&name, same, language, by));
            }
        }
    }
    trials
}

/// Whether a law promises something: only of that a solver is asked.
fn is_promise(law: &str) -> bool {
    ["safeguard \"", "waarborg \""].iter().any(|word| law.contains(word))
}

/// The same findings with a solver; ignored, with why, where there is none.
fn with_solver(
    name: &str,
    sections: Vec<Section>,
    language: Language,
    by: Option<Arc<Installed>>,
) -> Trial {
    let missing = by.is_none();
    let trial = Trial::test(format!("{name}: the same with a solver"), move || {
        let by = by.as_deref();
        on_each(&sections, |section| by.map_or(Ok(()), |by| solved(section, language, by)))
    });
    if !missing {
        return trial;
    }
    trial.with_kind("skipped, no z3 on the path or in target/solver").with_ignored_flag(true)
}

/// Every page is listed in the README, so that it can be seen what is planted.
fn listed() -> Result<(), Failed> {
    let folder = places::root().join("tests/corpus");
    let list = std::fs::read_to_string(folder.join("README.md"))?;
    let unlisted: Vec<String> = places::files(&folder, ".md")
        .iter()
        .filter_map(|path| Some(path.strip_prefix(&folder).ok()?.display().to_string()))
        .filter(|name| name != "README.md" && !list.contains(&format!("]({name})")))
        .collect();
    if unlisted.is_empty() { Ok(()) } else { Err(unlisted.join(", ").into()) }
}

/// A page has one law, under one heading.
fn on_each(
    sections: &[Section],
    check: impl Fn(&Section) -> Result<(), String>,
) -> Result<(), Failed> {
    match sections {
        [only] => check(only).map_err(Failed::from),
        _ => Err(format!("{} headings with a law", sections.len()).into()),
    }
}

/// One defect with its words, or none; and every case shows it.
fn defects(section: &Section, language: Language, bad: bool) -> Result<(), String> {
    if bad && section.of_kind("findings").next().is_none() {
        return Err("the findings are not pinned".to_owned());
    }
    let laws = laws::load(section.laws(), std::iter::empty(), language);
    let found: Vec<&Diagnostic> =
        laws.loaded.findings.iter().filter(|found| !PROOFS.contains(&found.code.0)).collect();
    let wanted = usize::from(bad);
    if found.len() != wanted || found.iter().any(|found| found.severity() == Severity::Note) {
        let told: Vec<String> = found.iter().map(|found| format!("{}", found.code)).collect();
        return Err(format!("{wanted} defects expected, and found {}", told.join(", ")));
    }
    let shown = shown(&laws.loaded.sources)?;
    if let Some(ruleset) = &laws.loaded.ruleset {
        return promised(ruleset).map(|promised| shown + promised).map(|_| ());
    }
    Ok(())
}

/// Decides the cases of gaps and conflicts anew; gives how many there are.
fn shown(sources: &Sources) -> Result<usize, String> {
    let documents: Vec<_> =
        sources.iter().map(|(id, source)| enact_syntax::parse(id, source).document).collect();
    let Some(program) = enact_model::check(&documents, sources.clone()).program else {
        return Ok(0);
    };
    let graph = enact_graph::build(program);
    let means = Means { patience: Patience::BRIEF, replay: &verification::Deciding, solver: None };
    let (graph, report): (RuleGraph, Report) = match enact_verify::verify(graph, means) {
        Ok(law) => (law.graph().clone(), law.report().clone()),
        Err((graph, report)) => (*graph, report),
    };
    for finding in &report.findings {
        let entity = graph.program().terms[finding.asked].entity;
        let case = read_back(&graph, entity, &finding.witness.case, finding.witness.on)?;
        let decided = enact_eval::trial(&graph, finding.asked, &case, finding.witness.on);
        let shown = match finding.flaw {
            // Two cases, or two values, both with an answer and not the same.
            Flaw::Order { .. } => {
                let other = finding.witness.other.as_ref().ok_or("a case without another")?;
                let other = read_back(&graph, entity, other, finding.witness.on)?;
                differ(&decided, finding.asked, (&other, finding.witness.on))
            }
            Flaw::Namesake { other, .. } => differ(&decided, other, (&case, finding.witness.on)),
            _ => shows(finding, &decided),
        };
        if !shown {
            return Err(format!("{:?} comes to {:?}", finding.flaw, decided.outcome));
        }
    }
    Ok(report.findings.len())
}

/// Whether `decided`, and `term` in another case, both have an answer, and not the same.
fn differ(decided: &Decision<'_>, term: TermId, (case, on): (&Case, Date)) -> bool {
    let other = enact_eval::trial(decided.graph, term, case, on).outcome;
    let answered = |outcome: &Outcome| matches!(outcome, Outcome::Value(_));
    answered(&decided.outcome) && answered(&other) && decided.outcome != other
}

fn shows(finding: &Finding, decided: &Decision<'_>) -> bool {
    if let (Flaw::NotSet { parameter }, Outcome::NotSet(norms)) = (finding.flaw, &decided.outcome) {
        return norms.iter().any(|norm| norm.parameter == parameter);
    }
    if let Flaw::Overlap { first, second, .. } = finding.flaw {
        let spoke = |step: &Step| {
            let spoke = decided.spoke(step);
            spoke.contains(&first) && spoke.contains(&second)
        };
        return decided.steps.iter().any(spoke);
    }
    let Outcome::Undecided(fault) = &decided.outcome else { return false };
    match (finding.flaw, fault) {
        (Flaw::Gap { term }, Fault::Gap { term: of, .. }) => term == *of,
        (
            Flaw::Conflict { first, second, .. },
            Fault::Conflict { first: one, second: other, .. },
        ) => [first, second] == [*one, *other] || [second, first] == [*one, *other],
        (Flaw::Limbs { rule, .. }, Fault::Limbs { rule: of, .. }) => rule == *of,
        (Flaw::Tied { span }, Fault::Tied { span: at, .. })
        | (Flaw::NoDay { span }, Fault::NoDay { span: at }) => span == *at,
        _ => false,
    }
}

/// Decides the cases against promises anew; gives how many there are.
fn promised(ruleset: &Ruleset) -> Result<usize, String> {
    let program = ruleset.program();
    let mut count = 0;
    for judged in verification::promises(ruleset, Patience::BRIEF, None, &mut |_| {}) {
        let Verdict::Refuted(witness) = judged.verdict else { continue };
        let safeguard = &program.safeguards[judged.safeguard];
        let entity = witness.case.subjects.first().map(|subject| subject.entity);
        let entity = entity.ok_or("a case about nobody")?;
        let back = |case: &Case| read_back(ruleset.graph(), entity, case, witness.on);
        let other = witness.other.as_ref().map(back).transpose()?;
        let again = Witness { case: back(&witness.case)?, on: witness.on, other };
        if !verification::breaks(ruleset, safeguard, &again) {
            return Err(format!("the case against `{}` does not break it", safeguard.title));
        }
        count += 1;
    }
    Ok(count)
}

/// The case, written down and read again.
fn read_back(graph: &RuleGraph, entity: EntityId, case: &Case, on: Date) -> Result<Case, String> {
    let program = graph.program();
    let text = case::to_json(program, case).to_string();
    let source = Source::new("case.json", text.as_str());
    let said = |findings: Vec<Diagnostic>| {
        let told: Vec<String> =
            findings.iter().map(|finding| laws::said(finding, Language::English)).collect();
        format!("{text}: {}", told.join("; "))
    };
    let read = case::read_case(program, entity, FileId(u32::MAX), &source).map_err(said)?;
    let breaches = case::breaches(graph, &read, on);
    if breaches.is_empty() { Ok(read.case) } else { Err(said(breaches)) }
}

/// Whether a solver finds the same of the safeguards.
fn solved(section: &Section, language: Language, by: &Installed) -> Result<(), String> {
    let laws = laws::load(section.laws(), std::iter::empty(), language);
    let Some(ruleset) = &laws.loaded.ruleset else { return Ok(()) };
    let told = |by| {
        let verdicts = verification::promises(ruleset, Patience::BRIEF, by, &mut |_| {});
        let findings = verification::judged(ruleset, &verdicts);
        findings.iter().map(|found| laws::said(found, language)).collect::<Vec<_>>()
    };
    let (without, with) = (told(None), told(Some(by)));
    if without == with { Ok(()) } else { Err(format!("{without:#?}\n{with:#?}")) }
}

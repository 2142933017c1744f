//! One section of a specification page, checked.
//!
//! Start at [`check`]. Findings come first: all of them pinned, all pins found. Then the examples
//! in the law, and then each case with the decision behind it.

use crate::covered;
use crate::decided::{self, Asked, Line};
use crate::laws::{self, Laws};
use crate::page::{Fence, Section};
use crate::pins::{self, Pin};
use crate::solver;
use enact::{Ruleset, examples, verification};
use enact_solver::Kind;
use enact_source::Language;
use enact_verify::Patience;
use std::collections::BTreeSet;

/// Opens a fence with each finding and what is said at its places.
const WHOLE: &str = "findings whole";

/// What a fence should say instead: its place in the page, and the words.
pub type Mended = (std::ops::Range<usize>, String);

/// Why a section fails, and how its fences would pass.
#[derive(Debug, Default)]
pub struct Failures {
    /// For the reader.
    pub messages: Vec<String>,
    /// For whoever lets the page follow what the language does.
    pub mended: Vec<Mended>,
}

/// Whether there is something to test under this heading.
#[must_use]
pub fn is_test(section: &Section) -> bool {
    let tested = ["law", "case", "decision", "findings", "coverage"];
    section.fences.iter().any(|fence| tested.contains(&fence.kind()))
}

/// Checks `section` of a page in `language`.
///
/// # Errors
/// Everything that does not come out as the page says.
pub fn check(section: &Section, language: Language) -> Result<(), Failures> {
    let mut failures = Failures::default();
    let laws = laws::load(section.laws(), std::iter::empty(), language);
    failures.findings(section, &laws, language);
    match &laws.loaded.ruleset {
        Some(ruleset) => {
            failures.examples(&laws, ruleset);
            failures.cases(section, ruleset);
            failures.coverage(section, ruleset);
            failures.solved(section, ruleset, language);
        }
        None if section.of_kind("case").next().is_some() => {
            failures.messages.push("a law with errors decides no cases".to_owned());
        }
        None => {}
    }
    if failures.messages.is_empty() { Ok(()) } else { Err(failures) }
}

impl Failures {
    fn fail(&mut self, message: impl Into<String>) {
        self.messages.push(message.into());
    }

    fn findings(&mut self, section: &Section, laws: &Laws, language: Language) {
        let findings = &laws.loaded.findings;
        if let Err(differences) = laws.compare(findings, language) {
            self.fail(differences);
        }
        for fence in section.of_kind("findings") {
            let said = if fence.info == WHOLE { laws::said_whole } else { laws::said };
            let told: String = findings
                .iter()
                .map(|finding| format!("{}: {}\n", finding.code, said(finding, language)))
                .collect();
            if fence.text != told {
                self.fail(format!("line {}: the findings are\n{told}", fence.line));
                self.mended.push((fence.place.clone(), told));
            }
        }
    }

    /// What `enact verify` says of the safeguards with a solver; not looked at where there is none.
    fn solved(&mut self, section: &Section, ruleset: &Ruleset, language: Language) {
        for fence in section.of_kind("solved") {
            let Some(solver) = solver::installed(Kind::Z3) else { continue };
            let verdicts =
                verification::promises(ruleset, Patience::LONG, Some(&solver), &mut |_| {});
            let told: String = verification::judged(ruleset, &verdicts)
                .iter()
                .map(|finding| format!("{}: {}\n", finding.code, laws::said(finding, language)))
                .collect();
            if fence.text != told {
                self.fail(format!("line {}: with a solver it is\n{told}", fence.line));
                self.mended.push((fence.place.clone(), told));
            }
        }
    }

    fn examples(&mut self, laws: &Laws, ruleset: &Ruleset) {
        let report = examples::run(ruleset, &[], ruleset.language());
        let sources = ruleset.sources();
        let place = |failure: &examples::Failure| {
            let source = sources.get(failure.span.file)?;
            let line = source.line_column(failure.span.start).line;
            Some(Pin { file: source.name.clone(), line, code: pins::FAILS.to_owned() })
        };
        let failed: BTreeSet<Pin> = report.failures.iter().filter_map(place).collect();
        let expected = laws.pins.iter().filter(|pin| pin.code == pins::FAILS).cloned().collect();
        let show = |pin: &Pin| {
            let failure =
                report.failures.iter().find(|failure| place(failure).as_ref() == Some(pin));
            let told = failure.map(|failure| {
                format!(
                    "the example \"{}\" expects {}, and got {}",
                    failure.title, failure.expected, failure.got
                )
            });
            format!("line {}: {}", laws.line(pin), told.unwrap_or_default())
        };
        if let Err(differences) = pins::compare(&expected, &failed, &show) {
            self.fail(differences);
        }
    }

    fn cases(&mut self, section: &Section, ruleset: &Ruleset) {
        let mut asked: Option<(&Fence, Asked)> = None;
        let mut answered: Option<Asked> = None;
        for fence in &section.fences {
            match fence.kind() {
                "case" => {
                    if let Some((unanswered, _)) = &asked {
                        self.fail(format!("line {}: a case without a decision", unanswered.line));
                    }
                    asked = match decided::case(ruleset, &fence.text) {
                        Ok(case) => Some((fence, case)),
                        Err(problem) => {
                            self.fail(format!("line {}: {problem}", fence.line));
                            None
                        }
                    };
                }
                "decision" => match asked.take() {
                    Some((_, case)) => {
                        self.decision(ruleset, &case, fence);
                        answered = Some(case);
                    }
                    None => self.fail(format!("line {}: a decision without a case", fence.line)),
                },
                "letter" => match &answered {
                    Some(case) => self.letter(ruleset, case, fence),
                    None => self.fail(format!("line {}: a letter without a decision", fence.line)),
                },
                _ => {}
            }
        }
        if let Some((fence, _)) = asked {
            self.fail(format!("line {}: a case without a decision", fence.line));
        }
    }

    fn coverage(&mut self, section: &Section, ruleset: &Ruleset) {
        for fence in section.of_kind("coverage") {
            let told = covered::lines(ruleset);
            if fence.text != told {
                self.fail(format!("line {}: what is missing is\n{told}", fence.line));
                self.mended.push((fence.place.clone(), told));
            }
        }
    }

    fn letter(&mut self, ruleset: &Ruleset, asked: &Asked, fence: &Fence) {
        let language = match fence.info.split_whitespace().nth(1) {
            None => ruleset.language(),
            Some("nl") => Language::Dutch,
            Some(_) => Language::English,
        };
        let told = decided::letter(ruleset, asked, language);
        if fence.text != told {
            self.fail(format!("line {}: the letter is\n{told}", fence.line));
            self.mended.push((fence.place.clone(), told));
        }
    }

    fn decision(&mut self, ruleset: &Ruleset, asked: &Asked, fence: &Fence) {
        let lines = decided::lines(ruleset, asked);
        let written: Vec<Line> = fence.text.lines().filter_map(line).collect();
        let follows: Vec<Line> = if written.is_empty() {
            lines.clone()
        } else {
            let mut told: Vec<&str> = written.iter().map(|(told, _)| told.as_str()).collect();
            told.dedup();
            told.into_iter().flat_map(|told| follow(ruleset, asked, &lines, told)).collect()
        };
        let outcome = lines.first().is_some_and(|(told, _)| follows.iter().any(|(t, _)| t == told));
        if written == follows && outcome && !written.is_empty() {
            return;
        }
        let mut all = follows;
        if !outcome {
            all.retain(|(told, _)| lines.iter().any(|(known, _)| known == told));
            all.splice(0..0, lines.first().cloned());
        }
        let told: String = all.iter().map(|(told, said)| format!("{told}: {said}\n")).collect();
        self.fail(format!("line {}: the decision is\n{told}", fence.line));
        self.mended.push((fence.place.clone(), told));
    }
}

/// What follows for the line that tells of `told`.
fn follow(ruleset: &Ruleset, asked: &Asked, lines: &[Line], told: &str) -> Vec<Line> {
    let own: Vec<Line> = lines.iter().filter(|(known, _)| known == told).cloned().collect();
    if !own.is_empty() {
        return own;
    }
    let said = decided::other(ruleset, asked, told).unwrap_or_else(|problem| problem);
    vec![(told.to_owned(), said)]
}

fn line(text: &str) -> Option<Line> {
    let (told, said) = text.split_once(": ")?;
    Some((told.trim().to_owned(), said.trim().to_owned()))
}

//! `enact ask`: an intake on the terminal.
//!
//! It is a conversation, so it prints as it goes. Answers that do not come from a terminal are
//! shown behind their question, so that what is left is readable.

use crate::answer::{Answer, Refusal, spoken};
use crate::arguments::Ask;
use crate::{decide, read, rulesets, select, write};
use enact::case::to_json;
use enact::intake::{Asks, Intake, Question};
use enact::names::Property;
use enact::typed;
use enact_eval::{Case, motivation};
use enact_model::program::Type;
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use enact_value::Date;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

/// Asks until the decision is made, or nothing is left to ask, and gives the decision.
///
/// # Errors
/// What could not be read or written, an error in the law or the case, or a defect that the
/// answers show.
pub fn run(arguments: &Ask) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let failed = |error: io::Error| Refusal::unreadable(Path::new("-"), &error, lang);
    let mut talk = Talk::default();
    let on = match arguments.on {
        Some(on) => on,
        None => match talk.day(spoken(lang)).map_err(failed)? {
            Some(on) => on,
            None => return Ok(Answer { text: String::new(), exit: 1 }),
        },
    };
    let ruleset = rulesets::one(&arguments.ruleset, Some(on), shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let program = ruleset.program();
    let known = match &arguments.case {
        Some(path) => read::case(&ruleset, term, path, on, &shown(language), lang)?,
        None => Case::new(program, program.terms[term].entity),
    };
    let mut intake = Intake::new(&ruleset, term, on, language, known);
    talk.intake(&mut intake, language).map_err(failed)?;
    if let Some(path) = &arguments.output {
        let case = format!("{:#}\n", to_json(program, intake.case()));
        write::whole(path, &case).map_err(|error| Refusal::unwritable(path, &error, lang))?;
    }
    let decision = intake.decision();
    decide::settled(&ruleset, &decision, language, &shown(language))?;
    Ok(Answer { text: format!("\n{}", motivation(&decision, language).to_text()), exit: 0 })
}

/// The conversation so far.
#[derive(Default)]
struct Talk {
    asked: usize,
}

impl Talk {
    fn intake(&mut self, intake: &mut Intake<'_>, language: Language) -> io::Result<()> {
        let mut question = intake.question();
        if question.is_some() {
            said(&format!("{}\n", phrase(language, "ask-begin", &[])))?;
        }
        while let Some(asked) = question {
            self.asked += 1;
            said(&format!("\n{}. {}\n", self.asked, words(&asked, language)))?;
            loop {
                let Some(answer) = heard()? else { return Ok(()) };
                match answer.as_str() {
                    "" => {}
                    "?" => {
                        intake.skip(&asked);
                        break;
                    }
                    answer => match intake.answer(&asked, answer) {
                        Ok(()) => break,
                        Err(wrong) => said(&format!("   {}\n   {}\n", wrong.message, asked.form))?,
                    },
                }
            }
            question = intake.question();
        }
        Ok(())
    }

    /// The reference date; `None` when the answers have ended.
    fn day(&mut self, language: Language) -> io::Result<Option<Date>> {
        self.asked += 1;
        said(&format!("{}. {}\n", self.asked, phrase(language, "ask-date", &[])))?;
        while let Some(answer) = heard()? {
            match Date::parse_iso(&typed::machine(&answer, Type::Date, language)) {
                Ok(day) => return Ok(Some(day)),
                Err(_) => said(&format!("   {}\n", phrase(language, "ask-no-date", &[])))?,
            }
        }
        Ok(None)
    }
}

/// The question, the form of its answer, and where it comes from.
fn words(question: &Question, language: Language) -> String {
    let judged = matches!(question.property, Property::Judgement(_));
    let id = match (question.asks, judged) {
        (Asks::Presence, _) => "ask-presence",
        (Asks::Elements, _) => "ask-elements",
        (Asks::Value, true) => "ask-judgement",
        (Asks::Value, false) => "ask-fact",
    };
    let why = match (&question.source, judged) {
        (None, _) => "ask-why",
        (Some(_), false) => "ask-source",
        (Some(_), true) => "ask-by",
    };
    let words: [(&'static str, Argument); 4] = [
        ("name", question.name.as_str().into()),
        ("form", question.form.as_str().into()),
        ("provision", question.provision.as_str().into()),
        ("source", question.source.clone().unwrap_or_default().into()),
    ];
    format!("{}\n   {}", phrase(language, id, &words), phrase(language, why, &words))
}

fn said(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// One line that was typed; `None` at the end.
fn heard() -> io::Result<Option<String>> {
    said("   > ")?;
    let mut line = String::new();
    let ended = io::stdin().lock().read_line(&mut line)? == 0;
    let answer = line.trim().to_owned();
    if ended {
        said("\n")?;
        return Ok(None);
    }
    if !io::stdin().is_terminal() {
        said(&format!("{answer}\n"))?;
    }
    Ok(Some(answer))
}

//! Cases as `example` blocks, in the language of the law.

use super::{CaseSet, Chosen, told};
use crate::goals::Goals;
use crate::written;
use enact_eval::Outcome;
use enact_model::Program;
use enact_model::program::{Scale, Type};
use enact_model::table::LawId;
use enact_source::Language;
use enact_value::{Unit, Value, format};

/// Writes the cases as examples, to stand in a block of code of the law that decides. A case in
/// which somebody's own people matter cannot be told so; it is left to a table.
#[must_use]
pub fn to_examples(set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let program = goals.program;
    let law = program.terms[set.term].law;
    let own = program.laws[law].language;
    let review = language.pick(
        "// Uitkomsten zoals de wet nu luidt: neem een voorbeeld pas over als zijn uitkomst juist is.\n",
        "// Outcomes of the law as written: accept an example only if its outcome is right.\n",
    );
    let mut text = review.to_owned();
    for (chosen, title) in set.cases.iter().zip(told::titles(set, goals)) {
        text.push('\n');
        for reason in told::reasons(goals, chosen, language) {
            text.push_str(&format!("// {reason}\n"));
        }
        let mut teller = Teller { program, law, language: own, text: String::new() };
        match teller.example(set, chosen, &title) {
            Some(()) => text.push_str(&teller.text),
            None => text.push_str(language.pick(
                "// Dit geval past niet in een voorbeeld: neem het over uit --format csv of json.\n",
                "// This case does not fit an example: take it from --format csv or json.\n",
            )),
        }
    }
    text
}

struct Teller<'a> {
    program: &'a Program,
    law: LawId,
    language: Language,
    text: String,
}

impl Teller<'_> {
    fn example(&mut self, set: &CaseSet, chosen: &Chosen, title: &str) -> Option<()> {
        let words = self.language;
        let first = chosen.case.subjects.first()?;
        let entity = &self.program.entities[first.entity];
        let on = written::iso(chosen.on);
        let head = words.pick("voorbeeld", "example");
        self.text.push_str(&format!("{head} \"{title}\" {} {on}\n", words.pick("op", "on")));
        let kind = self.named(&entity.name, entity.law, self.namesakes_of_entity(&entity.name));
        self.given(&kind);
        let others = self.facts(chosen, 0, true)?;
        for (name, place) in others {
            self.given(&name);
            self.facts(chosen, place, false)?;
        }
        self.then(set, chosen)
    }

    fn given(&mut self, who: &str) {
        let given = self.language.pick("in het geval", "given");
        self.text.push_str(&format!("  {given} {who}\n"));
    }

    /// The facts of a subject, and who else there is; that only the first one can tell.
    fn facts(&mut self, chosen: &Chosen, place: u32, first: bool) -> Option<Vec<(String, u32)>> {
        let program = self.program;
        let (_, subject) = chosen.case.places().find(|(at, _)| *at == place)?;
        let kind = &program.entities[subject.entity];
        let mut others = Vec::new();
        for (id, value) in kind.facts.iter().zip(&subject.facts) {
            let fact = &program.facts[*id];
            let Some(value) = value.as_ref().filter(|_| !fact.way_back) else { continue };
            let name = self.named(&fact.name, fact.law, self.namesakes_of_fact(&fact.name));
            match value {
                Value::Subject(other) if first => others.push((name, *other)),
                Value::Subjects(elements) if first && !elements.is_empty() => {
                    others.extend(elements.iter().map(|element| (name.clone(), *element)));
                }
                Value::Subject(_) => return None,
                Value::Subjects(elements) if !elements.is_empty() => return None,
                Value::Subjects(_) | Value::Absent => {
                    let no = self.language.pick("geen", "no");
                    self.text.push_str(&format!("    {no} {name}\n"));
                }
                _ => {
                    let value = self.literal(value, fact.ty, fact.scale)?;
                    self.text.push_str(&format!("    {name} is {value}\n"));
                }
            }
        }
        for (id, judged) in kind.judgements.iter().zip(&subject.judgements) {
            let Some(judged) = judged else { continue };
            let judgement = &program.judgements[*id];
            let answer = format::yes_no(judged.answer, self.language);
            self.text.push_str(&format!("    {} is {answer}\n", judgement.name));
        }
        Some(others)
    }

    fn then(&mut self, set: &CaseSet, chosen: &Chosen) -> Option<()> {
        let words = self.language;
        let term = &self.program.terms[set.term];
        let then = words.pick("dan", "then");
        match &chosen.outcome {
            Outcome::Value(value) => {
                let value = self.literal(value, term.ty, term.scale)?;
                self.text.push_str(&format!("  {then} {} is {value}\n", term.name));
            }
            Outcome::NoEntitlement => {
                let none = crate::said::no_entitlement(words);
                let to = words.pick("op", "to");
                self.text.push_str(&format!("  {then} {none} {to} {}\n", term.name));
            }
            _ => return None,
        }
        let grounds = told::grounds(self.program, (set, chosen), words);
        if !grounds.is_empty() {
            let because = words.pick("op grond van", "because");
            let and = words.pick(" en ", " and ");
            self.text.push_str(&format!("  {because} {}\n", grounds.join(and)));
        }
        Some(())
    }

    /// A value as a drafter writes it.
    fn literal(&self, value: &Value, ty: Type, scale: Scale) -> Option<String> {
        Some(match value {
            Value::YesNo(yes) => format::yes_no(*yes, self.language).to_owned(),
            Value::Date(day) => written::iso(*day),
            Value::Text(words) if matches!(ty, Type::Choice(_)) => words.to_string(),
            Value::Text(words) => format!("\"{words}\""),
            Value::Number(units) => {
                let (unit, _) = ty.unit()?;
                // An amount is written in whole cents.
                let cents = units.checked_mul(100)?.checked_rem(scale.denominator())? == 0;
                if matches!(unit, Unit::Money(_)) && !cents {
                    return None;
                }
                let size = units.checked_abs()?;
                let size = format::amount(size, scale.denominator(), unit, None, self.language);
                // The sign comes before that of the currency.
                format!("{}{size}", if *units < 0 { "−" } else { "" })
            }
            _ => return None,
        })
    }

    /// A name, with its law where that is not clear.
    fn named(&self, name: &str, law: LawId, namesakes: usize) -> String {
        if namesakes < 2 || law == self.law {
            return name.to_owned();
        }
        let within = self.language.pick("in de zin van", "within the meaning of");
        format!("{name} {within} {}", self.program.laws[law].short)
    }

    fn namesakes_of_entity(&self, name: &str) -> usize {
        self.program.entities.rows().iter().filter(|entity| entity.name == name).count()
    }

    fn namesakes_of_fact(&self, name: &str) -> usize {
        self.program.facts.rows().iter().filter(|fact| fact.name == name).count()
    }
}

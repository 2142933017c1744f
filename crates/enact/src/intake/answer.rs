//! What is done with an answer: it states a value, a subject, the elements of a list, or a value
//! for each day on which it changes.

use super::{Intake, Question};
use crate::names::Property;
use crate::{case, typed};
use enact_model::program::Type;
use enact_model::table::FactId;
use enact_source::Diagnostic;
use enact_value::Value;

impl Intake<'_> {
    pub(super) fn state(&mut self, question: &Question, text: &str) -> Result<(), Diagnostic> {
        let (program, subject) = (self.program(), question.subject);
        let typed = |ty| case::given_value(typed::machine(text, ty, self.language));
        match question.property {
            Property::Judgement(open) => {
                let judged = case::read_judgement(program, open, &typed(Type::YesNo))?;
                self.case.judge(program, subject, open, judged);
            }
            Property::Fact(id) => {
                let fact = &program.facts[id];
                let value = match (fact.ty, typed::answer(text)) {
                    (Type::Subject(_), Some(false)) if fact.optional => Value::Absent,
                    (Type::Subject(entity), Some(true)) => {
                        Value::Subject(self.case.add(program, entity))
                    }
                    (Type::Subject(_), _) => {
                        // Asked as a yes/no; what is wrong with another answer is told so.
                        return Err(case::no_answer(fact, text));
                    }
                    (Type::List(_), _) => return self.list(subject, id, text),
                    (ty, _) => match typed::through_time(text, ty, self.language) {
                        Some(values) => return self.through_time(subject, id, &values),
                        None => case::read_value(program, id, &typed(ty))?,
                    },
                };
                self.case.set(program, subject, id, value);
            }
        }
        Ok(())
    }

    /// As many elements as the answer says, or one for each name in it. Nothing is known of them
    /// yet, so that what matters about each is asked next.
    fn list(&mut self, subject: u32, id: FactId, text: &str) -> Result<(), Diagnostic> {
        let program = self.program();
        let fact = &program.facts[id];
        let most = fact.list.map_or(0, |listing| listing.most);
        let names: Vec<Option<String>> = match typed::counted(text) {
            Some(count) if count > most => return Err(case::too_many(fact, count)),
            Some(count) => (0..count).map(|_| None).collect(),
            None if typed::answer(text).is_some() || text.starts_with(['-', '−']) => {
                return Err(case::no_count(fact, text));
            }
            None => {
                let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
                names.map(|name| Some(name.to_owned())).collect()
            }
        };
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        if count > most {
            return Err(case::too_many(fact, count));
        }
        self.case.set(program, subject, id, Value::Subjects([].into()));
        for name in names {
            let place = self.case.append(program, subject, id);
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            if let Some(element) = self.case.subjects.get_mut(place) {
                element.title = name;
            }
        }
        Ok(())
    }

    /// The values of a fact from their days on, beside those that were given before.
    fn through_time(
        &mut self,
        subject: u32,
        id: FactId,
        values: &[(String, String)],
    ) -> Result<(), Diagnostic> {
        let program = self.program();
        let given = case::read_through_time(program, id, values)?;
        let known = self.case.through_time(subject, &program.facts[id]).cloned();
        let mut all = given.clone();
        let before = known.into_iter().flatten();
        all.extend(before.filter(|(from, _)| given.iter().all(|(day, _)| day != from)));
        all.sort_by_key(|(from, _)| *from);
        self.case.set_through_time(program, subject, id, all);
        Ok(())
    }
}

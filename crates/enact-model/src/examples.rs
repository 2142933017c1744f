//! Worked cases: their facts get the types of the law, their outcomes those of its terms.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::declare::places;
use crate::names::Symbol;
use crate::program::{Example, Expectation, Expected, Given, Scale, ThroughTime, Type};
use crate::table::{EntityId, FactId, Id, JudgementId, LawId};
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{self, DeclarationKind, Document, Known, Name};
use enact_value::Value;

/// Where an example stands.
struct Stand<'a> {
    law: LawId,
    provision: Option<&'a Provision>,
    ground: Citation,
}

impl Checker {
    /// Checks every example of every law.
    pub(crate) fn examples(&mut self, documents: &[Document]) {
        for place in places(documents) {
            let DeclarationKind::Example(example) = &place.declaration.kind else { continue };
            let (provision, ground) = (place.block.provision.as_ref(), self.ground(place));
            let stand = Stand { law: place.law, provision, ground };
            // A finding is reported; the other examples are checked all the same.
            if let Ok(example) = self.example(&stand, example, place.declaration.span) {
                self.program.examples.push(example);
            }
        }
    }

    fn example(
        &mut self,
        stand: &Stand<'_>,
        example: &tree::Example,
        span: Span,
    ) -> Result<Example, Reported> {
        let Some((main, others)) = example.givens.split_first() else {
            return Err(self.report(
                Diagnostic::new(codes::EXAMPLE_SUBJECT, example.title.span)
                    .with("title", example.title.text.as_str())
                    .within(stand.ground.clone()),
            ));
        };
        let entity = self.entity_named(stand.law, &main.subject)?;
        let mut givens = vec![self.given(stand, main, None, entity)];
        for (name, table) in tables(main) {
            self.elements(stand, name, table, entity, &mut givens);
        }
        for other in others {
            let filled = self.filled(stand, entity, other);
            givens.push(filled.and_then(|(fact, kind)| self.given(stand, other, Some(fact), kind)));
        }
        self.within_bounds(stand, &givens, example.title.span);
        let expectations: Vec<_> = example
            .expectations
            .iter()
            .map(|expected| {
                let kind = self.expected(stand, &expected.kind)?;
                Ok(Expectation { kind, span: expected.span })
            })
            .collect();
        let because: Vec<_> = example
            .because
            .iter()
            .map(|cited| self.cite(cited, stand.law, stand.provision).map(|(_, place)| place))
            .collect();
        Ok(Example {
            title: example.title.text.clone(),
            law: stand.law,
            on: example.on,
            entity,
            givens: givens.into_iter().collect::<Result<_, _>>()?,
            expectations: expectations.into_iter().collect::<Result<_, _>>()?,
            because: because.into_iter().collect::<Result<_, _>>()?,
            ground: stand.ground.clone(),
            span,
        })
    }

    /// The fact of the main subject that a further subject fills.
    fn filled(
        &mut self,
        stand: &Stand<'_>,
        entity: EntityId,
        given: &tree::Given,
    ) -> Result<(FactId, EntityId), Reported> {
        let symbol = self.find(stand.law, &given.subject, Some(&stand.ground))?;
        if let Symbol::Fact(fact) = symbol
            && let Type::Subject(kind) | Type::List(kind) = self.program.facts[fact].ty
            && self.program.facts[fact].entity == entity
        {
            return Ok((fact, kind));
        }
        if let Symbol::Entity(kind) = symbol
            && let Some(list) = self.list_of(stand, entity, kind, &given.subject)?
        {
            return Ok((list, kind));
        }
        Err(self.report(
            Diagnostic::new(codes::NO_SUBJECT, given.subject.span)
                .with("name", given.subject.text.as_str())
                .within(stand.ground.clone()),
        ))
    }

    fn given(
        &mut self,
        stand: &Stand<'_>,
        given: &tree::Given,
        fills: Option<FactId>,
        entity: EntityId,
    ) -> Result<Given, Reported> {
        let mut facts: Vec<(FactId, Value, Span)> = Vec::new();
        let mut judgements: Vec<(JudgementId, bool, Span)> = Vec::new();
        let mut through_time: Vec<(FactId, ThroughTime)> = Vec::new();
        let mut sound = Ok(());
        for entry in &given.entries {
            if let Known::ThroughTime(values) = &entry.value {
                let read = self.through_time(stand, &entry.name, entity, values);
                sound = sound.and(read.map(|read| through_time.push(read)));
                continue;
            }
            let entered = self.entry(stand, entry, entity, &mut facts, &mut judgements);
            sound = sound.and(entered);
        }
        let title = given.title.as_ref().map(|title| title.text.clone());
        sound.map(|()| Given { fills, title, facts, through_time, judgements })
    }

    /// A fact through time: its values in order of time.
    fn through_time(
        &mut self,
        stand: &Stand<'_>,
        name: &Name,
        entity: EntityId,
        values: &[tree::Since],
    ) -> Result<(FactId, ThroughTime), Reported> {
        let fact = match self.find(stand.law, name, Some(&stand.ground))? {
            Symbol::Fact(fact) if self.program.facts[fact].entity == entity => fact,
            other => {
                return Err(self.wrong_kind(name, other.words(), "help-fact", &stand.ground));
            }
        };
        let mut sorted: Vec<&tree::Since> = values.iter().collect();
        sorted.sort_by_key(|since| since.from);
        let twice = sorted.windows(2).find(|pair| pair[0].from == pair[1].from);
        if let Some([first, second]) = twice {
            let finding = Diagnostic::new(codes::PERIODS_OVERLAP, second.span)
                .with("name", name.text.as_str())
                .with("date", crate::parameters::day(second.from))
                .and_at(first.span, "label-earlier")
                .within(stand.ground.clone());
            return Err(self.report(finding));
        }
        let mut read = Vec::with_capacity(sorted.len());
        for since in sorted {
            let value = Known::Value(since.value.clone());
            let value = self.known(stand, fact, name, &value)?;
            read.extend(value.map(|value| (since.from, value)));
        }
        Ok((fact, read))
    }

    /// The only list of an `entity` that holds subjects of this `kind`.
    fn list_of(
        &mut self,
        stand: &Stand<'_>,
        entity: EntityId,
        kind: EntityId,
        name: &Name,
    ) -> Result<Option<FactId>, Reported> {
        let facts = self.program.entities[entity].facts.iter().copied();
        let lists: Vec<FactId> =
            facts.filter(|fact| self.program.facts[*fact].ty == Type::List(kind)).collect();
        match lists.as_slice() {
            [] => Ok(None),
            [list] => Ok(Some(*list)),
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|list| format!("`{}`", self.program.facts[*list].name))
                    .collect();
                Err(self.report(
                    Diagnostic::new(codes::WHICH_LIST, name.span)
                        .with("name", name.text.as_str())
                        .with("lists", names.join(", "))
                        .within(stand.ground.clone()),
                ))
            }
        }
    }

    /// The elements in a table, each as a subject that stands in the list.
    fn elements(
        &mut self,
        stand: &Stand<'_>,
        name: &Name,
        table: &tree::ListTable,
        entity: EntityId,
        givens: &mut Vec<Result<Given, Reported>>,
    ) {
        let list = self.symbols.lookup(stand.law, name);
        let Some(Symbol::Fact(list)) = list else { return };
        let Type::List(kind) = self.program.facts[list].ty else { return };
        if self.program.facts[list].entity != entity {
            return;
        }
        for row in &table.rows {
            let entries = table.columns.iter().zip(&row.cells);
            let entries = entries
                .map(|(name, value)| tree::Entry { name: name.clone(), value: value.clone() })
                .collect();
            let given = tree::Given { subject: name.clone(), title: None, entries };
            givens.push(self.given(stand, &given, Some(list), kind));
        }
    }

    /// No list has more elements than the law allows.
    fn within_bounds(&mut self, stand: &Stand<'_>, givens: &[Result<Given, Reported>], span: Span) {
        let filled: Vec<FactId> = givens.iter().flatten().filter_map(|given| given.fills).collect();
        let lists: Vec<(FactId, u32)> = self
            .program
            .facts
            .iter()
            .filter_map(|(id, fact)| Some((id, fact.list?.most)))
            .collect();
        for (list, most) in lists {
            let count = filled.iter().filter(|fact| **fact == list).count();
            if u32::try_from(count).is_ok_and(|count| count <= most) {
                continue;
            }
            let fact = &self.program.facts[list];
            let finding = Diagnostic::new(codes::TOO_MANY, span)
                .with("field", fact.name.as_str())
                .with("count", count)
                .with("most", most.to_string())
                .with("ground", fact.ground.clone())
                .within(stand.ground.clone());
            self.report(finding);
        }
    }

    fn entry(
        &mut self,
        stand: &Stand<'_>,
        entry: &tree::Entry,
        entity: EntityId,
        facts: &mut Vec<(FactId, Value, Span)>,
        judgements: &mut Vec<(JudgementId, bool, Span)>,
    ) -> Result<(), Reported> {
        let name = &entry.name;
        let found = self.find(stand.law, name, Some(&stand.ground))?;
        match self.exercised(found) {
            Symbol::Fact(fact) if self.program.facts[fact].entity == entity => {
                let value = self.known(stand, fact, name, &entry.value)?;
                facts.extend(value.map(|value| (fact, value, name.span)));
                Ok(())
            }
            Symbol::Judgement(judgement) if self.program.judgements[judgement].entity == entity => {
                if let Known::Value(value) = &entry.value
                    && let Value::YesNo(answer) =
                        self.value_of(value, Type::YesNo, 1, &stand.ground)?
                {
                    judgements.push((judgement, answer, name.span));
                }
                Ok(())
            }
            Symbol::Fact(fact) => {
                let home = self.program.facts[fact].entity;
                Err(self.report(
                    Diagnostic::new(codes::NOT_OF_SUBJECT, name.span)
                        .with("name", name.text.as_str())
                        .with("home", self.program.entities[home].name.as_str())
                        .with("here", self.program.entities[entity].name.as_str())
                        .within(stand.ground.clone()),
                ))
            }
            other => Err(self.wrong_kind(name, other.words(), "help-fact", &stand.ground)),
        }
    }

    /// The exercise of the power that `symbol` stands for, or else the symbol itself.
    fn exercised(&self, symbol: Symbol) -> Symbol {
        match symbol {
            Symbol::Term(term) => self.exercise(term).map_or(symbol, Symbol::Judgement),
            _ => symbol,
        }
    }

    fn known(
        &mut self,
        stand: &Stand<'_>,
        fact: FactId,
        name: &Name,
        known: &Known,
    ) -> Result<Option<Value>, Reported> {
        let declared = &self.program.facts[fact];
        let (ty, scale, optional) = (declared.ty, declared.scale, declared.optional);
        let is_list = matches!(ty, Type::List(_));
        match known {
            // Read apart.
            Known::Unknown | Known::ThroughTime(_) => Ok(None),
            Known::Absent | Known::List(_) if is_list => Ok(Some(Value::Subjects([].into()))),
            Known::List(_) => Err(self.report(
                Diagnostic::new(codes::NOT_A_LIST, name.span)
                    .with("name", name.text.as_str())
                    .within(stand.ground.clone()),
            )),
            Known::Absent if optional => Ok(Some(Value::Absent)),
            Known::Absent => Err(self.report(
                Diagnostic::new(codes::ALWAYS_THERE, name.span)
                    .with("name", name.text.as_str())
                    .within(stand.ground.clone()),
            )),
            Known::Value(value) => {
                if let Type::Subject(_) | Type::List(_) = ty {
                    let wanted = type_words(ty, &self.program);
                    let help = if is_list { "help-list" } else { "help-subject" };
                    return Err(self.report(
                        Diagnostic::new(codes::NOT_A_LITERAL, value.span)
                            .with("wanted", wanted)
                            .advising(help)
                            .within(stand.ground.clone()),
                    ));
                }
                self.value_of(value, ty, scale.denominator(), &stand.ground).map(Some)
            }
        }
    }

    fn expected(
        &mut self,
        stand: &Stand<'_>,
        expected: &tree::Expected,
    ) -> Result<Expected, Reported> {
        let ground = &stand.ground;
        Ok(match expected {
            tree::Expected::InputError => Expected::InputError,
            tree::Expected::NoEntitlement(name) => {
                Expected::NoEntitlement(self.term_named(stand.law, ground, name)?)
            }
            tree::Expected::NotSet(name) => {
                Expected::NotSet(self.term_named(stand.law, ground, name)?)
            }
            tree::Expected::Value { name, value } => {
                let term = self.term_named(stand.law, ground, name)?;
                let draft = &self.terms[term.index()];
                let (ty, scale) = (draft.ty.ok_or(Reported)?, draft.scale.ok_or(Reported)?);
                let denominator = match scale {
                    Scale::Fixed { denominator, .. } => denominator,
                    Scale::None | Scale::Quotient { .. } => 1,
                };
                Expected::Value { term, value: self.value_of(value, ty, denominator, ground)? }
            }
            tree::Expected::Needs { name, facts } => {
                let term = self.term_named(stand.law, ground, name)?;
                let mut needed = Vec::with_capacity(facts.len());
                for fact in facts {
                    match self.find(stand.law, fact, Some(ground))? {
                        Symbol::Fact(id) => needed.push(id),
                        other => {
                            return Err(self.wrong_kind(fact, other.words(), "help-fact", ground));
                        }
                    }
                }
                Expected::Needs { term, facts: needed }
            }
            tree::Expected::Awaiting { name, judgement } => {
                let term = self.term_named(stand.law, ground, name)?;
                let found = self.find(stand.law, judgement, Some(ground))?;
                match self.exercised(found) {
                    Symbol::Judgement(judgement) => Expected::Awaiting { term, judgement },
                    other => {
                        return Err(self.wrong_kind(
                            judgement,
                            other.words(),
                            "help-judgement",
                            ground,
                        ));
                    }
                }
            }
        })
    }
}

/// The lists that are stated as a table.
fn tables(given: &tree::Given) -> impl Iterator<Item = (&Name, &tree::ListTable)> {
    given.entries.iter().filter_map(|entry| match &entry.value {
        Known::List(table) => Some((&entry.name, table)),
        Known::Value(_) | Known::Absent | Known::Unknown | Known::ThroughTime(_) => None,
    })
}

//! What a name stands for: looked up in its own law first, then in the other laws.

use crate::codes;
use crate::program::Program;
use crate::table::{EntityId, FactId, JudgementId, LawId, ParameterId, TermId};
use enact_source::{Diagnostic, Span, nearest};
use enact_syntax::tree::Name;
use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    Entity(EntityId),
    Fact(FactId),
    Parameter(ParameterId),
    Term(TermId),
    Judgement(JudgementId),
}

impl Symbol {
    /// The kind of thing, in both languages.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Entity(_) => ("een soort", "a kind of subject"),
            Self::Fact(_) => ("een gegeven", "a fact"),
            Self::Parameter(_) => ("een parameter", "a parameter"),
            Self::Term(_) => ("een waarde met regels", "a value given by rules"),
            Self::Judgement(_) => ("een beoordeling", "a judgement"),
        }
    }
}

/// All names of all laws.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    by_law: Vec<BTreeMap<String, (Symbol, Span)>>,
    /// The laws that declare a name.
    by_name: BTreeMap<String, Vec<usize>>,
    law_names: BTreeMap<String, LawId>,
}

impl Symbols {
    /// Makes room for a law called `short`; false when another law has that name.
    pub(crate) fn add_law(&mut self, short: &str, id: LawId) -> bool {
        self.by_law.push(BTreeMap::new());
        self.law_names.insert(short.to_lowercase(), id).is_none()
    }

    /// Declares `name`; gives the earlier declaration when there is one.
    pub(crate) fn declare(
        &mut self,
        law: LawId,
        name: &Name,
        symbol: Symbol,
    ) -> Result<(), (Symbol, Span)> {
        let index = crate::table::Id::index(law);
        if let Some(earlier) = self.by_law[index].get(&name.text) {
            return Err(*earlier);
        }
        self.by_law[index].insert(name.text.clone(), (symbol, name.span));
        self.by_name.entry(name.text.clone()).or_default().push(index);
        Ok(())
    }

    /// Whether any law declares `name`.
    pub(crate) fn is_declared(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The symbol that `law` itself declares.
    pub(crate) fn own(&self, law: LawId, name: &str) -> Option<Symbol> {
        let names = &self.by_law[crate::table::Id::index(law)];
        names.get(name).map(|(symbol, _)| *symbol)
    }

    /// The law called `name`, in any letter case.
    pub(crate) fn law(&self, name: &str) -> Option<LawId> {
        self.law_names.get(&name.to_lowercase()).copied()
    }

    /// The law that `name` names.
    pub(crate) fn named_law(&self, program: &Program, name: &Name) -> Result<LawId, Diagnostic> {
        self.law(&name.text).ok_or_else(|| {
            let laws = program.laws.rows().iter().map(|law| law.short.as_str());
            let finding =
                Diagnostic::new(codes::UNKNOWN_LAW, name.span).with("law", name.text.clone());
            match nearest(&name.text, laws.clone()) {
                Some(close) => finding.with("close", close).advising("help-close"),
                None => finding.with("laws", laws.collect::<Vec<_>>().join(", ")),
            }
        })
    }

    /// What `name`, written in `law`, stands for, when that is clear.
    pub(crate) fn lookup(&self, law: LawId, name: &Name) -> Option<Symbol> {
        if let Some(named) = &name.law {
            return self.own(self.law(&named.text)?, &name.text);
        }
        self.own(law, &name.text).or_else(|| match self.by_name.get(&name.text)?.as_slice() {
            [home] => Some(self.by_law[*home][&name.text].0),
            _ => None,
        })
    }

    /// What `name`, written in `law`, stands for, or a finding that says why that is not clear.
    pub(crate) fn find(
        &self,
        program: &Program,
        law: LawId,
        name: &Name,
    ) -> Result<Symbol, Diagnostic> {
        if let Some(symbol) = self.lookup(law, name) {
            return Ok(symbol);
        }
        if let Some(named) = &name.law {
            let home = self.named_law(program, named)?;
            return Err(self.unknown(name, Some(home)));
        }
        let homes = self.by_name.get(&name.text).map_or(&[][..], Vec::as_slice);
        let laws: Vec<&str> =
            homes.iter().map(|index| program.laws.rows()[*index].short.as_str()).collect();
        match laws.first() {
            None => Err(self.unknown(name, None)),
            Some(first) => Err(Diagnostic::new(codes::AMBIGUOUS_NAME, name.span)
                .with("name", name.text.clone())
                .with("first", *first)
                .with("laws", laws.join(", "))),
        }
    }

    fn unknown(&self, name: &Name, home: Option<LawId>) -> Diagnostic {
        let finding = Diagnostic::new(codes::UNKNOWN_NAME, name.span).with("name", &name.text);
        if let Some((left, right)) = self.subtraction(&name.text) {
            return finding.with("left", left).with("right", right).advising("help-minus");
        }
        let known: Vec<&str> = match home {
            Some(law) => {
                self.by_law[crate::table::Id::index(law)].keys().map(String::as_str).collect()
            }
            None => self.by_name.keys().map(String::as_str).collect(),
        };
        match nearest(&name.text, known) {
            Some(close) => finding.with("close", close).advising("help-close"),
            None => finding,
        }
    }

    /// `a-b` where both `a` and `b` are names: probably a minus without blanks.
    fn subtraction<'n>(&self, text: &'n str) -> Option<(&'n str, &'n str)> {
        let known = |part: &str| self.by_name.contains_key(part);
        let splits = text.match_indices('-').map(|(at, _)| (&text[..at], &text[at + 1..]));
        splits.into_iter().find(|(left, right)| known(left) && known(right))
    }
}

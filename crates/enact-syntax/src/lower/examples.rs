//! Worked cases: what is given, what must follow, and on which ground.

use super::Lowering;
use crate::grammar::{Kind, Node};
use crate::tree::{Entry, Example, Expectation, Expected, Given, Known, Since};

impl Lowering<'_> {
    pub(super) fn example(&mut self, node: &Node) -> Option<Example> {
        Some(Example {
            title: self.quoted(node)?,
            on: self.date_in(node)?,
            givens: node.all(Kind::Given).map(|given| self.given(given)).collect::<Option<_>>()?,
            expectations: node
                .all(Kind::Then)
                .map(|then| self.expectation(then))
                .collect::<Option<_>>()?,
            because: match node.get(Kind::Because) {
                Some(because) => self.citations(because)?,
                None => Vec::new(),
            },
        })
    }

    fn given(&mut self, node: &Node) -> Option<Given> {
        let subject = self.reference(node.get(Kind::Reference)?)?;
        let entries = node.parts.iter().skip_while(|part| part.kind != Kind::Reference).skip(1);
        let entries = entries.filter(|part| part.kind != Kind::Text);
        let entries = entries.map(|entry| self.entry(entry)).collect::<Option<_>>()?;
        Some(Given { subject, title: self.quoted(node), entries })
    }

    fn entry(&mut self, node: &Node) -> Option<Entry> {
        let name = self.reference(node.get(Kind::Reference)?)?;
        let value = match node.kind {
            Kind::EntryAbsent => Known::Absent,
            Kind::EntryUnknown => Known::Unknown,
            Kind::EntryThroughTime => {
                let since = node.all(Kind::Since).map(|since| self.since(since));
                Known::ThroughTime(since.collect::<Option<_>>()?)
            }
            Kind::EntryList => Known::List(self.list_table(node)?),
            _ => Known::Value(self.literal(node)?),
        };
        Some(Entry { name, value })
    }

    fn since(&mut self, node: &Node) -> Option<Since> {
        let (from, value) = (self.date_in(node)?, self.literal(node)?);
        Some(Since { from, value, span: self.span(node) })
    }

    fn expectation(&mut self, node: &Node) -> Option<Expectation> {
        let expected = node.parts.last()?;
        let mut names = self.references(expected).into_iter();
        let kind = match expected.kind {
            Kind::ExpectNone => Expected::NoEntitlement(names.next()?),
            Kind::ExpectError => Expected::InputError,
            Kind::ExpectNeeds => Expected::Needs { name: names.next()?, facts: names.collect() },
            Kind::ExpectAwaits => {
                Expected::Awaiting { name: names.next()?, judgement: names.next()? }
            }
            Kind::ExpectNotSet => Expected::NotSet(names.next()?),
            _ => Expected::Value { name: names.next()?, value: self.literal(expected)? },
        };
        Some(Expectation { kind, span: self.span(node) })
    }
}

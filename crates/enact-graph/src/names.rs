//! What the nodes are called, and which node is meant by a name.

use crate::{Kind, Node, RuleGraph};
use enact_model::program::{Fact, Judgement, Parameter, Period, Rule, Safeguard, Term, TermKind};
use enact_model::table::{Id, LawId, Table};
use enact_source::{Citation, Language, Span};

/// What the program says of a node.
enum Row<'a> {
    Fact(&'a Fact),
    Parameter(&'a Parameter),
    Setting(&'a Period),
    Rule(&'a Rule),
    Term(&'a Term),
    Judgement(&'a Judgement),
    Safeguard(&'a Safeguard),
}

/// The words between a name and its law, in both languages.
const LAW_FOLLOWS: [&str; 4] = [" in de zin van ", " within the meaning of ", " van ", " of "];

impl RuleGraph {
    /// The nodes that a reader means by `name`: facts, parameters, judgements and terms by the
    /// drafter's name, safeguards by their title, rules and settings by their citation. Case and
    /// the choice between hyphen and space do not matter. `name of Law` or `name van Law` keeps
    /// those of that law, or about that kind of subject. In order; empty when nothing is meant.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Node> {
        let meant: Vec<Node> = self.nodes().filter(|node| self.is_called(*node, name)).collect();
        if !meant.is_empty() {
            return meant;
        }
        let parts = LAW_FOLLOWS.iter().filter_map(|words| name.rsplit_once(words));
        let within = |(name, owner): (&str, &str)| -> Vec<Node> {
            let nodes = self.nodes().filter(|node| self.is_called(*node, name));
            nodes.filter(|node| self.belongs_to(*node, owner)).collect()
        };
        parts.map(within).find(|nodes| !nodes.is_empty()).unwrap_or_default()
    }

    /// The name as the drafter wrote it: of a rule its term's, of a setting its parameter's.
    /// Empty when the graph has no such node.
    #[must_use]
    pub fn name(&self, node: Node) -> &str {
        let program = self.program();
        match self.row(node) {
            Some(Row::Fact(fact)) => &fact.name,
            Some(Row::Parameter(parameter)) => &parameter.name,
            Some(Row::Setting(_)) => match node {
                Node::Setting { parameter, .. } => &program.parameters[parameter].name,
                _ => "",
            },
            Some(Row::Rule(rule)) => row(&program.terms, rule.term).map_or("", |term| &term.name),
            Some(Row::Term(term)) => &term.name,
            Some(Row::Judgement(judgement)) => &judgement.name,
            Some(Row::Safeguard(safeguard)) => &safeguard.title,
            None => "",
        }
    }

    /// What a reader calls it: the name with spaces for hyphens, the citation of a rule or a
    /// setting.
    #[must_use]
    pub fn title(&self, node: Node, language: Language) -> String {
        match node {
            Node::Rule(_) | Node::Setting { .. } => self.label(node, language),
            Node::Safeguard(_) => self.name(node).to_owned(),
            Node::Fact(_) | Node::Parameter(_) | Node::Term(_) | Node::Judgement(_) => {
                self.name(node).replace('-', " ")
            }
        }
    }

    /// The provision it stands in, as in a margin: `art. 2 lid 1 Wzt`.
    #[must_use]
    pub fn label(&self, node: Node, language: Language) -> String {
        match self.row(node) {
            Some(Row::Rule(rule)) => rule.cite_short(language),
            _ => self.ground(node).map_or_else(String::new, |ground| ground.cite_short(language)),
        }
    }

    /// The provision it stands in, as in running text.
    #[must_use]
    pub fn cited(&self, node: Node, language: Language) -> String {
        match self.row(node) {
            Some(Row::Rule(rule)) => rule.cite(language),
            _ => self.ground(node).map_or_else(String::new, |ground| ground.cite(language)),
        }
    }

    /// The provision that a rule is applied from, mutatis mutandis.
    #[must_use]
    pub fn applied_from(&self, node: Node) -> Option<&Citation> {
        match self.row(node)? {
            Row::Rule(rule) => rule.applied.as_ref().map(|applied| &applied.from),
            _ => None,
        }
    }

    /// The provision it stands in; of a setting the one that fixes the value. `None` when the
    /// graph has no such node.
    #[must_use]
    pub fn ground(&self, node: Node) -> Option<&Citation> {
        Some(match self.row(node)? {
            Row::Fact(fact) => &fact.ground,
            Row::Parameter(parameter) => &parameter.ground,
            Row::Setting(period) => &period.ground,
            Row::Rule(rule) => &rule.ground,
            Row::Term(term) => &term.ground,
            Row::Judgement(judgement) => &judgement.ground,
            Row::Safeguard(safeguard) => &safeguard.ground,
        })
    }

    /// The declaration in the law's text.
    #[must_use]
    pub fn span(&self, node: Node) -> Option<Span> {
        Some(match self.row(node)? {
            Row::Fact(fact) => fact.span,
            Row::Parameter(parameter) => parameter.span,
            Row::Setting(period) => period.span,
            Row::Rule(rule) => rule.span,
            Row::Term(term) => term.span,
            Row::Judgement(judgement) => judgement.span,
            Row::Safeguard(safeguard) => safeguard.span,
        })
    }

    /// What kind of node it is to a reader.
    #[must_use]
    pub fn kind(&self, node: Node) -> Kind {
        match node {
            Node::Fact(_) => Kind::Fact,
            Node::Parameter(_) => Kind::Parameter,
            Node::Setting { .. } => Kind::Setting,
            Node::Rule(_) => Kind::Rule,
            Node::Judgement(_) => Kind::Judgement,
            Node::Safeguard(_) => Kind::Safeguard,
            Node::Term(term) => match row(&self.program().terms, term).map(|term| &term.kind) {
                Some(TermKind::Entitlement | TermKind::Decision { .. }) => Kind::Decision,
                Some(TermKind::Value | TermKind::YesNo) | None => Kind::Value,
            },
        }
    }

    fn is_called(&self, node: Node, name: &str) -> bool {
        match node {
            Node::Rule(_) | Node::Setting { .. } => {
                self.ground(node).is_some_and(|ground| is_cited(ground, name))
            }
            Node::Fact(_)
            | Node::Parameter(_)
            | Node::Term(_)
            | Node::Judgement(_)
            | Node::Safeguard(_) => same(self.name(node), name),
        }
    }

    fn belongs_to(&self, node: Node, owner: &str) -> bool {
        let program = self.program();
        let (law, entity): (Option<LawId>, _) = match self.row(node) {
            Some(Row::Fact(fact)) => (Some(fact.law), Some(fact.entity)),
            Some(Row::Parameter(parameter)) => (Some(parameter.law), None),
            Some(Row::Term(term)) => (Some(term.law), Some(term.entity)),
            Some(Row::Judgement(judgement)) => (Some(judgement.law), Some(judgement.entity)),
            Some(Row::Rule(rule)) => (Some(rule.law), None),
            Some(Row::Setting(_) | Row::Safeguard(_)) | None => (None, None),
        };
        let cited = self.ground(node).is_some_and(|ground| same(&ground.law, owner));
        let law = law.and_then(|law| row(&program.laws, law));
        let entity = entity.and_then(|entity| row(&program.entities, entity));
        cited
            || law.is_some_and(|law| same(&law.short, owner) || same(&law.title, owner))
            || entity.is_some_and(|entity| same(&entity.name, owner))
    }

    fn row(&self, node: Node) -> Option<Row<'_>> {
        let program = self.program();
        match node {
            Node::Fact(id) => row(&program.facts, id).map(Row::Fact),
            Node::Parameter(id) => row(&program.parameters, id).map(Row::Parameter),
            Node::Setting { parameter, period } => {
                row(&program.parameters, parameter)?.periods.get(period).map(Row::Setting)
            }
            Node::Rule(id) => row(&program.rules, id).map(Row::Rule),
            Node::Term(id) => row(&program.terms, id).map(Row::Term),
            Node::Judgement(id) => row(&program.judgements, id).map(Row::Judgement),
            Node::Safeguard(place) => program.safeguards.get(place).map(Row::Safeguard),
        }
    }
}

/// A row of this program, or `None` for an id of another.
fn row<I: Id, T>(table: &Table<I, T>, id: I) -> Option<&T> {
    table.rows().get(id.index())
}

/// Whether `name` cites this provision, in either language, with its law or without.
fn is_cited(ground: &Citation, name: &str) -> bool {
    let within = |language| {
        let place = ground.provision.as_ref()?;
        Some([place.cite(language), place.cite_short(language)])
    };
    [Language::Dutch, Language::English].into_iter().any(|language| {
        let whole = [ground.cite(language), ground.cite_short(language)];
        whole.iter().chain(within(language).iter().flatten()).any(|cited| same(cited, name))
    })
}

/// Whether two names differ in case and in hyphens for spaces only.
fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.trim().replace('-', " ").to_lowercase();
    plain(one) == plain(other)
}

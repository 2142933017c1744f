//! Names, values and owners as a citizen reads them.

use super::fold;
use crate::case::{facts_of, index};
use crate::context::Supposed;
use crate::decide::Decision;
use crate::outcome::Need;
use crate::record::{Found, Read, Source, Step};
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Fact, Limb, Rule, Scale, Type};
use enact_model::table::ParameterId;
use enact_source::messages::phrase;
use enact_source::{Argument, Citation, Language};
use enact_value::{Date, Value, format};

/// The words of one decision in one language.
pub(super) struct Wording<'d> {
    pub decision: &'d Decision<'d>,
    pub language: Language,
    /// Per subject: `van uw partner`; empty for the one decided about.
    owners: Vec<String>,
    /// Per step: the place of the first that differs from it in its day only.
    folded: Vec<usize>,
    /// Per step: its number among those that are settled and not folded.
    numbers: Vec<usize>,
}

impl<'d> Wording<'d> {
    pub fn new(decision: &'d Decision<'d>, language: Language) -> Self {
        let folded = fold::folded(decision);
        let numbers = (0..).zip(&decision.steps).scan(0, |settled, (place, step)| {
            let counts = step.found != Found::Open && folded[place] == place;
            *settled += usize::from(counts);
            Some(*settled)
        });
        let numbers = numbers.collect();
        let mut wording = Self { decision, language, owners: Vec::new(), folded, numbers };
        wording.owners = wording.owners();
        wording
    }

    pub fn program(&self) -> &'d Program {
        self.decision.graph.program()
    }

    pub fn say(&self, id: &str, words: &[(&'static str, Argument)]) -> String {
        phrase(self.language, id, words)
    }

    /// The number of the step at `place`, when it is settled.
    pub fn number(&self, place: u32) -> Option<usize> {
        let step = self.decision.steps.get(index(place))?;
        let first = self.folded.get(index(place)).copied()?;
        let number = self.numbers.get(first).copied();
        number.filter(|_| step.found != Found::Open)
    }

    /// Whether the step at `place` stands for itself in the letter.
    pub fn stands(&self, place: usize) -> bool {
        self.folded.get(place) == Some(&place)
    }

    /// The place of the step that stands for the one at `place`.
    pub fn first(&self, place: u32) -> usize {
        self.folded.get(index(place)).copied().unwrap_or(index(place))
    }

    /// The days of all steps that `step` stands for.
    pub fn days(&self, step: &Step) -> Vec<Date> {
        let steps = &self.decision.steps;
        let Some(own) = steps.iter().position(|other| std::ptr::eq(other, step)) else {
            return Vec::new();
        };
        let first = self.folded[own];
        let alike = (0..steps.len()).filter(|place| self.folded[*place] == first);
        let contexts = alike.filter_map(|place| {
            self.decision.contexts.get(index(steps[place].context)).map(|context| context.on)
        });
        contexts.collect()
    }

    /// Who everyone is, seen from the one decided about: the nearest way through the facts.
    fn owners(&self) -> Vec<String> {
        let subjects = &self.decision.case.subjects;
        let mut paths: Vec<Option<String>> = vec![None; subjects.len()];
        let mut ahead = std::collections::VecDeque::from([0_usize]);
        while let Some(from) = ahead.pop_front() {
            let Some(subject) = subjects.get(from) else { continue };
            for (_, fact) in facts_of(self.program(), subject.entity) {
                if let Some(Some(Value::Subjects(elements))) = subject.facts.get(fact.slot) {
                    for (number, element) in (1..).zip(elements.iter()) {
                        let to = index(*element);
                        if to == 0 || paths.get(to).is_none_or(Option::is_some) {
                            continue;
                        }
                        let element = self.element(fact, number, to);
                        let owner = paths[from].as_deref().unwrap_or_default();
                        paths[to] = Some(format!("{element} {owner}").trim_end().to_owned());
                        ahead.push_back(to);
                    }
                    continue;
                }
                let Some(Some(Value::Subject(to))) = subject.facts.get(fact.slot) else { continue };
                let to = index(*to);
                if to == 0 || paths.get(to).is_none_or(Option::is_some) {
                    continue;
                }
                let name = spaced(&fact.name).into();
                let path = match &paths[from] {
                    None => self.say("motivation-of-yours", &[("name", name)]),
                    Some(owner) => {
                        let owner = owner.as_str().into();
                        self.say("motivation-of-theirs", &[("name", name), ("owner", owner)])
                    }
                };
                paths[to] = Some(path);
                ahead.push_back(to);
            }
        }
        let known = paths.into_iter().enumerate();
        known.map(|(place, path)| path.unwrap_or_else(|| self.stranger(place))).collect()
    }

    /// An element of a list: by what the case calls it, else by its kind and number, such as `van
    /// kind 1`; and by the list when several hold that kind.
    fn element(&self, list: &Fact, number: usize, place: usize) -> String {
        let program = self.program();
        let subject = &self.decision.case.subjects[place];
        if let Some(title) = &subject.title {
            return self.say("motivation-of-titled", &[("title", title.as_str().into())]);
        }
        let kind = Type::List(subject.entity);
        let lists = program.facts.rows().iter().filter(|fact| fact.ty == kind).count();
        if lists > 1 {
            let name = spaced(&list.name).into();
            return self.say("motivation-of-listed", &[("list", name), ("number", number.into())]);
        }
        let kind = spaced(&program.entities[subject.entity].name).into();
        self.say("motivation-of-other", &[("kind", kind), ("number", number.into())])
    }

    /// Who a subject is by itself: `kind 1`, `Bo`.
    pub fn who(&self, subject: u32) -> String {
        let owner = self.owners.get(index(subject)).map_or("", String::as_str);
        let owner = owner.split_once(' ').map_or(owner, |(_, who)| who);
        if owner.is_empty() {
            let entity = self.decision.case.subjects.get(index(subject)).map(|row| row.entity);
            return entity.map_or_else(String::new, |e| spaced(&self.program().entities[e].name));
        }
        owner.to_owned()
    }

    /// A subject that no fact leads to, such as `van persoon 3`; nothing for the first.
    fn stranger(&self, place: usize) -> String {
        if place == 0 {
            return String::new();
        }
        let entity = self.decision.case.subjects[place].entity;
        let kind = spaced(&self.program().entities[entity].name);
        self.say("motivation-of-other", &[("kind", kind.into()), ("number", (place + 1).into())])
    }

    /// `toetsingsinkomen van uw partner`.
    pub fn owned(&self, name: &str, subject: u32) -> String {
        let owner = self.owners.get(index(subject)).map_or("", String::as_str);
        let name = spaced(name);
        if owner.is_empty() { name } else { format!("{name} {owner}") }
    }

    /// A fact that is still unknown, with the register it comes from.
    pub fn need(&self, need: Need) -> String {
        let fact = &self.program().facts[need.fact];
        self.sourced(self.owned(&fact.name, need.subject), fact.source.as_deref())
    }

    /// A fact or judgement that was read: its value, and where that comes from.
    pub fn datum(&self, read: &Read) -> String {
        let program = self.program();
        match read.source {
            Source::Fact(id) | Source::Since(id, _) => {
                let fact = &program.facts[id];
                self.sourced(self.input(read), fact.source.as_deref())
            }
            Source::Judgement(id) => {
                let judgement = &program.judgements[id];
                let judged = self.decision.case.judged(read.subject, judgement);
                let words = self.attested(self.input(read), judgement, judged);
                match judged.and_then(|judged| judged.reason.as_deref()) {
                    Some(reason) => format!("{words}: {reason}"),
                    None => words,
                }
            }
            Source::Parameter(id, period) => self.norm(id, period),
            Source::Step(_) | Source::Supposed(_) => self.input(read),
        }
    }

    fn sourced(&self, words: String, source: Option<&str>) -> String {
        match source {
            None => words,
            Some(source) => {
                let source = [("words", words.into()), ("source", source.into())];
                self.say("motivation-from", &source)
            }
        }
    }

    /// Whether it says something that `read` was read: that a subject has another, which it cannot
    /// be without, does not.
    pub fn tells(&self, read: &Read) -> bool {
        let (Source::Fact(id) | Source::Since(id, _)) = read.source else { return true };
        let fact = &self.program().facts[id];
        fact.optional || !matches!(fact.ty, Type::Subject(_))
    }

    /// What was read, as `name: value`.
    pub fn input(&self, read: &Read) -> String {
        let program = self.program();
        let value = self.decision.value(read);
        let (name, ty, scale) = match read.source {
            Source::Fact(id) | Source::Since(id, _) => {
                let fact = &program.facts[id];
                (self.owned(&fact.name, read.subject), fact.ty, fact.scale)
            }
            Source::Parameter(id, _) => {
                let parameter = &program.parameters[id];
                (spaced(&parameter.name), parameter.ty, parameter.scale)
            }
            Source::Judgement(id) => {
                let name = self.owned(&program.judgements[id].name, read.subject);
                (name, Type::YesNo, Scale::None)
            }
            Source::Supposed(fiction) => {
                let fiction = self.decision.supposed.get(index(fiction));
                let words = fiction.map_or(String::new(), |fiction| self.fiction(fiction));
                return self.say("motivation-supposed", &[("words", words.into())]);
            }
            Source::Step(place) => match self.decision.steps.get(index(place)) {
                Some(step) => return self.conclusion(step),
                None => return String::new(),
            },
        };
        let value = value.map_or(String::new(), |value| self.value(&value, ty, scale));
        let words = format!("{name}: {value}");
        match self.decision.since(read) {
            None => words,
            Some(from) => {
                let words = [("words", words.into()), ("date", self.date(from).into())];
                self.say("motivation-since", &words)
            }
        }
    }

    /// What a step comes to, as `name: value`.
    pub fn conclusion(&self, step: &Step) -> String {
        let term = &self.program().terms[step.term];
        let group = &self.program().groups[step.group];
        let mut name = self.owned(&term.name, step.subject);
        if term.group != step.group {
            let rules = group.members.iter().map(|member| member.rule);
            let grounds = self.cited(rules.map(|rule| &self.program().rules[rule]));
            let under = [("name", name.into()), ("grounds", grounds.join("; ").into())];
            name = self.say("motivation-under", &under);
        }
        name = self.in_context(name, step);
        let value = match &step.found {
            Found::Value(value) => self.value(value, term.ty, group.scale),
            Found::NoEntitlement => self.say("motivation-no-entitlement", &[]),
            Found::Open => self.say("motivation-unknown", &[]),
            Found::Fault(_) => self.say("motivation-no-answer", &[]),
        };
        format!("{name}: {value}")
    }

    /// `name`, with the day and the fictions under which it was worked out, where those are not
    /// the case's own.
    fn in_context(&self, name: String, step: &Step) -> String {
        let Some(context) = self.decision.contexts.get(index(step.context)) else { return name };
        let mut name = name;
        if let Some(days) = self.other_days(step) {
            let words = [("name", name.into()), ("date", days.into())];
            name = self.say("motivation-on", &words);
        }
        for fiction in &context.supposed {
            let Some(fiction) = self.decision.supposed.get(index(*fiction)) else { continue };
            let words = [("name", name.into()), ("fiction", self.fiction(fiction).into())];
            name = self.say("motivation-as-if", &words);
        }
        name
    }

    /// What is supposed, as `name: value`.
    fn fiction(&self, fiction: &Supposed) -> String {
        let (name, ty, scale) = self.program().held(fiction.target);
        let name = self.owned(name, fiction.subject);
        format!("{name}: {}", self.value(&fiction.value, ty, scale))
    }

    /// A norm that was read: its value, since when, and under which provision.
    pub fn norm(&self, id: ParameterId, period: u32) -> String {
        let parameter = &self.program().parameters[id];
        let Some(period) = parameter.periods.get(index(period)) else { return String::new() };
        let value = self.value(&period.value, parameter.ty, parameter.scale);
        let words: Argument = format!("{}: {value}", spaced(&parameter.name)).into();
        let ground = self.cite(&period.ground).into();
        if period.from <= Date::MIN {
            return self.say("motivation-norm", &[("words", words), ("ground", ground)]);
        }
        let from = self.date(period.from).into();
        self.say("motivation-norm-since", &[("words", words), ("ground", ground), ("date", from)])
    }

    /// Why the norm is an assumption, when it is one.
    pub fn assumed(&self, id: ParameterId, period: u32) -> Option<String> {
        let parameter = &self.program().parameters[id];
        let why = parameter.periods.get(index(period))?.assumed.as_deref()?;
        Some(format!("{}: {why}", spaced(&parameter.name)))
    }

    pub fn date(&self, date: Date) -> String {
        format::date(date, self.language)
    }

    pub fn value(&self, value: &Value, ty: Type, scale: Scale) -> String {
        match (value, ty.unit()) {
            (Value::YesNo(yes), _) => format::yes_no(*yes, self.language).to_owned(),
            (Value::Date(date), _) => self.date(*date),
            (Value::Text(option), _) if matches!(ty, Type::Choice(_)) => spaced(option),
            (Value::Text(text), _) => text.to_string(),
            (Value::Absent, _) => self.say("motivation-absent", &[]),
            (Value::Subjects(elements), _) => elements.len().to_string(),
            (Value::Subject(_), _) => format::yes_no(true, self.language).to_owned(),
            (Value::Number(units), Some((unit, rate))) => {
                format::amount(*units, scale.denominator(), unit, rate, self.language)
            }
            (Value::Quotient(units, divisor), Some((unit, rate))) => {
                format::amount(*units, *divisor, unit, rate, self.language)
            }
            (Value::Number(units), None) => units.to_string(),
            (Value::Quotient(units, divisor), None) => format!("{units}/{divisor}"),
        }
    }

    pub fn cite(&self, citation: &Citation) -> String {
        citation.cite(self.language)
    }

    /// The provisions of several rules, each once.
    pub fn cited<'c>(&self, rules: impl Iterator<Item = &'c Rule>) -> Vec<String> {
        let mut cited = Vec::new();
        for citation in rules.map(|rule| rule.cite(self.language)) {
            if !cited.contains(&citation) {
                cited.push(citation);
            }
        }
        cited
    }

    /// What a limb asks; of a row of a table, each cell with the head of its column.
    pub fn limb(&self, rule: &Rule, limb: &Limb) -> String {
        if !limb.row {
            return self.words_in(rule, &limb.condition);
        }
        let mut cells = Vec::new();
        self.cells(rule, &limb.condition, &mut cells);
        cells.dedup();
        if cells.is_empty() {
            return self.say("motivation-any", &[]);
        }
        cells.join("; ")
    }

    fn cells(&self, rule: &Rule, condition: &Expr, cells: &mut Vec<String>) {
        let asked = |input: &Expr| {
            format!("{}: {}", self.words_in(rule, input), self.words_in(rule, condition))
        };
        match &condition.kind {
            ExprKind::And(parts) => parts.iter().for_each(|part| self.cells(rule, part, cells)),
            ExprKind::Compare { left, .. } => cells.push(asked(left)),
            ExprKind::Or(parts) => match parts.first().map(|part| &part.kind) {
                Some(ExprKind::Compare { left, .. }) => cells.push(asked(left)),
                _ => cells.push(self.words_in(rule, condition)),
            },
            ExprKind::Literal(_) => {}
            ExprKind::Not(of) => {
                let no = format::yes_no(false, self.language);
                cells.push(format!("{}: {no}", self.words_in(rule, of)));
            }
            _ => {
                let yes = format::yes_no(true, self.language);
                cells.push(format!("{}: {yes}", self.words_in(rule, condition)));
            }
        }
    }

    /// The drafter's words for an expression of `rule`, on one line and without remarks, with the
    /// names that are read here.
    pub fn words_in(&self, rule: &Rule, expr: &Expr) -> String {
        let text = self.program().sources.slice(expr.span);
        let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        let words: Vec<_> = lines.flat_map(str::split_whitespace).collect();
        let words = words.join(" ");
        match &rule.applied {
            Some(applied) => spaced(&applied.words(&words)),
            None => spaced(&words),
        }
    }
}

/// With spaces for the hyphens between words.
pub(super) fn spaced(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len());
    let mut before = None;
    let mut ahead = name.chars().peekable();
    while let Some(sign) = ahead.next() {
        let word = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        let letters = before.is_some_and(char::is_alphabetic) && word(ahead.peek().copied());
        spaced.push(if sign == '-' && letters { ' ' } else { sign });
        before = Some(sign);
    }
    spaced
}

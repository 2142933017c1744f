//! The code of the laws, piece by piece, with what examples can show of each.

use super::Measure;
use super::aims::{Aim, Aims};
use crate::goals::Goal;
use enact_model::table::RuleId;
use enact_source::{Citation, Provision, Span};
use std::collections::BTreeMap;

/// A rule, a parameter or a judgement.
pub(super) struct Found {
    /// The law it stands in.
    pub law: String,
    /// The provision; `None` for the law as a whole.
    pub provision: Option<Provision>,
    /// `rule`, `parameter` or `judgement`.
    pub kind: &'static str,
    /// What it is about.
    pub name: String,
    /// The line on which it begins.
    pub line: usize,
    /// What there is to show of it.
    pub aims: Vec<Aim>,
}

/// All that examples can show something of, in order of the text of each law.
pub(super) fn of(aims: &Aims<'_>) -> Vec<Found> {
    let mut goals: BTreeMap<RuleId, Vec<Goal>> = BTreeMap::new();
    for goal in &aims.goals.all {
        goals.entry(goal.rule(aims.goals)).or_default().push(*goal);
    }
    let program = aims.program();
    let mut items = Vec::new();
    for (id, rule) in program.rules.iter() {
        let name = &program.terms[rule.term].name;
        let goals = goals.get(&id).map_or(&[][..], Vec::as_slice);
        items.push((
            rule.span,
            found(aims, "rule", name, &rule.ground, rule.span, aims.of_rule(id, goals)),
        ));
    }
    for (id, parameter) in program.parameters.iter() {
        for (ground, span, of_period) in aims.of_parameter(id) {
            let item = found(aims, "parameter", &parameter.name, &ground, span, of_period);
            items.push((span, item));
        }
    }
    for (id, judgement) in program.judgements.iter() {
        let (name, span) = (&judgement.name, judgement.span);
        let item = found(aims, "judgement", name, &judgement.ground, span, aims.of_judgement(id));
        items.push((span, item));
    }
    items.retain(|(_, item)| !item.aims.is_empty());
    items.sort_by_key(|(span, _)| *span);
    once(items.into_iter().map(|(_, item)| item).collect())
}

fn found(
    aims: &Aims<'_>,
    kind: &'static str,
    name: &str,
    ground: &Citation,
    span: Span,
    found: Vec<Aim>,
) -> Found {
    Found {
        law: ground.law.clone(),
        provision: ground.provision.clone(),
        kind,
        name: name.to_owned(),
        line: aims.line(span),
        aims: found,
    }
}

/// What a provision says once holds for all its rules: a condition of when they apply is there to
/// be shown once, with any of them.
fn once(mut items: Vec<Found>) -> Vec<Found> {
    type Place = (String, Option<Provision>, Span, Measure, String);
    let mut met: BTreeMap<Place, (usize, usize)> = BTreeMap::new();
    let mut others = Vec::new();
    for (number, item) in items.iter_mut().enumerate() {
        let (law, provision) = (item.law.clone(), item.provision.clone());
        let mut place = 0;
        item.aims.retain(|aim| {
            let key = (law.clone(), provision.clone(), aim.span, aim.measure, aim.told.clone());
            let first = *met.entry(key).or_insert((number, place));
            let new = first == (number, place);
            if new {
                place += 1;
            } else {
                others.push((first, aim.shown, aim.possible));
            }
            new
        });
    }
    for ((number, place), shown, possible) in others {
        let aim = &mut items[number].aims[place];
        aim.shown |= shown;
        aim.possible |= possible;
    }
    items
}

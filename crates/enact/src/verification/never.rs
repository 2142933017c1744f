//! Rules, cases and rows that count in no case, and why.

use super::flaw::{has_rows, limb_at};
use enact_model::Program;
use enact_model::program::{Gives, Rule};
use enact_source::{Code, Diagnostic, Span};
use enact_value::Date;
use enact_verify::Dead;

/// That a rule, or a limb of one, never counts.
pub(super) fn counts(program: &Program, dead: Dead) -> Diagnostic {
    let rule = &program.rules[dead.rule];
    let told = match dead.limb {
        None => whole(program, dead, rule),
        Some(limb) => part(rule, limb),
    };
    let name = program.terms[rule.term].name.as_str();
    told.with("name", name).within(rule.ground.clone())
}

/// A whole rule, with the rules that always come first when that is why.
fn whole(program: &Program, dead: Dead, rule: &Rule) -> Diagnostic {
    let told = Diagnostic::new(Code("W0706"), rule.span);
    if dead.displaced {
        let first = preceding(program, dead).into_iter();
        let told = first.fold(told, |told, span| told.and_at(span, "label-before"));
        return told.advising("help-displaced");
    }
    told.advising(if outside_time(program, rule) { "help-time" } else { "help" })
}

/// A case or row. Of an applied provision the place is where it is applied.
fn part(rule: &Rule, limb: usize) -> Diagnostic {
    let (rows, at) = (has_rows(rule), limb_at(rule, limb));
    let kind = if rows { ("deze rij", "this row") } else { ("dit geval", "this case") };
    let told = match rule.applied {
        Some(_) => Diagnostic::new(Code("W0707"), rule.span)
            .and_at(at, "label-applied")
            .advising("help-applied"),
        None => Diagnostic::new(Code("W0707"), at).advising(match &rule.gives {
            _ if rows => "help-row",
            Gives::Cases { ordered: true, .. } if limb > 0 => "help-ordered",
            _ => "help",
        }),
    };
    told.with("kind", kind)
}

/// Where the rules stand that precede a dead one.
fn preceding(program: &Program, dead: Dead) -> Vec<Span> {
    let group = &program.groups[program.terms[program.rules[dead.rule].term].group];
    let own = group.members.iter().find(|member| member.rule == dead.rule);
    let places = own.map_or(&[][..], |own| own.preceded_by.as_slice());
    let rules = places.iter().filter_map(|place| group.members.get(*place));
    rules.map(|member| program.rules[member.rule].span).collect()
}

/// Whether a rule is in force on no day on which all laws are.
fn outside_time(program: &Program, rule: &Rule) -> bool {
    let laws = program.laws.rows();
    let from = laws.iter().filter_map(|law| law.in_force).max();
    let until = laws.iter().filter_map(|law| law.until).min();
    let empty = |from: Option<Date>, until: Option<Date>| {
        from.zip(until).is_some_and(|(from, until)| until <= from)
    };
    empty(from, rule.in_force.until) || empty(rule.in_force.from, until)
}

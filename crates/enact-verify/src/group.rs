//! Whether the rules for one value give exactly one answer in every case.

use crate::domain::Domain;
use crate::explore::Explorer;
use crate::machine::{Fault, Inputs, Lack, Machine, Met, NOBODY, Settled, Summary, Sym};
use crate::region::Boxes;
use crate::solver::Solver;
use crate::space::Space;
use crate::witness::{Sought, Witness, ordinary};
use enact_model::Program;
use enact_model::program::{Expr, Rule, Target};
use enact_model::table::{GroupId, RuleId, TermId};
use enact_source::Span;
use enact_value::Range;
use std::collections::{BTreeMap, BTreeSet};

/// What was found of a group.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// What goes wrong, each with a case.
    pub faults: BTreeMap<Fault, Option<Witness>>,
    /// Of what goes wrong in no case on the word of a solver: that solver.
    pub word: BTreeMap<Fault, &'static str>,
    /// The solver that was asked whether something goes wrong, and could not say either.
    pub vain: BTreeMap<Fault, &'static str>,
    /// Where it goes wrong.
    pub boxes: BTreeMap<Fault, Boxes>,
    /// Rules whose conditions hold in some case.
    pub met: Met,
    /// Terms whose rules give no answer where these rules ask for one: their own, and those they
    /// read.
    pub gaps: BTreeSet<TermId>,
    /// Terms that may give none by their summary.
    pub stumbled: BTreeSet<TermId>,
    /// Rules of other values that contradict each other where these rules read them.
    pub others: BTreeSet<Fault>,
    /// Whether every way was gone.
    pub complete: bool,
    /// Whether on some way something was met that the machine does not work out.
    pub beyond: bool,
    /// Whether longer lists were left out.
    pub shortened: bool,
    /// How many ways there were.
    pub ways: u64,
    /// How many choices were weighed.
    pub spent: u64,
    /// What the rules can come to.
    pub summary: Summary,
}

/// What is asked: the group, and of which group it counts that its rules give no answer or two:
/// its own, unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub group: GroupId,
    pub about: Option<GroupId>,
    /// What the rules read by name: in these words a region may be told.
    pub told: &'a BTreeSet<Target>,
}

/// How many cases of one fault are tried before it counts as not confirmed.
const TRIES_MAX: u32 = 4;

/// Examines the rules of a group in every case of the domain. With `open`, the only groups
/// whose rules are looked into, no case is looked for. The solver is asked only whether there is a
/// case, where the search does not tell.
pub(crate) fn examine(
    (program, domain, settled, patience): (&Program, &Domain, &Settled, u64),
    asked: Asked<'_>,
    open: Option<&BTreeSet<GroupId>>,
    solver: Option<&dyn Solver>,
    confirmed: &dyn Fn(&Fault, TermId, &Witness) -> bool,
) -> Examined {
    let mut examined = Examined::default();
    let mut tries: BTreeMap<Fault, u32> = BTreeMap::new();
    let mut explorer = Explorer::new(patience);
    let term = program.groups[asked.group].term;
    let group = asked.about.unwrap_or(asked.group);
    let about = program.groups[group].term;
    let own: BTreeSet<RuleId> =
        program.groups[group].members.iter().map(|member| member.rule).collect();
    let counts = |fault: Fault| match fault {
        Fault::Gap { term: of, .. } => of == about,
        Fault::Conflict { first, .. } | Fault::Limbs { rule: first, .. } => own.contains(&first),
        Fault::Tied { span } => own.iter().any(|rule| holds(&program.rules[*rule], span)),
        Fault::OutOfRange { .. } | Fault::Division { .. } => asked.about.is_none(),
        Fault::NoDay { .. } | Fault::NotSet { .. } => true,
        _ => false,
    };
    examined.complete = explorer.all(|explorer| {
        let mut machine = Machine::new(program, explorer, settled, domain);
        machine.heed_time();
        if let Some(open) = open {
            machine.look_into(open);
        }
        let subject = machine.inputs.add(program.terms[term].entity);
        let answer = machine.ask(asked.group, subject);
        examined.ways += 1;
        examined.summary.add(&answer, &machine);
        examined.shortened |= machine.inputs.shortened;
        let met = std::mem::take(&mut machine.met);
        let mut shown = overlaps(program, asked, &met);
        if answer == Err(Lack::Open) {
            shown.extend(
                met.not_set.iter().map(|parameter| Fault::NotSet { parameter: *parameter }),
            );
        }
        examined.met.add(met);
        if let Err(Lack::Fault(fault)) = answer {
            match fault {
                Fault::Gap { term, subject: NOBODY } => _ = examined.stumbled.insert(term),
                Fault::Gap { term, .. } => _ = examined.gaps.insert(term),
                _ => {}
            }
            let contradicts = matches!(fault, Fault::Conflict { .. } | Fault::Limbs { .. });
            if contradicts && !counts(fault) {
                examined.others.insert(fault);
            }
            examined.beyond |= matches!(fault, Fault::Beyond { .. });
            shown.extend(counts(fault).then_some(fault));
        }
        if shown.is_empty() {
            return;
        }
        if open.is_some() {
            examined.faults.extend(shown.into_iter().map(|fault| (fault, None)));
            return;
        }
        if machine.keep_to_assumptions().is_err() {
            return;
        }
        let values = machine.worked_out();
        let Machine { inputs, explorer, .. } = machine;
        for fault in shown {
            let mark = explorer.space.mark();
            if is_of_numbers(&fault) && !keep_from_the_edge(program, &inputs, &mut explorer.space) {
                explorer.space.undo_to(mark);
                continue;
            }
            let boxes = examined.boxes.entry(fault).or_default();
            let tried = tries.entry(fault).or_default();
            if *tried >= TRIES_MAX {
                boxes.leave_out();
                explorer.space.undo_to(mark);
                continue;
            }
            if is_of_numbers(&fault) {
                boxes.leave_out();
            }
            boxes.add((program, domain), &inputs, values.clone(), &explorer.space, asked.told);
            if matches!(examined.faults.get(&fault), Some(Some(_))) {
                explorer.space.undo_to(mark);
                continue;
            }
            let sought = ordinary(program, domain, &inputs, &mut explorer.space, false, solver);
            explorer.space.undo_to(mark);
            match sought {
                Sought::None(word) => examined.word.extend(word.map(|word| (fault, word))),
                Sought::Case(witness) if confirmed(&fault, term, &witness) => {
                    examined.faults.insert(fault, Some(*witness));
                }
                sought => {
                    if let Sought::Unknown(Some(asked)) = sought {
                        examined.vain.insert(fault, asked);
                    }
                    *tried += 1;
                    examined.faults.entry(fault).or_default();
                }
            }
        }
    });
    examined.spent = explorer.spent(patience);
    examined
}

fn is_of_numbers(fault: &Fault) -> bool {
    matches!(fault, Fault::OutOfRange { .. } | Fault::Division { .. })
}

/// Leaves out the cases at the very edge of what can be entered, where any sum may leave its range;
/// `false` when no others are left.
fn keep_from_the_edge(program: &Program, inputs: &Inputs<'_>, space: &mut Space) -> bool {
    inputs.stated().all(|(_, fact, _, value)| match (value, program.facts[fact].widest()) {
        (Sym::Number(form), Some(Range { low, high })) => match form.terms.as_slice() {
            &[(var, 1)] if form.constant == 0 => space.keep(var, Range::new(low / 2, high / 2)),
            _ => true,
        },
        _ => true,
    })
}

/// Rules of the value that was asked for that speak together and agree, unless their law says
/// that they stand beside each other.
fn overlaps(program: &Program, asked: Asked<'_>, met: &Met) -> Vec<Fault> {
    let term = program.groups[asked.group].term;
    if asked.about.is_some() || program.terms[term].group != asked.group {
        return Vec::new();
    }
    let beside = |rule: RuleId| !program.rules[rule].clauses.without_prejudice.is_empty();
    let told = met.overlaps.iter().filter(|(subject, first, second)| {
        *subject == 0
            && [first, second]
                .iter()
                .all(|rule| program.rules[**rule].term == term && !beside(**rule))
    });
    told.map(|(_, first, second)| Fault::Overlap { term, first: *first, second: *second }).collect()
}

/// Whether the expression at `span` is one of the rule's.
fn holds(rule: &Rule, span: Span) -> bool {
    let mut found = false;
    for expr in rule.expressions() {
        expr.visit(&mut |part: &Expr| found |= part.span == span);
    }
    found
}

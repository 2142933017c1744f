//! What cases show of a law: conditions both ways, parts that decide, edges.

use enact::goals::{Goal, Goals, Tally};
use enact::{Memory, Ruleset};
use enact_eval::Case;

fn ruleset(rules: &str, examples: &[&str]) -> Ruleset {
    let examples: Vec<String> = examples
        .iter()
        .enumerate()
        .map(|(number, given)| {
            format!("example \"{number}\" on 2025-03-01\n  given person\n{given}")
        })
        .collect();
    let law = format!(
        "---\ntitle: Test Act\nshort: TA\nlanguage: en\nin-force: 2025-01-01\ntext: draft\n---\n## Article 1\n\n\
         ```enact\nentity person\nfact income of person : money\nfact age of person : number with 0 decimals\n\
         fact citizen of person : yes/no\nfact resident of person : yes/no\n\
         assume income ≥ €0 and income ≤ €1,000,000\nassume age ≥ 0 and age ≤ 120\n\
         {rules}\n{}```\n",
        examples.join("\n")
    );
    let loaded = Ruleset::load(&Memory::new().with("ta.law.md", &law));
    let messages: Vec<String> = loaded
        .findings
        .iter()
        .map(|finding| finding.render(enact_source::Language::English).message)
        .collect();
    assert!(loaded.ruleset.is_some(), "{messages:?}");
    loaded.ruleset.unwrap()
}

/// Every goal with the words it is about, and the examples that show it.
fn shown(ruleset: &Ruleset) -> Vec<String> {
    let program = ruleset.program();
    let goals = Goals::of(program, |_| true);
    let mut tally = Tally::new(&goals);
    for (number, example) in program.examples.iter().enumerate() {
        let case = Case::of_example(program, example);
        for expectation in &example.expectations {
            let enact_model::program::Expected::Value { term, .. } = expectation.kind else {
                continue;
            };
            let (decision, weighed) = ruleset.observe(term, &case, example.on);
            tally.add(number, &decision, &weighed);
        }
    }
    let words = |goal: &Goal| ruleset.sources().slice(goal.span(&goals)).to_owned();
    let line = |goal: &Goal| {
        let how = match goal {
            Goal::Speaks(_) => "speaks".to_owned(),
            Goal::Limb(_, limb) => format!("limb {limb}"),
            Goal::Turns(_, holds) => format!("turns {holds}"),
            Goal::Decides(..) => "decides".to_owned(),
            Goal::Edge(_, _, holds) => format!("edge {holds}"),
        };
        let words = words(goal);
        let words = words.lines().next().unwrap_or_default();
        format!("{how}: {words} {:?}", tally.shown_by(*goal))
    };
    goals.all.iter().map(line).collect()
}

const RULE: &str = "rule admitted when age ≥ 18 and (citizen or resident)";

fn person(age: u32, citizen: bool, resident: bool, admitted: bool) -> String {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    format!(
        "    age is {age}\n    citizen is {}\n    resident is {}\n  then admitted is {}\n",
        yes(citizen),
        yes(resident),
        yes(admitted)
    )
}

#[test]
fn each_part_of_a_condition_decides_in_a_pair_of_cases() {
    let cases = [
        person(18, true, false, true),
        person(17, true, false, false),
        person(40, false, false, false),
        person(40, false, true, true),
    ];
    let all: Vec<&str> = cases.iter().map(String::as_str).collect();
    insta::assert_debug_snapshot!(shown(&ruleset(RULE, &all)));
    insta::assert_debug_snapshot!(shown(&ruleset(RULE, &all[..2])));
}

#[test]
fn an_edge_is_a_step_wide_and_limbs_and_lists_count() {
    let rule = "rule grant is\n  when income ≤ €20,000 : €100\n  when income > €20,000 and income ≤ €30,000 : €50\n  otherwise : €0";
    let given =
        |income: &str, grant: &str| format!("    income is {income}\n  then grant is {grant}\n");
    let cases = [given("€20,000", "€100"), given("€20,000.01", "€50"), given("€31,000", "€0")];
    let all: Vec<&str> = cases.iter().map(String::as_str).collect();
    insta::assert_debug_snapshot!(shown(&ruleset(rule, &all)));
}

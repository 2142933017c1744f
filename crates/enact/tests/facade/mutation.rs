//! Slips in small laws: who notices them, and which case would.

use enact::mutation::Tried;
use enact::{Loaded, Memory, Mutation, Ruleset};
use enact_source::Language;
use enact_verify::Patience;
use std::collections::BTreeSet;

const HEAD: &str = "title: Fare Act\nshort: FA\nlanguage: en\nin-force: 2025-01-01\nuntil: 2026-01-01\ntext: draft\ncurrency: GBP\nmonth-end: last day";

/// The report on a law with this code.
fn tried(code: &str) -> Mutation {
    report(&format!("---\n{HEAD}\n---\n## Section 1\n```enact\nentity person\n{code}\n```\n"))
}

/// The report on a law. Every example that is said to be missing belongs there: pasted into the
/// law it comes out, and then somebody notices.
fn report(law: &str) -> Mutation {
    let first = once(law);
    let examples = first.with("unnoticed").filter_map(|tried| tried.case.as_ref()?.example.clone());
    let missing: BTreeSet<String> = examples.collect();
    assert_eq!(missing.len(), first.missing);
    let missing: Vec<String> = missing.into_iter().collect();
    let mended = format!("{law}\n## Section 9\n```enact\n{}\n```\n", missing.join("\n"));
    let second = once(&mended);
    assert_eq!(second.examples, first.examples + missing.len(), "{mended}");
    assert_eq!(second.counts.unnoticed, 0, "{mended}");
    first
}

fn once(law: &str) -> Mutation {
    let Loaded { ruleset, findings, .. } = Ruleset::load(&Memory::new().with("fa.law.md", law));
    let told: Vec<String> =
        findings.iter().map(|finding| finding.render(Language::English).message).collect();
    let ruleset = ruleset.ok_or(told).unwrap();
    Mutation::of(&ruleset, None, Patience::BRIEF, ruleset.language(), &mut |_, _| {})
}

/// What became of the one variant with these words.
fn of<'a>(mutation: &'a Mutation, words: &str) -> &'a Tried {
    let mut found = mutation.variants.iter().filter(|tried| tried.told.contains(words));
    let one = found.next();
    let all: Vec<&str> = mutation.variants.iter().map(|tried| tried.told.as_str()).collect();
    one.ok_or((words, all)).unwrap()
}

/// The verdicts on these variants, each with who notices it or the example that is missing.
fn verdicts(mutation: &Mutation, of: &[&str]) -> String {
    of.iter().map(|words| format!("{words} {}\n", verdict(mutation, words))).collect()
}

fn verdict(mutation: &Mutation, words: &str) -> String {
    let tried = of(mutation, words);
    let more = match &tried.case {
        Some(case) => case.example.clone().unwrap_or_default(),
        None => tried.by.clone().or_else(|| tried.why.clone()).unwrap_or_default(),
    };
    format!("{}: {more}", tried.verdict)
}

const REDUCED: &str = "\
fact age of person : number
assume age ≥ 0
assume age ≤ 120
entitlement reduction of person : money per year
decision fare to person : money per year is reduction
rule reduction is £40 per year when age at least 65
no entitlement to reduction otherwise
";

fn reduced(more: &str) -> Mutation {
    tried(&format!("{REDUCED}{more}"))
}

fn example(title: &str, age: &str, then: &str) -> String {
    format!("example \"{title}\" on 2025-03-01\n  given person\n    age is {age}\n  then {then}\n")
}

#[test]
fn a_boundary_that_nobody_tried_gets_its_case() {
    let old = example("old", "80", "fare is £40");
    let young = example("young", "30", "no entitlement to fare");
    let mutation = reduced(&(old.clone() + &young));
    insta::assert_snapshot!(verdicts(&mutation, &["‘age more than 65’", "‘age less than 65’", "‘65’ were ‘66’"]), @r#"
    ‘age more than 65’ unnoticed: example "section 1: ‘age at least 65’, not ‘age more than 65’" on 2025-01-01
      given person
        age is 65
      then fare is £40

    ‘age less than 65’ example: old
    ‘65’ were ‘66’ unnoticed: example "section 1: ‘age at least 65’, not ‘age more than 65’" on 2025-01-01
      given person
        age is 65
      then fare is £40
    "#);
    let edge = example("sixty-five", "65", "fare is £40");
    let mutation = reduced(&(old + &young + &edge));
    insta::assert_snapshot!(verdicts(&mutation, &["‘age more than 65’"]), @"‘age more than 65’ example: sixty-five");
}

#[test]
fn what_is_proved_to_make_no_difference_needs_no_example() {
    let mutation = tried(
        "fact age of person : number\nassume age ≥ 0\nassume age ≤ 120\n\
        decision fee to person : money is highest of (£10; £2 × age)\n  but at least £10\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &["‘but at least £10’ were missing", "‘lowest of (£10; £2 × age)’"]), @r#"
    ‘but at least £10’ were missing same: along all 4 ways to an outcome
    ‘lowest of (£10; £2 × age)’ unnoticed: example "section 1: ‘highest of (£10; £2 × age)’, not ‘lowest of (£10; £2 × age)’" on 2025-01-01
      given person
        age is 6
      then fee is £12
    "#);
}

#[test]
fn a_safeguard_notices_what_no_example_does() {
    let mutation = tried(
        "fact income of person : money per year\nassume income ≥ £0\n\
        decision fee to person : money per year is income but at most £100 per year\n\
        safeguard \"never more than a hundred\" : fee ≤ £100 per year\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &["‘£100’ were ‘£101’", "‘£100’ were ‘£99’"]), @r#"
    ‘£100’ were ‘£101’ safeguard: never more than a hundred
    ‘£100’ were ‘£99’ unnoticed: example "section 1: ‘£100’, not ‘£99’" on 2025-01-01
      given person
        income is £100
      then fee is £100
    "#);
}

#[test]
fn the_check_notices_what_is_no_law() {
    let mutation = tried(
        "fact married of person : yes/no\n\
        decision fee to person : money is\n  when married : £1\n  otherwise : £2\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &["‘otherwise : £2’ were missing"]), @"‘otherwise : £2’ were missing check: E0701");
}

#[test]
fn conditions_and_their_words() {
    let mutation = tried(
        "fact old of person : yes/no\nfact poor of person : yes/no\nfact rich of person : yes/no\n\
        rule free when old and poor unless rich\nrule free when old and not rich and not poor\n\
        decision fee to person : money is\n  when free : £0\n  otherwise : £2\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &[
        "‘old or poor’",
        "‘poor’ were missing",
        "‘unless rich’ were missing",
        "‘not poor’ were ‘poor’",
        "‘rule free when old and poor unless rich’ were missing",
    ]), @r#"
    ‘old or poor’ unnoticed: example "section 1: ‘old and poor’, not ‘old or poor’" on 2025-01-01
      given person
        old is no
        poor is yes
        rich is no
      then fee is £2

    ‘poor’ were missing same: along all 5 ways to an outcome
    ‘unless rich’ were missing unnoticed: example "section 1: ‘unless rich’" on 2025-01-01
      given person
        old is yes
        poor is yes
        rich is yes
      then fee is £2

    ‘not poor’ were ‘poor’ unnoticed: example "section 1: ‘rule free when old and not rich and not poor’" on 2025-01-01
      given person
        old is yes
        poor is no
        rich is no
      then fee is £0

    ‘rule free when old and poor unless rich’ were missing unnoticed: example "section 1: ‘rule free when old and poor unless rich’" on 2025-01-01
      given person
        old is yes
        poor is yes
        rich is no
      then fee is £0
    "#);
}

#[test]
fn amounts_and_their_words() {
    let mutation = tried(
        "fact price of person : money\nassume price ≥ £0\nassume price ≤ £1,000\n\
        decision fee to person : money is\n  12.5% of (price in excess of £100) rounded up to pence but at most £50\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &[
        "‘rounded down to pence’",
        "‘rounded up to whole pounds’",
        "‘price − £100’",
        "‘but at most £50’ were missing",
        "‘12.5%’ were ‘12.6%’",
        "‘£100’ were ‘£99’",
    ]), @r#"
    ‘rounded down to pence’ unnoticed: example "section 1: ‘rounded up to pence’, not ‘rounded down to pence’" on 2025-01-01
      given person
        price is £105
      then fee is £0.63

    ‘rounded up to whole pounds’ unnoticed: example "section 1: ‘12.5%’, not ‘12.6%’" on 2025-01-01
      given person
        price is £110
      then fee is £1.25

    ‘price − £100’ unnoticed: example "section 1: ‘price in excess of £100’, not ‘price − £100’" on 2025-01-01
      given person
        price is £0
      then fee is £0

    ‘but at most £50’ were missing unnoticed: example "section 1: ‘but at most £50’" on 2025-01-01
      given person
        price is £600
      then fee is £50

    ‘12.5%’ were ‘12.6%’ unnoticed: example "section 1: ‘12.5%’, not ‘12.6%’" on 2025-01-01
      given person
        price is £110
      then fee is £1.25

    ‘£100’ were ‘£99’ unnoticed: example "section 1: ‘12.5%’, not ‘12.6%’" on 2025-01-01
      given person
        price is £110
      then fee is £1.25
    "#);
}

#[test]
fn provisions_and_their_order() {
    let mutation = report(&format!(
        "---\n{HEAD}\n---\n## Section 1\n```enact\nentity person\nfact old of person : yes/no\n\
        fact member of person : yes/no\ndecision fee to person : money is £10\n```\n\
        ## Section 2\n```enact\nnotwithstanding section 1\nrule fee of person is £5 when old\n```\n\
        ## Section 3\n```enact\nnotwithstanding section 1 and section 2\n\
        rule fee of person is in order\n  when member and old : £1\n  when member : £2\n  otherwise : £3\n```\n"
    ));
    insta::assert_snapshot!(verdicts(&mutation, &["‘notwithstanding section 1’ were missing", "came after"]), @"
    ‘notwithstanding section 1’ were missing same: along all 3 ways to an outcome
    came after check: W0707
    ");
}

#[test]
fn days_lists_and_others() {
    let mutation = tried(
        "fact child-benefit of person : money\nfact date-of-birth of person : date\n\
        fact partner of person : person, optional\nassume child-benefit ≥ £0\n\
        entity child\nfact grant of child : money\nfact children of person : list of child, at most 3\n\
        parameter rate : money\n  from 2025-01-01 : £5\n  from 2025-07-01 : £6\n\
        rule ours of person is child-benefit + child-benefit of partner or £0 if absent\n\
        rule mine of person is number of children with grant > £10\n\
        decision fee to person : money is rate + ours + mine × £1\n",
    );
    insta::assert_snapshot!(verdicts(&mutation, &["‘2025-07-01’ were ‘2025-07-02’", "‘with grant > £10’ were missing", "‘child-benefit of partner’ were ‘child-benefit’", "‘grant > £10’ were ‘grant ≥ £10’"]), @r#"
    ‘2025-07-01’ were ‘2025-07-02’ unnoticed: example "section 1: ‘from 2025-07-01 : £6’" on 2025-07-01
      given person
        child-benefit is £0
        no partner
        no children
      then fee is £6

    ‘with grant > £10’ were missing check: W0413
    ‘child-benefit of partner’ were ‘child-benefit’ check: E0306
    ‘grant > £10’ were ‘grant ≥ £10’ unnoticed: example "section 1: ‘grant > £10’, not ‘grant ≥ £10’" on 2025-07-01
      given person
        child-benefit is £0
        no partner
        children are
          | grant |
          | --- |
          | £10 |
      then fee is £6
    "#);
}

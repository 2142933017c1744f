//! In which cases it goes wrong, in the words of the rules.

use enact::{Memory, Ruleset};
use enact_source::Language;

/// The findings of a law: each message, and what is seen at each place.
fn found(language: Language, rules: &str) -> String {
    let law = format!(
        "---\ntitle: A\nshort: A\nlanguage: {}\nin-force: 2025-01-01\ntext: draft\nleap-day: {}\n---\n{rules}",
        language.pick("nl", "en"),
        language.pick("1 maart", "1 March")
    );
    let world = Memory::new()
        .with("enact.toml", "name = \"a\"\nversion = \"1\"\n")
        .with("a.law.md", law.as_str());
    let told = Ruleset::load(&world).findings.into_iter().map(|finding| {
        let rendered = finding.render(language);
        let labels: String = rendered
            .labels
            .into_iter()
            .filter_map(|(_, words)| words)
            .map(|words| format!("  {words}\n"))
            .collect();
        format!("{}: {}\n{labels}", rendered.code.0, rendered.message)
    });
    told.collect()
}

#[test]
fn an_age_and_a_total_are_told_as_the_rules_name_them() {
    let rules = "
## Artikel 1
```enact
soort persoon
gegeven geboortedatum van persoon : datum
gegeven inkomen van persoon : bedrag per jaar
gegeven partner van persoon : persoon, optioneel
aanname inkomen ≥ € 0 per jaar
regel leeftijd van persoon is jaren tussen geboortedatum en peildatum
regel alleenstaand van persoon indien partner afwezig
regel toetsingsinkomen van persoon is
  met partner : inkomen + inkomen van partner
  in de overige gevallen : inkomen
aanspraak toelage van persoon : bedrag
```
## Artikel 4
```enact
regel toelage is € 600 indien alleenstaand en toetsingsinkomen < € 20.001 per jaar
regel toelage is € 700 indien niet alleenstaand en toetsingsinkomen < € 20.001 per jaar
geen aanspraak op toelage indien toetsingsinkomen > € 20.001 per jaar
```
## Artikel 6
```enact
regel toelage is € 0
  indien leeftijd < 18 en alleenstaand en toetsingsinkomen ≥ € 20.000,01 per jaar en toetsingsinkomen ≤ € 20.001 per jaar
```
";
    insta::assert_snapshot!(found(Language::Dutch, rules), @"
    E0701: geen bepaling geeft `toelage`, bijvoorbeeld op 1 januari 2025 voor een persoon met geboortedatum 1 januari 1980, inkomen € 20.001 per jaar, zonder partner (leeftijd 45, alleenstaand ja, toetsingsinkomen € 20.001 per jaar)
      heeft dan geen uitkomst; zo is het bij leeftijd vanaf 18, toetsingsinkomen € 20.001 per jaar; of bij alleenstaand nee, toetsingsinkomen € 20.001 per jaar
    E0703: artikel 4 en artikel 6 A geven allebei `toelage` en verschillen, bijvoorbeeld op 1 januari 2025 voor een persoon met geboortedatum 1 januari 2010, inkomen € 20.000,10 per jaar, zonder partner (leeftijd 15, alleenstaand ja, toetsingsinkomen € 20.000,10 per jaar): € 600 en € 0
      geeft dan € 0; zo is het bij leeftijd tot en met 17, alleenstaand ja, toetsingsinkomen van € 20.000,01 tot en met € 20.000,99 per jaar
      geeft dan € 600
    ");
}

#[test]
fn what_a_person_judges_is_part_of_the_region() {
    let rules = "
## Article 1
```enact
entity person
fact income of person : money per year
judgement hardship of person : yes/no by \"case worker\"
rule fee of person is €40
```
## Article 2
```enact
rule fee of person is €0 when hardship and income < €20,000 per year
```
";
    insta::assert_snapshot!(found(Language::English, rules), @"
    E0703: article 1 and article 2 A both give `fee` and differ, for example on 1 January 2025 for a person with income €0 per year, hardship yes: €40 and €0
      then gives €0; so it is with income up to and including €19,999.99 per year, hardship yes
      then gives €40
    ");
}

#[test]
fn what_no_value_says_exactly_is_not_told() {
    let rules = "
## Article 1
```enact
entity person
fact income of person : money per year
fact rent of person : money per year
rule fee of person is €40 when income ≥ rent
```
";
    insta::assert_snapshot!(found(Language::English, rules), @"
    W0702: no provision gives `fee`, for example on 1 January 2025 for a person with income €0 per year, rent €1 per year
      has no outcome then
    ");
}

#[test]
fn limbs_say_what_each_of_them_gives() {
    let rules = "
## Article 1
```enact
entity person
fact date-of-birth of person : date
fact member of person : yes/no
rule age of person is years between date-of-birth and reference-date
decision fee to person : money
  is
  when age < 18 : €4
  when member : €5
  otherwise : €10
```
";
    insta::assert_snapshot!(found(Language::English, rules), @"
    E0704: two cases of `fee` hold together and differ, for example on 1 January 2025 for a person with date of birth 1 January 2010, member yes (age 15): €4 and €5
      then gives €5; so it is with member yes, age up to and including 17
      then gives €4
    ");
}

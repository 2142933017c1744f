//! The layout of code.

use enact_source::{FileId, Source};
use enact_syntax::{format, parse};

fn law(language: &str, code: &str) -> String {
    format!(
        "---\ntitle: Act\nlanguage: {language}\n---\n# Article 1\n\nWords   stay .\n\n  ```enact\n{code}\n  ```\n"
    )
}

/// The code of a law after formatting, without what surrounds it.
fn laid_out(language: &str, code: &str) -> String {
    let text = law(language, code);
    let once = format(&Source::new("law", text.as_str()));
    assert_eq!(once, format(&Source::new("law", once.as_str())), "formatting twice");
    let (start, end) = (text.find("```enact\n").map_or(0, |at| at + 9), "  ```\n".len());
    assert_eq!(once[..start], text[..start], "what stands before the code");
    once[start..once.len() - end].to_owned()
}

#[test]
fn declarations_stand_out_and_signs_are_written_in_one_way() {
    let code = "

fact income:money per year from \"B  RI\"   ,special
      fact  partner : person,optional // who   lives here   


  // above the rule
rule x is ( a*b- −c ) / 2 - 50 %  of d
when  a<=b or c>=- 5 or    (d is one of(1;2 ;3))
 rule y is € 2,112.50 per  year //tight
   notwithstanding article 2 (1) ( a ) ,section L3(2) and (b)
rule z is when a<b:1 otherwise
  : 2
example \"e\"   on 1  January 2025
// known
given person
income is €5
no partner
given partner
income is €6
then x is 3
because article 2(1)
// the end

";
    insta::assert_snapshot!(laid_out("en", code));
}

#[test]
fn a_dutch_amount_has_a_blank() {
    insta::assert_snapshot!(laid_out(
        "nl",
        "regel x is €2.112,50 – 5*3/deel\n  indien ja\u{a0}en\u{a0}nee"
    ));
}

#[test]
fn a_block_with_a_slip_is_left_alone() {
    let code = "rule   x is =< 3\n\n\n   rule y  is 2\n";
    assert_eq!(laid_out("en", code), format!("{code}\n"));
}

#[test]
fn a_formatted_law_says_the_same() {
    for text in [include_str!("laws/heating.nl.law.md"), include_str!("laws/heating.en.law.md")] {
        assert_eq!(format(&Source::new("law", text)), text, "the sample is laid out");
        let crowded = text.replace("\n     ", "\n   ").replace(" : ", ":").replace(" × ", "*");
        let formatted = format(&Source::new("law", crowded.as_str()));
        let count = |text: &str| parse(FileId(0), &Source::new("law", text)).findings.len();
        assert_eq!((count(&crowded), count(&formatted)), (0, 0));
        assert_eq!(format(&Source::new("law", formatted.as_str())), formatted);
    }
}

#[test]
fn the_columns_of_a_table_are_aligned() {
    let code = "table  x of person is by
|age|income of partner or €0 if absent|x|  // the head
|:--|-|--:|
  |<18|any|−1|
|18 to  below 65| €5 ; €6|2*3|// why
| ≥65 |\"a|b\"| 3 |
rule y is 2";
    insta::assert_snapshot!(laid_out("en", code));
}

const LIST: &str = "example \"e\" on 2025-03-01
given household
rent is €500
children are
|age|income|  name | // who
|-|:-:|--:|
|7|€0 | \"Bo|Kim\"|
| 17|€1,250.50|none|  // the eldest
|−3|unknown|  \"é\"|
cars are
|doors|
|---|
|4|
then benefit is €100
";

#[test]
fn a_list_in_an_example_is_aligned() {
    insta::assert_snapshot!(laid_out("en", LIST));
    let dutch = "voorbeeld \"e\" op 2025-03-01
in het geval huishouden
kinderen zijn
|leeftijd|inkomen|
|:--|-|
|7|€1.250,50|
|17|onbekend|
dan toeslag is €100
";
    insta::assert_snapshot!(laid_out("nl", dutch));
}

#[test]
fn an_aligned_list_says_the_same() {
    let values = |code: &str| {
        let law = law("en", code);
        let tree = parse(FileId(0), &Source::new("law", law.as_str()));
        assert_eq!(tree.findings, []);
        law.split('|').map(|cell| cell.replace([' ', '-'], "")).collect::<Vec<_>>()
    };
    assert_eq!(values(LIST.trim_end()), values(laid_out("en", LIST).trim_end()));
}

proptest::proptest! {
    /// Whatever the blanks in a table, its layout is one and keeps every figure.
    #[test]
    fn any_blanks_give_one_layout(blanks in proptest::collection::vec(0_usize..5, 24), ages in
        proptest::collection::vec(0_u32..1_000_000, 4))
    {
        let mut blanks = blanks.into_iter().map(|count| " ".repeat(count)).cycle();
        let mut row = |one: String, other: String| {
            let mut gap = || blanks.next().unwrap_or_default();
            format!("|{}{one}{}|{}{other}{}|", gap(), gap(), gap(), gap())
        };
        let mut lines = vec![row("age".into(), "income".into()), row("-".into(), "---".into())];
        lines.extend(ages.iter().map(|age| row(age.to_string(), format!("€{age}"))));
        let code = |table: &str| {
            format!("example \"e\" on 2025-03-01\ngiven household\nchildren are\n{table}\nthen x is 1")
        };
        let formatted = laid_out("en", &code(&lines.join("\n")));
        let rows: Vec<&str> = formatted.lines().filter(|line| line.contains('|')).collect();
        let widths: Vec<usize> = rows.iter().map(|row| row.chars().count()).collect();
        proptest::prop_assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{formatted}");
        for (row, age) in rows.iter().skip(2).zip(&ages) {
            let cells: Vec<&str> = row.trim().split('|').map(str::trim).collect();
            proptest::prop_assert_eq!(&cells, &["", &age.to_string(), &format!("€{age}"), ""]);
        }
    }
}

#[test]
fn a_scale_is_laid_out() {
    let code = "parameter scale:brackets
from 2025-01-01:
up to  €38,441:35.82%
above :49.50%
rule x is a+b through  scale each  band rounded down to  euros*2";
    insta::assert_snapshot!(laid_out("en", code));
}

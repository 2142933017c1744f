//! Which operator takes which operand.

use enact_source::{FileId, Source};
use enact_syntax::parse;
use enact_syntax::tree::{Body, DeclarationKind, Expr, ExprKind, Grain};

/// The value of `rule x is …`, with brackets around everything that belongs together.
fn value(language: &str, words: &str) -> String {
    let rule = if language == "nl" { "regel" } else { "rule" };
    let text = format!(
        "---\ntitle: Act\nlanguage: {language}\n---\n# Article 1\n```enact\n{rule} x is {words}\n```\n"
    );
    let tree = parse(FileId(0), &Source::new("act", text));
    assert_eq!(tree.findings, [], "{words}");
    match &tree.document.blocks[0].declarations[0].kind {
        DeclarationKind::Rule(rule) => match &rule.body {
            Body::Value { value, .. } => shown(value),
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}

fn shown(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Name(name) => match &name.law {
            Some(law) => format!("{}@{}", name.text, law.text),
            None => name.text.clone(),
        },
        ExprKind::Of { name, owner } => format!("{}.{}", shown(owner), name.text),
        ExprKind::Number(value) | ExprKind::Percentage(value) => {
            format!("{}e{}", value.units, value.decimals)
        }
        ExprKind::Rated { number, rate } => {
            format!("{}e{}/{rate:?}", number.units, number.decimals)
        }
        ExprKind::Money { amount, currency, rate } => {
            let rate = rate.map_or(String::new(), |rate| format!("/{rate:?}"));
            format!("{currency}{}e{}{rate}", amount.units, amount.decimals)
        }
        ExprKind::Date(date) => date.to_string(),
        ExprKind::Period { count, unit } => format!("{count}{unit:?}"),
        ExprKind::Text(text) => format!("“{text}”"),
        ExprKind::YesNo(yes) => yes.to_string(),
        ExprKind::ReferenceDate => "today".to_owned(),
        ExprKind::Exists { of, absent } => {
            format!("{}({})", if *absent { "absent" } else { "exists" }, shown(of))
        }
        ExprKind::OrIfAbsent { value, default } => {
            format!("({} else {})", shown(value), shown(default))
        }
        ExprKind::ValueUnder(cited) => format!("under({:?} {:?})", cited.heading, cited.parts),
        ExprKind::Binary { operator, left, right, .. } => {
            format!("({} {operator:?} {})", shown(left), shown(right))
        }
        ExprKind::Not(of) => format!("not({})", shown(of)),
        ExprKind::Negative(of) => format!("neg({})", shown(of)),
        ExprKind::Over(over) => {
            let part = |part: &Option<Box<Expr>>, word: &str| {
                part.as_ref().map_or(String::new(), |part| format!(" {word} {}", shown(part)))
            };
            let (value, filter) = (part(&over.value, "of"), part(&over.filter, "if"));
            format!("{:?}[{}{value}{filter}]", over.fold, shown(&over.list))
        }
        ExprKind::Rank(rank) => {
            format!("rank[{} by {} {}]", shown(&rank.list), shown(&rank.key), rank.by_entry)
        }
        ExprKind::Extreme { highest, of } => {
            format!("{}({})", if *highest { "max" } else { "min" }, list(of))
        }
        ExprKind::OneOf { value, options } => format!("({} in {})", shown(value), list(options)),
        ExprKind::Rounded { value, rounding, grain } => {
            let grain = match grain {
                Grain::MultipleOf(of) => format!("MultipleOf {}", shown(of)),
                other => format!("{other:?}"),
            };
            format!("{rounding:?}({}, {grain})", shown(value))
        }
        ExprKind::Through { value, scale, .. } => {
            format!("({} through {})", shown(value), scale.text)
        }
        ExprKind::Bands(bands) => format!("{} bands", bands.len()),
        ExprKind::AsPer { value, rate } => format!("({} as {rate:?})", shown(value)),
        ExprKind::Between { counted, from, to } => {
            format!("{counted:?}({}, {})", shown(from), shown(to))
        }
        ExprKind::On { value, date } => format!("({} on {})", shown(value), shown(date)),
        ExprKind::AsIf { value, of, supposed } => {
            let supposed = supposed.as_deref().map_or("nothing".to_owned(), shown);
            format!("({} if {} were {supposed})", shown(value), shown(of))
        }
        ExprKind::SumOverMonths { value, year } => {
            format!("months({}, {})", shown(value), shown(year))
        }
        ExprKind::FirstDayOn { condition, from } => {
            format!("firstOn({}, {})", shown(condition), shown(from))
        }
        ExprKind::FirstDay { calendar, after, date } => {
            format!("first({calendar:?} {after} {})", shown(date))
        }
    }
}

fn list(of: &[Expr]) -> String {
    of.iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// Each of `cases` reads as is said beside it.
fn read_as(language: &str, cases: &[(&str, &str)]) {
    for (words, expected) in cases {
        assert_eq!(value(language, words), *expected, "{words}");
    }
}

#[test]
fn sums_and_products() {
    read_as(
        "en",
        &[
            ("a + b × c − d ÷ 2", "((a Add (b Multiply c)) Subtract (d Divide 2e0))"),
            ("(a + b) * c", "((a Add b) Multiply c)"),
            ("50% of b of c + d", "((50e0 Multiply c.b) Add d)"),
            (
                "50% of the amount under article 2(1)",
                "(50e0 Multiply under(Some((Article, \"2\")) [\"1\"]))",
            ),
            ("a in excess of b × 4%", "((a InExcessOf b) Multiply 4e0)"),
            ("−5 × −a", "(-5e0 Multiply neg(a))"),
            ("a − −€2,112.50 per year", "(a Subtract EUR-211250e2/Year)"),
            ("a as per month × 12", "((a as Month) Multiply 12e0)"),
            ("a but at most b + c but at least 0", "((a AtMost (b Add c)) AtLeast 0e0)"),
            (
                "a + b rounded down to a multiple of €5 but at most c",
                "(Down((a Add b), MultipleOf EUR5e0) AtMost c)",
            ),
            ("(a rounded up to cents) + b", "(Up(a, Cents) Add b)"),
            ("a rounded half even to 2 decimals", "HalfEven(a, Decimals(2))"),
            ("highest of (a; lowest of (b; c) + 1)", "max(a; (min(b; c) Add 1e0))"),
        ],
    );
}

#[test]
fn conditions() {
    read_as(
        "en",
        &[
            ("a and not b < c and d", "((a And not((b Compare(Less) c))) And d)"),
            ("a or (b and c)", "(a Or (b And c))"),
            ("a is not b or c is one of (d; e)", "((a Compare(Unequal) b) Or (c in d; e))"),
            ("with partner and without c of d", "(exists(partner) And absent(d.c))"),
            ("b of partner exists", "exists(partner.b)"),
            (
                "a or €0 if absent is higher than b + 1",
                "((a else EUR0e0) Compare(More) (b Add 1e0))",
            ),
            ("a + b or c ÷ 2 if absent", "(a Add (b else (c Divide 2e0)))"),
            ("a or b or 0 if absent", "(a Or (b else 0e0))"),
            ("a is not more than b", "(a Compare(AtMost) b)"),
            ("d on or before 1 May 2025", "(d Compare(AtMost) 2025-05-01)"),
            ("age less than 18 years", "(age Compare(Less) 18Years)"),
        ],
    );
}

#[test]
fn dates_and_names() {
    read_as(
        "en",
        &[
            ("years between a and reference-date ≥ 18", "(Years(a, today) Compare(AtLeast) 18e0)"),
            ("days between a + 1 day and b and c", "(Days((a Add 1Days), b) And c)"),
            ("first day of the month after d + 3 months", "(first(Month true d) Add 3Months)"),
            (
                "first day of the year of first day of the month after d",
                "first(Year false first(Month true d))",
            ),
            ("insured within the meaning of Zvw of partner", "partner.insured"),
            ("a within the meaning of \"Other Act\" + 1", "(a@Other Act Add 1e0)"),
            ("art_3-x2 + l’eau", "(art_3-x2 Add l'eau)"),
            ("caf\u{e9} + cafe\u{301} + a\u{2011}b", "((café Add café) Add a-b)"),
        ],
    );
}

#[test]
fn the_dutch_words_read_the_same() {
    read_as(
        "nl",
        &[
            ("a of € 0 bij ontbreken of b", "((a else EUR0e0) Or b)"),
            ("50% van a van b doch ten hoogste 12,5", "((50e0 Multiply b.a) AtMost 125e1)"),
            (
                "a voor zover boven b naar boven afgerond op hele euro's",
                "Up((a InExcessOf b), CurrencyUnits)",
            ),
            ("d voor 2025-01-01", "(d Compare(Less) 2025-01-01)"),
            ("d is op of na 1 mei 2025", "(d Compare(AtLeast) 2025-05-01)"),
            ("a is geen b", "(a Compare(Unequal) b)"),
            ("a niet aanwezig en b is aanwezig", "(absent(a) And exists(b))"),
            ("a bedraagt niet meer dan b", "(a Compare(AtMost) b)"),
            ("a is één van (1; 2)", "(a in 1e0; 2e0)"),
            ("voornaam + nabestaande + isolatie", "((voornaam Add nabestaande) Add isolatie)"),
        ],
    );
}

#[test]
fn other_days_and_fictions_bind_tightly() {
    read_as(
        "en",
        &[
            ("a + b on d × 2", "(a Add ((b on d) Multiply 2e0))"),
            ("a of b on c of d + e", "((b.a on d.c) Add e)"),
            ("age on 2025-01-01 ≥ 18", "((age on 2025-01-01) Compare(AtLeast) 18e0)"),
            ("a on (d + 3 months)", "(a on (d Add 3Months))"),
            ("a on first day of the month of d", "(a on first(Month false d))"),
            ("a on or before b", "(a Compare(AtMost) b)"),
            (
                "a as if (b is no) as if (c of d is a + 1) + 2",
                "(((a if b were false) if d.c were (a Add 1e0)) Add 2e0)",
            ),
            ("a as if (no partner) on d", "((a if partner were nothing) on d)"),
            ("a × b as per month on d", "(a Multiply ((b as Month) on d))"),
            (
                "first day on which a and b ≥ 3, from d + 65 years",
                "firstOn((a And (b Compare(AtLeast) 3e0)), (d Add 65Years))",
            ),
        ],
    );
    read_as(
        "nl",
        &[
            ("a op d als ware (b is nee)", "((a on d) if b were false)"),
            ("eerste dag waarop a, vanaf peildatum", "firstOn(a, today)"),
            ("a op of na d", "(a Compare(AtLeast) d)"),
        ],
    );
}

#[test]
fn lists() {
    read_as(
        "en",
        &[
            ("number of children", "Number[children]"),
            ("number of children with age < 18", "Number[children if (age Compare(Less) 18e0)]"),
            (
                "number of children with age < 18 ≥ 2",
                "(Number[children if (age Compare(Less) 18e0)] Compare(AtLeast) 2e0)",
            ),
            (
                "sum of (a + b) over children of household with insured but at most 5",
                "(Sum[household.children of (a Add b) if insured] AtMost 5e0)",
            ),
            (
                "highest income over children or 0 if absent",
                "(Highest[children of income] else 0e0)",
            ),
            ("any of children has not insured", "Any[children of not(insured)]"),
            (
                "(every one of children has age of partner > 3) and b",
                "(Every[children of (partner.age Compare(More) 3e0)] And b)",
            ),
            (
                "rank of child among children by date-of-birth then order of entry",
                "rank[children by date-of-birth true]",
            ),
            ("rank among children of household by age", "rank[household.children by age false]"),
            ("sum of x × number of y", "(x.sum Multiply Number[y])"),
            ("highest − sum of partner", "(highest Subtract partner.sum)"),
        ],
    );
    read_as(
        "nl",
        &[
            (
                "aantal kinderen met leeftijd < 18",
                "Number[kinderen if (leeftijd Compare(Less) 18e0)]",
            ),
            ("aantal × som van partner", "(aantal Multiply partner.som)"),
            (
                "laagste inkomen over kinderen met status is een van (a; b)",
                "Lowest[kinderen of inkomen if (status in a; b)]",
            ),
            ("een of meer van kinderen heeft verzekerd", "Any[kinderen of verzekerd]"),
            (
                "elk van kinderen van huishouden heeft (a en b)",
                "Every[huishouden.kinderen of (a And b)]",
            ),
            (
                "rang onder kinderen van huishouden naar geboortedatum, daarna volgorde van opgave",
                "rank[huishouden.kinderen by geboortedatum true]",
            ),
        ],
    );
}

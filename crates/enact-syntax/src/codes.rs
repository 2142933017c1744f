//! The findings of this crate: one function a finding, with the words its message needs.
//!
//! The messages stand in the catalogues of `enact-source`, under the same codes.

use crate::grammar::Kind;
use crate::words;
use enact_source::{Argument, Code, Diagnostic, Language, Span};

/// Brackets within brackets, and names of names.
pub(crate) const NESTING_MAX: usize = 100;
/// Operands in one expression.
pub(crate) const OPERANDS_MAX: usize = 200;
/// Expressions below each other in a tree: every later walk over it may recurse this deep.
pub(crate) const DEPTH_MAX: usize = 250;
/// Climbs within climbs: three for each bracket that may be open, and some.
pub(crate) const CLIMBS_MAX: usize = 320;
/// Elements of a list.
pub(crate) const LIST_MAX: u32 = 1000;
/// Decimals of a number.
pub(crate) const DECIMALS_MAX: u32 = 12;
/// Bytes in a file.
pub(crate) const FILE_MAX: usize = 10_000_000;

const fn code(text: &'static str) -> Code {
    Code(text)
}

/// E0101: something else was expected here.
pub(crate) fn unexpected(at: Span, expected: Argument, found: Argument) -> Diagnostic {
    Diagnostic::new(code("E0101"), at).with("expected", expected).with("found", found)
}

/// E0101 for a declaration that the grammar accepts and nothing understands.
pub(crate) fn unreadable(at: Span) -> Diagnostic {
    unexpected(at, ("een declaratie", "a declaration").into(), ("deze tekst", "this text").into())
}

/// E0101 for an operator without anything to work on.
pub(crate) fn stray(at: Span, word: &str) -> Diagnostic {
    unexpected(at, ("een bewerking", "an operator").into(), quoted(word))
}

/// E0102: a bracket that nothing closes.
pub(crate) fn open_bracket(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0102"), at)
}

/// E0103: a text that does not end on its line.
pub(crate) fn open_text(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0103"), at)
}

/// E0104: a word from elsewhere, where this language has its own.
pub(crate) fn borrowed(at: Span, word: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(code("E0104"), at).with("word", word).with("instead", instead)
}

/// E0105: almost a word of the language.
pub(crate) fn misspelt(at: Span, word: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(code("E0105"), at).with("word", word).with("instead", instead)
}

/// E0106: a word of the language where a name should stand.
pub(crate) fn reserved(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0106"), at).with("word", word)
}

/// E0315: the value of a parameter is worked out.
pub(crate) fn not_a_figure(at: Span) -> Diagnostic {
    let wanted = ("de waarde van een parameter", "the value of a parameter");
    Diagnostic::new(code("E0315"), at).with("wanted", wanted)
}

/// E0355: a cell of a table with nothing in it.
pub(crate) fn empty_cell(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0355"), at)
}

/// E0356: a row of a table on more than one line.
pub(crate) fn row_of_lines(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0356"), at)
}

/// E0357: a row with more or fewer cells than the table has columns.
pub(crate) fn row_width(at: Span, cells: usize, columns: usize) -> Diagnostic {
    Diagnostic::new(code("E0357"), at).with("cells", cells).with("columns", columns)
}

/// E0358: the last column of a table does not say that it is the outcome.
pub(crate) fn last_column(at: Span, name: &str, alone: bool) -> Diagnostic {
    let help = if alone { "help-alone" } else { "help" };
    Diagnostic::new(code("E0358"), at).with("name", name).advising(help)
}

/// E0359: the last cell of a row is no value.
pub(crate) fn no_outcome(at: Span, words: &str) -> Diagnostic {
    Diagnostic::new(code("E0359"), at).with("cell", words)
}

/// E0107, E0108, E0133: a sign that drafters type and the language does not have.
pub(crate) fn mistaken(at: Span, kind: Kind, language: Language) -> Diagnostic {
    let unequal = words::phrase(language, Kind::CmpUnequal).unwrap_or("≠");
    match kind {
        Kind::MistakenAtMost => {
            Diagnostic::new(code("E0107"), at).with("word", "=<").with("instead", "<=")
        }
        Kind::MistakenAtLeast => {
            Diagnostic::new(code("E0107"), at).with("word", "=>").with("instead", ">=")
        }
        Kind::MistakenEqual => Diagnostic::new(code("E0108"), at),
        _ => Diagnostic::new(code("E0133"), at).with("instead", unequal),
    }
}

/// E0109: the decimal sign of the other language.
pub(crate) fn decimal_sign(at: Span, number: &str, instead: String) -> Diagnostic {
    Diagnostic::new(code("E0109"), at).with("number", number).with("instead", instead)
}

/// E0110: digits in groups, outside an amount.
pub(crate) fn grouped(at: Span, number: &str, whole: String) -> Diagnostic {
    Diagnostic::new(code("E0110"), at).with("number", number).with("whole", whole)
}

/// E0111: curly quotes.
pub(crate) fn curly(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0111"), at).with("word", word)
}

/// E0112: a date that the calendar does not have.
pub(crate) fn no_such_day(at: Span, date: &str) -> Diagnostic {
    Diagnostic::new(code("E0112"), at).with("date", date)
}

/// E0113: a date in another form, whose day and month could be confused.
pub(crate) fn date_form(at: Span, date: &str) -> Diagnostic {
    Diagnostic::new(code("E0113"), at).with("date", date)
}

/// E0114: a small word or sign was left out.
pub(crate) fn missing(at: Span, word: &str, found: &str) -> Diagnostic {
    Diagnostic::new(code("E0114"), at).with("word", word).with("found", found)
}

/// E0115: an amount with more than two decimals; with three, perhaps thousands were meant.
pub(crate) fn too_fine(at: Span, amount: &str, thousands: Option<String>) -> Diagnostic {
    let finding = Diagnostic::new(code("E0115"), at).with("amount", amount);
    match thousands {
        Some(thousands) => finding.with("thousands", thousands).advising("help-thousands"),
        None => finding.with("thousands", ""),
    }
}

/// E0116: nested too deeply.
pub(crate) fn too_deep(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0116"), at).with("limit", NESTING_MAX)
}

/// E0134: too many operands in one expression.
pub(crate) fn too_long_expression(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0134"), at).with("limit", OPERANDS_MAX)
}

/// E0117: a file that is too large.
pub(crate) fn too_large(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0117"), at).with("limit", "10 MB")
}

/// E0118: a block that does not end.
pub(crate) fn open_fence(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0118"), at)
}

/// E0143: an opening that Markdown does not see as a block.
pub(crate) fn stray_fence(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0143"), at)
}

/// E0120: `and` and `or` without brackets.
pub(crate) fn mixed(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(code("E0120"), at).and_at(first, "label-first")
}

/// E0121: a comparison of a comparison.
pub(crate) fn chained(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(code("E0121"), at).and_at(first, "label-first")
}

/// E0122: a sum beside `in excess of`.
pub(crate) fn unclear_excess(at: Span, sum: Span) -> Diagnostic {
    Diagnostic::new(code("E0122"), at).and_at(sum, "label-sum")
}

/// E0123: a percentage, without the word that says of what.
pub(crate) fn percentage_of(at: Span, found: &str, of: &str) -> Diagnostic {
    Diagnostic::new(code("E0123"), at).with("found", found).with("of", of)
}

/// E0139: `of` behind something that has no parts.
pub(crate) fn nothing_to_take_of(at: Span, word: &str, left: Span) -> Diagnostic {
    Diagnostic::new(code("E0139"), at).with("word", word).and_at(left, "label-left")
}

/// E0125: no front matter.
pub(crate) fn no_header(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0125"), at)
}

/// E0126: a key that front matter does not have.
pub(crate) fn unknown_key(at: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(code("E0126"), at).with("key", key);
    match nearest {
        Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
        None => finding.with("nearest", ""),
    }
}

/// E0127: a value that its key cannot have.
pub(crate) fn bad_value(at: Span, key: &str, value: &str, expected: Argument) -> Diagnostic {
    Diagnostic::new(code("E0127"), at)
        .with("key", key)
        .with("value", value)
        .with("expected", expected)
}

/// E0128: a key that every law has.
pub(crate) fn missing_key(at: Span, key: Argument, example: Argument) -> Diagnostic {
    Diagnostic::new(code("E0128"), at).with("key", key).with("example", example)
}

/// E0129: code within a quotation.
pub(crate) fn quoted_block(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0129"), at)
}

/// E0130: the language will have this; it does not yet.
pub(crate) fn not_yet(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0130"), at).with("word", word)
}

/// E0131: a language that laws cannot be written in.
pub(crate) fn unknown_language(at: Span, language: &str) -> Diagnostic {
    Diagnostic::new(code("E0131"), at).with("language", language)
}

/// E0132: an assumption without its reason.
pub(crate) fn no_reason(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0132"), at).with("word", word)
}

/// E0135: a bracket that closes nothing.
pub(crate) fn stray_bracket(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0135"), at)
}

/// E0136: a number beyond all reason.
pub(crate) fn too_long(at: Span, number: &str) -> Diagnostic {
    Diagnostic::new(code("E0136"), at).with("number", number)
}

/// E0137: a negative rule that gives a value.
pub(crate) fn negative_value(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0137"), at).with("word", word)
}

/// E0138: more decimals than are counted in.
pub(crate) fn too_many_decimals(at: Span, count: &str) -> Diagnostic {
    let limit = Argument::from(DECIMALS_MAX.to_string());
    Diagnostic::new(code("E0138"), at).with("count", count).with("limit", limit)
}

/// E0140: a minus before something that has no sign.
pub(crate) fn nothing_to_negate(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0140"), at)
}

/// E0141: a minus that touches what follows it.
pub(crate) fn tight_minus(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0141"), at)
}

/// E0142: a name of two words.
pub(crate) fn two_words(at: Span, first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(code("E0142"), at).with("first", first).with("second", second)
}

/// A word of the drafter's, between backticks.
pub(crate) fn quoted(word: &str) -> Argument {
    Argument::Text(format!("`{word}`"))
}

/// E0343: a list of none, or of more than can be worked out.
pub(crate) fn list_bound(at: Span, bound: &str) -> Diagnostic {
    Diagnostic::new(code("E0343"), at).with("bound", bound).with("limit", LIST_MAX.to_string())
}

/// E0333: a condition on elements goes on, or does it?
pub(crate) fn open_filter(at: Span, filter: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code("E0333"), at).with("word", word).and_at(filter, "label-filter")
}

/// E0335: a row of a table with more or fewer cells than its heading.
pub(crate) fn row_length(at: Span, (cells, columns): (usize, usize)) -> Diagnostic {
    Diagnostic::new(code("E0335"), at).with("cells", cells).with("columns", columns)
}

/// E0374: lettered points without a word between them.
pub(crate) fn points_unjoined(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0374"), at)
}

/// E0374: lettered points with both words between them.
pub(crate) fn points_mixed(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(code("E0374"), second).and_at(first, "label-first").advising("help-mixed")
}

/// E0375: one letter twice.
pub(crate) fn point_twice(at: Span, label: &str, earlier: Span) -> Diagnostic {
    Diagnostic::new(code("E0375"), at).with("point", label).and_at(earlier, "label-earlier")
}

/// E0801: a paragraph of a bill that looks like an amendment and cannot be read as one.
pub(crate) fn no_instruction(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0801"), at)
}

/// E0802: an amendment that cites no provision.
pub(crate) fn no_place(at: Span, words: &str) -> Diagnostic {
    Diagnostic::new(code("E0802"), at).with("words", quoted(words))
}

/// E0803: an amendment without the new text that it announces.
pub(crate) fn no_new_text(at: Span) -> Diagnostic {
    Diagnostic::new(code("E0803"), at)
}

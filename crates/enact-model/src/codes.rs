//! The findings of the check: E02xx names and citations, E03xx types and numbers, E04xx time and
//! examples. Their words are in the catalogues of `enact-source`, their pages in
//! `docs/diagnostics/`.

use enact_source::Code;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal)*) => {
        $($(#[$doc])* pub const $name: Code = Code($code);)*

        /// Every finding of the check, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    /// One name, two meanings in one law.
    DECLARED_TWICE = "E0201"
    /// Nobody declares this name.
    UNKNOWN_NAME = "E0202"
    /// Several laws declare this name.
    AMBIGUOUS_NAME = "E0203"
    /// No law of the ruleset has this name.
    UNKNOWN_LAW = "E0204"
    /// The name stands for another kind of thing than is needed here.
    WRONG_KIND = "E0205"
    /// It is not clear whose value is meant.
    WHOSE = "E0206"
    /// A rule is about another kind of subject than its value.
    OTHER_SUBJECT = "E0207"
    /// Nobody declares this kind of subject.
    UNKNOWN_ENTITY = "E0208"
    /// A name of another kind of subject is used bare.
    NOT_OF_SUBJECT = "E0209"
    /// `of` stands after something that is no subject.
    NO_SUBJECT = "E0210"
    /// The cited provision does not exist.
    UNKNOWN_PROVISION = "E0211"
    /// The cited provision has no rule for this value.
    NOTHING_TO_EXCEPT = "E0212"
    /// A rule stands under no provision.
    NO_PROVISION = "E0213"
    /// `notwithstanding` without a rule after it.
    LOOSE_EXCEPTION = "E0214"
    /// Provisions that each precede the other.
    MUTUAL_PRECEDENCE = "E0216"
    /// Two laws with one name.
    SAME_LAW_NAME = "E0217"
    /// `applies when` does not open the block of a provision.
    LATE_SCOPE = "E0234"
    /// `applies when` in a provision that has no rule.
    IDLE_SCOPE = "W0246"
    /// The cited provision has no rule that could go first.
    NOTHING_FIRST = "E0230"
    /// The cited provision has no rule that could be silenced.
    NOTHING_TO_SILENCE = "E0231"
    /// The cited provision makes no exception.
    NO_EXCEPTION = "E0232"
    /// A rule and what it is without prejudice to do not both apply.
    PREJUDICE = "E0233"
    /// What a rule is without prejudice to has nothing to do with it.
    NO_PREJUDICE = "W0245"
    /// A value that depends on itself.
    CYCLE = "E0220"
    /// Two things that do not go together.
    TYPES_DIFFER = "E0301"
    /// Amounts per different times.
    RATES_DIFFER = "E0302"
    /// A condition was expected.
    NOT_A_CONDITION = "E0303"
    /// A rule gives something else than its value is.
    RULE_TYPE = "E0304"
    /// An optional value is used before it is settled.
    UNSETTLED = "E0305"
    /// Something that is always there is treated as optional.
    ALWAYS_THERE = "E0306"
    /// Something without order is compared by size.
    NO_ORDER = "E0308"
    /// A rate cannot be converted exactly.
    INEXACT_RATE = "E0309"
    /// A number can grow beyond 128 bits.
    TOO_LARGE = "E0310"
    /// A divisor may be zero.
    MAY_BE_ZERO = "E0311"
    /// A quotient reaches a named value unrounded.
    OPEN_QUOTIENT = "E0312"
    /// The law does not say how to round.
    NO_ROUNDING = "E0313"
    /// A rounding that does not fit what is rounded.
    ROUNDING_MISFIT = "E0314"
    /// A figure was expected, not an expression.
    NOT_A_LITERAL = "E0315"
    /// A figure does not fit its declared type.
    LITERAL_MISFIT = "E0316"
    /// A figure has more decimals than its type.
    TOO_PRECISE = "E0317"
    /// A name that is no option of the enumeration.
    UNKNOWN_OPTION = "E0350"
    /// An option of another enumeration than is expected.
    OTHER_OPTION = "E0351"
    /// An option of several enumerations where nothing tells which is meant.
    AMBIGUOUS_OPTION = "E0352"
    /// One option, twice in one enumeration.
    OPTION_TWICE = "E0353"
    /// A word for no value, as an option.
    NO_OPTION = "E0354"
    /// An amount per time and a duration that have no fixed conversion.
    RATE_AND_DURATION = "E0365"
    /// A comparison that comes out the same in every case.
    FOREGONE = "W0366"
    /// A scale where a value is needed.
    SCALE_ALONE = "E0360"
    /// Something else than a scale is gone through.
    NOT_A_SCALE = "E0361"
    /// Bounds of a scale that do not rise.
    BANDS_NOT_RISING = "E0362"
    /// A scale that does not say what holds above its last bound.
    BANDS_OPEN = "E0363"
    /// A scale without bands.
    NO_BANDS = "E0364"
    /// A list without a bound.
    NO_BOUND = "E0330"
    /// A list where there can be none: an optional one, or one that is not a fact.
    LIST_PLACE = "E0331"
    /// A list was expected.
    NOT_A_LIST = "E0332"
    /// A sum of something that cannot be added.
    NOT_SUMMABLE = "E0334"
    /// A list is used as if it were a value.
    LIST_ALONE = "E0336"
    /// The highest or lowest of a list that may be empty.
    MAY_BE_EMPTY = "E0337"
    /// It is not clear in which list an element of an example stands.
    WHICH_LIST = "E0338"
    /// A rank in a list of other subjects.
    RANK_OF_OTHERS = "E0339"
    /// More elements than the list can have.
    TOO_MANY = "E0340"
    /// An amount of each element is a quotient.
    QUOTIENT_OF_EACH = "E0342"
    /// A name to be replaced that the applied rules do not mention.
    NOT_MENTIONED = "E0367"
    /// A name replaced by one of another kind.
    SUBSTITUTE_TYPE = "E0368"
    /// A provision without rules is applied.
    NOTHING_TO_APPLY = "E0369"
    /// An applied rule would give the same value once more.
    SAME_VALUE_AGAIN = "E0370"
    /// The use of a fact that is not protected is justified.
    NOT_PROTECTED = "E0373"
    /// A lettered point of a condition that the text of the law does not have.
    NO_SUCH_POINT = "E0376"
    /// A safeguard says how much something changes that has no size.
    NO_SIZE = "E0378"
    /// Two values of a parameter for one day.
    PERIODS_OVERLAP = "E0401"
    /// A parameter has no value on a day on which its law needs it.
    NO_VALUE_IN_TIME = "E0402"
    /// A delegated parameter is not fixed for a time in which it is read.
    NOT_FIXED_IN_TIME = "W0403"
    /// A delegated parameter is fixed up to a day, and not yet beyond it.
    FIXED_UP_TO = "N0405"
    /// A parameter is fixed that is not left to another act.
    NOT_DELEGATED = "E0404"
    /// A period ends before it begins.
    EMPTY_PERIOD = "E0406"
    /// A law that is used is not in the ruleset.
    USED_LAW_ABSENT = "W0410"
    /// An exception to a law without code.
    EXCEPTION_TO_TEXT = "W0411"
    /// A fact that no rule reads.
    UNUSED_FACT = "W0413"
    /// An example that gives a subject twice, or none.
    EXAMPLE_SUBJECT = "E0431"
    /// A fiction puts something of another kind in the place of a value.
    FICTION_MISFIT = "E0440"
    /// A fiction puts a number with more decimals in the place of a value.
    FICTION_TOO_FINE = "E0441"
    /// When a block applies is not said once, at its beginning.
    LATE_VALIDITY = "E0442"
    /// It is said when a block applies that has no rules.
    IDLE_VALIDITY = "E0443"
    /// A sum over months of what is no amount or number per month.
    NOT_MONTHLY = "E0444"
}

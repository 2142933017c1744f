//! The two parsers, and the one node kind behind them.
//!
//! pest makes a `Rule` for each language; [`Kind`] lists every rule once, so a rule that is
//! missing from either grammar does not compile. From here on nobody sees pest.

use enact_source::Language;
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

mod dutch {
    #[derive(pest_derive::Parser)]
    #[grammar = "../../../grammar/core.pest"]
    #[grammar = "../../../grammar/nl.pest"]
    pub(super) struct Dutch;
}

mod english {
    #[derive(pest_derive::Parser)]
    #[grammar = "../../../grammar/core.pest"]
    #[grammar = "../../../grammar/en.pest"]
    pub(super) struct English;
}

macro_rules! kinds {
    ($($rule:ident => $kind:ident,)*) => {
        /// What a piece of code is, in either language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind {
            /// The end of the text.
            End,
            $(#[doc = concat!("The rule `", stringify!($rule), "` of the grammar.")] $kind,)*
        }

        impl From<dutch::Rule> for Kind {
            fn from(found: dutch::Rule) -> Self {
                match found {
                    dutch::Rule::EOI => Self::End,
                    $(dutch::Rule::$rule => Self::$kind,)*
                }
            }
        }

        impl From<english::Rule> for Kind {
            fn from(found: english::Rule) -> Self {
                match found {
                    english::Rule::EOI => Self::End,
                    $(english::Rule::$rule => Self::$kind,)*
                }
            }
        }

        /// Whether the whole of `text` is a `kind`.
        #[cfg(test)]
        pub(crate) fn is_whole(language: Language, kind: Kind, text: &str) -> bool {
            let whole = |end: Option<usize>| end == Some(text.len());
            match language {
                Language::Dutch => {
                    let sought = match kind {
                        Kind::End => dutch::Rule::EOI,
                        $(Kind::$kind => dutch::Rule::$rule,)*
                    };
                    whole(dutch::Dutch::parse(sought, text).ok().map(|pairs| pairs.as_str().len()))
                }
                Language::English => {
                    let sought = match kind {
                        Kind::End => english::Rule::EOI,
                        $(Kind::$kind => english::Rule::$rule,)*
                    };
                    whole(english::English::parse(sought, text).ok().map(|pairs| pairs.as_str().len()))
                }
            }
        }
    };
}

kinds! {
    chunk => Chunk, declaration => Declaration, entity => Entity, fact => Fact,
    subject => Subject, attribute => Attribute, register => Register, protected => Protected,
    proxy => Proxy, parameter => Parameter, constant => Constant, period => Period,
    bands => Bands, band => Band, last_band => LastBand, delegated => Delegated, assumed => Assumed, set => Set, type_name => TypeName,
    type_number => TypeNumber, type_percentage => TypePercentage, type_money => TypeMoney,
    type_choice => TypeChoice, type_brackets => TypeBrackets, type_entity => TypeEntity, decimals => Decimals, over => Over, rule => Rule,
    ground => Ground, body => Body, cases => Cases, limb => Limb,
    otherwise_limb => OtherwiseLimb, value => Value, condition => Condition, when => When,
    otherwise => Otherwise, unless => Unless, table => Table, table_head => TableHead, table_line => TableLine, table_row => TableRow,
    cell => Cell, cell_any => CellAny, cell_range => CellRange, cell_compared => CellCompared,
    cell_values => CellValues, pipe => Pipe, dashes => Dashes, entitlement => Entitlement,
    no_entitlement => NoEntitlement, notwithstanding => Notwithstanding,
    subject_to => SubjectTo, without_prejudice => WithoutPrejudice, reading => Reading,
    not_applicable => NotApplicable, power => Power, applies_when => AppliesWhen, remedy => Remedy, legal => Legal, decision => Decision,
    recipient => Recipient, authority => Authority, judgement => Judgement, assume => Assume,
    when_points => WhenPoints, point_limb => PointLimb, limb_letter => LimbLetter,
    justified => Justified, kw_justified => KwJustified, kw_why => KwWhy, kw_on_basis => KwOnBasis,
    applied => Applied, substitution => Substitution, kw_applied => KwApplied,
    kw_applied_to => KwAppliedTo, kw_instead => KwInstead, no_code => NoCode, safeguard => Safeguard, group => Group, promise => Promise, monotone => Monotone,
    bounded => Bounded, independent => Independent, symmetric => Symmetric, excluded => Excluded,
    always => Always, example => Example, given => Given, entry => Entry,
    entry_absent => EntryAbsent, entry_unknown => EntryUnknown, entry_known => EntryKnown,
    then => Then, expected => Expected, expect_none => ExpectNone, expect_error => ExpectError,
    expect_needs => ExpectNeeds, expect_awaits => ExpectAwaits, expect_not_set => ExpectNotSet,
    expect_value => ExpectValue, because => Because, reference => Reference, law => Law,
    name => Name, name_rest => NameRest, name_part => NamePart, hyphen => Hyphen,
    apostrophe => Apostrophe, more => More, citations => Citations,
    cite_separator => CiteSeparator, cite => Cite, heading => Heading, level => Level,
    paragraph_number => ParagraphNumber, point_label => PointLabel, label => Label,
    expression => Expression, sum => Sum, operand => Operand, primary => Primary,
    bracket => Bracket, access => Access, exists_with => ExistsWith,
    exists_without => ExistsWithout, highest => Highest, lowest => Lowest, list => List,
    value_under => ValueUnder, years_between => YearsBetween, months_between => MonthsBetween,
    days_between => DaysBetween, first_day => FirstDay,
    time_limit => TimeLimit, validity => Validity, lapse => Lapse, expired => Expired,
    expired_not => ExpiredNot, kw_time_limit => KwTimeLimit, kw_after => KwAfter,
    kw_with_effect => KwWithEffect, kw_lapses => KwLapses,
    entry_through_time => EntryThroughTime, since => Since, sum_over_months => SumOverMonths,
    kw_sum_over_months => KwSumOverMonths, kw_each_month_of => KwEachMonthOf,
    kw_as_on_first_day => KwAsOnFirstDay, first_day_on => FirstDayOn, on_date => OnDate, as_if => AsIf, kw_as_if => KwAsIf,
    kw_on_date => KwOnDate, kw_first_day_on => KwFirstDayOn, postfix => Postfix,
    through => Through, each_band => EachBand, if_absent => IfAbsent, as_per => AsPer, rounded => Rounded, one_of => OneOf,
    rounding => Rounding, grain => Grain, grain_decimals => GrainDecimals,
    grain_multiple => GrainMultiple, infix => Infix, comparison => Comparison,
    sum_infix => SumInfix, op_minus => OpMinus, op_add => OpAdd, op_subtract => OpSubtract,
    op_multiply => OpMultiply, op_divide => OpDivide, mistaken_at_most => MistakenAtMost,
    mistaken_at_least => MistakenAtLeast, mistaken_equal => MistakenEqual,
    mistaken_unequal => MistakenUnequal, figure => Figure, option => Option, literal => Literal, quantity => Quantity,
    money => Money, amount => Amount, currency_sign => CurrencySign, percentage => Percentage,
    duration => Duration, number => Number, rated => Rated, count => Count, number_tail => NumberTail,
    date => Date, date_iso => DateIso, date_words => DateWords, mistaken_date => MistakenDate,
    day => Day, year => Year, dash => Dash, month => Month, unit => Unit, rate => Rate,
    per => Per, text => Text, open => Open, close => Close, colon => Colon, comma => Comma,
    semicolon => Semicolon, gap => Gap, blank => Blank, WHITESPACE => Blanks, COMMENT => Comment,
    kw_entity => KwEntity, kw_fact => KwFact, kw_parameter => KwParameter, kw_set => KwSet,
    kw_set_close => KwSetClose, kw_rule => KwRule, kw_table => KwTable, kw_is_by => KwIsBy, kw_any => KwAny,
    kw_to_below => KwToBelow, kw_up_to_including => KwUpToIncluding, kw_entitlement => KwEntitlement,
    kw_no_entitlement => KwNoEntitlement, kw_notwithstanding => KwNotwithstanding,
    kw_subject_to => KwSubjectTo, kw_without_prejudice => KwWithoutPrejudice,
    kw_reading => KwReading, kw_rather_than => KwRatherThan, kw_exception_in => KwExceptionIn,
    kw_not_applicable => KwNotApplicable, kw_power => KwPower, kw_applies_when => KwAppliesWhen, kw_remedy => KwRemedy,
    objection => Objection, administrative_appeal => AdministrativeAppeal, appeal => Appeal,
    kw_within => KwWithin, kw_by_law => KwByLaw,
    kw_decision => KwDecision, kw_judgement => KwJudgement, kw_assume => KwAssume,
    kw_no_code => KwNoCode, kw_safeguard => KwSafeguard, kw_not_kept => KwNotKept, kw_for_group => KwForGroup, kw_example => KwExample, kw_of => KwOf,
    kw_of_law => KwOfLaw, kw_is => KwIs, kw_not => KwNot, kw_no => KwNo, kw_when => KwWhen,
    kw_unless => KwUnless, kw_otherwise => KwOtherwise, kw_in_order => KwInOrder,
    kw_with => KwWith, kw_without => KwWithout, kw_from => KwFrom, kw_until => KwUntil,
    kw_to_be_set => KwToBeSet, kw_assumed => KwAssumed, kw_to => KwTo, kw_by => KwBy,
    kw_meaning => KwMeaning, kw_register => KwRegister, kw_protected => KwProtected,
    kw_proxy => KwProxy, optional => Optional, not_personal => NotPersonal, special => Special,
    criminal => Criminal, type_unsupported => TypeUnsupported, kw_type_unsupported => KwTypeUnsupported, rest => Rest, kw_choice => KwChoice, type_yes_no => TypeYesNo,
    type_date => TypeDate, type_months => TypeMonths, type_days => TypeDays,
    type_text => TypeText, kw_number => KwNumber, kw_percentage => KwPercentage,
    kw_money => KwMoney, kw_decimals => KwDecimals, kw_over => KwOver, kw_per => KwPer,
    rate_year => RateYear, rate_month => RateMonth, rate_week => RateWeek, rate_day => RateDay,
    rate_hour => RateHour, never_increases => NeverIncreases, never_decreases => NeverDecreases,
    increases => Increases, decreases => Decreases, kw_when_it => KwWhenIt,
    kw_changes_at_most => KwChangesAtMost, kw_changes_by => KwChangesBy,
    kw_does_not_depend => KwDoesNotDepend, kw_is_the_same_when => KwIsTheSameWhen,
    kw_change_places => KwChangePlaces, kw_on => KwOn, kw_given => KwGiven, kw_then => KwThen,
    kw_because => KwBecause, kw_is_unknown => KwIsUnknown, kw_invalid_input => KwInvalidInput,
    kw_needs => KwNeeds, kw_awaits => KwAwaits, kw_is_not_yet_set => KwIsNotYetSet,
    level_article => LevelArticle, level_section => LevelSection, level_sign => LevelSign,
    level_annex => LevelAnnex, paragraph => Paragraph, kw_paragraph => KwParagraph,
    point => Point, kw_point => KwPoint, ordinal => Ordinal, yes => Yes, no => No,
    op_not => OpNot, op_and => OpAnd, op_or => OpOr, op_in_excess => OpInExcess,
    op_at_most => OpAtMost, op_at_least => OpAtLeast, is_or => IsOr, cmp_at_most => CmpAtMost,
    cmp_at_least => CmpAtLeast, cmp_less => CmpLess, cmp_more => CmpMore,
    cmp_unequal => CmpUnequal, cmp_equal => CmpEqual, before => Before, one => One,
    exists => Exists, exists_not => ExistsNot, kw_if_absent => KwIfAbsent, kw_as_per => KwAsPer, kw_through => KwThrough,
    kw_each_band => KwEachBand, kw_band => KwBand, kw_above => KwAbove,
    kw_is_one_of => KwIsOneOf, kw_highest_of => KwHighestOf, kw_lowest_of => KwLowestOf,
    kw_value_under => KwValueUnder, reference_date => ReferenceDate,
    kw_years_between => KwYearsBetween, kw_months_between => KwMonthsBetween,
    kw_days_between => KwDaysBetween, month_after => MonthAfter, year_after => YearAfter,
    month_of => MonthOf, year_of => YearOf, first_day_of => FirstDayOf, round_up => RoundUp,
    round_down => RoundDown, round_half_up => RoundHalfUp, round_half_even => RoundHalfEven,
    kw_rounded_to => KwRoundedTo, grain_cents => GrainCents, grain_units => GrainUnits,
    grain_whole => GrainWhole, kw_multiple_of => KwMultipleOf, whole => Whole,
    plain_number => PlainNumber, grouped => Grouped, unit_year => UnitYear,
    unit_month => UnitMonth, unit_week => UnitWeek, unit_day => UnitDay, january => January,
    february => February, march => March, april => April, may => May, june => June, july => July,
    august => August, september => September, october => October, november => November,
    december => December, reserved => Reserved,
    type_list => TypeList, list_most => ListMost, list_belonging => ListBelonging,
    kw_list_of => KwListOf, kw_list_most => KwListMost, kw_belonging => KwBelonging,
    number_of => NumberOf, sum_of => SumOf, highest_over => HighestOver,
    lowest_over => LowestOver, any_of => AnyOf, every_of => EveryOf, rank => Rank,
    ranked => Ranked, filter => Filter, test => Test, amount_of => AmountOf, tight => Tight,
    kw_number_of => KwNumberOf, goes_on => GoesOn, kw_sum_of => KwSumOf,
    kw_highest_over => KwHighestOver, kw_lowest_over => KwLowestOver, kw_any_of => KwAnyOf,
    kw_every_of => KwEveryOf, kw_has => KwHas, kw_rank => KwRank, kw_among => KwAmong,
    kw_by_key => KwByKey, kw_then_entry => KwThenEntry, kw_are => KwAre,
    entry_list => EntryList, list_head => ListHead, list_rule => ListRule,
    list_row => ListRow, list_cell => ListCell, cell_unknown => CellUnknown,
    cell_absent => CellAbsent,
}

/// A piece of code: its kind, its place in the chunk, and its parts that have a name.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub(crate) kind: Kind,
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// Its parts in order.
    pub(crate) parts: Vec<Node>,
}

impl Node {
    /// The first part of this kind.
    pub(crate) fn get(&self, kind: Kind) -> Option<&Node> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// Whether a part has this kind.
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.get(kind).is_some()
    }

    /// All parts of this kind.
    pub(crate) fn all(&self, kind: Kind) -> impl Iterator<Item = &Node> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }
}

/// Where reading stopped, and what could have stood there.
#[derive(Debug)]
pub(crate) struct Slip {
    /// The byte where it stopped.
    pub(crate) at: usize,
    /// What was expected there, each kind once.
    pub(crate) expected: Vec<Kind>,
}

/// Reads a chunk of declarations: the declarations' nodes, or the first slip.
pub(crate) fn read(language: Language, chunk: &str) -> Result<Vec<Node>, Slip> {
    match language {
        Language::Dutch => declarations(dutch::Dutch::parse(dutch::Rule::chunk, chunk)),
        Language::English => declarations(english::English::parse(english::Rule::chunk, chunk)),
    }
}

fn declarations<R: pest::RuleType + Into<Kind>>(
    result: Result<pest::iterators::Pairs<'_, R>, pest::error::Error<R>>,
) -> Result<Vec<Node>, Slip> {
    let pairs = result.map_err(slip)?;
    let chunk = pairs.flat_map(Pair::into_inner).map(node);
    Ok(chunk.filter(|node| node.kind == Kind::Declaration).collect())
}

/// pest's own span of a rule may include blanks behind it; ours ends with its last part.
fn node<R: pest::RuleType + Into<Kind>>(pair: Pair<'_, R>) -> Node {
    let (kind, span) = (pair.as_rule().into(), pair.as_span());
    let parts: Vec<Node> = pair.into_inner().map(node).collect();
    let last = parts.iter().rev().find(|part| part.start < part.end);
    let end = last.map_or(span.end(), |last| last.end);
    Node { kind, start: span.start(), end, parts }
}

fn slip<R: pest::RuleType + Into<Kind>>(error: pest::error::Error<R>) -> Slip {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let mut expected: Vec<Kind> = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.into_iter().map(Into::into).collect()
        }
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    expected.sort_unstable();
    expected.dedup();
    Slip { at, expected }
}

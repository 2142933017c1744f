//! A table as an Arrow record batch: its columns are read as they lie in memory.
//!
//! [`headings`] tells what its columns are, for a [`Plan`]; a record batch is a [`Part`] that a
//! [`Worker`](super::Worker) decides; [`Outcomes`] makes a record batch of how its rows end.

use super::answer::REFUSED;
use super::{Cells, Endings, Heading, Kind, Part, Plan, Values, status_word};
use crate::compiled::defect;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, Decimal128Array,
    DictionaryArray, Int32Array, RecordBatch, StringArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use enact_codegen::{Defect, Status};
use enact_model::program::Type;
use enact_value::{Date, Decimal};
use std::ops::Range;
use std::sync::Arc;

/// The columns of a table.
#[must_use]
pub fn headings(schema: &Schema) -> Vec<Heading> {
    let fields = schema.fields().iter();
    fields
        .map(|field| Heading { name: field.name().clone(), kind: kind(field.data_type()) })
        .collect()
}

fn kind(ty: &DataType) -> Kind {
    match ty {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => Kind::Text,
        DataType::Dictionary(_, value) if **value == DataType::Utf8 => Kind::Text,
        DataType::Boolean => Kind::YesNo,
        DataType::Date32 => Kind::Date,
        DataType::Float32 | DataType::Float64 => Kind::Float,
        DataType::Decimal128(_, decimals) if *decimals >= 0 => Kind::Number,
        ty if ty.is_integer() => Kind::Number,
        _ => Kind::Other,
    }
}

impl Part for RecordBatch {
    fn rows(&self) -> usize {
        self.num_rows()
    }

    fn read(&self, column: usize, rows: Range<usize>, cells: &mut Cells<'_>) {
        let Some(array) = self.columns().get(column) else { return };
        let array = array.slice(rows.start, rows.len());
        match array.data_type() {
            DataType::Utf8 => texts(cells, array.as_string::<i32>().iter()),
            DataType::LargeUtf8 => texts(cells, array.as_string::<i64>().iter()),
            DataType::Utf8View => texts(cells, array.as_string_view().iter()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let (keys, values) = (dictionary.normalized_keys(), dictionary.values());
                let Some(values) = values.as_string_opt::<i32>() else { return };
                let nulls = array.logical_nulls();
                let known = |row| is_known(nulls.as_ref(), row);
                let keys = keys.into_iter().enumerate();
                texts(cells, keys.map(|(row, key)| known(row).then(|| values.value(key))));
            }
            DataType::Boolean => {
                for (row, yes) in array.as_boolean().iter().enumerate() {
                    if let Some(yes) = yes {
                        cells.yes_no(row, yes);
                    }
                }
            }
            DataType::Date32 => {
                let nulls = array.nulls();
                let days = array.as_primitive::<Date32Type>().values();
                cells.days(days.iter(), |row| is_known(nulls, row));
            }
            DataType::Int64 => {
                let nulls = array.nulls();
                let longs = array.as_primitive::<Int64Type>().values();
                if cells.numbers(0, longs.iter().copied(), |row| is_known(nulls, row)).is_none() {
                    whole::<Int64Type>(cells, &array);
                }
            }
            DataType::Int8 => whole::<Int8Type>(cells, &array),
            DataType::Int16 => whole::<Int16Type>(cells, &array),
            DataType::Int32 => whole::<Int32Type>(cells, &array),
            DataType::UInt8 => whole::<UInt8Type>(cells, &array),
            DataType::UInt16 => whole::<UInt16Type>(cells, &array),
            DataType::UInt32 => whole::<UInt32Type>(cells, &array),
            DataType::UInt64 => whole::<UInt64Type>(cells, &array),
            DataType::Decimal128(_, decimals) => decimal(cells, &array, *decimals),
            DataType::Float32 => written::<Float32Type>(cells, &array),
            DataType::Float64 => written::<Float64Type>(cells, &array),
            _ => {}
        }
    }
}

fn is_known(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

fn texts<'t>(cells: &mut Cells<'_>, texts: impl Iterator<Item = Option<&'t str>>) {
    for (row, text) in texts.enumerate() {
        if let Some(text) = text {
            cells.text(row, text);
        }
    }
}

fn whole<T: ArrowPrimitiveType>(cells: &mut Cells<'_>, array: &ArrayRef)
where
    i128: From<T::Native>,
{
    for (row, number) in array.as_primitive::<T>().iter().enumerate() {
        if let Some(number) = number {
            cells.number(row, Decimal { units: number.into(), decimals: 0 });
        }
    }
}

fn decimal(cells: &mut Cells<'_>, array: &ArrayRef, decimals: i8) {
    let decimals = u32::try_from(decimals).unwrap_or_default();
    let numbers = array.as_primitive::<Decimal128Type>();
    let nulls = array.nulls();
    // What does not fit 64 bits becomes a number that no fact accepts.
    let longs = numbers.values().iter().map(|units| i64::try_from(*units).unwrap_or(i64::MAX));
    let is_long = numbers.precision() <= 18;
    if is_long && cells.numbers(decimals, longs, |row| is_known(nulls, row)).is_some() {
        return;
    }
    for (row, units) in numbers.iter().enumerate() {
        if let Some(units) = units {
            cells.number(row, Decimal { units, decimals });
        }
    }
}

/// Binary fractions, each as the shortest decimal to which it is the nearest.
fn written<T: ArrowPrimitiveType>(cells: &mut Cells<'_>, array: &ArrayRef)
where
    T::Native: std::fmt::Display,
{
    for (row, fraction) in array.as_primitive::<T>().iter().enumerate() {
        if let Some(fraction) = fraction {
            cells.text(row, &fraction.to_string());
        }
    }
}

/// The outcomes as record batches.
#[derive(Debug)]
pub struct Outcomes<'p> {
    plan: &'p Plan<'p>,
    schema: SchemaRef,
    statuses: ArrayRef,
    /// The facts, judgements, norms and defects, and where those of each status begin.
    lacking: (ArrayRef, [(Status, usize); 4]),
    /// The provision of each rule, where it is asked for.
    grounds: Option<ArrayRef>,
}

impl<'p> Outcomes<'p> {
    /// Columns that are `kept` come first; then the outcome, the status, what is lacking, and where
    /// asked for the ground.
    #[must_use]
    pub fn new(plan: &'p Plan<'p>, kept: Vec<Field>, grounds: bool) -> Self {
        let program = plan.ruleset().program();
        let facts = program.facts.rows().iter().map(|fact| fact.name.as_str());
        let judgements = program.judgements.rows().iter().map(|of| of.name.as_str());
        let norms = program.parameters.rows().iter().map(|norm| norm.name.as_str());
        let starts = [0, facts.len(), facts.len() + judgements.len()];
        let starts = [
            (Status::Needs, starts[0]),
            (Status::Awaiting, starts[1]),
            (Status::NotSet, starts[2]),
            (Status::Undecided, starts[2] + norms.len()),
        ];
        let names = facts.chain(judgements).chain(norms).chain(Defect::ALL.map(defect));
        let lacking: ArrayRef = Arc::new(StringArray::from_iter_values(names));
        let statuses = StringArray::from_iter_values((0..=REFUSED).map(status_word));
        let cited = || StringArray::from_iter_values(&plan.compiled.grounds);
        let word = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let mut fields = kept;
        fields.push(Field::new(plan.decision(), outcome_type(plan), true));
        fields.push(Field::new("status", word(), false));
        fields.push(Field::new("lacking", word(), true));
        fields.extend(grounds.then(|| Field::new("ground", word(), true)));
        Self {
            plan,
            schema: Arc::new(Schema::new(fields)),
            statuses: Arc::new(statuses),
            lacking: (lacking, starts),
            grounds: grounds.then(|| -> ArrayRef { Arc::new(cited()) }),
        }
    }

    /// The columns that come out.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The outcomes of some rows, behind what is `kept` of them.
    ///
    /// # Errors
    /// Other columns than were to be kept, or of another length than the outcomes.
    pub fn of(&self, kept: Vec<ArrayRef>, endings: &Endings) -> Result<RecordBatch, ArrowError> {
        let mut columns = kept;
        columns.push(outcome(self.plan, endings));
        let statuses = endings.statuses.iter();
        let ends = || statuses.clone().map(|code| Status::of(*code)).zip(&endings.details);
        let codes = statuses.clone().map(|code| Some(i32::from(*code)));
        columns.push(words(codes, &self.statuses)?);
        let (names, starts) = &self.lacking;
        let lacks = ends().map(|(status, detail)| {
            let (_, start) = starts.iter().find(|(of, _)| Some(*of) == status)?;
            i32::try_from(start + usize::try_from(*detail).ok()?).ok()
        });
        columns.push(words(lacks, names)?);
        if let Some(cited) = &self.grounds {
            let rules = ends().map(|(status, detail)| {
                let grounded = matches!(status, Some(Status::Value | Status::NoEntitlement));
                i32::try_from(*detail).ok().filter(|_| grounded)
            });
            columns.push(words(rules, cited)?);
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// A column of words, each by its place among `all`.
fn words(
    places: impl Iterator<Item = Option<i32>>,
    all: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    let places: Int32Array = places.collect();
    Ok(Arc::new(DictionaryArray::try_new(places, Arc::clone(all))?))
}

/// The most digits of a 128-bit decimal.
const DIGITS: u8 = 38;

fn outcome_type(plan: &Plan<'_>) -> DataType {
    let column = plan.column();
    match (column.ty, column.decimals()) {
        (Type::YesNo, _) => DataType::Boolean,
        (Type::Date, _) => DataType::Date32,
        (_, Some(decimals)) => {
            DataType::Decimal128(DIGITS, i8::try_from(decimals).unwrap_or(i8::MAX))
        }
        (_, None) => DataType::Utf8,
    }
}

fn outcome(plan: &Plan<'_>, endings: &Endings) -> ArrayRef {
    let rows = 0..endings.statuses.len();
    let nulls: NullBuffer =
        rows.clone().map(|row| endings.has_value(row)).collect::<Vec<_>>().into();
    let column = plan.column();
    match (&endings.values, column.decimals()) {
        (Values::YesNo(values), _) => {
            Arc::new(BooleanArray::new(values.clone().into(), Some(nulls)))
        }
        (Values::Days(values), _) => Arc::new(Date32Array::new(values.clone().into(), Some(nulls))),
        (Values::Numbers(values), Some(decimals)) => {
            let factor = 10_i128.saturating_pow(decimals) / column.denominator();
            let units: Vec<i128> =
                values.iter().map(|units| units.saturating_mul(factor)).collect();
            let decimals = Decimal128Array::new(units.into(), Some(nulls));
            Arc::new(decimals.with_data_type(outcome_type(plan)))
        }
        _ => Arc::new(rows.map(|row| endings.written(row, column)).collect::<StringArray>()),
    }
}

/// A cell as text, as a case gives it; empty where nothing is known. `None` for values of a kind that
/// no fact has.
#[must_use]
pub fn text(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return Some(String::new());
    }
    fn number<T: ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> String
    where
        T::Native: std::fmt::Display,
    {
        array.as_primitive::<T>().value(row).to_string()
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => array.as_string_view().value(row).to_owned(),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = *dictionary.normalized_keys().get(row)?;
            dictionary.values().as_string_opt::<i32>()?.value(key).to_owned()
        }
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Date32 => {
            let day = Date::from_days(array.as_primitive::<Date32Type>().value(row))?;
            crate::written::iso(day)
        }
        DataType::Decimal128(_, decimals) => {
            let units = array.as_primitive::<Decimal128Type>().value(row);
            Decimal { units, decimals: u32::try_from(*decimals).ok()? }.to_string()
        }
        DataType::Int64 => number::<Int64Type>(array, row),
        DataType::Int8 => number::<Int8Type>(array, row),
        DataType::Int16 => number::<Int16Type>(array, row),
        DataType::Int32 => number::<Int32Type>(array, row),
        DataType::UInt8 => number::<UInt8Type>(array, row),
        DataType::UInt16 => number::<UInt16Type>(array, row),
        DataType::UInt32 => number::<UInt32Type>(array, row),
        DataType::UInt64 => number::<UInt64Type>(array, row),
        DataType::Float32 => number::<Float32Type>(array, row),
        DataType::Float64 => number::<Float64Type>(array, row),
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::batch::{Day, Settings, Worker};
    use crate::{Memory, Ruleset};
    use arrow_array::{Float64Array, Int64Array};
    use enact_run::Interpreter;

    const LAW: &str = r#"---
title: Allowance Act
short: AA
language: en
in-force: 2025-01-01
text: draft
---
## Article 1

```enact
entity person
fact income of person : money per year
fact insured of person : yes/no
fact partner of person : person optional
assume income ≥ €0 per year
parameter basis : money per year is €1,000 per year
rule whole of person is income + (income of partner or €0 per year if absent)
entitlement allowance of person : money per year
rule allowance is (basis − 1% of whole) but at least €0 per year rounded down to euros when insured
no entitlement to allowance otherwise
decision award to person by "Agency" : money per year is allowance
```
"#;

    fn decided(columns: Vec<(&str, ArrayRef)>, floats: bool) -> Result<RecordBatch, Vec<String>> {
        let world = Memory::new().with("aa.law.md", LAW);
        let loaded = Ruleset::load(&world);
        let ruleset = loaded.ruleset.unwrap();
        let crate::names::Found::One(term) = crate::names::decision(ruleset.program(), "award")
        else {
            return Err(Vec::new());
        };
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let settings = Settings {
            day: Day::On(Date::parse_iso("2025-03-01").unwrap()),
            other: Vec::new(),
            absent: vec!["partner".to_owned()],
            missing: false,
            floats,
        };
        let plan = Plan::new(&ruleset, term, &headings(batch.schema_ref()), &settings);
        let plan = plan.map_err(|findings| {
            findings.iter().map(|finding| finding.code.0.to_owned()).collect::<Vec<_>>()
        })?;
        let machine = Interpreter::new(plan.wasm()).unwrap();
        let endings = Worker::new(&plan, machine).decide(&batch).unwrap();
        let outcomes = Outcomes::new(&plan, Vec::new(), true);
        Ok(outcomes.of(Vec::new(), &endings).unwrap())
    }

    fn table(incomes: ArrayRef) -> Vec<(&'static str, ArrayRef)> {
        let insured = BooleanArray::from(vec![Some(true), Some(false), None, Some(true)]);
        let partner = StringArray::from(vec![None, None, None, Some("yes")]);
        let theirs = Decimal128Array::from(vec![None, None, None, Some(50_000)]);
        let theirs = theirs.with_precision_and_scale(12, 1).unwrap();
        vec![
            ("income", incomes),
            ("insured", Arc::new(insured)),
            ("partner", Arc::new(partner)),
            ("partner.income", Arc::new(theirs)),
        ]
    }

    fn rows(batch: &RecordBatch) -> Vec<String> {
        let cell = |column: &ArrayRef, row| text(column, row).unwrap();
        let row = |row| batch.columns().iter().map(|column| cell(column, row)).collect::<Vec<_>>();
        (0..batch.num_rows()).map(|number| row(number).join(" ").trim().to_owned()).collect()
    }

    #[test]
    fn columns_of_every_kind_are_read_exactly() {
        let whole: ArrayRef = Arc::new(Int64Array::from(vec![10_000, 10_000, 10_000, -1]));
        let decimals = Decimal128Array::from(vec![1_000_000, 1_000_000, 1_000_000, 1_000_000]);
        let decimals = decimals.with_precision_and_scale(20, 2).unwrap();
        let said = rows(&decided(table(whole), false).unwrap());
        assert_eq!(
            said[..3],
            ["900 value  article 1 AA", "no-entitlement  article 1 AA", "needs insured"]
        );
        assert_eq!(said[3], "refused");
        let said = rows(&decided(table(Arc::new(decimals)), false).unwrap());
        assert_eq!(said[3], "850 value  article 1 AA");
    }

    #[test]
    fn binary_fractions_are_amounts_only_where_that_is_asked_for() {
        let fractions = || -> ArrayRef {
            let written = ["0.1", "NaN", "inf", "10000.10"];
            let read = written.map(|text| text.parse().unwrap());
            Arc::new(Float64Array::from_iter_values(read))
        };
        assert_eq!(decided(table(fractions()), false).unwrap_err(), ["E0645"]);
        let said = rows(&decided(table(fractions()), true).unwrap());
        assert_eq!(
            said,
            ["999 value  article 1 AA", "refused", "refused", "849 value  article 1 AA"]
        );
    }
}

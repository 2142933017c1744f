//! Arithmetic of a machine, written as arithmetic: `year * 12 + month - 1` becomes instructions.
//!
//! A [`Term`] is the code that leaves one value on the stack. Nothing is checked when it runs:
//! what is written with it stays in range because its writer proved so.

use crate::body::Local;
use std::marker::PhantomData;
use std::ops::{Add, Mul, Sub};
use wasm_encoder::Instruction as I;

/// 32 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short;

/// 64 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Long;

/// Code that leaves one value of width `W` on the stack.
#[derive(Debug, Clone)]
pub(crate) struct Term<W>(Vec<I<'static>>, PhantomData<W>);

/// How a width is computed with.
pub(crate) trait Width {
    fn code(operation: Operation) -> I<'static>;
}

/// What is done with two values.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    DivideUnsigned,
    Remainder,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Equal,
    Unequal,
    Less,
    LessUnsigned,
    AtMost,
    More,
    AtLeast,
    AtLeastUnsigned,
    MoreUnsigned,
}

macro_rules! width {
    ($width:ty, $number:ty, $constant:ident: $($operation:ident => $code:ident),* $(,)?) => {
        impl Width for $width {
            fn code(operation: Operation) -> I<'static> {
                match operation {
                    $(Operation::$operation => I::$code,)*
                }
            }
        }

        impl From<$number> for Term<$width> {
            fn from(value: $number) -> Self {
                Self(vec![I::$constant(value)], PhantomData)
            }
        }
    };
}

width!(Short, i32, I32Const:
    Add => I32Add, Subtract => I32Sub, Multiply => I32Mul, Divide => I32DivS,
    DivideUnsigned => I32DivU, Remainder => I32RemS, And => I32And, Or => I32Or, Xor => I32Xor,
    ShiftLeft => I32Shl, ShiftRight => I32ShrS, ShiftRightUnsigned => I32ShrU,
    Equal => I32Eq, Unequal => I32Ne, Less => I32LtS, LessUnsigned => I32LtU,
    AtMost => I32LeS, More => I32GtS, AtLeast => I32GeS, AtLeastUnsigned => I32GeU,
    MoreUnsigned => I32GtU);
width!(Long, i64, I64Const:
    Add => I64Add, Subtract => I64Sub, Multiply => I64Mul, Divide => I64DivS,
    DivideUnsigned => I64DivU, Remainder => I64RemS, And => I64And, Or => I64Or, Xor => I64Xor,
    ShiftLeft => I64Shl, ShiftRight => I64ShrS, ShiftRightUnsigned => I64ShrU,
    Equal => I64Eq, Unequal => I64Ne, Less => I64LtS, LessUnsigned => I64LtU,
    AtMost => I64LeS, More => I64GtS, AtLeast => I64GeS, AtLeastUnsigned => I64GeU,
    MoreUnsigned => I64GtU);

/// The word in a local.
pub(crate) fn word(local: Local) -> Term<Short> {
    Term(vec![I::LocalGet(local)], PhantomData)
}

/// The long number in a local.
pub(crate) fn long(local: Local) -> Term<Long> {
    Term(vec![I::LocalGet(local)], PhantomData)
}

impl<W: Width> Term<W> {
    /// Two values, put together as `operation` says.
    pub fn with(mut self, operation: Operation, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self.0.push(W::code(operation));
        self
    }

    /// A comparison of two values: 1 when it holds, otherwise 0.
    pub fn is(self, comparison: Operation, other: impl Into<Self>) -> Term<Short> {
        Term(self.with(comparison, other).0, PhantomData)
    }

    /// This value when `condition` holds, otherwise the other.
    pub fn select(mut self, other: impl Into<Self>, condition: Term<Short>) -> Self {
        self.0.extend(other.into().0);
        self.0.extend(condition.0);
        self.0.push(I::Select);
        self
    }

    /// The instructions.
    pub fn code(self) -> Vec<I<'static>> {
        self.0
    }
}

impl Term<Short> {
    /// The word in a global.
    pub fn global(global: u32) -> Self {
        Self(vec![I::GlobalGet(global)], PhantomData)
    }

    /// Whether it is zero.
    pub fn not(mut self) -> Self {
        self.0.push(I::I32Eqz);
        self
    }

    /// 0 or 1 in 64 bits.
    pub fn bit(mut self) -> Term<Long> {
        self.0.push(I::I64ExtendI32U);
        Term(self.0, PhantomData)
    }
}

impl Term<Long> {
    /// How many zeros come before the first one.
    pub fn leading_zeros(mut self) -> Self {
        self.0.push(I::I64Clz);
        self
    }

    /// The low 32 bits.
    pub fn low(mut self) -> Term<Short> {
        self.0.push(I::I32WrapI64);
        Term(self.0, PhantomData)
    }
}

impl<W: Width, O: Into<Self>> Add<O> for Term<W> {
    type Output = Self;

    fn add(self, other: O) -> Self {
        self.with(Operation::Add, other)
    }
}

impl<W: Width, O: Into<Self>> Sub<O> for Term<W> {
    type Output = Self;

    fn sub(self, other: O) -> Self {
        self.with(Operation::Subtract, other)
    }
}

impl<W: Width, O: Into<Self>> Mul<O> for Term<W> {
    type Output = Self;

    fn mul(self, other: O) -> Self {
        self.with(Operation::Multiply, other)
    }
}

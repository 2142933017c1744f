//! The code of one function of the law: what it is about, on which day, and what is supposed.

use crate::body::{Body, Handler, Local, size};
use crate::compiler::{Compiler, Fiction, Fictions, Key, Pace, types};
use crate::lack;
use crate::layout::Form;
use crate::norms::Norms;
use crate::number::Number;
use crate::parameter::zero;
use crate::room::Rooms;
use crate::swift::Told;
use enact_model::program::{Scale, Target, Type};
use enact_model::table::GroupId;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I32;

/// A value, in locals.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Val {
    /// Yes or no, a day, a text or a subject.
    Word(Local),
    /// A number over a denominator that its expression states.
    Number(Number),
    /// A number over another, which is positive.
    Quotient(Number, Number),
    /// Where a list begins among the elements, and how many there are.
    List(Local, Local),
}

/// Something supposed, in locals.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Supposition {
    pub fiction: Fiction,
    pub owner: Local,
    /// None when it is taken not to be there.
    pub value: Option<Val>,
}

/// A function under construction.
pub(crate) struct Writer<'c, 'a> {
    pub compiler: &'c mut Compiler<'a>,
    pub body: Body,
    pub subject: Local,
    pub on: Local,
    /// Within lists: the subjects around the one at hand, the nearest last.
    pub outer: Vec<Local>,
    /// What is supposed, the last first.
    pub under: Vec<Supposition>,
    pub rooms: Rooms,
    pub pace: Pace,
    /// In swift code: which lacks are told apart where it leaves for.
    pub told: Told,
    /// How deep rules are written within each other.
    pub depth: usize,
    /// What is worked out once for all cases of a day.
    pub norms: Norms,
    /// Where swift code leaves for when a value does not fit its room.
    pub exit: Option<Handler>,
}

impl<'c, 'a> Writer<'c, 'a> {
    /// A function about a subject on a day, under fictions.
    pub fn new(compiler: &'c mut Compiler<'a>, under: &Fictions) -> Self {
        let mut takes = vec![I32; 2];
        let mut suppositions = Vec::new();
        for fiction in under {
            let owner = size(takes.len());
            takes.push(I32);
            let value = (!fiction.absent).then(|| {
                let (form, ty, scale) = compiler.form(fiction.target);
                let first = size(takes.len());
                takes.extend(types(form));
                in_locals(first, ty, scale)
            });
            suppositions.push(Supposition { fiction: *fiction, owner, value });
        }
        let body = Body::new(&takes);
        Self {
            compiler,
            body,
            subject: 0,
            on: 1,
            outer: Vec::new(),
            under: suppositions,
            rooms: Rooms::default(),
            pace: Pace::Careful,
            told: Told::ALL,
            depth: 0,
            norms: Norms::default(),
            exit: None,
        }
    }

    /// What the functions that are called are under.
    pub fn fictions(&self) -> Fictions {
        self.under.iter().map(|supposed| supposed.fiction).collect()
    }

    /// Puts on the stack what a function of the law takes.
    pub fn push_context(&mut self, subject: Local) {
        self.body.get(subject);
        self.body.get(self.on);
        for supposed in self.under.clone() {
            self.body.get(supposed.owner);
            if let Some(value) = supposed.value {
                let form = self.compiler.form(supposed.fiction.target).0;
                self.push(value, form);
            }
        }
    }

    /// Puts a value on the stack as `form` has it; zeros where nothing gets to.
    pub fn push(&mut self, value: Val, form: Form) {
        match (value, form) {
            (Val::Word(local), Form::YesNo | Form::Word) => self.body.get(local),
            (Val::Number(number), Form::Long | Form::Wide) => {
                self.push_number(number, form == Form::Wide);
            }
            (Val::List(start, count), Form::List) => {
                self.body.get(start);
                self.body.get(count);
            }
            _ => self.body.put(zero(form)),
        }
    }

    /// New locals for a value of this kind, no wider than what is put there.
    pub fn room(&mut self, ty: Type, scale: Scale) -> Val {
        let Scale::Fixed { denominator, range } = scale else { return self.hold(ty, scale) };
        let range = self.rooms.next(range);
        let room = self.hold(ty, Scale::Fixed { denominator, range });
        self.rooms.made(locals(room).first().copied().unwrap_or(0));
        room
    }

    /// New locals for a value of this kind.
    pub fn hold(&mut self, ty: Type, scale: Scale) -> Val {
        let form = Form::of(ty, scale);
        let locals: Vec<Local> = types(form).into_iter().map(|ty| self.body.local(ty)).collect();
        in_locals(locals.first().copied().unwrap_or(0), ty, scale)
    }

    /// Copies a value into the locals of another of the same kind. Where its range is not known
    /// to fit there, the case is left to evaluation when it does not.
    pub fn assign(&mut self, to: Val, from: Val) {
        let form = form_of(to);
        if let (Val::Number(room), Val::Number(number)) = (to, from) {
            self.rooms.put(locals(to).first().copied().unwrap_or(0), number.range);
            if let Some(within) = self.within(number, room.range) {
                self.body.put(within.not().code());
                self.body.open_if();
                match self.exit {
                    Some(exit) => self.body.fail(exit, lack::FAULT),
                    None => self.unsettled(),
                }
                self.body.close();
            }
        }
        self.push(from, form);
        for local in locals(to).into_iter().rev() {
            self.body.set(local);
        }
    }

    /// A word with a constant.
    pub fn constant_word(&mut self, value: i32) -> Val {
        self.body.put([I::I32Const(value)]);
        Val::Word(self.body.keep(I32))
    }

    /// This is left to evaluation: nothing that is worked out here counts.
    pub fn give_up(&mut self, handler: Handler) -> Val {
        if !self.swift() {
            self.unsettled();
        }
        self.body.fail(handler, lack::FAULT);
        self.unreachable()
    }

    fn unsettled(&mut self) {
        self.body.put([I::I32Const(1), I::GlobalSet(crate::module::UNSETTLED)]);
    }

    /// A value where nothing gets to.
    pub fn unreachable(&mut self) -> Val {
        Val::Word(self.body.word())
    }

    /// Takes what a function gave from the stack: its lack goes to `handler`.
    pub fn take(&mut self, ty: Type, scale: Scale, handler: Handler) -> Val {
        let value = self.hold(ty, scale);
        for local in locals(value).into_iter().rev() {
            self.body.set(local);
        }
        self.body.set(handler.lack);
        self.leave_with(handler.lack, handler);
        value
    }

    /// Leaves with what a function lacks, when it lacks something.
    pub fn leave_with(&mut self, lack: Local, handler: Handler) {
        if self.told.none {
            self.body.fail_with(handler, lack);
        } else {
            self.body.get(lack);
            self.body.fail_if(handler, lack::FAULT);
        }
    }

    /// Leaves with what was found open, when something was; in swift code nothing is.
    pub fn leave_open(&mut self, open: Local, handler: Handler) {
        if !self.swift() {
            self.body.fail_with(handler, open);
        }
    }

    /// What the rules of a group come to for `subject`.
    pub fn group(&mut self, group: GroupId, subject: Local, handler: Handler) -> Val {
        let ty = self.compiler.program.terms[self.compiler.program.groups[group].term].ty;
        if self.swift() {
            return self.swift_group(group, subject, handler);
        }
        let under = self.fictions();
        let key = Key::Group { group, grounded: false, pace: Pace::Careful, under };
        self.of_law(key, ty, subject, handler)
    }

    /// What a function of the law gives for `subject`.
    pub fn of_law(&mut self, key: Key, ty: Type, subject: Local, handler: Handler) -> Val {
        let Some(function) = self.compiler.function(&key) else { return self.give_up(handler) };
        self.push_context(subject);
        self.body.put([I::Call(function)]);
        let scale = self.compiler.scale_of(&key);
        self.take(ty, scale, handler)
    }

    /// What is supposed of `target`, with code that tells whether `subject` is its owner.
    pub fn supposed(&self, target: Target) -> Vec<Supposition> {
        self.under.iter().filter(|known| known.fiction.target == target).copied().collect()
    }
}

/// A value in consecutive locals.
pub(crate) fn in_locals(first: Local, ty: Type, scale: Scale) -> Val {
    match (Form::of(ty, scale), scale) {
        (Form::List, _) => Val::List(first, first + 1),
        (Form::Long | Form::Wide, Scale::Fixed { range, .. }) => {
            Val::Number(Number::in_locals(first, range))
        }
        _ => Val::Word(first),
    }
}

/// How a value in locals is written down.
fn form_of(value: Val) -> Form {
    match value {
        Val::Word(_) => Form::Word,
        Val::List(..) => Form::List,
        Val::Number(number) if number.range.fits_i64() => Form::Long,
        Val::Number(_) | Val::Quotient(..) => Form::Wide,
    }
}

/// The locals of a value that [`in_locals`] made.
pub(crate) fn locals(value: Val) -> Vec<Local> {
    match value {
        Val::Word(local) => vec![local],
        Val::List(start, count) => vec![start, count],
        Val::Number(number) => match number.at {
            crate::number::At::Long(local) => vec![local],
            crate::number::At::Wide(pair) => vec![pair.0, pair.1],
            crate::number::At::Constant(_) => Vec::new(),
        },
        Val::Quotient(..) => Vec::new(),
    }
}

//! Parts of a table decided by several threads, and written in their order.

use super::input::{Content, Input, Portion};
use super::output::{Counts, Output, Section, Shape};
use super::parts::Parts;
use super::progress::Progress;
use crate::answer::Refusal;
use crate::arguments::Run;
use enact::batch::{Day, Listed, Plan, Settings, Worker};
use enact_run::Trouble;
use enact_source::Language;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

#[cfg(not(feature = "native"))]
type Engine = enact_run::Interpreter;
#[cfg(feature = "native")]
type Engine = enact_run::Native;

/// Decides all of `input` and writes the outcomes.
///
/// # Errors
/// What could not be read or written.
pub fn run(
    arguments: &Run,
    plan: &Plan<'_>,
    settings: &Settings,
    input: Input,
    shape: &Shape<'_>,
    language: Language,
) -> Result<Counts, Refusal> {
    let threads = arguments
        .threads
        .map(usize::from)
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let threads = threads.unwrap_or(1);
    let parts = Parts::open(arguments, plan, language)?;
    let mut output = Output::open(arguments, shape, language)?;
    let mut progress = Progress::new(input.meter());
    let mut deciders = Vec::new();
    for _ in 0..threads {
        let mut decider = Decider::new(plan, settings).map_err(|trouble| broken(&trouble))?;
        let parts = &parts;
        deciders.push(move |number, portion: Portion| {
            if let Some(section) = parts.find(number)? {
                return Ok(section);
            }
            let section = decider.decide(&portion, shape, language)?;
            parts.keep(number, &section)?;
            Ok(section)
        });
    }
    let mut counts = Counts::default();
    in_order(input, deciders, |section: Section| {
        output.write(&section)?;
        counts.add(&section.counts);
        progress.tell(counts.rows(), language);
        Ok(())
    })?;
    progress.close();
    output.close()?;
    parts.close();
    Ok(counts)
}

/// A defect of the module, never of the cases.
fn broken(trouble: &Trouble) -> Refusal {
    Refusal { text: format!("enact: {trouble}\n"), exit: 2 }
}

/// A plan on a machine, for rows or for lines.
struct Decider<'p> {
    worker: Worker<'p, Engine>,
    listed: Listed<'p, Engine>,
}

impl<'p> Decider<'p> {
    fn new(plan: &'p Plan<'p>, settings: &'p Settings) -> Result<Self, Trouble> {
        let day: &Day = &settings.day;
        Ok(Self {
            worker: Worker::new(plan, Engine::new(plan.wasm())?),
            listed: Listed::new(plan, Engine::new(plan.wasm())?, day, &settings.other),
        })
    }

    fn decide(
        &mut self,
        portion: &Portion,
        shape: &Shape<'_>,
        language: Language,
    ) -> Result<Section, Refusal> {
        let endings = match &portion.rows {
            Content::Rows(rows) => self.worker.decide(rows),
            Content::Lines(lines) => {
                let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
                self.listed.decide(&lines)
            }
        };
        shape.section(portion, endings.map_err(|trouble| broken(&trouble))?, language)
    }
}

/// Works on parts as they come, each worker on one at a time, and hands over what comes of them in
/// their order. No worker goes far ahead of what is handed over.
///
/// # Errors
/// The first error in the order of the parts.
fn in_order<I, O, E>(
    parts: impl Iterator<Item = Result<I, E>> + Send,
    workers: Vec<impl FnMut(u64, I) -> Result<O, E> + Send>,
    mut hand_over: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
    E: Send,
{
    let ahead = u64::try_from(workers.len()).unwrap_or(1).saturating_mul(2);
    let parts = Mutex::new((0_u64.., parts.fuse()));
    // How many were handed over; all ones when nothing more is.
    let done = Mutex::new(0_u64);
    let handed_over = Condvar::new();
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for mut worker in workers {
            let (send, parts, done, handed_over) = (send.clone(), &parts, &done, &handed_over);
            scope.spawn(move || {
                loop {
                    let next = {
                        let mut parts = parts.lock().unwrap_or_else(PoisonError::into_inner);
                        let (numbers, parts) = &mut *parts;
                        parts.next().zip(numbers.next())
                    };
                    let Some((part, number)) = next else { return };
                    let waiting = done.lock().unwrap_or_else(PoisonError::into_inner);
                    let stay = |done: &mut u64| number >= done.saturating_add(ahead);
                    let turn = handed_over.wait_while(waiting, stay);
                    drop(turn.unwrap_or_else(PoisonError::into_inner));
                    let made = part.and_then(|part| worker(number, part));
                    let failed = made.is_err();
                    if send.send((number, made)).is_err() || failed {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut result = Ok(());
        while let Ok((number, made)) = receive.recv() {
            waiting.insert(number, made);
            while result.is_ok()
                && let Some(made) = waiting.remove(&next)
            {
                result = made.and_then(&mut hand_over);
                next += 1;
            }
            let reached = if result.is_ok() { next } else { u64::MAX };
            *done.lock().unwrap_or_else(PoisonError::into_inner) = reached;
            handed_over.notify_all();
            if result.is_err() {
                break;
            }
        }
        drop(receive);
        result
    })
}

//! x
mod domain;
mod explore;
mod group;
mod machine;
mod safeguard;
mod space;
mod witness;
pub use witness::Witness;

/// probe
pub fn probe(graph: &enact_graph::RuleGraph, patience: u64) {
    let program = graph.program();
    use enact_model::table::Id;
    let domain = domain::Domain::of(program, 2);
    let mut settled = machine::Settled::default();
    let mut all = std::collections::BTreeSet::new();
    for term in &program.order {
        let t = &program.terms[*term];
        let start = std::time::Instant::now();
        let e = group::examine(program, t.group, &domain, &settled, Some(&all), patience);
        let d = start.elapsed();
        let start = std::time::Instant::now();
        eprintln!("{:40} ways {:6} complete {} beyond {} short {} {:?} {:?} {}", t.name, e.ways, e.complete, e.beyond, e.shortened, d, e.summary, e.faults.len());
        if e.complete { settled.summaries.insert(t.group, e.summary); all.insert(t.group); }
        if !e.faults.is_empty() || !e.complete {
        let e = group::examine(program, t.group, &domain, &settled, None, patience);
        eprintln!("   concrete {:40} ways {:6} complete {} beyond {} short {} {:?}  faults {:?}", t.name, e.ways, e.complete, e.beyond, e.shortened, start.elapsed(),
          e.faults.iter().map(|(f,w)| (f, w.as_ref().map(|w| (w.on, w.case.subjects.iter().map(|s| s.facts.clone()).collect::<Vec<_>>())))).collect::<Vec<_>>());
        } else { settled.agreeing.insert(t.group); }
    }
    let _ = enact_model::table::TermId::from_index(0);
    let q = safeguard::Question { graph, domain: &domain, settled: &settled, patience };
    for s in &program.safeguards {
        let start = std::time::Instant::now();
        let v = safeguard::judge(&q, &s.promise);
        eprintln!("{:60} {:?} {:?}", s.title, start.elapsed(), v);
    }
}

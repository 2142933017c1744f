//! From the text of a law to its graph.

use crate::{Edge, RuleGraph, build, draw};
use enact_source::{Diagnostic, Language, Source, Sources};

const LAW: &str = r#"---
title: Heating Act
short: HA
language: en
---
## Article 1

```enact
entity household
fact income : money per year
fact tenant : yes/no
parameter allowance-limit : money per year to be set by "the Minister"
judgement hardship : yes/no
```

## Article 2

1. The allowance.

   ```enact
   entitlement allowance of household : money per year
   rule allowance is €600 per year when income ≤ allowance-limit
   ```

2. Tenants.

   ```enact
   notwithstanding article 2(1)
   rule allowance is 50% of the amount under (1) when tenant
   ```

3. None.

   ```enact
   no entitlement to allowance when income > allowance-limit unless hardship
   no entitlement to allowance otherwise
   ```

## Article 3

```enact
set allowance-limit of HA
  from 2025-01-01 : €21,000
```
"#;

fn graph() -> RuleGraph {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("heating.law.md", LAW));
    let tree = enact_syntax::parse(file, sources.get(file).unwrap());
    let checked = enact_model::check(&[tree.document], sources);
    let words = |finding: &Diagnostic| finding.render(Language::English).message;
    let findings: Vec<String> = tree.findings.iter().chain(&checked.findings).map(words).collect();
    build(checked.program.unwrap_or_else(|| panic!("{findings:#?}")))
}

#[test]
fn a_law_becomes_links_between_its_own_words() {
    let graph = graph();
    let name = |node| format!("{} ({})", graph.name(node), graph.label(node, Language::English));
    let lines = graph.edges().map(|link| {
        let verb = link.edge.name();
        format!("{} —{verb}→ {}", name(link.from), name(link.to))
    });
    let lines: Vec<String> = lines.collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    income (art. 1 HA) —reads→ allowance (art. 2(1) HA)
    income (art. 1 HA) —reads→ allowance (art. 2(3) HA)
    tenant (art. 1 HA) —reads→ allowance (art. 2(2) HA)
    allowance-limit (art. 1 HA) —reads→ allowance (art. 2(1) HA)
    allowance-limit (art. 1 HA) —reads→ allowance (art. 2(3) HA)
    allowance-limit (art. 3 HA) —sets→ allowance-limit (art. 1 HA)
    allowance (art. 2(1) HA) —reads→ allowance (art. 2(2) HA)
    allowance (art. 2(1) HA) —grounds→ allowance (art. 2(1) HA)
    allowance (art. 2(2) HA) —precedes→ allowance (art. 2(1) HA)
    allowance (art. 2(2) HA) —grounds→ allowance (art. 2(1) HA)
    allowance (art. 2(3) HA) —precedes→ allowance (art. 2(2) HA)
    allowance (art. 2(3) HA) —reads→ allowance (art. 2(3) HA)
    allowance (art. 2(3) HA) —grounds→ allowance (art. 2(1) HA)
    allowance (art. 2(3) HA) —precedes→ allowance (art. 2(2) HA)
    allowance (art. 2(3) HA) —grounds→ allowance (art. 2(1) HA)
    hardship (art. 1 HA) —reads→ allowance (art. 2(3) HA)
    ");
}

#[test]
fn a_box_shows_the_drafters_words_on_request() {
    let graph = graph();
    let slice = graph.rests_on(graph.find("allowance")[0]);
    assert!(slice.links().any(|link| link.edge == Edge::Sets));
    let image = draw::svg(&graph, &slice, Language::English);
    assert!(image.contains("rule allowance is 50% of the amount under (1) when tenant"), "{image}");
}

//! Lettered points of a condition become rules that stand in those points.
//!
//! `regel X indien a. C; of b. D` below artikel 1, eerste lid, is two rules: one of onderdeel a and
//! one of onderdeel b. Where all points have to hold it stays one rule, which rests on each of
//! them. Start at [`expanded`]: behind it no condition has points.

use crate::codes;
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{
    Block, Body, Condition, Declaration, DeclarationKind, Document, Expr, ExprKind, Operator,
    Point, Points, Rule, When,
};

/// The laws as the check reads them.
pub(crate) struct Expanded {
    pub(crate) documents: Vec<Document>,
    /// The rules that came from points.
    limbs: Vec<Limbs>,
    /// Points that the text of the law does not have.
    pub(crate) findings: Vec<Diagnostic>,
}

/// The points that a rule came from.
#[derive(Debug, Clone)]
pub(crate) struct Limbs {
    /// The block that holds the rule: the place of its law, and its own.
    place: (usize, usize),
    /// The provision of which they are points.
    pub(crate) home: Provision,
    /// The declaration of which the rule is one alternative; `None` where all points have to hold.
    pub(crate) alternative: Option<Span>,
    /// The points that all have to hold.
    pub(crate) all: Vec<Provision>,
}

impl Expanded {
    /// The points that the rule in `block` came from.
    pub(crate) fn limbs_of(&self, block: &Block) -> Option<&Limbs> {
        self.limbs.iter().find(|limbs| {
            let (law, place) = limbs.place;
            let own = self.documents.get(law).and_then(|law| law.blocks.get(place));
            own.is_some_and(|own| std::ptr::eq(own, block))
        })
    }
}

/// `documents`, in which no condition has points any more.
pub(crate) fn expanded(documents: &[Document]) -> Expanded {
    let mut all = Expanded { documents: Vec::new(), limbs: Vec::new(), findings: Vec::new() };
    for (law, document) in documents.iter().enumerate() {
        let mut work = Work { law, document, blocks: Vec::new(), all: &mut all };
        document.blocks.iter().for_each(|block| work.block(block));
        let blocks = work.blocks;
        let (header, outline) = (document.header.clone(), document.outline.clone());
        all.documents.push(Document { file: document.file, header, outline, blocks });
    }
    all
}

/// One law under way.
struct Work<'a> {
    law: usize,
    document: &'a Document,
    blocks: Vec<Block>,
    all: &'a mut Expanded,
}

impl Work<'_> {
    /// A block as it is, or cut where rules have points: each then has a block of its own, with
    /// the time of the block and what governs the rule.
    fn block(&mut self, block: &Block) {
        if block.declarations.iter().all(|declaration| points_of(&declaration.kind).is_none()) {
            self.blocks.push(block.clone());
            return;
        }
        let block = &self.placed(block);
        let opening = block.declarations.iter().position(|one| !is_time(&one.kind)).unwrap_or(0);
        let (time, rest) = block.declarations.split_at(opening);
        if rest.iter().any(|one| is_time(&one.kind)) {
            // A time that comes too late has a finding of its own.
            return self.blocks.push(whole(block));
        }
        let mut waiting: Vec<Declaration> = Vec::new();
        for declaration in rest {
            let Some(points) = points_of(&declaration.kind) else {
                waiting.push(declaration.clone());
                continue;
            };
            let other = waiting.iter().rposition(|before| !is_clause(&before.kind));
            let clauses = waiting.split_off(other.map_or(0, |last| last + 1));
            self.remainder(block, time, std::mem::take(&mut waiting));
            let before: Vec<Declaration> = time.iter().cloned().chain(clauses).collect();
            self.rule(block, declaration, &before, points);
        }
        self.remainder(block, time, waiting);
    }

    /// A block below the last of the points that its rules name, stands in the provision of those
    /// points: it closes the list.
    fn placed(&self, block: &Block) -> Block {
        let points = block.declarations.iter().find_map(|declaration| points_of(&declaration.kind));
        let home = points.and_then(|points| self.home(block.provision.as_ref(), points));
        Block { provision: home.or(block.provision.clone()), ..block.clone() }
    }

    /// What of a block stands between rules with points. A condition on the provision comes first.
    fn remainder(&mut self, block: &Block, time: &[Declaration], rest: Vec<Declaration>) {
        if rest.is_empty() {
            return;
        }
        let applies = |one: &Declaration| matches!(one.kind, DeclarationKind::Applies(_));
        let first = usize::from(rest.first().is_some_and(applies));
        let mut declarations = rest;
        if declarations.iter().any(|one| crate::validity::has_time(&one.kind)) {
            declarations.splice(first..first, time.iter().cloned());
        }
        self.blocks.push(Block { declarations, ..block.clone() });
    }

    /// One rule with points: a rule for each, or one that needs them all. A law without those
    /// points is read further as if the rule had one condition.
    fn rule(&mut self, block: &Block, rule: &Declaration, before: &[Declaration], points: &Points) {
        let whole = with_condition(&rule.kind, &When::If(joined(points)), true);
        let Some(home) = self.home(block.provision.as_ref(), points) else {
            self.absent(block.provision.as_ref(), points);
            return self.push(block, block.provision.clone(), before, (whole, rule.span));
        };
        let limbs = Limbs {
            place: (self.law, 0),
            home: home.clone(),
            alternative: None,
            all: points.of.iter().map(|point| below(&home, point)).collect(),
        };
        if points.all {
            self.note(limbs);
            return self.push(block, Some(home), before, (whole, rule.span));
        }
        for (number, point) in points.of.iter().enumerate() {
            let when = When::If(point.condition.clone());
            let kind = with_condition(&rule.kind, &when, number == 0);
            self.note(Limbs { alternative: Some(rule.span), all: Vec::new(), ..limbs.clone() });
            self.push(block, Some(below(&home, point)), before, (kind, rule.span));
        }
    }

    /// Keeps what is known of the next block.
    fn note(&mut self, limbs: Limbs) {
        self.all.limbs.push(Limbs { place: (self.law, self.blocks.len()), ..limbs });
    }

    fn push(
        &mut self,
        block: &Block,
        provision: Option<Provision>,
        before: &[Declaration],
        (kind, span): (DeclarationKind, Span),
    ) {
        let rule = Declaration { kind, span };
        let declarations = before.iter().cloned().chain([rule]).collect();
        self.blocks.push(Block { provision, declarations, span: block.span });
    }

    /// The provision of which the text has all these points: where the block stands or, when it
    /// stands below one of its points, the provision around it.
    fn home(&self, place: Option<&Provision>, points: &Points) -> Option<Provision> {
        let has = |home: &Provision| points.of.iter().all(|point| self.exists(&below(home, point)));
        around(place?).into_iter().find(has)
    }

    fn exists(&self, provision: &Provision) -> bool {
        self.document.outline.iter().any(|outlined| outlined.provision == *provision)
    }

    /// Reports the first point that the text of the law does not have.
    fn absent(&mut self, place: Option<&Provision>, points: &Points) {
        // A rule under no provision has a finding of its own.
        let Some(place) = place else { return };
        let provisions = around(place);
        let missing = |home: &Provision| {
            points.of.iter().filter(|point| !self.exists(&below(home, point))).count()
        };
        let Some(home) = provisions.iter().min_by_key(|home| missing(home)) else { return };
        let absent = points.of.iter().find(|point| !self.exists(&below(home, point)));
        let law = self.document.header.short.clone();
        let citation =
            |place: &Provision| Citation { law: law.clone(), provision: Some(place.clone()) };
        let finding = absent.map(|point| {
            Diagnostic::new(codes::NO_SUCH_POINT, point.span)
                .with("point", point.label.as_str())
                .with("provision", citation(home))
                .within(citation(place))
        });
        self.all.findings.extend(finding);
    }
}

/// A block with each of its rules under one condition.
fn whole(block: &Block) -> Block {
    let mut block = block.clone();
    for declaration in &mut block.declarations {
        if let Some(points) = points_of(&declaration.kind) {
            declaration.kind = with_condition(&declaration.kind, &When::If(joined(points)), true);
        }
    }
    block
}

/// A provision and, when it is a point, those around it up to the paragraph or article.
fn around(place: &Provision) -> Vec<Provision> {
    let is_paragraph = |part: &String| {
        part.starts_with(|first: char| first.is_ascii_digit()) && !part.ends_with('°')
    };
    let outer = place.parts.iter().take_while(|part| is_paragraph(part)).count();
    let lengths = (outer..=place.parts.len()).rev();
    lengths
        .map(|length| Provision { parts: place.parts[..length].to_vec(), ..place.clone() })
        .collect()
}

fn below(home: &Provision, point: &Point) -> Provision {
    let parts = home.parts.iter().cloned().chain([point.label.clone()]).collect();
    Provision { parts, ..home.clone() }
}

const fn is_time(kind: &DeclarationKind) -> bool {
    matches!(kind, DeclarationKind::Validity(_))
}

const fn is_clause(kind: &DeclarationKind) -> bool {
    matches!(
        kind,
        DeclarationKind::Notwithstanding(_)
            | DeclarationKind::SubjectTo(_)
            | DeclarationKind::WithoutPrejudice(_)
            | DeclarationKind::Reading(_)
    )
}

/// The condition of a rule that gives one thing.
const fn condition_of(kind: &DeclarationKind) -> Option<&Condition> {
    let body = match kind {
        DeclarationKind::NoEntitlement(none) => return Some(&none.condition),
        DeclarationKind::Rule(rule) => &rule.body,
        DeclarationKind::Decision(decision) => &decision.body,
        _ => return None,
    };
    match body {
        Body::Ground(condition) | Body::Value { condition, .. } => Some(condition),
        Body::Cases { .. } => None,
    }
}

fn points_of(kind: &DeclarationKind) -> Option<&Points> {
    match &condition_of(kind)?.when {
        When::Points(points) => Some(points),
        When::Always | When::If(_) | When::Otherwise(_) => None,
    }
}

/// The rule with `when` for its points. A decision is declared once, by the first of its rules.
fn with_condition(kind: &DeclarationKind, when: &When, first: bool) -> DeclarationKind {
    let mut kind = match kind {
        DeclarationKind::Decision(decision) if !first => DeclarationKind::Rule(Rule {
            name: decision.name.clone(),
            negative: false,
            subject: decision.subject.clone(),
            body: decision.body.clone(),
        }),
        other => other.clone(),
    };
    let body = match &mut kind {
        DeclarationKind::NoEntitlement(none) => {
            none.condition.when = when.clone();
            return kind;
        }
        DeclarationKind::Rule(rule) => &mut rule.body,
        DeclarationKind::Decision(decision) => &mut decision.body,
        _ => return kind,
    };
    if let Body::Ground(condition) | Body::Value { condition, .. } = body {
        condition.when = when.clone();
    }
    kind
}

/// All points as one condition, in the words from the first letter to the end.
pub(crate) fn joined(points: &Points) -> Expr {
    let operator = if points.all { Operator::And } else { Operator::Or };
    let mut parts = points.of.iter();
    let first = parts.next();
    let start = first.map(|point| point.span).unwrap_or_default();
    let first = first.map(|point| point.condition.clone());
    let none = Expr { kind: ExprKind::YesNo(points.all), span: start };
    parts.fold(first.unwrap_or(none), |left, point| Expr {
        span: start.to(point.condition.span),
        kind: ExprKind::Binary {
            operator,
            at: point.span,
            left: Box::new(left),
            right: Box::new(point.condition.clone()),
        },
    })
}

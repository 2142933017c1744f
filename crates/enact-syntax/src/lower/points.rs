//! Lettered points of a condition: `indien a. C; of b. D`.

use super::Lowering;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Point, Points};

impl Lowering<'_> {
    /// The points in `node`, which say once whether all of them have to hold or one.
    pub(super) fn points(&mut self, node: &Node) -> Option<Points> {
        let (and, or) = (node.get(Kind::OpAnd), node.get(Kind::OpOr));
        let all = match (and, or) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(and), Some(or)) => {
                let (first, second) = if and.start < or.start { (and, or) } else { (or, and) };
                let (first, second) = (self.span(first), self.span(second));
                return self.fail(codes::points_mixed(first, second));
            }
            (None, None) => return self.fail(codes::points_unjoined(self.span(node))),
        };
        let mut of: Vec<Point> = Vec::new();
        for limb in node.all(Kind::PointLimb) {
            let letter = limb.get(Kind::LimbLetter)?;
            let label = self.words(letter).trim_end_matches('.').to_owned();
            let span = self.span(letter);
            if let Some(earlier) = of.iter().find(|point| point.label == label) {
                return self.fail(codes::point_twice(span, &label, earlier.span));
            }
            of.push(Point { label, condition: self.expression_in(limb)?, span });
        }
        Some(Points { all, of })
    }
}

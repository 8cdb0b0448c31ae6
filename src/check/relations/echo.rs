//! Relations in a column of totals that only repeat what single columns say.

use rust_decimal::Decimal;

use super::Instance;
use crate::form::{Comparison, Relation};

/// Tells whether a relation that does not hold in a column of totals is off by just
/// what it is off in the columns which that sums.
pub(in crate::check) fn repeats_columns<'i>(
    relation: &Relation,
    of_totals: &Instance,
    all: impl IntoIterator<Item = &'i Instance>,
) -> bool {
    let base = of_totals.column.as_ref().map_or(&[][..], |column| &column.base);
    let mut broken = all.into_iter().filter(|instance| {
        instance.column_index().is_some_and(|index| base.contains(&index))
            && !instance.holds(relation)
    });
    match relation.comparison {
        Comparison::Equal => {
            broken.map(|column| column.difference).sum::<Decimal>()
                == of_totals.difference
        }
        Comparison::AtMost | Comparison::AtLeast => broken.next().is_some(),
    }
}

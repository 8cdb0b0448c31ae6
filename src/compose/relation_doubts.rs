//! Whether the relations of a form can hold, and hold together: its author is told
//! (T007), staff would meet them as faults of their own file.
//!
//! Every relation is brought to one side, a sum of cells that staff write: totals are
//! what they sum. Equal ones are then taken out of each other (Gauss, in whole
//! numbers), so that what follows from equal ones before is left without a cell.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use crate::diagnostic::{Code, Diagnostic};
use crate::form::{
    CellRef, Comparison, Form, Operand, Relation, Sign, Sum, Target, ValueType, Year,
};

/// A number that staff write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    Cell(CellRef),
    Field(Vec<String>),
}

/// How often each number counts.
type Counts = BTreeMap<(Year, Written), i128>;

/// `counts + constant = 0`, or not below 0.
#[derive(Debug, Clone, Default)]
struct Statement {
    counts: Counts,
    constant: i128,
}

/// What is to be said of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It depends on what is written.
    Open,
    /// It holds whatever is written.
    Always,
    /// It never holds.
    Never,
}

/// Says of which relations nothing that is written makes a difference.
pub(super) fn doubts(form: &Form) -> Vec<Diagnostic> {
    let mut known = Known { form, equal: Vec::new(), at_least: Vec::new() };
    // Those of 跨年 are not checked where there is no report of last year: what is
    // said of the others must not rest on them.
    let groups = [&form.relations, &form.cross_year].into_iter();
    let in_order = groups.flat_map(|group| {
        let is_equal = |it: &&Relation| it.comparison == Comparison::Equal;
        let (equal, other): (Vec<_>, Vec<_>) = group.iter().partition(is_equal);
        equal.into_iter().chain(other)
    });
    in_order.filter_map(|relation| known.add(relation)).collect()
}

/// The relations so far, without those that hold in some cases only.
struct Known<'a> {
    form: &'a Form,
    /// Each without the first number of every one before it.
    equal: Vec<Proven<'a>>,
    at_least: Vec<Proven<'a>>,
}

/// A statement, and the relations that it follows from.
type Proven<'a> = (Statement, Vec<&'a Relation>);

impl<'a> Known<'a> {
    /// Adds a relation, and says what there is to say of it.
    fn add(&mut self, relation: &'a Relation) -> Option<Diagnostic> {
        let statements = self.statements(relation)?;
        let comparison = relation.comparison;
        let alone = statements.iter().map(|statement| self.alone(comparison, statement));
        if let Some(finding) = by_itself(relation, of_columns(alone)) {
            return Some(finding);
        }
        if !relation.conditions.is_empty() {
            return None;
        }
        let mut verdicts = Vec::new();
        let mut others = Vec::new();
        for statement in statements {
            let (rest, from) = self.reduced(statement)?;
            let mut verdict = self.alone(comparison, &rest);
            let mut used = from.clone();
            if comparison != Comparison::Equal && verdict == Verdict::Open {
                let opposite = self.opposite(&rest);
                verdict = opposite.map_or(Verdict::Open, |_| Verdict::Never);
                used.extend(opposite.into_iter().flatten());
            }
            if verdict == Verdict::Open {
                let group = match comparison {
                    Comparison::Equal => &mut self.equal,
                    Comparison::AtLeast | Comparison::AtMost => &mut self.at_least,
                };
                group.push((rest, [from, vec![relation]].concat()));
            } else {
                others.extend(used);
            }
            verdicts.push(verdict);
        }
        others.retain(|other: &&Relation| other.span != relation.span);
        beside(relation, of_columns(verdicts.into_iter()), others)
    }

    /// Takes the equal ones out of a statement; none if numbers get too large. Returns
    /// the relations that were needed too.
    fn reduced(&self, mut statement: Statement) -> Option<Proven<'a>> {
        let mut from = Vec::new();
        for (known, relations) in &self.equal {
            let (first, count) = known.counts.first_key_value()?;
            let Some(mine) = statement.counts.get(first) else { continue };
            // What is not below 0 stays so: it is only taken a positive number of times.
            let taken = known.times(mine.checked_mul(-count.signum())?)?;
            statement = statement.times(count.checked_abs()?)?.plus(&taken)?;
            from.extend(relations);
        }
        Some((statement, from))
    }

    /// Finds a relation that cannot hold together with a statement: both added up are
    /// below 0.
    fn opposite(&self, statement: &Statement) -> Option<&Vec<&'a Relation>> {
        let found = self.at_least.iter().find(|(known, _)| {
            statement.plus(known).is_some_and(|sum| {
                self.alone(Comparison::AtLeast, &sum) == Verdict::Never
            })
        });
        found.map(|(_, relations)| relations)
    }

    /// Judges a statement by itself. Numbers are 0 or more, but for 增减.
    fn alone(&self, comparison: Comparison, statement: &Statement) -> Verdict {
        let Statement { counts, constant } = statement;
        let free = counts.keys().any(|(_, written)| self.may_be_negative(written));
        let least = !free && counts.values().all(|count| *count > 0);
        let most = !free && counts.values().all(|count| *count < 0);
        // Without a number left, both are so.
        match comparison {
            Comparison::Equal if counts.is_empty() && *constant == 0 => Verdict::Always,
            Comparison::Equal if least && *constant > 0 => Verdict::Never,
            Comparison::Equal if most && *constant < 0 => Verdict::Never,
            Comparison::Equal => Verdict::Open,
            _ if least && *constant >= 0 => Verdict::Always,
            _ if most && *constant < 0 => Verdict::Never,
            _ => Verdict::Open,
        }
    }

    fn may_be_negative(&self, written: &Written) -> bool {
        let kind = match written {
            Written::Cell(cell) => Some(self.form.cell_type(*cell)),
            Written::Field(path) => self.form.field_type(path),
        };
        kind == Some(&ValueType::Change)
    }

    /// Returns what a relation says: of lines, a statement for each column.
    fn statements(&self, relation: &Relation) -> Option<Vec<Statement>> {
        let columns =
            relation.references().find_map(|reference| match reference.target {
                Target::Line(line) => {
                    Some(self.form.tables[line.table].parts[line.part].columns.leaves)
                }
                _ => None,
            });
        let side = |column| {
            let left = self.sum(&relation.left, column)?;
            let right = self.sum(&relation.right, column)?;
            match relation.comparison {
                Comparison::AtMost => right.plus(&left.times(-1)?),
                Comparison::Equal | Comparison::AtLeast => left.plus(&right.times(-1)?),
            }
        };
        (0..columns.unwrap_or(1)).map(side).collect()
    }

    fn sum(&self, sum: &Sum, column: usize) -> Option<Statement> {
        let mut whole = Statement::default();
        for term in &sum.terms {
            let times = match term.sign {
                Sign::Plus => 1,
                Sign::Minus => -1,
            };
            match &term.operand {
                Operand::Number(number) => {
                    whole.constant =
                        whole.constant.checked_add(times * number.to_i128()?)?;
                }
                Operand::Path(reference) => {
                    let numbers = match &reference.target {
                        Target::Field(path) => vec![Written::Field(path.clone())],
                        Target::Cell(cell) => self.leaves(*cell),
                        Target::Line(line) => self.leaves(line.cell(column)),
                        Target::Group => return None,
                    };
                    for number in numbers {
                        whole.count((reference.year, number), times)?;
                    }
                }
            }
        }
        Some(whole)
    }

    /// Returns the cells that staff write of which a cell is the sum, itself if none.
    fn leaves(&self, cell: CellRef) -> Vec<Written> {
        let part = &self.form.tables[cell.table].parts[cell.part];
        let columns = part.columns.base(cell.column);
        let rows = part.rows.base(cell.row).into_iter();
        rows.flat_map(|row| {
            let at =
                move |&column: &usize| Written::Cell(CellRef { row, column, ..cell });
            columns.iter().map(at).collect::<Vec<_>>()
        })
        .collect()
    }
}

impl Statement {
    fn count(&mut self, number: (Year, Written), times: i128) -> Option<()> {
        let count = self.counts.get(&number).copied().unwrap_or_default();
        match count.checked_add(times)? {
            0 => self.counts.remove(&number),
            count => self.counts.insert(number, count),
        };
        Some(())
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.checked_add(other.constant)?;
        for (number, count) in &other.counts {
            sum.count(number.clone(), *count)?;
        }
        Some(sum)
    }

    fn times(&self, factor: i128) -> Option<Self> {
        let counts = self
            .counts
            .iter()
            .map(|(number, count)| Some((number.clone(), count.checked_mul(factor)?)));
        let constant = self.constant.checked_mul(factor)?;
        Some(Self { counts: counts.collect::<Option<_>>()?, constant })
    }
}

/// Judges a relation by what is said of each column: none has to fail.
fn of_columns(mut verdicts: impl Iterator<Item = Verdict> + Clone) -> Verdict {
    if verdicts.clone().any(|verdict| verdict == Verdict::Never) {
        Verdict::Never
    } else if verdicts.all(|verdict| verdict == Verdict::Always) {
        Verdict::Always
    } else {
        Verdict::Open
    }
}

fn by_itself(relation: &Relation, verdict: Verdict) -> Option<Diagnostic> {
    let (message, help) = match verdict {
        Verdict::Open => return None,
        Verdict::Always => (
            "这条关系怎样填都成立，等于没有写",
            "看是不是写错了其中一项；合计由程序算和核对，不用写关系",
        ),
        Verdict::Never => {
            ("这条关系怎样填都不成立，每份报告都会报它", "看是不是写错了其中一项")
        }
    };
    Some(doubt(relation, message).help(help))
}

fn beside(
    relation: &Relation,
    verdict: Verdict,
    mut others: Vec<&Relation>,
) -> Option<Diagnostic> {
    let (message, help) = match verdict {
        Verdict::Open => return None,
        // The others do not say it as loud.
        Verdict::Always if others.iter().any(|it| it.severity < relation.severity) => {
            return None;
        }
        Verdict::Always => (
            "这条关系从别的关系就能推出来，不成立时要报两遍",
            "删去它；不是重复的，看是不是写错了其中一项",
        ),
        Verdict::Never => {
            ("这条关系和别的关系不能都成立，每份报告都会报其中一条", "改正其中一条")
        }
    };
    others.sort_by_key(|other| other.span.range().start);
    others.dedup_by_key(|other| other.span.range().start);
    let finding = doubt(relation, message).help(help);
    Some(
        others.into_iter().fold(finding, |finding, other| {
            finding.related(other.span.clone(), "别的关系")
        }),
    )
}

fn doubt(relation: &Relation, message: &str) -> Diagnostic {
    Diagnostic::warning(Code::TemplateDoubt, message).at(relation.span.clone(), "")
}

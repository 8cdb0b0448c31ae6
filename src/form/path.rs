//! Where a dotted path leads: `申请.本年新收.总计`.

use super::{Field, FieldKind, Form, ValueType};

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A field, by its names from the top.
    Field(Vec<String>),
    /// One cell, a leaf or a sum.
    Cell(CellRef),
    /// A row of cells, a leaf or a 小计.
    Line(LineRef),
    /// A table, a group of rows, or what stands between: no value of its own.
    Group,
}

/// A cell of a form's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// Index of the table.
    pub table: usize,
    /// Index of the part.
    pub part: usize,
    /// Index among the lines of the rows.
    pub row: usize,
    /// Index among the lines of the columns.
    pub column: usize,
}

/// A row of a form's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineRef {
    /// Index of the table.
    pub table: usize,
    /// Index of the part.
    pub part: usize,
    /// Index among the lines of the rows.
    pub row: usize,
}

impl LineRef {
    /// Returns the cell of the row in a column.
    pub fn cell(self, column: usize) -> CellRef {
        CellRef { table: self.table, part: self.part, row: self.row, column }
    }
}

impl Form {
    /// Returns the field of a path, by its names from the top. Of an open map
    /// (事实) it is the map itself for every name in it.
    pub fn field<S: AsRef<str>>(&self, steps: &[S]) -> Option<&Field> {
        let (first, rest) = steps.split_first()?;
        let mut field = self.fields.iter().find(|field| field.name == first.as_ref())?;
        for step in rest {
            if let FieldKind::Open(..) = field.kind {
                return Some(field);
            }
            field = field.children().iter().find(|field| field.name == step.as_ref())?;
        }
        Some(field)
    }

    /// Follows a path. Of an open map (事实) any next step is a field.
    ///
    /// # Errors
    ///
    /// Where the path breaks: how many steps led somewhere, and what could have
    /// stood next.
    pub fn resolve<S: AsRef<str>>(&self, steps: &[S]) -> Result<Target, Broken> {
        let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
        let Some((&first, rest)) = steps.split_first() else {
            return Ok(Target::Group);
        };
        if let Some(index) = self.tables.iter().position(|table| table.name == first) {
            return self.resolve_in_table(index, rest);
        }
        resolve_field(&self.fields, &steps, 0).map_err(|mut broken| {
            if broken.steps == 0 {
                broken.options.extend(self.tables.iter().map(|table| table.name.clone()));
            }
            broken
        })
    }

    /// Returns the type of a field with one value, or with several of a kind; of
    /// a name in an open map, its values'.
    pub fn field_type(&self, path: &[impl AsRef<str>]) -> Option<&ValueType> {
        let mut fields = self.fields.as_slice();
        let mut kind: Option<&FieldKind> = None;
        for step in path {
            if let Some(FieldKind::Open(_, values)) = kind {
                return Some(values);
            }
            let field = fields.iter().find(|field| field.name == step.as_ref())?;
            fields = field.children();
            kind = Some(&field.kind);
        }
        match kind? {
            FieldKind::Value(values) | FieldKind::Several(values) => Some(values),
            FieldKind::Group(_) | FieldKind::Each(_) | FieldKind::Open(..) => None,
        }
    }

    /// Returns the type of a cell's value.
    pub fn cell_type(&self, cell: CellRef) -> &ValueType {
        self.tables[cell.table].parts[cell.part].value_type(cell.row, cell.column)
    }

    /// Returns the cells of a table that are printed, row by row.
    pub fn cells(&self, table: usize) -> impl Iterator<Item = CellRef> + '_ {
        let parts = self.tables[table].parts.iter().enumerate();
        parts.flat_map(move |(part, form)| {
            let columns = form.columns.leaves;
            (0..form.rows.leaves).flat_map(move |row| {
                (0..columns).map(move |column| CellRef { table, part, row, column })
            })
        })
    }

    /// Returns the dotted names of the columns of a row that are printed.
    pub fn columns_of(&self, line: LineRef) -> Vec<String> {
        let part = &self.tables[line.table].parts[line.part];
        let columns = part.columns.leaf_lines().iter();
        columns.map(|column| column.steps.join(".")).collect()
    }

    /// Returns the dotted path of a cell.
    pub fn cell_path(&self, cell: CellRef) -> String {
        let table = &self.tables[cell.table];
        let part = &table.parts[cell.part];
        let steps = part.rows.lines[cell.row].steps.iter();
        let steps = steps.chain(&part.columns.lines[cell.column].steps);
        let names: Vec<&str> =
            [&table.name].into_iter().chain(steps).map(String::as_str).collect();
        names.join(".")
    }

    fn resolve_in_table(&self, table: usize, steps: &[&str]) -> Result<Target, Broken> {
        let mut deepest = Deepest { steps: 1, options: Vec::new() };
        let mut group = steps.is_empty();
        for (part_index, part) in self.tables[table].parts.iter().enumerate() {
            for (row_index, row) in part.rows.lines.iter().enumerate() {
                let reached = common(&row.steps, steps);
                if reached < row.steps.len() {
                    group |= reached == steps.len();
                    deepest.offer(reached, &row.steps[reached]);
                    continue;
                }
                let rest = &steps[reached..];
                let line = LineRef { table, part: part_index, row: row_index };
                for (column_index, column) in part.columns.lines.iter().enumerate() {
                    let further = common(&column.steps, rest);
                    if further == column.steps.len() && further == rest.len() {
                        return Ok(Target::Cell(line.cell(column_index)));
                    }
                    if further < column.steps.len() {
                        group |= further == rest.len() && further > 0;
                        deepest.offer(reached + further, &column.steps[further]);
                    } else {
                        deepest.reach(reached + further);
                    }
                }
                if rest.is_empty() && reached > 0 {
                    return Ok(Target::Line(line));
                }
            }
        }
        if group { Ok(Target::Group) } else { Err(deepest.into()) }
    }
}

/// Where a path breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// How many steps led somewhere.
    pub steps: usize,
    /// What could have stood next, in the form's order.
    pub options: Vec<String>,
}

/// Where a path breaks, as far as was looked.
struct Deepest<'a> {
    steps: usize,
    options: Vec<&'a str>,
}

impl<'a> Deepest<'a> {
    /// Notes that one could go on by `option` after `steps` steps in a table.
    fn offer(&mut self, steps: usize, option: &'a str) {
        self.reach(steps);
        if self.steps == steps + 1 && !self.options.contains(&option) {
            self.options.push(option);
        }
    }

    fn reach(&mut self, steps: usize) {
        if self.steps < steps + 1 {
            *self = Self { steps: steps + 1, options: Vec::new() };
        }
    }
}

impl From<Deepest<'_>> for Broken {
    fn from(Deepest { steps, options }: Deepest<'_>) -> Self {
        Self { steps, options: options.into_iter().map(str::to_owned).collect() }
    }
}

fn common(line: &[String], steps: &[&str]) -> usize {
    line.iter().zip(steps).take_while(|(a, b)| a == *b).count()
}

fn resolve_field(
    fields: &[Field],
    steps: &[&str],
    done: usize,
) -> Result<Target, Broken> {
    let Some(field) = fields.iter().find(|field| field.name == steps[done]) else {
        let options = fields.iter().map(|field| field.name.clone()).collect();
        return Err(Broken { steps: done, options });
    };
    let here = done + 1;
    let names = || steps.iter().map(|&step| step.to_owned()).collect();
    match &field.kind {
        FieldKind::Group(_) | FieldKind::Open(..) if here == steps.len() => {
            Ok(Target::Group)
        }
        FieldKind::Group(fields) => resolve_field(fields, steps, here),
        FieldKind::Open(..) if here + 1 == steps.len() => Ok(Target::Field(names())),
        _ if here == steps.len() => Ok(Target::Field(names())),
        _ => Err(Broken { steps: here, options: Vec::new() }),
    }
}

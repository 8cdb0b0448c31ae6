//! How long each stage takes for the example of the README, once everything is set
//! up: `make bench`.

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::assets::Assets;
use nianbao::document::Document;
use nianbao::form::Form;
use nianbao::pipeline::{Forms, Reading};
use nianbao::render::html::{PageOptions, PageTemplate};
use nianbao::render::markdown::{self, SpannedTables};
use nianbao::source::Source;
use nianbao::{check, facts, yaml};

const REPORT: &str = include_str!("../../examples/quanzhou-2021/2021.yaml");

struct Example {
    assets: Assets,
    forms: Forms,
    form: Arc<Form>,
    source: Source,
    reading: Reading,
    document: Document,
}

impl Example {
    fn new() -> Self {
        let assets = Assets::embedded();
        let forms = Forms::new(&assets);
        let source = Source::new("2021.yaml", REPORT);
        let reading = forms.read(&source);
        let form =
            Arc::clone(&reading.facts.as_ref().expect("the example is right").form);
        let document = reading.compose(None, &assets).document;
        let document = document.expect("the example is right");
        Self { assets, forms, form, source, reading, document }
    }
}

fn reading(criterion: &mut Criterion) {
    let example = Example::new();
    let Example { assets, forms, form, source, reading, .. } = &example;
    let root = yaml::load(source).root.expect("the example is YAML");
    let facts = facts::read(&root, form).0;
    criterion.bench_function("read yaml", |bench| bench.iter(|| yaml::load(source)));
    criterion.bench_function("facts", |bench| bench.iter(|| facts::read(&root, form)));
    criterion.bench_function("check numbers", |bench| {
        bench.iter(|| check::check(&facts, &mut Vec::new()));
    });
    criterion.bench_function("read whole", |bench| bench.iter(|| forms.read(source)));
    criterion.bench_function("compose and check prose", |bench| {
        bench.iter(|| reading.compose(None, assets));
    });
}

fn writing(criterion: &mut Criterion) {
    let Example { assets, document, .. } = Example::new();
    let page = PageTemplate::new(&assets).expect("the page in the program is right");
    let options = PageOptions::default();
    criterion.bench_function("html", |bench| {
        bench.iter(|| page.render(&document, &assets, &options));
    });
    criterion.bench_function("markdown", |bench| {
        bench.iter(|| markdown::write(&document, SpannedTables::Html));
    });
}

criterion_group! {
    name = stages;
    config = Criterion::default();
    targets = reading, writing
}
criterion_main!(stages);

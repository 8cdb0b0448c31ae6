//! How long each stage takes, once everything is set up: `make bench`.
//!
//! The example is the one of the README. What typst remembers is forgotten before
//! each run, fonts stay open.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use nianbao::assets::Assets;
use nianbao::document::Document;
use nianbao::form::Form;
use nianbao::pipeline::{Forms, Reading};
use nianbao::render::html::{PageOptions, PageTemplate};
use nianbao::render::markdown::{self, SpannedTables};
use nianbao::source::Source;
use nianbao::{check, facts, yaml};
use plain::Plain;

const REPORT: &str = include_str!("../examples/quanzhou-2021/2021.yaml");

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
    let options = PageOptions { links: Vec::new() };
    criterion.bench_function("html", |bench| {
        bench.iter(|| page.render(&document, &assets, &options));
    });
    criterion.bench_function("markdown", |bench| {
        bench.iter(|| markdown::write(&document, SpannedTables::Html));
    });
}

/// Layout and export of the folder that `handout` wrote, by typst alone.
fn printing(criterion: &mut Criterion) {
    let folder = std::env::var("NIANBAO_HANDOUT").expect("`make bench` sets it");
    let plain = Plain::open(Path::new(&folder)).expect("`handout` wrote it");
    let pages = plain.lay_out().expect("the layout is right");
    criterion.bench_function("pdf layout", |bench| {
        let run = |()| black_box(plain.lay_out());
        bench.iter_batched(plain::forget, run, BatchSize::PerIteration);
    });
    criterion.bench_function("pdf export", |bench| {
        let run = |()| black_box(plain::export(&pages));
        bench.iter_batched(plain::forget, run, BatchSize::PerIteration);
    });
}

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(30);
    targets = reading, writing, printing
}
criterion_main!(stages);

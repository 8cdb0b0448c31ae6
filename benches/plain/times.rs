//! `plain-times FOLDER RUNS`: how long typst takes for layout and export, with open
//! fonts and nothing remembered. Prints the median and the least of the runs.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, hint};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [folder, runs] = arguments.as_slice() else {
        return Err("plain-times FOLDER RUNS".into());
    };
    let runs: usize = runs.parse()?;
    let plain = plain::Plain::open(Path::new(folder))?;
    let pages = plain.lay_out()?;
    report("pdf layout", runs, || plain.lay_out().map(drop))?;
    report("pdf export", runs, || plain::export(&pages).map(drop))?;
    Ok(())
}

fn report(
    name: &str,
    runs: usize,
    run: impl Fn() -> Result<(), String>,
) -> Result<(), String> {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..runs.max(1) {
        plain::forget();
        let start = Instant::now();
        hint::black_box(run()?);
        times.push(start.elapsed());
    }
    times.sort();
    let (median, least) = (times[times.len() / 2], times[0]);
    println!("{name}: median {median:.1?}, least {least:.1?}");
    Ok(())
}

//! How long the core takes: the first text of a language (which builds its
//! lexicon) is read before the clock starts; what is measured is a warm reading.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use policylens::{Input, InputKind, Options, analyze, detect, schema::Signals};
use std::{fs, hint::black_box};

fn samples() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = fs::read_dir("www/samples")
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .map(|p| (p.file_stem().unwrap().to_string_lossy().to_string(), fs::read_to_string(&p).unwrap()))
        .collect();
    out.sort();
    out
}

/// Bytes of a long policy, as large companies write them.
const LONG: usize = 72_000;

/// A long policy in English, Dutch and Chinese: the samples again and again.
fn long() -> (String, String) {
    let all: String = samples().into_iter().map(|(_, text)| text + "\n\n").collect();
    ("long".into(), all.repeat(LONG.div_ceil(all.len().max(1))))
}

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("analyze");
    for (name, text) in samples().into_iter().chain([long()]) {
        let input = Input::new(InputKind::Auto, text);
        group.throughput(Throughput::Bytes(input.bytes() as u64));
        group.bench_function(&name, |b| b.iter(|| analyze(black_box(&input), &Options::default())));
    }
    group.finish();
}

fn signals(c: &mut Criterion) {
    let text: String = samples().first().map(|(_, t)| t.chars().take(4000).collect()).unwrap_or_default();
    let signals = Signals { title: Some("Privacy policy".into()), text: Some(text), ..Signals::default() };
    c.bench_function("detect", |b| b.iter(|| detect(black_box(&signals))));
}

criterion_group!(benches, read, signals);
criterion_main!(benches);

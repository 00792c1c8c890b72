//! The command line.
#![allow(missing_docs)]

mod output;

use clap::{Parser, Subcommand, ValueEnum};
use policylens::{Content, Input, InputKind, Options, lang::Lang, schema::Signals};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, BufRead, Read, Write},
    path::Path,
    process::ExitCode,
};

/// Reads privacy policies: what is collected, who gets it, how long it is kept,
/// how to get out. Every statement comes with its quote.
#[derive(Parser)]
#[command(
    version,
    after_help = "Examples:\n  policylens analyze policy.html\n  policylens analyze --format json policy.txt\n  curl -s https://example.com/privacy | policylens analyze -\n  policylens analyze --jsonl < questions.jsonl > answers.jsonl\n  policylens explain policy.txt\n\nExit codes:\n  0  read\n  1  a file could not be read, or is over the size limit\n  2  the command line is wrong"
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads a policy and says what it states.
    #[command(
        after_help = "Lines of --jsonl: {\"id\",\"text\"|\"html\",\"url\"?,\"title\"?} -> {\"id\",\"report\"}, in the order of the questions."
    )]
    Analyze {
        /// The file, or - for standard input.
        file: Option<String>,
        /// How to print the report.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// The language of the labels in text and Markdown: en, zh-CN or nl.
        #[arg(long, default_value = "en")]
        lang_ui: String,
        /// One JSON question a line on standard input, one answer a line.
        #[arg(long, conflicts_with = "file")]
        jsonl: bool,
        /// Every quote of a finding, not only the best three.
        #[arg(long)]
        all_evidence: bool,
    },
    /// Says what kind of page a text is.
    #[command(
        after_help = "Lines of --jsonl: {\"id\",\"text\"|\"html\",\"url\"?,\"title\"?} -> {\"id\",\"kind\",\"confidence\"}, in the order of the questions."
    )]
    Detect {
        /// The file, or - for standard input.
        file: Option<String>,
        /// One JSON question a line on standard input, one answer a line.
        #[arg(long, conflicts_with = "file")]
        jsonl: bool,
    },
    /// Prints every stage: blocks, sentences, terms, statements.
    Explain {
        /// The file, or - for standard input.
        file: String,
    },
    /// Lists the languages: which are read, which are only recognised.
    Languages {
        /// As JSON, with the titles and link labels of privacy policies.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Md,
    Text,
}

/// What went wrong, in words for the person at the terminal.
struct Trouble(String);

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble(why)) => {
            eprintln!("policylens: {why}");
            ExitCode::from(1)
        }
    }
}

fn run(command: Command) -> Result<(), Trouble> {
    match command {
        Command::Analyze { jsonl: true, all_evidence, .. } => {
            let options = Options { all_evidence, ..Options::default() };
            each_line(|question| {
                let id = question.id.clone();
                match policylens::analyze(&input_of(question), &options) {
                    Ok(report) => serde_json::json!({ "id": id, "report": report }),
                    Err(e) => serde_json::json!({ "id": id, "error": e.to_string() }),
                }
            })
        }
        Command::Analyze { file, format, lang_ui, all_evidence, .. } => {
            let (name, input) = input(file.as_deref())?;
            let options = Options { all_evidence, ..Options::default() };
            let report = policylens::analyze(&input, &options).map_err(|e| Trouble(format!("{name}: {e}")))?;
            let labels = output::Labels::new(&lang_ui).map_err(Trouble)?;
            print(&match format {
                Format::Json => serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
                Format::Md => output::markdown(&report, &labels),
                Format::Text => output::text(&report, &labels),
            })
        }
        Command::Detect { jsonl: true, .. } => each_line(|question| {
            let id = question.id.clone();
            let (kind, confidence) = kind_of(&input_of(question));
            serde_json::json!({ "id": id, "kind": kind, "confidence": confidence })
        }),
        Command::Detect { file, .. } => {
            let (_, input) = input(file.as_deref())?;
            let (kind, confidence) = kind_of(&input);
            print(&format!("{} {confidence}\n", kind.id()))
        }
        Command::Explain { file } => {
            let (name, input) = input(Some(&file))?;
            let text = policylens::explain::explain(&input, &Options::default())
                .map_err(|e| Trouble(format!("{name}: {e}")))?;
            print(&text)
        }
        Command::Languages { json } => languages(json),
    }
}

fn kind_of(input: &Input) -> (policylens::taxonomy::Page, f64) {
    match policylens::analyze(input, &Options::default()) {
        Ok(report) => (report.page.kind, report.page.confidence),
        Err(_) => {
            let found = policylens::detect(&Signals {
                url: input.url.clone(),
                title: input.title.clone(),
                ..Signals::default()
            });
            (found.kind, found.confidence)
        }
    }
}

#[derive(Serialize)]
struct LanguageRow {
    tag: &'static str,
    name: &'static str,
    read: bool,
    titles: &'static [&'static str],
    link_labels: &'static [&'static str],
}

fn languages(json: bool) -> Result<(), Trouble> {
    let rows: Vec<LanguageRow> = Lang::all()
        .map(|l| LanguageRow {
            tag: l.tag(),
            name: l.data().name,
            read: l.is_read(),
            titles: l.data().titles,
            link_labels: l.data().link_labels,
        })
        .collect();
    if json {
        return print(&(serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"));
    }
    let line = |r: &LanguageRow| format!("{:8} {}\n", r.tag, r.name);
    let read: String = rows.iter().filter(|r| r.read).map(line).collect();
    let known: String = rows.iter().filter(|r| !r.read).map(line).collect();
    print(&format!("Read:\n{read}\nRecognised, not read:\n{known}"))
}

fn input(file: Option<&str>) -> Result<(String, Input), Trouble> {
    let name = file.unwrap_or("-");
    let bytes = if name == "-" {
        let mut all = Vec::new();
        io::stdin()
            .read_to_end(&mut all)
            .map_err(|e| Trouble(format!("standard input: {e}; give a file, or pipe a text in")))?;
        all
    } else {
        fs::read(name).map_err(|e| Trouble(format!("{name}: {e}; check the path, or use - for standard input")))?
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let extension = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let kind = match extension.as_str() {
        "html" | "htm" | "xhtml" => InputKind::Html,
        "md" | "markdown" => InputKind::Markdown,
        _ => InputKind::Auto,
    };
    Ok((name.to_string(), Input::new(kind, text)))
}

fn input_of(question: Question) -> Input {
    let content = match (question.html, question.text) {
        (Some(html), _) => Content::Text(InputKind::Html, html),
        (None, text) => Content::Text(InputKind::Auto, text.unwrap_or_default()),
    };
    Input { content, url: question.url, title: question.title }
}

/// Answers each line of standard input, several at once, in order.
fn each_line(answer: impl Fn(Question) -> serde_json::Value + Sync) -> Result<(), Trouble> {
    const AT_ONCE: usize = 256;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut lines = io::stdin().lock().lines();
    let mut number = 0;
    loop {
        let batch: Vec<String> = lines
            .by_ref()
            .take(AT_ONCE)
            .collect::<Result<_, _>>()
            .map_err(|e| Trouble(format!("standard input: {e}")))?;
        if batch.is_empty() {
            return out.flush().map_err(|e| Trouble(format!("standard output: {e}")));
        }
        let answers: Vec<Result<Option<String>, String>> = batch
            .par_iter()
            .map(|line| {
                if line.trim().is_empty() {
                    return Ok(None);
                }
                let question: Question = serde_json::from_str(line).map_err(|e| e.to_string())?;
                Ok(Some(answer(question).to_string()))
            })
            .collect();
        for result in answers {
            number += 1;
            match result {
                Ok(Some(line)) => writeln!(out, "{line}").map_err(|e| Trouble(format!("standard output: {e}")))?,
                Ok(None) => {}
                Err(e) => {
                    return Err(Trouble(format!(
                        "standard input, line {number}: {e}; each line must be one JSON question"
                    )));
                }
            }
        }
    }
}

fn print(text: &str) -> Result<(), Trouble> {
    match io::stdout().write_all(text.as_bytes()) {
        // A reader that has seen enough closes the pipe; that is no error of ours.
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Trouble(format!("standard output: {e}"))),
        _ => Ok(()),
    }
}

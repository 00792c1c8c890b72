#!/usr/bin/env bash
# The one door: sets up what is missing, builds, runs, tests and packs Policylens.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
ROOT=$PWD
export ROOT

# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/wasm.sh
source scripts/wasm.sh
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND

  run              build, then serve the demo page at http://127.0.0.1:8080
  run chrome       start Chromium with the extension on a sample policy
  run firefox      start Firefox with the extension on a sample policy
  test             everything: Rust, interface, both browsers
  package          write the two store archives to dist/
  bench            measure the core's speed
  eval [ARGS]      run the yardstick of ../shared/eval, where it exists

  build            only build dist/chrome, dist/firefox and dist/www
  signs            write extension/content/signs.js from the language packs
  e2e [FILTER]     only the browser tests (FILTER: part of a file's name)

Environment: PORT (8080), POLICYLENS_WASM=debian (take the wasm target from Debian's
packages), CHROMIUM and FIREFOX (other browser binaries).
TEXT
}

# Everything that ships, in dist/.
build() {
  need_node
  need_modules
  build_wasm
  step "interface"
  node scripts/pack.mjs
}

run() {
  build
  case "${1:-}" in
    "") exec node scripts/run.mjs ;;
    chrome) need_browser chrome; need_fonts; exec node scripts/launch.mjs chrome ;;
    firefox) need_browser firefox; need_fonts; exec node scripts/launch.mjs firefox ;;
    *) die "run: chrome or firefox, not '$1'" ;;
  esac
}

release_binary() {
  need_rust
  step "release build of the command line"
  cargo build --locked --release --features cli --quiet
}

signs() {
  need_node
  need_rust
  step "signs of privacy from the language packs"
  cargo run --locked --quiet --features cli -- languages --json | node scripts/signs.mjs
}

evaluate() {
  [[ -f ../shared/eval/run.py ]] || die "no yardstick at ../shared/eval"
  command -v python3 >/dev/null || die "the yardstick needs python3: apt-get install python3"
  release_binary
  python3 ../shared/eval/run.py --bin "$(target_dir)/release/policylens" "$@"
}

case "${1:-}" in
  run) shift; run "$@" ;;
  build) build ;;
  test) run_checks ;;
  package) build; step "store archives"; node scripts/zip.mjs ;;
  bench) need_rust; cargo bench --locked --features cli ;;
  eval) shift; evaluate "$@" ;;
  signs) signs ;;
  e2e) shift; build; need_browser chrome; need_browser firefox; need_fonts; browser_tests "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac

# `./build.sh test`: every check, one after the other; a failing one does not hide the next. Sourced by build.sh.
# shellcheck shell=bash

PASSED=0
FAILED=()

check() {
  local name=$1 begin=$SECONDS
  shift
  step "$name"
  if "$@"; then
    PASSED=$((PASSED + 1))
    note "ok ($((SECONDS - begin)) s)"
  else
    FAILED+=("$name")
    note "FAILED ($((SECONDS - begin)) s)"
  fi
}

clippy_native() { cargo clippy --locked --quiet --all-targets --features cli -- -D warnings; }

# Debian's toolchain has no clippy for the web target; the native run covers all but wasm.rs there.
clippy_wasm() {
  if [[ $WASM_FROM != rustup ]]; then
    note "left out: this machine has the wasm target from Debian's packages, which bring no clippy"
    return
  fi
  cargo clippy --locked --quiet --lib --no-default-features --target wasm32-unknown-unknown -- -D warnings
}

types() {
  node node_modules/typescript/bin/tsc --noEmit -p tsconfig.json &&
    node node_modules/typescript/bin/tsc --noEmit -p extension/content/tsconfig.json
}

lint_extension() {
  node node_modules/web-ext/bin/web-ext.js lint --source-dir dist/firefox --warnings-as-errors --output text
}

signs_fresh() {
  "$(target_dir)/debug/policylens" languages --json | node scripts/signs.mjs --check
}

same_archives() {
  node scripts/zip.mjs && cp dist/policylens-*.zip target/stage/ &&
    node scripts/pack.mjs && node scripts/zip.mjs >/dev/null || return 1
  local archive
  for archive in dist/policylens-*.zip; do cmp "$archive" "target/stage/${archive##*/}" || return 1; done
}

# The browsers share one display and two cores: one file after the other.
browser_tests() {
  local -a files=()
  local file
  for file in tests/e2e/*.test.mjs; do
    [[ $file == *"${1:-}"* ]] && files+=("$file")
  done
  node --test --test-concurrency=1 --test-reporter=spec "${files[@]}"
}

run_checks() {
  local begin=$SECONDS
  need_node
  need_modules
  need_rust_tools
  need_browser chrome
  need_browser firefox
  need_fonts
  build_wasm # a build that fails ends the run: nothing after it would mean anything
  node scripts/pack.mjs
  check "rustfmt" cargo fmt --check
  check "clippy, native" clippy_native
  check "clippy, web" clippy_wasm
  check "Rust tests" cargo test --locked --quiet --features cli --no-fail-fast
  check "interface types" types
  check "interface texts" node scripts/locales.mjs
  check "signs of privacy are those of the language packs" signs_fresh
  check "extension lint" lint_extension
  check "store archives are reproducible" same_archives
  check "wasm = native" node tests/wasm-native/compare.mjs "$(target_dir)/debug/policylens"
  check "browsers" browser_tests
  printf '\n'
  for name in "${FAILED[@]}"; do note "failed: $name"; done
  note "$((SECONDS - begin)) s"
  printf '%d passed, %d failed\n' "$PASSED" "${#FAILED[@]}"
  ((${#FAILED[@]} == 0))
}

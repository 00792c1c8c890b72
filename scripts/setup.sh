# Sets up what a machine lacks; sourced by build.sh. Each function returns at once where
# nothing is missing, installs by itself where it may, and says exactly what to do elsewhere.
# shellcheck shell=bash

step() { printf '\033[1m== %s\033[0m\n' "$*"; }
note() { printf '   %s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

target_dir() { echo "${CARGO_TARGET_DIR:-$ROOT/target}"; }

# Installs Debian packages, or says how. $1: what for; the rest: names.
apt_install() {
  local reason=$1
  shift
  command -v apt-get >/dev/null || die "$reason: please install $* (or what your system calls it)"
  if [[ $(id -u) != 0 ]]; then
    die "$reason is missing. Run: sudo apt-get install $*"
  fi
  step "installing $* ($reason)"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    die "$reason: apt-get could not install $*"
}

need_node() {
  command -v node >/dev/null || die "Node.js is missing. Install Node 20 or newer (https://nodejs.org) and npm."
  command -v npm >/dev/null || die "npm is missing. Install it with Node 20 or newer (https://nodejs.org)."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 20)) || die "Node $major is too old: install Node 20 or newer (https://nodejs.org)."
}

# node_modules belong to one lockfile; a stamp says to which.
need_modules() {
  local stamp=node_modules/.policylens want
  want=$(sha256sum package-lock.json | cut -d' ' -f1)
  [[ -f $stamp && $(<"$stamp") == "$want" ]] && return
  step "npm ci"
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
  echo "$want" >"$stamp"
}

need_rust() {
  command -v cargo >/dev/null || die "Rust is missing. Install it from https://rustup.rs (stable, with clippy and rustfmt)."
  command -v cc >/dev/null || apt_install "a C linker" gcc libc6-dev
}

# clippy and rustfmt come with rustup's default profile, not with its minimal one.
need_rust_tools() {
  need_rust
  local missing=()
  cargo clippy --version >/dev/null 2>&1 || missing+=(clippy)
  cargo fmt --version >/dev/null 2>&1 || missing+=(rustfmt)
  ((${#missing[@]} == 0)) && return
  command -v rustup >/dev/null || die "missing: ${missing[*]}. Install them with your Rust toolchain."
  timeout 300 rustup component add "${missing[@]}" || die "rustup could not add ${missing[*]}"
}

has_wasm_target() {
  local lib
  lib=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) || return 1
  compgen -G "$lib/libcore-*.rlib" >/dev/null
}

# Sets WASM_FROM to rustup or debian. rustup's server may be out of reach: one short try.
need_wasm_target() {
  need_rust
  if [[ ${POLICYLENS_WASM:-} != debian ]]; then
    if has_wasm_target; then
      WASM_FROM=rustup
      return
    fi
    if command -v rustup >/dev/null && [[ ! -f .tools/no-rustup ]]; then
      step "rustup target add wasm32-unknown-unknown"
      if RUSTUP_MAX_RETRIES=1 timeout 90 rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && has_wasm_target; then
        WASM_FROM=rustup
        return
      fi
      note "rustup's server cannot be reached: taking Debian's packages instead"
      mkdir -p .tools && touch .tools/no-rustup # not asked again at every build
    fi
  fi
  WASM_FROM=debian
  if [[ ! -x /usr/bin/cargo || -z $(wasm_linker) || ! -d $(/usr/bin/rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library ]]; then
    apt_install "the wasm target" rustc-web cargo-web rust-web-src lld-22
  fi
  [[ -n $(wasm_linker) ]] || die "wasm-ld is missing after installing lld-22"
}

# Debian names its linkers by version: the newest counts.
wasm_linker() { compgen -G "/usr/bin/wasm-ld-*" | sort -V | tail -n 1 || true; }

# The command line of wasm-bindgen must be of the very version in Cargo.lock.
need_bindgen() {
  BINDGEN=$ROOT/.tools/bin/wasm-bindgen
  local want
  want=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
  [[ -n $want ]] || die "Cargo.lock names no wasm-bindgen"
  if [[ -x $BINDGEN && $("$BINDGEN" --version) == "wasm-bindgen $want" ]]; then return; fi
  step "installing wasm-bindgen $want into .tools (about three minutes, once)"
  CARGO_TARGET_DIR=$ROOT/.tools/build cargo install wasm-bindgen-cli --version "$want" --root .tools --force --quiet
  rm -rf .tools/build
}

# Prints the path of a browser, nothing if there is none.
browser_path() {
  local candidate
  case $1 in
    chrome) set -- "${CHROMIUM:-}" chromium chromium-browser google-chrome ;;
    firefox) set -- "${FIREFOX:-}" firefox-esr firefox ;;
  esac
  for candidate in "$@"; do
    if [[ -n $candidate ]] && command -v "$candidate" 2>/dev/null; then return; fi
  done
}

need_browser() {
  local package=chromium
  [[ $1 == firefox ]] && package=firefox-esr
  [[ -n $(browser_path "$1") ]] || apt_install "the browser" "$package"
  if [[ $1 == chrome ]]; then
    CHROMIUM=$(browser_path chrome)
    export CHROMIUM
  else
    FIREFOX=$(browser_path firefox)
    export FIREFOX
  fi
}

# Chinese samples without Chinese letters would be rows of boxes.
need_fonts() {
  command -v fc-list >/dev/null && [[ -n $(fc-list ':lang=zh' 2>/dev/null | head -n 1) ]] && return
  [[ $(id -u) == 0 ]] || { note "no Chinese font: sudo apt-get install fonts-noto-cjk"; return; }
  apt_install "a Chinese font" fontconfig fonts-noto-cjk
}

# Builds the core for the web into target/stage/pkg; sourced by build.sh.
# shellcheck shell=bash

WASM_LIMIT=$((500 * 1024)) # bytes after gzip -9

# No machine's paths in the bytes: same sources and toolchain, same wasm anywhere.
remap_flags() {
  local sysroot=$1 source home=${CARGO_HOME:-$HOME/.cargo}
  local flags="--remap-path-prefix=$(target_dir)=/target --remap-path-prefix=$ROOT=/policylens --remap-path-prefix=$sysroot=/rust"
  for source in "$home"/registry/src/*; do
    [[ -d $source ]] && flags+=" --remap-path-prefix=$source=/crates"
  done
  echo "$flags"
}

compile_wasm() {
  local flags
  local -a arguments=(build --locked --quiet --lib --no-default-features --profile wasm --target wasm32-unknown-unknown)
  # wasm-bindgen reads the module's features from a section that stripping would take away; it drops the names itself.
  export CARGO_PROFILE_WASM_STRIP=debuginfo
  cargo fetch --locked --quiet # so that the registry's folders exist when their names are remapped
  if [[ $WASM_FROM == rustup ]]; then
    flags=$(remap_flags "$(rustc --print sysroot)")
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags cargo "${arguments[@]}"
  else
    # Debian's toolchain has no compiled standard library for wasm: it is built along.
    flags=$(remap_flags "$(/usr/bin/rustc --print sysroot)")
    env -u RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(wasm_linker)" \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags" \
      /usr/bin/cargo "${arguments[@]}" -Zbuild-std=std,panic_abort
  fi
}

build_wasm() {
  need_wasm_target
  need_bindgen
  step "core for the web ($([[ $WASM_FROM == rustup ]] && rustc --version || /usr/bin/rustc --version | sed 's/$/, Debian/'))"
  compile_wasm
  local raw pkg=target/stage/pkg stamp=target/stage/stamp want
  raw=$(target_dir)/wasm32-unknown-unknown/wasm/policylens.wasm
  want=$(cat "$raw" Cargo.lock package-lock.json scripts/wasm.sh | sha256sum | cut -d' ' -f1)
  if [[ ! -f $stamp || $(<"$stamp") != "$want" ]]; then
    rm -rf "$pkg" && mkdir -p "$pkg"
    "$BINDGEN" --target web --out-dir "$pkg" --out-name policylens --remove-name-section --remove-producers-section "$raw"
    # Without its inlining: that saves 15 KB of wasm and costs 17 KB of the download.
    node node_modules/binaryen/bin/wasm-opt -Os --skip-pass=inlining-optimizing --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
      --enable-mutable-globals --enable-reference-types --enable-multivalue \
      "$pkg/policylens_bg.wasm" -o "$pkg/policylens_bg.wasm"
    rm -f "$pkg/.gitignore" "$pkg/package.json"
    echo "$want" >"$stamp"
  fi
  wasm_size "$pkg/policylens_bg.wasm"
}

wasm_size() {
  local raw packed
  raw=$(stat -c %s "$1")
  packed=$(gzip -9 -n <"$1" | wc -c)
  note "wasm: $((raw / 1024)) KB, $((packed / 1024)) KB after gzip (limit $((WASM_LIMIT / 1024)) KB)"
  ((packed <= WASM_LIMIT)) || die "the wasm is over its limit"
}

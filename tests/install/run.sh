#!/usr/bin/env bash
# Installs into a new folder, builds two consumers against what stands there, and lets both decide with a table.
#   run.sh BUILD_FOLDER ENVC
set -euo pipefail
build=$1 envc=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/usr" >"$work/install.log" || { cat "$work/install.log" >&2; exit 1; }
"$envc" build "$here/policy.envelope" -o "$work/policy.envt" 2>/dev/null
libraries=$(dirname "$(find "$work/usr" -name 'libenvelope-decide.so' | head -n 1)")
export LD_LIBRARY_PATH=$libraries
# A sanitizer build of the library needs its runtime in a program that is none.
sanitizer=$(sed -n 's/^ENVELOPE_SANITIZE:STRING=\(.*\)$/\1/p' "$build/CMakeCache.txt")
flags=${sanitizer:+-fsanitize=$sanitizer}

export PKG_CONFIG_PATH=$libraries/pkgconfig
# shellcheck disable=SC2046,SC2086  # words of a command line
gcc -std=c11 -Wall -Wextra -Werror $flags "$here/consumer.c" $(pkg-config --cflags --libs envelope-decide) -o "$work/consumer_c"
"$work/consumer_c" "$work/policy.envt"

configure=(cmake -G Ninja -S "$here/cpp" -B "$work/cpp" "-DCMAKE_PREFIX_PATH=$work/usr" "-DCMAKE_CXX_FLAGS=$flags")
if ! { "${configure[@]}" && cmake --build "$work/cpp"; } >"$work/cmake.log" 2>&1; then
  cat "$work/cmake.log" >&2
  exit 1
fi
"$work/cpp/consumer" "$work/policy.envt"

exported=$(nm -D --defined-only "$libraries/libenvelope-decide.so" | awk '{ print $3 }' | grep -v '^ENVELOPE_DECIDE_1$' || true)
if [ -z "$sanitizer" ] && grep -vE '^env_[a-z_]+(@@ENVELOPE_DECIDE_1)?$' <<<"$exported"; then
  echo "names other than env_ are exported" >&2
  exit 1
fi
library=$libraries/libenvelope-decide.so
dynamic() { readelf -d "$library" | sed -n "s/.*($1).*\\[\\(.*\\)\\]/\\1/p"; }
if [ "$(dynamic SONAME)" != libenvelope-decide.so.1 ] || [ "$(readlink "$library")" != libenvelope-decide.so.1 ]; then
  echo "the library has no versioned name: $(dynamic SONAME)" >&2
  exit 1
fi
if [ -z "$sanitizer" ] && dynamic NEEDED | grep -vE '^(libstdc\+\+|libgcc_s|libc|libm|ld-linux.*)\.so'; then
  echo "the library needs more than the standard library" >&2
  exit 1
fi
# C++ without exceptions and type information, and the strictest C, can include the headers.
includes=$(pkg-config --cflags envelope-decide)
# shellcheck disable=SC2086
{
  g++ -std=c++17 -fno-exceptions -fno-rtti -Wall -Wextra -Werror -fsyntax-only $includes -x c++ - <<<'#include <envelope/decide.hpp>'
  gcc -std=c11 -pedantic-errors -Wall -Wextra -Werror -fsyntax-only $includes -x c - <<<'#include <envelope/decide.h>'
}
echo "both consumers decide; $(wc -l <<<"$exported") names are exported, all of them env_"

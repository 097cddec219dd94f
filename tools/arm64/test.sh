#!/usr/bin/env bash
# Runs the kernels' tests as Arm64 code on an x64 machine, under QEMU's user emulation: once with SDOT and once without. Ends with "N passed, N failed".
#   tools/arm64/test.sh [--tests DIR] [--work DIR] [-- TEST_ARGUMENTS...]
# --tests takes a folder that was published before, in this repository; --work is where QEMU and the libraries go, as they are, with nothing installed.
# TEST_ARGUMENTS choose other tests, e.g. -- --filter-class Castor.Inference.Tests.Models.ForwardTests (an hour).
# Needs Debian's apt-get and dpkg, the .NET SDK, and .NET's runtime for linux-arm64, which the SDK takes from NuGet. Takes a few minutes.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
name=Castor.Inference.Tests tests="" work="${TMPDIR:-/tmp}/castor-arm64"
while [ $# -gt 0 ]; do
  case "$1" in
    --tests) tests="$2"; shift 2 ;;
    --work) work="$2"; shift 2 ;;
    --) shift; break ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
[ $# -gt 0 ] || set -- --filter-namespace "$name.Kernels"

# Packages of an architecture into a folder, by an apt of its own: the machine's knows nothing of it.
unpack() { # architecture folder package...
  local architecture="$1" folder="$2" state="$work/apt-$1"; shift 2
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/debs" "$folder"
  touch "$state/status"
  local apt=(apt-get -qq -o "Dir::State=$state" -o "Dir::State::status=$state/status" -o "Dir::Cache=$state/cache"
    -o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o APT::Sandbox::User=)
  "${apt[@]}" update
  (cd "$state/debs" && "${apt[@]}" download "$@")
  for package in "$state/debs"/*.deb; do dpkg -x "$package" "$folder"; done
}

qemu="$work/qemu/usr/bin/qemu-aarch64-static" libraries="$work/arm64"
[ -x "$qemu" ] || unpack amd64 "$work/qemu" qemu-user-static
if [ ! -e "$work/.unpacked" ]; then
  unpack arm64 "$libraries" libc6 libgcc-s1 libstdc++6 libssl3
  touch "$work/.unpacked"
fi

if [ -z "$tests" ]; then
  tests="$root/tests/$name/bin/Release/net10.0/linux-arm64/publish"
  # A lock file of its own: the project's knows no other architecture.
  dotnet publish "$root/tests/$name" --configuration Release --runtime linux-arm64 --self-contained --output "$tests" --nologo --verbosity quiet \
    -p:NuGetLockFilePath=obj/arm64.lock.json
fi

# The emulator knows no memory that is written at one address and run at another.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0
passed=0 failed=0
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
for cpu in max cortex-a72; do
  echo "== $cpu"
  status=0
  "$qemu" -cpu "$cpu" -L "$libraries" "$tests/$name" --no-progress "$@" 2>&1 | tee "$log" || status=$?
  ok="$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -n 1)"
  bad="$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -n 1)"
  [ "$status" -eq 0 ] || [ "${bad:-0}" -gt 0 ] || bad=1
  passed=$((passed + ${ok:-0}))
  failed=$((failed + ${bad:-0}))
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

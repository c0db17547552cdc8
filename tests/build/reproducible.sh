#!/usr/bin/env bash
# Proves that what ships depends on the commit alone: two clean clones at two paths, with two origins, built in two time zones and under
# two umasks, give the same module folder, the same module package (where pwsh is, which writes its nuspec), the same tool package and the
# same single file (linked, not compiled), byte by byte.
# usage: reproducible.sh [folder]    builds in this folder (a new one in /tmp when omitted); what is not committed is not built
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=${1:-$(mktemp -d)}
mkdir -p "$work"
memory=
trap 'rm -rf ${memory:+"$memory"}; [ -n "${1:-}" ] || rm -rf "$work"' EXIT

# build PATH: everything that ships, from a clone at PATH, into PATH/out.
build() (
    git clone -q . "$1" && cd "$1" && git remote set-url origin "https://github.com/example/$(basename "$1").git" || return 1
    # Neither a running compiler server nor an old one's cache: each build starts from nothing.
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
    # What only looks at the source changes nothing that ships, and takes half of the time.
    export RunAnalyzers=false
    dotnet build src/MdiPrereq --configuration Release --nologo --verbosity quiet -maxcpucount:1 &&
        dotnet msbuild src/MdiPrereq -target:Stage -verbosity:quiet -nologo &&
        dotnet pack src/MdiPrereq.Cli --configuration Release --output out --nologo --verbosity quiet -maxcpucount:1 || return 1
    # What is left out and how it is bundled. Compiled and compressed, which takes a minute more, it ships; both follow from these bytes.
    dotnet publish src/MdiPrereq.SingleFile -p:PublishFor=linux-x64 -p:PublishReadyToRun=false -p:EnableCompressionInSingleFile=false \
        --output out/single --nologo --verbosity quiet -maxcpucount:1 || return 1
    [ -z "$(command -v pwsh)" ] || pwsh -NoProfile -File build.ps1 -Task Pack
)

first=$work/one
second=$work/another-path/of-another-length
mkdir -p "$work/another-path"
# A file system that lists a folder in another order, where there is room for a build.
if [ -w /dev/shm ] && [ "$(df --output=avail /dev/shm | tail -n 1)" -gt 1000000 ]; then
    memory=$(mktemp -d -p /dev/shm)
    second=$memory/another-path
fi
(umask 022; TZ=UTC build "$first") >"$work/first.log" 2>&1 &
(umask 077; TZ=Asia/Tokyo build "$second") >"$work/second.log" 2>&1 &
wait -n; status=$?
wait -n && [ $status = 0 ] || { cat "$work"/*.log; echo "reproducible: a build failed"; exit 1; }

list() { (cd "$1/out" && find . -type f ! -name '*.nuspec' -print0 | sort -z | xargs -0 sha256sum); }
list "$first" >"$work/first.sums"
list "$second" >"$work/second.sums"
[ -s "$work/first.sums" ] || { echo "reproducible: nothing was built"; exit 1; }
diff "$work/first.sums" "$work/second.sums" || { echo "reproducible: two builds of one commit differ"; exit 1; }
grep -l -r -a -F -e "$first" "$first/out" && { echo "reproducible: the path of the build is in what ships"; exit 1; }
packages=$(find "$first/out" -name '*.nupkg' -printf '%f ')
echo "reproducible: $(wc -l <"$work/first.sums") files are the same in two builds, among them ${packages% }"

#!/usr/bin/env bash
# A soak: one PowerShell that runs and stops for a while, as it is and with 256 descriptors. Fails when a ceiling of Soak.ps1 is broken.
#
# usage: bench.sh soak [seconds]     (root; makes the bench's namespaces and removes them)
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
seconds=${1:-60}
command -v pwsh >/dev/null || { echo "the soak needs pwsh" >&2; exit 2; }

# A network of its own: the other benches may be running.
export MDI_BENCH=mdisoak
bash "$here/bench.sh" up
trap 'bash "$here/bench.sh" down' EXIT
status=0
for limit in '' 256; do
  # With few descriptors the window is asked to be larger than they allow: that is the point.
  ip netns exec "$MDI_BENCH-sensor" ${limit:+prlimit --nofile="$limit"} \
    pwsh -NoProfile -File "$here/Soak.ps1" -Module "$root/MdiPrereq.psd1" -Seconds "$seconds" || { echo "failed${limit:+ at nofile $limit} ($?)"; status=1; }
done
exit $status

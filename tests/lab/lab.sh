#!/usr/bin/env bash
# The MdiPrereq lab: a sensor host and real servers, in network namespaces of one Linux machine. See README.md.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

LAB_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in "$LAB_DIR"/lib/common.sh "$LAB_DIR"/lib/*.sh "$LAB_DIR"/hosts/*.sh; do
  # shellcheck source=/dev/null
  source "$part"
done

usage() {
  cat >&2 <<'USAGE'
usage: lab.sh install [package...]  install the Debian packages the lab needs, and these (starts nothing, removes nothing)
       lab.sh up                    build the network, start the servers, wait until each answers
       lab.sh status                one line per host
       lab.sh check [host...]       compare the lab with matrix.json and nnr-matrix.json, by our own probes
       lab.sh exec <ns> -- cmd ...  run a command inside a namespace
       lab.sh down                  stop every process of the lab, remove the namespaces
       lab.sh purge                 down, and forget the cached domain as well
USAGE
  exit 2
}

verb=${1:-}
[ $# -gt 0 ] && shift
case $verb in
  install) install_packages "$@" ;;
  up)      need_root; take_lock; lab_up ;;
  down)    need_root; take_lock; lab_down ;;
  purge)   need_root; take_lock; lab_down; rm -rf "${STATE:?}/golden" "$STATE/pki" "$RUN" ;;
  status)  need_root; lab_status ;;
  check)   need_root; lab_check "$@" ;;
  exec)    need_root; lab_exec "$@" ;;
  *)       usage ;;
esac

# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used in the other files
# Paths, messages, the lock, and how a server is started. No network here.

STATE=${MDI_LAB_STATE:-/var/lib/mdiprereq-lab}
RUN=$STATE/run            # everything a running lab writes; thrown away by the next `up`
LOG=$RUN/log
BESIDE=$STATE/beside      # packages that would take the place of what is installed, unpacked for the lab alone
PATH=$PATH:$BESIDE/usr/sbin
PYTHON=/usr/bin/python3   # Debian's own: a pyenv in PATH has no samba modules
DOMAIN=corp.lab.test

say() { printf 'lab: %s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || die "namespaces need root"; }

# One `up` or `down` at a time. Every server is started with descriptor 9 closed, so that only we hold the lock.
take_lock() {
  mkdir -p "$STATE"
  exec 9>"$STATE/lock"
  flock -w 300 9 || die "another lab.sh has held $STATE/lock for five minutes"
}

# server <namespace> <name> command...: starts a daemon in the foreground of its own session; its output is its log.
server() {
  local ns=$1 name=$2
  shift 2
  setsid ip netns exec "$ns" "$@" </dev/null >"$LOG/$ns.$name.log" 2>&1 9>&- &
}

in_ns() { local ns=$1; shift; ip netns exec "$ns" "$@" 9>&-; }

# shellcheck shell=bash
# What the verbs of lab.sh do.

# The lab that runs was made by these very files: then `up` has nothing to build.
lab_fingerprint() { (cd "$LAB_DIR" && find . -type f ! -name '*.md' ! -name '*.json' -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

lab_up() {
  local fingerprint began=$SECONDS
  command -v samba samba-tool chronyd xrdp named nft nmbd squid >/dev/null || die "packages are missing: run $0 install"
  fingerprint=$(lab_fingerprint)
  if [ "$(cat "$RUN/complete" 2>/dev/null)" = "$fingerprint" ] && services_wait 10 2>/dev/null; then
    say "already up"
    return
  fi

  net_down
  rm -rf "${RUN:?}"
  mkdir -p "$LOG"
  certificates
  router_up
  sensor_up
  domain_up
  firewalled_up
  liar_up
  nnr_up
  cloud_up
  hostile_up
  services_wait 60 || die "the lab is not complete; look into the logs above, then $0 down"
  echo "$fingerprint" >"$RUN/complete"
  say "up after $((SECONDS - began)) s"
}

# What was killed is gone when its parent has taken note. Some machines' first process is slow at that: up to ten seconds.
lab_down() {
  local ns pids pid deadline=$((SECONDS + 10))
  pids=$(for ns in $(lab_namespaces); do ip netns pids "$ns"; done)
  net_down
  for pid in $pids; do
    while [ -e "/proc/$pid" ] && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
  done
  rm -f "$RUN/complete"
  say "down"
}

# services_wait <seconds>: asks every server of services.json from the sensor host until all have answered.
services_wait() {
  ip netns list | grep -q '^mdi-sensor' || return 1
  in_ns mdi-sensor "$PYTHON" -B "$LAB_DIR/services.py" wait "$1" "$LOG"
}

lab_status() {
  ip netns list | grep -q '^mdi-sensor' || { say "the lab is down"; return 1; }
  in_ns mdi-sensor "$PYTHON" -B "$LAB_DIR/services.py" status "$LOG"
}

lab_check() {
  ip netns list | grep -q '^mdi-sensor' || die "the lab is down"
  local status=0
  in_ns mdi-sensor "$PYTHON" -B "$LAB_DIR/check.py" "$@" || status=$?
  [ $# -gt 0 ] || in_ns mdi-sensor "$PYTHON" -B "$LAB_DIR/check_nnr.py" || status=$?
  return $status
}

lab_exec() {
  [ $# -ge 3 ] || usage
  [ "$2" = -- ] || usage
  local ns=$1
  shift 2
  exec ip netns exec "$ns" "$@"
}

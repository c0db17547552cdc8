#!/usr/bin/env bash
# Benchmarks in a network of two namespaces: a sensor, and a host that is 3 x 65,536 devices.
#   10.79.0.0/16   mixed: of each four addresses two answer on 135/tcp and 137/udp, one refuses, one is silent
#   10.80.0.0/16   all answer; 10.80.254.0/24 with the time of the answer for a name
#   10.81.0.0/16   all are silent
#
# usage: bench.sh up | down | peer ... | names | mixed | silent | wide | hard | lossy | one | kept | all     (root; needs gcc, nmap, nft and pwsh)
#        bench.sh soak [seconds]                              runs and stops for a while; what is held has ceilings
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
sensor=${MDI_BENCH:-mdibench}-sensor devices=${MDI_BENCH:-mdibench}-devices
programs=${TMPDIR:-/tmp}/mdibench

down() {
  local ns pids
  for ns in $sensor $devices; do
    pids=$(ip netns pids $ns 2>/dev/null || true)
    # shellcheck disable=SC2086
    [ -z "$pids" ] || kill -KILL $pids 2>/dev/null || true
    ip netns del $ns 2>/dev/null || true
  done
}

up() {
  down
  ip netns add $sensor
  ip netns add $devices
  ip link add eth0 netns $sensor type veth peer name eth0 netns $devices
  for ns in $sensor $devices; do ip -n $ns link set lo up; done
  ip -n $sensor addr add 10.76.0.1/30 dev eth0
  ip -n $devices addr add 10.76.0.2/30 dev eth0
  for ns in $sensor $devices; do ip -n $ns link set eth0 up; done
  local block
  for block in 10.79.0.0/16 10.80.0.0/16 10.81.0.0/16; do
    ip -n $sensor route add $block via 10.76.0.2
    ip -n $devices route add local $block dev lo
  done
  ip netns exec $devices sysctl -qw net.core.somaxconn=32768 net.ipv4.tcp_max_syn_backlog=32768 net.ipv4.icmp_ratelimit=0 \
    net.ipv4.icmp_msgs_per_sec=1000000 net.ipv4.icmp_msgs_burst=1000000 2>/dev/null || true
  ip netns exec $devices nft -f - <<'NFT'
table ip bench {
  chain input {
    type filter hook input priority 0; policy accept;
    ip daddr 10.81.0.0/16 drop
    ip daddr != 10.79.0.0/16 accept
    ip daddr & 0.0.0.3 == 0.0.0.2 meta l4proto tcp reject with tcp reset
    ip daddr & 0.0.0.3 == 0.0.0.2 reject
    ip daddr & 0.0.0.3 == 0.0.0.3 drop
  }
}
NFT
  build
  ip netns exec $devices "$programs/devices" >"$programs/devices.log" 2>&1 &
  sleep 0.5
}

# The devices, and the yardstick that ours is measured by.
build() {
  mkdir -p "$programs"
  local program
  for program in devices peer; do
    gcc -O2 -Wall -Wextra -Werror -o "$programs/$program" "$here/$program.c"
  done
}

# bench.sh peer 10.80.0.0 16384 1024 nb
peer() { ip netns exec $sensor "$programs/peer" "$@"; }

in_pwsh() { ip netns exec $sensor pwsh -NoProfile -Command "$here/Measure-Nnr.ps1 -Module $root/MdiPrereq.psd1 $*"; }

# 16,384 answering devices, 135 and 137, with names: ours in a session that has done nothing else, the yardstick, and nmap, which reads
# none, in turns; then ours again and again in one session.
names() {
  local run
  for run in 1 2 3; do
    in_pwsh -Case Names -Cold -Peer "$programs/peer,10.80.0.0,16384,4096,nb"
    /usr/bin/time -f "nmap -T4 -n -Pn -sS -sU: %e s, %U + %S s CPU" ip netns exec $sensor nmap -T4 -n -Pn -sS -sU -p T:135,U:137 -oG - 10.80.0.0/18 |
      awk '/Ports:/ { hosts++; if ($0 ~ /135\/open\//) tcp++; if ($0 ~ /137\/open\//) udp++ } END { print "  nmap saw " hosts " hosts, " tcp+0 " with 135 open, " udp+0 " with 137 open" }'
  done
  in_pwsh -Case Names -Runs 3 -Peer "$programs/peer,10.80.0.0,16384,4096,nb"
}

mixed() { in_pwsh -Case Mixed -Runs 3 -Peer "$programs/peer,10.79.0.0,4096,4096,nbr"; }

silent() { in_pwsh -Case Silent -Runs 3; }

wide() { in_pwsh -Case Wide -Runs 3 -Peer "$programs/peer,10.79.0.0,65536,8192,nbr"; }

# The most in flight that can be asked for; a machine with other things to do; one core. Slower is fine, wrong is not.
hard() {
  in_pwsh -Case Wide -ThrottleLimit 16384
  local loops=() i
  for i in 1 2; do (while :; do :; done) & loops+=($!); done
  in_pwsh -Case Wide
  kill "${loops[@]}"
  taskset -c 0 ip netns exec $sensor pwsh -NoProfile -Command "$here/Measure-Nnr.ps1 -Module $root/MdiPrereq.psd1 -Case Wide"
}

# Each packet is lost with 20 %, on the way there and on the way back. What that must come to: BENCHMARKS.md.
lossy() {
  local ns
  for ns in $sensor $devices; do
    ip netns exec $ns nft 'table ip loss { chain input { type filter hook input priority -10; iifname "eth0" numgen random mod 10 < 2 drop; }; }'
  done
  in_pwsh -Case Lossy
  for ns in $sensor $devices; do ip netns exec $ns nft delete table ip loss; done
}

one() {
  in_pwsh -Case One
  in_pwsh -Case Latency
}

# What a kept result weighs.
kept() { in_pwsh -Case Kept; }

case ${1:-} in
  up | down | names | mixed | silent | wide | hard | lossy | one | kept | peer) "$@" ;;
  all) up; one; kept; names; mixed; silent; wide; hard; lossy; down ;;
  soak) exec bash "$here/soak.sh" "${@:2}" ;;
  *) sed -n '2,8p' "$0" >&2; exit 2 ;;
esac

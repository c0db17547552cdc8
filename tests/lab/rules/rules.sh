#!/usr/bin/env bash
# A sensor behind a router of its own, which forwards nothing that it is not told to.
#   rules.sh up                          mdirules-sensor (10.79.0.100, a stranger's 10.79.0.101, fd79::100) - mdirules-router - the lab's lan
#   rules.sh router open|deny|stateless  what the router forwards: all; nothing new but UDP 53 to dc1; the same without keeping state
#   rules.sh down
# Needs the lab (its router and hosts). Addresses 10.77.0.240 and fd77::240 there.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

down() {
  ip netns del mdirules-sensor 2>/dev/null || true
  ip netns del mdirules-router 2>/dev/null || true
  ip -n mdi-router link del mdirules 2>/dev/null || true
  ip -n mdi-router route del 10.79.0.0/24 2>/dev/null || true
  ip -n mdi-router route del fd79::/64 2>/dev/null || true
  rm -rf /etc/netns/mdirules-sensor
}

up() {
  local ns address
  for ns in mdirules-router mdirules-sensor; do
    ip netns add $ns
    ip -n $ns link set lo up
    # What the lab says quickly must not be held back here: see tests/lab/README.md.
    ip netns exec $ns sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
  done
  # Always the same hardware address: the lab's hosts remember it from the last time, and would speak to an adapter that is gone.
  ip -n mdi-router link add mdirules type veth peer name lan address 02:00:0a:4d:00:f0 netns mdirules-router
  ip -n mdi-router link set mdirules master lan up
  ip -n mdirules-router link add inside type veth peer name eth0 netns mdirules-sensor
  ip -n mdirules-router -batch - <<'IP'
addr add 10.77.0.240/24 dev lan
addr add fd77::240/64 dev lan nodad
addr add 10.79.0.1/24 dev inside
addr add fd79::1/64 dev inside nodad
link set lan up
link set inside up
route add default via 10.77.0.1
IP
  ip -n mdirules-sensor -batch - <<'IP'
addr add 10.79.0.100/24 dev eth0
addr add 10.79.0.101/24 dev eth0
addr add fd79::100/64 dev eth0 nodad
link set eth0 up
route add default via 10.79.0.1
route add ::/0 via fd79::1
IP
  ip netns exec mdirules-router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  ip -n mdi-router route add 10.79.0.0/24 via 10.77.0.240
  ip -n mdi-router route add fd79::/64 via fd77::240
  mkdir -p /etc/netns/mdirules-sensor
  printf 'nameserver 10.77.0.10\n' >/etc/netns/mdirules-sensor/resolv.conf
  printf '127.0.0.1 localhost\n' >/etc/netns/mdirules-sensor/hosts
  # Bridges and neighbours have just met: the first packets may be lost. What cannot answer a ping is asked in vain, and is known all the same.
  router open
  for address in 10.77.0.{10,11,20,21,22,60,61,64} fd77::10 fd77::21; do meet $address 2 & done
  wait
  for address in 10.77.0.10 fd77::10 fd77::21; do
    meet $address 10 && continue
    echo "mdirules-sensor does not reach $address" >&2
    return 1
  done
  router deny
}

# meet ADDRESS TRIES: until the way there and back is known to all on it, or for half a second each.
meet() {
  local try
  for ((try = 0; try < $2; try++)); do
    ip netns exec mdirules-sensor ping -q -c 1 -W 0.5 "$1" >/dev/null && return
    sleep 0.05
  done
  return 1
}

router() {
  local policy=drop lines=''
  case $1 in
    open) policy=accept ;;
    deny) lines='ct state established,related accept; ip daddr 10.77.0.10 udp dport 53 accept' ;;
    stateless) lines='meta l4proto { icmp, ipv6-icmp } accept' ;;
    *) exit 2 ;;
  esac
  ip netns exec mdirules-router nft -f - <<NFT
flush ruleset
table inet filter {
  chain forward {
    type filter hook forward priority 0; policy $policy;
    $lines
  }
}
NFT
}

case ${1:-} in
  up)
    down
    up
    ;;
  down) down ;;
  router) router "${2:?open, deny or stateless}" ;;
  *)
    echo "usage: rules.sh up | router open|deny|stateless | down" >&2
    exit 2
    ;;
esac

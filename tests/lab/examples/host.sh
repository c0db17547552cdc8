#!/usr/bin/env bash
# A host beside the lab's in which the names of the help's examples lead to lab addresses: contoso.com with its controllers dc01
# (healthy) and dc02 (firewalled), by a DNS server of its own; the cloud service and its proxy by a hosts file.
#   host.sh up <folder>      makes the namespace help-host, 10.77.0.210
#   host.sh down <folder>    stops only what up has started
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
folder=${2:?usage: host.sh up|down <folder>}
ns=help-host

down() {
  if [ -f "$folder/named.pid" ]; then kill "$(cat "$folder/named.pid")" 2>/dev/null || true; fi
  ip netns del $ns 2>/dev/null || true
  ip -n mdi-router link del $ns 2>/dev/null || true
  rm -rf "/etc/netns/$ns"
}

up() {
  mkdir -p "$folder" "/etc/netns/$ns"
  ip netns add $ns
  ip netns exec mdi-router ip link add $ns type veth peer name eth0 netns $ns
  ip netns exec mdi-router ip link set $ns master lan up
  ip -n $ns link set lo up
  ip -n $ns addr add 10.77.0.210/24 brd + dev eth0
  ip -n $ns link set eth0 up
  ip -n $ns route add default via 10.77.0.1
  # Whole networks that the examples name and the lab has not: refused at once.
  ip -n $ns route add unreachable 10.0.0.0/10
  printf 'search contoso.com\nnameserver 127.0.0.1\n' >"/etc/netns/$ns/resolv.conf"
  printf '127.0.0.1 localhost\n' >"/etc/netns/$ns/hosts"
  grep '^10\.77\.0\.8' /etc/netns/mdi-sensor/hosts >>"/etc/netns/$ns/hosts" || true
  echo '10.77.0.90 proxy.contoso.com proxy.lab.test' >>"/etc/netns/$ns/hosts"
  cat >"$folder/contoso.zone" <<'ZONE'
$TTL 60
@ SOA ns hostmaster 1 60 60 60 60
@ NS ns
ns A 127.0.0.1
dc01 A 10.77.0.10
dc02 A 10.77.0.11
_ldap._tcp.dc._msdcs SRV 0 100 389 dc01
_ldap._tcp.dc._msdcs SRV 0 100 389 dc02
ZONE
  cat >"$folder/named.conf" <<CONF
options { directory "$folder"; pid-file "$folder/named.pid"; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; recursion yes; empty-zones-enable no; dnssec-validation no; };
controls { };
zone "corp.lab.test" { type forward; forward only; forwarders { 10.77.0.10; }; };
zone "contoso.com" { type primary; file "$folder/contoso.zone"; };
CONF
  setsid ip netns exec $ns "$(command -v named)" -f -c "$folder/named.conf" </dev/null >"$folder/named.log" 2>&1 &
  for _ in {1..50}; do
    ip netns exec $ns ss -Hlun 'sport = :53' | grep -q . && [ -f "$folder/named.pid" ] && return 0
    sleep 0.1
  done
  cat "$folder/named.log" >&2
  return 1
}

case ${1:-} in
  up) down; up ;;
  down) down ;;
  *) echo "usage: host.sh up|down <folder>" >&2; exit 2 ;;
esac

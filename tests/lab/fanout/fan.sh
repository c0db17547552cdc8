#!/usr/bin/env bash
# Three would-be sensors beside the lab's, each with a firewall, a host name and an SSH server of its own.
#   fan.sh up <folder>     makes fan-a (no firewall), fan-b (drops LDAP), fan-c (drops name resolution); keys and logs in the folder
#   fan.sh down <folder>   stops only what up has started
# Needs the lab (its router), sshd and pwsh. Addresses 10.77.0.201 to .203.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
# shellcheck source=../lib/ssh.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/ssh.sh"
folder=${2:?usage: fan.sh up|down <folder>}

down() {
  local pid name
  for name in a b c; do
    if [ -f "$folder/fan-$name.pid" ]; then
      pid=$(cat "$folder/fan-$name.pid")
      kill "$pid" 2>/dev/null || true
    fi
    ip netns del "fan-$name" 2>/dev/null || true
    ip -n mdi-router link del "fan-$name" 2>/dev/null || true
    rm -rf "/etc/netns/fan-$name"
  done
}

host() {
  local name=$1 address=$2
  ip netns add "fan-$name"
  ip netns exec mdi-router ip link add "fan-$name" type veth peer name eth0 netns "fan-$name"
  ip netns exec mdi-router ip link set "fan-$name" master lan up
  ip -n "fan-$name" link set lo up
  ip -n "fan-$name" addr add "$address/24" brd + dev eth0
  ip -n "fan-$name" link set eth0 up
  ip -n "fan-$name" route add default via 10.77.0.1
  mkdir -p "/etc/netns/fan-$name"
  printf 'nameserver 10.77.0.10\n' >"/etc/netns/fan-$name/resolv.conf"
  printf '127.0.0.1 localhost fan-%s\n' "$name" >"/etc/netns/fan-$name/hosts"
  ip netns exec "fan-$name" nft -f -
  # A host name of its own as well: results tell the machine that they come from.
  setsid ip netns exec "fan-$name" unshare --uts sh -c "hostname fan-$name; exec $(command -v sshd) -D -e -f '$folder/sshd_config' -o PidFile=$folder/fan-$name.pid" \
    </dev/null >"$folder/fan-$name.log" 2>&1 &
}

up() {
  ssh_files "$folder"
  host a 10.77.0.201 </dev/null
  host b 10.77.0.202 <<'NFT'
table inet fan {
  chain output {
    type filter hook output priority 0; policy accept;
    tcp dport { 389, 636 } drop
    udp dport 389 drop
  }
}
NFT
  host c 10.77.0.203 <<'NFT'
table inet fan {
  chain output {
    type filter hook output priority 0; policy accept;
    tcp dport { 135, 3389 } reject with tcp reset
    udp dport 137 drop
  }
}
NFT
  for name in a b c; do
    for _ in {1..50}; do
      ip netns exec "fan-$name" ss -Hltn 'sport = :22' | grep -q . && continue 2
      sleep 0.1
    done
    cat "$folder/fan-$name.log" >&2
    return 1
  done
}

case ${1:-} in
  up) down; up ;;
  down) down ;;
  *) echo "usage: fan.sh up|down <folder>" >&2; exit 2 ;;
esac

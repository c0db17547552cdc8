#!/usr/bin/env bash
# A sensor that is sent to: a VPN server behind a router, a branch behind its address translation, and firewalls at three places.
#   inbound.sh up <folder>             the namespaces; what is written goes to the folder
#   inbound.sh exec <host> command...  runs a program on vpn01, branch01, sensor01 or router, under that name
#   inbound.sh flood <folder> PORTS RATE SECONDS MESSAGES   see flood.c
#   inbound.sh servers <folder>        FreeRADIUS and rsyslog take the sensor's ports
#   inbound.sh ssh <folder>            an SSH server for PowerShell on vpn01, branch01 and sensor01; <folder>/key opens them
#   inbound.sh capture <folder>        what passes the router towards the sensor is written to <folder>/way.pcap
#   inbound.sh replay <folder>         branch01 sends vpn01's captured datagrams again, and forged: see replay.py
#   inbound.sh ends <folder>           ends both again
#   inbound.sh down <folder>
#
#   vpn01 10.84.1.0/24, fd84:1::10 ---- router ---- sensor01 10.84.0.10, fd84::10     10.84.1.200 is translated to the sensor
#   branch01 10.84.2.10 ------------------'                                           leaves for the sensor as 10.84.0.1
#
# Each firewall stands all the time, for one of vpn01's addresses: .10 passes everywhere; .21 is dropped and .22 rejected by its own machine,
# .31 and .32 by the router, .41 and .42 by the sensor. 10.85.0.0/16 is the router itself: a flood that comes from there has a short way.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
# shellcheck source=../lib/ssh.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/ssh.sh"
hosts=(router vpn01 branch01 sensor01)
secret=lab-secret-of-vpn01

down() {
  local host pids
  for host in "${hosts[@]}"; do
    pids=$(ip netns pids "mdiin-$host" 2>/dev/null || true)
    # shellcheck disable=SC2086
    [ -z "$pids" ] || kill -KILL $pids 2>/dev/null || true
    ip netns del "mdiin-$host" 2>/dev/null || true
    rm -rf "/etc/netns/mdiin-$host"
  done
}

up() {
  local host address
  for host in "${hosts[@]}"; do
    ip netns add "mdiin-$host"
    ip -n "mdiin-$host" link set lo up
    # What the lab says quickly must not be held back here: see tests/lab/README.md.
    ip netns exec "mdiin-$host" sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 \
      net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
    mkdir -p "/etc/netns/mdiin-$host"
    : >"/etc/netns/mdiin-$host/resolv.conf"
    printf '127.0.0.1 localhost\n10.84.0.10 sensor01\n10.84.1.10 vpn01\n10.84.2.10 branch01\n' >"/etc/netns/mdiin-$host/hosts"
  done
  for host in vpn01 branch01 sensor01; do
    ip -n mdiin-router link add "$host" type veth peer name eth0 netns "mdiin-$host"
  done
  ip -n mdiin-router -batch - <<'IP'
addr add 10.84.1.1/24 dev vpn01
addr add fd84:1::1/64 dev vpn01 nodad
addr add 10.84.2.1/24 dev branch01
addr add 10.84.0.1/24 dev sensor01
addr add fd84::1/64 dev sensor01 nodad
link set vpn01 up
link set branch01 up
link set sensor01 up
route add local 10.85.0.0/16 dev lo
IP
  for address in 10 21 22 31 32 41 42; do ip -n mdiin-vpn01 addr add "10.84.1.$address/24" dev eth0; done
  ip -n mdiin-vpn01 -batch - <<'IP'
addr add fd84:1::10/64 dev eth0 nodad
link set eth0 up
route add default via 10.84.1.1
route add ::/0 via fd84:1::1
IP
  ip -n mdiin-branch01 -batch - <<'IP'
addr add 10.84.2.10/24 dev eth0
link set eth0 up
route add default via 10.84.2.1
IP
  ip -n mdiin-sensor01 -batch - <<'IP'
addr add 10.84.0.10/24 dev eth0
addr add fd84::10/64 dev eth0 nodad
link set eth0 up
route add default via 10.84.0.1
route add ::/0 via fd84::1
IP
  ip netns exec mdiin-router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  firewalls
  # Neighbours have just met: the first packets may be lost.
  for host in "vpn01 10.84.0.10" "vpn01 fd84::10" "branch01 10.84.0.10"; do reaches $host; done
}

reaches() {
  for _ in {1..50}; do
    ip netns exec "mdiin-$1" ping -q -c 1 -W 1 "$2" >/dev/null && return
    sleep 0.1
  done
  echo "$1 does not reach $2" >&2
  return 1
}

firewalls() {
  ip netns exec mdiin-vpn01 nft -f - <<'NFT'
table ip walls {
  chain output {
    type filter hook output priority 0; policy accept;
    oifname != "eth0" accept
    ip saddr 10.84.1.21 drop
    ip saddr 10.84.1.22 reject with icmp admin-prohibited
  }
}
NFT
  # The flood has a sender for each datagram: no table of connections has room for it.
  ip netns exec mdiin-router nft -f - <<'NFT'
table ip walls {
  chain untracked {
    type filter hook output priority raw; policy accept;
    ip saddr 10.85.0.0/16 notrack
  }
  chain forward {
    type filter hook forward priority 0; policy accept;
    ip saddr 10.84.1.31 drop
    ip saddr 10.84.1.32 reject with icmp admin-prohibited
  }
  chain inwards {
    type nat hook prerouting priority dstnat; policy accept;
    ip daddr 10.84.1.200 dnat to 10.84.0.10
  }
  chain outwards {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr 10.84.2.0/24 oifname "sensor01" masquerade random
  }
}
NFT
  ip netns exec mdiin-router ip addr add 10.84.1.200/32 dev vpn01
  ip netns exec mdiin-sensor01 nft -f - <<'NFT'
table ip walls {
  chain input {
    type filter hook input priority 0; policy accept;
    ip saddr 10.84.1.41 drop
    ip saddr 10.84.1.42 reject
  }
}
NFT
}

# A host name of its own as well: results tell the machine that they come from.
on() {
  local host=$1
  shift
  # shellcheck disable=SC2016
  exec ip netns exec "mdiin-$host" unshare --uts sh -c 'hostname "$0" && exec "$@"' "$host" "$@"
}

# begin <host> <name> command...: a program in the background, its output in the folder, known again by its pid.
begin() {
  local host=$1 name=$2
  shift 2
  setsid "${BASH_SOURCE[0]}" exec "$host" "$@" </dev/null >"$folder/$name.log" 2>&1 &
  echo $! >"$folder/$name.pid"
}

# until_up <name> <what> command...: waits for it; says the program's own words when it does not come.
until_up() {
  local name=$1 what=$2
  shift 2
  for _ in {1..100}; do
    "$@" 2>/dev/null | grep -q . && return
    [ -e "/proc/$(cat "$folder/$name.pid")" ] || break
    sleep 0.1
  done
  echo "$name: no $what" >&2
  cat "$folder/$name.log" >&2
  return 1
}

# FreeRADIUS knows vpn01's first address and nobody else; what it accepted it writes down in its own words.
freeradius() {
  mkdir -p "$folder/radius"
  cat >"$folder/radius/radiusd.conf" <<CONFIG
name = radiusd
raddbdir = $folder/radius
run_dir = $folder/radius
libdir = /usr/lib/freeradius
security {
  allow_vulnerable_openssl = yes
}
log {
  destination = stdout
}
client vpn01 {
  ipaddr = 10.84.1.10
  secret = $secret
}
client vpn01-6 {
  ipv6addr = fd84:1::10
  secret = $secret
}
modules {
  detail {
    filename = $folder/radius/detail
    permissions = 0644
    header = "%t %{Packet-Src-IP-Address}"
  }
}
server default {
  listen {
    type = acct
    ipaddr = *
    port = 1813
  }
  listen {
    type = acct
    ipv6addr = ::
    port = 1813
  }
  accounting {
    detail
  }
}
CONFIG
  begin sensor01 radius freeradius -f -X -d "$folder/radius" -D /usr/share/freeradius
  until_up radius "UDP 1813" ip netns exec mdiin-sensor01 ss -Hlun 'sport = :1813'
}

# rsyslog writes how it read each message: where from, which RFC (1 is 5424, 0 is 3164), host, program, facility, severity, text.
rsyslog() {
  cat >"$folder/rsyslog.conf" <<CONFIG
global(workDirectory="$folder" net.enableDNS="off")
module(load="imudp")
module(load="imtcp")
template(name="read" type="string" string="%inputname% %fromhost-ip% %protocol-version% %hostname% %app-name% %syslogfacility-text%.%syslogseverity-text% %msg%\n")
input(type="imudp" port="514" ruleset="write")
input(type="imtcp" port="514" ruleset="write")
ruleset(name="write") {
  action(type="omfile" file="$folder/messages" template="read")
}
CONFIG
  begin sensor01 rsyslog rsyslogd -n -f "$folder/rsyslog.conf" -i "$folder/rsyslogd.pid"
  until_up rsyslog "TCP 514" ip netns exec mdiin-sensor01 ss -Hltn 'sport = :514'
  until_up rsyslog "UDP 514" ip netns exec mdiin-sensor01 ss -Hlun 'sport = :514'
}

# Each end as an administrator reaches it: PowerShell over SSH, under the host's own name.
remoting() {
  local host
  ssh_files "$folder"
  for host in vpn01 branch01 sensor01; do
    begin "$host" "sshd-$host" "$(command -v sshd)" -D -e -f "$folder/sshd_config"
    until_up "sshd-$host" "TCP 22" ip netns exec "mdiin-$host" ss -Hltn 'sport = :22'
  done
}

capture() {
  begin router capture tcpdump -n -i sensor01 -U --immediate-mode -w "$folder/way.pcap" 'udp or tcp'
  until_up capture "listening" grep 'listening on' "$folder/capture.log"
}

flood() {
  gcc -O2 -Wall -Wextra -Werror -o "$folder/flood" "$(dirname "${BASH_SOURCE[0]}")/flood.c"
  on router "$folder/flood" 10.84.0.10 "$@"
}

replay() {
  tshark -r "$folder/way.pcap" -Y 'ip.src == 10.84.1.10 && udp.payload contains "MDIPREREQ1/"' -T fields -e udp.dstport -e udp.payload 2>/dev/null |
    "${BASH_SOURCE[0]}" exec branch01 python3 "$(dirname "${BASH_SOURCE[0]}")/replay.py" 10.84.0.10
}

ends() {
  local name pid
  for name in radius rsyslog capture sshd-vpn01 sshd-branch01 sshd-sensor01; do
    [ -f "$folder/$name.pid" ] || continue
    pid=$(cat "$folder/$name.pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..50}; do
      [ -e "/proc/$pid" ] || break
      sleep 0.1
    done
    rm -f "$folder/$name.pid"
  done
}

usage() {
  echo "usage: inbound.sh up|servers|ssh|capture|replay|ends|down <folder> | flood <folder> PORTS RATE SECONDS MESSAGES | exec <host> command..." >&2
  exit 2
}

verb=${1:-} folder=${2:-}
[ -n "$folder" ] || usage
case $verb in
  up) down; mkdir -p "$folder"; up ;;
  exec) shift; on "$@" ;;
  servers) freeradius; rsyslog ;;
  ssh) remoting ;;
  capture) capture ;;
  flood) shift 2; flood "$@" ;;
  replay) replay ;;
  ends) ends ;;
  down) ends; down ;;
  *) usage ;;
esac

# shellcheck shell=bash
# The network: a router namespace with two bridges, one namespace per host, all addresses static.
#
#   mdi-router   lan 10.77.0.0/24, fd77::/64      far 10.77.1.0/24 and 10.77.8.0/24 (no reverse zone anywhere)

# Every namespace whose name begins with mdi- is taken for ours.
lab_namespaces() { ip netns list | awk '$1 ~ /^mdi-/ { print $1 }'; }

# Everything that runs in one of our namespaces is ours, daemonised or not.
kill_namespaces() {
  local ns pids
  for _ in {1..50}; do
    pids=$(for ns in $(lab_namespaces); do ip netns pids "$ns"; done)
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086
    kill -KILL $pids 2>/dev/null || true
    sleep 0.1
  done
  die "processes survive SIGKILL: $(echo "$pids" | tr '\n' ' ')"
}

net_down() {
  local ns
  kill_namespaces
  for ns in $(lab_namespaces); do
    ip netns del "$ns"
    rm -rf "/etc/netns/$ns"
  done
}

# Kernel settings of one namespace. What a kernel keeps for the whole machine cannot be set here; README.md lists it.
tune() {
  local ns=$1 setting
  for setting in \
    net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 \
    net.ipv4.icmp_msgs_per_sec=1000000 net.ipv4.icmp_msgs_burst=1000000 \
    net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.accept_ra=0; do
    in_ns "$ns" sysctl -qw "$setting" 2>/dev/null || true
  done
  in_ns "$ns" ip link set lo up
}

# An absent neighbour is given up after 0.6 s instead of 3, so that "host unreachable" comes before a probe's timeout.
quick_neighbours() {
  in_ns "$1" sysctl -qw "net.ipv4.neigh.$2.retrans_time_ms=200" "net.ipv6.neigh.$2.retrans_time_ms=200"
}

# Name server and hosts file of a namespace, as `ip netns exec` mounts them.
resolver() {
  local ns=$1 server=$2
  mkdir -p "/etc/netns/$ns"
  printf 'search %s\nnameserver %s\n' "$DOMAIN" "$server" >"/etc/netns/$ns/resolv.conf"
  printf '127.0.0.1 localhost\n::1 localhost\n' >"/etc/netns/$ns/hosts"
}

router_up() {
  ip netns add mdi-router
  tune mdi-router
  resolver mdi-router 10.77.0.10
  in_ns mdi-router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 \
    net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
  in_ns mdi-router ip -batch - <<'IP'
link add lan type bridge forward_delay 0
link add far type bridge forward_delay 0
addr add 10.77.0.1/24 dev lan
addr add fd77::1/64 dev lan nodad
addr add 10.77.1.1/24 dev far
addr add 10.77.8.1/24 dev far
link set lan up
link set far up
route add 10.77.2.0/24 dev far
route add 10.77.3.0/24 dev far
route add 10.77.4.0/24 dev far
route add blackhole 10.78.0.0/16
IP
  quick_neighbours mdi-router lan
  quick_neighbours mdi-router far
  # Not routes of type unreachable or prohibit: for those the kernel limits the ICMP errors, machine-wide
  # (net.ipv4.route.error_cost), and a probe without its error looks like a silent host.
  firewall mdi-router <<'NFT'
table ip lab {
  chain forward {
    type filter hook forward priority 0; policy accept;
    ip daddr 10.77.2.0/24 reject with icmp type host-unreachable
    ip daddr 10.77.3.0/24 reject with icmp type admin-prohibited
    ip daddr 10.77.4.0/24 reject with icmp type net-unreachable
  }
}
NFT
}

# host <namespace> <bridge> <address/len>...: the first IPv4 address is the one it speaks from.
host() {
  local ns=$1 bridge=$2 gateway=10.77.0.1 address
  shift 2
  [ "$bridge" = lan ] || gateway=${1%.*}.1
  ip netns add "$ns"
  tune "$ns"
  resolver "$ns" 10.77.0.10
  in_ns mdi-router ip link add "${ns#mdi-}" type veth peer name eth0 netns "$ns"
  in_ns mdi-router ip link set "${ns#mdi-}" master "$bridge" up
  {
    for address; do
      case $address in
        *:*) echo "addr add $address dev eth0 nodad" ;;
        *) echo "addr add $address brd + dev eth0" ;;
      esac
    done
    echo "link set eth0 up"
    echo "route add default via $gateway"
    case $* in *fd77::*) echo "route add ::/0 via fd77::1" ;; esac
  } | in_ns "$ns" ip -batch -
  quick_neighbours "$ns" eth0
}

# firewall <namespace>: an nft ruleset on standard input.
firewall() { in_ns "$1" nft -f -; }

# shellcheck shell=bash
# Hosts that run no server: what their network stack and their firewall say is the whole point.

firewalled_up() {
  host mdi-drop lan 10.77.0.20/24 fd77::20/64
  firewall mdi-drop <<'NFT'
table inet lab {
  chain input {
    type filter hook input priority 0; policy drop;
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept  # else IPv6 would not even find the host
  }
}
NFT

  host mdi-closed lan 10.77.0.21/24 fd77::21/64

  host mdi-reject lan 10.77.0.22/24 fd77::22/64
  firewall mdi-reject <<'NFT'
table inet lab {
  chain input {
    type filter hook input priority 0; policy accept;
    meta l4proto { tcp, udp } reject with icmpx type admin-prohibited
  }
}
NFT
}

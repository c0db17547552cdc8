# shellcheck shell=bash
# The devices for Network Name Resolution, behind the router, and the DNS servers that know or do not know them.

nnr_up() {
  dns_up
  device fs1 11;       file_server mdi-nnr-fs1 FS1;            rdp mdi-nnr-fs1 fs1.nnr.lab.test
  device ws2 12;       rdp mdi-nnr-ws2 ws2.nnr.lab.test
  device clash 13;     file_server mdi-nnr-clash OLDNAME13 nmbd; rdp mdi-nnr-clash newname13.nnr.lab.test
  device moved 16;     file_server mdi-nnr-moved WS6 nmbd
  device clash2 41;    file_server mdi-nnr-clash2 OLDNAME41 nmbd; rdp mdi-nnr-clash2 newname41.nnr.lab.test
  device lossy 20;     file_server mdi-nnr-lossy LOSSY;        rdp mdi-nnr-lossy lossy.nnr.lab.test
  lossy_firewall
  device nla 21;       nla_desktop mdi-nnr-nla nla.nnr.lab.test
  device tls12 22;     rdp mdi-nnr-tls12 tls12.nnr.lab.test TLSv1.2
  device long 24;      file_server mdi-nnr-long AVERYLONGCOMPUT nmbd; rdp mdi-nnr-long averylongcomputername24.nnr.lab.test
  device farm 25;      file_server mdi-nnr-farm FS25;          rdp mdi-nnr-farm rds-farm.example.com

  host mdi-nnr-noz1 far 10.77.8.11/24
  file_server mdi-nnr-noz1 NOZ1 nmbd

  # Devices that run nothing share one namespace; what differs is what the DNS says of their addresses.
  host mdi-nnr-closed far 10.77.1.14/24 10.77.1.15/24 10.77.1.17/24 10.77.1.18/24 10.77.1.19/24 10.77.1.28/24 \
    10.77.1.29/24 10.77.1.42/24 10.77.1.43/24 10.77.1.44/24 10.77.8.12/24

  device silent 23
  firewall mdi-nnr-silent <<'NFT'
table inet lab {
  chain input {
    type filter hook input priority 0; policy drop;
  }
}
NFT

  local octet aliases=()
  for octet in {30..38} 55; do aliases+=("10.77.1.$octet/24"); done
  host mdi-nnr-hostile far "${aliases[@]}"
  hostile_certificate
  server mdi-nnr-hostile hostile "$PYTHON" -B "$LAB_DIR/servers/hostile.py" "$PKI/hostile.crt" "$PKI/hostile.key"
}

device() { host "mdi-nnr-$1" far "10.77.1.$2/24"; }

# Three in ten of the packets that come in for a service are lost (nftables: many kernels have no netem). What goes out,
# and what the host's own look-ups bring back, is not touched.
lossy_firewall() {
  firewall mdi-nnr-lossy <<'NFT'
table inet lab {
  chain input {
    type filter hook input priority 0; policy accept;
    meta l4proto { tcp, udp } th dport { 135, 137, 445, 3389 } numgen random mod 100 < 30 drop
  }
}
NFT
}

nla_desktop() {
  certificate "$2"
  server "$1" rdp_nla "$PYTHON" -B "$LAB_DIR/servers/rdp_nla.py" "$PKI/$2.crt" "$PKI/$2.key"
}

# A common name with an escape sequence, a formula and a line break: openssl signs it without a question.
hostile_certificate() {
  [ -s "$PKI/hostile.crt" ] && return
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -utf8 -subj $'/CN=\e[31m=cmd|calc!A1\r\n.nnr.lab.test' \
    -keyout "$PKI/hostile.key" -out "$PKI/hostile.new" 2>/dev/null
  mv "$PKI/hostile.new" "$PKI/hostile.crt"
}

# mdi-dns: bind9. 10.77.0.53 recurses and so has the empty zones of RFC 6303: of an address without reverse zone it says
# NXDOMAIN, SOA 10.IN-ADDR.ARPA. 10.77.0.54 does not recurse: REFUSED. (dc1 says NXDOMAIN without an SOA.)
dns_up() {
  local dir=$RUN/mdi-dns
  host mdi-dns lan 10.77.0.53/24 10.77.0.54/24 fd77::53/64
  mkdir -p "$dir"
  cat >"$dir/named.conf" <<CONF
options {
  directory "$dir";
  pid-file none;
  session-keyfile "$dir/session.key";
  listen-on { 10.77.0.53; 10.77.0.54; };
  listen-on-v6 { fd77::53; };
  allow-query { any; };
  dnssec-validation no;
  check-names master ignore;
};
controls { };
acl plain { 10.77.0.54; };
view refusing { match-destinations { plain; }; recursion no; empty-zones-enable no; $(nnr_zones) };
view recursing {
  recursion yes;
  allow-recursion { any; };
  zone "." { type master; file "$LAB_DIR/hosts/zones/root.zone"; };
  $(nnr_zones)
};
CONF
  server mdi-dns named named -g -n 1 -c "$dir/named.conf"
}

nnr_zones() {
  local zone
  for zone in nnr.lab.test 1.77.10.in-addr.arpa; do
    printf 'zone "%s" { type master; file "%s"; }; ' "$zone" "$LAB_DIR/hosts/zones/$zone.zone"
  done
}

# shellcheck shell=bash
# Hostile neighbours, and what proves that they change nothing for others.
#
#   mdi-honest   eight controllers that tell the truth on every row (servers/liar.py, the honest part)
#   mdi-hostile  10.77.10.0/24, all of it: 200 TLS hosts with poisoned certificates, and one host for each other attack
#   mdi-aia      where the poisoned certificates point to. Nothing may ever come here; nft counts what does
#   mdi-narrow   a second sensor that has 32 ephemeral ports

hostile_up() {
  local octet aliases=()
  for octet in {41..48}; do aliases+=("10.77.0.$octet/24"); done
  host mdi-honest lan "${aliases[@]}"
  server mdi-honest honest "$PYTHON" -B "$LAB_DIR/servers/liar.py" "$PKI/liar.$DOMAIN.crt" "$PKI/liar.$DOMAIN.key" "${aliases[@]%/*}"

  in_ns mdi-router ip addr add 10.77.9.1/24 dev far
  host mdi-hostile far 10.77.9.2/24
  # The whole net is one host's: no neighbour entries, of which the machine has only 1,024.
  in_ns mdi-hostile ip route add local 10.77.10.0/24 dev lo
  in_ns mdi-router ip route add 10.77.10.0/24 via 10.77.9.2
  in_ns mdi-hostile sysctl -qw net.core.somaxconn=4096 net.ipv4.tcp_max_syn_backlog=4096
  poisoned_certificate sink 10.77.9.20
  poisoned_certificate hang 10.77.9.21
  long_chain
  server mdi-hostile crowd "$PYTHON" -B "$LAB_DIR/servers/crowd.py" "$PKI"
  server mdi-hostile tormentors "$PYTHON" -B "$LAB_DIR/servers/tormentors.py"
  server mdi-hostile hostile_dns "$PYTHON" -B "$LAB_DIR/servers/hostile_dns.py"

  host mdi-aia far 10.77.9.20/24 10.77.9.21/24
  aia_counter
  server mdi-aia aia "$PYTHON" -B "$LAB_DIR/servers/aia.py"

  host mdi-narrow lan 10.77.0.110/24
  in_ns mdi-narrow sysctl -qw net.ipv4.ip_local_port_range='40000 40031'

  await_listener mdi-honest 3389 "$LOG/mdi-honest.honest.log"
  await_listener mdi-hostile 3389 "$LOG/mdi-hostile.crowd.log"
  await_listener mdi-hostile 88 "$LOG/mdi-hostile.tormentors.log"
  await_listener mdi-hostile 53 "$LOG/mdi-hostile.hostile_dns.log"
  await_listener mdi-aia 80 "$LOG/mdi-aia.aia.log"
}

# What comes to the places that the certificates name, before any server has a say:
#   lab.sh exec mdi-aia -- nft list counter inet lab asked
aia_counter() {
  firewall mdi-aia <<'NFT'
table inet lab {
  counter asked { }
  chain input {
    type filter hook input priority 0; policy accept;
    iif != lo meta l4proto { tcp, udp } counter name asked
  }
}
NFT
}

# poisoned_certificate <name> <address>: its issuer, its revocation list and its responder are all to be fetched from there.
poisoned_certificate() {
  local name=$1 there=http://$2
  [ -s "$PKI/poisoned-$name.crt" ] && return
  hostile_ca
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=$name.hostile.test" \
    -CA "$PKI/hostile-ca.crt" -CAkey "$PKI/hostile-ca.key" -keyout "$PKI/poisoned-$name.key" -out "$PKI/poisoned-$name.new" \
    -addext "subjectAltName=DNS:$name.hostile.test" \
    -addext "authorityInfoAccess=caIssuers;URI:$there/issuer.cer,OCSP;URI:$there/ocsp" \
    -addext "crlDistributionPoints=URI:$there/revoked.crl" 2>/dev/null
  mv "$PKI/poisoned-$name.new" "$PKI/poisoned-$name.crt"
}

# An authority that no server sends and no machine knows.
hostile_ca() {
  [ -s "$PKI/hostile-ca.crt" ] && return
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Hostile CA' \
    -keyout "$PKI/hostile-ca.key" -out "$PKI/hostile-ca.new" 2>/dev/null
  mv "$PKI/hostile-ca.new" "$PKI/hostile-ca.crt"
}

# 200 certificates, each issued by the next: one key is enough for all of them.
long_chain() {
  [ -s "$PKI/chain.crt" ] && return
  local i chain=$PKI/chain.new
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=199 \
    -keyout "$PKI/chain.key" -out "$PKI/chain.issuer" 2>/dev/null
  cp "$PKI/chain.issuer" "$chain"
  for i in {198..0}; do
    openssl req -x509 -key "$PKI/chain.key" -days 3650 -subj "/CN=$i" -CA "$PKI/chain.issuer" -CAkey "$PKI/chain.key" \
      -addext basicConstraints=critical,CA:TRUE -out "$PKI/chain.one" 2>/dev/null
    mv "$PKI/chain.one" "$PKI/chain.issuer"
    cat "$PKI/chain.issuer" "$chain" >"$PKI/chain.longer"
    mv "$PKI/chain.longer" "$chain"
  done
  rm "$PKI/chain.issuer"
  mv "$chain" "$PKI/chain.crt"
}

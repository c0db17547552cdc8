# shellcheck shell=bash
# A small certificate authority, kept between runs, and one certificate per name.

PKI=$STATE/pki

certificates() {
  [ -s "$PKI/ca.crt" ] && return
  mkdir -p "$PKI"
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/O=MdiPrereq lab/CN=MdiPrereq Lab CA' \
    -keyout "$PKI/ca.key" -out "$PKI/ca.new" 2>/dev/null
  mv "$PKI/ca.new" "$PKI/ca.crt"
}

# certificate <fqdn>: makes $PKI/<fqdn>.crt and .key, subject CN=<fqdn>, unless they are there.
certificate() {
  local name=$1
  [ -s "$PKI/$name.crt" ] && return
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$PKI/$name.key" -out "$PKI/$name.csr" 2>/dev/null
  openssl x509 -req -in "$PKI/$name.csr" -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial -days 3650 \
    -extfile <(printf 'subjectAltName=DNS:%s\n' "$name") -out "$PKI/$name.new" 2>/dev/null
  chmod 600 "$PKI/$name.key"
  mv "$PKI/$name.new" "$PKI/$name.crt"
}

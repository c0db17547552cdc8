# shellcheck shell=bash
# mdi-cloud: the sensor API of several workspaces, one behaviour an address (servers/cloud.py), with certificates of the lab's CA.
# mdi-proxy: one squid on 10.77.0.90, one manner a port.
#
#   3128 leads everyone on   3129 wants Basic authentication   3130 forbids the host   3131 inspects TLS, with a CA of its own (where
#   squid can: Debian's squid-openssl, not its squid)
#
# No DNS server knows the names: hosts files do, so that no other part of the lab changes. "hidden" is known to the proxy alone.
# trust.pem is the machine's own roots and the lab's two: SSL_CERT_FILE=... makes a program trust them.

PROXY_USER=mdi
PROXY_PASSWORD='Lab-Pr0xy:Pass/word+='

cloud_hosts() {
  local name octet=80
  for name in contoso older gone portal expired othername oldtls silent; do
    echo "10.77.0.$octet ${name}sensorapi.atp.azure.com"
    octet=$((octet + 1))
  done
  echo "10.77.0.80 crl.microsoft.com ctldl.windowsupdate.com www.microsoft.com"
}

cloud_up() {
  local octet aliases=() name
  for octet in {80..88}; do aliases+=("10.77.0.$octet/24"); done
  host mdi-cloud lan "${aliases[@]}"
  for name in contoso older gone portal oldtls hidden; do certificate "${name}sensorapi.atp.azure.com"; done
  certificate www.lab.test
  expired_certificate expiredsensorapi.atp.azure.com
  inspection_ca
  cat /etc/ssl/certs/ca-certificates.crt "$PKI/ca.crt" "$PKI/inspection-ca.crt" >"$PKI/trust.pem"
  server mdi-cloud cloud "$PYTHON" -B "$LAB_DIR/servers/cloud.py" "$PKI"
  await_listener mdi-cloud 80 "$LOG/mdi-cloud.cloud.log"
  cloud_hosts >>/etc/netns/mdi-sensor/hosts
  proxy_up
}

proxy_up() {
  host mdi-proxy lan 10.77.0.90/24
  {
    cloud_hosts
    echo "10.77.0.88 hiddensensorapi.atp.azure.com"
  } >>/etc/netns/mdi-proxy/hosts
  echo "10.77.0.90 proxy.lab.test" >>/etc/netns/mdi-sensor/hosts
  squid_up mdi-proxy
}

# squid_up <namespace>: squid drops root for the user proxy, to whom its folder belongs.
squid_up() {
  local ns=$1 dir=$RUN/$1 last=3130
  mkdir -p "$dir"
  printf '%s:%s\n' "$PROXY_USER" "$(openssl passwd -apr1 "$PROXY_PASSWORD")" >"$dir/passwords"
  cat "$PKI/inspection-ca.crt" "$PKI/inspection-ca.key" >"$dir/inspection.pem"
  chmod 640 "$dir"/passwords "$dir"/inspection.pem
  cat >"$dir/squid.conf" <<CONF
http_port 3128 name=open
http_port 3129 name=asking
http_port 3130 name=forbidding
auth_param basic program /usr/lib/squid/basic_ncsa_auth $dir/passwords
auth_param basic children 1
auth_param basic realm lab
acl asking myportname asking
acl forbidding myportname forbidding
acl known proxy_auth REQUIRED
http_access deny forbidding
http_access deny asking !known
http_access allow all
cache deny all
hosts_file /etc/hosts
pid_filename $dir/squid.pid
access_log stdio:$dir/access.log
cache_log $dir/cache.log
coredump_dir $dir
visible_hostname proxy.lab.test
shutdown_lifetime 1 second
CONF
  if [ -x /usr/lib/squid/security_file_certgen ] && squid -v | grep -q -- --enable-ssl-crtd; then
    last=3131
    /usr/lib/squid/security_file_certgen -c -s "$dir/made" -M 4MB >/dev/null
    cat >>"$dir/squid.conf" <<CONF
http_port 3131 name=inspecting ssl-bump generate-host-certificates=on tls-cert=$dir/inspection.pem
acl inspecting myportname inspecting
sslcrtd_program /usr/lib/squid/security_file_certgen -s $dir/made -M 4MB
sslcrtd_children 1
tls_outgoing_options cafile=$PKI/ca.crt
ssl_bump bump inspecting
ssl_bump splice all
CONF
  fi
  chown -R proxy:proxy "$dir"
  server "$ns" squid squid -N -f "$dir/squid.conf"
  await_listener "$ns" $last "$LOG/$ns.squid.log"
}

# await_listener <namespace> <port> <log>
await_listener() {
  for _ in {1..300}; do
    [ -z "$(in_ns "$1" ss -Hltn "sport = :$2")" ] || return 0
    sleep 0.1
  done
  die "nothing listens on port $2 in $1: $3"
}

# A certificate of the lab's CA that ended in the year 2020.
expired_certificate() {
  local name=$1 work=$PKI/ca-work
  [ -s "$PKI/$name.crt" ] && return
  rm -rf "$work"
  mkdir -p "$work"
  : >"$work/index"
  printf '[ca]\ndefault_ca=lab\n[lab]\ndatabase=%s/index\nnew_certs_dir=%s\nrand_serial=yes\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n' \
    "$work" "$work" >"$work/ca.conf"
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$PKI/$name.key" -out "$PKI/$name.csr" 2>/dev/null
  openssl ca -batch -config "$work/ca.conf" -cert "$PKI/ca.crt" -keyfile "$PKI/ca.key" -in "$PKI/$name.csr" -out "$PKI/$name.new" \
    -startdate 20190101000000Z -enddate 20200101000000Z -notext \
    -extfile <(printf 'subjectAltName=DNS:%s\n' "$name") 2>"$LOG/expired-certificate.log" || die "cannot make an expired certificate"
  chmod 600 "$PKI/$name.key"
  mv "$PKI/$name.new" "$PKI/$name.crt"
  rm -rf "$work"
}

inspection_ca() {
  [ -s "$PKI/inspection-ca.crt" ] && return
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/O=MdiPrereq lab/CN=MdiPrereq Lab Inspection CA' \
    -keyout "$PKI/inspection-ca.key" -out "$PKI/inspection-ca.new" 2>/dev/null
  mv "$PKI/inspection-ca.new" "$PKI/inspection-ca.crt"
}

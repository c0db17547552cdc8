# shellcheck shell=bash
# mdi-dc1 and mdi-dc2: two real Samba domain controllers of corp.lab.test, kept in a golden copy between runs.

ADMIN_PASSWORD='Lab-Passw0rd!'   # of a domain that lives in namespaces only
GOLDEN=$STATE/golden

domain_up() {
  host mdi-dc1 lan 10.77.0.10/24 fd77::10/64
  host mdi-dc2 lan 10.77.0.11/24 fd77::11/64
  certificate "dc1.$DOMAIN"
  certificate "dc2.$DOMAIN"

  local recipe
  recipe=$(cat "$LAB_DIR/hosts/domain.sh" "$LAB_DIR/hosts/domain.dns" | sha256sum)
  if [ "$(cat "$GOLDEN/recipe" 2>/dev/null)" != "$recipe" ]; then
    domain_make
    echo "$recipe" >"$GOLDEN/recipe"
  fi
  cp -a "$GOLDEN/dc1" "$GOLDEN/dc2" "$RUN/"

  dc2_firewall
  samba_dc dc1
  samba_dc dc2
  ntp mdi-dc1
  ntp mdi-dc2
  rdp mdi-dc1 "dc1.$DOMAIN"
  rdp mdi-dc2 "dc2.$DOMAIN"
}

# dc2 runs every service dc1 runs; its host firewall lets only DNS and Kerberos through.
dc2_firewall() {
  firewall mdi-dc2 <<'NFT'
table inet lab {
  chain input {
    type filter hook input priority 0; policy drop;
    iif lo accept
    ct state established,related accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    meta l4proto { tcp, udp } th dport { 53, 88 } accept
  }
}
NFT
}

# Once: provision dc1, fill its DNS, join dc2, stop both, keep the result.
domain_make() {
  local log=$LOG/provision.log
  say "making the domain (once, about twenty seconds)"
  rm -rf "$GOLDEN"
  mkdir -p "$GOLDEN"

  in_ns mdi-dc1 samba-tool domain provision --targetdir="$RUN/dc1" --realm="${DOMAIN^^}" --domain=CORP \
    --host-name=dc1 --host-ip=10.77.0.10 --host-ip6=fd77::10 --server-role=dc --dns-backend=SAMBA_INTERNAL \
    --adminpass="$ADMIN_PASSWORD" >"$log" 2>&1 || die "samba-tool domain provision failed: $log"
  dc_config dc1 'allow dns updates = nonsecure'
  samba_dc dc1
  wait_dc mdi-dc1 10.77.0.10

  local zone
  for zone in 0.77.10.in-addr.arpa 0.0.0.0.0.0.0.0.0.0.0.0.7.7.d.f.ip6.arpa; do
    in_ns mdi-dc1 samba-tool dns zonecreate "dc1.$DOMAIN" $zone -U "Administrator%$ADMIN_PASSWORD" >>"$log" 2>&1 ||
      die "cannot make zone $zone: $log"
  done
  in_ns mdi-dc1 nsupdate "$LAB_DIR/hosts/domain.dns" >>"$log" 2>&1 || die "nsupdate of domain.dns failed: $log"

  in_ns mdi-dc2 samba-tool domain join "$DOMAIN" DC --targetdir="$RUN/dc2" --dns-backend=SAMBA_INTERNAL \
    --option='netbios name = dc2' -U "Administrator%$ADMIN_PASSWORD" >>"$log" 2>&1 ||
    die "samba-tool domain join failed: $log"
  dc_config dc2 'allow dns updates = disabled'

  # TERM lets Samba close its databases; only then is a copy whole.
  local pids
  pids=$(ip netns pids mdi-dc1)
  # shellcheck disable=SC2086
  kill -TERM $pids 2>/dev/null || true
  for _ in {1..100}; do [ -n "$(ip netns pids mdi-dc1)" ] || break; sleep 0.1; done
  dc_config dc1 'allow dns updates = disabled'
  cp -a "$RUN/dc1" "$RUN/dc2" "$GOLDEN/"
  rm -rf "$RUN/dc1" "$RUN/dc2"
}

# dc_config <host> <extra line>: our own smb.conf instead of the one Debian's defaults are mixed into.
# Left out of the services: replication and what would register names or act on its own while tests run.
dc_config() {
  local host=$1 dir=$RUN/$1
  mkdir -p "$dir"/{pid,ncalrpc,log,cache,ntp_signd,winbindd}
  chmod 750 "$dir/ntp_signd"
  cat >"$dir/etc/smb.conf" <<INI
[global]
netbios name = ${host^^}
realm = ${DOMAIN^^}
workgroup = CORP
server role = active directory domain controller
server services = s3fs, rpc, nbt, ldap, cldap, kdc, winbindd, dns
interfaces = lo eth0
bind interfaces only = yes
disable netbios = no
prefork children = 1
private dir = $dir/private
lock directory = $dir
state directory = $dir/state
cache directory = $dir/cache
binddns dir = $dir/bind-dns
pid directory = $dir/pid
ncalrpc dir = $dir/ncalrpc
ntp signd socket directory = $dir/ntp_signd
winbindd socket directory = $dir/winbindd
tls certfile = $PKI/$host.$DOMAIN.crt
tls keyfile = $PKI/$host.$DOMAIN.key
tls cafile = $PKI/ca.crt
$2
[sysvol]
path = $dir/state/sysvol
read only = no
[netlogon]
path = $dir/state/sysvol/$DOMAIN/scripts
read only = no
INI
}

wait_dc() {
  local ns=$1 address=$2
  for _ in {1..150}; do
    in_ns "$ns" "$PYTHON" -B "$LAB_DIR/probes.py" --quiet "$address" 53/udp 389/tcp 135/tcp && return
    sleep 0.2
  done
  die "$ns does not answer: $LOG/$ns.samba.log"
}

# shellcheck shell=bash
# `install`: Debian packages only. Nothing is started: the host keeps the ports and the clock it has.

LAB_PACKAGES=(
  samba samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind python3-samba krb5-config smbclient
  chrony xrdp bind9 squid-openssl nftables iproute2 procps openssl python3
  nmap tcpdump bind9-dnsutils ldap-utils iputils-ping
  freeradius freeradius-utils rsyslog tshark faketime gcc libc6-dev
)

# install_packages [package...]: what is missing of the lab's packages, and of those named, without taking away anything that is there.
install_packages() {
  local missing=() package policy=/usr/sbin/policy-rc.d ours=
  for package in "${LAB_PACKAGES[@]}" "$@"; do
    is_installed "$package" || missing+=("$package")
  done

  # The two exclude each other. Plain squid does all but inspect TLS, and the lab does without that then (hosts/cloud.sh).
  if is_installed squid && ! is_installed squid-openssl; then
    say "squid is installed and stays; no proxy of the lab inspects TLS (squid-openssl would)"
    missing=("${missing[@]/#squid-openssl/}")
  fi
  # shellcheck disable=SC2206
  missing=(${missing[*]})
  [ ${#missing[@]} -gt 0 ] || { say "all packages are installed"; return; }
  need_root

  # Debian starts a service as soon as it is installed, unless policy-rc.d forbids it.
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    ours=yes
  fi
  local status=0
  apt_get update || say "apt-get update failed; the lists that are there have to do"
  apt_get install "${missing[@]}" || one_by_one "${missing[@]}" || status=$?
  [ -z "$ours" ] || rm -f $policy
  [ $status = 0 ] || die "packages are missing"
}

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# --no-remove: rather fail than take away what the machine has.
apt_get() {
  local verb=$1
  shift
  [ "$verb" != install ] || set -- --no-install-recommends --no-remove "$@"
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$verb" "$@"
}

# One that would take the place of a package that is there stays out, and does not keep the others out.
one_by_one() {
  local package failed=0
  for package in "$@"; do
    apt_get install "$package" && continue
    if apt-get -s --no-install-recommends install "$package" | grep -q '^Remv'; then
      say "$package would take the place of a package that is installed: going on without it"
    else
      failed=1
    fi
  done
  return $failed
}

# shellcheck shell=bash
# `install`: Debian packages only. Nothing is started: the host keeps the ports and the clock it has.

LAB_PACKAGES=(
  samba samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind python3-samba krb5-config smbclient
  chrony xrdp bind9 squid-openssl nftables iproute2 procps openssl python3
  nmap tcpdump bind9-dnsutils ldap-utils iputils-ping
)

install_packages() {
  local missing=() package
  for package in "${LAB_PACKAGES[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || { say "all packages are installed"; return; }
  need_root

  # Debian starts a service as soon as it is installed, unless policy-rc.d forbids it.
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    ours=yes
  fi
  local status=0
  apt-get -q -o DPkg::Lock::Timeout=300 update &&
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
      install --no-install-recommends "${missing[@]}" || status=$?
  [ -z "$ours" ] || rm -f $policy
  [ $status = 0 ] || die "apt-get failed ($status)"
}

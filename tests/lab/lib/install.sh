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

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed' || [ -e "$BESIDE/$1.installed" ]; }

# --no-remove: rather fail than take away what the machine has.
apt_get() {
  local verb=$1
  shift
  [ "$verb" != install ] || set -- --no-install-recommends --no-remove "$@"
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$verb" "$@"
}

# One that would take the place of a package that is there is unpacked beside it, for the lab alone.
one_by_one() {
  local package failed=0
  for package in "$@"; do
    apt_get install "$package" && continue
    if apt-get -s --no-install-recommends install "$package" | grep -q '^Remv'; then
      unpack_beside "$package" || failed=1
    else
      failed=1
    fi
  done
  return $failed
}

# unpack_beside <package>: what it depends on is installed, itself it is not: its files stand under $BESIDE, which the lab has on PATH.
unpack_beside() {
  local package=$1 depends folder
  depends=$(apt-get -s --no-install-recommends install "$package" | awk -v itself="$package" '$1 == "Inst" && $2 != itself { print $2 }')
  # shellcheck disable=SC2086
  [ -z "$depends" ] || apt_get install $depends || return 1
  folder=$(mktemp -d)
  mkdir -p "$BESIDE"
  if (cd "$folder" && apt_get download "$package" && dpkg-deb --extract ./*.deb "$BESIDE"); then
    touch "$BESIDE/$package.installed"
    say "$package would take the place of a package that is installed; the lab has it beside, in $BESIDE"
  fi
  rm -rf "$folder"
  [ -e "$BESIDE/$package.installed" ]
}

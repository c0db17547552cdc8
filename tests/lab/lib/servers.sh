# shellcheck shell=bash
# How each real server is configured and started. Every file it writes lies under $RUN.

# samba_dc <host>: the domain controller whose databases lie in $RUN/<host>.
samba_dc() {
  server "mdi-$1" samba samba --foreground --no-process-group --debug-stdout \
    --configfile="$RUN/$1/etc/smb.conf"
}

# ntp <namespace>: chrony as a server that never touches the clock (-x) and claims stratum 10 on its own.
ntp() {
  local conf=$RUN/$1.chrony.conf
  printf '%s\n' 'local stratum 10' 'allow all' 'cmdport 0' 'bindcmdaddress /' "pidfile $RUN/$1.chrony.pid" >"$conf"
  server "$1" chrony chronyd -x -d -u root -f "$conf"
}

# rdp <namespace> <fqdn> [TLS versions]: xrdp with a certificate for that name, and no desktop behind it.
rdp() {
  local ns=$1 name=$2 versions=${3:-TLSv1.2, TLSv1.3} ini=$RUN/$1.xrdp.ini
  certificate "$name"
  cat >"$ini" <<INI
[Globals]
ini_version=1
fork=true
port=tcp6://:3389
security_layer=negotiate
certificate=$PKI/$name.crt
key_file=$PKI/$name.key
ssl_protocols=$versions
[Logging]
LogFile=$LOG/$ns.xrdp.log
LogLevel=INFO
EnableSyslog=false
[Xorg]
name=Xorg
lib=libxup.so
INI
  # xrdp has one pid file for the whole machine: give each its own /run/xrdp (the mount is private to ip netns exec).
  # shellcheck disable=SC2016
  server "$ns" xrdp.out sh -c 'mkdir -p /run/xrdp && mount -t tmpfs none /run/xrdp && exec xrdp --nodaemon --config "$1"' sh "$ini"
}

# file_server <namespace> <NETBIOS NAME> [services]: Samba as a stand-alone server.
# services: any of nmbd (137), smbd (445), epmapper (135, speaks NTLM). Default: all of them.
file_server() {
  local ns=$1 netbios=$2 services=${3:-nmbd smbd epmapper} dir=$RUN/$1 conf=$RUN/$1/smb.conf
  mkdir -p "$dir"/{private,lock,state,cache,pid,ncalrpc,log}
  cat >"$conf" <<INI
[global]
netbios name = $netbios
workgroup = NNRLAB
server role = standalone server
server min protocol = SMB2
interfaces = lo eth0
bind interfaces only = yes
rpc start on demand helpers = no
private dir = $dir/private
lock directory = $dir/lock
state directory = $dir/state
cache directory = $dir/cache
pid directory = $dir/pid
ncalrpc dir = $dir/ncalrpc
log file = $dir/log/%m
load printers = no
disable spoolss = yes
INI
  case $services in *nmbd*) server "$ns" nmbd nmbd --foreground --no-process-group --configfile="$conf" ;; esac
  case $services in *smbd*) server "$ns" smbd smbd --foreground --no-process-group --configfile="$conf" ;; esac
  case $services in *epmapper*)
    server "$ns" epmapper /usr/libexec/samba/samba-dcerpcd --foreground --no-process-group \
      --configfile="$conf" --libexec-rpcds ;;
  esac
}

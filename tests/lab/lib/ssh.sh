# An SSH server for PowerShell, as an administrator reaches a machine. Sourced by the networks beside the lab that have such machines.

# ssh_files <folder>: a key for whoever comes, <folder>/key, and what sshd needs, <folder>/sshd_config. One set serves all machines of a network.
ssh_files() {
  local folder=$1 key
  mkdir -p "$folder" /run/sshd
  chmod 700 "$folder"
  for key in host_key key; do [ -f "$folder/$key" ] || ssh-keygen -q -t ed25519 -N "" -f "$folder/$key"; done
  cat >"$folder/sshd_config" <<CONFIG
Port 22
HostKey $folder/host_key
AuthorizedKeysFile $folder/key.pub
PermitRootLogin prohibit-password
PasswordAuthentication no
StrictModes no
UsePAM no
PidFile none
Subsystem powershell $(command -v pwsh) -sshs -NoLogo -NoProfile
CONFIG
}

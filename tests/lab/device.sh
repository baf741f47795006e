#!/usr/bin/env bash
# One device of the lab, as the first process of its own namespaces: when it ends, all that runs
# in it ends. lab.sh starts it with `unshare`; the working directory is the device's folder.
#
# Usage: device.sh MARK NAME CHASSIS-PORT ADDRESS   (by MARK lab.sh finds it again)
set -euo pipefail

readonly name=$2 chassis_port=$3 address=$4
readonly here=/run/lab
# What holds up a start longer than this is broken, not slow.
readonly deadline=30

wait_for() {
    until [[ -e $1 ]]; do
        if ((SECONDS > deadline)); then
            printf '%s: no %s after %d s\n' "$name" "$1" "$deadline" >&2
            exit 1
        fi
        sleep 0.05
    done
}

# Private files in place of the system's, so that programs find their usual names and the
# system's own users and settings are neither read nor changed.
lay_files() {
    local file
    # The folder may itself lie under something that is covered below, hence not by its path.
    mount -t tmpfs -o mode=755,nosuid,nodev tmpfs /run
    mkdir -p "$here"
    mount --no-canonicalize --bind . "$here"
    cd "$here"
    for file in /tmp /var/tmp /var/log; do mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$file"; done
    mount -t sysfs -o ro,nosuid,nodev,noexec sysfs /sys
    for file in etc/*; do
        if [[ -e /$file ]]; then mount --bind "$file" "/$file"; fi
    done
    mount --bind frr /etc/frr
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts /dev/pts
    mount --bind /dev/pts/ptmx /dev/ptmx
    # What is left of the system is to be looked at only.
    mount -o remount,bind,ro /
    mkdir -p /run/sshd /run/lldpd /run/frr /run/home /var/log/frr /var/tmp/frr
    chown frr:frr /run/frr /var/log/frr /var/tmp/frr
    chown noc:noc /run/home
}

set_up_network() {
    # Read by lldpd too, which then calls itself a router.
    echo 1 >/proc/sys/net/ipv4/ip_forward
    ip link set lo up
    ip -batch net.batch
}

start_daemons() {
    # -P 0: nobody listens on TCP but sshd.
    local -a frr=(-P 0 --log stdout)
    /usr/lib/frr/zebra "${frr[@]}" -f /etc/frr/zebra.conf >zebra.log 2>&1 &
    # Asked for too early, zebra is asked again only after seconds.
    wait_for /run/frr/zserv.api
    /usr/lib/frr/staticd "${frr[@]}" -f /etc/frr/staticd.conf >staticd.log 2>&1 &
    /usr/lib/frr/ospfd "${frr[@]}" -f /etc/frr/ospfd.conf >ospfd.log 2>&1 &
    # swp* and nothing else: on the management network all devices would be neighbours.
    lldpd -d -I 'swp*' -C "$chassis_port" -m "$address" -O "$here/lldpd.conf" >lldpd.log 2>&1 &
    /usr/sbin/sshd -D -f "$here/sshd_config" -E "$here/sshd.log" &
}

hostname "$name"
lay_files
touch ready
wait_for go
set_up_network
start_daemons
# A device of which a part has ended is no device.
wait -n || true
printf '%s: a daemon has ended, see the logs beside this one\n' "$name" >&2

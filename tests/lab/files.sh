# shellcheck shell=bash
# Writes the folder of one device: what device.sh lays over the system's own files, and the
# settings of its daemons. Read by lab.sh, after plan.sh.
# shellcheck disable=SC2154  # what plan.sh and lab.sh set

readonly lab_user=noc
# Above what Debian gives to anybody, and below what systemd does.
readonly lab_uid=59990

# write_device NAME HASH
write_device() {
    local device=$1
    mkdir -p "$device/etc" "$device/frr"
    (
        # Readable by the daemons' users and by the lab's, save for what says otherwise.
        umask 022
        cd "$device" || exit
        write_accounts "$2"
        write_host "$device"
        write_network "$device"
        write_frr "$device"
        write_lldpd "$device"
        write_sshd "$device"
    )
}

# The daemons' users under the numbers that they have here, root, and the one who logs in.
write_accounts() {
    {
        getent passwd root sshd _lldpd frr
        printf '%s:x:%d:%d::/run/home:/bin/bash\n' "$lab_user" "$lab_uid" "$lab_uid"
    } >etc/passwd
    {
        getent group root tty shadow _lldpd frr utmp nogroup
        # Whose members may use lldpcli and vtysh.
        getent group adm frrvty | sed -E "s/:[^:]*$/:$lab_user/"
        printf '%s:x:%d:\n' "$lab_user" "$lab_uid"
    } >etc/group
    # As Debian has it: vtysh asks PAM, whose helper is of that group.
    (umask 077 && printf '%s:%s:19000::::::\nroot:*:19000::::::\n' "$lab_user" "$1" >etc/shadow)
    chgrp shadow etc/shadow
    chmod g+r etc/shadow
    # frr itself is of frrvty too: its sockets are given to that group.
    sed -i -E "s/^(frrvty:.*)/\1,frr/" etc/group
}

write_host() {
    printf '%s\n' "$1" >etc/hostname
    printf '127.0.0.1 localhost\n%s %s\n' "$(loopback "$1")" "$1" >etc/hosts
    printf 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n' >etc/nsswitch.conf
    printf '%s%s' "$lab_id" "$1" | sha256sum | cut -c1-32 >etc/machine-id
}

write_network() {
    local link end port
    {
        printf 'link set %s up\naddress add %s/24 dev %s\n' "$management" "$(management_address "$1")" "$management"
        while read -r link end port _; do
            printf 'link set %s up\n' "$port"
        done < <(ports_up "$1")
    } >net.batch
}

write_frr() {
    local link end port prefix via
    printf 'service integrated-vtysh-config\n' >frr/vtysh.conf
    {
        printf 'hostname %s\ninterface lo\n ip address %s/32\n' "$1" "$(loopback "$1")"
        while read -r link end port _; do
            printf 'interface %s\n ip address %s/31\n' "$port" "$(link_address "$link" "$end")"
        done < <(ports_up "$1")
    } >frr/zebra.conf
    {
        printf 'hostname %s\n' "$1"
        while read -r link end port _; do
            printf 'interface %s\n ip ospf network point-to-point\n ip ospf cost %d\n' "$port" "$ospf_cost"
            printf ' ip ospf hello-interval 1\n ip ospf dead-interval 4\n ip ospf retransmit-interval 1\n'
        done < <(ports_up "$1")
        # Quick to tell of a change and to act upon it; by itself OSPF takes its time.
        printf 'router ospf\n ospf router-id %s\n timers throttle spf 10 100 500\n' "$(loopback "$1")"
        printf ' timers throttle lsa all 50\n timers lsa min-arrival 0\n'
        printf ' network 10.10.0.0/16 area 0\n network 10.255.0.0/24 area 0\n'
    } >frr/ospfd.conf
    {
        printf 'hostname %s\n' "$1"
        plan_static "$1" | while read -r prefix _ via _; do printf 'ip route %s %s\n' "$prefix" "$via"; done
    } >frr/staticd.conf
}

write_lldpd() {
    {
        printf 'configure system hostname %s\n' "$1"
        # A neighbour that is gone is forgotten after interval times hold, in seconds.
        printf 'configure lldp tx-interval 1\nconfigure lldp tx-hold 3\n'
        if [[ " $announce_names " == *" $1 "* ]]; then printf 'configure lldp portidsubtype ifname\n'; fi
    } >lldpd.conf
}

write_sshd() {
    ssh-keygen -q -t ed25519 -N '' -C "$1" -f ssh_host_key
    cat >sshd_config <<EOF
ListenAddress $(management_address "$1"):22
HostKey /run/lab/ssh_host_key
PidFile none
UsePAM no
PasswordAuthentication yes
KbdInteractiveAuthentication no
PubkeyAuthentication no
PermitRootLogin no
AllowUsers $lab_user
UseDNS no
PrintMotd no
PrintLastLog no
LogLevel VERBOSE
EOF
}

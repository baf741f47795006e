#!/usr/bin/env bash
# A small network of real daemons: lldpd, FRR and OpenSSH in namespaces, to try the scheduler
# against. README.md beside this has a drawing. Needs root, and what
# `scripts/install-services.sh --lab` installs; without either `up` ends with 3.
#
# Usage: lab.sh up DIR             start it; DIR/lab.json then says what has to be found
#        lab.sh down DIR           end it, also what a killed `up` has left
#        lab.sh cut DIR LINK       take a link down, named by one end: core1:swp1
#        lab.sh mend DIR LINK      and up again; both return when the network knows
#        lab.sh status DIR         whether every device is as planned; if not, what differs
#        lab.sh enter DIR DEVICE [COMMAND…]   a shell, or a command, on a device as root
set -euo pipefail

scripts=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
readonly scripts
# shellcheck source-path=SCRIPTDIR source=plan.sh
. "$scripts/plan.sh"
# shellcheck source-path=SCRIPTDIR source=files.sh
. "$scripts/files.sh"
# shellcheck source-path=SCRIPTDIR source=running.sh
. "$scripts/running.sh"
# shellcheck source-path=SCRIPTDIR source=describe.sh
. "$scripts/describe.sh"

# What takes longer is broken: a lab that has a processor to itself is up in a quarter of it.
readonly deadline=60
readonly cannot=3

# Not every root's PATH has these.
PATH+=:/usr/local/sbin:/usr/sbin:/sbin

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Ends here, in one line, where no lab can be started.
check_can() {
    local program why
    local -a missing=()
    if ((EUID != 0)); then
        say 'The lab of real devices needs root.'
        exit "$cannot"
    fi
    for program in ip bridge unshare nsenter perl lldpd lldpcli /usr/lib/frr/zebra vtysh sshd ssh-keygen; do
        type -P "$program" >/dev/null || missing+=("${program##*/}")
    done
    if ((${#missing[@]})); then
        say "The lab of real devices needs ${missing[*]}: scripts/install-services.sh --lab installs it."
        exit "$cannot"
    fi
    # In namespaces of its own, so that the attempt leaves nothing.
    why=$(unshare --net --mount --uts --pid --fork --mount-proc sh -ec \
        'ip link add noc0 type veth peer name noc1; ip link add noc2 type bridge; mount -t tmpfs tmpfs /run; hostname lab' 2>&1) || {
        say "The lab of real devices needs namespaces, veth and bridges, which this system does not grant: ${why//$'\n'/; }"
        exit "$cannot"
    }
}

# DIR, and what follows from it: by the id everything of this lab is found again, whatever is
# left of DIR.
of_directory() {
    dir=$(realpath -m "$1")
    lab_id=$(printf '%08x' "$(cksum <<<"$dir" | cut -d ' ' -f 1)")
    mark=noc-lab-$lab_id
    # A bridge has its address from the first moment on, unlike an alias.
    bridge_mac=$(sed -E 's/(..)(..)(..)(..)/02:6c:\1:\2:\3:\4/' <<<"$lab_id")
}

# One command at a time for a lab; the lock ends with its holder.
lock() {
    exec 9>"$dir/.noc-lab"
    flock 9
}

# --- up --------------------------------------------------------------------------

# A network that nobody here uses. To have made the bridge with its number is to have it.
claim_subnet() {
    local try candidate
    for ((try = 0; try < 254; try++)); do
        candidate=$(((16#$lab_id + try) % 254 + 1))
        if ip -4 route show table all root "10.253.$candidate.0/24" | grep -q .; then continue; fi
        if ip -4 route show table all match "10.253.$candidate.0/24" | grep -qv ^default; then continue; fi
        if ip link add "noclab$candidate" address "$bridge_mac" type bridge forward_delay 0 2>/dev/null; then
            subnet=$candidate
            ip address add "10.253.$subnet.1/24" dev "noclab$subnet"
            ip link set "noclab$subnet" up
            return
        fi
    done
    die 'Every network of 10.253.0.0/16 is in use here.'
}

write_files() {
    local device hash
    rm -rf "$dir/devices" "$dir/lab.json" "$dir/cut"
    mkdir "$dir/devices"
    (umask 077 && head -c 12 /dev/urandom | base64 -w 0 | tr +/ -_ >"$dir/password")
    # By its input, where no list of processes shows it.
    hash=$(perl -e 'my $salt = join "", map { ("a".."z")[rand 26] } 1..16; print crypt(<STDIN>, "\$6\$$salt\$")' <"$dir/password")
    cd "$dir/devices"
    for device in "${devices[@]}"; do write_device "$device" "$hash"; done
    cd /
}

start_devices() {
    local device
    for device in "${devices[@]}"; do
        (
            cd "$dir/devices/$device"
            # As it would be after a login as root, with nothing of whoever starts the lab.
            exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C setsid \
                unshare --net --mount --uts --pid --fork --mount-proc --kill-child=KILL \
                "$scripts/device.sh" "$mark" "$device" "$chassis_port" "$(management_address "$device")" \
                </dev/null >device.log 2>&1 9>&-
        ) &
        # Its end is no news for this shell to print.
        disown
    done
    for device in "${devices[@]}"; do
        wait_until "$device has its namespaces" test -e "$dir/devices/$device/ready" || return 1
    done
}

# Each link straight from namespace to namespace, without passing through this one.
lay_links() {
    local line device a a_port b b_port
    {
        for device in "${devices[@]}"; do
            printf 'link add noclab%d-%d master noclab%d up type veth peer name %s address %s netns %d\n' \
                "$subnet" "${number[$device]}" "$subnet" "$management" "$(management_mac "$device")" "${holder[$device]}"
        done
        for line in "${links[@]}"; do
            read -r a a_port b b_port <<<"$line"
            printf 'link add %s address %s netns %d type veth peer name %s address %s netns %d\n' \
                "$a_port" "$(port_mac "$a" "$a_port")" "${holder[$a]}" "$b_port" "$(port_mac "$b" "$b_port")" "${holder[$b]}"
        done
    } | ip -batch -
    for device in "${devices[@]}"; do touch "$dir/devices/$device/go"; done
}

up() {
    local device
    check_can
    if [[ -e $dir && ! -e $dir/.noc-lab && $(ls -A "$dir") ]]; then
        die "$dir has files in it that are not of a lab: name a directory that is empty or not there."
    fi
    mkdir -p "$dir"
    lock
    take_down
    # Half a lab is none.
    trap 'take_down' EXIT
    trap 'exit 130' INT TERM HUP
    claim_subnet
    write_files
    start_devices
    find_devices
    lay_links
    for device in "${devices[@]}"; do
        wait_until "$device answers on SSH" answers_ssh "$device" || die "$(tail -n 5 "$dir/devices/$device"/*.log)"
    done
    wait_for_plan
    write_description
    trap - EXIT
}

# --- down ------------------------------------------------------------------------

# A device's first process takes all the others with it, and its namespaces with their links.
take_down() {
    local bridge link
    local -a pids
    rm -f "$dir/lab.json"
    mapfile -t pids < <(marked || true)
    if ((${#pids[@]})); then kill -KILL "${pids[@]}" 2>/dev/null || true; fi
    bridge=$(bridge_name)
    if [[ $bridge ]]; then
        for link in $(ip -o link show master "$bridge" | sed -E 's/^[0-9]+: ([^:@]+).*/\1/'); do
            # It may go by itself, with the other end's namespace.
            ip link delete "$link" 2>/dev/null || true
        done
        ip link delete "$bridge"
    fi
    wait_until 'all processes have ended' have_ended "${pids[@]}"
}

down() {
    # Without its directory there may still be a lab of it.
    if [[ -d $dir ]]; then lock; fi
    take_down
}

# --- cut, mend, status -----------------------------------------------------------

# What is known of a lab that runs.
load() {
    local bridge
    bridge=$(bridge_name)
    [[ $bridge && -e $dir/lab.json ]] || die "No lab of $dir is up."
    subnet=${bridge#noclab}
    find_devices
    if [[ -e $dir/cut ]]; then cut_links=$(<"$dir/cut"); fi
}

# change_link LINK up|down
change_link() {
    local link a a_port
    lock
    load
    link=$(link_of "$1") || die "There is no link $1; $dir/lab.json names them."
    read -r a a_port _ <<<"${links[link - 1]}"
    inside "$a" ip link set "$a_port" "$2"
    cut_links=${cut_links/ $link / }
    if [[ $2 == down ]]; then cut_links+="$link "; fi
    printf '%s' "$cut_links" >"$dir/cut"
    wait_for_plan
    write_description
}

status() {
    local device differs=0 found
    load
    count_hops
    for device in "${devices[@]}"; do
        if [[ ! ${holder[$device]:-} ]]; then
            found='does not run'
        else
            found=$(differences "$device")
            if ! answers_ssh "$device"; then found+='no answer on SSH'; fi
        fi
        printf '%-8s %-12s %s\n' "$device" "$(management_address "$device")" "${found:-as planned}"
        if [[ $found ]]; then differs=1; fi
    done
    json_links | sed -E 's/\},\{"name/\n&/g' | sed -nE 's/.*"name":"([^"]+)","up":false.*/\1 is cut/p'
    return "$differs"
}

enter() {
    local device=$1
    shift
    load
    [[ ${holder[$device]:-} ]] || die "No device $device; there are ${devices[*]}."
    if ((!$#)); then set -- bash; fi
    inside "$device" "$@"
}

usage() { sed -nE '/^# Usage/,/^set/s/^# ?//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

main() {
    local command=${1:-}
    (($# >= 2)) || usage
    of_directory "$2"
    shift 2
    case $command/$# in
        up/0) up ;;
        down/0) down ;;
        cut/1) change_link "$1" down ;;
        mend/1) change_link "$1" up ;;
        status/0) status ;;
        enter/0) usage ;;
        enter/*) enter "$@" ;;
        *) usage ;;
    esac
}

main "$@"

# shellcheck shell=bash
# What the lab is: devices, links, addresses, and what follows from them. Nothing here asks a
# daemon, so that what the daemons say can be held against it. Read by lab.sh.
# shellcheck disable=SC2034  # half of it is used by the others only

# In this order they get their numbers, from 1: they are in every address.
readonly -a devices=(core1 core2 dist1 dist2 access1 access2)
# From here, and over at most this many links, every device is met.
readonly seed=core1 seed_depth=2

# `device port device port`, numbered from 1. The cores are joined twice, and by ports whose
# names do not tell which belongs to which; swp1 and swp10 are two of core2's.
readonly -a links=(
    'core1 swp1 core2 swp10'
    'core1 swp2 core2 swp1'
    'core1 swp3 dist1 swp1'
    'core1 swp4 dist2 swp2'
    'core2 swp2 dist1 swp2'
    'core2 swp3 dist2 swp1'
    'dist1 swp3 access1 swp1'
    'dist2 swp3 access2 swp1'
)
# `device prefix number-of-a-link`: by way of the other end of it.
readonly -a statics=('dist1 198.51.100.0/24 7')
# These announce their ports by name; the others, as lldpd does by itself, by MAC address with
# the name in the description only.
readonly announce_names='core2 access1'
# Its address is the chassis id. The management port's cannot be: lldpd does not speak on it.
readonly management=eth0 chassis_port=swp1
readonly ospf_cost=10 ospf_distance=110 static_distance=1

# Numbers by name.
declare -A number=()
for device in "${devices[@]}"; do number[$device]=$((${#number[@]} + 1)); done
unset device

loopback() { printf '10.255.0.%d' "${number[$1]}"; }
link_prefix() { printf '10.10.%d.0/31' "$1"; }
# END is 0 for the device named first, 1 for the other.
link_address() { printf '10.10.%d.%d' "$1" "$2"; }
# The one byte in which two labs that run beside each other differ; set by lab.sh.
subnet=
# Of the management port, and of port P, of a device.
management_mac() { printf '02:4e:43:%02x:%02x:00' "$subnet" "${number[$1]}"; }
port_mac() { printf '02:4e:43:%02x:%02x:%02x' "$subnet" "${number[$1]}" "${2#swp}"; }
chassis() { port_mac "$1" "$chassis_port"; }
management_address() { printf '10.253.%d.1%d' "$subnet" "${number[$1]}"; }

# Links that are cut, as a list of numbers with a space on either side.
cut_links=' '
is_cut() { [[ $cut_links == *" $1 "* ]]; }

# `link end own-port other-device other-port` of each link of DEVICE that is not cut.
ports_up() {
    local line link=0 a a_port b b_port
    for line in "${links[@]}"; do
        read -r a a_port b b_port <<<"$line"
        link=$((link + 1))
        if is_cut "$link"; then continue; fi
        if [[ $a == "$1" ]]; then printf '%s\n' "$link 0 $a_port $b $b_port"; fi
        if [[ $b == "$1" ]]; then printf '%s\n' "$link 1 $b_port $a $a_port"; fi
    done
}

# The number of the link with this end, `core1:swp1`.
link_of() {
    local line link=0 a a_port b b_port
    for line in "${links[@]}"; do
        read -r a a_port b b_port <<<"$line"
        link=$((link + 1))
        if [[ $1 == "$a:$a_port" || $1 == "$b:$b_port" ]]; then
            printf '%d' "$link"
            return
        fi
    done
    return 1
}

# `own-port name chassis other-port` that the lldpd of DEVICE has to hear, sorted.
plan_neighbors() {
    local own other other_port
    while read -r _ _ own other other_port; do
        printf '%s %s %s %s\n' "$own" "$other" "$(chassis "$other")" "$other_port"
    done < <(ports_up "$1") | sort
}

# hops[a,b]: links from a to b, 9999 where there is no way.
declare -A hops=()
count_hops() {
    local from via to way other
    for from in "${devices[@]}"; do
        for to in "${devices[@]}"; do hops[$from,$to]=9999; done
        hops[$from,$from]=0
        while read -r _ _ _ other _; do hops[$from,$other]=1; done < <(ports_up "$from")
    done
    for via in "${devices[@]}"; do
        for from in "${devices[@]}"; do
            for to in "${devices[@]}"; do
                way=$((hops[$from,$via] + hops[$via,$to]))
                if ((way < hops[$from,$to])); then hops[$from,$to]=$way; fi
            done
        done
    done
}

# `prefix metric next-hop port`, one line for each way in use, sorted. All ways of the same
# length are in use. Own prefixes are connected and not by OSPF. Needs count_hops.
plan_ospf() {
    local -A own_links=()
    local -a ways=()
    local link end own other target
    while read -r link end own other _; do
        own_links[$link]=1
        ways+=("$(link_address "$link" $((1 - end))) $own $other")
    done < <(ports_up "$1")
    for target in "${devices[@]}"; do
        # The loopback's own cost is 0.
        if [[ $target != "$1" ]]; then plan_ways "$1" "$(loopback "$target")/32" 0 "$target"; fi
    done
    local line a b
    link=0
    for line in "${links[@]}"; do
        read -r a _ b _ <<<"$line"
        link=$((link + 1))
        if ! is_cut "$link" && [[ ! ${own_links[$link]:-} ]]; then
            plan_ways "$1" "$(link_prefix "$link")" "$ospf_cost" "$a" "$b"
        fi
    done
}

# Ways from DEVICE to PREFIX, which costs COST more than the way to one of the devices named.
plan_ways() {
    local device=$1 prefix=$2 cost=$3 least=9999 way target address own other
    shift 3
    for target; do
        if ((hops[$device,$target] < least)); then least=${hops[$device,$target]}; fi
    done
    if ((least == 9999)); then return; fi
    for way in "${ways[@]}"; do
        read -r address own other <<<"$way"
        for target; do
            if ((1 + hops[$other,$target] == least)); then
                printf '%s %d %s %s\n' "$prefix" $((least * ospf_cost + cost)) "$address" "$own"
                break
            fi
        done
    done
}

# The same for static routes, whose metric is 0.
plan_static() {
    local line device prefix via link end own
    for line in "${statics[@]}"; do
        read -r device prefix via <<<"$line"
        if [[ $device != "$1" ]]; then continue; fi
        while read -r link end own _; do
            if ((link == via)); then printf '%s 0 %s %s\n' "$prefix" "$(link_address "$link" $((1 - end)))" "$own"; fi
        done < <(ports_up "$1")
    done
}

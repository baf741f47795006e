# shellcheck shell=bash
# What runs of a lab, and what its daemons say, in the form of the plan. Read by lab.sh.
# shellcheck disable=SC2154  # what plan.sh and lab.sh set

# `pid name` of each device, that is of the `unshare` which holds its namespaces.
declare -A holder=()
find_devices() {
    local pid word argv
    holder=()
    while read -r pid; do
        argv=()
        mapfile -d '' -t argv 2>/dev/null <"/proc/$pid/cmdline" || continue
        if [[ ${argv[0]:-} != unshare ]]; then continue; fi
        for word in "${!argv[@]}"; do
            if [[ ${argv[word]} == "$mark" ]]; then holder[${argv[word + 1]}]=$pid; fi
        done
    done < <(marked || true)
}

# All processes that have the mark for an argument: each device's holder and its first process.
# Not the grep, which reads it.
# shellcheck disable=SC2062  # the pattern is read, these are the files
marked() { grep -lszxF -f - /proc/[0-9]*/cmdline <<<"$mark" | cut -d / -f 3; }

# Whether the processes with these numbers have ended. One that waits for its parent to look has;
# one without arguments has not yet: as long as any of its namespace's are left it is there.
have_ended() {
    local pid
    for pid; do
        if [[ -e /proc/$pid ]] && ! grep -qs '^State:[[:space:]]*Z' "/proc/$pid/status"; then return 1; fi
    done
}

# inside DEVICE COMMAND…
inside() {
    local pid=${holder[$1]:?no such device runs}
    shift
    nsenter --target "$pid" --net --mount --uts --pid="/proc/$pid/ns/pid_for_children" "$@"
}

bridge_name() { ip -o link show type bridge | awk -v mac="$bridge_mac" '$0 ~ "link/ether " mac { sub(":", "", $2); print $2; exit }'; }

# wait_until WHAT COMMAND…
wait_until() {
    local what=$1 until=$((SECONDS + deadline))
    shift
    until "$@"; do
        if ((SECONDS >= until)); then
            say "After $deadline s still not: $what."
            return 1
        fi
        sleep 0.1
    done
}

# --- what it says, in the form of the plan ---------------------------------------

heard_neighbors() {
    inside "$1" lldpcli -f keyvalue show neighbors 2>/dev/null | awk -F = '
        { n = split($1, key, "."); port = key[2]; what = key[n - 1] "." key[n] }
        what == "chassis.mac" { seen[port]++; mac[port] = $2 }
        what == "chassis.name" { name[port] = $2 }
        what == "port.descr" { other[port] = $2 }
        END { for (port in seen) print port, name[port], mac[port], other[port] (seen[port] > 1 ? " and more" : "") }' | sort
}

# Of one protocol, those in use; further ways of the same prefix stand on lines of their own.
heard_routes() {
    inside "$1" vtysh -c "show ip route $2" 2>/dev/null | awk '
        /^[A-Z]/ { used = $1 ~ />\*/; prefix = $2; split($3, cost, /[\/\]]/); metric = cost[2] }
        used && match($0, / via [^,]+, [^,]+/) { split(substr($0, RSTART + 5, RLENGTH - 5), way, ", "); print prefix, metric, way[1], way[2] }' | sort
}

# What DEVICE says and the plan does not, or the other way round; nothing when they agree.
differences() {
    diff --label 'plan: neighbors' --label "$1" -U 0 <(plan_neighbors "$1") <(heard_neighbors "$1") || true
    diff --label 'plan: static' --label "$1" -U 0 <(plan_static "$1" | sort) <(heard_routes "$1" static) || true
    diff --label 'plan: OSPF' --label "$1" -U 0 <(plan_ospf "$1" | sort) <(heard_routes "$1" ospf) || true
}

as_planned() { [[ -z $(differences "$1") ]]; }

answers_ssh() {
    local banner
    (
        exec 3<>"/dev/tcp/$(management_address "$1")/22" && read -r -t 5 banner <&3 && [[ $banner == SSH-2.0-* ]]
    ) 2>/dev/null
}

wait_for_plan() {
    local device
    count_hops
    for device in "${devices[@]}"; do
        if wait_until "$device is as planned" as_planned "$device"; then continue; fi
        differences "$device" >&2
        tail -n 5 "$dir/devices/$device"/*.log >&2
        return 1
    done
}

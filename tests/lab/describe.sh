# shellcheck shell=bash
# Writes the plan as JSON, for whoever tries the scheduler against the lab. Read by lab.sh.
# shellcheck disable=SC2154  # what plan.sh and lab.sh set

# Joins lines with commas.
listed() { paste -sd , -; }

json_routes() {
    local prefix metric via port
    while read -r prefix metric via port; do
        printf '{"prefix":"%s","metric":%d,"distance":%d,"next_hop":"%s","port":"%s"}\n' "$prefix" "$metric" "$1" "$via" "$port"
    done | listed
}

json_neighbors() {
    local port name chassis other_port
    while read -r port name chassis other_port; do
        printf '{"port":"%s","device":"%s","chassis":"%s","device_port":"%s"}\n' "$port" "$name" "$chassis" "$other_port"
    done | listed
}

json_device() {
    local key
    key=$(ssh-keygen -lf "$dir/devices/$1/ssh_host_key.pub")
    key=${key#* }
    printf '{"name":"%s","address":"%s","port":22,"user":"%s","password":"%s",' \
        "$1" "$(management_address "$1")" "$lab_user" "$(<"$dir/password")"
    printf '"host_key":"%s","chassis":"%s","loopback":"%s",' \
        "${key%% *}" "$(chassis "$1")" "$(loopback "$1")"
    printf '"neighbors":[%s],"static_routes":[%s],"ospf_routes":[%s]}\n' \
        "$(plan_neighbors "$1" | json_neighbors)" \
        "$(plan_static "$1" | json_routes "$static_distance")" \
        "$(plan_ospf "$1" | json_routes "$ospf_distance")"
}

# json_end DEVICE PORT ADDRESS
json_end() {
    printf '{"device":"%s","port":"%s","mac":"%s","address":"%s"}' "$1" "$2" "$(port_mac "$1" "$2")" "$3"
}

json_links() {
    local line link=0 a a_port b b_port up
    for line in "${links[@]}"; do
        read -r a a_port b b_port <<<"$line"
        link=$((link + 1))
        up=true
        if is_cut "$link"; then up=false; fi
        printf '{"name":"%s:%s","up":%s,"prefix":"%s","ends":[%s,%s]}\n' "$a" "$a_port" "$up" "$(link_prefix "$link")" \
            "$(json_end "$a" "$a_port" "$(link_address "$link" 0)")" "$(json_end "$b" "$b_port" "$(link_address "$link" 1)")"
    done | listed
}

# Whole or not at all, and for its owner's eyes: there is a password in it.
write_description() {
    local device
    (
        umask 077
        {
            printf '{"mark":"%s","bridge":"noclab%d","seed":"%s","depth":%d,"devices":[' "$mark" "$subnet" "$seed" "$seed_depth"
            for device in "${devices[@]}"; do json_device "$device"; done | listed
            printf '],"links":[%s]}\n' "$(json_links)"
        } >"$dir/lab.json.new"
    )
    mv "$dir/lab.json.new" "$dir/lab.json"
}

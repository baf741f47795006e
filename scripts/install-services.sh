#!/usr/bin/env bash
# Sees to it that a Postgres server and Redis are installed, as programs only; with
# --browser also Chromium, which the tests of the web page use; with --lab also what
# the lab under tests/lab/ is made of, where one can be started. --check-node only says
# whether Node is there to build that page.
#
# What is there already is left alone. What is missing comes from the distribution
# (Debian, Ubuntu), after asking once; YES=1 answers. No cluster is created, no
# service started, none left enabled, and none that runs is touched.
set -euo pipefail

# As in src/embedded/binaries.rs.
readonly oldest_postgres=14 oldest_redis=7
# As in frontend/package.json.
readonly oldest_node=20

readonly policy=/usr/sbin/policy-rc.d
readonly policy_before=$policy.before-noc-scheduler
readonly clusters=/etc/postgresql-common
readonly no_cluster=$clusters/createcluster.d/noc-scheduler.conf
readonly marker='made by noc-scheduler while it installs packages'

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# The first number in what `$1 --version` prints: "postgres (PostgreSQL) 15.20 …", "Redis server v=7.0.15 …".
major() { "$1" --version 2>/dev/null | sed -nE '1s/^[^0-9]*([0-9]+).*/\1/p'; }

at_least() { [[ $1 =~ ^[0-9]+$ ]] && ((10#$1 >= $2)); }

# NAME in PATH, and where a bare environment would not look.
in_path() {
    type -aP "$1" || true
    printf '%s\n' "/usr/local/bin/$1" "/usr/bin/$1" "/usr/sbin/$1"
}

have_postgres() {
    local program
    while read -r program; do
        program=$(readlink -f "$program") || continue
        [[ -x $program && -x ${program%/*}/initdb ]] || continue
        ! at_least "$(major "$program")" "$oldest_postgres" || return 0
    done < <(
        if [[ -n ${NOC_POSTGRES_BIN:-} ]]; then
            printf '%s\n' "$NOC_POSTGRES_BIN/postgres"
        else
            in_path postgres
            printf '%s\n' /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres
        fi
    )
    return 1
}

have_redis() {
    local program
    while read -r program; do
        [[ -x $program ]] || continue
        ! at_least "$(major "$program")" "$oldest_redis" || return 0
    done < <(
        if [[ -n ${NOC_REDIS_SERVER:-} ]]; then
            printf '%s\n' "$NOC_REDIS_SERVER"
        else
            in_path redis-server
            in_path valkey-server
        fi
    )
    return 1
}

# CHROMIUM names one that is not found by itself; the tests read the same variable.
have_browser() { [[ -x ${CHROMIUM:-/usr/bin/chromium} ]]; }

# The lab's packages of which a program is missing.
missing_for_lab() {
    local PATH=$PATH:/usr/sbin:/sbin
    type -P lldpd lldpcli >/dev/null || printf 'lldpd\n'
    [[ -x /usr/lib/frr/ospfd ]] && type -P vtysh >/dev/null || printf 'frr\n'
    type -P sshd ssh-keygen >/dev/null || printf 'openssh-server\n'
    type -P ip bridge >/dev/null || printf 'iproute2\n'
}

# Where the lab cannot run, nothing is installed for it, and nothing else is held up by it.
can_have_lab() {
    if ((EUID != 0)); then
        say 'The lab of real devices needs root: nothing is installed for it, and its tests are left out.'
    elif ! unshare --net --mount --uts --pid --fork true 2>/dev/null; then
        say 'The lab of real devices needs namespaces, which this system does not grant: nothing is installed for it, and its tests are left out.'
    elif ! type -P apt-get >/dev/null; then
        say "The lab of real devices is made of Debian's packages, and this is no Debian or Ubuntu: nothing is installed for it, and its tests are left out."
    else
        return 0
    fi
    return 1
}

check_node() {
    if ! type -P node >/dev/null || ! type -P npm >/dev/null; then
        say "Missing: Node $oldest_node or newer with npm, which builds the web page. Install it from https://nodejs.org or the system's packages (nodejs, npm)."
        return 1
    fi
    if ! at_least "$(major node)" "$oldest_node"; then
        say "Node $(node --version) is too old to build the web page: $oldest_node or newer is needed, from https://nodejs.org."
        return 1
    fi
}

# What builds the program; installed by people, because there are many right ways.
check_build_tools() {
    local missing=0
    if ! type -P cargo >/dev/null; then
        say 'Missing: cargo. Install Rust from https://rustup.rs, or add ~/.cargo/bin to PATH.'
        missing=1
    fi
    if ! type -P cc >/dev/null; then
        say 'Missing: a C compiler (cc). On Debian or Ubuntu: apt-get install --no-install-recommends gcc libc6-dev'
        missing=1
    fi
    check_node || missing=1
    return "$missing"
}

candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9]+).*/\2/p'; }

# Whether the distribution offers PACKAGE, new enough.
check_candidate() {
    local found
    found=$(candidate "$1")
    [[ -n $found ]] || die "This system knows no package $1. Install $2 $3 or newer by hand."
    at_least "$found" "$3" || die "This system offers $2 $found, and $3 or newer is needed: install it from the project's own packages, or use a newer release of the system."
}

# --- from here on as root --------------------------------------------------------

installed() { dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u; }

existing_clusters() { { find /etc/postgresql -mindepth 2 -maxdepth 2 -type d 2>/dev/null || true; } | sort; }

# Puts back what hold_services moved away; also after an earlier run that was killed.
release_services() {
    if grep -qs "$marker" "$policy"; then rm -f "$policy"; fi
    if [[ -e $policy_before || -L $policy_before ]]; then mv -f "$policy_before" "$policy"; fi
    if grep -qs "$marker" "$no_cluster"; then
        rm -f "$no_cluster"
        rmdir --ignore-fail-on-non-empty "${no_cluster%/*}" "$clusters" 2>/dev/null || true
    fi
}

# Nothing may start, stop or restart a service, and no package may create a cluster.
hold_services() {
    release_services
    trap release_services EXIT
    trap 'exit 130' INT TERM HUP
    if [[ -e $policy || -L $policy ]]; then mv "$policy" "$policy_before"; fi
    printf '#!/bin/sh\n# %s\nexit 101\n' "$marker" >"$policy"
    chmod 755 "$policy"
    # A file beside createcluster.conf and not that file: it belongs to the package, which
    # would take ours for a change made by the administrator and keep it for ever.
    if [[ -e $clusters/createcluster.conf ]] && ! grep -qE "^[[:space:]]*include_dir[[:space:]=]+'$clusters/createcluster.d'" "$clusters/createcluster.conf" \
        && ! grep -qE '^[[:space:]]*create_main_cluster[[:space:]=]+'"'?"'(false|off|no|0)' "$clusters/createcluster.conf"; then
        die "$clusters/createcluster.conf was changed, so that a cluster would be created: put 'create_main_cluster = false' there, then start this again."
    fi
    mkdir -p "${no_cluster%/*}"
    printf '# %s\ncreate_main_cluster = false\n' "$marker" >"$no_cluster"
}

# The units of PACKAGES that could be enabled, that is no templates.
units_of() {
    dpkg -L "$@" | sed -nE 's#^(/usr)?/lib/systemd/system/([^/@]+\.(service|socket|timer|path))$#\2#p' | sort -u
}

disable_units_of() {
    local unit script
    for unit in $(units_of "$@"); do
        # It insists on being called for a package; unlike systemctl it lets the next upgrade know.
        DPKG_MAINTSCRIPT_PACKAGE=noc-scheduler deb-systemd-helper disable "$unit" >/dev/null || say "Could not disable $unit."
    done
    for script in $(dpkg -L "$@" | sed -nE 's#^/etc/init\.d/([^/]+)$#\1#p' | sort -u); do
        update-rc.d "$script" disable >/dev/null || say "Could not disable the init script $script."
    done
    if [[ -d /run/systemd/system ]]; then systemctl daemon-reload; fi
}

install_packages() {
    # Inherited by apt-get: were we killed, its end is awaited before anything is put back.
    exec 9>/run/noc-scheduler-install.lock
    flock 9
    if (($# == 0)); then
        release_services
        return
    fi
    local before clusters_before new package
    local -a apt=(apt-get -o DPkg::Lock::Timeout=120)
    # needrestart would restart other services whose libraries changed.
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 NEEDRESTART_MODE=l
    before=$(installed)
    clusters_before=$(existing_clusters)
    for package in "$@"; do
        if [[ -z $(candidate "$package") ]]; then
            "${apt[@]}" update
            break
        fi
    done
    for package in "$@"; do
        case $package in
            postgresql) check_candidate postgresql Postgres "$oldest_postgres" ;;
            chromium) check_candidate chromium Chromium 100 ;;
            lldpd) check_candidate lldpd lldpd 1 ;;
            frr) check_candidate frr FRR 8 ;;
            openssh-server) check_candidate openssh-server OpenSSH 8 ;;
            iproute2) check_candidate iproute2 iproute2 5 ;;
            *) check_candidate "$package" Redis "$oldest_redis" ;;
        esac
    done
    hold_services
    # Lists that are out of date name files that are gone.
    "${apt[@]}" install -y --no-install-recommends "$@" || { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; }
    mapfile -t new < <(comm -13 <(printf '%s\n' "$before") <(installed))
    if ((${#new[@]})); then disable_units_of "${new[@]}"; fi
    [[ $(existing_clusters) == "$clusters_before" ]] || say 'A Postgres cluster was created, which should not be: see pg_lsclusters.'
}

# --- from here on as whoever calls -----------------------------------------------

main() {
    if [[ ${1:-} == --as-root ]]; then
        shift
        install_packages "$@"
        return
    fi
    if [[ ${1:-} == --check-node ]]; then
        check_node
        return
    fi
    local -a packages=() as_root=()
    local option browser='' lab=''
    for option; do
        case $option in
            --browser) browser=1 ;;
            --lab) lab=1 ;;
            *) die "Unknown option $option; there are --browser, --lab and --check-node." ;;
        esac
    done
    if ((EUID != 0)); then
        as_root=(sudo)
        [[ -t 0 ]] || as_root=(sudo -n)
    fi
    if grep -qs "$marker" "$policy" "$no_cluster"; then
        say 'An earlier run was killed: putting back what it had moved away.'
        "${as_root[@]}" "$BASH" "${BASH_SOURCE[0]}" --as-root
    fi
    have_postgres || packages+=(postgresql)
    have_redis || packages+=(redis-server)
    if [[ $browser ]]; then have_browser || packages+=(chromium); fi
    if [[ $lab && $(missing_for_lab) ]] && can_have_lab; then
        mapfile -t -O "${#packages[@]}" packages < <(missing_for_lab)
    else
        lab=''
    fi
    check_build_tools || [[ ${#packages[@]} -gt 0 ]] || exit 1
    if ((!${#packages[@]})); then return; fi

    local by_hand="apt-get install --no-install-recommends ${packages[*]}"
    if ! type -P apt-get >/dev/null; then
        die "Missing: ${packages[*]} (a Postgres server $oldest_postgres or newer, Redis $oldest_redis or newer, for the tests Chromium). This is no Debian or Ubuntu: install them with the system's packages, then name the directory with postgres and initdb in NOC_POSTGRES_BIN, and the Redis program in NOC_REDIS_SERVER, Chromium in CHROMIUM, where they are not found by themselves."
    fi
    if ((EUID != 0)); then
        type -P sudo >/dev/null || die "Missing: ${packages[*]}. As root: $by_hand"
    fi
    if [[ ${YES:-} != 1 ]]; then
        [[ -t 0 ]] || die "Missing: ${packages[*]}. As root: $by_hand   (or YES=1, and it is done for you)"
        local answer
        read -r -p "Missing: ${packages[*]}. Install now, without creating a cluster or starting a service? [y/N] " answer
        [[ $answer == [yY]* ]] || die "Not installed. As root: $by_hand"
    fi
    "${as_root[@]}" "$BASH" "${BASH_SOURCE[0]}" --as-root "${packages[@]}" || die "Could not install ${packages[*]}. As root: $by_hand"
    have_postgres || die 'Postgres is installed and still not found: name the directory that holds postgres and initdb in NOC_POSTGRES_BIN.'
    have_redis || die 'Redis is installed and still not found: name the program in NOC_REDIS_SERVER.'
    if [[ $lab && $(missing_for_lab) ]]; then die 'The packages of the lab are installed and a program is still missing: '"$(missing_for_lab | paste -sd ' ')."; fi
    if [[ $browser ]]; then have_browser || die 'Chromium is installed and still not found: name the program in CHROMIUM.'; fi
    check_build_tools
}

main "$@"

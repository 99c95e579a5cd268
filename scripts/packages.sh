# What Basalt is built with, and how to install what is missing. Sourced by the commands beside it.

say() { printf '== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Debian and Ubuntu package names. Boost 1.81 is not Debian 12's default, elsewhere the default is newer.
build_packages() {
    local boost=libboost-dev
    apt-cache show libboost1.81-dev >/dev/null 2>&1 && boost=libboost1.81-dev
    echo git g++ cmake ninja-build ccache mold librocksdb-dev "$boost" libsimdjson-dev nlohmann-json3-dev \
        libssl-dev libspdlog-dev libcli11-dev libdeflate-dev libjemalloc-dev prometheus-cpp-dev
}
test_packages() {
    local format=clang-format
    apt-cache show clang-format-14 >/dev/null 2>&1 && format=clang-format-14
    echo libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev valgrind dpkg-dev file "$format" python3 python3-venv curl ca-certificates
}
brew_packages() { echo cmake ninja ccache rocksdb boost simdjson nlohmann-json openssl@3 spdlog cli11 libdeflate prometheus-cpp; }
brew_test_packages() { echo googletest rapidcheck google-benchmark clang-format python@3; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "installing packages needs root: run as root or install sudo"; fi
}

apt_updated=
apt_install() { # apt_install PACKAGE...: only those that are missing
    local missing=() package
    for package in "$@"; do
        dpkg-query -Wf '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return
    say "installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install: ${missing[*]}"
}
apt_update_once() {
    [ -n "$apt_updated" ] && return
    apt_updated=1
    # The names above are looked up in the package lists, so an empty list comes first.
    apt-cache show librocksdb-dev >/dev/null 2>&1 && return
    say "updating the package lists"
    as_root apt-get update -q >/dev/null || fail "apt-get update failed"
}

install_packages() { # install_packages build|test
    if command -v apt-get >/dev/null; then
        apt_update_once
        apt_install $(build_packages)
        [ "$1" = test ] && apt_install $(test_packages)
    elif command -v brew >/dev/null; then
        say "checking Homebrew packages"
        brew install --quiet $(build_brew_list "$1")
    else
        say "no apt-get and no brew here: assuming the packages of scripts/packages.sh are installed"
    fi
    return 0
}
build_brew_list() { brew_packages; [ "$1" = test ] && brew_test_packages; return 0; }

cores() { getconf _NPROCESSORS_ONLN; }

# configure_and_build DIRECTORY TESTS TARGET...
configure_and_build() {
    local directory=$1 tests=$2; shift 2
    say "configuring $directory"
    cmake --preset release -B "$directory" "-DBASALT_TESTS=$tests" >"$directory.log" 2>&1 ||
        { tail -n 30 "$directory.log"; fail "cmake failed, see $directory.log"; }
    say "building with $(cores) cores"
    cmake --build "$directory" --parallel "$(cores)" --target "$@"
}

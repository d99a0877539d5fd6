#!/usr/bin/env bash
# What must come from the system: `run` for the product itself, `test` for its tests.
# As root on Debian it installs what is missing; otherwise it says in one line what to install.
set -euo pipefail

missing=()
need() { # need PACKAGE TEST...
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

python() { "$(command -v python3.11 || command -v python3)" "$@"; }
fitting_python() { python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))'; }
some_file() { compgen -G "$1"; }
chromium() { [ -x /usr/bin/chromium ]; }

case ${1:-run} in
run)
    need python3 fitting_python
    need python3-venv python -c 'import ensurepip, venv'
    need nodejs node --version
    need npm npm --version
    ;;
test)
    need git git --version
    need chromium chromium
    need libatomic1 some_file '/usr/lib/*/libatomic.so.1' # the program that drives the browser is linked to it
    need fonts-dejavu-core some_file '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
    need gettext msgfmt --version
    need postgresql some_file '/usr/lib/postgresql/*/bin/initdb'
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Install first (Debian's names), then run make again: ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

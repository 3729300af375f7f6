# Sourced by ./run and ./test: one .venv for both, made once, updated only when the requirements change.
# Usage: use_venv REQUIREMENTS_FILE ...   (leaves $PY at the venv's python)

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.12 python3.11 python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null || continue
        command -v "$candidate"
        return
    done
    echo "Python 3.11 or 3.12 is missing: sudo apt-get install python3 python3-venv" >&2
    return 2
}

use_venv() {
    local python stamp want
    PY="$PWD/.venv/bin/python"
    if ! "$PY" -c '' 2>/dev/null; then
        python=$(find_python) || exit 2
        "$python" -m venv --clear .venv || {
            echo "Python's venv module is missing: sudo apt-get install python3-venv" >&2
            exit 2
        }
    fi
    stamp=".venv/installed-$(basename "$1" .txt)"
    want=$(cat requirements*.txt | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" != "$want" ]; then
        echo "installing $1 ..." >&2
        "$PY" -m pip install --quiet --disable-pip-version-check -r "$1" >&2
        echo "$want" >"$stamp"
    fi
}

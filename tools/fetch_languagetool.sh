#!/usr/bin/env bash
# Lay a LanguageTool server from Maven Central under DEST, as $LTP_PATH wants it; each jar is checked against its pin.
# Usage: tools/fetch_languagetool.sh DEST      (needs the package installed; nothing is fetched where it is laid already)
set -euo pipefail

dest=${1:?usage: tools/fetch_languagetool.sh DEST}
if LTP_PATH="$dest" "${PYTHON:-python3}" -c 'from replylint.detect.languagetool_server import find_home; print(find_home())' 2>/dev/null; then
  exit 0
fi
exec "${PYTHON:-python3}" -m replylint.cli.entry languagetool install --from-maven --folder "$dest"

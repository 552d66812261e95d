#!/usr/bin/env bash
# Lay a LanguageTool server from Maven Central under DEST, as `$LTP_PATH` wants it:
#   DEST/LanguageTool-VERSION/libs/*.jar and DEST/LanguageTool-VERSION/languagetool-server.jar
# The second is a jar of nothing but a manifest, whose Class-Path names the first.
# Usage: tools/fetch_languagetool.sh DEST      (needs mvn and python3; repositories and mirrors
# come from Maven's own settings.xml, or from MAVEN_SETTINGS=FILE)
set -euo pipefail

version=6.8
dest=${1:?usage: tools/fetch_languagetool.sh DEST}
home="$dest/LanguageTool-$version"
if [[ -f "$home/languagetool-server.jar" && -f "$home/.complete" ]]; then
  echo "LanguageTool $version is already in $home"
  exit 0
fi
mkdir -p "$home"
home=$(cd "$home" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>replylint</groupId>
  <artifactId>languagetool-fetch</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>languagetool-server</artifactId>
      <version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>language-all</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM

settings=()
[[ -n "${MAVEN_SETTINGS:-}" ]] && settings=(--settings "$MAVEN_SETTINGS")
mvn --batch-mode --no-transfer-progress "${settings[@]}" --file "$work/pom.xml" \
  dependency:copy-dependencies -DoutputDirectory="$home/libs" -DincludeScope=runtime

# Maven checked each jar against the repository's checksum; the manifest jar is ours.
python3 - "$home" <<'PY'
import sys
import zipfile
from pathlib import Path

home = Path(sys.argv[1])
jars = sorted(path.name for path in (home / "libs").glob("*.jar"))
if not any(name.startswith("languagetool-server-") for name in jars):
    sys.exit("no languagetool-server jar among the dependencies")
text = "Class-Path: " + " ".join(f"libs/{name}" for name in jars)
# A manifest line holds 72 bytes; a continuation starts with one space.
lines, rest = [text[:72]], text[72:]
while rest:
    lines.append(" " + rest[:71])
    rest = rest[71:]
manifest = "\r\n".join(
    ["Manifest-Version: 1.0", "Main-Class: org.languagetool.server.HTTPServer", *lines, "", ""]
)
with zipfile.ZipFile(home / "languagetool-server.jar", "w") as jar:
    jar.writestr("META-INF/MANIFEST.MF", manifest)
print(f"{len(jars)} jars in {home}")
PY
touch "$home/.complete"

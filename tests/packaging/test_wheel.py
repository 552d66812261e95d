"""The wheel and the sdist, built and installed into clean environments."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from replylint.rulebook.rulefiles import builtin_folder

ROOT = Path(__file__).parents[2]
LIMIT = 25 * 1024 * 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with wheel and sdist; the wheel is built out of the sdist, as a packager does."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)], check=True, capture_output=True, timeout=300)
    return out


def install(wheel: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-cache-dir", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def test_wheel_holds_every_rule_and_works_from_a_clean_folder(built: Path, tmp_path: Path) -> None:
    wheel = next(built.glob("*.whl"))
    install(wheel, tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import replylint, json; from replylint.rulebook.rulefiles import shipped_rules, builtin_folder;"
        "r = replylint.lint('It is guaranteed to arrive.'); "
        "print(json.dumps([replylint.__file__, len(shipped_rules()), r.complete, [v.check for v in r.violations]]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, cwd=tmp_path, timeout=120)
    place, count, complete, checks = json.loads(done.stdout)
    assert place.startswith(str(tmp_path))
    assert count == len(list(builtin_folder().glob("*/*.yaml")))
    assert complete
    assert "overpromise" in checks


def test_sdist_and_wheel_carry_licence_notice_types_and_model_within_the_limit(built: Path) -> None:
    wheel = next(built.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert "replylint/py.typed" in names
    assert "replylint/model/encoder.onnx" in names
    assert not any(name.startswith(("training", "tests")) for name in names)
    model = sum(info.file_size for info in zipfile.ZipFile(wheel).infolist() if info.filename.startswith("replylint/model/"))
    assert model <= LIMIT
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        assert any(name.endswith("rules/overpromise/absolute-guarantee.yaml") for name in archive.getnames())

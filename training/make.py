"""From the labelled data to what ships: ``python training/make.py --base FOLDER [--run FOLDER]``.

Runs train, export (which calibrates and chooses thresholds), compare and report, one after the other, each in its own process; stops
at the first that fails. With ``--from export`` the network of an earlier training is exported and measured again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "replylint" / "model"


def main() -> int:
    """Run the steps and return the status of the last that ran."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder that base.py made")
    parser.add_argument("--run", type=Path, default=Path("run"), help="folder for the float network")
    parser.add_argument("--from", dest="begin", choices=("train", "export", "compare", "report"), default="train", help="the step to begin with")
    arguments = parser.parse_args()
    base, run = str(arguments.base.resolve()), str(arguments.run.resolve())
    steps = {
        "train": ["--base", base, "--out", run],
        "export": ["--base", base, "--net", run, "--out", str(SHIPPED)],
        "compare": ["--base", base, "--net", run],
        "report": [],
    }
    names = list(steps)
    for name in names[names.index(arguments.begin) :]:
        started = time.monotonic()
        print(f"== {name}", flush=True)
        status = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *steps[name]], check=False).returncode
        print(f"== {name}: status {status} after {time.monotonic() - started:.0f} s", flush=True)
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())

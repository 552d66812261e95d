"""Average float networks of several runs: ``python training/average.py --out FOLDER RUN RUN...``."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from train import mean_of


def main() -> None:
    """Write the mean of the runs' weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    states = [torch.load(run / "network.pt") for run in arguments.runs]
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean_of(states), arguments.out / "network.pt")


if __name__ == "__main__":
    main()

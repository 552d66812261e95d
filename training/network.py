"""The network: a small BERT over single sentences, then a small transformer over the sentences of reply and customer.

The encoder sees one sentence at a time, so its vectors can be remembered from draft to draft; the reader on top sees
all vectors of a reply and its customer's message, so neighbours and the customer's words decide what a sentence means.
"""

from __future__ import annotations

import torch
from corpus import LABELS, REPLY_LABELS
from torch import nn
from transformers import BertModel

from replylint.detect.meaning import Given

WIDTH = 192
MAX_REPLY, MAX_CUSTOMER = 48, 16


class Encoder(nn.Module):
    """Sentence to vector: mean of BERT's token vectors, the labels that the sentence has by itself, and its mistakes.

    A third head says of each token whether a reader would mend the word: it rides on vectors that are there anyway.
    """

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.drop = nn.Dropout(0.1)
        self.alone = nn.Linear(bert.config.hidden_size, len(LABELS) + 1)
        self.slip = nn.Linear(bert.config.hidden_size, 1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return vectors [n, 384], logits [n, labels + complaint], and logits [n, tokens] of a mistake in each token."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        vector = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1.0)
        vector = self.drop(vector)
        return vector, self.alone(vector), self.slip(self.drop(hidden)).squeeze(-1)


class Reader(nn.Module):
    """Vectors of a reply and its customer's message to labels of each sentence and of the reply."""

    def __init__(self, size: int = 384) -> None:
        super().__init__()
        self.project = nn.Linear(size, WIDTH)
        self.kind = nn.Embedding(3, WIDTH)
        self.place = nn.Embedding(MAX_REPLY + MAX_CUSTOMER + 1, WIDTH)
        self.bits = nn.Linear(len(Given().bits), WIDTH)
        self.whole = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        layer = nn.TransformerEncoderLayer(WIDTH, 4, 2 * WIDTH, dropout=0.1, batch_first=True, activation="gelu")
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.sentence = nn.Linear(WIDTH + size, len(LABELS))
        self.reply = nn.Linear(WIDTH, len(REPLY_LABELS))

    def forward(
        self, vectors: torch.Tensor, kinds: torch.Tensor, places: torch.Tensor, bits: torch.Tensor, padding: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits [b, n, labels] of the sentences and [b, reply labels] of the replies.

        ``vectors`` [b, n, 384]; ``kinds`` and ``places`` [b, n]; ``bits`` [b, bits]; ``padding`` [b, n], true where none.
        """
        tokens = self.project(vectors) + self.kind(kinds) + self.place(places)
        whole = (self.whole + self.bits(bits)).unsqueeze(1)
        tokens = self.norm(torch.cat([whole, tokens], 1))
        mask = torch.cat([torch.zeros_like(padding[:, :1]), padding], 1)
        read = self.layers(tokens, src_key_padding_mask=mask)
        return self.sentence(torch.cat([read[:, 1:], vectors], -1)), self.reply(read[:, 0])

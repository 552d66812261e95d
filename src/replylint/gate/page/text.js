// Offsets: the server counts code points, the browser UTF-16 units.

// Returns the UTF-16 offset of each code point of text, and its length last.
export function unitOffsets(text) {
  const out = [0];
  for (const char of text) out.push(out[out.length - 1] + char.length);
  return out;
}

// Cuts text into runs that the same violations cover: [{text, at: [index, ...]}], points as empty runs.
export function runs(text, spans) {
  const cuts = new Set([0, text.length]);
  for (const span of spans) { cuts.add(span.start); cuts.add(span.end); }
  const edges = [...cuts].sort((a, b) => a - b);
  const out = [];
  edges.forEach((edge, i) => {
    spans.forEach((span, index) => {
      if (span.start === span.end && span.start === edge) out.push({ text: "", at: [index] });
    });
    const next = edges[i + 1];
    if (next === undefined) return;
    const at = spans.flatMap((span, index) => (span.start <= edge && span.end >= next ? [index] : []));
    out.push({ text: text.slice(edge, next), at });
  });
  return out;
}

// Applies edits in UTF-16 offsets, last first.
export function edited(text, edits) {
  return [...edits].sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
}

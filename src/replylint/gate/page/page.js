// The page: sends the draft to /v1/gate while its writer types, and shows what comes back. Keeps nothing.
import { edited, runs, unitOffsets } from "./text.js";

const PAUSE_MS = 250;
const WORDS = { allow: "Ready", confirm: "Needs your confirmation", block: "Blocked", none: "Nothing to check yet" };
const LEVELS = { error: "Breaks the policy", warning: "Probably breaks the policy", advice: "Advice" };
const byId = (id) => document.getElementById(id);
const draft = byId("draft");
const marks = byId("marks");
const bar = byId("bar");
const needsToken = document.querySelector('meta[name="replylint-token"]').content === "required";

let shown = { text: "", violations: [], spans: [] };
let here = -1;
let timer = 0;
let asked = null;
let whys = null;
const past = [];

byId("token-row").hidden = !needsToken;

function headers() {
  const token = byId("token").value;
  return { "content-type": "application/json", ...(needsToken && token ? { authorization: `Bearer ${token}` } : {}) };
}

function context() {
  const out = {};
  for (const field of document.querySelectorAll("[data-key]")) {
    const value = field.value.trim();
    if (!value) continue;
    const [first, second] = field.dataset.key.split(".");
    if (first === "item") out.items = [{ title: value }];
    else if (first === "facts") (out.facts ??= {})[second] = value === "yes";
    else if (first === "seller") (out.seller ??= {})[second] = second === "name" ? value : [value];
    else out[first] = value;
  }
  return out;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
}

async function ask() {
  asked?.abort();
  const text = draft.value;
  if (!text.trim()) return show(text, null);
  const mine = (asked = new AbortController());
  bar.toggleAttribute("data-busy", true);
  try {
    const customer = byId("customer").value;
    const body = { reply: text, context: context(), ...(customer.trim() ? { customer } : {}) };
    const answer = await fetch("/v1/gate", { method: "POST", headers: headers(), body: JSON.stringify(body), signal: mine.signal });
    const data = await answer.json();
    if (mine !== asked) return;
    if (answer.status === 429) { soon(); return; }
    if (!answer.ok) return trouble(`${data.error.message}${data.error.hint ? ` (${data.error.hint})` : ""}`);
    if (whys === null) whys = await reasons();
    if (mine === asked && text === draft.value) show(text, data);
  } catch (error) {
    if (error.name !== "AbortError") trouble("The checker cannot be reached; your reply has not been checked.");
  } finally {
    if (mine === asked) bar.removeAttribute("data-busy");
  }
}

async function reasons() {
  const answer = await fetch("/v1/rules", { headers: headers() });
  return answer.ok ? new Map((await answer.json()).map((rule) => [rule.id, rule.why])) : null;
}

function trouble(words) {
  bar.dataset.decision = "confirm";
  byId("decision").textContent = "Not checked";
  byId("summary").textContent = words;
}

function show(text, data) {
  const units = unitOffsets(text);
  const violations = data ? data.report.violations : [];
  shown = { text, violations, spans: violations.map((v) => ({ start: units[v.start], end: units[v.end] })), units };
  here = Math.min(here, violations.length - 1);
  bar.dataset.decision = data ? data.decision : "none";
  bar.removeAttribute("data-busy");
  byId("decision").textContent = WORDS[data ? data.decision : "none"];
  byId("summary").textContent = data ? data.summary : "Write a reply; it is checked while you type.";
  byId("fix-all").disabled = !violations.some((v) => v.fixes.some((fix) => fix.safe));
  byId("none").hidden = violations.length > 0;
  underline();
  byId("cards").replaceChildren(...violations.map(card));
  unchecked(data ? data.unchecked : []);
}

function underline() {
  const nodes = runs(shown.text, shown.spans).map((run) => {
    if (!run.at.length) return document.createTextNode(run.text);
    const mark = document.createElement("mark");
    const worst = run.at.map((i) => shown.violations[i].severity).sort((a, b) => Object.keys(LEVELS).indexOf(a) - Object.keys(LEVELS).indexOf(b))[0];
    mark.className = worst + (run.text ? "" : " point") + (run.at.includes(here) ? " here" : "");
    mark.textContent = run.text;
    return mark;
  });
  marks.replaceChildren(...nodes, document.createTextNode("\n"));
  marks.scrollTop = draft.scrollTop;
}

function element(tag, name, text) {
  const out = document.createElement(tag);
  if (name) out.className = name;
  if (text !== undefined) out.textContent = text;
  return out;
}

function button(words, act) {
  const out = element("button", "", words);
  out.type = "button";
  out.addEventListener("click", act);
  return out;
}

function card(violation, index) {
  const item = element("li", `card ${violation.severity}${index === here ? " here" : ""}`);
  item.append(element("span", "level", LEVELS[violation.severity]), element("h3", "", violation.message), element("p", "", violation.fix));
  const why = whys?.get(violation.rule);
  if (why) item.append(element("p", "why", why));
  const acts = element("div", "acts");
  acts.append(button("Show in reply", () => go(index)));
  violation.fixes.forEach((fix, number) => {
    acts.append(button(fixWords(fix), () => apply(index, number)));
  });
  item.append(acts);
  return item;
}

function fixWords(fix) {
  const [edit] = fix.edits;
  const short = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
  if (fix.edits.length > 1) return "Apply fix";
  if (edit.start === edit.end) return `Insert “${short(edit.text.trim())}”`;
  return edit.text ? `Change to “${short(edit.text)}”` : "Delete it";
}

function unchecked(entries) {
  const box = byId("unchecked");
  box.hidden = !entries.length;
  const grouped = new Map();
  for (const entry of entries) grouped.set(entry.reason, [...(grouped.get(entry.reason) ?? []), entry]);
  box.querySelector("summary").textContent = `Not checked: ${entries.length} ${entries.length === 1 ? "rule" : "rules"}`;
  box.querySelector("ul").replaceChildren(...[...grouped].map(([reason, those]) => {
    const topics = [...new Set(those.map((entry) => entry.check))].join(", ");
    return element("li", "", `${topics}: ${reason}${those.some((entry) => entry.action === "block") ? " (keeps the reply back)" : ""}`);
  }));
}

function go(index) {
  if (!shown.violations.length || shown.text !== draft.value) return;
  here = (index + shown.violations.length) % shown.violations.length;
  const span = shown.spans[here];
  draft.focus();
  draft.setSelectionRange(span.start, span.end);
  underline();
  [...byId("cards").children].forEach((item, i) => item.classList.toggle("here", i === here));
  byId("summary").textContent = `${here + 1} of ${shown.violations.length}: ${shown.violations[here].message} ${shown.violations[here].fix}`;
  byId("cards").children[here].scrollIntoView({ block: "nearest" });
}

function apply(index, number) {
  const fix = shown.violations[index]?.fixes[number];
  if (!fix || shown.text !== draft.value) return;
  change(edited(shown.text, fix.edits.map((edit) => ({ ...edit, start: shown.units[edit.start], end: shown.units[edit.end] }))));
}

async function applySafe() {
  const text = draft.value;
  const customer = byId("customer").value;
  const body = { reply: text, context: context(), ...(customer.trim() ? { customer } : {}) };
  const answer = await fetch("/v1/fix", { method: "POST", headers: headers(), body: JSON.stringify(body) }).catch(() => null);
  if (!answer?.ok) return trouble("The fixes could not be applied; try again.");
  const data = await answer.json();
  if (draft.value === text && data.text !== text) change(data.text);
}

// Changes the draft as typing would, so that the browser's own Ctrl+Z takes it back too.
function change(text) {
  past.push(draft.value);
  byId("undo").disabled = false;
  draft.focus();
  draft.select();
  if (!document.execCommand("insertText", false, text)) draft.value = text;
  clearTimeout(timer);
  ask();
}

function undo() {
  const text = past.pop();
  byId("undo").disabled = !past.length;
  if (text === undefined) return;
  draft.value = text;
  draft.focus();
  ask();
}

draft.addEventListener("input", () => {
  // Marks would stand in wrong places until the answer comes.
  marks.replaceChildren(document.createTextNode(`${draft.value}\n`));
  soon();
});
draft.addEventListener("scroll", () => { marks.scrollTop = draft.scrollTop; });
for (const field of document.querySelectorAll("#customer, #token, [data-key]")) field.addEventListener("input", soon);
byId("undo").addEventListener("click", undo);
byId("fix-all").addEventListener("click", applySafe);
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    go(event.shiftKey ? (here < 0 ? -1 : here - 1) : here + 1);
  } else if (event.key === "Enter" && event.altKey && here >= 0) {
    event.preventDefault();
    apply(here, 0);
  }
});
new ResizeObserver(() => { marks.scrollTop = draft.scrollTop; }).observe(draft);
show("", null);

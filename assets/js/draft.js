// Keeps what is typed in forms marked data-draft until it has arrived. Drafts live in this tab only (sessionStorage): a shared
// computer must not keep a client's words after the tab is closed. The version a draft was written against is kept with it,
// so that a newer one is met as a conflict and not overwritten.
"use strict";
const draftKey = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
const isKept = (field) => field.name === "version" || (field.name && !["hidden", "password", "file", "submit"].includes(field.type));
const keepDraft = (form, sent) => {
  const values = [...form.elements].filter(isKept).map((field) => [field.name, field.value, field.checked]);
  try { sessionStorage.setItem(draftKey(form), JSON.stringify({ sent, values })); } catch { /* full or forbidden: typing goes on */ }
};
const readDraft = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };

// After a draft was sent, the next page of ours means that it has arrived; unless that page asks to sign in, or one came back
// because it never left.
const dropArrived = () => {
  const cameBack = performance.getEntriesByType?.("navigation")[0]?.type !== "navigate";
  if (cameBack || document.querySelector(".main-plain input[type=password]")) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:") && readDraft(key)?.sent) sessionStorage.removeItem(key);
};

const restoreDraft = (form) => {
  const draft = readDraft(draftKey(form));
  if (!draft || form.querySelector("[aria-invalid]")) return;
  const fields = [...form.elements].filter(isKept);
  let changed = false;
  draft.values.forEach(([name, value, checked], at) => {
    const field = fields[at];
    if (field?.name !== name) return;
    const box = field.type === "checkbox" || field.type === "radio";
    if (box ? field.checked === checked : field.value === value) return;
    changed ||= name !== "version";
    if (box) field.checked = checked; else field.value = value;
  });
  if (changed) sayRestored(form);
};

const sayRestored = (form) => {
  const note = document.createElement("div");
  note.className = "flash tone-calm";
  note.setAttribute("role", "status");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "button button-quiet";
  discard.textContent = form.dataset.draftDiscard;
  discard.addEventListener("click", () => { sessionStorage.removeItem(draftKey(form)); location.reload(); });
  note.append(form.dataset.draftRestored, " ", discard);
  form.prepend(note);
};

const startDrafts = () => {
  for (const form of document.querySelectorAll("form[data-draft]:not([data-drafting])")) {
    form.dataset.drafting = "yes";
    restoreDraft(form);
    form.addEventListener("input", () => keepDraft(form, false));
    form.addEventListener("submit", () => keepDraft(form, true));
  }
};
dropArrived();
startDrafts();
document.addEventListener("swapped", () => { dropArrived(); startDrafts(); });

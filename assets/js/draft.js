// Keeps what is typed in forms marked data-draft until they are sent. Drafts live in this tab only (sessionStorage): a shared
// computer must not keep a client's words after the tab is closed.
"use strict";
const draftOf = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
const keepDraft = (form) => {
  const values = [...form.elements].filter(kept).map((field) => [field.name, field.value, field.checked]);
  try { sessionStorage.setItem(draftOf(form), JSON.stringify(values)); } catch { /* full or forbidden: typing goes on */ }
};
const restoreDraft = (form) => {
  const values = JSON.parse(sessionStorage.getItem(draftOf(form)) ?? "null");
  if (!values) return;
  const fields = [...form.elements].filter(kept);
  values.forEach(([name, value, checked], at) => {
    const field = fields[at];
    if (field?.name !== name) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked; else field.value = value;
  });
};
const startDrafts = () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!form.querySelector("[aria-invalid]")) restoreDraft(form);
    form.addEventListener("input", () => keepDraft(form));
    form.addEventListener("submit", () => keepDraft(form));
  }
  // A page that says it is done has taken the draft.
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:") && key.endsWith(`:${done.dataset.draftDone}`)) sessionStorage.removeItem(key);
  }
};
startDrafts();

// Roster by keyboard: arrows (or j and k) walk the rows, and a letter presses that row's button marked with it.
"use strict";
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-roster-row]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step) {
    const rows = [...document.querySelectorAll("[data-roster-row]")];
    const next = rows[rows.indexOf(row) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    return;
  }
  const button = row.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  row.focus();
  button.click();
});

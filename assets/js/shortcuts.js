// Keys: an element with data-shortcut is focused (a field) or pressed (a button, a link) by its key, unless one is typing.
"use strict";
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { document.querySelector("details.viewer[open]")?.removeAttribute("open"); if (typing(event.target)) event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (typing(target)) { target.focus(); target.select?.(); } else target.click();
});

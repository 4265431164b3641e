// The text editor: line numbers follow the text, a finding's link puts the cursor on its line,
// and with data-check the findings are asked for again as the text changes.
"use strict";
const startEditor = (editor) => {
  const area = editor.querySelector("textarea");
  const gutter = editor.querySelector(".editor-gutter");
  const findings = document.getElementById(editor.dataset.findings ?? "");
  let timer, asking;
  const number = () => {
    const lines = area.value.split("\n").length;
    while (gutter.children.length < lines) { const line = document.createElement("li"); line.id = `L${gutter.children.length + 1}`; gutter.append(line); }
    while (gutter.children.length > lines) gutter.lastElementChild.remove();
    if (area.rows !== lines + 1) area.rows = lines + 1;
  };
  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    findings.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(area.form));
      const answer = await fetch(editor.dataset.check, { method: "POST", body, signal: asking.signal, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) findings.innerHTML = await answer.text();
    } catch { return; }
    findings.removeAttribute("aria-busy");
  };
  area.addEventListener("input", () => {
    number();
    if (editor.dataset.check && findings) { clearTimeout(timer); timer = setTimeout(check, 500); }
  });
  number();
};
const startEditors = () => document.querySelectorAll("[data-editor]").forEach(startEditor);
startEditors();
document.addEventListener("swapped", startEditors);
document.addEventListener("click", (event) => {
  const at = event.target.closest?.("a[data-line]");
  const area = at && document.querySelector("[data-editor] textarea");
  if (!area) return;
  const before = area.value.split("\n").slice(0, Number(at.dataset.line) - 1).join("\n").length;
  area.focus({ preventScroll: true });
  area.setSelectionRange(before + (before ? 1 : 0), before + (before ? 1 : 0));
});

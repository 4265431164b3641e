// Search as you type: asks data-suggest for ?q=…&part=results and shows the list it answers. Enter sends the form as ever;
// arrows walk the list; Escape closes it.
"use strict";
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input[name=q]");
  const results = form.querySelector(".search-results");
  let timer, asking;
  const close = () => { results.innerHTML = ""; };
  const ask = async () => {
    asking?.abort();
    if (!input.value.trim()) { close(); return; }
    asking = new AbortController();
    const url = `${form.dataset.suggest}?${new URLSearchParams({ q: input.value, part: "results" })}`;
    try {
      const answer = await fetch(url, { signal: asking.signal, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) results.innerHTML = await answer.text();
    } catch { /* aborted or offline: Enter still works */ }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...results.querySelectorAll("a")];
    if (!step || stops.length < 2) return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) setTimeout(() => { if (!form.contains(document.activeElement)) close(); }, 150); });
}

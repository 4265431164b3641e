// Forms marked data-swap are sent in the background and the page's content is replaced in place, keeping focus and scroll.
// An answer from another page is gone to; without a connection the page stays as it is and says so.
"use strict";
const swap = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.getElementById("main");
  if (!main) return false;
  const focus = document.activeElement?.closest("[id]")?.id;
  const open = [...document.querySelectorAll("#main details[open][id]")].map((details) => details.id);
  document.getElementById("main").innerHTML = main.innerHTML;
  document.title = page.title;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("swapped"));
  return true;
};
const sayOffline = (form) => {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  const flashes = document.getElementById("flashes");
  const note = document.createElement("p");
  note.className = "flash tone-serious flash-offline";
  note.setAttribute("role", "alert");
  note.textContent = flashes?.dataset.offline ?? "";
  document.querySelector(".flash-offline")?.remove();
  flashes?.append(note);
};
const sendAsEver = (form, by) => {
  if (by?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: by.name, value: by.value }));
  if (by?.hasAttribute("formaction")) form.action = by.formAction;
  form.submit();
};
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-swap]") || event.defaultPrevented) return;
  event.preventDefault();
  const by = event.submitter;
  const body = new URLSearchParams(new FormData(form));
  if (by?.name) body.append(by.name, by.value);
  let answer, html;
  try {
    answer = await fetch(by?.getAttribute("formaction") || form.getAttribute("action"), { method: "POST", body, credentials: "same-origin" });
    html = await answer.text();
  } catch { sayOffline(form); return; }
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) { location.assign(answer.url); return; }
  if (!swap(html)) sendAsEver(form, by);
});

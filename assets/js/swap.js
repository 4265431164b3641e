// Forms marked data-swap are sent in the background and the page's content is replaced in place, keeping focus and scroll.
// Anything unexpected (offline, an error page, a sign-in) falls back to sending the form as if this script were not there.
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
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-swap]") || event.defaultPrevented || !window.fetch) return;
  event.preventDefault();
  const by = event.submitter;
  const body = new URLSearchParams(new FormData(form));
  if (by?.name) body.append(by.name, by.value);
  try {
    const answer = await fetch(by?.formAction || form.action, { method: "POST", body, credentials: "same-origin" });
    if (answer.ok && swap(await answer.text())) return;
  } catch { /* fall through */ }
  if (by?.name) { const kept = document.createElement("input"); kept.type = "hidden"; kept.name = by.name; kept.value = by.value; form.append(kept); }
  form.action = by?.formAction || form.action;
  form.submit();
});

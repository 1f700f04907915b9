// Keyboard and in-place updates; every action is a plain link or form that works without this file too.
(() => {
  "use strict";
  const keys = { a: "accept", r: "reject", e: "edit", u: "undo", j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", o: "open", "/": "search", "?": "help" };
  let busy = false;

  async function load(url, options, push) {
    if (busy) return;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, options);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const main = page.querySelector("main");
      if (!main) throw new Error(String(response.status));
      document.querySelector("main").replaceWith(document.adoptNode(main));
      const nav = page.querySelector("header.top nav");
      if (nav) document.querySelector("header.top nav").replaceWith(document.adoptNode(nav));
      localTimes(document);
      document.title = page.title;
      if (push) history.pushState(null, "", response.url);
      document.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
      document.querySelector("h2")?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    } catch (error) {
      const box = document.querySelector("#offline");
      if (box) box.hidden = false;
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
  }

  function localTimes(root) {
    for (const time of root.querySelectorAll("time[data-local]")) {
      const when = new Date(time.dateTime);
      if (!isNaN(when)) time.textContent = when.toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    }
  }
  localTimes(document);

  const inPlace = () => document.querySelector("main[data-in-place]");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!inPlace() || form.method !== "post" || !form.closest("main")) return;
    event.preventDefault();
    load(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) }, true);
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button");
    if (!target) return;
    if (target.dataset.do === "help") { event.preventDefault(); document.querySelector("#help")?.showModal(); }
    if (target.dataset.do === "close") { event.preventDefault(); target.closest("dialog").close(); }
    if (target.dataset.do === "edit") { const box = document.querySelector("#edit"); if (box) { event.preventDefault(); box.hidden = !box.hidden; box.querySelector("input:not([type=hidden])")?.focus(); } }
    if (target.matches("a[data-swap]") && inPlace() && !event.metaKey && !event.ctrlKey) { event.preventDefault(); load(target.href, {}, true); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const name = keys[event.key];
    const element = name && document.querySelector(`[data-do="${name}"]`);
    if (!element) return;
    event.preventDefault();
    if (name === "search") element.focus(); else element.click();
  });

  window.addEventListener("popstate", () => { if (inPlace()) load(location.href, {}, false); else location.reload(); });
})();

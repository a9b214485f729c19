// Shows a choice as soon as it is made, in place: the page that the form or a link leads to, without its frame.
// Without this script, the form has its button and links are links.

const PART = "explored";
let underWay = null;

async function show(address, { push = true } = {}) {
  underWay?.abort();
  underWay = new AbortController();
  const shown = document.getElementById(PART);
  shown.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: underWay.signal });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = answer.ok && found.getElementById(PART);
    if (!next) throw new Error("no result");
    replace(shown, next);
    for (const part of [".explore-kinds", ".language"]) {
      document.querySelector(part).replaceWith(found.querySelector(part));
    }
    if (push) history.pushState({}, "", answer.url);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function replace(shown, next) {
  const focused = document.activeElement?.id;
  const open = new Map([...shown.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  for (const one of next.querySelectorAll("details[id]")) one.open = open.get(one.id) ?? one.open;
  shown.replaceWith(next);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function addressOf(form) {
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${location.pathname}?${new URLSearchParams(given)}`;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("#filter-form");
  if (form && event.target.type === "checkbox") show(addressOf(form));
});

// Shows what somebody chose while this script was still on its way.
const form = document.getElementById("filter-form");
if ([...(form?.elements ?? [])].some((one) => one.checked !== one.defaultChecked)) show(addressOf(form));

document.addEventListener("submit", (event) => {
  if (!event.target.closest(`#${PART}`)) return;
  event.preventDefault();
  show(addressOf(event.target));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(`#${PART} :is(.chips, .view-tabs, thead, .paging) a`);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  show(link.href);
});

addEventListener("popstate", () => show(location.href, { push: false }));

// Asks without leaving the page: the answer is that of the plain form, taken from the page that the server sends.

const LONGEST_ADDRESS = 8000;

async function answerOf(form, signal) {
  const fields = new URLSearchParams(new FormData(form));
  const address = `${form.getAttribute("action")}?${fields}`;
  const headers = { Accept: "text/html" };
  const isShort = address.length <= LONGEST_ADDRESS;
  const response = await (isShort
    ? fetch(address, { headers, signal })
    : fetch(form.action, { method: "POST", body: fields, headers, signal }));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { answer: page.querySelector("#answer"), address: isShort ? address : null };
}

/** Takes over the form: `query` tells what to ask, `arrived` is told of each new answer. */
export function askingForm(form, query, arrived) {
  const cancel = form.querySelector("#cancel");
  const waiting = form.querySelector("#waiting");
  let running = null;

  async function ask() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    cancel.hidden = false;
    waiting.textContent = waiting.dataset.words;
    try {
      const { answer, address } = await answerOf(form, mine.signal);
      waiting.textContent = answer ? "" : waiting.dataset.broken;
      if (!answer) return;
      document.querySelector("#answer").replaceWith(answer);
      if (address) window.history.pushState(null, "", address);
      arrived(answer);
    } catch {
      if (running === mine) waiting.textContent = waiting.dataset[mine.signal.aborted ? "ended" : "broken"];
    } finally {
      if (running === mine) cancel.hidden = true;
    }
  }

  form.addEventListener("submit", (event) => {
    form.elements.query.value = query();
    if (form.elements.format.value) return;
    event.preventDefault();
    ask();
  });
  cancel.addEventListener("click", () => running?.abort());
  window.addEventListener("popstate", () => window.location.reload());
}

// Tables whose headings sort their rows: numbers as numbers, words the way of the page's language.

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function compare(one, other) {
  if (one.dataset.number && other.dataset.number) return one.dataset.number - other.dataset.number;
  return collator.compare(one.textContent, other.textContent);
}

function sort(table, heading) {
  const column = heading.cellIndex;
  const way = heading.ariaSort === "ascending" ? -1 : 1;
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => way * compare(one.cells[column], other.cells[column]));
  table.tBodies[0].append(...rows);
  for (const each of table.tHead.rows[0].cells) each.ariaSort = null;
  heading.ariaSort = way === 1 ? "ascending" : "descending";
}

/** Makes the headings of the answer's tables buttons. */
export function sortable(answer) {
  for (const table of answer.querySelectorAll("table.answer")) {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = `${answer.dataset.sortLabel} ${heading.textContent}`;
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading));
      heading.append(button);
    }
  }
}

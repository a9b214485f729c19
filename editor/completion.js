// What can be written at the cursor: classes, properties, entries of code lists, prefixes and variables.

import { autocompletion } from "@codemirror/autocomplete";

const MOST = 60;
const ICONS = { class: "class", property: "property", code: "constant" };

/** Without accents and capitals: words are found as people type them. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function option({ name, kind, label, definition }) {
  return { label: name, detail: label, info: definition, type: ICONS[kind] };
}

/** The better the lower: a name that begins so, then a word of its label, then anything; -1 is not at all. */
function rank({ local, folded }, wanted) {
  if (local.startsWith(wanted)) return 0;
  if (folded.startsWith(wanted) || folded.includes(` ${wanted}`)) return 1;
  return folded.includes(wanted) ? 2 : -1;
}

function variablesOf(context) {
  const word = context.matchBefore(/[?$]\w*/);
  if (!word) return null;
  const found = new Set(context.state.doc.toString().match(/[?$]\w+/g));
  found.delete(word.text);
  return { from: word.from, options: [...found].map((label) => ({ label, type: "variable" })) };
}

function prefixesOf(context, prefixes) {
  const line = context.matchBefore(/prefix\s+[\w-]*/i);
  if (!line) return null;
  const from = line.to - /[\w-]*$/.exec(line.text)[0].length;
  return { from, options: Object.entries(prefixes).map(([name, iri]) => ({ label: `${name}: <${iri}>`, type: "namespace" })) };
}

/** Completion from what the site knows (`/sparql/completions`). */
export function completing({ prefixes, terms }) {
  const known = terms.map((term) => ({
    ...term,
    local: fold(term.name.slice(term.name.indexOf(":") + 1)),
    folded: fold(`${term.name} ${term.label}`),
  }));

  function termsOf(context) {
    const word = context.matchBefore(/[\p{L}\w-]+:?[\w-]*/u);
    if (!word || (word.text.length < 2 && !context.explicit)) return null;
    const wanted = fold(word.text);
    const before = context.state.sliceDoc(Math.max(0, word.from - 20), word.from);
    const fitting = /(?:\sa|rdf:type)\s+$/.test(before) ? known.filter(({ kind }) => kind === "class") : known;
    const ranked = fitting.map((term) => [rank(term, wanted), term]).filter(([place]) => place >= 0);
    ranked.sort(([one], [other]) => one - other);
    return { from: word.from, options: ranked.slice(0, MOST).map(([, term]) => option(term)), filter: false };
  }

  const source = (context) => variablesOf(context) ?? prefixesOf(context, prefixes) ?? termsOf(context);
  return autocompletion({ override: [source] });
}

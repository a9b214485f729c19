// Known prefixes, declared for whoever uses them.

import { EditorView } from "@codemirror/view";

const UNSEEN = /#.*|<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const DECLARED = /prefix\s+([\w-]*):/gi;
const USED = /(?<![\w?$:-])([a-z][\w-]*):/gi;

/** The lines that a query lacks: one for each known prefix that it uses and does not declare. */
export function missingPrefixes(query, prefixes) {
  const text = query.replace(UNSEEN, (found) => (found.startsWith("<") ? "<>" : " "));
  const declared = new Set([...text.matchAll(DECLARED)].map(([, name]) => name));
  const used = new Set([...text.matchAll(USED)].map(([, name]) => name));
  const lacking = [...used].filter((name) => Object.hasOwn(prefixes, name) && !declared.has(name));
  return lacking.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("");
}

/** Declares a known prefix above the query as soon as it is typed, pasted or completed. */
export function fillInPrefixes(prefixes) {
  return EditorView.updateListener.of((update) => {
    if (!update.transactions.some((each) => each.isUserEvent("input"))) return;
    const insert = missingPrefixes(update.state.doc.toString(), prefixes);
    if (insert) update.view.dispatch({ changes: { from: 0, insert } });
  });
}

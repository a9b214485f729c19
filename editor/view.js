// The editor itself: CodeMirror in a shadow root, where its styles are adopted sheets, which the page's policy admits.

import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "bold" },
  { tag: tags.standard(tags.name), color: "var(--accent)" },
  { tag: tags.atom, color: "var(--link)" },
  { tag: [tags.string, tags.meta], color: "var(--good)" },
  { tag: tags.local(tags.variableName), color: "var(--chart-5)" },
  { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
]);

const looks = EditorView.theme({
  "&": { border: "1px solid var(--line-strong)", backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--accent)" },
  ".cm-scroller": { fontFamily: "var(--code)", minHeight: "16rem", maxHeight: "70vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--wash)" },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line-strong)",
  },
  // Its own marks are pictures in data: addresses, which the page's policy does not admit.
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-lint-marker-error": { content: "none", borderRadius: "50%", backgroundColor: "var(--bad)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--ink-soft)" },
});

/** An editor in the place of a text field; `run` is what Ctrl-Enter does. */
export function createView(field, label, extensions, run) {
  const host = document.createElement("div");
  host.className = "editor";
  field.after(host);
  field.hidden = true;
  field.required = false;
  const root = host.attachShadow({ mode: "open" });
  return new EditorView({
    root,
    parent: root,
    doc: field.value,
    extensions: [
      keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...defaultKeymap, ...historyKeymap]),
      lineNumbers(),
      lintGutter(),
      history(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      looks,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
      extensions,
    ],
  });
}

/** Shows the error of an answer where it is in the query; without one, takes the marks away. */
export function markError(view, answer) {
  const number = Number(answer.dataset.line);
  const { doc } = view.state;
  if (!number || number > doc.lines) {
    view.dispatch(setDiagnostics(view.state, []));
    return;
  }
  const line = doc.line(number);
  const from = Math.min(line.from + Number(answer.dataset.column) - 1, line.to);
  const message = answer.querySelector(".problem h2").textContent;
  view.dispatch(setDiagnostics(view.state, [{ from, to: line.to, severity: "error", message }]));
}

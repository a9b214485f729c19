// The page of /sparql, enriched: an editor over the plain form, whose answer comes without leaving the page.

import { askingForm } from "./asking.js";
import { completing } from "./completion.js";
import { fillInPrefixes } from "./prefixes.js";
import { sortable } from "./sorting.js";
import { createView, markError } from "./view.js";

const form = document.querySelector("#ask");
const field = form.elements.query;

function editorOver(known) {
  const label = document.querySelector("#answer").dataset.editorLabel;
  const view = createView(field, label, [completing(known), fillInPrefixes(known.prefixes)], () => form.requestSubmit());
  askingForm(form, () => view.state.doc.toString(), (answer) => {
    markError(view, answer);
    sortable(answer);
  });
  const answer = document.querySelector("#answer");
  markError(view, answer);
  sortable(answer);
}

const completions = new URL("../../sparql/completions", import.meta.url); // wherever the site is published
completions.searchParams.set("lang", document.documentElement.lang);
const known = await fetch(completions);
editorOver(known.ok ? await known.json() : { prefixes: {}, terms: [] });

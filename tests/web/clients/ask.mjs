// Asks an endpoint with a client as it is installed, and writes what came as JSON: `node ask.mjs CLIENT WAY URL IRI`.
import { QueryEngine } from "@comunica/query-sparql";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [client, way, url, iri] = process.argv.slice(2);
const select = `SELECT ?label { <${iri}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }`;
const ask = `ASK { <${iri}> ?p ?o }`;
const construct = `CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { <${iri}> } ?s ?p ?o }`;

async function all(stream) {
  const found = [];
  for await (const one of stream) {
    found.push(one);
  }
  return found;
}

async function fetched() {
  const fetcher = new SparqlEndpointFetcher({ method: way });
  const rows = await all(await fetcher.fetchBindings(url, select));
  return {
    select: rows.map((row) => row.label.value),
    ask: await fetcher.fetchAsk(url, ask),
    construct: (await all(await fetcher.fetchTriples(url, construct))).length,
  };
}

async function evaluated() {
  const sources = way === "discovered" ? [url] : [{ type: "sparql", value: url }];
  const engine = new QueryEngine();
  const rows = await all(await engine.queryBindings(select, { sources }));
  return {
    select: rows.map((row) => row.get("label").value),
    ask: await engine.queryBoolean(ask, { sources }),
    construct: (await all(await engine.queryQuads(construct, { sources }))).length,
  };
}

process.stdout.write(JSON.stringify(await (client === "comunica" ? evaluated() : fetched())));

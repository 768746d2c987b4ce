"use strict";

// Shows openapi.json. Everything is added as text, so the document cannot inject markup.

const METHODS = ["get", "post", "put", "delete"];

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat().filter((part) => part !== undefined));
  return made;
}

function table(caption, headings, rows, kind = "") {
  if (rows.length === 0) return undefined;
  const row = (cells, cell) => element("tr", cells.map((content) => element(cell, content ?? "")));
  return element("div", element("table", [
    ...(caption ? [element("caption", caption)] : []),
    element("thead", row(headings, "th")),
    element("tbody", rows.map((cells) => row(cells, "td"))),
  ], { class: kind }), { class: "table" });
}

// Returns a line of text with elements for `code` and **emphasis**.
function line(text) {
  return (text ?? "").split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map((part) =>
    part.startsWith("`") ? element("code", part.slice(1, -1)) : part.startsWith("**") ? element("strong", part.slice(2, -2)) : part);
}

// Returns paragraphs and tables (one row per line); the document uses nothing else of Markdown.
function paragraphs(text) {
  return text.split("\n\n").map((paragraph) => {
    if (!paragraph.startsWith("|")) return element("p", line(paragraph));
    const [headings, , ...rows] = paragraph.split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => line(cell.trim())));
    return table("", headings, rows);
  });
}

// Returns the type of a schema in a few words, with a link to a schema that is described elsewhere.
function type(schema) {
  if (schema === undefined) return "";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return element("a", name, { href: "#schema-" + name });
  }
  if (schema.oneOf) return element("span", schema.oneOf.flatMap((one, i) => (i ? [" or ", type(one)] : [type(one)])));
  if (schema.items) return element("span", ["list of ", type(schema.items)]);
  if (schema.properties?.items) {
    return element("span", [schema.properties.next ? "page of " : "items: ", type(schema.properties.items.items)]);
  }
  const words = [schema.type].flat().join(" or ");
  const more = schema.enum ? ": " + schema.enum.join(", ") : schema.format ? " (" + schema.format + ")" : "";
  return words + more;
}

function content(media) {
  return Object.entries(media ?? {}).map(([name, { schema }]) => element("div", [element("code", name), " ", type(schema)]));
}

// Returns the target of a reference, or the object itself if it is not a reference.
function resolved(api, thing) {
  return thing.$ref ? thing.$ref.split("/").slice(1).reduce((at, name) => at[name], api) : thing;
}

// Returns a request as a command with the quotes of a shell.
function request(api, path, method, described) {
  const parameters = (described.parameters ?? []).map((listed) => resolved(api, listed));
  const address = path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(parameters.find((parameter) => parameter.in === "path" && parameter.name === name).example));
  const media = Object.entries(described.requestBody?.content ?? {})[0];
  const example = media && resolved(api, media[1].schema).examples?.[0];
  return ["curl", described["x-role"] ? "-u admin" : "", method === "get" ? "" : "-X " + method.toUpperCase(),
    example ? "-H 'Content-Type: application/json' -d '" + JSON.stringify(example) + "'" : media ? "--data-binary @webhook" : "",
    location.origin + address].filter(Boolean).join(" ");
}

function operation(api, path, method, described) {
  return element("article", [
    element("h3", [element("span", method, { class: "method" }), element("span", path, { class: "path" })]),
    element("p", described.summary),
    described.description && element("p", line(described.description)),
    table("Parameters", ["Name", "In", "Type", "Meaning"], (described.parameters ?? []).map((listed) => resolved(api, listed)).map((parameter) => [
      element("code", parameter.name), parameter.in, type(parameter.schema), line(parameter.description),
    ])),
    described.requestBody && element("div", [element("strong", "Body"), ...content(described.requestBody.content)]),
    element("pre", request(api, path, method, described)),
    table("Answers", ["Status", "Content", "When"], Object.entries(described.responses).map(([status, answer]) => [
      element("code", status), content(resolved(api, answer).content), line(resolved(api, answer).description),
    ])),
  ], { id: described.operationId });
}

function schema(name, described) {
  return element("article", [
    element("h3", name),
    element("p", line(described.description)),
    table("Members", ["Name", "Type", "Meaning"], Object.entries(described.properties).map(([member, value]) => [
      element("code", member), type(value), line(value.description),
    ]), "members"),
    element("pre", JSON.stringify(described.examples[0], null, 2)),
  ], { id: "schema-" + name });
}

function show(api) {
  const base = api.servers[0].url;
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).map((method) => ({ path: base + path, method, described: methods[method] })));
  document.getElementById("description").append(...paragraphs(api.info.description));
  for (const { name } of api.tags) {
    const ofTag = operations.filter(({ described }) => described.tags.includes(name));
    document.getElementById("contents").append(element("h2", name), element("ul", ofTag.map(({ described }) =>
      element("li", element("a", described.summary, { href: "#" + described.operationId })))));
    document.getElementById("operations").append(element("h2", name),
      ...ofTag.map(({ path, method, described }) => operation(api, path, method, described)));
  }
  document.getElementById("schemas").append(element("h2", "Schemas"),
    ...Object.entries(api.components.schemas).map(([name, described]) => schema(name, described)));
}

fetch("openapi.json").then((answer) => answer.json()).then(show);

"use strict";

// Shows openapi.json. Everything is added as text, so the document cannot bring markup with it.

const METHODS = ["get", "post", "put", "delete"];

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat().filter((part) => part !== undefined));
  return made;
}

function table(caption, headings, rows) {
  if (rows.length === 0) return undefined;
  const row = (cells, cell) => element("tr", cells.map((content) => element(cell, content ?? "")));
  return element("table", [
    element("caption", caption),
    element("thead", row(headings, "th")),
    element("tbody", rows.map((cells) => row(cells, "td"))),
  ]);
}

// The type of a schema in a few words, with a link where it is described elsewhere.
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

// What a reference stands for, or the thing itself.
function resolved(api, thing) {
  return thing.$ref ? thing.$ref.split("/").slice(1).reduce((at, name) => at[name], api) : thing;
}

function operation(api, path, method, described) {
  return element("article", [
    element("h3", [element("span", method, { class: "method" }), element("span", path, { class: "path" })]),
    element("p", described.summary),
    element("p", described["x-role"] ? ["Role: ", element("code", described["x-role"])] : "No login."),
    table("Parameters", ["Name", "In", "Type", "Meaning"], (described.parameters ?? []).map((listed) => resolved(api, listed)).map((parameter) => [
      element("code", parameter.name), parameter.in, type(parameter.schema), parameter.description,
    ])),
    described.requestBody && element("div", [element("strong", "Body"), ...content(described.requestBody.content)]),
    table("Answers", ["Status", "When", "Content"], Object.entries(described.responses).map(([status, answer]) => [
      element("code", status), resolved(api, answer).description, content(resolved(api, answer).content),
    ])),
  ], { id: described.operationId });
}

function schema(name, described) {
  return element("article", [
    element("h3", name),
    element("p", described.description ?? ""),
    table("Members", ["Name", "Type", "Meaning"], Object.entries(described.properties).map(([member, value]) => [
      element("code", member), type(value), value.description,
    ])),
  ], { id: "schema-" + name });
}

function show(api) {
  const base = api.servers[0].url;
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).map((method) => ({ path: base + path, method, described: methods[method] })));
  document.getElementById("description").append(api.info.description);
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

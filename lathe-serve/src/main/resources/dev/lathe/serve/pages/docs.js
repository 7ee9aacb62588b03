// Shows the OpenAPI document.

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function resolve(all, schema) {
  return schema?.$ref ? all.components.schemas[schema.$ref.split("/").pop()] : schema;
}

function kind(schema) {
  if (schema.$ref) {
    return schema.$ref.split("/").pop();
  } else if (schema.enum) {
    return schema.enum.join(" | ");
  } else if (schema.oneOf) {
    return schema.oneOf.map(kind).join(" or ");
  }
  return schema.type === "array" ? "array of " + kind(schema.items ?? { type: "any" }) : schema.type ?? "any";
}

function bounds(field) {
  if ("minimum" in field && "maximum" in field) {
    return ` from ${field.minimum} to ${field.maximum}`;
  }
  return "minimum" in field ? `, at least ${field.minimum}` : "";
}

function fields(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const needed = schema.required?.includes(name) ? "Needed. " : "";
    return element("tr", "", element("td", "", element("code", "", name)), element("td", "", kind(field) + bounds(field)),
      element("td", "", needed + (field.description ?? "")));
  });
  return element("div", "scroll", element("table", "", ...rows));
}

function operation(all, path, method, said) {
  const details = element("details", "path",
    element("summary", "", element("span", "method", method.toUpperCase()), element("code", "", path), element("span", "about", said.summary)));
  const body = element("div", "body");
  const schema = resolve(all, said.requestBody?.content["application/json"].schema);
  if (schema) {
    body.append(fields(schema));
  }
  details.append(body);
  return details;
}

const all = await (await fetch("/openapi.json")).json();
for (const [path, methods] of Object.entries(all.paths)) {
  for (const [method, said] of Object.entries(methods).filter(([name]) => name !== "parameters")) {
    document.getElementById("paths").append(operation(all, path, method, said));
  }
}

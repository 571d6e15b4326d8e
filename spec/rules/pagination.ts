import { type Context, type Factory, isNode, type Node } from "./redocly.ts";
import { targetName } from "./target-name.ts";

const SHARED = {
  offset: { component: "Offset", minimum: 0, maximum: 2_000_000, default: 0 },
  limit: { component: "Limit", minimum: 10, maximum: 200, default: 10 },
};
const PAGE = ["total_num", "data_list"];

/**
 * A list is read the same way everywhere: the shared `offset` and `limit`, and a page of `total_num` and `data_list`.
 *
 * Options, lists of operationIds: `variants` have a range of their own or require the parameters; `otherAnswers` answer
 * with more than a page.
 */
export const pagination: Factory = (options) => {
  const variants = listOf(options.variants);
  const otherAnswers = listOf(options.otherAnswers);
  return {
    Operation: {
      enter(node: Node, context: Context) {
        const parameters = Array.isArray(node.parameters) ? node.parameters : [];
        const found = parameters.flatMap((parameter: unknown, index) => {
          const shape = resolved(parameter, context);
          return isNode(shape) && (shape.name === "offset" || shape.name === "limit")
            ? [{ name: shape.name as keyof typeof SHARED, parameter, shape, index }]
            : [];
        });
        if (found.length === 0) return;
        const id = String(node.operationId);
        const isVariant = variants.includes(id);
        let differs = false;
        for (const { name, parameter, shape, index } of found) {
          const message = isVariant
            ? undeclared(name, shape)
            : targetName(parameter) === SHARED[name].component
              ? undefined
              : `${name} is not the shared one: refer to components/parameters/${SHARED[name].component}.yaml, or, where the service has another range, name ${id} in redocly.yaml under variants of hss/pagination.`;
          differs ||= isOther(name, shape);
          if (message !== undefined)
            context.report({ message, location: context.location.child(["parameters", index]) });
        }
        const here = context.location.child("operationId");
        const names = found.map(({ name }) => name);
        for (const name of ["offset", "limit"] as const) {
          if (names.includes(name)) continue;
          context.report({
            message: `${id} has no ${name}: a page needs offset and limit, add it.`,
            location: here,
          });
        }
        if (isVariant && !differs && names.length === 2) {
          context.report({
            message: `${id} has the shared ranges: refer to Offset.yaml and Limit.yaml, and take it out of variants of hss/pagination in redocly.yaml.`,
            location: here,
          });
        }
        if (otherAnswers.includes(id)) return;
        const message = pageFault(node, id, context);
        if (message !== undefined) context.report({ message, location: here });
      },
    },
  };
};

function listOf(option: unknown): string[] {
  return Array.isArray(option) ? option.filter((part) => typeof part === "string") : [];
}

function resolved(node: unknown, context: Context): unknown {
  return isNode(node) && typeof node.$ref === "string" ? context.resolve({ $ref: node.$ref }).node : node;
}

function undeclared(name: string, { schema }: Node): string | undefined {
  const missing = ["minimum", "maximum"].filter((key) => !isNode(schema) || typeof schema[key] !== "number");
  return missing.length === 0
    ? undefined
    : `${name} differs from the shared one but has no ${missing.join(" and no ")}: write the range of the service.`;
}

function isOther(name: keyof typeof SHARED, { required, schema }: Node): boolean {
  const { component: _, ...figures } = SHARED[name];
  return (
    required === true ||
    Object.entries(figures).some(([key, figure]) => !isNode(schema) || schema[key] !== figure)
  );
}

function pageFault(operation: Node, id: string, context: Context): string | undefined {
  const answer = isNode(operation.responses) ? operation.responses["200"] : undefined;
  const json = isNode(answer) && isNode(answer.content) ? answer.content["application/json"] : undefined;
  const schema = isNode(json) ? json.schema : undefined;
  const name = targetName(schema);
  if (name === undefined || !name.endsWith("Page")) {
    return `${id} is paged, but its 200 is ${name ?? "no component"}: refer to a schema named <Thing>Page.`;
  }
  const page = resolved(schema, context);
  const properties = isNode(page) && isNode(page.properties) ? page.properties : {};
  const required = isNode(page) && Array.isArray(page.required) ? page.required : [];
  const missing = PAGE.filter((key) => !(key in properties) || !required.includes(key));
  return missing.length === 0
    ? undefined
    : `${name} lacks ${missing.join(" and ")} among its required properties: a page has both, always.`;
}

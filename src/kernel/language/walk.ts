import { type BindingPattern, type Node, visitorKeys } from "oxc-parser";

/** The parts of a node, in the order of the source. */
export function children(node: Node): Node[] {
  const parts: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
    if (Array.isArray(value)) {
      for (const each of value) if (each) parts.push(each);
    } else if (value) parts.push(value);
  }
  return parts;
}

/** Visits a node and all nodes in it, from the outside in. `enter` returns false to leave out what is in a node. */
export function walk(node: Node, enter: (node: Node) => unknown): void {
  if (enter(node) === false) return;
  for (const child of children(node)) walk(child, enter);
}

export function isFunction(node: Node): boolean {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** The names that `const <pattern> = …` declares. */
export function patternNames(pattern: BindingPattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) =>
        patternNames((each.type === "RestElement" ? each.argument : each.value) as BindingPattern),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((each) =>
        each === null
          ? []
          : patternNames((each.type === "RestElement" ? each.argument : each) as BindingPattern),
      );
    case "AssignmentPattern":
      return patternNames(pattern.left);
  }
}

/**
 * The paths that may stand for a module's name, in the order in which TypeScript tries them.
 *
 * @param paths as in tsconfig.json: a pattern without `*` comes before those with one, a longer beginning before a
 * shorter one
 */
export function aliasTargets(
  specifier: string,
  paths: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  if (Object.hasOwn(paths, specifier)) return paths[specifier]!;
  const matching = Object.keys(paths)
    .flatMap((pattern) => {
      const [before, after, ...more] = pattern.split("*");
      if (after === undefined || more.length > 0) return [];
      const fits =
        specifier.length >= before!.length + after.length &&
        specifier.startsWith(before!) &&
        specifier.endsWith(after);
      return fits ? [{ pattern, before: before!, after }] : [];
    })
    .sort((a, b) => b.before.length - a.before.length);
  const [best] = matching;
  if (best === undefined) return [];
  const matched = specifier.slice(best.before.length, specifier.length - best.after.length);
  // A function, since `$` means something in a replacement.
  return paths[best.pattern]!.map((target) => target.replace("*", () => matched));
}

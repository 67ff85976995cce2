/**
 * The ledger as a table in Markdown: from the full runs, with the quick verdict where it is another one; as long as there are no
 * full runs, from the quick ones. What does not simply hold shows a figure of its other side too.
 *
 * @param {{ readonly quick?: Part, readonly full?: Part }} ledger
 * @param {(figure: Claim | Claim["beside"][number]) => string} figureText
 * @typedef {import("../../dist/experiment/index.js").Claim} Claim
 * @typedef {{ readonly claims: readonly Claim[] }} Part
 */
export function claimTable({ quick, full }, figureText) {
  const { claims = [] } = full ?? quick ?? {};
  const quickVerdict = new Map(quick?.claims.map(({ id, verdict }) => [id, verdict]));
  const rows = claims.map((claim) => {
    const { id, statement, verdict, setting, section } = claim;
    const other = quickVerdict.get(id);
    const note = other === undefined || other === verdict ? "" : ` (quick: ${other})`;
    const figures = [claim, ...(verdict === "holds" ? [] : claim.beside.slice(0, 1))].map(figureText);
    return [id, statement, `**${verdict}**${note}`, figures.join("; "), setting, section];
  });
  const head = ["", "The lesson says", "Verdict", "Figure (95 % interval)", "Setting", "Section"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/**
 * The ledger as a table in Markdown: from the full runs, with the quick verdict where it is another one; as long as there are no
 * full runs, from the quick ones.
 *
 * @param {{ readonly quick?: Part, readonly full?: Part }} ledger
 * @param {(figure: Claim) => string} figureText
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
    return [id, statement, `**${verdict}**${note}`, figureText(claim), setting, section];
  });
  const head = ["", "The lesson says", "Verdict", "Figure (95 % interval)", "Setting", "Section"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { jitter } from "./jitter";
import { requireNumbers } from "./require-numbers";
import { ZERO_PLACE, zeroNote } from "./zero-place";

/** By how much the loss changed under random changes of one kind, in nats per token. */
export interface MapEffect {
  readonly kind: string;
  readonly untied: readonly number[];
  /** Empty if the change is not possible with one matrix. */
  readonly tied: readonly number[];
}

const INVISIBLE = 1e-12;

/**
 * The change of the loss under random turns, stretches and shifts, on a log axis: one point per random change,
 * the untied model on the left, the tied model on the right.
 *
 * @example
 * ```ts
 * lossUnderMaps([{ kind: "turn", untied: [1e-15, 0], tied: [2] }]).data.length; // → 2
 * ```
 */
export function lossUnderMaps(effects: readonly MapEffect[]): Figure {
  requireNumbers(
    "changes of the loss",
    effects.flatMap((effect) => effect.untied),
  );
  const kinds = effects.map((effect) => effect.kind);
  const changes = effects.flatMap((effect) => [...effect.untied, ...effect.tied]);
  const visible = changes.filter((change) => change >= INVISIBLE);
  const panel = (title: string, pick: (effect: MapEffect) => readonly number[]) => ({
    title,
    x: {
      title: "change of the loss (nats per token)",
      type: "log" as const,
      range: [3e-18, Math.max(100, 3 * Math.max(...changes))] as const,
    },
    y: {
      title: "kind of change",
      range: [effects.length - 0.4, -0.6] as const,
      ticks: { values: kinds.map((_, k) => k), labels: kinds },
    },
    traces: [
      {
        type: "scatter" as const,
        mode: "markers" as const,
        name: title,
        x: effects.flatMap((effect) => pick(effect).map((change) => Math.max(change, ZERO_PLACE))),
        y: effects.flatMap((effect, k) => jitter(pick(effect).length, 0.5).map((shift) => k + shift)),
        text: effects.flatMap((effect) => pick(effect).map(() => effect.kind)),
        hovertemplate: "<b>%{text}</b><br>change of the loss: %{x:.1e} nats<extra></extra>",
        marker: { opacity: 0.7 },
        showlegend: false,
      },
    ],
    references: [{ x: INVISIBLE, label: "10⁻¹²", place: "below right" as const }],
  });
  const invisible = (pick: (effect: MapEffect) => readonly number[]) =>
    effects
      .filter((effect) => pick(effect).length > 0 && Math.max(...pick(effect)) < INVISIBLE)
      .map((effect) => effect.kind)
      .join(", ") || "nothing";
  return figure({
    title: "Which changes can the loss see?",
    caption:
      `Invisible (below 10⁻¹² nats, the line) with two matrices: ${invisible((effect) => effect.untied)}; ` +
      `with one matrix: ${invisible((effect) => effect.tied)}. ` +
      (visible.length > 0 ? `The smallest visible change is ${exponent(Math.min(...visible))} nats.` : "") +
      (effects.some((effect) => effect.tied.length === 0)
        ? " An empty row: not possible with one matrix."
        : "") +
      zeroNote(changes),
    shareY: true,
    panels: [
      panel("two matrices (untied)", (effect) => effect.untied),
      panel("one matrix (tied)", (effect) => effect.tied),
    ],
  });
}

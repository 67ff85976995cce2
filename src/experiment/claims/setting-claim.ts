import type { Interval } from "../../stability";
import type { AgreementMetric, SettingEffects } from "../setting-effects";
import type { Claim, ClaimFigure } from "./claim";

const METRIC_NAMES: Readonly<Record<AgreementMetric, string>> = {
  neighbourOverlap: "overlap of the ten nearest neighbours",
  heldOutCosine: "cosine on held-out words",
};

/**
 * C14, "stability depends on initialisation, dimension, amount of data and optimizer", by {@link settingEffects}: it holds if all four
 * change both scores. The figure is the smallest of these eight changes, for the statement is as sure as that one; beside it
 * stand the others.
 *
 * @param trainedWith models and text, in words
 * @example
 * ```ts
 * const interval = (mean) => ({ mean, low: mean - 0.1, high: mean + 0.1 });
 * const effect = (setting, overlap, named) => ({
 *   setting, levels: [], compared: ["few", "many"], named,
 *   difference: { neighbourOverlap: interval(overlap), heldOutCosine: interval(0.5) },
 * });
 * const effects = [effect("dimension", -0.3, true), effect("amount of text", 0.2, true), effect("law", 0, false)];
 * const claim = settingClaim({ effects, verdict: "holds" }, "made up");
 * claim.figure; // → "change of the overlap of the ten nearest neighbours above chance, amount of text (few → many)"
 * [claim.interval.mean, claim.beside.length]; // → [0.2, 3]
 * ```
 */
export function settingClaim({ effects, verdict }: SettingEffects, trainedWith: string): Claim {
  const figures = effects
    .filter(({ named }) => named)
    .flatMap(({ setting, compared, difference }) =>
      (Object.entries(difference) as [AgreementMetric, Interval][]).map(
        ([metric, interval]): ClaimFigure => ({
          figure: `change of the ${METRIC_NAMES[metric]} above chance, ${setting} (${compared.join(" → ")})`,
          interval,
        }),
      ),
    )
    .sort((a, b) => Math.abs(a.interval.mean) - Math.abs(b.interval.mean));
  const [smallest, ...beside] = figures;
  return {
    id: "C14",
    statement: "Stability depends on initialisation, dimension, amount of data and optimizer",
    verdict,
    ...smallest!,
    beside,
    setting: trainedWith,
    section: "7.5",
  };
}

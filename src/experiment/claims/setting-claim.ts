import type { Interval } from "../../stability";
import type { CauseEffect } from "../cause-effects";
import type { Cause } from "../cause-grid";
import type { AgreementMetric, SettingEffects } from "../setting-effects";
import type { Claim, ClaimFigure } from "./claim";

const METRIC_NAMES: Readonly<Record<AgreementMetric, string>> = {
  neighbourOverlap: "overlap of the ten nearest neighbours",
  heldOutCosine: "cosine on held-out words",
};

const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  init: "the start",
  order: "the order of reading",
  negatives: "the noise words",
  subsampling: "what subsampling leaves out",
  training: "all of the training",
  bootstrap: "the text",
};

/**
 * C14, "stability depends on initialisation, dimension, amount of data and optimizer", by {@link settingEffects}: it holds if all four
 * change both scores. The figure is the smallest of these eight changes, for the statement is as sure as that one; beside it
 * stand the others, and how much of the variance between runs each kind of chance brings about ({@link causeEffects}).
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
 * const causes = [{ cause: "init", totalShare: interval(0.4) }, { cause: "training", totalShare: interval(0.5) }];
 * const claim = settingClaim({ effects, verdict: "holds" }, { effects: causes }, "made up");
 * claim.figure; // → "change of the overlap of the ten nearest neighbours above chance, amount of text (few → many)"
 * [claim.interval.mean, claim.beside.length]; // → [0.2, 5]
 * ```
 */
export function settingClaim(
  { effects, verdict }: SettingEffects,
  causes: { readonly effects: readonly Pick<CauseEffect, "cause" | "totalShare">[] },
  trainedWith: string,
): Claim {
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
  const [smallest, ...others] = figures;
  const shares = causes.effects.map(({ cause, totalShare }) => ({
    figure: `share of the variance between runs that differ only in ${CAUSE_NAMES[cause]}`,
    interval: totalShare,
  }));
  return {
    id: "C14",
    statement: "Stability depends on initialisation, dimension, amount of data and optimizer",
    verdict,
    ...smallest!,
    beside: [...others, ...shares],
    setting: trainedWith,
    section: "7.5",
  };
}

import { chooseBackend } from "../train";
import { emit } from "./emit";
import { escapeHtml } from "./escape-html";
import { type Parameters, requireParameters } from "./parameters";
import { plotlyLoader } from "./plotly-loader";
import { session } from "./session";

/**
 * Begins a notebook: checks its parameters, chooses what trains the models, and says both in one line.
 *
 * @throws what {@link requireParameters} throws
 * @example
 * ```ts
 * await setUpNotebook({ seed: 1, runs: 8, preset: "quick" }); // → undefined
 * await setUpNotebook({ seed: 1.5, runs: 8, preset: "quick" }); // throws /seed 1.5/
 * ```
 */
export async function setUpNotebook(parameters: Parameters): Promise<void> {
  requireParameters(parameters);
  const { description } = await chooseBackend();
  const { seed, runs, preset } = parameters;
  const line = `seed ${seed} · ${runs} runs · preset ${preset} · Node ${process.versions.node} · ${description}`;
  emit({ "text/html": `<div>${escapeHtml(line)}</div>${plotlyLoader()}`, "text/plain": line });
  session.hasLoader = true;
}

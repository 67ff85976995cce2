import { createRequire } from "node:module";

/** One output in several formats, by MIME type; the front end shows the best it can. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface DisplayOptions {
  /** Names the output, so that a later one can take its place. */
  readonly id?: string;
  /** Replaces the output of that name. */
  readonly update?: boolean;
}

export type DisplayChannel = (bundle: MimeBundle, options: DisplayOptions) => void;

interface TslabJupyter {
  lastWriteDisplayData:
    | ((content: { data: MimeBundle; metadata: object; transient: object }, update: boolean) => void)
    | null;
}

interface DenoJupyter {
  display(bundle: MimeBundle, options: { raw: true; display_id?: string; update?: boolean }): Promise<void>;
}

/** The way to the notebook page of the kernel this runs in; undefined outside a notebook. */
export function displayChannel(): DisplayChannel | undefined {
  return ownChannel() ?? tslabChannel() ?? denoChannel();
}

/** The kernel of this project offers `display.raw`. */
function ownChannel(): DisplayChannel | undefined {
  const { display } = globalThis as { display?: { raw?: DisplayChannel } };
  const raw = display?.raw;
  return raw === undefined ? undefined : (bundle, options) => raw(bundle, options);
}

/**
 * tslab's own display functions send one format each. What lies beneath them takes a whole bundle; it belongs to the
 * tslab that is running, wherever that is installed, so it is looked up among the loaded modules.
 *
 * Its messages are lost only when about a thousand wait to be sent, which no cell of charts comes near.
 */
function tslabChannel(): DisplayChannel | undefined {
  const { cache } = createRequire(__filename);
  for (const [path, module] of Object.entries(cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const jupyter = module?.exports as TslabJupyter;
    if (jupyter.lastWriteDisplayData === null) continue;
    return (data, { id, update = false }) =>
      // Looked up again each time: tslab makes a new one for each cell.
      jupyter.lastWriteDisplayData?.(
        { data, metadata: {}, transient: id === undefined ? {} : { display_id: id } },
        update,
      );
  }
  return undefined;
}

function denoChannel(): DisplayChannel | undefined {
  const { Deno } = globalThis as { Deno?: { jupyter?: DenoJupyter } };
  const jupyter = Deno?.jupyter;
  if (jupyter === undefined) return undefined;
  return (bundle, { id, update = false }) =>
    void jupyter.display(bundle, { raw: true, ...(id === undefined ? {} : { display_id: id, update }) });
}

/** How long text may wait for more, in milliseconds. */
const PATIENCE = 20;
/** With this many characters, text waits no longer. */
const FULL = 64 * 1024;

export type StreamName = "stdout" | "stderr";

export interface StreamCoalescer<Parent> {
  add(name: StreamName, parent: Parent, text: string): void;
  /** Sends what was gathered. To be called before any other output, which would overtake it otherwise. */
  flush(): void;
}

/**
 * Gathers what is printed, so that a thousand lines cost a few messages and not a thousand. Keeps the order, also
 * between the two streams and between the requests that printed.
 *
 * @param send gets at most one message's text at a time
 */
export function createStreamCoalescer<Parent extends { readonly msg_id?: string }>(
  send: (name: StreamName, parent: Parent, text: string) => void,
): StreamCoalescer<Parent> {
  interface Stretch {
    readonly name: StreamName;
    readonly parent: Parent;
    text: string;
  }
  let gathered: Stretch[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const stretches = gathered;
    gathered = [];
    size = 0;
    for (const { name, parent, text } of stretches) send(name, parent, text);
  };

  return {
    flush,
    add: (name, parent, text) => {
      if (text === "") return;
      const last = gathered.at(-1);
      if (last !== undefined && last.name === name && last.parent.msg_id === parent.msg_id) last.text += text;
      else gathered.push({ name, parent, text });
      size += text.length;
      if (size >= FULL) flush();
      else timer ??= setTimeout(flush, PATIENCE);
    },
  };
}

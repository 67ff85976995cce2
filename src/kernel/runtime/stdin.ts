import { shared, type ToProtocol } from "../messages";

/**
 * Asks the user something and waits for the answer, as `prompt` does in a browser.
 *
 * @returns undefined if no answer came
 */
export function createAsk(send: (message: ToProtocol) => void, memory: Int32Array, currentId: () => number) {
  return (prompt: string, password: boolean): string | undefined => {
    Atomics.store(memory, shared.inputState, 1);
    send({ type: "input", id: currentId(), prompt, password });
    while (Atomics.load(memory, shared.inputState) === 1) Atomics.wait(memory, shared.inputState, 1, 1000);
    const state = Atomics.exchange(memory, shared.inputState, 0);
    if (state === 3)
      throw new Error(
        `Cannot ask "${prompt}": this front end does not pass on answers. Run the notebook in JupyterLab or Notebook, or set the value in the cell`,
      );
    const length = Atomics.load(memory, shared.inputLength);
    // TextDecoder refuses shared memory, so the bytes are copied first.
    return Buffer.from(new Uint8Array(memory.buffer, shared.headerInts * 4, length)).toString("utf8");
  };
}

/**
 * Reports what a timer throws and what a promise is rejected with when nobody waits for it. It does so in front of the
 * process's own listeners, because some packages' end the process by throwing the error again: all that Emscripten
 * made, such as TensorFlow.js in WebAssembly.
 */
export function catchLateErrors(report: (thrown: unknown) => void): void {
  const emit = process.emit as (event: string | symbol, ...values: unknown[]) => boolean;
  const guarded = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== "uncaughtException" && event !== "unhandledRejection")
      return emit.call(process, event, ...values);
    const [thrown] = values;
    report(thrown);
    try {
      emit.call(process, event, ...values);
    } catch (another) {
      if (another !== thrown) report(another);
    }
    return true;
  };
  process.emit = guarded as typeof process.emit;
}

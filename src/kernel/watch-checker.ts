import { shared } from "./messages";

const LONGEST_QUESTION = 60_000;

/**
 * Ends TypeScript's process when it does not come to an end with a question about types. The protocol thread waits for
 * the answer and can do nothing else, so this is the user thread's to do.
 *
 * @param longestQuestion in milliseconds
 */
export function watchChecker(memory: Int32Array, longestQuestion = LONGEST_QUESTION): void {
  let question = -1;
  let since = 0;
  const look = () => {
    const checker = Atomics.load(memory, shared.checkerProcess);
    const asked = Atomics.load(memory, shared.checkerQuestions);
    if (checker === 0 || asked !== question) {
      question = asked;
      since = performance.now();
    } else if (performance.now() - since > longestQuestion) {
      since = performance.now();
      try {
        process.kill(checker, "SIGKILL");
      } catch {
        // It has ended in the meantime.
      }
    }
  };
  setInterval(look, longestQuestion / 60).unref();
}

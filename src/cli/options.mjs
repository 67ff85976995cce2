import { fail } from "./failure.mjs";

/**
 * Reads options like `--port 8899`, `--port=8899` and `--no-browser`.
 *
 * @param {readonly string[]} args the words after the command
 * @param {{ usage: string, values?: readonly string[], flags?: readonly string[] }} known `usage` is one line
 * @returns {Record<string, string | undefined>} values by name; a flag that was given has the value ""
 * @throws {import("./failure.mjs").Failure} for an unknown option, or one without its value
 */
export function readOptions(args, { usage, values = [], flags = [] }) {
  /** @type {Record<string, string | undefined>} */
  const options = {};
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, name, , value] = /^--([^=]+)(=(.*))?$/s.exec(word) || [];
    if (values.includes(name)) {
      const given = value === undefined ? words.shift() : value;
      if (!given) fail(`Option --${name} needs a value. Usage: ${usage}`);
      options[name] = given;
    } else if (flags.includes(name) && value === undefined) {
      options[name] = "";
    } else {
      fail(`Unknown option ${word}. Usage: ${usage}`);
    }
  }
  return options;
}

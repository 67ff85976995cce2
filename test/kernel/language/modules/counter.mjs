export let count = 0;
export function increment() {
  count += 1;
  return count;
}
export default "the default";
export const 𝒳 = "astral";
const quoted = "quoted";

export { quoted as "a-b" };

import type { Random } from "../random";

/** The first two numbers of a stream as 64 bits: the key of the engine's own draws (src/train/assembly/draw.ts). */
export function streamKey(random: Random): bigint {
  const high = Math.floor(random() * 2 ** 32);
  return (BigInt(high) << 32n) | BigInt(Math.floor(random() * 2 ** 32));
}

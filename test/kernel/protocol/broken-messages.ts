import { createHmac } from "node:crypto";
import { newHeader } from "../../../src/kernel/protocol/message";
import type { Random } from "../../../src/random";

type Part = string | Buffer | object;
const toBytes = (part: Part) =>
  typeof part === "string" || Buffer.isBuffer(part) ? Buffer.from(part) : Buffer.from(JSON.stringify(part));

export function chance(random: Random) {
  const below = (n: number) => Math.floor(random() * n);
  const pick = <Each>(list: readonly Each[]): Each => list[below(list.length)]!;
  const bytes = (n: number) => Buffer.from(Array.from({ length: n }, () => below(256)));
  return { below, pick, bytes };
}

/**
 * Messages as no front end sends them, and good ones between them: a new one with each call.
 *
 * @param types of the messages; those that are signed rightly are for real
 */
export function brokenMessages(key: string, random: Random, types: readonly string[]): () => Buffer[] {
  const { below, pick, bytes } = chance(random);

  /** A message with a right signature, around parts that may make no sense. */
  function signed(parts: readonly Part[], ownKey = key): Buffer[] {
    const frames = parts.map(toBytes);
    const hmac = createHmac("sha256", ownKey);
    for (const frame of frames.slice(0, 4)) hmac.update(frame);
    return [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...frames];
  }

  const header = () => ({ ...newHeader(pick(types), "fuzz") });
  const content = () => ({ code: `const x${below(1000)} = "ü 👩‍🔬";`, silent: false, user_expressions: {} });
  const good = () => signed([header(), {}, {}, content()]);

  const oddJson: (() => Part)[] = [
    () => "",
    () => "null",
    () => "[]",
    () => "7",
    () => '"text"',
    () => "{",
    () => '{"a":}',
    () => "\ufeff{}",
    () => '{"a":1}{"b":2}',
    () => `{"a":1e999,"b":-1e999,"c":${"9".repeat(5000)}}`,
    () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    () => '{"a":"\\ud800","b":"\\udfff\\u0000"}',
    () => Buffer.concat([Buffer.from('{"a":"'), bytes(1 + below(50)), Buffer.from('"}')]),
    () => bytes(below(300)),
    () => `${"[".repeat(below(20_000))}`,
    () => `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
    () => '{"a":'.repeat(5000),
    () => `{"code":"${"x".repeat(below(300_000))}"}`,
    () => `{${Array.from({ length: 2000 }, (_, k) => `"k${k}":${k}`).join()}}`,
  ];
  const oddHeaders: (() => Part)[] = [
    () => ({ ...header(), msg_id: undefined }),
    () => ({ ...header(), msg_type: undefined }),
    () => ({ ...header(), session: { nested: true } }),
    () => ({ ...header(), msg_type: "__proto__" }),
    () => ({ ...header(), msg_type: "constructor" }),
    () => ({ ...header(), msg_type: "throw_request" }),
    () => ({ ...header(), msg_type: "x".repeat(below(100_000)) }),
    () => ({ ...header(), msg_id: "" }),
    () => ({ ...header(), date: below(1e9) }),
    () => ({ ...header(), date: "yesterday", version: "99.99" }),
    () => ({ ...header(), username: null }),
  ];

  let recorded = [] as Buffer[];
  const mutations: Record<string, () => Buffer[]> = {
    good: () => {
      recorded = good();
      return recorded;
    },
    "good, with buffers": () => [...good(), ...Array.from({ length: below(5) }, () => bytes(below(1000)))],
    "sent again": () => (recorded.length > 0 ? recorded : good()),
    "bits flipped": () => {
      const frames = good();
      for (let k = 0; k <= below(4); k++) {
        const frame = pick(frames);
        if (frame.length > 0) frame[below(frame.length)]! ^= 1 << below(8);
      }
      return frames;
    },
    "a frame cut off": () => {
      const frames = good();
      const index = below(frames.length);
      return frames.with(index, frames[index]!.subarray(0, below(frames[index]!.length)));
    },
    "frames left out": () => good().filter(() => random() < 0.7),
    "frames doubled": () => good().flatMap((frame) => (random() < 0.3 ? [frame, frame] : [frame])),
    "frames in another order": () => good().sort(() => random() - 0.5),
    "a frame too many": () => good().toSpliced(below(7), 0, bytes(below(100))),
    "ended early": () => good().slice(0, below(6)),
    "another key": () => signed([header(), {}, {}, content()], "another key"),
    "no signature": () => good().with(1, Buffer.alloc(0)),
    "a signature of zeros": () => good().with(1, Buffer.alloc(64, "0")),
    "a random signature": () => good().with(1, bytes(below(200))),
    "odd JSON, signed": () => {
      const parts: Part[] = [header(), {}, {}, content()];
      return signed(parts.with(below(4), pick(oddJson)()));
    },
    "an odd header, signed": () => signed([pick(oddHeaders)(), pick([{}, header()]), {}, content()]),
    "random frames": () => Array.from({ length: below(30) }, () => bytes(below(60))),
    "random frames after the delimiter": () => [
      Buffer.from("<IDS|MSG>"),
      ...Array.from({ length: below(30) }, () => bytes(below(60))),
    ],
    delimiters: () => Array.from({ length: 1 + below(20) }, () => Buffer.from("<IDS|MSG>")),
    "many frames": () => [
      ...good(),
      ...Array.from({ length: pick([10, 100, 1000, 5000]) }, () => Buffer.alloc(0)),
    ],
    "a megabyte": () => [...good().slice(0, 5), Buffer.alloc(1 << 20, "x"), ...good().slice(6)],
  };
  /** Each of these costs the sender more than the others. */
  const rare = new Set(["many frames", "a megabyte"]);

  const names = Object.keys(mutations);
  return () => {
    for (;;) {
      const name = pick(names);
      if (rare.has(name) && random() < 0.9) continue;
      const frames = mutations[name]!();
      // ZeroMQ has no message without frames.
      return frames.length > 0 ? frames : [Buffer.alloc(0)];
    }
  };
}

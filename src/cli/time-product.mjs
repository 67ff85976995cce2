// Prints the backend that RESEED_BACKEND chooses and its best time of five for a 1024³ product, as JSON.
import { createRequire } from "node:module";

const { loadTensorFlow } = createRequire(import.meta.url)("../../dist/train/backend.js");
const { tf, description } = await loadTensorFlow();
const a = tf.randomUniform([1024, 1024], -1, 1, "float32", 1);
const b = tf.randomUniform([1024, 1024], -1, 1, "float32", 2);

let milliseconds = Number.POSITIVE_INFINITY;
for (let trial = 0; trial < 5; trial++) {
  const start = performance.now();
  const product = tf.matMul(a, b);
  await product.data();
  milliseconds = Math.min(milliseconds, performance.now() - start);
  product.dispose();
}
console.log(JSON.stringify({ description, milliseconds }));

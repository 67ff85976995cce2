/**
 * Round numbers (1, 2 or 5 times a power of ten apart) that divide a range into about `count` parts.
 *
 * @throws RangeError if the range is empty or not finite
 */
export function linearTicks(low: number, high: number, count = 6): number[] {
  if (!(low < high && Number.isFinite(high - low)))
    throw new RangeError(`Cannot place ticks from ${low} to ${high}: a range of finite length is needed`);
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  // The factor that is nearest in ratio: the borders are √2, √10 and √50.
  const factor =
    rough / power < Math.SQRT2 ? 1 : rough / power < 10 ** 0.5 ? 2 : rough / power < 50 ** 0.5 ? 5 : 10;
  const step = factor * power;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
    // Not k·step itself, which is 0.30000000000000004 for k = 3 and a step of 0.1.
    ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

/**
 * Round numbers for a logarithmic axis: powers of ten, with 2 and 5 times them where there is room.
 *
 * @throws RangeError if the range does not lie above 0
 */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0 && low < high && Number.isFinite(high)))
    throw new RangeError(`Cannot place logarithmic ticks from ${low} to ${high}: numbers above 0 are needed`);
  const decades = Math.log10(high / low);
  if (decades < 0.7) return linearTicks(low, high, 5);
  const factors = decades > 3 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5];
  const every = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  // In multiples of the step, so that 1 is among them.
  for (
    let power = every * Math.floor(Math.log10(low) / every);
    power <= Math.ceil(Math.log10(high));
    power += every
  )
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  return ticks;
}

import { beforeAll, describe, expect, test } from "vitest";
import { countFollowing, plantedText } from "../../src/corpus";
import { crossPlantedTexts, fitPlantedTexts, type PlantedTexts, plantedTexts } from "../../src/experiment";
import { randomStream, runSeeds } from "../../src/random";
import { varianceComponents } from "../../src/stability";
import { fitSoftmax, type SoftmaxFit, softmaxPredictions, startVectors } from "../../src/train";

const planted: PlantedTexts = { ...plantedTexts("quick", 3, 2), lengths: [20_000, 50_000] };
const { language } = planted;
const size = language.names.length;

describe("plantedTexts()", () => {
  test("gives the first texts of a larger number, and other texts to cross", () => {
    const more = plantedTexts("quick", 3, 5);
    expect(more.seeds.slice(0, 2)).toEqual(planted.seeds);
    expect(planted.crossed.textSeeds).toEqual(runSeeds(3, 7).slice(2));
    expect(more.language).toEqual(language);
    expect(plantedTexts("quick", 4, 2).language).not.toEqual(language);
  });
});

describe("fitPlantedTexts()", () => {
  let fits: SoftmaxFit[][];
  const told: number[] = [];
  beforeAll(async () => {
    fits = await fitPlantedTexts(planted, { report: (done, total) => told.push(done / total) });
  });

  test("fits the beginning of each text from the start of its seed", () => {
    const own = planted.seeds[1]!;
    const [counts] = countFollowing(plantedText(language, randomStream(own, "bootstrap")), size, [20_000]);
    expect(fits[1]![0]).toEqual(fitSoftmax(counts!, startVectors(size, 6, 0.3, false, own)));
  });

  test("tells of every fit", () => {
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test("stops when it is told to", async () => {
    const controller = new AbortController();
    const stopped = fitPlantedTexts(planted, {
      signal: controller.signal,
      report: () => controller.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  });
});

describe("crossPlantedTexts()", () => {
  const [seeds, textSeeds] = [runSeeds(8, 3), runSeeds(9, 3)];
  const crossing = { ...planted, crossed: { seeds, textSeeds, lengths: [5000, 30_000] } };

  test("splits the variance of the predictions of every seed on every text", async () => {
    const [, long] = await crossPlantedTexts(crossing, 3);
    const counts = textSeeds.map(
      (own) => countFollowing(plantedText(language, randomStream(own, "bootstrap")), size, [30_000])[0]!,
    );
    const predictions = seeds.map((own) =>
      counts.map((ofText) => {
        const { words, contexts } = fitSoftmax(ofText, startVectors(size, 3, 0.3, false, own));
        return softmaxPredictions(words, contexts).to1DArray();
      }),
    );
    expect(long).toEqual({ length: 30_000, components: varianceComponents(predictions) });
  });

  test("stops when it is told to", async () => {
    const controller = new AbortController();
    const stopped = crossPlantedTexts(crossing, 3, {
      signal: controller.signal,
      report: () => controller.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  });
});

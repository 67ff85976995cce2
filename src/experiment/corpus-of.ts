import { type Corpus, loadCorpus } from "../corpus";
import type { Grid } from "./grid";

/** The text of a grid, read if the grid only says where it is. */
export function corpusOf({ corpus }: Pick<Grid, "corpus">): Corpus {
  return typeof corpus === "object" && "documents" in corpus ? corpus : loadCorpus(corpus);
}

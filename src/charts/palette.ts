/** Six colours of Okabe & Ito (2008) that differ for every common kind of colour vision; the darker ones come first. */
export const palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"] as const;

/** For what is not data: floors, reference lines, faded context. */
export const grey = "#6B6B6B";

/** Text and axis colours. */
export const ink = "#222222";
export const gridColour = "#E6E6E6";

/** Light to dark blue, for a heat map of values from low to high. */
export const sequentialScale = [
  [0, "#F7FBFF"],
  [0.25, "#C6DBEF"],
  [0.5, "#6BAED6"],
  [0.75, "#2171B5"],
  [1, "#08306B"],
] as const;

/** Blue over white to orange, for a heat map of values on both sides of a middle. */
export const divergingScale = [
  [0, "#0072B2"],
  [0.25, "#8FC3E0"],
  [0.5, "#FFFFFF"],
  [0.75, "#EFB084"],
  [1, "#D55E00"],
] as const;

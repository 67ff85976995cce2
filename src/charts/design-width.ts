/** The width in pixels for which text is broken into lines. */
export const DESIGN_WIDTH = 640;

/** What this kernel session has shown so far. The page needs plotly.js once, not with each chart. */
export const session = { hasLoader: false };

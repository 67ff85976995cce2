// The path of the data is the layout: a room imports only from rooms to its left.
const rooms = ["corpus", "train", "embedding", "align", "stability", "experiment", "charts", "notebook"];

// Chance, arithmetic, the check of options, and the value that training makes and everything else reads, are known to all rooms.
const knownToAll = "^src/(options/|random/|matrix/|embedding/embedding[.]ts$)";

module.exports = {
  forbidden: [
    ...rooms.slice(0, -1).map((room, position) => ({
      name: `${room}-imports-only-from-its-left`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${rooms.slice(position + 1).join("|")})/`, pathNot: knownToAll },
    })),
    {
      name: "random-knows-no-other-room",
      severity: "error",
      from: { path: "^src/random/" },
      to: { path: "^src/(?!random/)" },
    },
    {
      name: "matrix-knows-no-other-room",
      severity: "error",
      from: { path: "^src/matrix/" },
      to: { path: "^src/(?!matrix/)" },
    },
    {
      name: "options-knows-no-other-room",
      severity: "error",
      from: { path: "^src/options/" },
      to: { path: "^src/(?!options/)" },
    },
    {
      name: "kernel-stands-apart",
      severity: "error",
      from: { path: "^src/kernel/" },
      to: { path: "^src/(?!kernel/)" },
    },
    {
      name: "no-room-imports-kernel-or-cli",
      severity: "error",
      from: { path: `^src/(${rooms.join("|")}|options|random|matrix)/` },
      to: { path: "^src/(kernel|cli)/" },
    },
    {
      name: "no-room-imports-the-whole-package",
      severity: "error",
      from: { path: "^src/[^/]+/" },
      to: { path: "^src/index[.]ts$" },
    },
    {
      // npm start compiles and runs src without the packages that only the tests need.
      name: "no-development-package",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    { name: "no-circle", severity: "error", from: { path: "^src/" }, to: { circular: true } },
    { name: "no-unknown-import", severity: "error", from: { path: "^src/" }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // AssemblyScript has decorators where TypeScript has none.
    exclude: { path: "^src/[^/]+/assembly/" },
    // TypeScript 7 offers no parser to other programs, and swc sees type-only imports too.
    parser: "swc",
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};

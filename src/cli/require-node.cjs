// Loaded before each command ("node -r"), in words that the oldest Node.js understands: it would stop at the commands'
// own syntax and imports, with a message that helps nobody.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `✗ Node.js ${process.versions.node} is too old: version 20.19 or newer is needed. Install one from https://nodejs.org, then run the same command again`,
  );
  process.exit(1);
}

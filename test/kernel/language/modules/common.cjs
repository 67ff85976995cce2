// Names that Node's analysis of the source cannot see.
const names = ["first", "second"];
for (const [k, name] of names.entries()) module.exports[name] = k + 1;

module.exports = function area(r) {
  return r * r;
};
module.exports.unit = "m";

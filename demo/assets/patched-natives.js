// Old shops still load Prototype.js 1.6 or MooTools, which patch natives like this.
Array.prototype.toJSON = function () {
  return (
    '[' +
    this.map(function (item) {
      return JSON.stringify(item);
    }).join(',') +
    ']'
  );
};
Array.prototype.first = function () {
  return this[0];
};
String.prototype.toJSON = function () {
  return '"' + this + '"';
};

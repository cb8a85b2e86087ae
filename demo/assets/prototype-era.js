// What Prototype.js 1.6 and MooTools did to every page they were on, and old shops still carry.
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

/* Scales criteria, weighs them and ranks sites: the operations of clusterlab.siting, in their
   order, so that scores agree with Python's to the last bit. Columns in, new columns out. */
clusterlab.scores = (function () {
  "use strict";

  var SAME = 1e-12;

  /* numpy adds pairwise: eight running sums in a block of up to 128, and blocks by halves. */
  function sum(values, from, to) {
    var n = to - from, i, k, total;
    if (n < 8) {
      for (total = 0, i = from; i < to; i += 1) { total += values[i]; }
      return total;
    }
    if (n > 128) {
      var half = Math.floor(n / 2);
      half -= half % 8;
      return sum(values, from, from + half) + sum(values, from + half, to);
    }
    var r = [];
    for (k = 0; k < 8; k += 1) { r.push(values[from + k]); }
    for (i = 8; i < n - n % 8; i += 8) {
      for (k = 0; k < 8; k += 1) { r[k] += values[from + i + k]; }
    }
    total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < n; i += 1) { total += values[from + i]; }
    return total;
  }

  function mean(values) { return sum(values, 0, values.length) / values.length; }

  function extent(values) {
    var low = Infinity, high = -Infinity;
    values.forEach(function (v) { if (v < low) { low = v; } if (v > high) { high = v; } });
    return [low, high];
  }

  /* Weights divided by their sum; null where all are zero. Those that sum to 1 stay as they are. */
  function shares(weights) {
    var total = sum(weights, 0, weights.length);
    if (!(total > 0)) { return null; }
    if (Math.abs(total - 1) <= weights.length * Number.EPSILON) { return weights.slice(); }
    return weights.map(function (w) { return w / total; });
  }

  /* Numbers that rounding alone sets apart take one value: from the highest down, each within
     1e-12 of the scale of the one before it takes that one's. */
  function level(values, scale) {
    var order = values.map(function (_, i) { return i; })
      .sort(function (a, b) { return values[b] - values[a] || a - b; });
    var out = values.slice(), first = 0, k;
    for (k = 1; k < order.length; k += 1) {
      if (values[order[k - 1]] - values[order[k]] > SAME * scale) { first = k; }
      out[order[k]] = values[order[first]];
    }
    return out;
  }

  function size(values) {
    return values.reduce(function (most, v) { return Math.max(most, Math.abs(v)); }, 0);
  }

  /* Values turned so that more is better. */
  function worths(values, criterion) {
    if (criterion.points) { return values.map(function (x) { return along(criterion.points, x); }); }
    if (criterion.target !== null) {
      return values.map(function (x) { return -Math.abs(x - criterion.target); });
    }
    return criterion.direction === "cost" ? values.map(function (x) { return -x; }) : values.slice();
  }

  /* Straight lines between corners, flat beyond the first and the last. */
  function along(points, x) {
    var last = points.length - 1, j = 0;
    if (x <= points[0][0]) { return points[0][1]; }
    if (x >= points[last][0]) { return points[last][1]; }
    while (points[j + 1][0] <= x) { j += 1; }
    var slope = (points[j + 1][1] - points[j][1]) / (points[j + 1][0] - points[j][0]);
    return slope * (x - points[j][0]) + points[j][1];
  }

  function median(values) {
    var sorted = values.slice().sort(function (a, b) { return a - b; }), n = sorted.length;
    return n % 2 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  function worst(values, criterion) {
    var lowest = 0, worth = worths(values, criterion);
    worth.forEach(function (w, i) { if (w < worth[lowest]) { lowest = i; } });
    return values[lowest];
  }

  /* Places of values from low to high, from 1; equal ones share the mean of theirs. */
  function meanRanks(values) {
    var order = values.map(function (_, i) { return i; })
      .sort(function (a, b) { return values[a] - values[b]; });
    var ranks = [], from = 0, i, k;
    for (i = 1; i <= order.length; i += 1) {
      if (i < order.length && values[order[i]] === values[order[from]]) { continue; }
      for (k = from; k < i; k += 1) { ranks[order[k]] = (from + 1 + i) / 2; }
      from = i;
    }
    return ranks;
  }

  /* One criterion on its scale; null where all sites are alike, so that it contributes nothing. */
  function scaled(values, criterion) {
    var reach = criterion.points ? 1 : Math.max(size(values), Math.abs(criterion.target || 0));
    var worth = level(worths(values, criterion), reach), ends = extent(worth), bounds = extent(values);
    if (bounds[0] === bounds[1] || ends[0] === ends[1]) { return null; }
    if (criterion.scaling === "min-max") {
      return worth.map(function (w) { return (w - ends[0]) / (ends[1] - ends[0]); });
    }
    if (criterion.scaling === "z-score") {
      var centre = mean(worth);
      var squares = worth.map(function (w) { return (w - centre) * (w - centre); });
      var spread = Math.sqrt(mean(squares));
      return worth.map(function (w) { return (w - centre) / spread; });
    }
    if (criterion.scaling === "rank") {
      return meanRanks(worth).map(function (r) { return (r - 1) / (worth.length - 1); });
    }
    return worth;
  }

  /* All criteria on one scale on which more is better.
     columns: one array a criterion, null where a site has no value; rule: refuse, worst, median, drop.
     Gives columns (scaled, of the sites kept), kept and dropped (numbers of sites), filled (pairs
     [criterion, site]), constant (numbers of criteria); or refused, the number of a criterion. */
  function scale(columns, criteria, rule) {
    var filled = [], absent = {}, out = {kept: [], dropped: [], filled: filled, constant: [], columns: []};
    columns.forEach(function (column, j) {
      column.forEach(function (v, i) {
        if (v === null) { filled.push([j, i]); absent[i] = true; }
      });
    });
    if (filled.length && rule === "refuse") { return {refused: filled[0][0]}; }
    columns[0].forEach(function (_, i) {
      (absent[i] && rule === "drop" ? out.dropped : out.kept).push(i);
    });
    if (!out.kept.length) { return {refused: filled[0][0]}; }
    if (rule === "drop") { out.filled = []; }
    for (var j = 0; j < criteria.length; j += 1) {
      var known = columns[j].filter(function (v) { return v !== null; }), put = null;
      if (!known.length) { return {refused: j}; }
      if (rule !== "drop" && known.length < columns[j].length) {
        put = rule === "worst" ? worst(known, criteria[j]) : median(known);
      }
      var values = take(columns[j], out.kept, put), column = scaled(values, criteria[j]);
      if (!column) { out.constant.push(j); }
      out.columns.push(column || values.map(function () { return 0; }));
    }
    return out;
  }

  function take(column, kept, put) {
    return kept.map(function (i) { return column[i] === null ? put : column[i]; });
  }

  /* Scaled criteria times their weights, added criterion by criterion. */
  function weightedSum(columns, weights) {
    var total = columns[0].map(function () { return 0; });
    columns.forEach(function (column, j) {
      for (var i = 0; i < total.length; i += 1) { total[i] += weights[j] * column[i]; }
    });
    return level(total, Math.max.apply(null, columns.map(size)));
  }

  /* Numbers of sites from the best down, equal ones in their own order; and ranks, where equal
     scores share the better one. */
  function rank(scores) {
    var order = scores.map(function (_, i) { return i; })
      .sort(function (a, b) { return scores[b] - scores[a] || a - b; });
    var ranks = [];
    order.forEach(function (site, place) {
      var before = order[place - 1];
      ranks[site] = place && scores[before] === scores[site] ? ranks[before] : place + 1;
    });
    return {order: order, ranks: ranks};
  }

  return {shares: shares, scale: scale, weightedSum: weightedSum, rank: rank};
})();

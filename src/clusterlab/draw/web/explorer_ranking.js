/* The sites of an explorer ranked under a scenario and weights. */
clusterlab.ranking = (function () {
  "use strict";

  var BANDS = 5, scores = clusterlab.scores;

  function ranking(data) {
    var scaled = [];

    /* Raw values of a scenario: today's columns, but those that it changes. */
    function columns(s) {
      return data.scenarios[0].columns.map(function (column, j) {
        return data.scenarios[s].columns[j] || column;
      });
    }

    /* Scaling depends on the scenario alone: it is done once. Adds to what `scores.scale` gives the
       largest size of each column, and where each site stands among those kept. */
    function scale(s) {
      if (scaled[s]) { return scaled[s]; }
      var base = scaled[s] = scores.scale(columns(s), data.criteria, data.missing);
      if (base.refused !== undefined) { return base; }
      base.most = base.columns.map(function (column) {
        return column.reduce(function (most, v) { return Math.max(most, Math.abs(v)); }, 0);
      });
      base.place = {};
      base.kept.forEach(function (site, k) { base.place[site] = k; });
      return base;
    }

    /* Null where there is nothing to rank by. k counts the sites kept. */
    function rank(s, shares) {
      var base = scale(s);
      if (base.refused !== undefined || !shares) { return null; }
      var score = scores.weightedSum(base.columns, shares), ranked = scores.rank(score);
      return {
        base: base, score: score, order: ranked.order, ranks: ranked.ranks, shares: shares,
        /* What each criterion adds to a score. */
        parts: function (k) { return shares.map(function (w, j) { return w * base.columns[j][k]; }); },
        /* Fifths by rank, 0 the first; equal scores share one. */
        band: function (k) { return Math.floor((ranked.ranks[k] - 1) * BANDS / score.length); }
      };
    }

    /* Places that a site moved up; null where it had none before. */
    function steps(before, now, site) {
      var was = before.base.place[site], is = now.base.place[site];
      return was === undefined ? null : before.ranks[was] - now.ranks[is];
    }

    return {bands: BANDS, columns: columns, scale: scale, rank: rank, steps: steps};
  }

  return ranking;
})();

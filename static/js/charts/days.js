// Both rates from one measurement to the next, over days and months.

import { language } from "../text.js";
import { Chart } from "./chart.js";

const DAY_S = 86_400;
const MARGIN = 0.04; // of the span, on both sides
const SCALE_BPM = [0, 110];

export class DaysChart extends Chart {
  #columns = [[], [], []];

  /** @param {{started_at: string, heart_rate: object, respiratory_rate: object}[]} points oldest first */
  show(points) {
    this.#columns = [
      points.map(({ started_at }) => new Date(started_at).getTime() / 1000),
      points.map(({ heart_rate }) => heart_rate.value),
      points.map(({ respiratory_rate }) => respiratory_rate.value),
    ];
    this.refresh();
  }

  data() {
    return this.#columns;
  }

  options({ line, text }, axis) {
    const points = (fill) => ({ show: true, size: 7, fill });
    const marks = (stroke, dash) => ({ stroke, width: 1.5, dash, points: points(stroke) });
    return {
      padding: [6, 18, 0, 0],
      scales: {
        x: { time: true, range: (_, first_s, last_s) => around(first_s, last_s) },
        y: { range: (_, __, high) => [SCALE_BPM[0], Math.max(SCALE_BPM[1], high ?? 0)] },
      },
      axes: [
        { ...axis, values: (_, ticks, __, ___, step_s) => dates(ticks, step_s), size: 28, space: 90 },
        { ...axis, size: 36, space: 28 },
      ],
      series: [{}, marks(line), marks(text, [4, 4])],
    };
  }
}

function around(first_s = 0, last_s = 0) {
  const margin_s = Math.max(MARGIN * (last_s - first_s), 60);
  return [first_s - margin_s, last_s + margin_s];
}

/** Days where the axis steps by days, else the time of day. */
function dates(ticks_s, step_s) {
  const style = step_s >= DAY_S ? { day: "numeric", month: "short" } : { hour: "numeric", minute: "2-digit" };
  const format = new Intl.DateTimeFormat(language, style);
  return ticks_s.map((t_s) => format.format(new Date(t_s * 1000)));
}

/** Hours a year at which volunteering is usually honoured in Hong Kong: 50, 100 and 200; then every further hundred. */
const GOALS = [50, 100, 200] as const;
const STEPS = 10;

/** The way to the next goal of the year: ten steps, how many are done, and what is missing. */
export function towards(hours: number): {
  goal: number;
  each: number;
  done: number;
  total: number;
  left: number;
} {
  const goal = GOALS.find((candidate) => hours < candidate) ?? (Math.floor(hours / 100) + 1) * 100;
  const each = goal / STEPS;
  return {
    goal,
    each,
    total: STEPS,
    done: Math.floor(hours / each),
    left: Math.round((goal - hours) * 100) / 100,
  };
}

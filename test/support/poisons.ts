// What the proof poison says to the poisoned server, each with its own way to fail.
export const POISONS = [
  "poison throw",
  "poison reject",
  "poison hang",
  "poison loop",
  "poison pattern",
] as const;

// Which of several parts an option names, such as `--phases count,kill`.

/** In the order of `all`. Throws for a name that is none of them, and for none at all. */
export function choose<Name extends string>(said: string, all: readonly Name[]): Name[] {
  const asked = said.split(",");
  const strange = asked.find((name) => !all.some((known) => known === name));
  if (strange !== undefined)
    throw new Error(`there is no ${JSON.stringify(strange)}; there are: ${all.join(", ")}`);
  return all.filter((name) => asked.includes(name));
}

// How often others had their turn while something was done in this thread.

/** Turns of the event loop from the call to its end; none where all was done at one go. */
export async function turnsWhile(job: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await job();
  isOver = true;
  return turns;
}

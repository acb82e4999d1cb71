// What stands in a view for a character that was read already.

/** Typed ones are invisible, so that nobody can put it into a view. */
export const READ = "\ufffc";

// Who asks at the desk: the member of staff whose session's cookie comes along.
import type { Request } from "express";
import type { Actor } from "../../desk/deeds.ts";

/** Throws AppError `unauthorized` where nobody is signed in. */
export type StaffAccess = (req: Request) => Promise<Actor>;

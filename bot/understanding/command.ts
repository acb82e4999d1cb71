// The commands that steer a conversation, in whatever language they are said.
export type Command =
  | "next"
  | "back"
  | "repeat"
  | "where"
  | "restart"
  | "leave"
  | "stuck"
  | "human"
  | "unknown-provider"
  | "none-of-these"
  | "yes"
  | "no";

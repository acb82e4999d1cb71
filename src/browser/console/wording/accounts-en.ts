// The words of the screen of accounts, in English.
import type { ZH_ACCOUNTS } from "./accounts-zh-cn.ts";

export const EN_ACCOUNTS: typeof ZH_ACCOUNTS = {
  title: "Accounts",
  hint: "Admins look after accounts and read no merchant's conversation.",
  unstaffed:
    "Nobody can answer merchants yet, so asking for a person gives official channels only. Invite an agent or a lead, and have them set up their account by the link.",
  invite: "Invite somebody",
  login: "Login",
  loginForm: "A login is 2 to 31 letters, digits, dots or hyphens.",
  name: "Name",
  nameIs: "Merchants read the name.",
  role: "Role",
  makeLink: "Make a link",
  link: "Link",
  linkOf: (login) =>
    `Give this link to ${login} and nobody else. It works once, within an hour, and is shown only now.`,
  newLink: "New link",
  reset: "Reset password and app",
  disable: "Disable",
  sure: {
    disable: (name) => `Disable ${name}? They are signed out at once, and their merchants go back in line.`,
    role: (name, role) => `Make ${name} ${role}? They have to sign in again.`,
    go: "Yes",
  },
  enable: "Enable",
  roleOf: (name) => `Role of ${name}`,
  own: (role) => `${role}. This is you; another admin can change it.`,
  states: { invited: "Not set up", active: "Active", disabled: "Disabled" },
  neverSeen: "never here",
  seen: (time) => `last here ${time}`,
  roles: { agent: "Agent", lead: "Lead", admin: "Admin" },
  roleTitle: "Who may do what",
  mays: {
    agent: "Takes merchants who wait, and sees their own tickets.",
    lead: "Sees all tickets of their queues, takes over from colleagues, reads the audit.",
    admin: "Accounts and the audit; no conversations.",
  },
  proof: "The six digits of your app once more; not asked again for 10 minutes",
  prove: "Confirm",
  cancel: "Leave it",
  wrongCode: "The code is wrong or was just used. Wait for the next one in your app.",
  taken: "This login is taken. Choose another one.",
  badLogin: "Login or name is not as it has to be.",
};

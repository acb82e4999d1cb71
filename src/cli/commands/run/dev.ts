// `npm run dev`: the whole service; restarts when code changes, and open pages follow the content as it is saved.
process.env.PREVIEW ??= "on";
await import("../main.ts");

// Plain JavaScript, so that an old Node can read it: says what to do where our Node did not get installed.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `huanka needs Node 22.18 or newer; this is ${process.version} (${process.platform} ${process.arch}).\n` +
      "On Linux x64 and arm64, macOS x64 and Windows x64 `npm ci` brings its own: run it first, without --omit=optional.\n" +
      "Elsewhere install Node 24 and run the command again.\n",
  );
  process.exit(1);
}

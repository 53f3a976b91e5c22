// usage: node validate.cjs GLTF_VALIDATOR_INDEX_JS FILE.glb
// Prints what Khronos' validator found, as JSON.
"use strict";
const fs = require("node:fs");
const [library, file] = process.argv.slice(2);
const validator = require(library);

validator
  .validateBytes(new Uint8Array(fs.readFileSync(file)), { maxIssues: 1000 })
  .then(({ issues }) => {
    const messages = issues.messages.map(({ code, message, pointer, severity }) => ({
      code, message, pointer, severity,
    }));
    process.stdout.write(JSON.stringify({
      errors: issues.numErrors,
      warnings: issues.numWarnings,
      infos: issues.numInfos,
      hints: issues.numHints,
      messages,
    }));
  })
  .catch((error) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  });

/** The frame of programs that start an Express application on loopback and ask it something. */

/**
 * @param folder `express` or `express4`, as in verification/package.json.
 * @param routes Statements that have `app` and `express`.
 * @param ask The body of an async function that has `url`; what it returns is printed as JSON.
 */
export function requests(folder: string, routes: string, ask: string): string {
  return `const express = require('${folder}');
const app = express();
${routes}
const server = app.listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + server.address().port;
  const ask = async () => { ${ask} };
  console.log(JSON.stringify(await ask()));
  process.exit(0);
});`;
}

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'two-gibibytes-are-refused'({ json }) {
    // The file has no blocks on the disk; only its length counts.
    const program = `const fs = require('node:fs');
fs.writeFileSync('large', '');
fs.truncateSync('large', 2 ** 31);
let code;
try { fs.readFileSync('large'); } catch (error) { code = error.code; }
fs.promises.readFile('large').catch((error) => console.log(JSON.stringify([code, error.code])));`;
    assert.deepEqual(await json(program), ['ERR_FS_FILE_TOO_LARGE', 'ERR_FS_FILE_TOO_LARGE']);
  },

  async 'write-returns-false'({ json }) {
    const program = `const { Writable } = require('node:stream');
const slow = new Writable({ highWaterMark: 4, write(chunk, encoding, done) { setImmediate(done); } });
const answers = [slow.write('ab'), slow.write('cd')];
slow.once('drain', () => console.log(JSON.stringify([...answers, slow.writableLength])));`;
    assert.deepEqual(await json(program), [true, false, 0]);
  },

  async 'pipe-leaves-the-source-open'({ json }) {
    const program = `const { Readable, Writable, pipeline } = require('node:stream');
const source = () => new Readable({ read() { this.push('x'); } });
const failing = () => new Writable({ write(chunk, encoding, done) { done(new Error('disk full')); } });
const piped = source();
const target = failing();
target.on('error', () => {
  setImmediate(() => {
    const inPipeline = source();
    pipeline(inPipeline, failing(), (error) => {
      console.log(JSON.stringify([piped.destroyed, inPipeline.destroyed, error.message]));
    });
  });
});
piped.pipe(target);`;
    assert.deepEqual(await json(program), [false, true, 'disk full']);
  },

  async 'missing-file-without-listener'({ node }) {
    const { exitCode, stderr } = await node(
      `require('node:fs').createReadStream('missing').pipe(process.stdout);`,
    );
    assert.equal(exitCode, 1);
    assert.match(stderr, /ENOENT/);
  },

  async 'characters-are-cut'({ json }) {
    const program = `const fs = require('node:fs');
fs.writeFileSync('text', 'ééééé');
const read = (options) => new Promise((resolve) => {
  let text = '';
  fs.createReadStream('text', { highWaterMark: 3, ...options })
    .on('data', (chunk) => { text += chunk.toString(); })
    .on('end', () => resolve(text));
});
(async () => console.log(JSON.stringify([(await read()).includes('\\ufffd'), await read({ encoding: 'utf8' })])))();`;
    assert.deepEqual(await json(program), [true, 'ééééé']);
  },

  async 'file-chunks-of-64-kib'({ json }) {
    const program = `const fs = require('node:fs');
fs.writeFileSync('large', Buffer.alloc(200000));
const sizes = [];
fs.createReadStream('large').on('data', ({ length }) => sizes.push(length)).on('end', () => console.log(JSON.stringify(sizes)));`;
    assert.deepEqual(await json(program), [65536, 65536, 65536, 3392]);
  },

  async 'pipeline-destroys-the-response'({ json }) {
    const program = `const http = require('node:http');
const fs = require('node:fs');
const { pipeline } = require('node:stream');
const server = http.createServer((request, response) => {
  pipeline(fs.createReadStream('missing'), response, () => {
    let sent = 'sent';
    if (response.destroyed) sent = 'destroyed';
    console.error(sent);
  });
});
server.listen(0, '127.0.0.1', async () => {
  const result = await fetch('http://127.0.0.1:' + server.address().port).then((response) => response.status, () => 'broken connection');
  console.log(JSON.stringify(result));
  server.close();
});`;
    assert.equal(await json(program), 'broken connection');
  },
};

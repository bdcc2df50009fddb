import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engines, prove } from '../../scripts/lib/claims/context.mts';
import { repository } from '../support/guide';

const nodeVersion = `Node.js ${process.versions.node}`;

describe('prove', () => {
  it('gives what the proof ran on', async () => {
    const checkedOn = await prove(async ({ json }) => {
      assert.equal(await json('console.log(JSON.stringify(1 + 1))'), 2);
    }, new Engines());
    expect(checkedOn).toEqual([nodeVersion]);
  });

  it('fails for a claim that is false', async () => {
    const wrong = prove(async ({ node }) => {
      assert.deepEqual((await node('console.log("a")')).lines, ['b']);
    }, new Engines());
    await expect(wrong).rejects.toThrow('Expected values to be strictly deep-equal');
  });

  it('fails for a program that breaks before it shows anything', async () => {
    const broken = prove(async ({ json }) => {
      await json('console.log("[]"); throw new Error("broken")');
    }, new Engines());
    await expect(broken).rejects.toThrow('broken');
  });

  it('fails for a proof that runs on nothing', async () => {
    await expect(prove(() => Promise.resolve(), new Engines())).rejects.toThrow('the proof ran on nothing');
  });

  it('fails for a proof about a package that its program does not use', async () => {
    const node = prove(async ({ json }) => {
      await json('console.log(1)', { about: ['jest'] });
    }, new Engines());
    await expect(node).rejects.toThrow('the program does not use jest');
    const python = prove(async (context) => {
      await context.python('import json, sqlite3', ['FastAPI']);
    }, new Engines());
    await expect(python).rejects.toThrow('the program does not import FastAPI');
  });

  it('gives programs TypeScript with emitted types, and says how they end', async () => {
    const program = 'const n: number = 3; process.exit(n);';
    await prove(async ({ node }) => {
      expect(await node(program, { module: 'ts' })).toMatchObject({ exitCode: 3, stdout: '' });
    }, new Engines());
  });
});

describe('the record of proven claims', () => {
  const text = readFileSync(path.join(repository, 'content', 'verification.json'), 'utf8');
  const record = JSON.parse(text) as Record<string, readonly string[]>;

  it('is sorted and names engines with versions', () => {
    const keys = Object.keys(record);
    expect(keys).toEqual([...keys].sort());
    expect(text).toBe(`${JSON.stringify(record, null, 2)}\n`);
    for (const checkedOn of Object.values(record)) {
      expect(checkedOn.length).toBeGreaterThan(0);
      for (const engine of checkedOn) expect(engine).toMatch(/^\S.* \d+(\.\d+)+/);
    }
  });

  it('belongs to concepts that have proofs, and the other way round', () => {
    const concepts = new Set(Object.keys(record).map((key) => key.split('/', 1)[0]));
    const proofs = readdirSync(path.join(repository, 'proofs')).map((name) => path.basename(name, '.mts'));
    expect([...concepts].sort()).toEqual(proofs.sort());
  });
});

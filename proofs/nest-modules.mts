import assert from 'node:assert/strict';
import { nestStarts } from '../scripts/lib/claims/nestPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const options = { module: 'ts', about: ['@nestjs/core'] } as const;

const classes = `let built = 0;
@Injectable() class B { constructor() { built++; } }
@Injectable() class A { constructor(b: B) {} }
@Injectable() class C { constructor(b: B) {} }
`;
const cannotResolve = /^Nest can't resolve dependencies of the A \(\?\)/;

export const proofs: Proofs = {
  async 'unexported-provider-stops-the-start'({ json }) {
    const program = nestStarts(
      `${classes}@Module({ providers: [B] }) class Inner {}
@Module({ imports: [Inner], providers: [A] }) class App {}
@Module({ providers: [B], exports: [B] }) class Open {}
@Module({ imports: [Open], providers: [A] }) class Good {}`,
      ['App', 'Good'],
    );
    const [hidden, exported] = (await json(program, options)) as string[];
    assert.match(hidden ?? '', cannotResolve);
    assert.equal(exported, 'starts');
  },

  async 'imports-are-not-passed-on'({ json }) {
    const program = nestStarts(
      `${classes}@Module({ providers: [B], exports: [B] }) class Inner {}
@Module({ imports: [Inner] }) class Core {}
@Module({ imports: [Core], providers: [A] }) class App {}
@Module({ imports: [Inner], exports: [Inner] }) class Passing {}
@Module({ imports: [Passing], providers: [A] }) class Good {}`,
      ['App', 'Good'],
    );
    const [hidden, passed] = (await json(program, options)) as string[];
    assert.match(hidden ?? '', cannotResolve);
    assert.equal(passed, 'starts');
  },

  async 'imported-twice-created-once'({ json }) {
    const program = nestStarts(
      `${classes}@Module({ providers: [B], exports: [B] }) class Inner {}
@Module({ imports: [Inner], providers: [A] }) class First {}
@Module({ imports: [Inner], providers: [C] }) class Second {}
@Module({ imports: [First, Second] }) class App {}
const report = () => built;`,
      ['App'],
    );
    assert.deepEqual(await json(program, options), [1]);
  },

  async 'listed-twice-created-twice'({ json }) {
    const program = nestStarts(
      `${classes}@Module({ providers: [A, B] }) class First {}
@Module({ providers: [C, B] }) class Second {}
@Module({ imports: [First, Second] }) class App {}
const report = () => built;`,
      ['App'],
    );
    assert.deepEqual(await json(program, options), [2]);
  },

  async 'global-still-needs-exports'({ json }) {
    const program = nestStarts(
      `${classes}@Global() @Module({ providers: [B] }) class Everywhere {}
@Module({ providers: [A] }) class Feature {}
@Module({ imports: [Everywhere, Feature] }) class App {}
@Global() @Module({ providers: [B], exports: [B] }) class Open {}
@Module({ imports: [Open, Feature] }) class Good {}`,
      ['App', 'Good'],
    );
    const [hidden, exported] = (await json(program, options)) as string[];
    assert.match(hidden ?? '', cannotResolve);
    assert.equal(exported, 'starts');
  },

  async 'two-calls-two-modules'({ json }) {
    const program = nestStarts(
      `${classes}@Module({}) class Conf { static forRoot() { return { module: Conf, providers: [B], exports: [B] }; } }
@Module({ imports: [Conf.forRoot()], providers: [A] }) class First {}
@Module({ imports: [Conf.forRoot()], providers: [C] }) class Second {}
@Module({ imports: [First, Second] }) class Twice {}
const conf = Conf.forRoot();
@Module({ imports: [conf], providers: [A] }) class Third {}
@Module({ imports: [conf], providers: [C] }) class Fourth {}
@Module({ imports: [Third, Fourth] }) class Once {}
const report = () => { const n = built; built = 0; return n; };`,
      ['Twice', 'Once'],
    );
    assert.deepEqual(await json(program, options), [2, 1]);
  },
};

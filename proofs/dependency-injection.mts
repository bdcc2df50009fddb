import assert from 'node:assert/strict';
import { nestApplication, nestStarts } from '../scripts/lib/claims/nestPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const options = { module: 'ts', about: ['@nestjs/core'] } as const;

export const proofs: Proofs = {
  async 'missing-injectable-gives-undefined'({ json }) {
    const program = nestStarts(
      `@Injectable() class Mailer {}
class SignUp { constructor(mailer: Mailer) { this.mailer = mailer; } }
@Module({ providers: [Mailer, SignUp] }) class AppModule {}
const report = (context) => String(context.get(SignUp).mailer);`,
      ['AppModule'],
    );
    assert.deepEqual(await json(program, options), ['undefined']);
  },

  async 'interfaces-need-a-token'({ json }) {
    const program = nestStarts(
      `interface Mailer { send(): void }
const MAILER = Symbol('mailer');
@Injectable() class ByType { constructor(mailer: Mailer) {} }
@Injectable() class ByToken { constructor(@Inject(MAILER) mailer: Mailer) {} }
@Module({ providers: [ByType] }) class A {}
@Module({ providers: [ByToken, { provide: MAILER, useValue: {} }] }) class B {}`,
      ['A', 'B'],
    );
    const [byType, byToken] = (await json(program, options)) as string[];
    assert.match(byType ?? '', /^Nest can't resolve dependencies of the ByType/);
    assert.equal(byToken, 'starts');
  },

  async 'injected-above-its-declaration'({ node }) {
    const program = nestStarts(
      `@Injectable() class Early { constructor(later: Later) {} }
@Injectable() class Later {}
@Module({ providers: [Early, Later] }) class AppModule {}`,
      ['AppModule'],
    );
    const { exitCode, stderr } = await node(program, options);
    assert.equal(exitCode, 1);
    assert.match(stderr, /Cannot access 'Later' before initialization/);
  },

  async 'one-instance-by-default'({ json }) {
    const program = nestApplication(
      `let built = 0;
let builtForRequest = 0;
@Injectable() class Counter { n = 0; }
@Controller('one') class One { constructor(counter: Counter) { built++; this.counter = counter; } @Get() get() { return { n: ++this.counter.n }; } }
@Injectable({ scope: Scope.REQUEST }) class Current {}
@Controller('each') class Each { constructor(current: Current) { builtForRequest++; } @Get() get() { return {}; } }
@Module({ controllers: [One, Each], providers: [Counter, Current] }) class AppModule {}`,
      `const seen = [];
for (const round of [1, 2, 3]) { seen.push((await (await send('/one')).json()).n); await (await send('/each')).text(); }
return [seen, built, builtForRequest];`,
    );
    assert.deepEqual(await json(program, options), [[1, 2, 3], 1, 3]);
  },

  async 'get-refuses-request-scope'({ json }) {
    const program = nestStarts(
      `@Injectable({ scope: Scope.REQUEST }) class Current {}
@Module({ providers: [Current] }) class AppModule {}
const report = (context) => {
  try { context.get(Current); return 'built'; } catch (error) { return error.constructor.name + ' ' + typeof context.resolve(Current).then; }
};`,
      ['AppModule'],
    );
    assert.deepEqual(await json(program, options), ['InvalidClassScopeException function']);
  },
};
